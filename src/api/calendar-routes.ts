import { z } from 'zod';
import type { TenantSettingsLookup } from '../channels/tenant-settings.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound, PreconditionFailed, ValidationFailed } from '../shared/errors.ts';
import { localDate as dateIn } from '../timers/business-calendar.ts';
import { addDaysTo, daysBetween } from '../timers/date-arithmetic.ts';
import { turkishDays } from '../timers/turkish-holidays.ts';
import { businessDaysOf, ownDayKinds, type OwnDay } from '../triggers/calendar/business-days.ts';
import type { OwnDayRepository } from '../triggers/calendar/own-day.repository.ts';
import { lineOfText, localDate } from '../vocabulary/data-fields.ts';
import { defineRoute, type AnyRoute, type RouteAnswer } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';

export interface CalendarRouteParts {
  calendar: {
    ownDays: OwnDayRepository;
    tenants: Pick<TenantSettingsLookup, 'settingsOf'>;
    /** What is kept at hand of the tenant's days is not what they are any more. */
    changed(tenantId: string): void;
  };
  clock: Clock;
}

const tag = 'Calendar';
const dateParams = z.object({ date: localDate });
const mostDays = 400;

const dayShape = z
  .object({
    date: z.string(),
    kind: z.enum(ownDayKinds).meta({ description: 'A half day is a business day until 13:00' }),
    name: z.string(),
    source: z.enum(['public', 'own']).meta({ description: 'An own day counts more than a public one' }),
    isBusinessDay: z.boolean(),
    rev: z.int().meta({ description: 'Also the ETag: counts what was said about the day; 0: nothing' }),
  })
  .meta({ id: 'CalendarDay' });

type DayJson = z.input<typeof dayShape>;

const publicDay = (date: string): Omit<DayJson, 'isBusinessDay' | 'rev'> | null => {
  const found = turkishDays(Number(date.slice(0, 4))).get(date);
  return found === undefined
    ? null
    : { date, kind: found.isHalf ? 'half_day' : 'holiday', name: found.name, source: 'public' };
};

/** The days that are not what their weekday says. */
const specialDays = (from: string, to: string, own: readonly OwnDay[]): DayJson[] => {
  const { isBusinessDate } = businessDaysOf(own);
  const byDate = new Map(own.map((day) => [day.date, day]));
  const days: DayJson[] = [];
  for (let date = from; date <= to; date = addDaysTo(date, 1)) {
    const mine = byDate.get(date);
    const day =
      mine === undefined
        ? publicDay(date)
        : { date, kind: mine.kind, name: mine.name, source: 'own' as const };
    if (day !== null) days.push({ ...day, isBusinessDay: isBusinessDate(date), rev: mine?.rev ?? 0 });
  }
  return days;
};

/** What dates of rules were taken by is over and stays as it was. */
const refusePast = async (
  { calendar, clock }: CalendarRouteParts,
  { tenantId }: Principal,
  date: string,
): Promise<void> => {
  const { timeZone } = await calendar.tenants.settingsOf(tenantId);
  if (date < dateIn(clock.now(), timeZone))
    throw new ValidationFailed([{ field: 'path.date', message: 'is over' }]);
};

const dayAnswer = (date: string, own: OwnDay | null): RouteAnswer => {
  const [day] = specialDays(date, date, own === null ? [] : [own]);
  if (day === undefined) throw new NotFound('Nothing is special about this day.');
  return { status: 200, headers: etagOf(day.rev), body: day };
};

const changed = (): PreconditionFailed => new PreconditionFailed('The day was changed since it was read.');

const maxRounds = 10;

/** Writes over what is there as long as it is what the writer saw; who says nothing has seen whatever is there. */
const saveDay = async (
  { ownDays }: CalendarRouteParts['calendar'],
  said: Omit<OwnDay, 'rev'>,
  seen: number | null,
): Promise<OwnDay> => {
  for (let round = 1; ; round += 1) {
    const before = await ownDays.find(said.tenantId, said.date);
    if (seen !== null && seen !== (before?.rev ?? 0)) throw changed();
    const day = { ...said, rev: before === null ? said.at.getTime() : before.rev + 1 };
    if (await ownDays.save(day, before)) return day;
    if (round === maxRounds) throw changed();
  }
};

