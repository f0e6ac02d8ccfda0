import type { Clock } from '../../shared/clock.ts';
import {
  ownWordingKey,
  type OwnWording,
  type OwnWordings,
  type UnsaidWording,
} from '../../vocabulary/own-wording.ts';
import type { TemplateCategory } from '../../vocabulary/template-news.ts';
import {
  templateKey,
  type TemplateOut,
  type TemplateStanding,
  type TemplateStandings,
} from '../../vocabulary/template-standing.ts';
import {
  isOutOfUse,
  isRefused,
  isSendable,
  type AccountTemplate,
  type TemplateKey,
} from './account-template.ts';
import type { TemplateRepository } from './template.repository.ts';
import type { WordingRepository } from './wording.repository.ts';
import { madeOf, newestVersion, versionInUse, type WordingRecord } from './wording.ts';

/** What sending asks of a tenant's templates. */
interface Book {
  ownWordings: OwnWordings;
  /** By `name/language`, of those that are not known to be what they were submitted as. */
  categories: ReadonlyMap<string, TemplateCategory>;
  /** Of those something is known about. */
  standings: TemplateStandings;
  /** By account, name and language: those that would be refused. */
  refused: ReadonlyMap<string, TemplateOut>;
  /** Milliseconds: when its reading began. */
  begun: number;
  /** Milliseconds: asked again when this is over. */
  until: number;
}

/** The platform takes it as something else than it was submitted as. */
const isOtherwise = ({ category }: AccountTemplate): boolean =>
  category === 'marketing' || category === 'authentication';

type Statuses = ReadonlyMap<string, AccountTemplate['status']>;

/** By `name/language`: what is out of use, and what is not known to be what it was submitted as. */
interface Known {
  out: Statuses;
  others: Book['categories'];
}

/** Of a template that the tenant made: what is said of it now, or why nothing is. */
const namedWordingOf = (record: WordingRecord, base: string, out: Statuses): OwnWording | UnsaidWording => {
  const { language, retired, changes } = record;
  if (retired !== undefined) return { base, because: 'deleted' };
  const last = newestVersion(record);
  if (last === null) return { base, because: 'no_words' };
  const version = versionInUse(record);
  if (version === null) {
    if (changes.at(-1)?.did === 'withdrawn') return { base, because: 'withdrawn' };
    return { base, because: out.get(templateKey({ name: last.name, language })) ?? 'not_approved' };
  }
  const { name } = version;
  const { body, fallback } = version.wording;
  const status = out.get(templateKey({ name, language }));
  return status !== undefined && fallback !== null ? { base, because: status } : { name, body, base };
};

/**
 * What of them is said: a template of the tenant's that is in use, not known to be out of it, and no advertisement to the platform, which
 * would need another consent (ADR 0046). Null: the product's own words are.
 */
const standInOf = (made: WordingRecord | undefined, { out, others }: Known): OwnWording | null => {
  const version = made === undefined ? null : versionInUse(made);
  if (made === undefined || version === null) return null;
  const { name, wording } = version;
  const key = templateKey({ name, language: made.language });
  return out.has(key) || others.has(key) ? null : { name, body: wording.body };
};

const wordingNow = (
  record: WordingRecord,
  records: readonly WordingRecord[],
  known: Known,
): OwnWording | UnsaidWording | null => {
  const { out } = known;
  if (record.base !== undefined) return namedWordingOf(record, record.base, out);
  const version = versionInUse(record);
  if (version === null) return null;
  const { name } = version;
  const { body, fallback } = version.wording;
  if (fallback === null || !out.has(templateKey({ name, language: record.language }))) return { name, body };
  return standInOf(madeOf(records, record).get(fallback), known);
};

const ownWordingsOf = (records: readonly WordingRecord[], known: Known): OwnWordings =>
  new Map(
    records.flatMap((record) => {
      const now = wordingNow(record, records, known);
      return now === null ? [] : [[ownWordingKey(record.template, record.language), now] as const];
    }),
  );

/**
 * By name and language: out of use where one account is known not to carry it, in use where all that are known carry it. One that the
 * platform takes as something else would need another consent (ADR 0046), and stands in for none.
 */
const standingsOf = (templates: readonly AccountTemplate[], now: Date): TemplateStandings => {
  const standings = new Map<string, TemplateStanding>();
  for (const one of templates) {
    const key = templateKey(one);
    const before = standings.get(key);
    if (before?.state === 'out_of_use') continue;
    if (isOutOfUse(one, now)) standings.set(key, { state: 'out_of_use', because: one.status });
    else if (!isSendable(one) || isOtherwise(one)) standings.set(key, { state: 'unknown' });
    else if (before === undefined) standings.set(key, { state: 'in_use' });
  }
  return standings;
};

const placeKey = ({ accountId, name, language }: TemplateKey): string => `${accountId}/${name}/${language}`;

