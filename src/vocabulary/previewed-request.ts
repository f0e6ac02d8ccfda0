import type { Language } from './language.ts';
import type { RequestContent } from './request-content.ts';

/** A message as it would go out. */
export interface PreviewedMessage {
  text: string;
  choices: readonly string[];
  /** The template it would go out as; null: as free text, because the person wrote within the day. */
  template: string | null;
  at: Date;
  /** It waits until then because of the quiet hours; null: it does not. */
  heldUntil: Date | null;
  /** Why it would be recorded and not sent: `notices_stopped`, `window_closed`; null: it goes out. */
  unsent: string | null;
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
