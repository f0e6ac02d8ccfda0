import { trusted, type Model, type QueryFilter } from 'mongoose';
import type {
  Filled,
  FoundContact,
  FoundCustomer,
  FoundRequest,
  SearchRepository,
} from '../../search/search.repository.ts';
import { isContactMeant, isCustomerMeant } from '../../search/search-match.ts';
import type { SearchTerms } from '../../search/search-terms.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { contactBodyOf, isVerifiedPhone, type ContactDocument } from './contact-document.ts';
import { customerBodyOf, type CustomerDocument } from './customer-document.ts';
import { pageOf, readLimit } from './paging.ts';
import type { RequestDocument } from './request-document.ts';
import {
  beginningOf,
  digitsToken,
  shownPhone,
  tokensOfContact,
  tokensOfCustomer,
  wordToken,
  type SearchedCollection,
} from './search-tokens.ts';

/** Records of which several words are asked are opened and compared: so many in one call. */
const looksAt = 500;
/** Records stored before there was a search, taken in one call. */
const fills = 100;
/** Where so many of a tenant's cannot be opened, its key is gone, and to try the rest helps nobody. */
const mostUnopened = 1000;

/** Where the search looks in a collection, and what it makes of what it opens there. */
interface Searched<Stored, Found> {
  name: SearchedCollection;
  model: Model<Findable>;
  /** Null: what was opened is not what was asked for. */
  foundIn(stored: Stored, terms: SearchTerms): Found | null;
  tokensOf(stored: Stored): string[];
}

/** What the search has to do with in both. */
type Findable = Pick<ContactDocument, '_id' | 'tenantId' | 'ref' | 'body' | 'foundBy'>;

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Beyond every text that begins so. */
const endOf = (beginning: string): string => `${beginning}\u{10ffff}`;

/** References that begin so, behind the place. Of contacts the index on them holds texts only: naming the type lets the database use it. */
const beginning = (text: string, after: PageRequest['after']): { ref: object } => ({
  ref: trusted({
    ...(after !== null && byBytes(after.id, text) >= 0 ? { $gt: after.id } : { $gte: text }),
    $lt: endOf(text),
    $type: 'string',
  }),
});

export class MongoSearchRepository implements SearchRepository {
  readonly #customers: Searched<CustomerDocument, FoundCustomer>;
  readonly #contacts: Searched<ContactDocument, FoundContact>;
  readonly #requests: Model<RequestDocument>;
  readonly #vault: Vault;
  /** Ids of records that this process could not open, by collection and tenant. */
  readonly #shut = new Map<string, Set<string>>();

