import type { Customer } from '../customers/customer.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../shared/page.ts';
import { isStaffAudience } from './audience.ts';
import { dateEvent, ruleDateOf, type RuleDate } from './date-event.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { dateEventType, isStaffEventType } from './event-types.ts';
import type { WaitingEvent } from './event-work.repository.ts';
import type { EventToAccept } from './event.repository.ts';
import { requestIdOf } from './plan-event.ts';
import { requestRuleOf } from './request-rules.ts';
import { text } from './read-json.ts';
import type { ActingRule, RuleRef } from './rule-action.ts';
import type { RuleWork } from './rule-work.ts';
import { isTooLate } from './schedule-due.ts';

/** A rule that acts by the calendar. */
export interface DateRule extends ActingRule {
  /** Whom a date is for: each of these by itself, or nobody in particular. */
  customers: 'all' | 'none' | readonly string[];
  /** Its conditions. */
  holds(facts: { envelope: EventEnvelope; customer: Customer | null }): boolean;
}

/** A date of a rule that lies near one an event names; `when` null: it falls on no day of the rule. */
export interface NearDate {
  rule: RuleRef;
  when: Pick<RuleDate, 'date' | 'at'> | null;
}

/** Of one rule and one thing there is one date that waits: that of what was said last. */
export interface ItemDate {
  /** The rule and the thing. */
  item: string;
  /** How new what was said is: the greater in the order of text counts. */
  itemOrder: string;
}

export interface ItemDates {
  /**
   * Stores the date, or renews one that has not acted: what was said last about the thing counts. Older dates of the thing that wait
   * are `ignored` as `superseded`; `made` null, or the thing was acted on at that instant: these alone. Done twice it comes to the same.
   */
  keepDate(tenantId: string, made: EventToAccept | null, of: ItemDate): Promise<void>;
}

/** Rules with dates as events meet them. */
export interface DateRules {
  /** The dates that lie near those of this event, by the rules in use. */
  near(tenantId: string, envelope: EventEnvelope): Promise<readonly NearDate[]>;
  /** A version as it was published; null: there is none, or it lies near dates of events and is in use no more. */
  load(tenantId: string, rule: RuleRef): Promise<DateRule | null>;
}

export interface RuleDateParts {
  events: ItemDates;
  dates: DateRules;
  requests: Pick<RequestWorkRepository, 'load'>;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  listCustomers(tenantId: string, page: PageRequest): Promise<Page<Customer>>;
}

/** What came of a date. */
export interface DateReached {
  status: 'processed' | 'ignored' | 'failed';
  reason: 'no_rule' | 'skipped_late' | 'item_closed' | 'no_match' | 'emit_refused' | null;
  rule: RuleRef | null;
}

const perPage = 200;

/** Dates of rules: those near a date of an event are stored when it comes, and each acts when it is reached. */
export class RuleDates {
  readonly #parts: RuleDateParts;
  readonly #work: RuleWork;

  constructor(parts: RuleDateParts, work: RuleWork) {
    this.#parts = parts;
    this.#work = work;
  }

  /** Stores the dates that lie near one the event names, each once and in place of the one of before, whatever else comes of the event. */
  async plan(event: WaitingEvent, now: Date): Promise<void> {
    const { tenantId, eventId, envelope, receivedAt } = event;
    if (!mayLieNear(envelope)) return;
    const near = await this.#parts.dates.near(tenantId, envelope);
    if (near.length === 0) return;
    const { itemOrder, source } = nearSourceOf({ eventId, envelope, receivedAt }, now);
    await Promise.all(
      near.map(({ rule, when }) => {
        const of = { item: itemOf(tenantId, rule, envelope, source.thing), itemOrder };
        const made = when && { rule, ...when, ...customerOf(envelope), source };
        return this.#parts.events.keepDate(tenantId, made && stored(event, made, now), of);
      }),
    );
  }

  /** It is reached. Asked again it comes to the same. */
  async reach(event: WaitingEvent, now: Date): Promise<DateReached> {
    const { tenantId, envelope } = event;
    const { rule: ref, date, dueAt, source } = ruleDateOf(envelope);
    const rule = await this.#parts.dates.load(tenantId, ref);
    if (rule === null) return { status: 'ignored', reason: 'no_rule', rule };
    const ignored = (reason: DateReached['reason']): DateReached => ({ status: 'ignored', reason, rule });
    if (isTooLate(dueAt, now)) return ignored('skipped_late');
    if (source === null && envelope.customer_id === undefined && rule.customers !== 'none') {
      await this.#toEach(event, rule, { date, at: dueAt }, now);
      return { status: 'processed', reason: null, rule };
    }
    if (source !== null && (await this.#isOver(tenantId, source.eventId))) return ignored('item_closed');
    const customer =
      envelope.customer_id === undefined
        ? null
        : await this.#parts.findCustomer(tenantId, envelope.customer_id);
    const reported = source === null ? envelope : { ...envelope, type: source.type, data: source.data };
    if (!rule.holds({ envelope: reported, customer })) return ignored('no_match');
    const words = { local_date: date };
    const isDone = await this.#work.carryOut({ ...event, envelope: reported }, rule, {
      now,
      customer,
      words,
    });
    return isDone
      ? { status: 'processed', reason: null, rule }
      : { status: 'failed', reason: 'emit_refused', rule };
  }

