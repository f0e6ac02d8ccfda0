import { createHash } from 'node:crypto';
import type { ConversationRecord } from '../conversations/conversation-record.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { MessageRecord } from '../transcripts/message.repository.ts';
import type { StaffLanguage } from './export-texts.ts';

/** `from` is in it, `to` is not; null: without that bound. */
export interface Span {
  from: Date | null;
  to: Date | null;
}

/** Who takes what, and how it is written. */
export interface ExportFacts {
  /** `key:<id>`, or a person of staff. */
  by: string;
  at: Date;
  company: string;
  timeZone: string;
  language: StaffLanguage;
  /** Null: every conversation of the period. */
  about: { what: 'conversation' | 'customer'; id: string } | null;
  span: Span;
}

/** A conversation with its messages, read page by page while they are written. */
export interface TranscriptPart {
  conversation: ConversationRecord;
  contactName: string | null;
  messages: AsyncIterable<MessageRecord>;
}

/** How records are shown outside: as the routes of conversations show them. */
export interface TranscriptShapes {
  conversation(record: ConversationRecord): object;
  message(record: MessageRecord): object;
}

export interface Transcript {
  facts: ExportFacts;
  parts: AsyncIterable<TranscriptPart>;
  shapes: TranscriptShapes;
  /** Messages of these conversations that are about other customers of the same person, as they are found. */
  leftOut: { count: number };
}

/** What is known of a message only later: how it went, and why it waits. Never part of what was said. */
const later: ReadonlySet<string> = new Set(['status', 'statuses', 'held', 'providerMessageId']);

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of a message as it is shown, without what becomes known later. */
const messageHash = (shape: object): string =>
  contentHash(Object.fromEntries(Object.entries(shape).filter(([field]) => !later.has(field))));

/** The hash of all messages that were written: SHA-256 of their hashes in order, each on a line of its own. */
export class TranscriptSeal {
  readonly #whole = createHash('sha256');
  #count = 0;

  /** Answers the hash of this message. */
  add(shape: object): string {
    const own = messageHash(shape);
    this.#whole.update(`${own}\n`);
    this.#count += 1;
    return own;
  }

  /** Once, when all of them were added. */
  close(): { algorithm: 'SHA-256'; messages: number; sha256: string } {
    return { algorithm: 'SHA-256', messages: this.#count, sha256: this.#whole.digest('hex') };
  }
}

export const spanJson = ({ from, to }: Span) => ({
  from: from?.toISOString() ?? null,
  to: to?.toISOString() ?? null,
});
