import type { Language } from './language.ts';
import type { RequestContent } from './request-content.ts';
import type { InsteadOf } from './template-standing.ts';

/** What keeps a message, in the codes of its plan (ADR 0045); `until` null: nobody knows for how long. */
export interface MessageHold {
  check: string;
  reason: string;
  until: Date | null;
}

/** How much room there is for a message that may wait. */
export interface MessageRoom {
  /** When there is; null: at `at`. */
  untilOf(at: Date): Promise<Date | null>;
  /** The same, and takes it where there is. */
  take(at: Date): Promise<Date | null>;
}

/** How many more people may be written to first in a day (platform 9.4). */
export interface ReachRoom {
  /** When there is room for this one; null: at `at`, or they are counted already. */
  untilOf(at: Date): Date | null;
  /** The same, and counts them where there is; what somebody waits for has room in any case. */
  take(at: Date, message: { isUnasked: boolean }): Date | null;
}

/** What becomes of a message at the instant it would leave; `reason`: why it is dropped. */
export type Leaving =
  { verdict: 'send' } | ({ verdict: 'wait' | 'hold' } & MessageHold) | { verdict: 'drop'; reason: string };

/** A message as it would go out. */
export interface PreviewedMessage {
  text: string;
  choices: readonly string[];
  /** The template it would go out as; null: as free text, because the person wrote within the day. */
  template: string | null;
  /** The template of the tenant's own that its rule chose; `unsaid`: why it is not said. Left out: none. */
  chosen?: { name: string; unsaid?: string };
  /** Of its words. */
  language: Language;
  /** The person's language, and why it is not said in that; null: it is (ADR 0069). */
  insteadOf: InsteadOf | null;
  at: Date;
  /** It waits until then because of the quiet hours or of money; null: it does not. */
  heldUntil: Date | null;
  /** What keeps it until `at`, one after the other. */
  holds: readonly MessageHold[];
  /** Why it would be recorded and not sent: `notices_stopped`, `window_closed`; null: it goes out. */
  unsent: string | null;
  /** Of the person it goes to. */
  conversationId: string;
  /** Plans it as it leaves at that instant. `roomOf` is asked for what may wait. */
  leaving(
    at: Date,
    rooms: { roomOf(stream: { isMarketing: boolean }): Promise<MessageRoom | null>; reach: ReachRoom },
  ): Promise<Leaving>;
}

/** What would come of a request that is opened now, without opening it. */
export interface PreviewedRequest {
  messages: readonly PreviewedMessage[];
  /** Where it would be afterwards: put to the person, waiting for them to prove who they are, or ended at once. */
  state: 'asked' | 'held' | 'ended';
  /** How it would have ended; null: it would be open. */
  outcome: string | null;
}

export type PreviewRequest = (
  tenantId: string,
  asked: {
    content: RequestContent;
    contact: { ref: string; phone: string; language: Language };
    now: Date;
  },
) => Promise<PreviewedRequest>;
