import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { TaskRole } from '../../../machines/shared/effects.ts';
import type { ConversationId, TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { TaskFilter, TaskRepository } from '../../tasks/task.repository.ts';
import type { TaskRecord } from '../../tasks/task.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

/** What of a task is sealed: what an event or a person wrote. */
type TaskBody = Pick<TaskRecord, 'details' | 'resolution'>;
type TaskDocument = Omit<TaskRecord, 'id' | keyof TaskBody> & { _id: string; isDone: boolean; body: Binary };

export class MongoTaskRepository implements TaskRepository {
  readonly #tasks: Model<TaskDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#tasks = models.model<TaskDocument>('tasks');
    this.#vault = vault;
  }

  async open(tasks: readonly TaskRecord[]): Promise<void> {
    await insertOnce(
      this.#tasks,
      tasks.map(({ id, details, resolution, ...task }) => ({
        _id: id,
        ...task,
        isDone: task.status === 'done',
        body: this.#seal(task.tenantId, id, { details, resolution }),
      })),
    );
  }

  async hasOpen(
    tenantId: TenantId,
    { conversationId, reason, besides }: { conversationId: ConversationId; reason: string; besides: string },
  ): Promise<boolean> {
    const found = await this.#tasks
      .findOne(
        { conversationId, reason, _id: trusted({ $ne: besides }), isDone: false, tenantId },
        { _id: 1 },
        readLimit,
      )
      .lean<{ _id: string }>();
    return found !== null;
  }

  async find(tenantId: TenantId, roles: readonly TaskRole[], id: string): Promise<TaskRecord | null> {
    const found = await this.#tasks
      .findOne({ _id: id, role: trusted({ $in: [...roles] }), tenantId }, null, readLimit)
      .lean<TaskDocument>();
    return found === null ? null : this.#toRecord(found);
  }

  async list(
    tenantId: TenantId,
    roles: readonly TaskRole[],
    { role, ...filter }: TaskFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<TaskRecord>> {
    const seen = role === undefined ? roles : roles.filter((one) => one === role);
    const from: QueryFilter<TaskDocument> =
      after === null
        ? {}
        : {
            dueAt: trusted({ $gte: dateOfKey(after.key) }),
            $or: [{ dueAt: trusted({ $gt: dateOfKey(after.key) }) }, { _id: trusted({ $gt: after.id }) }],
          };
    const rows = await this.#tasks
      .find(
        { ...(filter as QueryFilter<TaskDocument>), ...from, role: trusted({ $in: [...seen] }), tenantId },
        null,
        readLimit,
      )
      .sort({ dueAt: 1, _id: 1 })
      .limit(limit + 1)
      .lean<TaskDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRecord(row),
      ({ _id, dueAt }) => ({ key: dueAt.toISOString(), id: _id }),
    );
  }

  async claim(tenantId: TenantId, roles: readonly TaskRole[], id: string, owner: string): Promise<boolean> {
    const written = await this.#tasks.updateOne(
      {
        _id: id,
        role: trusted({ $in: [...roles] }),
        $or: [{ status: 'open' }, { status: 'claimed', owner }],
        tenantId,
      },
      { $set: { status: 'claimed', owner } },
    );
    return written.matchedCount === 1;
  }

  async complete(
    tenantId: TenantId,
    roles: readonly TaskRole[],
    id: string,
    { by, at, resolution }: { by: string; at: Date; resolution: string | null },
  ): Promise<boolean> {
    const task = await this.find(tenantId, roles, id);
    if (task === null) return false;
    const body = this.#seal(tenantId, id, { details: task.details, resolution });
    const written = await this.#tasks.updateOne(
      { _id: id, isDone: false, role: trusted({ $in: [...roles] }), tenantId },
      { $set: { status: 'done', isDone: true, doneAt: at, doneBy: by, body } },
    );
    return written.matchedCount === 1;
  }

  async isUnderReview(tenantId: TenantId, transactionRef: string): Promise<boolean> {
    // Sealed, so looked through: open cases are few.
    const cases = this.#tasks
      .find({ role: 'compliance', status: trusted({ $in: ['open', 'claimed'] }), tenantId }, null, readLimit)
      .lean<TaskDocument[]>();
    for await (const row of cases.cursor()) {
      const named = this.#toRecord(row).details?.['transaction_refs'];
      if (Array.isArray(named) && named.includes(transactionRef)) return true;
    }
    return false;
  }

  async findOverdue(tenantId: TenantId, now: Date, limit: number): Promise<TaskRecord[]> {
    const rows = await this.#tasks
      .find({ isDone: false, dueAt: trusted({ $lte: now }), tenantId }, null, readLimit)
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean<TaskDocument[]>();
    return rows.map((row) => this.#toRecord(row));
  }

  async escalate(
    { tenantId, id, escalations }: Pick<TaskRecord, 'tenantId' | 'id' | 'escalations'>,
    { at, dueAt }: { at: Date; dueAt: Date },
  ): Promise<boolean> {
    const written = await this.#tasks.updateOne(
      { _id: id, escalations, isDone: false, tenantId },
      { $set: { escalations: escalations + 1, escalatedAt: at, dueAt, urgent: true } },
    );
    return written.matchedCount === 1;
  }

  #seal(tenantId: string, id: string, body: TaskBody): Binary {
    return this.#vault.seal(tenantId, 'tasks', id, 'body', body);
  }

  #toRecord({ _id, isDone: _isDone, body, ...row }: TaskDocument): TaskRecord {
    const opened = this.#vault.open<TaskBody>(row.tenantId, 'tasks', _id, 'body', body);
    return { ...row, id: _id, ...opened };
  }
}
