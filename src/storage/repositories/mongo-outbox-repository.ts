import { randomUUID } from 'node:crypto';
import type { Collection, Filter } from 'mongodb';
import type { StatusFact } from '../../delivery/delivery-status.ts';
import type { Intent, OutboxEntry } from '../../delivery/outbox-entry.ts';
import type {
  AppliedStatus,
  OutboxRepository,
  ProgressUpdate,
  Relayed,
  StatusUpdate,
} from '../../delivery/outbox.repository.ts';
import { planOfLeft } from '../../delivery/plan-succession.ts';
import type { SendLane } from '../../delivery/send-lane.ts';
import { HotCommands, type UpdateStatement } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { givenUp } from './dead-document.ts';
import {
  progressOf,
  providerKeyOf,
  toOutboxDocument,
  toOutboxEntry,
  toSendingDocument,
  toSentDocument,
  toUnsentDocument,
  type OutboxDocument,
} from './outbox-document.ts';
import { reachedStatuses } from './outbox-status-writes.ts';
import { OutboxStatuses } from './outbox-statuses.ts';

/** Pages of due intents looked through when all on a page wait for an earlier one. */
const maxPages = 8;

export class MongoOutboxRepository implements OutboxRepository {
  readonly #outbox: Collection<OutboxDocument>;
  readonly #commands: HotCommands;
  readonly #vault: Vault;
  readonly #statuses: OutboxStatuses;

  constructor(models: Models, vault: Vault) {
    this.#outbox = models.collection<OutboxDocument>('outbox');
    this.#commands = new HotCommands(models);
    this.#vault = vault;
    this.#statuses = new OutboxStatuses(this.#commands, vault);
  }