const refusedOf = (templates: readonly AccountTemplate[], now: Date): ReadonlyMap<string, TemplateOut> =>
  new Map(
    templates
      .filter((one) => isRefused(one, now))
      .map((one) => [
        placeKey(one),
        { status: one.status, ...(one.reason === null ? {} : { reason: one.reason.slice(0, 200) }) },
      ]),
  );

const bookOf = (
  records: readonly WordingRecord[],
  templates: readonly AccountTemplate[],
  { now, begun, until }: { now: Date; begun: number; until: number },
): Book => {
  const out = new Map(
    templates.filter((one) => isOutOfUse(one, now)).map((one) => [templateKey(one), one.status] as const),
  );
  const categories = new Map(templates.filter(isOtherwise).map((one) => [templateKey(one), one.category]));
  return {
    ownWordings: ownWordingsOf(records, { out, others: categories }),
    categories,
    standings: standingsOf(templates, now),
    refused: refusedOf(templates, now),
    ...{ begun, until },
  };
};

/**
 * Own words and standing of templates at hand. What another process learnt counts here once `refreshMs` are over; what this one
 * learnt, at once.
 */
export class TemplateBook {
  readonly #wordings: Pick<WordingRepository, 'list'>;
  readonly #templates: Pick<TemplateRepository, 'list'>;
  readonly #clock: Clock;
  readonly #refreshMs: number;
  readonly #books = new Map<string, Book>();
  readonly #reading = new Map<string, { begun: number; book: Promise<Book> }>();

  constructor(parts: {
    wordings: Pick<WordingRepository, 'list'>;
    templates: Pick<TemplateRepository, 'list'>;
    clock: Clock;
    refreshMs: number;
  }) {
    this.#wordings = parts.wordings;
    this.#templates = parts.templates;
    this.#clock = parts.clock;
    this.#refreshMs = parts.refreshMs;
  }

  /** The words to be said now: those whose template is out of use and that have a stand-in are left out. */
  async ownWordingsOf(tenantId: string): Promise<OwnWordings> {
    return (await this.#bookOf(tenantId)).ownWordings;
  }

  /** How the templates stand, by name and language; what is left out is unknown. */
  async standingsOf(tenantId: string): Promise<TemplateStandings> {
    return (await this.#bookOf(tenantId)).standings;
  }

  /**
   * Why an account would refuse a template now, as it said itself; null: it is not known to. What was read before `since` is read again
   * before it counts; null: it counts.
   */
  async refusalOf(tenantId: string, template: TemplateKey, since: Date | null): Promise<TemplateOut | null> {
    const key = placeKey(template);
    const book = await this.#bookOf(tenantId);
    const refusal = book.refused.get(key) ?? null;
    if (refusal === null || since === null) return refusal;
    return (await this.#bookSince(tenantId, since.getTime())).refused.get(key) ?? null;
  }

  /** What the platform takes a template as, where that is not what it was submitted as; null: it is, as far as is known here. */
  categoryOf(tenantId: string, template: { name: string; language: string }): TemplateCategory | null {
    return this.#books.get(tenantId)?.categories.get(templateKey(template)) ?? null;
  }

  forget(tenantId: string): void {
    const known = this.#books.get(tenantId);
    if (known !== undefined) this.#books.set(tenantId, { ...known, until: 0 });
    // What is being read may be from before.
    this.#reading.delete(tenantId);
  }

  #bookOf(tenantId: string): Book | Promise<Book> {
    const known = this.#books.get(tenantId);
    const now = this.#clock.now().getTime();
    // A clock that was set back does not keep an old book.
    if (known !== undefined && now < known.until && now >= known.until - this.#refreshMs) return known;
    return this.#reading.get(tenantId)?.book ?? this.#read(tenantId, now);
  }

  /** Read then or later; of many who ask for it one reads. */
  #bookSince(tenantId: string, since: number): Book | Promise<Book> {
    const now = this.#clock.now().getTime();
    // Told by the clock of another process, which may be ahead.
    const after = Math.min(since, now);
    const [known, reading] = [this.#books.get(tenantId), this.#reading.get(tenantId)];
    if (known !== undefined && known.begun >= after) return known;
    return reading !== undefined && reading.begun >= after ? reading.book : this.#read(tenantId, now);
  }

  #read(tenantId: string, begun: number): Promise<Book> {
    const isLatest = (): boolean => this.#reading.get(tenantId)?.book === book;
    const book: Promise<Book> = Promise.all([this.#wordings.list(tenantId), this.#templates.list(tenantId)])
      .then(([records, templates]) => {
        const until = begun + this.#refreshMs;
        const read = bookOf(records, templates, { now: this.#clock.now(), begun, until });
        if (isLatest()) this.#books.set(tenantId, read);
        return read;
      })
      .finally(() => {
        if (isLatest()) this.#reading.delete(tenantId);
      });
    this.#reading.set(tenantId, { begun, book });
    return book;
  }
}
