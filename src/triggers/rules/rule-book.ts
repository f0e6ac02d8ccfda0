import type { Clock } from '../../shared/clock.ts';
import type { Customer } from '../../customers/customer.ts';
import type { CustomTypeRepository } from '../custom-type.repository.ts';
import { isCustomType } from '../custom-type.ts';
import type { EventEnvelope } from '../event-envelope.ts';
import type { ActingRule, ActingRules, RuleRef } from '../rule-action.ts';
import { isRelative } from '../calendar/schedule.ts';
import { compileRule, EventFields, inOrder, matches, type CompiledRule } from './compile-rule.ts';
import { ruleTypesWith } from './rule-types.ts';
import type { RuleRepository } from './rule.repository.ts';

/** The rules of a tenant that are in use, by type and in the order they are looked at. */
interface Book {
  byType: ReadonlyMap<string, readonly CompiledRule[]>;
  byRef: ReadonlyMap<string, CompiledRule>;
  /** Those that act near a date of events of a type. */
  near: ReadonlyMap<string, readonly CompiledRule[]>;
  /** Milliseconds: asked again when this is over. */
  until: number;
}

const keyOf = ({ id, version }: RuleRef): string => `${id}\n${version}`;

const byType = (rules: readonly CompiledRule[]): ReadonlyMap<string, readonly CompiledRule[]> => {
  const found = new Map<string, CompiledRule[]>();
  for (const rule of rules) found.set(rule.on, [...(found.get(rule.on) ?? []), rule]);
  for (const list of found.values()) list.sort(inOrder);
  return found;
};

/** The type of event near whose date a rule acts; null: none. */
const nearOf = ({ schedule }: Pick<CompiledRule, 'schedule'>): string | null =>
  schedule !== null && isRelative(schedule) ? schedule.relative.of : null;

const byNear = (rules: readonly CompiledRule[]): ReadonlyMap<string, readonly CompiledRule[]> => {
  const found = new Map<string, CompiledRule[]>();
  for (const rule of rules) {
    const type = nearOf(rule);
    if (type !== null) found.set(type, [...(found.get(type) ?? []), rule]);
  }
  return found;
};

const nothing: ReadonlyMap<string, CompiledRule> = new Map();

/**
 * Compiled rules at hand. What another process published counts here once `refreshMs` are over; what this one published, at
 * once. Versions never change, so only those that are new are read.
 */
export class RuleBook implements ActingRules {
  readonly #rules: Pick<RuleRepository, 'publishedRefs' | 'loadVersions'>;
  readonly #customTypes: Pick<CustomTypeRepository, 'list'>;
  readonly #clock: Clock;
  readonly #refreshMs: number;
  readonly #books = new Map<string, Book>();
  readonly #reading = new Map<string, Promise<Book>>();

  constructor(parts: {
    rules: Pick<RuleRepository, 'publishedRefs' | 'loadVersions'>;
    customTypes: Pick<CustomTypeRepository, 'list'>;
    clock: Clock;
    refreshMs: number;
  }) {
    this.#rules = parts.rules;
    this.#customTypes = parts.customTypes;
    this.#clock = parts.clock;
    this.#refreshMs = parts.refreshMs;
  }

  async actingOn(
    tenantId: string,
    envelope: EventEnvelope,
    { customer }: { customer: Customer | null },
  ): Promise<ActingRule | null> {
    const { byType: rules } = await this.#bookOf(tenantId);
    const ofType = rules.get(envelope.type);
    if (ofType === undefined) return null;
    const fields = new EventFields({ envelope, customer });
    return ofType.find((rule) => matches(rule, fields)) ?? null;
  }

  async load(tenantId: string, ref: RuleRef): Promise<CompiledRule | null> {
    const book = await this.#bookOf(tenantId);
    const known = book.byRef.get(keyOf(ref));
    if (known !== undefined) return known;
    const [found] = await this.#load(tenantId, [ref]);
    return found ?? null;
  }

  /** All that are in use on a type, in the order they are looked at. */
  async rulesOn(tenantId: string, type: string): Promise<readonly CompiledRule[]> {
    return (await this.#bookOf(tenantId)).byType.get(type) ?? [];
  }

  /** All in use that act near a date of events of a type. */
  async rulesNear(tenantId: string, type: string): Promise<readonly CompiledRule[]> {
    return (await this.#bookOf(tenantId)).near.get(type) ?? [];
  }

  /** In some version. */
  async isInUse(tenantId: string, id: string): Promise<boolean> {
    return (await this.inUse(tenantId)).some((rule) => rule.id === id);
  }

  /** All that are in use. */
  async inUse(tenantId: string): Promise<readonly CompiledRule[]> {
    return [...(await this.#bookOf(tenantId)).byRef.values()];
  }

  /** Something of this tenant was published or withdrawn. */
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
    return this.#reading.get(tenantId) ?? this.#read(tenantId, known, now + this.#refreshMs);
  }

  #read(tenantId: string, before: Book | undefined, until: number): Promise<Book> {
    const reading: Promise<Book> = this.#compile(tenantId, before, until)
      .then((book) => {
        if (this.#reading.get(tenantId) === reading) this.#books.set(tenantId, book);
        return book;
      })
      .finally(() => {
        if (this.#reading.get(tenantId) === reading) this.#reading.delete(tenantId);
      });
    this.#reading.set(tenantId, reading);
    return reading;
  }

  /** Types that tenants made never lose a field, so what is compiled of them stays right. */
  async #load(tenantId: string, refs: readonly RuleRef[]): Promise<CompiledRule[]> {
    const loaded = await this.#rules.loadVersions(tenantId, refs);
    const isOwn = loaded.some(
      ({ rule: { on, schedule = null } }) => isCustomType(on) || isCustomType(nearOf({ schedule }) ?? ''),
    );
    const typeOf = ruleTypesWith(isOwn ? await this.#customTypes.list(tenantId) : []);
    return loaded.map(({ id, version, rule }) => compileRule(id, version, rule, typeOf));
  }

  async #compile(tenantId: string, before: Book | undefined, until: number): Promise<Book> {
    const refs = await this.#rules.publishedRefs(tenantId);
    const known = before?.byRef ?? nothing;
    const isSame = refs.length === known.size && refs.every((ref) => known.has(keyOf(ref)));
    if (before !== undefined && isSame) return { ...before, until };
    const missing = refs.filter((ref) => !known.has(keyOf(ref)));
    const loaded = missing.length === 0 ? [] : await this.#load(tenantId, missing);
    const rules = [...refs.flatMap((ref) => known.get(keyOf(ref)) ?? []), ...loaded];
    const byRef = new Map(rules.map((rule) => [keyOf(rule), rule]));
    return { byType: byType(rules), byRef, near: byNear(rules), until };
  }
}
