import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { Run, RunHistoryLine, RunState } from './run.ts';
import type { ColumnMapping } from './table/recognise-columns.ts';

/** What changes of a run. */
export type RunChange = Partial<
  Pick<Run, 'state' | 'rows' | 'startedAt' | 'doneAt' | 'pace' | 'errand' | 'replyDeadline'>
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
  /** Figures counted before are old. */
  touch(tenantId: TenantId, id: string): Promise<void>;
}
