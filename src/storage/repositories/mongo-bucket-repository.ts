import type { Collection } from 'mongodb';
import type { Models } from '../models.ts';
import type { BucketRepository } from '../../delivery/bucket.repository.ts';

interface BucketDocument {
  _id: string;
  tokens: number;
  at: Date;
  granted: number;
  pausedUntil: Date | null;
}

/** Token buckets refilled by the database's clock in one pipeline update, so that all processes share one rate. */
export class MongoBucketRepository implements BucketRepository {
  readonly #buckets: Collection<BucketDocument>;

  constructor(models: Models) {
    this.#buckets = models.collection<BucketDocument>('buckets');
  }

  async take(key: string, want: number, ratePerSecond: number): Promise<{ granted: number; waitMs: number }> {
    const sinceMs = { $subtract: [{ $toLong: '$$NOW' }, { $toLong: { $ifNull: ['$at', '$$NOW'] } }] };
    // Calls at once may be worked in another order than they began in: time never runs back, or tokens would be owed.
    const elapsedMs = { $cond: [{ $gt: [sinceMs, 0] }, sinceMs, 0] };
    const latest = { $cond: [{ $lt: [sinceMs, 0] }, '$at', '$$NOW'] };
    const elapsedSeconds = { $divide: [elapsedMs, 1_000] };
    // What may be saved up and what comes in a second together are the rate: no sliding second sees more (C.T5).
    const saved = Math.max(1, ratePerSecond / 8);
    const perSecond = Math.max(ratePerSecond - saved, ratePerSecond / 2);
    const filled = { $add: [{ $ifNull: ['$tokens', saved] }, { $multiply: [elapsedSeconds, perSecond] }] };
    const refilled = { $cond: [{ $gt: [filled, saved] }, saved, filled] };
    const whole = { $floor: '$tokens' };
    const available = { $cond: [{ $lt: [whole, want] }, whole, want] };
    const isPaused = {
      $gt: [{ $toLong: { $ifNull: ['$pausedUntil', new Date(0)] } }, { $toLong: '$$NOW' }],
    };
    const bucket = await this.#buckets.findOneAndUpdate(
      { _id: key },
      [
        { $set: { tokens: refilled, at: latest, pausedUntil: { $ifNull: ['$pausedUntil', null] } } },
        { $set: { granted: { $cond: [isPaused, 0, available] } } },
        { $set: { tokens: { $subtract: ['$tokens', '$granted'] } } },
      ],
      { upsert: true, returnDocument: 'after' },
    );
    if (bucket === null) return { granted: 0, waitMs: 50 };
    if (bucket.granted > 0) return { granted: bucket.granted, waitMs: 0 };
    const pausedMs = bucket.pausedUntil === null ? 0 : bucket.pausedUntil.getTime() - bucket.at.getTime();
    return { granted: 0, waitMs: Math.max(pausedMs, Math.ceil(1_000 / perSecond)) };
  }

  async pause(key: string, forMs: number): Promise<void> {
    const known = { $toLong: { $ifNull: ['$pausedUntil', new Date(0)] } };
    const isLonger = { $gt: [known, { $add: [{ $toLong: '$$NOW' }, forMs] }] };
    await this.#buckets.updateOne(
      { _id: key },
      [
        {
          $set: {
            tokens: { $ifNull: ['$tokens', 0] },
            at: { $ifNull: ['$at', '$$NOW'] },
            granted: { $ifNull: ['$granted', 0] },
            pausedUntil: { $cond: [isLonger, '$pausedUntil', { $add: ['$$NOW', forMs] }] },
          },
        },
      ],
      { upsert: true },
    );
  }
}
