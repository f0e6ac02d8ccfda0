import type { TenantId } from '../shared/ids.ts';
import type { ColumnMapping } from './table/recognise-columns.ts';
import type { NumberStyle } from './table/read-amount.ts';
import type { TableManner } from './table/read-lines.ts';
import type { TableKind } from './table/table-kind.ts';

/**
 * `reading`: rows are being stored; `draft`: to be looked at; `running`, `paused`; `done`: every row was handed over;
 * `cancelled`: what had not gone does not go.
 */
export const runStates = ['reading', 'draft', 'running', 'paused', 'done', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/** Where the rows came from. `fingerprint`: SHA-256 (hex) of what was sent, so that a repeated call is known. */
export interface RunSource {
  kind: 'xlsx' | 'csv' | 'json';
  filename: string | null;
  fingerprint: string;
  lines: number;
}

/** How the table was read; null for rows that came as JSON. */
export interface RunReading {
  headers: readonly string[];
  mapping: ColumnMapping;
  /** A person gave the mapping: it is proposed for the next table with these headers. */
  isGiven: boolean;
  headerKey: string;
  unit: string | null;
  encoding: string | null;
  manner: TableManner;
  givenNumbers: NumberStyle | null;
}

/**
 * Something that takes longer than a call, done row after row by whoever works the run: `remind` and `withdraw` ask it of every letter
 * that waits for an answer, `cancel` and `withdraw` end what has not gone, `recall` drops reminders of an order that was ended, where they are held.
 */
export const errandKinds = ['remind', 'cancel', 'withdraw', 'recall'] as const;

export interface RunErrand {
  id: string;
  kind: (typeof errandKinds)[number];
  by: string;
  at: Date;
  /** Of `recall`: the order whose reminders are dropped. */
  of?: string;
  /** The last row it was done for. */
  afterN: number;
  /** Up to which moment its share of the pace is used. */
  pacedTo: Date;
}

export interface RunHistoryLine {
  at: Date;
  what: string;
  /** `system` or `key:<key id>`. */
  by: string;
  /** The order it came of: one that is repeated after a lost answer is not done again. Null: none. */
  order: string | null;
}

/** `at`: up to which moment letters have been let go. */
export interface RunPace {
  since: Date;
  handed: number;
  at: Date;
}

/** A bulk reconciliation: letters for one date of the books (domain 3.1, 3.3). */
export interface Run {
  tenantId: TenantId;
  id: string;
  name: string;
  /** Of balances, or of declarations of purchases and sales. */
  kind: TableKind;
  state: RunState;
  /** The date the balances are of, `YYYY-MM-DD`. */
  periodEnd: string;
  /** The last day for an answer, `YYYY-MM-DD`; null: the term of such letters. */
  replyDeadline: string | null;
  source: RunSource;
  reading: RunReading | null;
  /** Printed below the balances: constants used and the like; null: nothing. */
  note: string | null;
  /** Letters carry a PDF. */
  hasDocument: boolean;
  rows: number;
  /** Grows with every change of a row before the start: figures that were counted at another are old. */
  revision: number;
  createdAt: Date;
  createdBy: string;
  startedAt: Date | null;
  doneAt: Date | null;
  /** Since when letters go, and how many went since; a pause begins anew. */
  pace: RunPace | null;
  errand: RunErrand | null;
  history: readonly RunHistoryLine[];
}
