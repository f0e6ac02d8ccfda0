import type { Customer } from '../../customers/customer.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import { calendarOf, type CalendarParts } from '../calendar/calendar-of.ts';
import { lastDates, nextDates, type ScheduledDate } from '../calendar/schedule-dates.ts';
import { isRelative } from '../calendar/schedule.ts';
import { dateEvent } from '../date-event.ts';
import type { ReportedSample } from '../event-sample.repository.ts';
import { EventFields, matches, type CompiledRule } from './compile-rule.ts';
import type { DryRunItem, DryRunParts } from './dry-run.ts';
import { drySequence, type DryOutcome } from './dry-sequence.ts';

export interface DryDateParts extends DryRunParts {
  calendar: CalendarParts;
  listCustomers(tenantId: string, page: PageRequest): Promise<Page<Customer>>;
}

/** A date of the rule, for one customer, or for nobody in particular (null). */
export interface DryDateItem extends DryRunItem {
  date: string;
  customerRef: string | null;
}

/** A date of the rule; `customers` it is for, of whom its conditions hold for `matched`, and what comes of it for so many of these is told. */
export interface DryDate {
  date: string;
  at: Date;
  customers: number;
  matched: number;
  shown: number;
}

/** So many customers are looked at, and so many outcomes are told in all. */
const mostCustomers = 1_000;
const mostItems = 100;
const perPage = 200;

const customersOf = async (
  { findCustomer, listCustomers }: DryDateParts,
  tenantId: string,
  wanted: CompiledRule['customers'],
): Promise<readonly (Customer | null)[]> => {
  if (wanted === 'none') return [null];
  if (wanted !== 'all') {
    const found = await Promise.all(wanted.map((ref) => findCustomer(tenantId, ref)));
    return found.filter((one) => one !== null);
  }
  const all: Customer[] = [];
  let after: PagePosition | null = null;
  do {
    const page: Page<Customer> = await listCustomers(tenantId, { limit: perPage, after });
    all.push(...page.items);
    after = page.next;
  } while (after !== null && all.length < mostCustomers);
  return all;
};

interface Dated {
  sample: ReportedSample;
  date: string;
  customer: Customer | null;
}

const datesOf = async (
  { calendar }: DryDateParts,
  tenantId: string,
  { schedule }: CompiledRule,
  { now, count }: { now: Date; count: number },
): Promise<{ last: readonly ScheduledDate[]; next: readonly ScheduledDate[] }> => {
  if (schedule === null || isRelative(schedule)) return { last: [], next: [] };
  const known = await calendarOf(calendar, tenantId, { from: now, until: now });
  return { last: lastDates(schedule, now, count, known), next: nextDates(schedule, now, count, known) };
};

/** The events of a date for those whom the rule is for and whose conditions hold. */
const eventsOf = (
  tenantId: string,
  rule: CompiledRule,
  { date, at }: ScheduledDate,
  customers: readonly (Customer | null)[],
): readonly Dated[] =>
  customers.flatMap((customer): Dated[] => {
    const of = customer === null ? {} : { customerRef: customer.ref };
    const envelope = dateEvent(tenantId, { rule, date, at, ...of });
    if (!matches(rule, new EventFields({ envelope, customer }))) return [];
    // Made of the date as a whole, where it is for customers.
    const depth = customer === null ? {} : { depth: 1 };
    return [{ date, customer, sample: { eventId: envelope.event_id, envelope, receivedAt: at, ...depth } }];
  });

export const noRule: DryOutcome = { by: null, status: 'ignored', reason: 'no_rule', effects: [] };

const outcomesOf = async (
  parts: DryDateParts,
  tenantId: string,
  rule: CompiledRule,
  samples: readonly ReportedSample[],
): Promise<ReadonlyMap<string, DryOutcome>> => {
  const scene = { tenantId, dated: rule, rulesOn: (type: string) => parts.rulesOn(tenantId, type) };
  return samples.length === 0 ? new Map() : drySequence(parts, scene, samples);
};

/** What would come of dates with this rule in use, by the id of the event: the last ones as of then, those to come as things stand. */
export const tryDates = async (
  parts: DryDateParts,
  tenantId: string,
  rule: CompiledRule,
  { samples, now }: { samples: readonly ReportedSample[]; now: Date },
): Promise<ReadonlyMap<string, DryOutcome>> => {
  const past = samples.filter(({ receivedAt }) => receivedAt <= now);
  const coming = samples
    .filter(({ receivedAt }) => receivedAt > now)
    .map((sample) => ({ ...sample, isWritten: true as const }));
  const both = await Promise.all([past, coming].map((one) => outcomesOf(parts, tenantId, rule, one)));
  return new Map(both.flatMap((one) => [...one]));
};

/**
 * What a rule would do on its last and its next dates, as if it were in use: the last ones as of then, the next ones as things stand.
 * `inUse`: the version that is in use now; null: none is.
 */
export const dryDates = async (
  parts: DryDateParts,
  tenantId: string,
  { candidate, inUse }: { candidate: CompiledRule; inUse: CompiledRule | null },
  asked: { now: Date; count: number },
): Promise<{ dates: readonly DryDate[]; items: readonly DryDateItem[] }> => {
  const { last, next } = await datesOf(parts, tenantId, candidate, asked);
  const scheduled = [...last, ...next];
  const customers = await customersOf(parts, tenantId, candidate.customers);
  const perDate = Math.max(1, Math.floor(mostItems / Math.max(1, scheduled.length)));
  const found = scheduled.map((when) => {
    const all = eventsOf(tenantId, candidate, when, customers);
    return { when, matched: all.length, shown: all.slice(0, perDate) };
  });
  const shown = found.flatMap((one) => one.shown);
  const tryOn = (rule: CompiledRule, all: readonly Dated[]): Promise<ReadonlyMap<string, DryOutcome>> =>
    tryDates(parts, tenantId, rule, { samples: all.map(({ sample }) => sample), now: asked.now });
  const presentDates = inUse === null ? null : await datesOf(parts, tenantId, inUse, asked);
  const days = new Set(
    [...(presentDates?.last ?? []), ...(presentDates?.next ?? [])].map(({ date }) => date),
  );
  const [outcomes, present] = await Promise.all([
    tryOn(candidate, shown),
    inUse === null
      ? new Map<string, DryOutcome>()
      : tryOn(
          inUse,
          shown.filter((one) => isFor(inUse, days, one)),
        ),
  ]);
  return {
    dates: found.map(({ when: { date, at }, matched, shown: told }) => ({
      ...{ date, at, customers: customers.length, matched, shown: told.length },
    })),
    items: shown.map(({ sample: { eventId, envelope, receivedAt }, date, customer }) => ({
      ...{ eventId, at: receivedAt, date, customerRef: customer?.ref ?? null, matches: true },
      conditions: candidate.conditions.map(({ field, op, holds }) => ({
        ...{ field, op, holds: holds(new EventFields({ envelope, customer })) },
      })),
      outcome: outcomes.get(eventId) ?? noRule,
      now: present.get(eventId) ?? noRule,
    })),
  };
};

/** Does the rule act on that date for that customer? */
const isFor = ({ customers }: CompiledRule, days: ReadonlySet<string>, { date, customer }: Dated): boolean =>
  days.has(date) &&
  (customer === null ? customers === 'none' : customers === 'all' || customers.includes(customer.ref));
