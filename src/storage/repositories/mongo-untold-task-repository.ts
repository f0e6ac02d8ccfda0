import { trusted } from 'mongoose';
import { untoldWords } from '../../notifications/notice-kinds.ts';
import type { UntoldTask, UntoldTaskRepository } from '../../notifications/untold-task.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { TaskRecord } from '../../tasks/task.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { atRev } from './at-rev.ts';
import { majority, readLimit } from './paging.ts';
import { taskOf, type TaskDocument } from './task-document.ts';

/** The news of tasks, as they stand with them. */
export class MongoUntoldTaskRepository implements UntoldTaskRepository {
  readonly #tasks;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#tasks = models.model<TaskDocument>('tasks');
    this.#vault = vault;
  }

  async find(tenantId: TenantId, limit: number): Promise<readonly UntoldTask[]> {
    const rows = await this.#tasks
      // Said as the index has it, so that it is used.
      .find(
        { untold: trusted({ $in: [...untoldWords], $type: 'string' as const }), tenantId },
        null,
        majority,
      )
      .sort({ _id: 1 })
      .limit(limit)
      .lean<TaskDocument[]>();
    return rows.flatMap((row) =>
      row.untold === undefined ? [] : [{ task: taskOf(row, this.#vault), untold: row.untold }],
    );
  }

  async noteTold({ task: { tenantId, id, rev, escalations }, untold }: UntoldTask): Promise<void> {
    await this.#tasks.updateOne(
      { _id: id, rev: atRev(rev ?? 0), escalations, untold, tenantId },
      { $unset: { untold: 1 } },
    );
  }

  async unfinished(
    tenantId: TenantId,
    ids: readonly string[],
  ): Promise<readonly Pick<TaskRecord, 'id' | 'role' | 'owner'>[]> {
    if (ids.length === 0) return [];
    const rows = await this.#tasks
      .find({ _id: trusted({ $in: [...ids] }), isDone: false, tenantId }, { role: 1, owner: 1 }, readLimit)
      .lean<Pick<TaskDocument, '_id' | 'role' | 'owner'>[]>();
    return rows.map(({ _id, role, owner }) => ({ id: _id, role, owner }));
  }
}
