import type { TenantId } from '../shared/ids.ts';
import type { LineProblem, ReadCustomer } from './read-customers.ts';

/** Who orders an import, and what of it. */
export interface ImportOrder {
  /** False: looked at, nothing is written. */
  isApplied: boolean;
  /** Writes the customers that are right although others are not. Left out and something is wrong: nothing is written. */
  skipsProblems: boolean;
  by: string;
  mayVouch: boolean;
}

/**
 * `reading`: customers of the table are being stored; `checking`: each is held against the books; `writing`: each is written; `done`;
 * `abandoned`: it was never finished reading; `cancelled`: somebody stopped it (`result` is null while what was begun is finished).
 */
export const importStates = ['reading', 'checking', 'writing', 'done', 'abandoned', 'cancelled'] as const;
export type ImportState = (typeof importStates)[number];

/** How many customers are what; `refused`: something is wrong, they stay as they were. */
export type ImportCounts = Record<(typeof importKinds)[number], number>;
export const importKinds = ['made', 'changed', 'unchanged', 'refused'] as const;

/** Who stopped an import, when, and how far it was. */
export interface ImportCancelled {
  at: Date;
  by: string;
  was: 'reading' | 'checking' | 'writing';
}

/** A table of customers that is too long for one call (ADR 0056). */
export interface CustomerImport {
  tenantId: TenantId;
  id: string;
  state: ImportState;
  order: ImportOrder;
  /** SHA-256 (hex) of what was sent and ordered, so that a repeated call is known. */
  fingerprint: string;
  filename: string | null;
  lines: number;
  /** Of whom the table says nothing wrong; each has a row. */
  customers: number;
  /** Of whom it does. */
  wrong: number;
  /** The first of them by line; of the table alone until it is done. */
  problems: readonly LineProblem[];
  problemCount: number;
  /** Rows are written, or were. */
  isApplied: boolean;
  /** Null until it is done. */
  result: ImportCounts | null;
  /** Its rows, with names and numbers of people, are still there. */
  hasRows: boolean;
  createdAt: Date;
  doneAt: Date | null;
  /** Left out: nobody stopped it. */
  cancelled?: ImportCancelled;
}

/** As many problems as an answer shows. */
export const maxProblems = 1_000;

/** `begun`: it is being written, or was when a process died; whoever finds it writes it again. */
export const importRowStates = ['waiting', 'checked', 'begun', 'done'] as const;

/** One customer of a table. */
export interface ImportRow {
  tenantId: TenantId;
  importId: string;
  /** From 1, in the order of the table. */
  n: number;
  state: (typeof importRowStates)[number];
  /** Null: not held against the books yet. */
  kind: (typeof importKinds)[number] | null;
  /** The revision it was held against; null: there was none. */
  seenRev: number | null;
  customer: ReadCustomer;
  /** Why the books do not take it. */
  problem: Pick<LineProblem, 'field' | 'code'> | null;
}

/** What became known of a row. */
export type RowFinding = Pick<ImportRow, 'n' | 'kind' | 'seenRev' | 'problem'>;
