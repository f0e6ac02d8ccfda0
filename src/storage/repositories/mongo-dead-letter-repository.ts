import { trusted, type Model } from 'mongoose';
import { deadLetterIdOf, sourceOfDeadLetter, type DeadLetter } from '../../deadletters/dead-letter.ts';
import type {
  DeadLetterFilter,
  DeadLetterRepository,
  KeptInput,
} from '../../deadletters/dead-letter.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import type { ParsedUnit } from '../../vocabulary/inbound-unit.ts';
import type { Models } from '../models.ts';
import { deployment, type Vault } from '../vault.ts';
import { replayed } from './dead-document.ts';
import { deadSources, subjectOf, type DeadDocument, type DeadSource } from './dead-letter-sources.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

interface Found {
  source: DeadSource;
  document: DeadDocument;
}

const rankOf = (source: DeadSource): number => deadSources.indexOf(source);

const newestFirst = (a: Found, b: Found): number =>
  timeOf(b) - timeOf(a) || rankOf(a.source) - rankOf(b.source) || (a.document._id < b.document._id ? 1 : -1);

const timeOf = ({ document }: Found): number => document.dead?.at.getTime() ?? 0;

/** What a page that goes backwards in time has still to show of a source. */
const beforePosition = (source: DeadSource, { key, id }: PagePosition): object => {
  const at = dateOfKey(key);
  const named = sourceOfDeadLetter(id);
  const rank = deadSources.findIndex(({ kind }) => kind === named?.kind);
  const before = { 'dead.at': trusted({ $lt: at }) };
  if (named === null || rankOf(source) < rank) return before;
  if (rankOf(source) > rank) return { 'dead.at': trusted({ $lte: at }) };
  return { $or: [before, { 'dead.at': at, _id: trusted({ $lt: named.sourceId }) }] };
};

const between = ({ from, to }: DeadLetterFilter): object => ({
  'dead.at': trusted({ $gte: from ?? new Date(0), ...(to === undefined ? {} : { $lt: to }) }),
});

const positionOfLetter = ({ givenUpAt, id }: DeadLetter): PagePosition => ({
  key: givenUpAt.toISOString(),
  id,
});

/**
 * One view of what was given up, in whatever collection: the documents themselves say that they are, in the write that gives
 * them up, and stop saying so in the write that takes them up again (ADR 0052).
 */
