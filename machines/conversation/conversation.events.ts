import type { ClosedAsTold, RequestAsListed } from './conversation.prompts.ts';
import type { Menu } from './menu.prompts.ts';
import type { AccountAsTold, MovementsAsTold } from './self-service.prompts.ts';

/** Which of our answers about an account waits for the person to prove who they are. */
export type Wanted = 'balance' | 'movements' | 'requests';

type TalkEvent =
  | { type: 'customer.greeted'; openCount: number }
  | { type: 'customer.openedMenu'; menu: Menu }
  | { type: 'customer.foundNothingOpen' }
  | { type: 'customer.askedForOpenItems'; requests: readonly RequestAsListed[] }
  /** Several requests are open and the reply does not say which one it means. */
  | { type: 'customer.meantOneOfSeveral'; requests: readonly RequestAsListed[] }
  /** Null: an open request asks again by itself and the conversation only counts; else what is offered instead. */
  | { type: 'customer.unrecognised'; menu: Menu | null }
  | { type: 'customer.wasUnderstood' }
  | { type: 'customer.askedForHuman' }
  /** Something a person must take care of: an invoice, a disputed movement … */
  | { type: 'customer.neededStaff'; reason: string; urgent: boolean }
  /** A button that is not the current one; `reference`: of a request that is still open. */
  | { type: 'customer.tappedOldChoice'; reference: string | null }
  | { type: 'customer.returnedToClosed'; closed: ClosedAsTold }
  /** The person is not a contact of any customer. */
  | { type: 'customer.wroteAsStranger' }
  | { type: 'staff.tookOver' }
  | { type: 'staff.released' };

type MediaEvent =
  /** Location, contact card, order, form …: nothing we can use. */
  | { type: 'customer.sentMedia' }
  | { type: 'customer.sentVoice' }
  | { type: 'customer.reacted' }
  /** A typed message that made a decision was changed afterwards. */
  | { type: 'customer.editedAnswer'; reference: string }
  /** Nothing is open, nothing ended lately: the file waits for staff. */
  | { type: 'customer.sentUnclaimedFile' }
  | { type: 'customer.sentFileForSeveral'; requests: readonly RequestAsListed[] }
  /** The file was put to a request that does not speak of it by itself. */
  | { type: 'customer.sentFileFor'; reference: string }
  | { type: 'file.refused' };

type SelfServiceEvent =
  | { type: 'customer.sawBalance'; account: AccountAsTold }
  | { type: 'customer.sawMovements'; account: MovementsAsTold }
  /** The business system has reported no balance yet. */
  | { type: 'customer.foundAccountEmpty' }
  /** Staff looks at the account first; said like every other wait (domain 6.3). */
  | { type: 'customer.foundAccountLocked' }
  | { type: 'customer.mayNotSee' }
  | { type: 'customer.askedForStatement' }
  | { type: 'customer.askedForDocument' }
  | { type: 'customer.wantedToSend' }
  | { type: 'customer.askedForPrice' }
  | { type: 'customer.askedForStatus' }
  | { type: 'customer.askedWhoWeAre' }
  | { type: 'customer.askedForLanguage' }
  | { type: 'customer.choseLanguage'; language: 'tr' | 'en' | 'ar' };

type PrivacyEvent =
  /** First contact, or a new version of the notice: before anything else is said. */
  | { type: 'system.metPerson' }
  | { type: 'customer.askedForNotice' }
  | { type: 'customer.understoodNotice' }
  | { type: 'customer.openedPrivacy' }
  | { type: 'customer.openedConsent'; purpose: 'marketing' | 'feedback' }
  | { type: 'customer.answeredConsent'; purpose: 'marketing' | 'feedback'; action: 'accepted' | 'rejected' }
  | { type: 'customer.withdrewConsents' }
  | { type: 'customer.usedPrivacyRight'; kind: 'access' | 'erasure' | 'correction' }
  | { type: 'customer.optedOut' }
  | { type: 'customer.optedIn' }
  | { type: 'customer.optedOutUnclearly' }
  | { type: 'customer.keptNotices' }
  | { type: 'customer.reportedWrongNumber' };

type IdentityEvent =
  /** Something about money waits; not a word of it is said to a number nobody has checked. */
  | { type: 'system.heldRequest' }
  /** `wanted`: what is answered once the person typed the code. */
  | { type: 'customer.mustProveIdentity'; wanted: Wanted }
  | { type: 'customer.provedIdentity' }
  | { type: 'customer.mistypedCode'; triesLeft: number }
  | { type: 'customer.typedLateCode' }
  | { type: 'customer.usedUpCode' }
  | { type: 'customer.askedTooManyCodes' };

/** What concerns the conversation itself, not one request. */
export type ConversationEvent = TalkEvent | MediaEvent | SelfServiceEvent | PrivacyEvent | IdentityEvent;