  constructor(models: Models, vault: Vault) {
    this.#vault = vault;
    this.#requests = models.model<RequestDocument>('requests');
    this.#customers = {
      name: 'customers',
      model: models.model<Findable>('customers'),
      foundIn: (stored, terms) => {
        const body = customerBodyOf(vault, stored);
        const isMeant = isCustomerMeant({ ...body, ref: stored.ref }, terms);
        return isMeant ? { kind: 'customer', ref: stored.ref, name: body.name } : null;
      },
      tokensOf: (stored) => tokensOfCustomer(vault, stored.tenantId, customerBodyOf(vault, stored)),
    };
    this.#contacts = {
      name: 'contacts',
      model: models.model<Findable>('contacts'),
      foundIn: (stored, terms) => {
        const { ref, memberships } = stored;
        if (ref === null || memberships.length === 0) return null;
        const body = contactBodyOf(vault, stored);
        const phone = shownPhone(body);
        if (!isContactMeant({ ref, name: body.name, phone }, terms)) return null;
        return {
          kind: 'contact',
          ...{ ref, name: body.name, phone, phoneVerified: isVerifiedPhone(stored, body) },
          customerRefs: memberships.map(({ customerRef }) => customerRef),
        };
      },
      tokensOf: (stored) => tokensOfContact(vault, stored.tenantId, contactBodyOf(vault, stored)),
    };
  }

  async findCustomers(
    tenantId: TenantId,
    terms: SearchTerms,
    page: PageRequest,
  ): Promise<Page<FoundCustomer>> {
    return this.#find(tenantId, this.#customers, terms, page);
  }

  async findContacts(tenantId: TenantId, terms: SearchTerms, page: PageRequest): Promise<Page<FoundContact>> {
    return this.#find(tenantId, this.#contacts, terms, page);
  }

  async findRequests(
    tenantId: TenantId,
    { references }: SearchTerms,
    { limit, after }: PageRequest,
  ): Promise<Page<FoundRequest>> {
    const read = async (text: string): Promise<RequestDocument[]> => {
      const from = after !== null && byBytes(after.key, text) > 0 ? after.key : text;
      const behind: QueryFilter<RequestDocument> =
        after === null
          ? {}
          : { $or: [{ reference: trusted({ $gt: after.key }) }, { _id: trusted({ $gt: after.id }) }] };
      return this.#requests
        .find({ reference: trusted({ $gte: from, $lt: endOf(text) }), ...behind, tenantId }, null, readLimit)
        .sort({ reference: 1, _id: 1 })
        .limit(limit + 1)
        .lean<RequestDocument[]>();
    };
    const rows = (await Promise.all(references.map(read))).flat();
    const unique = [...new Map(rows.map((row) => [row._id, row])).values()].sort(
      (one, other) => byBytes(one.reference, other.reference) || byBytes(one._id, other._id),
    );
    return pageOf(
      unique,
      limit,
      ({ _id: id, kind: requestKind, ...row }) => ({
        ...{ kind: 'request' as const, id, reference: row.reference, requestKind, status: row.status },
        ...{ customerRef: row.customerRef, createdAt: row.createdAt },
      }),
      ({ reference, _id }) => ({ key: reference, id: _id }),
    );
  }

  async fillSome(tenantId: TenantId): Promise<Filled> {
    const customers = await this.#fill(tenantId, this.#customers);
    const contacts = await this.#fill(tenantId, this.#contacts);
    return {
      lookedAt: customers.lookedAt + contacts.lookedAt,
      unopened: customers.unopened + contacts.unopened,
    };
  }

  /** What lacks it is what the index has under nothing: there is no place to remember, and a repeat changes nothing. */
  async #fill<Stored, Found>(
    tenantId: TenantId,
    { name, model, tokensOf }: Searched<Stored, Found>,
  ): Promise<Filled> {
    const shut = this.#shutOf(tenantId, name);
    const before = shut.size;
    if (before >= mostUnopened) return { lookedAt: 0, unopened: 0 };
    const others = before === 0 ? {} : { _id: trusted({ $nin: [...shut] }) };
    const lacking = await model
      .find({ foundBy: null, ref: trusted({ $gt: '' }), ...others, tenantId }, null, readLimit)
      .limit(fills)
      .lean<(Stored & Findable)[]>();
    for (const stored of lacking) {
      const { _id, ref, body } = stored;
      let foundBy: string[];
      try {
        foundBy = tokensOf(stored);
      } catch {
        shut.add(_id);
        continue;
      }
      // Whoever writes the record meanwhile says by what it is found, and a person taken out of the books is found by nothing.
      await model.updateOne({ _id, ref, body, tenantId }, { $set: { foundBy } }).exec();
    }
    return { lookedAt: lacking.length, unopened: shut.size - before };
  }

  #shutOf(tenantId: TenantId, name: SearchedCollection): Set<string> {
    const key = `${name}:${tenantId}`;
    const shut = this.#shut.get(key) ?? new Set();
    this.#shut.set(key, shut);
    return shut;
  }

  /** Each way is read in the order of references; what one of them did not reach is left to the next page. */
  async #find<Stored, Found extends { ref: string }>(
    tenantId: TenantId,
    searched: Searched<Stored, Found>,
    terms: SearchTerms,
    { limit, after }: PageRequest,
  ): Promise<Page<Found>> {
    const most = terms.words.length > 1 ? Math.max(limit + 1, looksAt) : limit + 1;
    const ways = await this.#waysTo(tenantId, searched, terms, after);
    const read = await Promise.all(
      ways.map(async (way) =>
        searched.model
          .find({ ...way, tenantId }, null, readLimit)
          .sort({ ref: 1 })
          .limit(most)
          .lean<(Stored & { ref: string })[]>(),
      ),
    );
    const [reached] = read
      .flatMap((rows) => (rows.length < most ? [] : (rows.at(-1)?.ref ?? [])))
      .sort(byBytes);
    const rows = [...new Map(read.flat().map((row) => [row.ref, row])).values()]
      .filter(({ ref }) => reached === undefined || byBytes(ref, reached) <= 0)
      .sort((one, other) => byBytes(one.ref, other.ref));
    const found = rows.flatMap((row) => searched.foundIn(row, terms) ?? []);
    const page = pageOf(
      found,
      limit,
      (one) => one,
      ({ ref }) => ({ key: ref, id: ref }),
    );
    return page.next !== null || reached === undefined
      ? page
      : { ...page, next: { key: reached, id: reached } };
  }

  async #waysTo<Stored, Found>(
    tenantId: TenantId,
    { name, model }: Searched<Stored, Found>,
    { words, digits, references }: SearchTerms,
    after: PageRequest['after'],
  ): Promise<QueryFilter<Findable>[]> {
    const long = words.flatMap((word) => beginningOf(word) ?? []);
    const tokens = (long.length > 0 ? long : words).map((word) =>
      wordToken(this.#vault, tenantId, name, word),
    );
    const leading = await this.#rarest(tenantId, model, tokens);
    const numbers = digits.map((one) => digitsToken(this.#vault, tenantId, name, one));
    return [
      ...[...leading, ...numbers].map((foundBy) => ({
        foundBy,
        ref: trusted({ $gt: after?.id ?? '' }),
      })),
      ...references.map((text) => beginning(text, after)),
    ] as QueryFilter<Findable>[];
  }

  /** Of several words the one that fewest records have; none: a word that no record has. */
  async #rarest(tenantId: TenantId, model: Model<Findable>, tokens: readonly string[]): Promise<string[]> {
    if (tokens.length < 2) return [...tokens];
    const counted = await Promise.all(
      [...new Set(tokens)].map(async (foundBy) => ({
        foundBy,
        count: await model.countDocuments({ foundBy, tenantId }, { limit: looksAt, ...readLimit }),
      })),
    );
    const [rarest] = counted.sort((one, other) => one.count - other.count);
    return rarest === undefined || rarest.count === 0 ? [] : [rarest.foundBy];
  }
}
