import type { TenantId } from '../shared/ids.ts';
import type { UnitCode } from '../money/units.ts';
import type { ColumnMapping } from './table/recognise-columns.ts';
import type { NumberStyle } from './table/read-amount.ts';
import type { TableManner } from './table/read-lines.ts';

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
  unit: UnitCode | null;
  encoding: string | null;
  manner: TableManner;
  givenNumbers: NumberStyle | null;
}

/** Something asked of every letter that waits for an answer, row after row. */
export interface RunErrand {
  id: string;
  kind: 'remind' | 'withdraw';
  by: string;
  at: Date;
  /** The last row it was done for. */
  afterN: number;
}

export interface RunHistoryLine {
  at: Date;
  what: string;
  /** `system` or `key:<key id>`. */
  by: string;
}

/** A bulk reconciliation: letters for one date of the books (domain 3.1, 3.3). */
export interface Run {
  tenantId: TenantId;
  id: string;
  name: string;
  state: RunState;
  /** The date the balances are of, `YYYY-MM-DD`. */
  periodEnd: string;
  /** The last day for an answer, `YYYY-MM-DD`; null: the term of such letters. */
  replyDeadline: string | null;
  source: RunSource;
  reading: RunReading | null;
  rows: number;
  /** Grows with every change of a row before the start: figures that were counted at another are old. */
  revision: number;
  createdAt: Date;
  createdBy: string;
  startedAt: Date | null;
  doneAt: Date | null;
  /** Since when letters go, and how many went since; a pause begins anew. */
  pace: { since: Date; handed: number; at: Date } | null;
  errand: RunErrand | null;
  history: readonly RunHistoryLine[];
}
