import type { TenantId } from '../shared/ids.ts';
import type { TaskRecord } from '../tasks/task.ts';
import type { Untold } from './notice-kinds.ts';

/** A task with news that nobody was told of yet. */
export interface UntoldTask {
  task: TaskRecord;
  untold: Untold;
}

export interface UntoldTaskRepository {
  /** Those that are not done, of every role. */
  find(tenantId: TenantId, limit: number): Promise<readonly UntoldTask[]>;
  /** It was told as it was read; when something happened to it since, that is still to be told. */
  noteTold(told: UntoldTask): Promise<void>;
  /** Those of these that are still to be done. */
  unfinished(
    tenantId: TenantId,
    ids: readonly string[],
  ): Promise<readonly Pick<TaskRecord, 'id' | 'role' | 'owner'>[]>;
}
