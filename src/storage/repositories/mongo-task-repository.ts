import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { TaskRole } from '../../../machines/shared/effects.ts';
import type { ConversationId, TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Given, TaskFilter, TaskRepository } from '../../tasks/task.repository.ts';
import type { TaskRecord } from '../../tasks/task.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { atRev } from './at-rev.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';
import { taskOf, type TaskBody, type TaskDocument } from './task-document.ts';

/** Of what was written, its revision. */
const afterwards = { returnDocument: 'after', projection: { rev: 1 } } as const;

const givenBy = ({ rev }: Pick<TaskDocument, 'rev'>, isNew: boolean): Given => ({ rev: rev ?? 0, isNew });

const inClear = { reason: 1, customerRefs: 1 } as const;

const ownedBy = (
  owners: readonly (string | null)[],
  ofCompartment: readonly string[],
): QueryFilter<TaskDocument> => {
  const theirs = { owner: trusted({ $in: [...owners] }) };
  if (ofCompartment.length === 0) return theirs;
  return { $or: [theirs, { role: 'compliance', owner: trusted({ $in: [...ofCompartment] }) }] };
};

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
      tasks.map(({ id, reason, customerRefs, details, resolution, ...task }) => ({
        _id: id,
        ...task,
        isDone: task.status === 'done',
        ...(task.status === 'open' ? { untold: 'opened' as const } : {}),
        ...this.#seal(task.tenantId, id, { reason, customerRefs, details, resolution }),
      })),
    );
  }

  async hasOpen(
    tenantId: TenantId,
    { conversationId, reason, besides }: { conversationId: ConversationId; reason: string; besides: string },
  ): Promise<boolean> {
    const found = await this.#tasks
      .findOne(
        {
          conversationId,
          ...this.#ofReason(tenantId, reason),
          _id: trusted({ $ne: besides }),
          isDone: false,
          tenantId,
        },
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
    { role, reason, owners, compartmentOwners, ...filter }: TaskFilter,
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
        {
          ...(filter as QueryFilter<TaskDocument>),
          $and: [
            from,
            reason === undefined ? {} : this.#ofReason(tenantId, reason),
            owners === undefined ? {} : ownedBy(owners, compartmentOwners ?? []),
          ],
          role: trusted({ $in: [...seen] }),
          tenantId,
        },
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

  async claim(
    tenantId: TenantId,
    roles: readonly TaskRole[],
    id: string,
    owner: string,
  ): Promise<Given | null> {
    await this.#sealOld(tenantId, id);
    const task = { _id: id, role: trusted({ $in: [...roles] }), tenantId };
    const written = await this.#tasks
      .findOneAndUpdate(
        { ...task, status: 'open' },
        // Whoever took it knows of it, and nobody else needs to.
        { $set: { status: 'claimed', owner }, $inc: { rev: 1 }, $unset: { untold: 1 } },
        afterwards,
      )
      .lean<Pick<TaskDocument, 'rev'>>();
    if (written !== null) return givenBy(written, true);
    // Taking it twice is taking it once.
    const had = await this.#tasks
      .findOne({ ...task, status: 'claimed', owner }, { rev: 1 }, readLimit)
      .lean<Pick<TaskDocument, 'rev'>>();
    return had === null ? null : givenBy(had, false);
  }

  async assign(
    tenantId: TenantId,
    roles: readonly TaskRole[],
    id: string,
    owner: string | null,
    seenRev: number | null,
    by: string | null = null,
  ): Promise<Given | null> {
    await this.#sealOld(tenantId, id);
    const isOwn = owner !== null && owner === by;
    const untold = owner === null ? ('opened' as const) : ('assigned' as const);
    const written = await this.#tasks
      .findOneAndUpdate(
        {
          _id: id,
          isDone: false,
          role: trusted({ $in: [...roles] }),
          ...(seenRev === null ? {} : { rev: atRev(seenRev) }),
          tenantId,
        },
        {
          $set: { status: owner === null ? 'open' : 'claimed', owner, ...(isOwn ? {} : { untold }) },
          $inc: { rev: 1 },
          ...(isOwn ? { $unset: { untold: 1 } } : {}),
        },
        afterwards,
      )
      .lean<Pick<TaskDocument, 'rev'>>();
    return written === null ? null : givenBy(written, true);
  }

  async complete(
    tenantId: TenantId,
    roles: readonly TaskRole[],
    id: string,
    { by, at, resolution }: { by: string; at: Date; resolution: string | null },
  ): Promise<boolean> {
    const task = await this.find(tenantId, roles, id);
    if (task === null) return false;
    const sealed = this.#seal(tenantId, id, { ...task, resolution });
    const written = await this.#tasks.updateOne(
      { _id: id, isDone: false, role: trusted({ $in: [...roles] }), tenantId },
      {
        $set: { status: 'done', isDone: true, doneAt: at, doneBy: by, ...sealed },
        $inc: { rev: 1 },
        $unset: { ...inClear, untold: 1 },
      },
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
    await this.#sealOld(tenantId, id);
    const written = await this.#tasks.updateOne(
      { _id: id, escalations, isDone: false, tenantId },
      { $set: { escalations: escalations + 1, escalatedAt: at, dueAt, urgent: true, untold: 'escalated' } },
    );
    return written.matchedCount === 1;
  }

  /** A task of before is written as one of now, before it is changed; whoever comes first does it. */
  async #sealOld(tenantId: TenantId, id: string): Promise<void> {
    const old = await this.#tasks
      .findOne({ _id: id, reason: trusted({ $type: 'string' }), tenantId }, null, readLimit)
      .lean<TaskDocument>();
    if (old === null) return;
    await this.#tasks.updateOne(
      { _id: id, reason: trusted({ $type: 'string' }), tenantId },
      { $set: this.#seal(tenantId, id, this.#toRecord(old)), $unset: inClear },
    );
  }

  #ofReason(tenantId: string, reason: string): QueryFilter<TaskDocument> {
    return { $or: [{ reasonKey: this.#reasonKey(tenantId, reason) }, { reason }] };
  }

  #reasonKey(tenantId: string, reason: string): string {
    return this.#vault.pseudonym(tenantId, `task-reason:${reason}`);
  }

  #seal(
    tenantId: string,
    id: string,
    { reason, customerRefs, details, resolution }: TaskBody,
  ): { reasonKey: string; body: Binary } {
    const body: TaskBody = { reason, customerRefs: [...customerRefs], details, resolution };
    return {
      reasonKey: this.#reasonKey(tenantId, reason),
      body: this.#vault.seal(tenantId, 'tasks', id, 'body', body),
    };
  }

  #toRecord(row: TaskDocument): TaskRecord {
    return taskOf(row, this.#vault);
  }
}
