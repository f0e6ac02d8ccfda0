import type { MediaKind } from './chat-message.ts';
import type { Inbound } from './inbound-content.ts';
import { bareType, mediaProblem, type Media, type MediaShelf } from './media-shelf.ts';
import { sampleSticker, sampleVoiceNote } from './sample-media.ts';

export interface SentFile {
  bytes: Buffer;
  mimeType: string;
  filename: string | null;
  caption: string | null;
  replyTo: string | null;
}

export interface MediaSource {
  shelf: MediaShelf;
  /** Address of the Graph router as the product sees it; null: webhooks carry no `url`. */
  graphUrl: string | null;
}

/** Puts the file where the business can fetch it. Photos, sounds and films by their type; everything else is a document. */
export const fileInbound = (source: MediaSource, file: SentFile): Inbound => {
  const mimeType = typeOf(file);
  const kind = kindOf(bareType(mimeType), file.bytes.length);
  return inboundOf(source, kind, { ...file, mimeType });
};

export const voiceInbound = (source: MediaSource, replyTo: string | null): Inbound =>
  inboundOf(source, 'audio', { ...sampleVoiceNote, filename: null, caption: null, replyTo }, true);

export const stickerInbound = (source: MediaSource, replyTo: string | null): Inbound =>
  inboundOf(source, 'sticker', { ...sampleSticker, filename: null, caption: null, replyTo });

const inboundOf = (source: MediaSource, kind: MediaKind, file: SentFile, isVoice = false): Inbound => {
  const media = source.shelf.add(file, 'webhook');
  const caption = kind === 'audio' || kind === 'sticker' ? null : file.caption;
  return {
    content: {
      type: 'media',
      media: {
        kind,
        mediaId: media.id,
        link: null,
        mimeType: bareType(media.mimeType),
        filename: file.filename,
        size: media.size,
      },
      caption,
    },
    wire: { type: kind, [kind]: mediaMember(source, kind, media, { caption, isVoice }) },
    replyTo: file.replyTo,
  };
};

/** The member of a message that names a received file; also inside an edited message, with its new caption. */
export const mediaMember = (
  { shelf, graphUrl }: MediaSource,
  kind: MediaKind,
  media: Media,
  { caption, isVoice }: { caption: string | null; isVoice: boolean },
): object => ({
  ...(caption === null ? {} : { caption }),
  ...(kind === 'document' ? { filename: media.filename ?? 'document' } : {}),
  mime_type: media.mimeType,
  sha256: media.sha256,
  id: media.id,
  ...(graphUrl === null ? {} : { url: `${graphUrl}/attachments/?${shelf.signedQuery(media.id)}` }),
  ...(kind === 'audio' ? { voice: isVoice } : {}),
  ...(kind === 'sticker' ? { animated: false } : {}),
});

const typesByEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  heic: 'image/heic',
  heif: 'image/heif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  ogg: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  webp: 'image/webp',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'text/xml',
  zip: 'application/zip',
};

/** Browsers leave the type out where they do not know the ending (HEIC among others); the app knows it. */
const typeOf = ({ mimeType, filename }: SentFile): string => {
  if (mimeType !== '' && bareType(mimeType) !== 'application/octet-stream') return mimeType;
  const ending = /\.([a-z0-9]+)$/i.exec(filename ?? '')?.[1]?.toLowerCase() ?? '';
  return typesByEnding[ending] ?? 'application/octet-stream';
};

/** Sent as what it is when it may be, else as a document: HEIC, WebP and every file that is too large for its kind. */
const kindOf = (mimeType: string, size: number): MediaKind => {
  const kind = mimeType.startsWith('audio/')
    ? 'audio'
    : mimeType.startsWith('video/')
      ? 'video'
      : mimeType.startsWith('image/')
        ? 'image'
        : 'document';
  return mediaProblem(kind, mimeType, size) === null ? kind : 'document';
};
