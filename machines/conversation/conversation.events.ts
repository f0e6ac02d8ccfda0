import type { Question } from './conversation.context.ts';
import type { ClosedAsTold, Repeated, RequestAsListed } from './conversation.prompts.ts';
import type { Menu } from './menu.prompts.ts';
import type { Wish } from './wishes.ts';
import type { AccountAsTold, MovementsAsTold } from './self-service.prompts.ts';

/** A purpose that is asked about, one question each. */
export type AskedPurpose = 'marketing' | 'feedback';

type TalkEvent =
  | { type: 'customer.greeted'; openCount: number }
  | { type: 'customer.openedMenu'; menu: Menu }
  | { type: 'customer.foundNothingOpen' }
  /** `requests`: those the person knows of. */
  | { type: 'customer.openedItems'; requests: readonly RequestAsListed[] }
  /** Several requests are open and the reply does not say which one it means. */
  | { type: 'customer.meantOneOfSeveral'; requests: readonly RequestAsListed[] }
  /**
   * Null: an open request asks again by itself and the conversation only counts; else what is offered instead. `repeats`: what would
   * have been said word for word once more; left out: the reply was not understood.
   */
  | { type: 'customer.unrecognised'; menu: Menu | null; repeats?: Repeated }
  /** Words that may be this wish, by likeness alone. */
  | { type: 'customer.perhapsMeant'; wish: Wish }
  | { type: 'customer.wasUnderstood' }
  /** Words nobody can read while a code is on its way. */
  | { type: 'customer.missedCode' }
  | { type: 'customer.askedForHuman' }
  /** Something a person must take care of: an extension, a document that cannot be sent … */
  | { type: 'customer.neededStaff'; reason: string; urgent: boolean }
  /** A copy of an invoice that is not open here. */
  | { type: 'customer.askedForInvoice' }
  /** A movement that is not open here. */
  | { type: 'customer.disputedMovement' }
  /** A button that is not the current one; `reference`: of a request that is still open. */
  | { type: 'customer.tappedOldChoice'; reference: string | null }
  | { type: 'customer.returnedToClosed'; closed: ClosedAsTold }
  /** The person is not a contact of any customer. */
  /** `isFirst`: he was not told yet what is kept of him, by the present version of the privacy notice. */
  | { type: 'customer.wroteAsStranger'; isFirst: boolean }
  /** Whoever waits for a person of ours wants to go on without one. */
  | { type: 'customer.stoppedWaiting' }
  /** Nobody came before the service window closed: what is written now is no part of it any more. */
  | { type: 'system.waitedInVain' }
  /** What the person waits for is done, without the chat having been taken over. */
  | { type: 'staff.attended' }
  | { type: 'staff.tookOver' }
  | { type: 'staff.released' };

type MediaEvent =
  /** Location, contact card, order, form …: nothing we can use. */
  | { type: 'customer.sentMedia' }
  | { type: 'customer.sentVoice' }
  | { type: 'customer.reacted' }
  /** A typed message that answered was changed afterwards. `isRecorded`: an answer to the request is on record. */
  | { type: 'customer.editedAnswer'; reference: string; isRecorded: boolean }
  /** Nothing is open, nothing ended lately: the file waits for staff. */
  | { type: 'customer.sentUnclaimedFile' }
  | { type: 'customer.sentFileForSeveral'; fileId: string; requests: readonly RequestAsListed[] }
  /** The person said what the waiting files are for. */
  | { type: 'customer.choseForFile' }
  /** The file was put to a request that does not speak of it by itself. */
  | { type: 'customer.sentFileFor'; reference: string }
  | { type: 'file.checked'; fileId: string; result: 'accepted' | 'refused'; reason: string | null }
  | { type: 'file.refused' };

/** What decides whether a person is told about accounts; everything was looked up before. */
export interface AccountFacts {
  /** `unseen`: they may see none. `locked`: staff looks at one first. `empty`: nothing was reported yet. */
  accountsAre: 'unseen' | 'locked' | 'empty' | 'told';
  isKnownByBooks: boolean;
  code: CodeFacts;
}

