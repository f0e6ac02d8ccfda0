import { trusted, type Model } from 'mongoose';
import type { SaidOfRequestRepository } from '../../requests/said-of-request.repository.ts';
import type { SaidOfRequest } from '../../requests/said-of-request.ts';
import type { Models } from '../models.ts';
import type { OutboxDocument } from './outbox-document.ts';

type Said = Pick<
  OutboxDocument,
  '_id' | 'conversationId' | 'seq' | 'state' | 'heldUntil' | 'takenAt' | 'acceptedAt'
>;

/** Read off the messages themselves. */
export class MongoSaidOfRequestRepository implements SaidOfRequestRepository {
  readonly #outbox: Model<OutboxDocument>;

  constructor(models: Models) {
    this.#outbox = models.model<OutboxDocument>('outbox');
  }

  async ofRequest(tenantId: string, requestId: string): Promise<readonly SaidOfRequest[]> {
    const said = await this.#outbox
      .find(
        // Both types are said: the first leads to the index, which holds the messages of requests alone.
        {
          ...{ tenantId, requestId: trusted({ $eq: requestId, $type: 'string' }) },
          at: trusted({ $type: 'date' }),
        },
        { conversationId: 1, seq: 1, state: 1, heldUntil: 1, takenAt: 1, acceptedAt: 1 },
      )
      .sort({ at: 1, seq: 1 })
      .lean<Said[]>();
    return said.map(({ _id, conversationId, seq, state, heldUntil, takenAt, acceptedAt }) => ({
      ...{ id: _id, conversationId, seq, heldUntil },
      // One that is being sent, or of which nobody knows yet whether it was, has not ended either.
      isWaiting: state !== 'settled',
      leftAt: takenAt ?? acceptedAt ?? null,
    }));
  }
}
