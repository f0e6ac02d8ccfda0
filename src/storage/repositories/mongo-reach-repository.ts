import { trusted, type Model } from 'mongoose';
import type { Reached } from '../../delivery/daily-reach.ts';
import type { ReachRepository } from '../../delivery/reach.repository.ts';
import type { Models } from '../models.ts';
import type { OutboxDocument } from './outbox-document.ts';
import { readLimit } from './paging.ts';

type Sent = Pick<OutboxDocument, 'conversationId' | 'takenAt' | 'sentAs'>;

/** Read off the messages themselves. */
export class MongoReachRepository implements ReachRepository {
  readonly #outbox: Model<OutboxDocument>;

  constructor(models: Models) {
    this.#outbox = models.model<OutboxDocument>('outbox');
  }

  async reachedSince(tenantId: string, since: Date): Promise<readonly Reached[]> {
    const sent = this.#outbox
      .find(
        { tenantId, takenAt: trusted({ $gt: since }), outcome: 'accepted' },
        { conversationId: 1, takenAt: 1, sentAs: 1 },
        readLimit,
      )
      .lean<Sent[]>()
      .cursor({ batchSize: 1_000 });
    const reached = new Map<string, Date>();
    for await (const { conversationId, takenAt, sentAs } of sent as AsyncIterable<Sent>) {
      if (sentAs !== 'template' || takenAt === undefined) continue;
      const known = reached.get(conversationId);
      if (known === undefined || known < takenAt) reached.set(conversationId, takenAt);
    }
    return [...reached].map(([conversationId, at]) => ({ conversationId, at }));
  }
}
