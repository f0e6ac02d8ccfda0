export const durationUnits = ['minutes', 'hours', 'days'] as const;
type DurationUnit = (typeof durationUnits)[number];

export interface Duration {
  count: number;
  unit: DurationUnit;
}

const minutesIn: Readonly<Record<DurationUnit, number>> = { minutes: 1, hours: 60, days: 1_440 };

/** `PT90M` → 90 minutes, `P1D` → 1 day: in the largest unit that says it whole. Null: it is in none of these forms. */
export const readDuration = (written: string): Duration | null => {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(written);
  if (found === null || written.endsWith('P') || written.endsWith('T')) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = found.slice(1).map((one) => Number(one ?? 0));
  const all = (weeks * 7 + days) * 1_440 + hours * 60 + minutes;
  // Nothing is in the unit it was written in.
  if (all === 0)
    return { count: 0, unit: /M$/.test(written) ? 'minutes' : /[DW]$/.test(written) ? 'days' : 'hours' };
  const unit = durationUnits.findLast((one) => all % minutesIn[one] === 0) ?? 'minutes';
  return { count: all / minutesIn[unit], unit };
};

export const writeDuration = ({ count, unit }: Duration): string => {
  if (unit === 'days') return `P${String(count)}D`;
  return `PT${String(count)}${unit === 'hours' ? 'H' : 'M'}`;
};

/** What stands in the fields; a count that was emptied: ''. */
export interface Typed {
  count: number | '';
  unit: DurationUnit;
}

export const writeTyped = ({ count, unit }: Typed): string =>
  writeDuration({ count: count === '' ? 0 : count, unit });

/** What to show of a duration: what was typed, while it is what is written; else what is written. */
export const typedOf = (written: string, typed: Typed | null): Typed =>
  typed !== null && writeTyped(typed) === written
    ? typed
    : (readDuration(written) ?? { count: 0, unit: 'hours' });
