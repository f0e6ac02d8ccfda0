import type { AnsweredLine, Line } from '../../machines/shared/request.ts';
import type { RequestId, TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';
import { lineProblems, type BabsCount } from './table/read-lines.ts';

/**
 * Why a row cannot go. Beside what is wrong with its lines: what the books, the people and earlier letters say
 * (docs/how-to/a-run.md).
 */
export const rowProblems = [
  ...lineProblems,
  /** A unit twice in one letter: which of the two balances is meant? */
  'unit_twice',
  'contact_unclear',
  'customer_unknown',
  'no_contact',
  'contact_unknown',
  'nobody_may_bind',
  'stopped',
  'unreachable',
  /** The same letter waits for an answer. */
  'letter_open',
  /** The same letter, with the same balances, was agreed to. */
  'already_agreed',
  /** Two rows of this run would be the same letter. */
  'letter_twice',
  /** A reference, account or amount that no event takes. */
  'not_sendable',
  /** What a customer would read of it holds a word that no text to a customer may (domain R2). */
  'customer_words',
  'account_words',
  'reference_words',
  'name_words',
] as const;
export type RowProblem = (typeof rowProblems)[number];

/** What stood in the file, for the file of errors. */
export interface SourceLine {
  line: number;
  unit: string;
  amount: string;
  side: string;
  /** Of declarations; left out: of balances. */
  form?: string;
  documents?: string;
}

/** States before a letter is asked; afterwards the outcome of its request is the state. */
const statesBefore = ['error', 'ready', 'excluded', 'handing', 'handed', 'cancelled', 'failed'] as const;
/** `open` waits for an answer; the others are the ends of a letter (domain 7.1). */
const statesOfLetters = [
  'open',
  'agreed',
  'agreed_partial',
  'disagreed',
  'no_response',
  'undeliverable',
  'superseded',
  'withdrawn',
] as const;
export const rowStates = [...statesBefore, ...statesOfLetters] as const;
/** An outcome this version does not know is a state as well: it is kept as it comes. */
export type RowState = (typeof rowStates)[number] | (string & { readonly __outcome?: never });

/** States a person can still change the row in. */
export const changeableStates: readonly RowState[] = ['error', 'ready', 'excluded'];

/** One letter of a run: the balances of one account of one customer. Sealed but for ids, states and instants. */
export interface RunRow {
  tenantId: TenantId;
  runId: string;
  /** From 1, in the order of the file. */
  n: number;
  state: RowState;
  problems: readonly RowProblem[];
  /** Derived: the row's letter is this event, however often it is handed over. */
  eventId: string;
  requestId: RequestId | null;
  /** Grows with what is known of the request; an older look never overwrites a newer one. */
  seen: number;
  /** Counts what people change, 0 at first. */
  rev: number;
  handedAt: Date | null;
  customer: string | null;
  body: RowBody;
}

export interface RowBody {
  /** As the books have it, else as the file has it. */
  name: string | null;
  account: string | null;
  /** A contact the file or a person named: its reference, name or number. */
  contact: string | null;
  /** Of the document; null: the contact's. */
  language: Language | null;
  reference: string | null;
  periodEnd: string | null;
  lines: readonly Line[];
  /** Of a run of declarations: form and number of documents; null: of balances. */
  babs: BabsCount | null;
  source: readonly SourceLine[];
  /** What is wrong with the lines themselves; correcting them takes it away. */
  lineProblems: readonly RowProblem[];
  /** Whom the letter would be for, as the check found; null: nobody. */
  asked: { ref: string; name: string; language: Language } | null;
  letter: { id: string; version: number } | null;
  /** There is a written current-account contract (TTK 89); null: not told. */
  contract: boolean | null;
  outcome: RowOutcome | null;
  /** The letter on paper, once it was drawn: where it lies, SHA-256 (hex) and size. */
  document: { key: string; sha256: string; bytes: number } | null;
  /** Why the event opened no request. */
  failure: string | null;
}

/** What came of the letter. */
export interface RowOutcome {
  contactRef: string | null;
  decisionId: string | null;
  contentHash: string | null;
  closedAt: Date | null;
  reason: string | null;
  lines: readonly AnsweredLine[];
}

/** The id of a row's event, of the form references have. */
export const eventIdOf = (runId: string, n: number): string => `${runId}:${n}`;

/** Ids of other events may look the same; whether one is a row's, the rows say. */
export const isEventOfRun = (eventId: string): boolean => /^run_[\w-]+:\d{1,5}$/.test(eventId);
