import { trusted, type Model } from 'mongoose';
import type { AttemptRecord, DeliveryStatus } from '../../callbacks/callback.repository.ts';
import type { OutcomeCall, OutcomeLine, StatementRepository } from '../../requests/statement.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';
import type { RequestDocument } from './request-document.ts';

interface DeliveryDocument {
  _id: string;
  deliveryId: string;
  endpointName: string;
  subject?: string;
  status: DeliveryStatus;
  log: AttemptRecord[];
}

interface TenantDocument {
  _id: TenantId;
  statedThrough?: string;
}

type Ended = Pick<
  RequestDocument,
  '_id' | 'kind' | 'outcome' | 'eventId' | 'reference' | 'version' | 'customerRef' | 'closedAt'
>;

const shown = {
  kind: 1,
  outcome: 1,
  eventId: 1,
  reference: 1,
  version: 1,
  customerRef: 1,
  closedAt: 1,
} as const;

const toCall = ({ deliveryId, endpointName, status, log }: DeliveryDocument): OutcomeCall => ({
  id: deliveryId,
  endpoint: endpointName,
  status,
  attempts: log.length,
  acknowledgedAt: log.findLast(({ outcome }) => outcome === 'delivered')?.at ?? null,
});

/** Requests that ended beside the calls that told of it; nothing sealed is opened. */
export class MongoStatementRepository implements StatementRepository {
  readonly #requests: Model<RequestDocument>;
  readonly #deliveries: Model<DeliveryDocument>;
  readonly #tenants: Model<TenantDocument>;

  constructor(models: Models) {
    this.#requests = models.model<RequestDocument>('requests');
    this.#deliveries = models.model<DeliveryDocument>('callbackdeliveries');
    this.#tenants = models.model<TenantDocument>('tenants');
  }

  async outcomes(
    tenantId: TenantId,
    { from, to }: { from: Date; to: Date },
    { limit, after }: PageRequest,
  ): Promise<Page<OutcomeLine>> {
    const position = after === null ? [] : [afterPosition(dateOfKey(after.key), after.id)];
    const rows = await this.#requests
      .find(
        { $and: [{ closedAt: trusted({ $gte: from, $lt: to }) }, ...position], tenantId },
        shown,
        readLimit,
      )
      .sort({ closedAt: 1, _id: 1 })
      .limit(limit + 1)
      .lean<Ended[]>();
    const calls = await this.#callsOf(
      tenantId,
      rows.map(({ _id }) => _id),
    );
    return pageOf(
      rows,
      limit,
      (row) => ({
        ...{ requestId: row._id, kind: row.kind, outcome: row.outcome, eventId: row.eventId },
        ...{ reference: row.reference, version: row.version, customerRef: row.customerRef },
        closedAt: closedAtOf(row),
        calls: calls.get(row._id) ?? [],
      }),
      (row) => ({ key: closedAtOf(row).toISOString(), id: row._id }),
    );
  }

  async statedThrough(tenantId: TenantId): Promise<string | null> {
    const found = await this.#tenants
      .findOne({ _id: tenantId }, { statedThrough: 1 }, readLimit)
      .lean<TenantDocument>();
    return found?.statedThrough ?? null;
  }

  async noteStated(tenantId: TenantId, day: string): Promise<void> {
    await this.#tenants.updateOne({ _id: tenantId }, { $max: { statedThrough: day } }).exec();
  }

  async #callsOf(tenantId: TenantId, requestIds: readonly string[]): Promise<Map<string, OutcomeCall[]>> {
    const calls = new Map<string, OutcomeCall[]>();
    if (requestIds.length === 0) return calls;
    const rows = await this.#deliveries
      .find(
        { subject: trusted({ $in: [...requestIds] }), type: 'request.closed', tenantId },
        { deliveryId: 1, endpointName: 1, subject: 1, status: 1, log: 1 },
        readLimit,
      )
      .sort({ createdAt: 1, _id: 1 })
      .lean<DeliveryDocument[]>();
    for (const row of rows) {
      const { subject = '' } = row;
      calls.set(subject, [...(calls.get(subject) ?? []), toCall(row)]);
    }
    return calls;
  }
}

const afterPosition = (closedAt: Date, id: string) => ({
  $or: [{ closedAt: trusted({ $gt: closedAt }) }, { closedAt, _id: trusted({ $gt: id }) }],
});

/** The filter finds no other. */
const closedAtOf = ({ closedAt }: Pick<Ended, 'closedAt'>): Date => closedAt ?? new Date(0);
