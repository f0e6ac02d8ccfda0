import { trusted, type Model, type QueryFilter } from 'mongoose';
import { notEndedStates, storedStates, type FileRecord } from '../../files/file-record.ts';
import type { FileFilter, FileRepository } from '../../files/file.repository.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ConversationId, RequestId, TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import {
  nothingDeclared,
  reportLeaseMs,
  sealDeclared,
  toChangedFields,
  toFileDocument,
  toFileRecord,
  type FileDocument,
} from './file-document.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';
import type { FileWorkRepository } from '../../files/file-work.repository.ts';

const waiting: FileRecord['state'][] = ['pending_fetch', 'pending_scan'];

const queryOf = ({
  requestId,
  customerRef,
  state,
  conversationId,
  sha256,
}: FileFilter): QueryFilter<FileDocument> => ({
  ...(requestId === undefined ? {} : { requestId }),
  ...(customerRef === undefined ? {} : { customerRef }),
  ...(state === undefined ? {} : { state }),
  // What a caller names is compared, whatever it is.
  ...(conversationId === undefined ? {} : { conversationId: conversationId as ConversationId }),
  ...(sha256 === undefined ? {} : { 'found.sha256': sha256 }),
});

const after = ({ key, id }: PagePosition): QueryFilter<FileDocument> => {
  const receivedAt = dateOfKey(key);
  return {
    receivedAt: trusted({ $lte: receivedAt }),
    $or: [{ receivedAt: trusted({ $lt: receivedAt }) }, { _id: trusted({ $lt: id }) }],
  };
};