  async relay(
    intents: readonly Intent[],
    owner: string,
    leaseMs: number,
    now: Date,
    { capacity, arrived } = noLimits,
  ): Promise<Relayed> {
    const first = intents[0];
    if (first === undefined) return { owned: [], open: new Map() };
    const ids = new Set(intents.map(({ id }) => id));
    const unsettled = await this.#commands.find<
      Pick<OutboxDocument, '_id' | 'conversationId' | 'heldUntil' | 'state'>
    >(
      'outbox',
      {
        conversationId: { $in: [...new Set(intents.map(({ conversationId }) => conversationId))] },
        settled: false,
        tenantId: first.tenantId,
      },
      { projection: { _id: 1, conversationId: 1, heldUntil: 1, state: 1 } },
    );
    const proven = unsettled.filter(({ _id, state }) => state === 'unknown' && arrived.includes(_id));
    if (proven.length > 0) await this.#statuses.settleArrived(first.tenantId, proven, now);
    const busy = new Set(
      unsettled
        .filter((other) => !ids.has(other._id) && !proven.includes(other) && !isHeld(other, now))
        .map(({ conversationId }) => conversationId),
    );
    const claim = randomUUID();
    let room = capacity;
    const documents = [...intents]
      .sort((a, b) => a.seq - b.seq)
      .map((intent) => {
        // One at a time per person: the next starts when the one before is accepted or settled (C, order).
        if (intent.suppressed !== undefined) return toUnsentDocument(intent, intent.suppressed, this.#vault);
        const hasTurn = !busy.has(intent.conversationId) && intent.notBefore <= now && room > 0;
        if (hasTurn) room -= 1;
        if (!isHeld(intent, now)) busy.add(intent.conversationId);
        return toOutboxDocument(
          intent,
          hasTurn
            ? { state: 'sending', attempt: 1, owner, claim, wakeAt: new Date(now.getTime() + leaseMs) }
            : { state: 'queued', attempt: 0, owner: null, claim: null, wakeAt: intent.notBefore },
          this.#vault,
        );
      });
    const stored = await this.#insertNew(documents);
    const owned = stored.filter(({ state }) => state === 'sending');
    const open = new Map<string, string[]>(documents.map(({ conversationId }) => [conversationId, []]));
    for (const { conversationId, _id } of [
      ...unsettled.filter((other) => !ids.has(other._id) && !proven.includes(other)),
      ...documents.filter(({ settled }) => !settled),
    ])
      open.get(conversationId)?.push(_id);
    const byId = new Map(intents.map((intent) => [intent.id, intent]));
    return {
      owned: owned.map((document) => ({
        ...(byId.get(document._id) as Intent), // each document was made from one of them
        ...progressOf(document),
      })),
      open,
    };
  }

  async adopt(entries: readonly OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#insertNew(entries.map((entry) => toSendingDocument(entry, this.#vault)));
  }

  async recordSent(sent: readonly { entry: OutboxEntry; set: ProgressUpdate['set'] }[]): Promise<void> {
    if (sent.length === 0) return;
    const documents = sent.map(({ entry, set }) => toSentDocument(entry, set, this.#vault));
    const stored = new Set((await this.#insertNew(documents)).map(({ _id }) => _id));
    // Another process took the conversation over and stored what it found there: the acceptance is added to it.
    const late = sent.filter(({ entry }) => !stored.has(entry.id));
    await this.record(
      late.map(({ entry: { id, tenantId, owner, attempt }, set }) => ({
        ...{ id, tenantId, attempt, set },
        owner: owner ?? '',
      })),
    );
  }

  async claimDue(
    tenantId: string,
    owner: string,
    leaseMs: number,
    now: Date,
    limit: number,
    lane: SendLane = 'ordinary',
  ): Promise<OutboxEntry[]> {
    if (limit < 1) return [];
    const blocked: string[] = [];
    for (let page = 0; page < maxPages; page += 1) {
      const due = await this.#outbox
        .find(
          {
            state: { $in: ['queued', 'waiting'] },
            wakeAt: { $lte: now },
            settled: false,
            tenantId,
            ...(lane === 'kept' ? { lane } : {}),
            ...(blocked.length === 0 ? {} : { conversationId: { $nin: blocked } }),
          },
          { projection: { _id: 1, conversationId: 1 } },
        )
        .sort({ wakeAt: 1 })
        .limit(limit)
        .toArray();
      const conversationIds = [...new Set(due.map(({ conversationId }) => conversationId))];
      const claimed = await this.claimNext(tenantId, conversationIds, owner, leaseMs, now);
      if (claimed.length > 0 || due.length < limit) return claimed;
      // All of these wait for an earlier message of their person; others must not wait for them.
      blocked.push(...conversationIds);
    }
    return [];
  }

  /** Of each conversation its first unsettled intent, if that is due. */
  async claimNext(
    tenantId: string,
    conversationIds: readonly string[],
    owner: string,
    leaseMs: number,
    now: Date,
  ): Promise<OutboxEntry[]> {
    if (conversationIds.length === 0) return [];
    const open = await this.#outbox
      .find(
        { conversationId: { $in: [...conversationIds] }, settled: false, tenantId },
        { projection: { _id: 1, conversationId: 1, seq: 1, state: 1, wakeAt: 1, attempt: 1, heldUntil: 1 } },
      )
      .toArray();
    const turn = firstOfEach(open.filter((one) => !isHeld(one, now))).filter(
      ({ state, wakeAt }) => (state === 'queued' || state === 'waiting') && (wakeAt ?? now) <= now,
    );
    if (turn.length === 0) return [];
    const claim = randomUUID();
    await this.#outbox.bulkWrite(
      turn.map(({ _id, attempt }) => ({
        updateOne: {
          filter: { _id, attempt, state: { $in: ['queued', 'waiting'] }, tenantId },
          update: {
            $set: { state: 'sending', owner, claim, wakeAt: new Date(now.getTime() + leaseMs) },
            $inc: { attempt: 1 },
          },
        },
      })),
      { ordered: false },
    );
    const mine = await this.#outbox
      .find({ _id: { $in: turn.map(({ _id }) => _id) }, claim, tenantId })
      .toArray();
    return mine.map((document) => toOutboxEntry(document, this.#vault));
  }

  async record(updates: readonly ProgressUpdate[]): Promise<void> {
    if (updates.length === 0) return;
    await this.#commands.update(
      'outbox',
      updates.map((update) => this.#toRecord(update)),
    );
  }

  applyStatuses(tenantId: string, updates: readonly StatusUpdate[]): Promise<AppliedStatus[]> {
    return this.#statuses.apply(tenantId, updates);
  }

  async expireLeases(tenantId: string, now: Date, unknownWaitMs: number): Promise<number> {
    const result = await this.#outbox.updateMany(
      { settled: false, state: 'sending', wakeAt: { $lte: now }, tenantId },
      {
        $set: { state: 'unknown', wakeAt: new Date(now.getTime() + unknownWaitMs), reason: 'sender_died' },
        $inc: { unknowns: 1 },
      },
    );
    return result.modifiedCount;
  }

  async findOverdueUnknown(tenantId: string, now: Date, limit: number): Promise<OutboxEntry[]> {
    const found = await this.#outbox
      .find({ settled: false, state: 'unknown', wakeAt: { $lte: now }, tenantId })
      .sort({ wakeAt: 1 })
      .limit(limit)
      .toArray();
    return found.map((document) => toOutboxEntry(document, this.#vault));
  }

  async decideUnknown(
    entry: Pick<OutboxEntry, 'id' | 'tenantId' | 'attempt' | 'plan' | 'sentAs' | 'tariff'>,
    decision: 'again' | 'unknown_final',
    now: Date,
  ): Promise<void> {
    await this.#outbox.updateOne(
      { _id: entry.id, attempt: entry.attempt, state: 'unknown', tenantId: entry.tenantId },
      {
        $set:
          decision === 'again'
            ? { state: 'waiting', wakeAt: now }
            : {
                ...{ state: 'settled', settled: true, outcome: 'unknown_final', wakeAt: null },
                ...givenUp('unknown_outcome', now),
                // Its last try was made, whatever came of it.
                ...planOfLeft(entry, { at: now, as: entry.sentAs, tariff: entry.tariff }),
              },
      },
    );
  }

  async reopen(
    entry: Pick<OutboxEntry, 'id' | 'tenantId' | 'attempt'>,
    at: Date,
    { forceTemplate = false, withoutDocument, heldFor }: Parameters<OutboxRepository['reopen']>[2],
  ): Promise<boolean> {
    const result = await this.#outbox.updateOne(
      {
        ...{ _id: entry.id, attempt: entry.attempt, tenantId: entry.tenantId },
        ...{ state: 'settled', outcome: 'accepted' },
      },
      {
        $set: {
          ...{ state: 'waiting', settled: false, outcome: null, wakeAt: at, forceTemplate },
          ...(withoutDocument === true ? { withoutDocument } : {}),
          ...(heldFor === undefined ? {} : { heldUntil: at, heldFor }),
        },
      },
    );
    return result.modifiedCount === 1;
  }

  async giveUpAccepted(
    { id, tenantId, attempt }: Pick<OutboxEntry, 'id' | 'tenantId' | 'attempt'>,
    reason: string,
    at: Date,
  ): Promise<boolean> {
    const reached = { $elemMatch: { status: { $in: reachedStatuses } } };
    const { matchedCount } = await this.#outbox.updateOne(
      { _id: id, attempt, state: 'settled', outcome: 'accepted', statuses: { $not: reached }, tenantId },
      { $set: { reason, ...givenUp(reason, at) } },
    );
    return matchedCount === 1;
  }

  async noteFact({ id, tenantId }: Pick<OutboxEntry, 'id' | 'tenantId'>, fact: StatusFact): Promise<void> {
    const same = { $elemMatch: { status: fact.status, attempt: fact.attempt } };
    await this.#outbox.updateOne(
      { _id: id, statuses: { $not: same }, tenantId },
      { $push: { statuses: fact } },
    );
  }

  async find(tenantId: string, ids: readonly string[]): Promise<OutboxEntry[]> {
    if (ids.length === 0) return [];
    const found = await this.#outbox.find({ _id: { $in: [...ids] }, tenantId }).toArray();
    return found.map((document) => toOutboxEntry(document, this.#vault));
  }

  async findByProviderMessageIds(tenantId: string, ids: readonly string[]): Promise<OutboxEntry[]> {
    if (ids.length === 0) return [];
    const keys = ids.map((id) => providerKeyOf(this.#vault, tenantId, id));
    const found = await this.#outbox
      .find({ tenantId, providerKey: { $in: keys, $type: 'string' } })
      .toArray();
    return found.map((document) => toOutboxEntry(document, this.#vault));
  }

  async countOpen(tenantId: string): Promise<{ queued: number; unknown: number }> {
    const [queued, unknown] = await Promise.all([
      this.#outbox.countDocuments({ settled: false, state: { $in: ['queued', 'waiting'] }, tenantId }),
      this.#outbox.countDocuments({ settled: false, state: 'unknown', tenantId }),
    ]);
    return { queued, unknown };
  }

  async countDue(tenantId: string, before: Date, most: number): Promise<number> {
    const wakeAt = { $lt: before };
    // Those at the platform count as well: nobody knows yet that it takes them.
    const kinds = [{ state: 'queued', wakeAt }, { state: 'waiting', wakeAt }, { state: 'sending' }] as const;
    const counts = await Promise.all(kinds.map((kind) => this.#count({ ...kind, tenantId }, most)));
    return counts.reduce((sum, count) => Math.min(most, sum + count), 0);
  }

  #count(unsettled: Filter<OutboxDocument>, limit: number): Promise<number> {
    return this.#outbox.countDocuments({ ...unsettled, settled: false }, { limit });
  }

  /** Answers the documents that were not there before; an intent relayed twice is one intent. */
  async #insertNew(documents: readonly OutboxDocument[]): Promise<OutboxDocument[]> {
    const duplicates = await this.#commands.insert('outbox', documents);
    return duplicates.size === 0 ? [...documents] : documents.filter((_, index) => !duplicates.has(index));
  }

  #toRecord({ id, tenantId, owner, attempt, set }: ProgressUpdate): UpdateStatement {
    const { providerMessageId, givenUpAt, ...fields } = set;
    // An acceptance is a fact whatever happened meanwhile; anything else only moves what is still being sent.
    const from: OutboxDocument['state'][] =
      fields.outcome === 'accepted' ? ['sending', 'unknown', 'settled'] : ['sending', 'unknown'];
    return {
      q: { _id: id, owner, attempt, state: { $in: from }, tenantId },
      u: {
        $set: {
          ...fields,
          ...(fields.state === undefined ? {} : { settled: fields.state === 'settled' }),
          ...(givenUpAt === undefined ? {} : givenUp(fields.reason ?? 'unknown', givenUpAt)),
          ...(providerMessageId === undefined || providerMessageId === null
            ? {}
            : {
                providerKey: providerKeyOf(this.#vault, tenantId, providerMessageId),
                provider: this.#vault.seal(tenantId, 'outbox', id, 'provider', { id: providerMessageId }),
              }),
        },
        // Nothing was sent in this attempt: it does not count.
        ...(fields.state === 'queued' ? { $inc: { attempt: -1 } } : {}),
        ...(fields.state === 'unknown' ? { $inc: { unknowns: 1 } } : {}),
      },
    };
  }
}

const noLimits = { capacity: Number.POSITIVE_INFINITY, arrived: [] as readonly string[] };

type Head = Pick<
  OutboxDocument,
  '_id' | 'conversationId' | 'heldUntil' | 'seq' | 'state' | 'wakeAt' | 'attempt'
>;

/** The earliest intent of each conversation. */
/** Held by the quiet hours: an answer in a running chat goes past it. */
const isHeld = ({ heldUntil }: { heldUntil: Date | null }, now: Date): boolean =>
  heldUntil !== null && heldUntil > now;

const firstOfEach = (open: readonly Head[]): Head[] => {
  const first = new Map<string, Head>();
  for (const one of open) {
    const known = first.get(one.conversationId);
    if (known === undefined || one.seq < known.seq) first.set(one.conversationId, one);
  }
  return [...first.values()];
};
