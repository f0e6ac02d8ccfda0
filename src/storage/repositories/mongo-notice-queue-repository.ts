import { randomUUID } from 'node:crypto';
import { trusted, type Model } from 'mongoose';
import type {
  ClaimedQueue,
  NoticeLetter,
  NoticeQueue,
  NoticeQueueRepository,
  QueueKey,
  WaitingNotice,
} from '../../notifications/notice-queue.repository.ts';
import { withNews } from '../../notifications/waiting-news.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';

type QueueDocument = NoticeQueue & {
  _id: string;
  told: { newsId: string; at: Date }[];
  nextAt: Date;
  pausedUntil: Date;
  leaseUntil: Date;
  token: string | null;
  rev: number;
};

const free = new Date(0);
/** After everything: nothing waits. */
const never = new Date('9999-01-01T00:00:00.000Z');
/** How long news stays known; the sweep that would plan it again runs every few seconds. */
const knownForMs = 24 * 60 * 60_000;
/** Far more than a sweep plans: what it planned and did not note is among them. */
const knownAtMost = 1_000;
const logLength = 20;

const idOf = ({ staffId, channel, isTest }: QueueKey): string =>
  `${staffId}:${channel}${isTest === true ? ':test' : ''}`;

/** What whoever has the lease, or the letter that is begun, may tell of. */
const onTheirWay = ({ token, waiting, letter }: QueueDocument): ReadonlySet<string> =>
  new Set(token === null ? letter?.newsIds : waiting.map(({ newsId }) => newsId));

const earliest = (waiting: readonly WaitingNotice[]): Date =>
  waiting.reduce((first, { notBefore }) => (notBefore < first ? notBefore : first), never);

const queueOf = (row: QueueDocument): NoticeQueue => {
  const { tenantId, staffId, channel, isTest, waiting, letter, attempts, failingSince, log } = row;
  return {
    ...{ tenantId, staffId, channel, ...(isTest === undefined ? {} : { isTest }) },
    ...{ waiting, letter, attempts, failingSince, log },
  };
};

/** One document for a person and a channel, and one for what tries it: what is taken in, sent and told of are conditional writes to it alone. */
export class MongoNoticeQueueRepository implements NoticeQueueRepository {
  readonly #queues: Model<QueueDocument>;

  constructor(models: Models) {
    this.#queues = models.model<QueueDocument>('noticequeues');
  }

  async add(key: QueueKey, news: readonly WaitingNotice[], now: Date, atOnce = false): Promise<void> {
    const { tenantId } = key;
    const _id = idOf(key);
    for (;;) {
      const row = (await this.#find(key)) ?? (await this.#made(key));
      const known = new Set(row.told.map(({ newsId }) => newsId));
      const fresh = news.filter(({ newsId }) => !known.has(newsId));
      if (fresh.length === 0) return;
      const waiting = withNews(row.waiting, fresh, onTheirWay(row));
      const oldest = now.getTime() - knownForMs;
      const told = [
        ...row.told.filter(({ at }) => at.getTime() > oldest),
        ...fresh.map(({ newsId }) => ({ newsId, at: now })),
      ].slice(-knownAtMost);
      const { matchedCount } = await this.#queues.updateOne(
        { _id, rev: row.rev, tenantId },
        {
          $set: { waiting, told, nextAt: earliest(waiting), ...(atOnce ? { pausedUntil: now } : {}) },
          $inc: { rev: 1 },
        },
      );
      if (matchedCount === 1) return;
    }
  }

  async find(key: QueueKey): Promise<NoticeQueue | null> {
    const row = await this.#find(key);
    return row === null ? null : queueOf(row);
  }

  async claimDue({
    now,
    leaseMs,
    tenantIds,
  }: Parameters<NoticeQueueRepository['claimDue']>[0]): Promise<ClaimedQueue | null> {
    const token = randomUUID();
    const row = await this.#queues
      .findOneAndUpdate(
        {
          nextAt: trusted({ $lte: now }),
          pausedUntil: trusted({ $lte: now }),
          leaseUntil: trusted({ $lte: now }),
          // Ids of tenants come from the directory: the brand only names what they are.
          tenantId: trusted({ $in: [...tenantIds] as TenantId[] }),
        },
        { $set: { leaseUntil: new Date(now.getTime() + leaseMs), token } },
        { sort: { nextAt: 1, _id: 1 }, returnDocument: 'after' },
      )
      .lean<QueueDocument>();
    return row === null ? null : { queue: queueOf(row), token };
  }

  async begin({ queue, token }: ClaimedQueue, { id, newsIds }: NoticeLetter): Promise<boolean> {
    const { matchedCount } = await this.#queues.updateOne(
      { _id: idOf(queue), token, tenantId: queue.tenantId },
      { $set: { letter: { id, newsIds: [...newsIds] } } },
    );
    return matchedCount === 1;
  }

  async finish({
    claimed: { queue, token },
    done,
    held,
    attempt,
    failed,
    pausedUntil,
  }: Parameters<NoticeQueueRepository['finish']>[0]): Promise<boolean> {
    const { tenantId } = queue;
    for (;;) {
      const row = await this.#find(queue);
      if (row === null || row.token !== token) return false;
      const waiting = row.waiting
        .filter(({ newsId }) => !done.includes(newsId))
        .map((one) => (held?.newsIds.includes(one.newsId) ? { ...one, notBefore: held.until } : one));
      const isOver = done.length > 0;
      const health =
        attempt === null
          ? {}
          : {
              failingSince: failed ? (row.failingSince ?? attempt.at) : null,
              log: [...row.log, attempt].slice(-logLength),
            };
      const attempts = isOver ? 0 : row.attempts + (failed ? 1 : 0);
      const { matchedCount } = await this.#queues.updateOne(
        { _id: idOf(queue), rev: row.rev, token, tenantId },
        {
          $set: {
            ...{ waiting, ...health, attempts, letter: isOver || attempt === null ? null : row.letter },
            ...{ nextAt: earliest(waiting), pausedUntil, leaseUntil: free, token: null },
          },
          $inc: { rev: 1 },
        },
      );
      if (matchedCount === 1) return true;
    }
  }

  #find(key: QueueKey): Promise<QueueDocument | null> {
    return this.#queues
      .findOne({ _id: idOf(key), tenantId: key.tenantId }, null, majority)
      .lean<QueueDocument>();
  }

  /** Made by whoever comes first; empty, and as whoever it was made it. */
  async #made({ tenantId, staffId, channel, isTest }: QueueKey): Promise<QueueDocument> {
    const key = { tenantId, staffId, channel, ...(isTest === undefined ? {} : { isTest }) };
    const empty: QueueDocument = {
      ...{ _id: idOf(key), ...key },
      ...{ waiting: [], told: [], letter: null, attempts: 0, failingSince: null, log: [] },
      ...{ nextAt: never, pausedUntil: free, leaseUntil: free, token: null, rev: 0 },
    };
    await insertOnce(this.#queues, [empty]);
    return empty;
  }
}
