import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { Run, RunErrand, RunHistoryLine, RunPace, RunState } from './run.ts';
import type { ColumnMapping } from './table/recognise-columns.ts';

/** What changes of a run. */
export type RunChange = Partial<
  Pick<Run, 'state' | 'rows' | 'replyDeadline' | 'startedAt' | 'doneAt' | 'pace' | 'errand'>
>;

export interface RunRepository {
  /** Once per id; false: it was there. */
  create(run: Run): Promise<boolean>;
  /** Null: no such run in this tenant. */
  find(tenantId: TenantId, id: string): Promise<Run | null>;
  /** Newest first. */
  list(tenantId: TenantId, filter: { state?: RunState }, page: PageRequest): Promise<Page<Run>>;
  /** What a person last said about a table with these headers; null: nothing yet. */
  givenMapping(tenantId: TenantId, headerKey: string): Promise<ColumnMapping | null>;
  /** Changes the run while it is in one of these states; false: it is not. */
  change(
    tenantId: TenantId,
    id: string,
    from: readonly RunState[],
    change: RunChange,
    note: RunHistoryLine | null,
  ): Promise<boolean>;
  /** Runs that letters go of, or that have an errand. */
  findWorkable(tenantId: TenantId): Promise<Run[]>;
  /** Runs of before that instant that were never finished reading. */
  findAbandoned(tenantId: TenantId, before: Date): Promise<Run[]>;
  /** One process works a run at a time: false while another one does. */
  takeLease(
    tenantId: TenantId,
    id: string,
    lease: { owner: string; now: Date; until: Date },
  ): Promise<boolean>;
  /** How far letters went, since the start or resumption it was counted from; false: that is over. */
  keepPace(tenantId: TenantId, id: string, pace: RunPace): Promise<boolean>;
  /** How far this errand went; null: it is over. `note`: of whoever ended it. False: it was over before, and nothing is written. */
  keepErrand(
    tenantId: TenantId,
    id: string,
    errandId: string,
    errand: RunErrand | null,
    note?: RunHistoryLine,
  ): Promise<boolean>;
  /** Figures counted before are old. */
  touch(tenantId: TenantId, id: string): Promise<void>;
}
