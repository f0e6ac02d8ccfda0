import { randomUUID } from 'node:crypto';
import { trusted, type Model } from 'mongoose';
import type {
  CallbackDelivery,
  CallbackDeliveryRecord,
  CallbackEndpoint,
  CallbackRepository,
  ClaimedDelivery,
  ReplayedDeliveries,
} from '../../callbacks/callback.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import { HotCommands } from '../hot-commands.ts';
import { Tally } from '../../shared/tally.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { isDuplicateKey } from '../write-errors.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { atRev } from './at-rev.ts';
import {
  deliveryOf,
  endpointOf,
  idOf,
  recordOf,
  type DeliveryDocument,
  type EndpointDocument,
} from './callback-document.ts';
import { givenUp, replayed } from './dead-document.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

const maxOfSubjects = 50;
const free = new Date(0);
/** What a page that goes backwards in time has still to show. */
const beforePosition = ({ key, id }: PagePosition) => {
  const createdAt = dateOfKey(key);
  return {
    $or: [{ createdAt: trusted({ $lt: createdAt }) }, { createdAt, _id: trusted({ $lt: id }) }],
  };
};

export class MongoCallbackRepository implements CallbackRepository {
  readonly #endpoints: Model<EndpointDocument>;
  readonly #deliveries: Model<DeliveryDocument>;
  /** What is queued together is one command (ADR 0020). */
  readonly #queue: GroupedWriter<DeliveryDocument, undefined>;
  readonly #vault: Vault;
  readonly #tally: Tally;

