import type { CalendarParts } from '../calendar/calendar-of.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { relativeDate, type ScheduledDate } from '../calendar/schedule-dates.ts';
import { isRelative } from '../calendar/schedule.ts';
import type { EventEnvelope } from '../event-envelope.ts';
import type { RuleRef } from '../rule-action.ts';
import type { DateRule, DateRules, NearDate } from '../rule-dates.ts';
import { localDate } from '../../timers/business-calendar.ts';
import { EventFields, matches, type CompiledRule } from './compile-rule.ts';
import type { RuleBook } from './rule-book.ts';

const dated = (rule: CompiledRule): DateRule => ({
  ...rule,
  customers: rule.customers,
  holds: (facts) => matches(rule, new EventFields(facts)),
});

/** The date of a field as the tenant sees it: an instant by its zone; null: there is none. */
const dateIn = (value: unknown, timeZone: string): string | null => {
  if (typeof value !== 'string') return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : localDate(at, timeZone);
};

/** The day of a rule near one that the event names; null: it falls on no day of the rule, undefined: the event names none. */
export const nearDayOf = async (
  parts: CalendarParts,
  tenantId: string,
  { schedule, anchor }: CompiledRule,
  envelope: EventEnvelope,
): Promise<ScheduledDate | null | undefined> => {
  if (schedule === null || !isRelative(schedule) || anchor === null) return undefined;
  const value = new EventFields({ envelope, customer: null }).get(anchor.field, anchor.read);
  const { timeZone } = await parts.tenants.settingsOf(tenantId);
  const of = dateIn(value, timeZone);
  if (of === null) return undefined;
  const day = new Date(`${of}T00:00:00Z`);
  return relativeDate(schedule, of, await calendarOf(parts, tenantId, { from: day, until: day }));
};

const nearDateOf = async (...asked: Parameters<typeof nearDayOf>): Promise<NearDate['when'] | undefined> => {
  const near = await nearDayOf(...asked);
  return near && { date: near.date, at: near.at };
};

/** Rules with a schedule, as events and dates meet them. */
export class DatedRules implements DateRules {
  readonly #book: Pick<RuleBook, 'rulesNear' | 'load' | 'isInUse'>;
  readonly #calendar: CalendarParts;

  constructor(book: Pick<RuleBook, 'rulesNear' | 'load' | 'isInUse'>, calendar: CalendarParts) {
    this.#book = book;
    this.#calendar = calendar;
  }

  async near(tenantId: string, envelope: EventEnvelope): Promise<readonly NearDate[]> {
    const rules = await this.#book.rulesNear(tenantId, envelope.type);
    if (rules.length === 0) return [];
    const found: NearDate[] = [];
    for (const rule of rules) {
      const when = await nearDateOf(this.#calendar, tenantId, rule, envelope);
      if (when !== undefined) found.push({ rule: { id: rule.id, version: rule.version }, when });
    }
    return found;
  }

  async load(tenantId: string, ref: RuleRef): Promise<DateRule | null> {
    const rule = await this.#book.load(tenantId, ref);
    if (rule === null || rule.schedule === null) return null;
    const isStopped = isRelative(rule.schedule) && !(await this.#book.isInUse(tenantId, ref.id));
    return isStopped ? null : dated(rule);
  }
}
