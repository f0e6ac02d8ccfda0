import { addDays } from 'date-fns';
import type { RequestVariant } from '../requests/request-content.ts';
import { addBusinessDays, atLocalTime, localDate, endOfLocalDate } from './business-calendar.ts';
import { afterQuietHours, type QuietHours } from './quiet-hours.ts';

export interface Schedule {
  dueAt: Date;
  expiresAt: Date;
  reminders: Date[];
}

const hour = 60 * 60_000;

/**
 * When a request is due, expires and is reminded (defaults of domain 7): reconciliation letters 15 days with reminders
 * after 3 and 7 business days and one business day before the end; invoices 8 calendar days from receipt (TTK 21/2)
 * with reminders on days 5 and 7; approvals 24 h, reminded at half-time and one hour before.
 */
export const scheduleOf = (input: {
  variant: RequestVariant;
  openedAt: Date;
  /** As given by the event: a local date, an instant, or nothing. */
  deadline: string | null;
  /** Receipt of an invoice, from which the objection period runs. */
  receivedAt: string | null;
  /** A price holds until then; the request never outlives it. */
  priceValidUntil: string | null;
  timeZone: string;
  quietHours: QuietHours;
}): Schedule => {
  const { openedAt, timeZone, variant } = input;
  const dueAt = dueOf(input);
  const wanted = {
    letter: () => [
      addBusinessDays(openedAt, 3, timeZone),
      addBusinessDays(openedAt, 7, timeZone),
      lastReminder(dueAt, timeZone),
    ],
    invoice: () => {
      const from = input.receivedAt === null ? openedAt : new Date(input.receivedAt);
      return [addDays(from, 5), addDays(from, 7)];
    },
    transaction: () => {
      const term = dueAt.getTime() - openedAt.getTime();
      return [
        new Date(openedAt.getTime() + term / 2),
        ...(term > 4 * hour ? [new Date(dueAt.getTime() - hour)] : []),
      ];
    },
  }[variant]();
  const reminders = wanted
    .map((at) => afterQuietHours(at, input.quietHours, timeZone))
    .filter((at) => at > openedAt && at < dueAt)
    .sort((a, b) => a.getTime() - b.getTime())
    .filter((at, index, all) => index === 0 || at.getTime() - (all[index - 1] as Date).getTime() > hour / 4);
  return { dueAt, expiresAt: dueAt, reminders };
};

/** In the morning of the last business day before the deadline, whatever time of day the deadline itself has. */
const lastReminder = (dueAt: Date, timeZone: string): Date =>
  atLocalTime(localDate(addBusinessDays(dueAt, -1, timeZone), timeZone), 10, timeZone);

const dueOf = (input: Parameters<typeof scheduleOf>[0]): Date => {
  const { openedAt, timeZone } = input;
  const given = input.deadline === null ? null : instantOf(input.deadline, timeZone);
  const price = input.priceValidUntil === null ? null : instantOf(input.priceValidUntil, timeZone);
  if (price !== null && (given === null || price < given)) return price;
  if (given !== null) return given;
  if (input.variant === 'letter') return endOfLocalDate(localDate(addDays(openedAt, 15), timeZone), timeZone);
  if (input.variant === 'invoice') {
    const from = input.receivedAt === null ? openedAt : new Date(input.receivedAt);
    return endOfLocalDate(localDate(addDays(from, 8), timeZone), timeZone);
  }
  return new Date(openedAt.getTime() + 24 * hour);
};

const instantOf = (text: string, timeZone: string): Date =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? endOfLocalDate(text, timeZone) : new Date(text);
