import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { RowState, RunRow } from './run-row.ts';

/** Rows lie beside their run, each a document of its own. */
export interface RunRowRepository {
  /** Each once by its number; what is there stays. */
  add(rows: readonly RunRow[]): Promise<void>;
  /** Null: no such row. */
  find(tenantId: TenantId, runId: string, n: number): Promise<RunRow | null>;
  /** By number, those of the states; all without them. */
  list(
    tenantId: TenantId,
    runId: string,
    states: readonly RowState[] | null,
    page: PageRequest,
  ): Promise<Page<RunRow>>;
  /** How many rows are in which state. */
  countByState(tenantId: TenantId, runId: string): Promise<ReadonlyMap<string, number>>;
  /** Writes a change of the row, as its next revision, while it is stored at `row.rev` and in one of these states; false: it is not. */
  replace(row: RunRow, from: readonly RowState[]): Promise<boolean>;
  /** Another row of the run, which is to go or has gone, is this letter. */
  hasLetter(tenantId: TenantId, runId: string, letterId: string, besides: number): Promise<boolean>;
  /** Null: the event is no row's of this tenant. */
  findByEvent(tenantId: TenantId, eventId: string): Promise<RunRow | null>;
  /** For whoever has only the address of its document, which says no tenant; null: the event is no row's. */
  findOfAnyTenant(eventId: string): Promise<RunRow | null>;
  /** Writes what is known of a row's letter if nobody did since it was read at `seen`; false: somebody did. */
  writeSeen(row: RunRow, seen: number): Promise<boolean>;
  /** Rows of all runs that were handed over and of whose event nothing is known yet, those to be looked at first in front. */
  findHanded(tenantId: TenantId, now: Date, limit: number): Promise<RunRow[]>;
  /** A row that was handed over needs no look before that instant. */
  lookAgainAt(row: RunRow, at: Date): Promise<void>;
  /** The rows of these numbers that are ready are on their way from now on, and nobody changes them any more. */
  begin(tenantId: TenantId, runId: string, numbers: readonly number[]): Promise<void>;
  /** Writes down the document of a row that is on its way. */
  keepDocument(row: RunRow): Promise<void>;
  /** They were handed over. */
  handed(tenantId: TenantId, runId: string, numbers: readonly number[], at: Date): Promise<void>;
  /** All rows of these states go into another, without a look at them; answers how many. */
  move(tenantId: TenantId, runId: string, from: readonly RowState[], to: RowState): Promise<number>;
  /** Removes all rows of a run that was never finished reading. */
  removeAll(tenantId: TenantId, runId: string): Promise<void>;
}
