import type { InboundContent, MediaReference } from '../../vocabulary/inbound-unit.ts';
import { identifier, record, text } from './wire-values.ts';

type MediaType = Extract<InboundContent, MediaReference>['type'];

/** Null when there is no media id: then there is nothing to fetch. */
export const readMedia = (type: MediaType, value: unknown): InboundContent | null => {
  const media = record(value);
  const mediaId = identifier(media.id);
  if (mediaId === null) return null;
  return {
    // A recording made in the app is an `audio` with a flag; the older on-premise API wrote `type: voice`.
    type: type === 'audio' && media.voice === true ? 'voice' : type,
    mediaId,
    mimeType: text(media.mime_type) ?? 'application/octet-stream',
    sha256: text(media.sha256),
    filename: text(media.filename),
    caption: text(media.caption),
  };
};
