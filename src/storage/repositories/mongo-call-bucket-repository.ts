import type { Collection } from 'mongodb';
import type { CallBucketRepository, CallPace } from '../../api/call-bucket.repository.ts';
import type { Models } from '../models.ts';

interface BucketDocument {
  _id: string;
  tokens: number;
  at: Date;
  granted: number;
  pausedUntil: null;
}

/** Beside the buckets of numbers, under names of their own. One pipeline update, so that all processes share one pace. */
export class MongoCallBucketRepository implements CallBucketRepository {
  readonly #buckets: Collection<BucketDocument>;

  constructor(models: Models) {
    this.#buckets = models.collection<BucketDocument>('buckets');
  }

  async take(
    keyId: string,
    want: number,
    { perMinute, burst }: CallPace,
  ): Promise<{ granted: number; waitMs: number }> {
    const perMs = perMinute / 60_000;
    const sinceMs = { $subtract: [{ $toLong: '$$NOW' }, { $toLong: { $ifNull: ['$at', '$$NOW'] } }] };
    // Calls at once may be worked in another order than they began in: time never runs back, or tokens would be owed.
    const elapsedMs = { $cond: [{ $gt: [sinceMs, 0] }, sinceMs, 0] };
    const latest = { $cond: [{ $lt: [sinceMs, 0] }, '$at', '$$NOW'] };
    const filled = { $add: [{ $ifNull: ['$tokens', burst] }, { $multiply: [elapsedMs, perMs] }] };
    const whole = { $floor: '$tokens' };
    const bucket = await this.#buckets.findOneAndUpdate(
      { _id: `key:${keyId}` },
      [
        {
          $set: {
            tokens: { $cond: [{ $gt: [filled, burst] }, burst, filled] },
            at: latest,
            pausedUntil: null,
          },
        },
        { $set: { granted: { $cond: [{ $lt: [whole, want] }, whole, want] } } },
        { $set: { tokens: { $subtract: ['$tokens', '$granted'] } } },
      ],
      { upsert: true, returnDocument: 'after' },
    );
    if (bucket === null) return { granted: 0, waitMs: 1 };
    const waitMs = bucket.granted > 0 ? 0 : Math.ceil((1 - bucket.tokens) / perMs);
    return { granted: bucket.granted, waitMs };
  }
}
