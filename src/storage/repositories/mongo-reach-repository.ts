import { trusted, type Model } from 'mongoose';
import type { Reached, ReachClaim, ReachRepository } from '../../delivery/reach.repository.ts';
import { derivedId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import type { OutboxDocument } from './outbox-document.ts';
import { readLimit } from './paging.ts';

type Sent = Pick<OutboxDocument, 'conversationId' | 'takenAt' | 'sentAs'>;

interface ClaimDocument extends ReachClaim {
  _id: string;
  tenantId: string;
  expiresAt: Date;
}

/** Longer than anybody counts. */
const keptMs = 48 * 60 * 60_000;

const idOf = (tenantId: string, conversationId: string): string => derivedId('rea', tenantId, conversationId);

/** Read off the messages themselves, and off what was counted before they left. */
export class MongoReachRepository implements ReachRepository {
  readonly #outbox: Model<OutboxDocument>;
  readonly #claims: Model<ClaimDocument>;

  constructor(models: Models) {
    this.#outbox = models.model<OutboxDocument>('outbox');
    this.#claims = models.model<ClaimDocument>('reached');
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
    const add = (conversationId: string, at: Date): void => {
      const known = reached.get(conversationId);
      if (known === undefined || known < at) reached.set(conversationId, at);
    };
    for await (const { conversationId, takenAt, sentAs } of sent as AsyncIterable<Sent>)
      if (sentAs === 'template' && takenAt !== undefined) add(conversationId, takenAt);
    const claims = this.#claims
      .find({ tenantId, at: trusted({ $gt: since }) }, { conversationId: 1, at: 1 }, readLimit)
      .lean<Reached[]>()
      .cursor({ batchSize: 1_000 });
    for await (const { conversationId, at } of claims as AsyncIterable<Reached>) add(conversationId, at);
    return [...reached].map(([conversationId, at]) => ({ conversationId, at }));
  }

  async claim(tenantId: string, { conversationId, by, at }: ReachClaim, since: Date): Promise<boolean> {
    const _id = idOf(tenantId, conversationId);
    const expiresAt = new Date(at.getTime() + keptMs);
    const known = await this.#claims.updateOne(
      { _id, at: trusted({ $gt: since }), tenantId },
      { $max: { at, expiresAt } },
    );
    if (known.matchedCount === 1) return false;
    await againOnDuplicate(() =>
      this.#claims
        .updateOne({ _id, tenantId }, { $set: { conversationId, by, at, expiresAt } }, { upsert: true })
        .exec(),
    );
    return true;
  }

  async release(tenantId: string, { conversationId, by }: Omit<ReachClaim, 'at'>): Promise<boolean> {
    const { deletedCount } = await this.#claims.deleteOne({
      ...{ _id: idOf(tenantId, conversationId), by, tenantId },
    });
    return deletedCount === 1;
  }

  async countSince(tenantId: string, since: Date): Promise<{ people: number; first: Date | null }> {
    const recent = { tenantId, at: trusted({ $gt: since }) };
    const [people, first] = await Promise.all([
      this.#claims.countDocuments(recent),
      this.#claims.findOne(recent, { at: 1 }, readLimit).sort({ at: 1 }).lean<Pick<ClaimDocument, 'at'>>(),
    ]);
    return { people, first: first?.at ?? null };
  }
}
