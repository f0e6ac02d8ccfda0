import { z } from 'zod';

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** What becomes of a date that is no business day: it stays, goes to the next or the previous one, or is left out. */
export const moves = ['none', 'next', 'previous', 'skip'] as const;
export type Move = (typeof moves)[number];

const at = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time, HH:MM');
const weekday = z.enum(weekdays);
const move = z.enum(moves).default('next');

/** Which day of a month: shorter months end with their last day; a fifth Friday is not in every month. */
const monthDay = z.union([
  z.int().min(1).max(31),
  z.enum(['last', 'first_business', 'last_business']),
  z.strictObject({ nth: z.union([z.int().min(1).max(5), z.literal('last')]), weekday }),
]);
export type MonthDay = z.output<typeof monthDay>;

const different = <T>(all: readonly T[]): boolean => new Set(all).size === all.length;

const fixed = z.discriminatedUnion('every', [
  /** Weekends and holidays too, unless `skip` leaves them out. */
  z.strictObject({ every: z.literal('day'), at, move: z.enum(moves).default('none') }),
  z.strictObject({
    every: z.literal('week'),
    days: z.array(weekday).min(1).max(7).refine(different, 'must name every day once'),
    ...{ at, move },
  }),
  z.strictObject({
    every: z.literal('month'),
    day: monthDay,
    /** Of the year; left out: all. */
    months: z
      .array(z.int().min(1).max(12))
      .min(1)
      .max(12)
      .refine(different, 'must name every month once')
      .optional(),
    ...{ at, move },
  }),
  /** A day of the last month of a quarter. */
  z.strictObject({ every: z.literal('quarter'), day: monthDay, ...{ at, move } }),
]);
export type FixedSchedule = z.output<typeof fixed>;

const relative = z.strictObject({
  relative: z.strictObject({
    /** Type of the events whose field it is. */
    of: z.string().min(1).max(100),
    field: z.string().regex(/^[a-z_][\w.]{0,79}$/, 'must be the name of a field'),
    /** Negative: before the date. */
    days: z.int().min(-366).max(366),
    /** Business days are counted. */
    business: z.boolean().default(false),
  }),
  at,
  /** Left out: back to a business day before the date, on to one behind it. */
  move: z.enum(moves).optional(),
});
export type RelativeSchedule = z.output<typeof relative>;

/** When a rule acts by the calendar, in the tenant's zone. */
export const scheduleSchema = z.union([fixed, relative], {
  error: 'must be { every: day, week, month or quarter, … at } or { relative, at }',
});
export type Schedule = FixedSchedule | RelativeSchedule;

export const isRelative = (schedule: Schedule): schedule is RelativeSchedule => 'relative' in schedule;
