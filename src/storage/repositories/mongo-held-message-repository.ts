import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { HeldMessageRepository } from '../../delivery/held-message.repository.ts';
import type { Handled, OutboxEntry } from '../../delivery/outbox-entry.ts';
import type { HoldReason, PlanRecord } from '../../delivery/plan-record.ts';
import { inPlaceOf } from '../../delivery/plan-succession.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { toOutboxEntry, type OutboxDocument } from './outbox-document.ts';
import { majority } from './paging.ts';

/** Conditional on its being held: whoever takes it to send it in the same moment wins, and nothing is written here. */
export class MongoHeldMessageRepository implements HeldMessageRepository {
  readonly #outbox: Model<OutboxDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#vault = vault;
    this.#outbox = models.model<OutboxDocument>('outbox');
  }

  async reasonOf(tenantId: string, id: string, now: Date): Promise<HoldReason | 'unknown' | null> {
    const held = await this.#outbox
      .findOne({ _id: id, ...heldAt(now), tenantId }, { heldFor: 1 }, majority)
      .lean<Pick<OutboxDocument, 'heldFor'>>();
    return held === null ? null : (held.heldFor ?? 'unknown');
  }

  async noticeBefore(tenantId: string, id: string, now: Date): Promise<string | null> {
    const message = await this.#outbox
      .findOne({ _id: id, tenantId }, { conversationId: 1, seq: 1 }, majority)
      .lean<Pick<OutboxDocument, 'conversationId' | 'seq'>>();
    if (message === null) return null;
    const { conversationId, seq } = message;
    const before = await this.#outbox
      .find({ conversationId, ...heldAt(now), seq: trusted({ $lt: seq }), tenantId }, null, majority)
      .sort({ seq: 1 })
      .lean<OutboxDocument[]>();
    // What a message says is sealed.
    return (
      before.map((one) => toOutboxEntry(one, this.#vault)).find(({ saysNotice }) => saysNotice === true)
        ?.id ?? null
    );
  }

  async handle(tenantId: string, id: string, handled: Handled): Promise<boolean> {
    const { at } = handled;
    const dropped = handled.what === 'dropped' ? await this.#endedBy(tenantId, id, droppedByStaff(at)) : null;
    const { modifiedCount } = await this.#outbox
      .updateOne(
        { _id: id, ...heldAt(at), tenantId },
        {
          $set:
            dropped === null
              ? { wakeAt: at, heldUntil: at, handled }
              : {
                  ...{ state: 'settled', settled: true, outcome: 'cancelled', reason: 'dropped_by_staff' },
                  ...{ wakeAt: null, handled, plan: dropped },
                },
        },
      )
      .exec();
    return modifiedCount === 1;
  }

  async listUnasked(tenantId: string, conversationIds: readonly string[], now: Date): Promise<OutboxEntry[]> {
    const found = await this.#outbox
      .find(
        { conversationId: trusted({ $in: [...conversationIds] }), ...heldAt(now), tenantId },
        null,
        majority,
      )
      .lean<OutboxDocument[]>();
    // Whether somebody asked for it is sealed.
    return found.map((one) => toOutboxEntry(one, this.#vault)).filter(({ isUnasked }) => isUnasked === true);
  }

  async listOfRequest(tenantId: string, requestId: string, now: Date): Promise<OutboxEntry[]> {
    const found = await this.#outbox
      .find(
        // The type is named so that the partial index on exactly these documents can be used.
        { requestId: trusted({ $eq: requestId, $type: 'string' }), ...heldAt(now), tenantId },
        null,
        majority,
      )
      .lean<OutboxDocument[]>();
    return found.map((one) => toOutboxEntry(one, this.#vault));
  }

  async end(tenantId: string, id: string, plan: PlanRecord): Promise<boolean> {
    const ended = { state: 'settled', settled: true, outcome: 'suppressed', wakeAt: null } as const;
    const { modifiedCount } = await this.#outbox
      .updateOne(
        { _id: id, ...heldAt(plan.at), tenantId },
        {
          $set: {
            ...{ ...ended, reason: plan.reason ?? null },
            plan: await this.#endedBy(tenantId, id, plan),
          },
        },
      )
      .exec();
    return modifiedCount === 1;
  }

  /** What ends it, with what held it until then; where that named no check of its own, at the one that held it. */
  async #endedBy(tenantId: string, id: string, plan: PlanRecord): Promise<PlanRecord> {
    const held = await this.#outbox
      .findOne({ _id: id, tenantId }, { plan: 1 }, majority)
      .lean<Pick<OutboxDocument, 'plan'>>();
    const check = plan.check ?? held?.plan?.check;
    return inPlaceOf(held?.plan, { ...plan, ...(check === undefined ? {} : { check }) });
  }

  async release(tenantId: string, reason: HoldReason, now: Date): Promise<number> {
    const { modifiedCount } = await this.#outbox
      .updateMany(
        // It is woken when the hold is over: what is due anyway is not looked through.
        { ...heldAt(now), wakeAt: trusted({ $gt: now }), heldFor: reason, tenantId },
        { $set: { wakeAt: now, heldUntil: now } },
      )
      .exec();
    return modifiedCount;
  }
}

const droppedByStaff = (at: Date): PlanRecord => ({ at, verdict: 'drop', reason: 'dropped_by_staff' });

const heldAt = (now: Date): QueryFilter<OutboxDocument> => ({
  settled: false,
  state: trusted({ $in: ['queued', 'waiting'] }),
  heldUntil: trusted({ $gt: now }),
});
