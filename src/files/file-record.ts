import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';

/**
 * Where a file stands. `pending_fetch`: known, not here yet; `pending_scan`: here, nobody may open it; `clean`: scanned;
 * `unscanned`: no scanner is set up, and the record says so; `refused`, `infected`: the content is gone, `reason` says why;
 * `deleted`: destroyed at its time.
 */
export const fileStates = [
  'pending_fetch',
  'pending_scan',
  'clean',
  'unscanned',
  'refused',
  'infected',
  'deleted',
] as const;
export type FileState = (typeof fileStates)[number];

/** States in which a file's content is stored. */
export const storedStates: readonly FileState[] = ['pending_scan', 'clean', 'unscanned'];

/** Every state but the end: there is a name, a caption or content to destroy. */
export const notEndedStates: readonly FileState[] = fileStates.filter((state) => state !== 'deleted');

/** Stable codes of `FileRecord.reason` (docs/api.md). */
export const refusalReasons = [
  'type_not_allowed',
  'type_mismatch',
  'too_large',
  'empty',
  'too_many_pages',
  'too_many_pixels',
  'unreadable',
  'password_protected',
  'active_content',
  'hash_mismatch',
  'foreign_address',
  'infected',
  'not_available',
  'quota',
  'identity_in_chat',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A file a person sent or uploaded. Names and captions are what the person's device said: cleaned, never trusted. */
export interface FileRecord {
  tenantId: TenantId;
  /** `fil_…`. */
  id: string;
  conversationId: ConversationId;
  /** The request it was sent for; null: none was open, it waits for staff. */
  requestId: RequestId | null;
  customerRef: string | null;
  contactRef: string | null;
  source: 'chat' | 'link';
  /**
   * A voice message, film, sound or sticker of the chat, kept for whoever reads the transcript: no dialog hears of it (ADR 0036).
   * Left out: a file.
   */
  isRecording?: true;
  /** Transcript line of a file from the chat; null for uploads. */
  messageId: string | null;
  declared: {
    filename: string | null;
    mimeType: string | null;
    /** Hex; null where the sender's platform gave none. */
    sha256: string | null;
    caption: string | null;
    /** Provider's id of the media; null for uploads. */
    mediaId: string | null;
  };
  /** What was found; null before the file was fetched and looked at. */
  found: {
    mimeType: string;
    bytes: number;
    /** Hex. */
    sha256: string;
    pages: number | null;
    width: number | null;
    height: number | null;
  } | null;
  state: FileState;
  reason: RefusalReason | null;
  /** Keys of the stored contents; null: not stored (any more). `view`: re-encoded image without metadata. */
  contents: { original: string | null; view: string | null };
  /**
   * A file of no request, an upload nobody finished, an identity image from the chat: destroyed then (domain 6.4, 7.7). Null:
   * kept with its request.
   */
  destroyAt: Date | null;
  receivedAt: Date;
  checkedAt: Date | null;
  attempts: number;
  nextAttemptAt: Date | null;
  /** When the result of the check was passed on (`FileWorker`); missing or null: not yet, or there is none. */
  reportedAt?: Date | null;
}
