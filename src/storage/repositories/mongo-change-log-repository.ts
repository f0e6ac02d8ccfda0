import { trusted, type Model } from 'mongoose';
import type { Change } from '../../changes/change.ts';
import type { ChangeBatch, ChangeLogRepository, Feed } from '../../changes/change-log.repository.ts';
import { Unavailable } from '../../shared/errors.ts';
import type { Models } from '../models.ts';
import { insertOnce } from './insert-once.ts';
import { majority, readLimit } from './paging.ts';

interface ChangeDocument {
  _id: string;
  tenantId: string;
  seq: number;
  at: Date;
  changes: Change[];
  isReset: boolean;
}
type FeedDocument = Feed & { _id: string };
interface WriterDocument {
  _id: string;
  tenantId: string;
  owner: string;
  seenAt: Date;
}

/** Each try loses to another process that wrote in the same moment. */
const maxTries = 50;
/** Far less than what is kept. */
const freshForMs = 60_000;
/** No two clocks are so far apart. */
const aheadMs = 10 * 60_000;

const toFeed = ({ tenantId, listenUntil, liveSince, fromSeq }: FeedDocument): Feed => ({
  ...{ tenantId, listenUntil, liveSince, fromSeq },
});

export class MongoChangeLogRepository implements ChangeLogRepository {
  readonly #changes: Model<ChangeDocument>;
  readonly #feeds: Model<FeedDocument>;
  readonly #writers: Model<WriterDocument>;
  /** The last place this process saw, by tenant: nearly always the last there is. */
  readonly #last = new Map<string, { seq: number; at: Date }>();

  constructor(models: Models) {
    this.#changes = models.model<ChangeDocument>('changes');
    this.#feeds = models.model<FeedDocument>('changefeeds');
    this.#writers = models.model<WriterDocument>('changewriters');
  }

  async listLive(now: Date): Promise<readonly Feed[]> {
    // Of every tenant: one small document each.
    const found = await this.#feeds
      .find({ listenUntil: trusted({ $gt: now }) }, null, readLimit)
      .lean<FeedDocument[]>();
    return found.map(toFeed);
  }

  async listen(tenantId: string, now: Date, until: Date): Promise<Feed> {
    const begun = { tenantId, listenUntil: until, liveSince: now, fromSeq: null };
    const isNew = (await insertOnce(this.#feeds, [{ _id: tenantId, ...begun }])).length === 0;
    if (!isNew) {
      const renewed = await this.#feeds.updateOne(
        { _id: tenantId, listenUntil: trusted({ $gt: now }), tenantId },
        { $set: { listenUntil: until } },
      );
      if (renewed.matchedCount === 0)
        await this.#feeds.updateOne(
          { _id: tenantId, listenUntil: trusted({ $lte: now }), tenantId },
          { $set: begun },
        );
    }
    const found = await this.#feeds
      .findOne({ _id: tenantId, tenantId }, null, readLimit)
      .lean<FeedDocument>();
    if (found === null) throw new Unavailable('the feed is not there yet');
    return toFeed(found);
  }

  async beginAt(tenantId: string, liveSince: Date, seq: number): Promise<void> {
    await this.#feeds.updateOne(
      { _id: tenantId, liveSince, fromSeq: null, tenantId },
      { $set: { fromSeq: seq } },
    );
  }

  /**
   * A place is taken by making a document of its number: nobody can take one before the one in front of it is there, so nothing
   * appears behind a reader's back.
   */
  async append(tenantId: string, batch: Omit<ChangeBatch, 'seq'>): Promise<number> {
    const known = this.#last.get(tenantId);
    // One seen long ago may be trimmed, and a place behind it free again.
    const isFresh = known !== undefined && Math.abs(batch.at.getTime() - known.at.getTime()) < freshForMs;
    let last = isFresh ? known.seq : await this.head(tenantId);
    for (let tries = 0; tries < maxTries; tries += 1) {
      const seq = last + 1;
      const document = { _id: `${tenantId}:${seq}`, tenantId, seq, ...batch, changes: [...batch.changes] };
      const isTaken = (await insertOnce(this.#changes, [document])).length > 0;
      this.#last.set(tenantId, { seq, at: batch.at });
      if (!isTaken) return seq;
      last = Math.max(seq, await this.head(tenantId));
    }
    throw new Unavailable('no place was free in the log of changes');
  }

  async head(tenantId: string): Promise<number> {
    const found = await this.#changes
      .findOne({ tenantId }, { seq: 1 }, majority)
      .sort({ seq: -1 })
      .lean<{ seq: number }>();
    return found?.seq ?? 0;
  }

  async readAfter(tenantId: string, seq: number, limit: number): Promise<readonly ChangeBatch[]> {
    const found = await this.#changes
      .find({ tenantId, seq: trusted({ $gt: seq }) }, null, majority)
      .sort({ seq: 1 })
      .limit(limit)
      .lean<ChangeDocument[]>();
    return found.map(({ seq: place, at, changes, isReset }) => ({ seq: place, at, changes, isReset }));
  }

  async trim(tenantId: string, before: Date): Promise<void> {
    const head = await this.head(tenantId);
    await this.#changes.deleteMany({ tenantId, at: trusted({ $lt: before }), seq: trusted({ $lt: head }) });
  }

  async keepPresence(tenantId: string, owner: string, at: Date): Promise<void> {
    await this.#writers.updateOne(
      { _id: writerId(tenantId, owner), tenantId },
      { $set: { seenAt: at }, $setOnInsert: { owner } },
      { upsert: true },
    );
  }

  async leave(tenantId: string, owner: string): Promise<void> {
    await this.#writers.deleteOne({ _id: writerId(tenantId, owner), tenantId });
  }

  async takeLost(tenantId: string, before: Date): Promise<number> {
    // Seen in a time to come: by a clock that was set back since, and whoever is there says so again within seconds.
    const ahead = new Date(before.getTime() + aheadMs);
    const { deletedCount } = await this.#writers.deleteMany({
      tenantId,
      $or: [{ seenAt: trusted({ $lt: before }) }, { seenAt: trusted({ $gt: ahead }) }],
    });
    return deletedCount;
  }
}

const writerId = (tenantId: string, owner: string): string => `${tenantId}:${owner}`;
