import type { ChannelAccess } from '../channels/channel-access.ts';
import type { Clock } from '../shared/clock.ts';
import type { MediaHandleRepository, MediaKey } from './media-handle.repository.ts';
import type {
  MediaUploader,
  MessageSender,
  OutboundContent,
  OutboundDocument,
  OutboundMessage,
  SendResult,
  UploadResult,
} from './message-sender.ts';

/** A document of our own behind a link: its content is read only where it has to be uploaded. */
export interface OwnDocument {
  tenantId: string;
  /** Of its content, hex. */
  sha256: string;
  mimeType: string;
  /** Null: it is not stored any more. */
  read(): Promise<Buffer | null>;
}

export interface DocumentSenderParts {
  sender: MessageSender;
  uploader: MediaUploader;
  handles: MediaHandleRepository;
  /** Null: it is none of ours, and the platform fetches it. */
  documentOf(link: string): Promise<OwnDocument | null>;
  clock: Clock;
  monotonic: () => number;
}

/**
 * An upload lives 30 days (platform 7); ours count two days less: what the platform takes now it delivers later, and no message may
 * lose its document on the way.
 */
const livesMs = 28 * 24 * 60 * 60_000;

/** What a platform that does not know an id answers to it (platform 10.2): a parameter that is wrong, or a file that cannot be had. */
const unknownMedia: ReadonlySet<number> = new Set([100, 131008, 131009, 131052, 131053]);

const documentIn = (content: OutboundContent): OutboundDocument | null =>
  'document' in content ? content.document : null;

const withMedia = (content: OutboundContent, mediaId: string): OutboundContent => {
  const document = documentIn(content);
  // The cast puts back what the spread of a union loses.
  return document === null
    ? content
    : ({ ...content, document: { ...document, mediaId } } as OutboundContent);
};

type Found = { kind: 'kept' | 'uploaded'; mediaId: string } | Exclude<UploadResult, { kind: 'uploaded' }>;

/**
 * Sends documents of our own by the id of an upload instead of a link (ADR 0057): uploaded once for each number and content, named
 * again until it is over, uploaded anew when the platform does not know it. One call for the message at most: whoever dies before it
 * has lost an upload, and nothing was sent.
 */
export class DocumentSender implements MessageSender {
  readonly #parts: DocumentSenderParts;
  /** Two messages with one file at once wait for one upload. */
  readonly #uploading = new Map<string, Promise<Found>>();

  constructor(parts: DocumentSenderParts) {
    this.#parts = parts;
  }

  markRead(channel: ChannelAccess, messageId: string): Promise<boolean> {
    return this.#parts.sender.markRead(channel, messageId);
  }

  async send(channel: ChannelAccess, message: OutboundMessage): Promise<SendResult> {
    const { sender, handles, documentOf, monotonic } = this.#parts;
    const document = documentIn(message.content);
    const own = document === null ? null : await documentOf(document.link);
    if (document === null || own === null) return sender.send(channel, message);
    const key = { channelId: channel.channelId, sha256: own.sha256 };
    const found = await this.#mediaOf(channel, key, { own, filename: document.filename });
    // The platform does not want the file itself: it may still fetch it.
    if (found.kind === 'refused' && (found.refusal === 'attachment' || found.refusal === 'permanent'))
      return sender.send(channel, message);
    if (found.kind === 'refused' || found.kind === 'not-sent') return found;
    // An upload whose answer was lost is a file too many at the platform, and no message.
    if (found.kind === 'unknown') return { kind: 'not-sent', reason: `upload: ${found.reason}` };
    if (message.beginBy !== undefined && monotonic() > message.beginBy)
      return { kind: 'not-sent', reason: 'upload took too long' };
    const result = await sender.send(channel, {
      ...message,
      content: withMedia(message.content, found.mediaId),
    });
    const isUnknown = found.kind === 'kept' && result.kind === 'refused' && unknownMedia.has(result.code);
    if (!isUnknown) return result;
    await handles.forget(own.tenantId, key, found.mediaId);
    // It was not taken: the next attempt uploads it anew.
    return { kind: 'not-sent', reason: 'media unknown' };
  }

  async #mediaOf(
    channel: ChannelAccess,
    key: MediaKey,
    file: { own: OwnDocument; filename: string },
  ): Promise<Found> {
    const kept = await this.#parts.handles.find(file.own.tenantId, key, this.#parts.clock.now());
    if (kept !== null) return { kind: 'kept', mediaId: kept.mediaId };
    const id = `${file.own.tenantId}\n${key.channelId}\n${key.sha256}`;
    const running = this.#uploading.get(id);
    if (running !== undefined) return running;
    const uploading = this.#upload(channel, key, file).finally(() => this.#uploading.delete(id));
    this.#uploading.set(id, uploading);
    return uploading;
  }

  async #upload(
    channel: ChannelAccess,
    key: MediaKey,
    { own, filename }: { own: OwnDocument; filename: string },
  ): Promise<Found> {
    const { uploader, handles, clock } = this.#parts;
    const content = await own.read();
    if (content === null) return { kind: 'refused', refusal: 'attachment', code: 131053, retryAfterMs: null };
    // Counted from before the call: the platform's days begin no earlier.
    const expiresAt = new Date(clock.now().getTime() + livesMs);
    const uploaded = await uploader.upload(channel, { content, filename, mimeType: own.mimeType });
    if (uploaded.kind !== 'uploaded') return uploaded;
    const { mediaId } = uploaded;
    await handles.save(own.tenantId, key, { mediaId, expiresAt });
    return { kind: 'uploaded', mediaId };
  }
}
