import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import { eventIdOf, rowStates, type RowBody, type RowState, type RunRow } from '../../runs/run-row.ts';
import type { RunRowRepository } from '../../runs/run-row.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { atRev } from './at-rev.ts';
import { insertOnce } from './insert-once.ts';
import { keyOfNumber, majority, numberOfKey, pageOf, readLimit } from './paging.ts';

type RowDocument = Omit<RunRow, 'eventId' | 'customer' | 'body' | 'problems' | 'requestId' | 'rev'> & {
  /** The id of its event, which holds that of the run. */
  _id: string;
  problems: string[];
  requestId: string | null;
  /** Left out: written before changes were counted. */
  rev?: number;
  /** Names the letter without saying which; null: it is none yet. */
  letterKey: string | null;
  /** When a row that was handed over is to be looked at; null: it was not. */
  lookAt: Date | null;
  body: Binary;
};

type Sealed = RowBody & { customer: string | null };

const collection = 'runrows';

export class MongoRunRowRepository implements RunRowRepository {
  readonly #rows: Model<RowDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#rows = models.model<RowDocument>(collection);
    this.#vault = vault;
  }

  async add(rows: readonly RunRow[]): Promise<void> {
    await insertOnce(
      this.#rows,
      rows.map((row) => this.#toDocument(row)),
    );
  }

  async find(tenantId: TenantId, runId: string, n: number): Promise<RunRow | null> {
    const found = await this.#rows.findOne({ runId, n, tenantId }, null, readLimit).lean<RowDocument>();
    return found === null ? null : this.#toRow(found);
  }

  async list(
    tenantId: TenantId,
    runId: string,
    states: readonly RowState[] | null,
    { limit, after }: PageRequest,
  ): Promise<Page<RunRow>> {
    const rows = await this.#rows
      .find(
        {
          runId,
          ...(states === null ? {} : { state: trusted({ $in: [...states] }) }),
          ...(after === null ? {} : { n: trusted({ $gt: numberOfKey(after.key) }) }),
          tenantId,
        },
        null,
        readLimit,
      )
      .sort({ n: 1 })
      .limit(limit + 1)
      .lean<RowDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRow(row),
      ({ _id, n }) => ({ key: keyOfNumber(n), id: _id }),
    );
  }

  async countByState(tenantId: TenantId, runId: string): Promise<ReadonlyMap<string, number>> {
    const counted = await Promise.all(
      rowStates.map(
        async (state) => [state, await this.#rows.countDocuments({ runId, state, tenantId })] as const,
      ),
    );
    return new Map(counted.filter(([, count]) => count > 0));
  }

  async replace(row: RunRow, from: readonly RowState[]): Promise<boolean> {
    const { _id, tenantId, runId: _run, n: _n, ...fields } = this.#toDocument(row);
    const written = await this.#rows.updateOne(
      { _id, state: trusted({ $in: [...from] }), rev: atRev(row.rev), tenantId },
      { $set: { ...fields, rev: row.rev + 1 } },
    );
    return written.matchedCount === 1;
  }

  async hasLetter(tenantId: TenantId, runId: string, letterId: string, besides: number): Promise<boolean> {
    const found = await this.#rows
      .findOne(
        {
          runId,
          letterKey: this.#letterKey(tenantId, letterId),
          n: trusted({ $ne: besides }),
          state: trusted({ $nin: ['error', 'excluded', 'cancelled'] }),
          tenantId,
        },
        { _id: 1 },
        readLimit,
      )
      .lean<{ _id: string }>();
    return found !== null;
  }

  async findByEvent(tenantId: TenantId, eventId: string): Promise<RunRow | null> {
    const found = await this.#rows.findOne({ _id: eventId, tenantId }, null, majority).lean<RowDocument>();
    return found === null ? null : this.#toRow(found);
  }

  async findOfAnyTenant(eventId: string): Promise<RunRow | null> {
    const found = await this.#rows.findOne({ _id: eventId }, null, readLimit).lean<RowDocument>();
    return found === null ? null : this.#toRow(found);
  }

  async writeSeen(row: RunRow, seen: number): Promise<boolean> {
    const { _id, tenantId, runId: _run, n: _n, ...fields } = this.#toDocument(row);
    const written = await this.#rows.updateOne({ _id, seen, tenantId }, { $set: fields });
    return written.matchedCount === 1;
  }

  async findHanded(tenantId: TenantId, now: Date, limit: number): Promise<RunRow[]> {
    const found = await this.#rows
      .find({ state: 'handed', lookAt: trusted({ $lte: now }), tenantId }, null, readLimit)
      .sort({ lookAt: 1 })
      .limit(limit)
      .lean<RowDocument[]>();
    return found.map((row) => this.#toRow(row));
  }

  async lookAgainAt({ tenantId, eventId }: RunRow, at: Date): Promise<void> {
    await this.#rows.updateOne({ _id: eventId, state: 'handed', tenantId }, { $set: { lookAt: at } });
  }

  async begin(tenantId: TenantId, runId: string, numbers: readonly number[]): Promise<void> {
    await this.#rows.updateMany(
      { runId, n: trusted({ $in: [...numbers] }), state: 'ready', tenantId },
      { $set: { state: 'handing' } },
    );
  }

  async keepDocument(row: RunRow): Promise<void> {
    const { _id, tenantId, body } = this.#toDocument(row);
    await this.#rows.updateOne({ _id, state: 'handing', tenantId }, { $set: { body } });
  }

  async handed(tenantId: TenantId, runId: string, numbers: readonly number[], at: Date): Promise<void> {
    await this.#rows.updateMany(
      { runId, n: trusted({ $in: [...numbers] }), state: 'handing', tenantId },
      { $set: { state: 'handed', handedAt: at, lookAt: at } },
    );
  }

  async move(tenantId: TenantId, runId: string, from: readonly RowState[], to: RowState): Promise<number> {
    const written = await this.#rows.updateMany(
      { runId, state: trusted({ $in: [...from] }), tenantId },
      { $set: { state: to } },
    );
    return written.modifiedCount;
  }

  async removeAll(tenantId: TenantId, runId: string): Promise<void> {
    await this.#rows.deleteMany({ runId, tenantId });
  }

  #letterKey(tenantId: string, letterId: string): string {
    return this.#vault.pseudonym(tenantId, `letter:${letterId}`);
  }

  #toDocument({ customer, body, problems, eventId: _id, ...row }: RunRow): RowDocument {
    const sealed: Sealed = { ...body, customer };
    return {
      _id,
      ...row,
      problems: [...problems],
      lookAt: null,
      letterKey: body.letter === null ? null : this.#letterKey(row.tenantId, body.letter.id),
      body: this.#vault.seal(row.tenantId, collection, _id, 'body', sealed),
    };
  }

  #toRow({ _id, letterKey: _key, lookAt: _look, body, ...row }: RowDocument): RunRow {
    const { customer, ...opened } = this.#vault.open<Sealed>(row.tenantId, collection, _id, 'body', body);
    return {
      ...row,
      customer,
      body: opened,
      // What was written here before.
      problems: row.problems as RunRow['problems'],
      requestId: row.requestId as RunRow['requestId'],
      eventId: eventIdOf(row.runId, row.n),
      rev: row.rev ?? 0,
    };
  }
}
