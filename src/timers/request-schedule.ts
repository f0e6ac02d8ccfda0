import { addDays } from 'date-fns';
import type { RequestVariant } from '../vocabulary/request-content.ts';
import {
  addBusinessDays,
  atLocalTime,
  endOfLocalDate,
  onBusinessDay,
  localDate,
  type OwnDays,
} from './business-calendar.ts';
import { afterQuietHours, type QuietHours } from './quiet-hours.ts';

export interface Schedule {
  dueAt: Date;
  expiresAt: Date;
  reminders: Date[];
}

interface Opened {
  variant: RequestVariant;
  openedAt: Date;
  /** As given by the event: a local date, an instant, or nothing. */
  deadline: string | null;
  /** Days instead of those of the variant, for letters; left out, null: none. */
  termDays?: number | null;
  /** Receipt of an invoice, from which the objection period runs. */
  receivedAt: string | null;
  /** A price holds until then; the request never outlives it. */
  priceValidUntil: string | null;
  timeZone: string;
  /** Days of the tenant's own; left out: none. */
  ownDays?: OwnDays | undefined;
  quietHours: QuietHours;
}

/** A letter of a current account is answered within fifteen days (domain 3.3). */
export const letterTermDays = 15;

interface Term {
  /** When it is due if the event does not say. */
  due(opened: Opened): Date;
  /** When it ends without an answer; as a rule when it is due. */
  expires?(dueAt: Date, opened: Opened): Date;
  /** Reminders of ours. */
  reminders?(dueAt: Date, opened: Opened): Date[];
}

const hour = 60 * 60_000;

const hours =
  (count: number) =>
  ({ openedAt }: Opened): Date =>
    new Date(openedAt.getTime() + count * hour);

/** The whole local day so many days later. */
const wholeDay = (from: Date, days: number, timeZone: string): Date =>
  endOfLocalDate(localDate(addDays(from, days), timeZone), timeZone);

const received = ({ receivedAt, openedAt }: Opened): Date =>
  receivedAt === null ? openedAt : new Date(receivedAt);

const terms: { readonly [variant in RequestVariant]: Term } = {
  letter: {
    due: ({ openedAt, timeZone, termDays }) => wholeDay(openedAt, termDays ?? letterTermDays, timeZone),
    reminders: (dueAt, opened) => [
      addBusinessDays(opened.openedAt, 3, opened),
      addBusinessDays(opened.openedAt, 7, opened),
      lastReminder(dueAt, opened),
    ],
  },
  invoice: {
    due: (opened) => wholeDay(received(opened), 8, opened.timeZone),
    reminders: (_dueAt, opened) => [addDays(received(opened), 5), addDays(received(opened), 7)],
  },
  transaction: {
    due: hours(24),
    reminders: (dueAt, { openedAt }) => {
      const term = dueAt.getTime() - openedAt.getTime();
      return [
        // A price of a few minutes is over before a reminder could help.
        ...(term / 2 >= hour / 12 ? [new Date(openedAt.getTime() + term / 2)] : []),
        ...(term > 4 * hour ? [new Date(dueAt.getTime() - hour)] : []),
      ];
    },
  },
  document: {
    due: (opened) => onBusinessDay(addDays(opened.openedAt, 10), opened),
    reminders: (_dueAt, { openedAt }) => [addDays(openedAt, 3), addDays(openedAt, 7)],
  },
  feedback: { due: hours(72) },
  report: { due: hours(72) },
  movement: { due: hours(30 * 24) },
  // The business system reminds of debts itself: three days before, on the day, three days after (domain 7.11).
  payment: {
    due: ({ openedAt, timeZone }) => wholeDay(openedAt, 0, timeZone),
    expires: (dueAt, { timeZone }) => wholeDay(new Date(dueAt.getTime() - 12 * hour), 3, timeZone),
  },
  difference: {
    due: ({ openedAt, timeZone }) => wholeDay(openedAt, 7, timeZone),
    reminders: (_dueAt, { openedAt }) => [addDays(openedAt, 3)],
  },
  verification: { due: hours(24) },
  deadline: { due: ({ openedAt, timeZone }) => wholeDay(openedAt, 0, timeZone) },
};

/**
 * When a request is due, expires and is reminded (defaults of domain 7): reconciliation letters 15 days with reminders
 * after 3 and 7 business days and one business day before the end; invoices 8 calendar days from receipt (TTK 21/2)
 * with reminders on days 5 and 7; approvals 24 h, reminded at half-time and one hour before; documents 10 days, moved to a
 * business day, with reminders on days 3 and 7; differences 7 days with one on day 3. Notices and feedback are not reminded.
 */
export const scheduleOf = (opened: Opened): Schedule => {
  const { openedAt, timeZone, quietHours } = opened;
  const term = terms[opened.variant];
  const dueAt = dueOf(opened, term);
  // A question that waits for the morning is not reminded of as it comes.
  const asked = afterQuietHours(openedAt, quietHours, timeZone);
  const earliest = asked > openedAt && asked < dueAt ? asked.getTime() + hour / 4 : openedAt.getTime();
  const reminders = (term.reminders?.(dueAt, opened) ?? [])
    .map((at) => afterQuietHours(at, quietHours, timeZone))
    .filter((at) => at.getTime() > earliest && at < dueAt)
    .sort((a, b) => a.getTime() - b.getTime())
    .filter((at, index, all) => index === 0 || at.getTime() - (all[index - 1] as Date).getTime() > hour / 4);
  return { dueAt, expiresAt: term.expires?.(dueAt, opened) ?? dueAt, reminders };
};

/** In the morning of the last business day before the deadline, whatever time of day the deadline itself has. */
const lastReminder = (dueAt: Date, calendar: Opened): Date => {
  const { timeZone } = calendar;
  return atLocalTime(localDate(addBusinessDays(dueAt, -1, calendar), timeZone), 10, timeZone);
};

const dueOf = (opened: Opened, term: Term): Date => {
  const { deadline, priceValidUntil, timeZone } = opened;
  const given = deadline === null ? null : instantOf(deadline, timeZone);
  const price = priceValidUntil === null ? null : instantOf(priceValidUntil, timeZone);
  if (price !== null && (given === null || price < given)) return price;
  return given ?? term.due(opened);
};

const instantOf = (text: string, timeZone: string): Date =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? endOfLocalDate(text, timeZone) : new Date(text);
