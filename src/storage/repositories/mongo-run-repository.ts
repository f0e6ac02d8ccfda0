import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { Run, RunErrand, RunHistoryLine, RunPace, RunState } from '../../runs/run.ts';
import type { RunChange, RunRepository } from '../../runs/run.repository.ts';
import type { ColumnMapping } from '../../runs/table/recognise-columns.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

type Body = Pick<Run, 'name' | 'note' | 'source' | 'reading'>;
type RunDocument = Omit<Run, 'id' | keyof Body | 'history'> & {
  _id: string;
  headerKey: string | null;
  isGiven: boolean;
  history: RunHistoryLine[];
  /** Who works it, and until when; left out: nobody. */
  lease?: { owner: string; until: Date };
  body: Binary;
};

const collection = 'runs';

export class MongoRunRepository implements RunRepository {
  readonly #runs: Model<RunDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#runs = models.model<RunDocument>(collection);
    this.#vault = vault;
  }

  async create({ id, name, note, source, reading, ...run }: Run): Promise<boolean> {
    const body: Body = { name, note, source, reading };
    const existing = await insertOnce(this.#runs, [
      {
        _id: id,
        ...run,
        history: [...run.history],
        headerKey: reading?.headerKey ?? null,
        isGiven: reading?.isGiven ?? false,
        body: this.#vault.seal(run.tenantId, collection, id, 'body', body),
      },
    ]);
    return existing.length === 0;
  }

  async find(tenantId: TenantId, id: string): Promise<Run | null> {
    const found = await this.#runs.findOne({ _id: id, tenantId }, null, readLimit).lean<RunDocument>();
    return found === null ? null : this.#toRun(found);
  }

  async list(
    tenantId: TenantId,
    { state }: { state?: RunState },
    { limit, after }: PageRequest,
  ): Promise<Page<Run>> {
    const until = after === null ? null : dateOfKey(after.key);
    const rows = await this.#runs
      .find(
        {
          ...(state === undefined ? {} : { state }),
          ...(after === null || until === null
            ? {}
            : {
                $or: [
                  { createdAt: trusted({ $lt: until }) },
                  { createdAt: until, _id: trusted({ $lt: after.id }) },
                ],
              }),
          tenantId,
        },
        null,
        readLimit,
      )
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<RunDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRun(row),
      ({ _id, createdAt }) => ({ key: createdAt.toISOString(), id: _id }),
    );
  }

  async givenMapping(tenantId: TenantId, headerKey: string): Promise<ColumnMapping | null> {
    const [found] = await this.#runs
      .find({ headerKey, isGiven: true, tenantId }, null, readLimit)
      .sort({ createdAt: -1 })
      .limit(1)
      .lean<RunDocument[]>();
    return found === undefined ? null : (this.#toRun(found).reading?.mapping ?? null);
  }

  async change(
    tenantId: TenantId,
    id: string,
    from: readonly RunState[],
    change: RunChange,
    note: RunHistoryLine | null,
  ): Promise<boolean> {
    const written = await this.#runs.updateOne(
      {
        _id: id,
        state: trusted({ $in: [...from] }),
        // Of two orders about all letters the later one is refused.
        ...(change.errand === undefined ? {} : { errand: null }),
        tenantId,
      },
      {
        ...(Object.keys(change).length === 0 ? {} : { $set: change }),
        ...(note === null ? {} : { $push: { history: note } }),
      },
    );
    return written.matchedCount === 1;
  }

  async findWorkable(tenantId: TenantId): Promise<Run[]> {
    const found = await this.#runs
      .find({ $or: [{ state: 'running' }, { errand: trusted({ $ne: null }) }], tenantId }, null, readLimit)
      .sort({ createdAt: 1 })
      .lean<RunDocument[]>();
    return found.map((run) => this.#toRun(run));
  }

  async findAbandoned(tenantId: TenantId, before: Date): Promise<Run[]> {
    const found = await this.#runs
      .find({ state: 'reading', createdAt: trusted({ $lt: before }), tenantId }, null, readLimit)
      .lean<RunDocument[]>();
    return found.map((run) => this.#toRun(run));
  }

  async takeLease(
    tenantId: TenantId,
    id: string,
    { owner, now, until }: { owner: string; now: Date; until: Date },
  ): Promise<boolean> {
    const written = await this.#runs.updateOne(
      {
        _id: id,
        $or: [{ lease: null }, { 'lease.owner': owner }, { 'lease.until': trusted({ $lte: now }) }],
        tenantId,
      },
      { $set: { lease: { owner, until } } },
    );
    return written.matchedCount === 1;
  }

  async keepPace(tenantId: TenantId, id: string, pace: RunPace): Promise<boolean> {
    const written = await this.#runs.updateOne(
      { _id: id, state: 'running', 'pace.since': pace.since, tenantId },
      { $set: { pace } },
    );
    return written.matchedCount === 1;
  }

  async keepErrand(
    tenantId: TenantId,
    id: string,
    errandId: string,
    errand: RunErrand | null,
    note?: RunHistoryLine,
  ): Promise<boolean> {
    const written = await this.#runs.updateOne(
      { _id: id, 'errand.id': errandId, tenantId },
      { $set: { errand }, ...(note === undefined ? {} : { $push: { history: note } }) },
    );
    return written.matchedCount === 1;
  }

  async touch(tenantId: TenantId, id: string): Promise<void> {
    await this.#runs.updateOne({ _id: id, tenantId }, { $inc: { revision: 1 } });
  }

  #toRun({ _id, body, headerKey: _key, isGiven: _given, lease: _lease, ...row }: RunDocument): Run {
    return { ...row, id: _id, ...this.#vault.open<Body>(row.tenantId, collection, _id, 'body', body) };
  }
}