const removeDay = async (
  { ownDays }: CalendarRouteParts['calendar'],
  { tenantId, date, seen }: { tenantId: string; date: string; seen: number | null },
): Promise<void> => {
  for (let round = 1; ; round += 1) {
    const before = await ownDays.find(tenantId, date);
    if (before === null) throw new NotFound('There is no day of your own.');
    if (seen !== null && seen !== before.rev) throw changed();
    if (await ownDays.remove(before)) return;
    if (round === maxRounds) throw changed();
  }
};

const readRoute = ({ calendar }: CalendarRouteParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/calendar/{date}',
    scope: 'triggers:read',
    tag,
    summary: 'Read a holiday, a half day or a day of your own',
    description: 'Of a day that is what its weekday says: 404.',
    params: dateParams,
    answers: { 200: { description: 'The day; its ETag for If-Match', schema: dayShape } },
    refusals: [404],
    async handle({ principal, params: { date } }) {
      return dayAnswer(date, await calendar.ownDays.find(principal.tenantId, date));
    },
  });

/** Business days: the public calendar of Türkiye, and what a tenant says about single days (ADR 0044). */
export const calendarRoutes = (parts: CalendarRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/calendar',
    scope: 'triggers:read',
    tag,
    summary: 'Holidays, half days and days of your own',
    description:
      'Those that are not what their weekday says, in order, all on one page. A year from today where nothing is asked for; 400 days at most.',
    query: z.strictObject({ from: localDate.optional(), to: localDate.optional() }),
    answers: { 200: { description: 'The days', schema: listSchema(dayShape) } },
    async handle({ principal, query }) {
      const { timeZone } = await parts.calendar.tenants.settingsOf(principal.tenantId);
      const from = query.from ?? dateIn(parts.clock.now(), timeZone);
      const to = query.to ?? addDaysTo(from, 365);
      if (to < from || daysBetween(from, to) > mostDays)
        throw new ValidationFailed([
          { field: 'query.to', message: `must be ${mostDays} days after from, at most` },
        ]);
      const own = await parts.calendar.ownDays.list(principal.tenantId, from, to);
      return {
        status: 200,
        body: listJson({ items: specialDays(from, to, own), next: null }, (day) => day),
      };
    },
  }),
  readRoute(parts),
  defineRoute({
    method: 'put',
    path: '/v1/calendar/{date}',
    scope: 'triggers:write',
    tag,
    summary: 'Say that a day is a holiday, a half day or a working day',
    description:
      'Counts more than the public calendar: for the dates of rules, reminders and terms in business days, office hours, and quiet days (where Sundays are quiet, a holiday is too). What was decided before stays as it was, and so does a day that is over. `If-Match: "0"` only says it of a day nothing was said about.',
    params: dateParams,
    body: z.strictObject({ kind: z.enum(ownDayKinds), name: lineOfText(120) }),
    answers: { 200: { description: 'The day', schema: dayShape } },
    refusals: [412, 413, 415],
    async handle({ principal, params: { date }, body, ifMatch }) {
      await refusePast(parts, principal, date);
      const { tenantId } = principal;
      const said = { tenantId, date, ...body, at: parts.clock.now(), by: nameOf(principal) };
      const day = await saveDay(parts.calendar, said, ifMatch);
      parts.calendar.changed(tenantId);
      return dayAnswer(date, day);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/calendar/{date}',
    scope: 'triggers:write',
    tag,
    summary: 'Take back what was said about a day',
    params: dateParams,
    answers: { 204: { description: 'It is as the public calendar says', schema: null } },
    refusals: [404, 412],
    async handle({ principal, params: { date }, ifMatch }) {
      await refusePast(parts, principal, date);
      await removeDay(parts.calendar, { tenantId: principal.tenantId, date, seen: ifMatch });
      parts.calendar.changed(principal.tenantId);
      return { status: 204 };
    },
  }),
];
