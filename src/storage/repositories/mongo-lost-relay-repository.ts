import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { LostRelayRepository } from '../../step/lost-relay.repository.ts';
import { completeOutput, type StepOutput } from '../../step/step-output.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { givenUp, newlyDead, type DeadPart } from './dead-document.ts';
import { insertOnce } from './insert-once.ts';
import { readLimit } from './paging.ts';

interface LostDocument {
  _id: string;
  tenantId: string;
  conversationId: string;
  rev: number;
  attempts: number;
  waiting: boolean;
  expireAt: Date | null;
  dead: DeadPart;
  body?: Binary;
}

/** Only that it was there is worth keeping, and not for long. */
const keptMs = 30 * 24 * 60 * 60_000;
const collection = 'deadletters';
const idOf = ({ conversationId, rev }: StepOutput): string => `${conversationId}:${rev}`;

export class MongoLostRelayRepository implements LostRelayRepository {
  readonly #lost: Model<LostDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#lost = models.model<LostDocument>(collection);
    this.#vault = vault;
  }

  async keep(
    tenantId: string,
    output: StepOutput,
    { reason, attempts, at }: Parameters<LostRelayRepository['keep']>[2],
  ): Promise<void> {
    const _id = idOf(output);
    const { conversationId, rev } = output;
    const known = await insertOnce(this.#lost, [
      {
        ...{ _id, tenantId, conversationId, rev, attempts, waiting: false, expireAt: null },
        dead: newlyDead(reason, at),
        body: this.#vault.seal(tenantId, collection, _id, 'body', { output }),
      },
    ]);
    if (known.length === 0) return;
    // Put back into work, and failed once more; what is dead or dropped stays that.
    await this.#lost.updateOne(
      { _id, waiting: true, tenantId },
      { $set: { waiting: false, ...givenUp(reason, at) }, $inc: { attempts } },
    );
  }

  async findWaiting(tenantId: string, limit: number): Promise<StepOutput[]> {
    const found = await this.#lost
      .find({ waiting: true, tenantId }, null, readLimit)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<LostDocument[]>();
    return found.flatMap(({ _id, body }) => {
      if (body === undefined) return [];
      const { output } = this.#vault.open<{ output: StepOutput }>(tenantId, collection, _id, 'body', body);
      return [completeOutput(output)];
    });
  }

  async settle(tenantId: string, output: StepOutput, at: Date): Promise<void> {
    const expireAt = new Date(at.getTime() + keptMs);
    await this.#lost.updateOne(
      { _id: idOf(output), tenantId },
      {
        $set: { waiting: false, expireAt, 'dead.state': 'replayed', 'dead.closedAt': at },
        $unset: { body: 1 },
      },
    );
  }
}