/** `clock`: the database's, which decides what is due. */
export class MongoFileRepository implements FileWorkRepository {
  readonly #files: Model<FileDocument>;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(models: Models, vault: Vault, clock: Clock) {
    this.#files = models.model<FileDocument>('files');
    this.#vault = vault;
    this.#clock = clock;
  }

  async insert(files: readonly FileRecord[]): Promise<void> {
    const now = this.#clock.now();
    await insertOnce(
      this.#files,
      files.map((file) => toFileDocument(this.#vault, file, now)),
    );
  }

  async find(tenantId: TenantId, id: string): Promise<FileRecord | null> {
    const found = await this.#files.findOne({ _id: id, tenantId }, null, readLimit).lean<FileDocument>();
    return found === null ? null : toFileRecord(this.#vault, found);
  }

  async findMany(tenantId: TenantId, ids: readonly string[]): Promise<FileRecord[]> {
    if (ids.length === 0) return [];
    return this.#read({ _id: trusted({ $in: [...ids] }), tenantId });
  }

  async listOfRequest(tenantId: TenantId, requestId: RequestId): Promise<FileRecord[]> {
    const found = await this.#files
      .find({ requestId, tenantId }, null, readLimit)
      .sort({ receivedAt: 1, _id: 1 })
      .lean<FileDocument[]>();
    return found.map((document) => toFileRecord(this.#vault, document));
  }

  async list(tenantId: TenantId, filter: FileFilter, page: PageRequest): Promise<Page<FileRecord>> {
    const rows = await this.#files
      .find(
        { ...queryOf(filter), ...(page.after === null ? {} : after(page.after)), tenantId },
        null,
        readLimit,
      )
      .sort({ receivedAt: -1, _id: -1 })
      .limit(page.limit + 1)
      .lean<FileDocument[]>();
    return pageOf(
      rows,
      page.limit,
      (row) => toFileRecord(this.#vault, row),
      ({ _id, receivedAt }) => ({ key: receivedAt.toISOString(), id: _id }),
    );
  }

  claimDue(tenantId: TenantId, limit: number, leaseMs: number): Promise<FileRecord[]> {
    return this.#claim(limit, () => {
      const now = this.#clock.now();
      return this.#files
        .findOneAndUpdate(
          { state: trusted({ $in: waiting }), nextAttemptAt: trusted({ $lte: now }), tenantId },
          { $set: { nextAttemptAt: new Date(now.getTime() + leaseMs) }, $inc: { attempts: 1 } },
          { sort: { nextAttemptAt: 1 }, returnDocument: 'after' },
        )
        .lean<FileDocument>()
        .exec();
    });
  }

  async requeueUnscanned(tenantId: TenantId, now: Date): Promise<number> {
    const written = await this.#files.updateMany(
      { state: 'unscanned', tenantId },
      { $set: { state: 'pending_scan', nextAttemptAt: now, attempts: 0 } },
    );
    return written.modifiedCount;
  }

  async change(
    ...[tenantId, id, from, change, attempt]: Parameters<FileRepository['change']>
  ): Promise<boolean> {
    const fields = toChangedFields(change, this.#clock.now());
    const forgotten =
      change.state === 'deleted'
        ? { declared: sealDeclared(this.#vault, tenantId, id, nothingDeclared) }
        : {};
    const result = await this.#files.updateOne(
      {
        _id: id,
        state: trusted({ $in: [...from] }),
        ...(attempt === undefined ? {} : { attempts: attempt }),
        tenantId,
      },
      { $set: { ...fields, ...forgotten } },
    );
    return result.matchedCount === 1;
  }

  async handOver(
    ...[tenantId, ids, { now, destroyAt }]: Parameters<FileRepository['handOver']>
  ): Promise<string[]> {
    const handed: string[] = [];
    for (const id of ids) {
      const written = await this.#files.updateOne(
        { _id: id, state: trusted({ $in: [...storedStates] }), tenantId },
        { $set: { handedOverAt: now, destroyAt } },
      );
      if (written.matchedCount === 1) handed.push(id);
    }
    return handed;
  }

  async end(...[tenantId, id, when, now]: Parameters<FileRepository['end']>): Promise<boolean> {
    const condition: QueryFilter<FileDocument> =
      'dueBy' in when
        ? { state: trusted({ $in: [...notEndedStates] }), destroyAt: trusted({ $lte: when.dueBy }) }
        : { state: trusted({ $in: [...storedStates] }), handedOverAt: null };
    const written = await this.#files.updateOne(
      { _id: id, ...condition, tenantId },
      {
        $set: {
          // Until when somebody works on it stays: only after that nothing of it comes any more.
          ...toChangedFields({ state: 'deleted', destroyAt: now }, now),
          declared: sealDeclared(this.#vault, tenantId, id, nothingDeclared),
        },
      },
    );
    return written.matchedCount === 1;
  }

  async endAsIdentity(
    ...[tenantId, id, now]: Parameters<FileRepository['endAsIdentity']>
  ): Promise<'ended' | 'reporting' | 'gone'> {
    const before = await this.#files
      .findOneAndUpdate(
        { _id: id, state: trusted({ $in: [...notEndedStates] }), tenantId },
        {
          $set: {
            ...toChangedFields({ state: 'deleted', reason: 'identity_in_chat', destroyAt: now }, now),
            declared: sealDeclared(this.#vault, tenantId, id, nothingDeclared),
            reportAt: new Date(now.getTime() + reportLeaseMs),
            reportedAt: null,
          },
        },
        { returnDocument: 'before', projection: { reportAt: 1 } },
      )
      .lean<Pick<FileDocument, 'reportAt'>>();
    if (before === null) return 'gone';
    return before.reportAt !== null && before.reportAt > now ? 'reporting' : 'ended';
  }

  claimUnreported(tenantId: TenantId, limit: number, leaseMs: number): Promise<FileRecord[]> {
    return this.#claim(limit, () => {
      const now = this.#clock.now();
      return this.#files
        .findOneAndUpdate(
          { reportAt: trusted({ $lte: now }), tenantId },
          { $set: { reportAt: new Date(now.getTime() + leaseMs) } },
          { sort: { reportAt: 1 }, returnDocument: 'after' },
        )
        .lean<FileDocument>()
        .exec();
    });
  }

  async beginReport(tenantId: TenantId, id: string, state: FileRecord['state']): Promise<boolean> {
    const reportAt = new Date(this.#clock.now().getTime() + reportLeaseMs);
    const written = await this.#files.updateOne({ _id: id, tenantId, state }, { $set: { reportAt } });
    return written.matchedCount === 1;
  }

  async markReported(
    ...[tenantId, id, at, state]: Parameters<FileWorkRepository['markReported']>
  ): Promise<boolean> {
    const written = await this.#files.updateOne(
      { _id: id, tenantId, state },
      { $set: { reportAt: null, reportedAt: at } },
    );
    return written.matchedCount === 1;
  }

  async findToDestroy(tenantId: TenantId, before: Date, limit: number): Promise<FileRecord[]> {
    const found = await this.#files
      .find(
        {
          destroyAt: trusted({ $lte: before }),
          $or: [
            { original: trusted({ $ne: null }) },
            { view: trusted({ $ne: null }) },
            { state: 'deleted', nextAttemptAt: trusted({ $lte: before }) },
          ],
          tenantId,
        },
        null,
        readLimit,
      )
      .sort({ destroyAt: 1 })
      .limit(limit)
      .lean<FileDocument[]>();
    return found.map((document) => toFileRecord(this.#vault, document));
  }

  async usageSince(
    ...[tenantId, conversationId, since, before]: Parameters<FileRepository['usageSince']>
  ): Promise<{ files: number; bytes: number }> {
    const earlier: QueryFilter<FileDocument> =
      before === undefined
        ? {}
        : {
            $or: [
              { receivedAt: trusted({ $lt: before.receivedAt }) },
              { receivedAt: before.receivedAt, _id: trusted({ $lt: before.id }) },
            ],
          };
    const used = await this.#files
      .find(
        {
          conversationId,
          receivedAt: trusted({ $gte: since }),
          reason: trusted({ $ne: 'quota' }),
          // Each kind by itself: who talks much may still send what was asked for.
          isRecording: before?.isRecording ?? trusted({ $exists: false }),
          ...earlier,
          tenantId,
        },
        { _id: 1, 'found.bytes': 1 },
        readLimit,
      )
      .lean<FileDocument[]>();
    return { files: used.length, bytes: used.reduce((sum, { found }) => sum + (found?.bytes ?? 0), 0) };
  }

  async #read(query: QueryFilter<FileDocument>): Promise<FileRecord[]> {
    const found = await this.#files.find(query, null, readLimit).lean<FileDocument[]>();
    return found.map((document) => toFileRecord(this.#vault, document));
  }

  async #claim(limit: number, next: () => Promise<FileDocument | null>): Promise<FileRecord[]> {
    const claimed: FileRecord[] = [];
    while (claimed.length < limit) {
      const document = await next();
      if (document === null) break;
      claimed.push(toFileRecord(this.#vault, document));
    }
    return claimed;
  }
}