  constructor(models: Models, vault: Vault, tally = new Tally()) {
    this.#tally = tally;
    this.#endpoints = models.model<EndpointDocument>('callbacks');
    this.#deliveries = models.model<DeliveryDocument>('callbackdeliveries');
    this.#vault = vault;
    const commands = new HotCommands(models);
    this.#queue = new GroupedWriter({
      maxBatch: 500,
      maxConcurrent: 2,
      write: async (deliveries) => {
        await commands.insert('callbackdeliveries', deliveries);
        return deliveries.map(() => undefined);
      },
    });
  }

  async saveEndpoint(endpoint: CallbackEndpoint, seenRev?: number | null): Promise<boolean> {
    const { tenantId, name, url, types, secrets, disabledReason, failingSince, createdAt, updatedAt } =
      endpoint;
    const failedAt = endpoint.failedAt === undefined ? {} : { failedAt: endpoint.failedAt };
    const rev = endpoint.rev === undefined ? {} : { rev: endpoint.rev };
    const _id = idOf(tenantId, name);
    const sealed = this.#vault.seal(tenantId, 'callbacks', _id, 'secrets', { secrets, url });
    const fields = {
      ...{ types: [...types], disabledReason, failingSince, ...failedAt, updatedAt },
      ...{ ...rev, secrets: sealed },
    };
    if (seenRev === null) return this.#insertEndpoint({ _id, tenantId, name, createdAt, ...fields });
    const change = { $set: fields, $unset: { url: 1 as const }, $setOnInsert: { name, createdAt } };
    if (seenRev === undefined) {
      await againOnDuplicate(() =>
        this.#endpoints.updateOne({ _id, tenantId }, change, { upsert: true }).exec(),
      );
      return true;
    }
    const { $setOnInsert: _new, ...changed } = change;
    const saved = await this.#endpoints.updateOne({ _id, rev: atRev(seenRev), tenantId }, changed).exec();
    return saved.matchedCount === 1;
  }

  async findEndpoint(tenantId: TenantId, name: string): Promise<CallbackEndpoint | null> {
    const found = await this.#endpoints
      .findOne({ _id: idOf(tenantId, name), tenantId }, null, readLimit)
      .lean<EndpointDocument>();
    return found === null ? null : endpointOf(found, this.#vault);
  }

  async listEndpoints(tenantId: TenantId, { limit, after }: PageRequest): Promise<Page<CallbackEndpoint>> {
    const rows = await this.#endpoints
      .find({ ...(after === null ? {} : { name: trusted({ $gt: after.id }) }), tenantId }, null, readLimit)
      .sort({ name: 1 })
      .limit(limit + 1)
      .lean<EndpointDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => endpointOf(row, this.#vault),
      ({ name }) => ({ key: name, id: name }),
    );
  }

  async #insertEndpoint(document: EndpointDocument): Promise<boolean> {
    try {
      await this.#endpoints.create(document);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async removeEndpoint(tenantId: TenantId, name: string, seenRev?: number): Promise<boolean> {
    const seen = seenRev === undefined ? {} : { rev: atRev(seenRev) };
    const removed = await this.#endpoints.deleteOne({ _id: idOf(tenantId, name), ...seen, tenantId });
    return removed.deletedCount === 1;
  }

  async markEndpoint(
    tenantId: TenantId,
    name: string,
    { failingSince, failedAt, disabledReason, updatedAt }: Parameters<CallbackRepository['markEndpoint']>[2],
    seen?: Date | null,
  ): Promise<boolean> {
    const asSeen = seen === undefined ? {} : { failingSince: seen };
    const { matchedCount } = await this.#endpoints.updateOne(
      { _id: idOf(tenantId, name), updatedAt, ...asSeen, tenantId },
      { $set: { failingSince, failedAt, disabledReason } },
    );
    return matchedCount === 1;
  }

  async listFailing(tenantIds: readonly TenantId[], since: Date): Promise<readonly CallbackEndpoint[]> {
    const found = await this.#endpoints
      .find(
        {
          disabledReason: null,
          failingSince: trusted({ $lte: since }),
          tenantId: trusted({ $in: [...tenantIds] }),
        },
        null,
        readLimit,
      )
      .lean<EndpointDocument[]>();
    return found.map((document) => endpointOf(document, this.#vault));
  }

  async enqueue(delivery: CallbackDelivery): Promise<void> {
    const { tenantId, id, endpointName, type, subject, body, attempts, nextAttemptAt, createdAt } = delivery;
    const _id = idOf(tenantId, id);
    await this.#queue.add({
      _id,
      tenantId,
      deliveryId: id,
      endpointName,
      type,
      ...(subject === undefined ? {} : { subject }),
      status: 'pending',
      attempts,
      log: [],
      nextAttemptAt,
      leaseUntil: free,
      token: null,
      reason: null,
      createdAt,
      body: this.#vault.seal(tenantId, 'callbackdeliveries', _id, 'body', { body }),
    });
  }

  /** One worker calls for everybody it serves. */
  async claimDue({
    now,
    leaseMs,
    limit,
    tenantIds,
  }: Parameters<CallbackRepository['claimDue']>[0]): Promise<readonly ClaimedDelivery[]> {
    const claimed: DeliveryDocument[] = [];
    while (claimed.length < limit) {
      const next = await this.#claimOne(tenantIds, now, new Date(now.getTime() + leaseMs));
      if (next === null) break;
      claimed.push(next);
    }
    const endpoints = await this.#endpointsOf(claimed);
    return claimed.map((document) => ({
      delivery: deliveryOf(document, this.#vault, now),
      token: document.token ?? '',
      endpoint: endpoints.get(idOf(document.tenantId, document.endpointName)) ?? null,
    }));
  }

  async recordAttempt(result: Parameters<CallbackRepository['recordAttempt']>[0]): Promise<boolean> {
    const { claimed, attempt, status, nextAttemptAt, reason, at } = result;
    const end = status === 'failed' ? givenUp(reason ?? 'failed', at) : {};
    const { tenantId, id } = claimed.delivery;
    const written = await this.#deliveries.updateOne(
      { _id: idOf(tenantId, id), token: claimed.token, tenantId },
      {
        $set: { status, nextAttemptAt, reason, leaseUntil: free, token: null, ...end },
        ...(attempt === null ? {} : { $push: { log: attempt }, $inc: { attempts: 1 } }),
      },
    );
    const isWritten = written.matchedCount === 1;
    if (isWritten && status !== 'pending') this.#tally.add(`callbacks_${status}`);
    return isWritten;
  }

  async holdGivenUp(tenantId: TenantId, name: string, since: Date, now: Date): Promise<number> {
    const { modifiedCount } = await this.#deliveries.updateMany(
      {
        ...{ endpointName: name, status: 'failed', reason: 'attempts_exhausted' },
        'dead.at': trusted({ $gte: since }),
        'dead.state': 'dead',
        tenantId,
      },
      {
        $set: { status: 'held', reason: 'endpoint_disabled', attempts: 0, ...replayed(now) },
        $inc: { 'dead.replays': 1 },
      },
    );
    return modifiedCount;
  }

  async releaseHeld(tenantId: TenantId, name: string): Promise<number> {
    // As due as when they happened: before what is queued from now on.
    const { modifiedCount } = await this.#deliveries.updateMany(
      { endpointName: name, status: 'held', tenantId },
      [{ $set: { status: 'pending', nextAttemptAt: '$createdAt', reason: null, inOrder: true } }],
      { updatePipeline: true },
    );
    return modifiedCount;
  }

  async listDeliveries(
    tenantId: TenantId,
    { endpointName, status }: Parameters<CallbackRepository['listDeliveries']>[1],
    { limit, after }: PageRequest,
  ): Promise<Page<CallbackDeliveryRecord>> {
    const rows = await this.#deliveries
      .find(
        {
          ...(after === null ? {} : beforePosition(after)),
          ...(status === undefined ? {} : { status }),
          endpointName,
          tenantId,
        },
        { body: 0 },
        readLimit,
      )
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<DeliveryDocument[]>();
    return pageOf(rows, limit, recordOf, ({ createdAt, _id }) => ({ key: createdAt.toISOString(), id: _id }));
  }

  async listOfSubjects(
    tenantId: TenantId,
    subjects: readonly string[],
  ): Promise<readonly (CallbackDeliveryRecord & { endpointName: string })[]> {
    const rows = await this.#deliveries
      .find({ tenantId, subject: trusted({ $in: [...subjects] }) }, { body: 0 }, readLimit)
      .sort({ createdAt: 1, _id: 1 })
      .limit(maxOfSubjects)
      .lean<DeliveryDocument[]>();
    return rows.map((row) => ({ ...recordOf(row), endpointName: row.endpointName }));
  }

  async replay(tenantId: TenantId, name: string, meant: ReplayedDeliveries, now: Date): Promise<number> {
    const which =
      'ids' in meant
        ? { _id: trusted({ $in: meant.ids.map((id) => idOf(tenantId, id)) }) }
        : {
            createdAt: trusted({
              ...(meant.from === null ? {} : { $gte: meant.from }),
              ...(meant.to === null ? {} : { $lt: meant.to }),
            }),
          };
    const anew = { status: 'pending' as const, nextAttemptAt: now, reason: null, inOrder: true, attempts: 0 };
    const letters = await this.#deliveries.updateMany(
      { ...which, endpointName: name, 'dead.state': 'dead', tenantId },
      { $set: { ...anew, ...replayed(now) }, $inc: { 'dead.replays': 1 } },
    );
    const others = await this.#deliveries.updateMany(
      { ...which, endpointName: name, status: trusted({ $ne: 'pending' }), tenantId },
      { $set: anew },
    );
    return letters.modifiedCount + others.modifiedCount;
  }

  #claimOne(tenantIds: readonly string[], now: Date, leaseUntil: Date): Promise<DeliveryDocument | null> {
    return this.#deliveries
      .findOneAndUpdate(
        {
          status: 'pending',
          nextAttemptAt: trusted({ $lte: now }),
          leaseUntil: trusted({ $lte: now }),
          // Ids of tenants come from the directory: the brand only names what they are.
          tenantId: trusted({ $in: [...tenantIds] as TenantId[] }),
        },
        { $set: { leaseUntil, token: randomUUID() } },
        { sort: { nextAttemptAt: 1, createdAt: 1 }, returnDocument: 'after' },
      )
      .lean<DeliveryDocument>()
      .exec();
  }

  async #endpointsOf(deliveries: readonly DeliveryDocument[]): Promise<Map<string, CallbackEndpoint>> {
    if (deliveries.length === 0) return new Map();
    const found = await this.#endpoints
      .find(
        {
          _id: trusted({ $in: [...new Set(deliveries.map((one) => idOf(one.tenantId, one.endpointName)))] }),
          tenantId: trusted({ $in: [...new Set(deliveries.map(({ tenantId }) => tenantId))] }),
        },
        null,
        readLimit,
      )
      .lean<EndpointDocument[]>();
    return new Map(found.map((document) => [document._id, endpointOf(document, this.#vault)]));
  }
}