/** What a new code needs; `fresh` null: none can be made, staff finds out who it is. */
export interface CodeFacts {
  now: string;
  hourAgo: string;
  expiresAt: string;
  fresh: { code: string; hash: string } | null;
}

type SelfServiceEvent =
  | ({ type: 'customer.askedForBalance'; accounts: readonly AccountAsTold[] } & AccountFacts)
  | ({ type: 'customer.askedForMovements'; accounts: readonly MovementsAsTold[] } & AccountFacts)
  | { type: 'customer.askedForStatement' }
  | { type: 'customer.askedForDocument' }
  | { type: 'customer.wantedToSend' }
  | { type: 'customer.askedForPrice' }
  | { type: 'customer.askedForStatus' }
  | { type: 'customer.askedWhoWeAre' }
  | { type: 'customer.askedForLanguage' }
  | { type: 'customer.choseTurkish' }
  | { type: 'customer.choseEnglish' }
  | { type: 'customer.choseArabic' };

type PrivacyEvent =
  /** First contact, or a new version of the privacy notice: before anything else is said. */
  | { type: 'system.metPerson' }
  | { type: 'customer.askedForNotice' }
  | { type: 'customer.understoodNotice' }
  | { type: 'customer.openedPrivacy' }
  | { type: 'customer.openedMarketing' }
  | { type: 'customer.openedFeedback' }
  | { type: 'customer.gaveConsent'; purpose: AskedPurpose }
  | { type: 'customer.refusedConsent'; purpose: AskedPurpose }
  /** «İzin veriyorum», «izin vermiyorum»: the purpose is the one that was asked about. */
  | { type: 'customer.saidConsent' }
  | { type: 'customer.saidNoConsent' }
  | { type: 'customer.withdrewConsents' }
  | { type: 'customer.askedForAccess' }
  | { type: 'customer.askedForErasure' }
  | { type: 'customer.askedForCorrection' }
  | { type: 'customer.stoppedNotices'; by: 'contact' | 'stranger' }
  | { type: 'customer.stoppedUnclearly' }
  | { type: 'customer.resumedNotices' }
  | { type: 'customer.keptNotices' }
  /** Whom the books name here; `ref` null: nobody. */
  | { type: 'customer.reportedWrongNumber'; ref: string | null; phoneSince: string | null };

type BooksEvent =
  /** The books name nobody here any more: whoever they name next is meant. */
  | { type: 'system.foundNobody' }
  /** The number was said to be wrong; the books name another, or gave it anew. */
  | { type: 'system.foundContact' }
  /** The same contact at another number. */
  | { type: 'system.numberChanged' }
  /** Another contact has the number: nothing of the one before is theirs. */
  | { type: 'system.changedHands' };

type IdentityEvent =
  /** Something about money waits; not a word of it is said to a number nobody has checked. */
  /** `isSilent`: whoever wrote is answered anyway, or nobody is there to be told. */
  | { type: 'system.heldRequest'; requestId: string; isSilent?: boolean }
  | { type: 'system.remindedOfHeld' }
  /** The person is known: everything that was held is asked. */
  | { type: 'system.releasedHeld' }
  | { type: 'system.heldEnded'; requestId: string }
  | { type: 'customer.startedProof'; code: CodeFacts }
  /** A request needs to know who answers. */
  | { type: 'system.askedForCode'; requestId: string; code: CodeFacts }
  /** Six digits. `asker`: the request that asked is open and hears what became of the code, only open, or gone. */
  | {
      type: 'customer.typedCode';
      hash: string;
      now: string;
      phone: string | null;
      asker: 'hears' | 'open' | 'gone';
    };

/**
 * Raised by the machine itself with its texts, so that what was asked, and who is waited for, is a state. `promised`: by a text of
 * a request as well, told by the fold.
 */
type OwnEvent =
  | { type: 'conversation.asked'; question: Question }
  | { type: 'conversation.promised'; of: 'answer' | 'matter' };

/** What concerns the conversation itself, not one request. */
export type ConversationEvent =
  TalkEvent | MediaEvent | SelfServiceEvent | PrivacyEvent | BooksEvent | IdentityEvent | OwnEvent;
