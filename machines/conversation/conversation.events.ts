import type { ClosedAsTold, RequestAsListed } from './conversation.prompts.ts';

/** What concerns the conversation itself, not one request. */
export type ConversationEvent =
  | { type: 'customer.greeted'; openCount: number }
  | { type: 'customer.foundNothingOpen' }
  /** Several requests are open and the reply does not say which one it means. */
  | { type: 'customer.meantOneOfSeveral'; requests: readonly RequestAsListed[] }
  /** `inDialog`: an open request asks again by itself; the conversation only counts. */
  | { type: 'customer.unrecognised'; inDialog: boolean }
  | { type: 'customer.wasUnderstood' }
  | { type: 'customer.askedForHuman' }
  /** Something a person must take care of: stopping notices, privacy, a disputed movement … */
  | { type: 'customer.neededStaff'; reason: string; urgent: boolean }
  | { type: 'customer.sentMedia' }
  /** A button that is not the current one; `reference`: of a request that is still open. */
  | { type: 'customer.tappedOldChoice'; reference: string | null }
  | { type: 'customer.returnedToClosed'; closed: ClosedAsTold }
  /** The person is not a contact of any customer. */
  | { type: 'customer.wroteAsStranger' }
  | { type: 'staff.tookOver' }
  | { type: 'staff.released' };