export class MongoDeadLetterRepository implements DeadLetterRepository {
  readonly #models: Models;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#models = models;
    this.#vault = vault;
  }

  async list(
    tenantId: TenantId,
    filter: DeadLetterFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<DeadLetter>> {
    const sources = deadSources.filter(({ kind }) => filter.kind === undefined || filter.kind === kind);
    const found = await Promise.all(
      sources.map((source) => this.#rows(source, tenantId, { filter, after, limit: limit + 1 })),
    );
    return pageOf(
      found.flat().sort(newestFirst),
      limit,
      (row) => this.#toLetter(row, tenantId),
      (row) => positionOfLetter(this.#toLetter(row, tenantId)),
    );
  }

  async find(tenantId: TenantId, id: string): Promise<DeadLetter | null> {
    const found = await this.#find(tenantId, id);
    return found === null ? null : this.#toLetter(found, tenantId);
  }

  async keptInput(tenantId: TenantId, id: string): Promise<KeptInput | null> {
    const found = await this.#find(tenantId, id);
    if (found?.document.body === undefined) return null;
    const { _id, body, receivedAt, phoneNumberId } = found.document;
    const at = receivedAt as Date; // its schema's type
    if (found.source.kind === 'unrouted') {
      const { unit = null } = this.#vault.open<{ unit?: ParsedUnit }>(
        deployment,
        'unrouted',
        _id,
        'body',
        body,
      );
      return {
        ...{ kind: 'unrouted', receivedAt: at, unit },
        phoneNumberId: typeof phoneNumberId === 'string' ? phoneNumberId : null,
      };
    }
    if (found.source.kind !== 'input' || found.document.dead?.reason !== 'unrecognised') return null;
    const { raw = '' } = this.#vault.open<{ raw?: string }>(tenantId, 'inbox', _id, 'body', body);
    return { kind: 'unrecognised', raw, receivedAt: at };
  }

  async replay(tenantId: TenantId, id: string, now: Date): Promise<boolean> {
    const found = await this.#find(tenantId, id);
    if (found === null) return false;
    const { source, document } = found;
    const fields = source.again(document, now, this.#vault);
    const written = await this.#model(source).updateOne(
      { ...source.isDead(), _id: document._id, 'dead.state': 'dead', ...ownedBy(source, tenantId) },
      { $set: { ...fields, ...replayed(now) }, $inc: { 'dead.replays': 1 } },
    );
    return written.modifiedCount === 1;
  }

  async drop(tenantId: TenantId, id: string, now: Date): Promise<boolean> {
    const found = await this.#find(tenantId, id);
    if (found === null) return false;
    const { source, document } = found;
    const written = await this.#model(source).updateOne(
      { ...source.isDead(), _id: document._id, 'dead.state': 'dead', ...ownedBy(source, tenantId) },
      { $set: { ...source.gone(now), 'dead.state': 'dropped', 'dead.closedAt': now } },
    );
    return written.modifiedCount === 1;
  }

  async count(tenantId: TenantId): Promise<number> {
    const filter = { withCompliance: true };
    const counts = await Promise.all(
      deadSources.map(async (source) =>
        this.#model(source).countDocuments(
          {
            ...source.isDead(),
            ...between(filter),
            'dead.state': 'dead',
            ...(await this.#reachOf(source, tenantId)),
          },
          readLimit,
        ),
      ),
    );
    return counts.reduce((sum, one) => sum + one, 0);
  }

  async #rows(
    source: DeadSource,
    tenantId: TenantId,
    { filter, after, limit }: { filter: DeadLetterFilter; after: PagePosition | null; limit: number },
  ): Promise<Found[]> {
    const reach = await this.#reachOf(source, tenantId);
    const rows: Found[] = [];
    let position = after;
    // Full pages whatever is left out: how much there is in the compartment is not told by gaps.
    for (;;) {
      const found = await this.#model(source)
        .find(
          {
            $and: [
              source.isDead(),
              between(filter),
              position === null ? {} : beforePosition(source, position),
            ],
            ...(filter.reason === undefined ? {} : { 'dead.reason': filter.reason }),
            'dead.state': 'dead',
            ...reach,
          },
          { body: 0 },
          readLimit,
        )
        .sort({ 'dead.at': -1, _id: -1 })
        .limit(limit)
        .lean<DeadDocument[]>();
      const shown = found.filter(
        (document) => filter.withCompliance || source.isForCompliance?.(document) !== true,
      );
      rows.push(...shown.map((document) => ({ source, document })));
      const last = found.at(-1);
      if (rows.length >= limit || found.length < limit || last === undefined) return rows.slice(0, limit);
      position = positionOfLetter(this.#toLetter({ source, document: last }, tenantId));
    }
  }

  async #find(tenantId: TenantId, id: string): Promise<Found | null> {
    const named = sourceOfDeadLetter(id);
    const source = deadSources.find(({ kind }) => kind === named?.kind);
    if (named === null || source === undefined) return null;
    const document = await this.#model(source)
      .findOne(
        {
          _id: named.sourceId,
          'dead.at': trusted({ $gt: new Date(0) }),
          ...(await this.#reachOf(source, tenantId)),
        },
        null,
        readLimit,
      )
      .lean<DeadDocument>();
    if (document === null) return null;
    const isOver = document.dead?.state === 'dead' && source.isOver?.(document) === true;
    return isOver ? null : { source, document };
  }

  /**
   * Whose it is. What came for a number that nobody has set up is nobody's: it is shown to the tenant that has the number by now,
   * and to the only tenant of an installation.
   */
  async #reachOf(source: DeadSource, tenantId: TenantId): Promise<object> {
    if (source.kind !== 'unrouted') return { tenantId };
    const tenants = await this.#models
      .model('tenants')
      .find({ _id: trusted({ $gt: '' }) }, { _id: 1 }, readLimit)
      .limit(2)
      .lean();
    if (tenants.length < 2) return {};
    const channels = await this.#models
      .model('channels')
      .find({ tenantId }, { phoneNumberId: 1 }, readLimit)
      .lean<{ phoneNumberId: string }[]>();
    return { phoneNumberId: trusted({ $in: channels.map(({ phoneNumberId }) => phoneNumberId) }) };
  }

  #toLetter({ source, document }: Found, tenantId: TenantId): DeadLetter {
    const { _id, dead } = document;
    if (dead === undefined) throw new TypeError('nothing was given up');
    return {
      id: deadLetterIdOf(source.kind, _id),
      tenantId,
      kind: source.kind,
      state: dead.state,
      reason: dead.reason,
      givenUpAt: dead.at,
      attempts: source.attemptsOf(document),
      replays: dead.replays ?? 0,
      closedAt: dead.closedAt ?? null,
      subject: subjectOf(source, document),
      isForCompliance: source.isForCompliance?.(document) ?? false,
    };
  }

  #model({ collection }: DeadSource): Model<DeadDocument> {
    return this.#models.model<DeadDocument>(collection);
  }
}

const ownedBy = ({ kind }: DeadSource, tenantId: TenantId): object =>
  kind === 'unrouted' ? {} : { tenantId };
