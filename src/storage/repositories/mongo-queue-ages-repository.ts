import { trusted, type Model } from 'mongoose';
import type { QueueAgesRepository } from '../../delivery/queue-ages.repository.ts';
import type { Models } from '../models.ts';
import { readLimit } from './paging.ts';

interface Waiting {
  _id: string;
}

/** Each answer is the first key of an index that holds only what waits, or a count of such keys. */
export class MongoQueueAgesRepository implements QueueAgesRepository {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  oldestInput(tenantId: string, now: Date): Promise<number> {
    return this.#oldest('inbox', { tenantId, status: 'pending' }, { field: 'receivedAt', now });
  }

  async oldestMessage(tenantId: string, now: Date): Promise<number> {
    const ages = ['queued', 'waiting'].map((state) =>
      this.#oldest('outbox', { tenantId, settled: false, state }, { field: 'wakeAt', now }),
    );
    return Math.max(...(await Promise.all(ages)));
  }

  latestTimer(tenantId: string, now: Date): Promise<number> {
    return this.#oldest('conversations', { tenantId }, { field: 'nextTimerAt', now });
  }

  oldestCallback(now: Date): Promise<number> {
    return this.#oldest('callbackdeliveries', { status: 'pending' }, { field: 'nextAttemptAt', now });
  }

  async countCallbacks(): Promise<number> {
    return this.#models.model<Waiting>('callbackdeliveries').countDocuments({ status: 'pending' });
  }

  async #oldest(
    name: 'inbox' | 'outbox' | 'conversations' | 'callbackdeliveries',
    filter: Record<string, unknown>,
    { field, now }: { field: string; now: Date },
  ): Promise<number> {
    const model: Model<Waiting> = this.#models.model<Waiting>(name);
    const [first] = await model
      .find({ ...filter, [field]: trusted({ $lte: now, $type: 'date' }) }, { [field]: 1 }, readLimit)
      .sort({ [field]: 1 })
      .limit(1)
      .lean<Record<string, Date>[]>();
    const at = first?.[field];
    return at === undefined ? 0 : (now.getTime() - at.getTime()) / 1_000;
  }
}
