import type { Side } from '../../machines/shared/request.ts';
import type { OwnUnits } from '../money/own-units.ts';

/**
 * Meanings of domain 9.2, those of the menu and of the buttons of domain 7, plus `unknown`. What is wished of the
 * conversation bears the wish's name (machines/conversation/wishes.ts). Only `approve.strong` may ever
 * count as a yes, and only by domain 9.1 rule 5; `verify.mine` and `consent.give` answer their own question and no other.
 * `approve.clear` and `reject.clear` are answers in a person's own words (read-clauses.ts): they bring the recap of a letter or an
 * approval and are no answer to anything else, the recap included (ADR 0040).
 */
export const meanings = [
  'approve.strong',
  'approve.clear',
  'approve.soft',
  'reject',
  'reject.clear',
  'reject.partial',
  'conditional',
  'defer',
  'question',
  'askedWhoWeAre',
  'ambiguous',
  'ack',
  'greet',
  'stoppedNotices',
  'stoppedUnclearly',
  'resumedNotices',
  'openedMenu',
  'askedForHuman',
  'human.callback',
  'askedForBalance',
  'askedForStatement',
  'askedForMovements',
  'askedForInvoice',
  'askedForPrice',
  'askedForStatus',
  'resend',
  'document.sent',
  'reportedWrongNumber',
  'askedForErasure',
  'askedForAccess',
  'askedForNotice',
  'withdrewConsents',
  'privacy.correct',
  'disputedMovement',
  'openedItems',
  'askedForLanguage',
  'openedPrivacy',
  'wantedToSend',
  'askedForDocument',
  'openedMarketing',
  'mute',
  'send_report',
  'extension',
  'upload_link',
  'refuse_document',
  'feedback.positive',
  'feedback.neutral',
  'feedback.negative',
  'verify.mine',
  'verify.not_mine',
  'correction',
  'consent.give',
  'consent.refuse',
  'go_back',
  'unknown',
] as const;
export type Meaning = (typeof meanings)[number];

/** An amount as the customer wrote it. `unit` null: none was named; `side` null: neither debit nor credit was named. */
export interface Figure {
  unit: string | null;
  quantity: string;
  side: Side | null;
}

/**
 * What a reply speaks of, whatever it means: shown in the question that names what was understood. It decides nothing.
 * Quantities are plain decimal strings as the customer meant them (`5`, `1250.34`), not scaled to their unit.
 */
export interface Mentions {
  /** Every meaning of every number, in the order written; `ambiguous` tells that one of them has several (`1.250 gr`). */
  figures: readonly Figure[];
  ambiguous: boolean;
  /** Unit codes of domain 2.5 in the order they are named. */
  units: readonly string[];
}

/** Meanings that only our rules give, and no listed phrase. */
export const composedOnly = ['approve.clear', 'reject.clear', 'unknown'] as const;

/**
 * What a text that neither the list nor the grammar knows may mean, by the classifier (ADR 0040). It serves wishes that change
 * nothing, or is asked back; it answers and decides nothing. `likelihood` from 0 to 1.
 */
export interface Proposal {
  meaning: Meaning;
  likelihood: number;
  /** A model outside this system said so (ADR 0042): it is asked back, whatever it is. Left out: our own classifier. */
  from?: 'outside';
}

/** What a typed reply means. The text itself stays beside it in the evidence (domain 9.1 rule 11). */
export interface Reading {
  meaning: Meaning;
  /** `approve.strong` phrases such as «mutabıkız» that only count in a reconciliation. */
  reconciliationOnly: boolean;
  /** Per-unit answers of a partial reply, e.g. HAS agreed, USD disagreed. Unit codes of domain 2.5. */
  units: readonly { unit: string; answer: 'agreed' | 'disagreed' }[];
  /**
   * What was said of all units not in `units`: «hepsi doğru dolar hariç», «mutabıkız ama 500 TL fark var» agree with the
   * rest, «altın doğru, diğerleri yanlış» disagrees with it. Null: nothing was said of them. Never set without `units`.
   */
  rest: 'agreed' | 'disagreed' | null;
  mentions: Mentions;
  /** Null: the words were read with certainty, or say nothing that was ever seen. */
  proposed: Proposal | null;
  /** The listed phrase that the whole message is, folded; null: it is none. */
  phrase: string | null;
  /**
   * Version of our classifier, where the meaning needed its support or it proposed what stands beside the meaning; left out: it
   * had no part.
   */
  model?: string;
  /** The messages it was read from together, by the platform's ids, oldest first; left out: one. */
  joined?: readonly string[];
  /** They are the title of the button that confirms the recap on the screen; left out: they are not. */
  confirms?: boolean;
  ruleVersion: string;
}

/** A number in a reply: one meaning, several (`1.250` may be 1250 or 1.25), or none. */
export type FigureReading =
  { kind: 'figure'; figure: Figure } | { kind: 'ambiguous'; options: readonly Figure[] } | { kind: 'none' };

/** Reads a typed reply: folding, whole-message match, veto words (domain 9.1). `own`: units of the tenant; left out: none. */
export type ReadReply = (text: string, own?: OwnUnits) => Reading;

/** Reads the customer's own figure for a unit; `unit` is the one that was asked for. */
export type ReadFigure = (text: string, asked: { unit: string }, own?: OwnUnits) => FigureReading;
