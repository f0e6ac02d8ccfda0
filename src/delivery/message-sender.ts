import type { ChannelAccess } from '../channels/channel-access.ts';
/** A message as the planner decided to send it: free text inside the service window, a template outside. */
export type OutboundContent =
  | { type: 'text'; text: string }
  | {
      type: 'buttons';
      text: string;
      choices: readonly { id: string; title: string }[];
      document: OutboundDocument | null;
    }
  | {
      type: 'list';
      text: string;
      button: string;
      rows: readonly { id: string; title: string; description: string | null }[];
    }
  | { type: 'document'; document: OutboundDocument; caption: string | null }
  | {
      type: 'template';
      name: string;
      language: string;
      /** In the order of the text; named parameters. */
      parameters: readonly { name: string; value: string }[];
      document: OutboundDocument | null;
      /** Payload of each quick-reply button, by index. */
      buttonPayloads: readonly string[];
    };

export interface OutboundDocument {
  link: string;
  filename: string;
  /** As the platform keeps it, instead of the link; left out: it fetches the link. */
  mediaId?: string;
}

export interface OutboundMessage {
  /** Both may be known; the phone is preferred, which keeps it visible in later webhooks (platform 5.3). */
  to: { phone: string | null; userId: string | null };
  content: OutboundContent;
  /** Echoed in statuses: `v1.<intent id>.<attempt>`; at most 512 characters, no personal data. */
  callbackData: string;
  /** Later than this, in milliseconds of the process's own clock, it is not begun; left out: at any time. */
  beginBy?: number;
}

/**
 * Why a refusal happened decides what follows, never its text (reliability C, platform 10.5). `not-now`: this person gets
 * nothing of the kind for a time, by the platform's choice or their own; `template`: it is paused, disabled or unknown;
 * `attachment`: the document, not the words; `recipient`: this person cannot be reached; `permanent`: the message itself.
 */
export type RefusalKind =
  | 'transient'
  | 'throttled-number'
  | 'throttled-recipient'
  | 'account'
  | 'window-closed'
  | 'not-now'
  | 'template'
  | 'attachment'
  | 'recipient'
  | 'permanent';

/** `waitMs`: how long to wait at least; null: nothing is said about it. */
export interface Refusal {
  kind: RefusalKind;
  waitMs: number | null;
}

export type SendResult =
  | { kind: 'accepted'; messageId: string; userId: string | null; phone: string | null; held: boolean }
  /** The platform answered no: the message was not taken. `code` is the Graph error code. */
  | { kind: 'refused'; refusal: RefusalKind; code: number; retryAfterMs: number | null }
  /** It certainly never left (connection refused, DNS, TLS): safe to send again. */
  | { kind: 'not-sent'; reason: string }
  /** Bytes may have reached the platform and no usable answer came back. */
  | { kind: 'unknown'; reason: string };

/** What came of handing a file to the platform. Of every answer but the first no message left. */
export type UploadResult = { kind: 'uploaded'; mediaId: string } | Exclude<SendResult, { kind: 'accepted' }>;

export interface MediaUploader {
  /** Never throws and never retries by itself. */
  upload(
    channel: ChannelAccess,
    file: { content: Buffer; filename: string; mimeType: string },
  ): Promise<UploadResult>;
}

export interface MessageSender {
  /** Never throws and never retries by itself: the outbox is the one retry owner. */
  send(channel: ChannelAccess, message: OutboundMessage): Promise<SendResult>;
  /** Marks the message and all earlier ones read and shows "typing…". Best effort: false when it did not work. */
  markRead(channel: ChannelAccess, messageId: string): Promise<boolean>;
}

/** The same table serves answers of the API and later `failed` statuses. */
export type ClassifyPlatformError = (code: number) => Refusal;