  /** What the event asked has ended: nobody has to be reminded of it. */
  async #isOver(tenantId: string, eventId: string): Promise<boolean> {
    const asked = await this.#parts.requests.load(tenantId, requestIdOf(tenantId, eventId));
    return asked?.status === 'closed';
  }

  /** A date of its own for each customer whom the rule is for; one that is there is not made again. */
  async #toEach(
    event: WaitingEvent,
    rule: DateRule,
    when: Pick<RuleDate, 'date' | 'at'>,
    now: Date,
  ): Promise<void> {
    const { tenantId, envelope } = event;
    for await (const customers of this.#customersOf(tenantId, rule.customers)) {
      const met = customers.filter((customer) => rule.holds({ envelope, customer }));
      const made = met.map((customer) => dateEvent(tenantId, { rule, ...when, customerRef: customer.ref }));
      await this.#work.emit(event, made, { now, rule });
    }
  }

  async *#customersOf(tenantId: string, wanted: DateRule['customers']): AsyncGenerator<readonly Customer[]> {
    if (wanted === 'none') return;
    if (wanted !== 'all') {
      const found = await Promise.all(wanted.map((ref) => this.#parts.findCustomer(tenantId, ref)));
      yield found.filter((one) => one !== null);
      return;
    }
    let after: PagePosition | null = null;
    do {
      const page: Page<Customer> = await this.#parts.listCustomers(tenantId, { limit: perPage, after });
      yield page.items;
      after = page.next;
    } while (after !== null);
  }
}

/** The date as it is stored: found by a sweep when it has come. */
const stored = (
  { tenantId, eventId, depth }: Pick<WaitingEvent, 'tenantId' | 'eventId' | 'depth'>,
  date: RuleDate,
  now: Date,
): EventToAccept => {
  const made = dateEvent(tenantId, date);
  return {
    // The tenant of an event is one of the tenants.
    tenantId: tenantId as TenantId,
    ...{ eventId: made.event_id, envelope: made, receivedAt: now, status: 'accepted', reason: null },
    ...(depth === undefined ? {} : { depth }),
    madeBy: { eventId, rule: date.rule },
    dueAt: date.at,
    fingerprint: contentHash(made),
  };
};

/** What is for staff alone has no dates near its own. */
export const mayLieNear = ({ type, audience }: Pick<EventEnvelope, 'type' | 'audience'>): boolean =>
  !isStaffEventType(type) && !isStaffAudience(audience);

/** What a date near one of an event's keeps of the event, and how new that is: the greater in the order of text counts. */
export const nearSourceOf = (
  { eventId, envelope, receivedAt }: Pick<WaitingEvent, 'eventId' | 'envelope' | 'receivedAt'>,
  now: Date,
): { itemOrder: string; source: NonNullable<RuleDate['source']> } => {
  const { type, data, contact_id: contactRef = null } = envelope;
  const asked = requestRuleOf(type, data, now);
  // Reminders of one item are of one item.
  const thing = text(data.item_id) ?? asked?.reference ?? eventId;
  // A higher version counts however late the lower one comes, as with requests.
  const version = String(asked?.version ?? 0).padStart(10, '0');
  const itemOrder = `${version} ${receivedAt.toISOString()} ${eventId}`;
  return { itemOrder, source: { eventId, type, thing, data, contactRef } };
};

/** The rule and the thing, of which one date waits. */
export const itemOf = (
  tenantId: string,
  { id }: RuleRef,
  { type, customer_id: ref = '' }: EventEnvelope,
  thing: string,
): string => derivedId('itm', tenantId, id, ref, type, thing);

/** A date of a rule, which only this system makes. */
export const isDateEvent = ({ type }: Pick<EventEnvelope, 'type'>): boolean => type === dateEventType;

const customerOf = ({ customer_id: ref }: EventEnvelope): { customerRef?: string } =>
  ref === undefined ? {} : { customerRef: ref };
