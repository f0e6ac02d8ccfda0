import { trusted, type Model } from 'mongoose';
import type { Intent } from '../../delivery/outbox-entry.ts';
import { tariffOfAttempt } from '../../delivery/tariff-of-attempt.ts';
import { hourOf, type CostCount, type CostHour } from '../../pricing/cost-hour.ts';
import type { CostRepository, RequestCounts } from '../../pricing/cost.repository.ts';
import { chargedAs, chargeStateOf, isFreeEntry } from '../../pricing/message-cost.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import type { OutboxDocument } from './outbox-document.ts';
import { readLimit } from './paging.ts';

interface HourDocument extends CostHour {
  _id: string;
  tenantId: TenantId;
  recountAt: Date | null;
}

const countedFields = {
  ...{ tenantId: 1, channelId: 1, requestId: 1, class: 1, takenAt: 1, tariff: 1, sentAs: 1 },
  ...{ statuses: 1, outcome: 1, reason: 1, attempt: 1, body: 1 },
} as const;
type Sent = Pick<OutboxDocument, '_id' | keyof typeof countedFields>;

const pageSize = 1_000;

/** Counts what messages say of themselves; the counts of an hour are kept, the messages stay what is true. */
export class MongoCostRepository implements CostRepository {
  readonly #outbox: Model<OutboxDocument>;
  readonly #hours: Model<HourDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#outbox = models.model<OutboxDocument>('outbox');
    this.#hours = models.model<HourDocument>('costs');
    this.#vault = vault;
  }

  async countSent(tenantId: TenantId, from: Date, to: Date): Promise<readonly CostHour[]> {
    const hours = new Map<number, Counter>();
    for await (const sent of this.#sent(tenantId, from, to)) {
      const hour = hourOf(sent.takenAt ?? from).getTime();
      const counter = hours.get(hour) ?? new Counter();
      hours.set(hour, counter);
      this.#count(counter, sent);
    }
    return [...hours]
      .sort(([one], [other]) => one - other)
      .map(([hour, counter]) => ({ hour: new Date(hour), counts: counter.counts }));
  }

  async countRequests(
    tenantId: TenantId,
    from: Date,
    to: Date,
    limit: number,
  ): Promise<readonly RequestCounts[] | null> {
    const requests = new Map<string, Map<number, Counter>>();
    let seen = 0;
    for await (const sent of this.#sent(tenantId, from, to)) {
      seen += 1;
      if (seen > limit) return null;
      if (sent.requestId === null) continue;
      const hours = requests.get(sent.requestId) ?? new Map<number, Counter>();
      requests.set(sent.requestId, hours);
      const hour = hourOf(sent.takenAt ?? from).getTime();
      const counter = hours.get(hour) ?? new Counter();
      hours.set(hour, counter);
      this.#count(counter, sent);
    }
    return [...requests].map(([requestId, hours]) => ({
      requestId,
      counts: [...hours].flatMap(([hour, counter]) =>
        counter.counts.map((count) => ({ ...count, hour: new Date(hour) })),
      ),
    }));
  }

  async firstSentAt(tenantId: TenantId): Promise<Date | null> {
    const first = await this.#outbox
      .findOne(
        { tenantId, takenAt: trusted({ $gt: new Date(0) }), outcome: 'accepted' },
        { takenAt: 1 },
        readLimit,
      )
      .sort({ takenAt: 1 })
      .lean<Pick<Sent, 'takenAt'>>();
    return first?.takenAt ?? null;
  }

  async saveHours(
    tenantId: TenantId,
    { from, to }: { from: Date; to: Date },
    hours: readonly (CostHour & { recountAt: Date | null })[],
  ): Promise<void> {
    const given = new Set(hours.map(({ hour }) => hour.getTime()));
    const known = await this.hours(tenantId, from, to);
    const empty = known
      .filter(({ hour, counts }) => counts.length > 0 && !given.has(hour.getTime()))
      .map(({ hour }) => ({ hour, counts: [], recountAt: null }));
    const all = [...hours, ...empty];
    if (all.length === 0) return;
    await this.#hours.bulkWrite(
      all.map(({ hour, counts, recountAt }) => ({
        updateOne: {
          filter: { _id: `${tenantId}:${hour.toISOString()}`, tenantId },
          update: { $set: { hour, counts: [...counts], recountAt } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }

  async hours(tenantId: TenantId, from: Date, to: Date): Promise<readonly CostHour[]> {
    const rows = await this.#hours
      .find({ tenantId, hour: trusted({ $gte: from, $lt: to }) }, null, readLimit)
      .sort({ hour: 1 })
      .lean<HourDocument[]>();
    return rows.map(({ hour, counts }) => ({ hour, counts }));
  }

  async lastHour(tenantId: TenantId): Promise<Date | null> {
    const last = await this.#hours
      .findOne({ tenantId }, { hour: 1 }, readLimit)
      .sort({ hour: -1 })
      .lean<HourDocument>();
    return last?.hour ?? null;
  }

  async hoursToRecount(tenantId: TenantId, now: Date, limit: number): Promise<readonly Date[]> {
    const rows = await this.#hours
      .find({ tenantId, recountAt: trusted({ $gt: new Date(0), $lte: now }) }, { hour: 1 }, readLimit)
      .sort({ recountAt: 1 })
      .limit(limit)
      .lean<HourDocument[]>();
    return rows.map(({ hour }) => hour);
  }

  async *#sent(tenantId: TenantId, from: Date, to: Date): AsyncGenerator<Sent> {
    const cursor = this.#outbox
      .find(
        { tenantId, takenAt: trusted({ $gte: from, $lt: to }), outcome: 'accepted' },
        countedFields,
        readLimit,
      )
      .lean<Sent[]>()
      .cursor({ batchSize: pageSize });
    for await (const sent of cursor) yield sent;
  }

  #count(counter: Counter, sent: Sent): void {
    const state = chargeStateOf(sent);
    const as = chargedAs(sent.tariff ?? this.#tariffOf(sent), sent);
    if (state === 'none' || as === null) return;
    counter.add({ channelId: sent.channelId, ...as }, state, state === 'free' && isFreeEntry(sent));
  }

  /** Whoever sent it died before noting how: a status proved it (ADR 0024). */
  #tariffOf({ _id, tenantId, body, class: messageClass, sentAs, takenAt }: Sent): string {
    const { to, windowExpiresAt } = this.#vault.open<Pick<Intent, 'to' | 'windowExpiresAt'>>(
      tenantId,
      'outbox',
      _id,
      'body',
      body,
    );
    const isInside = windowExpiresAt !== null && takenAt !== undefined && windowExpiresAt > takenAt;
    return tariffOfAttempt({ to, class: messageClass, sentAs: sentAs ?? (isInside ? 'free' : 'template') });
  }
}

class Counter {
  readonly #counts = new Map<string, CostCount>();

  get counts(): readonly CostCount[] {
    return [...this.#counts.values()];
  }

  add(
    kind: Pick<CostCount, 'channelId' | 'market' | 'category'>,
    as: 'charged' | 'expected' | 'free',
    isEntry: boolean,
  ): void {
    const key = `${kind.channelId} ${kind.market} ${kind.category}`;
    const known = this.#counts.get(key) ?? { ...kind, charged: 0, expected: 0, free: 0 };
    const entry = isEntry ? { freeEntry: (known.freeEntry ?? 0) + 1 } : {};
    this.#counts.set(key, { ...known, [as]: known[as] + 1, ...entry });
  }
}
