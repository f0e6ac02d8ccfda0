import { addDays } from 'date-fns';
import type { TenantSettings } from '../../channels/tenant-settings.ts';
import { atLocalTime, localDate } from '../../timers/business-calendar.ts';
import { scheduleOf } from '../../timers/request-schedule.ts';
import { endsAsSaid, requestRuleOf } from '../request-rules.ts';
import { tellOf } from '../rule-effects.ts';
import { checkedDuration } from '../rule-timing.ts';
import type { Rule, RuleWarning } from './rule.ts';

type Calendar = Pick<TenantSettings, 'timeZone' | 'ownDays' | 'quietHours'>;

/** Terms hang on the day and the hour: looked at are openings of two weeks. */
const daysAhead = 14;
const hoursOfDay = [9, 13, 17] as const;

const openingsOf = (now: Date, timeZone: string): Date[] =>
  Array.from({ length: daysAhead }, (_none, day) => localDate(addDays(now, day), timeZone)).flatMap((date) =>
    hoursOfDay.map((hour) => atLocalTime(date, hour, timeZone)),
  );

/** What conditions say of the kind of a letter: its term hangs on it. */
const kindOf = ({ when }: Rule): string | null => {
  const said = when.find(({ field, op }) => field === 'kind' && (op === 'is' || op === 'one_of'))?.value;
  const [kind, ...others] = said === undefined ? [] : [said].flat();
  return typeof kind === 'string' && others.length === 0 ? kind : null;
};

/** Milliseconds from asking to the end, where the event does not name one, of each opening; none: the type's events always do. */
const termsOf = (rule: Rule, now: Date, calendar: Calendar): readonly number[] => {
  const tell = tellOf(rule);
  if (tell === undefined) return [];
  const type = tell.as ?? rule.on;
  if (endsAsSaid(type, Object.keys(tell.data ?? {}))) return [];
  const kind = tell.as === undefined ? kindOf(rule) : (tell.data?.['kind'] ?? null);
  const data = typeof kind === 'string' ? { kind } : {};
  return openingsOf(now, calendar.timeZone).flatMap((openedAt) => {
    const asked = requestRuleOf(type, data, openedAt);
    if (asked === null) return [];
    return [scheduleOf({ ...asked, ...calendar, openedAt }).expiresAt.getTime() - openedAt.getTime()];
  });
};

const hour = 60 * 60_000;
/** «24 hours», «15 days 6 hours». */
const inWords = (milliseconds: number): string => {
  const hours = Math.floor(milliseconds / hour);
  const days = hours < 48 ? 0 : Math.floor(hours / 24);
  const rest = hours - days * 24;
  const words = [
    ...(days === 0 ? [] : [`${days} days`]),
    ...(rest === 0 && days > 0 ? [] : [`${rest} hours`]),
  ];
  return words.join(' ');
};

const spanOf = (terms: readonly number[]): string => {
  const [least, most] = [inWords(Math.min(...terms)), inWords(Math.max(...terms))];
  return least === most ? least : `${least} to ${most}`;
};

/** Steps and waits that come when the question has ended: they never do what they say, or not always. */
export const pastItsEnd = (rule: Rule, now: Date, calendar: Calendar): RuleWarning[] => {
  const tell = tellOf(rule);
  const terms = termsOf(rule, now, calendar);
  if (tell === undefined || terms.length === 0) return [];
  const path = `then[${rule.then.indexOf(tell)}]`;
  const warned = (field: string, length: number, comes: { never: string; partly: string }): RuleWarning[] => {
    const late = terms.filter((term) => length >= term).length;
    if (late === 0) return [];
    const what = late === terms.length ? comes.never : comes.partly;
    const message = `${what}: it ends after ${spanOf(terms)} where the event names no end`;
    return [{ code: 'past_its_end', field, message }];
  };
  return [
    ...warned(`${path}.wait.for`, checkedDuration(tell.wait?.for ?? 'PT0S'), {
      never: 'what is asked or told would have ended by then, so it never waits',
      partly: 'what is asked or told may have ended by then, so it does not always wait',
    }),
    ...(tell.escalate ?? []).flatMap(({ after }, at) =>
      warned(`${path}.escalate[${at}].after`, checkedDuration(after), {
        never: 'the question has ended by then, so this never happens',
        partly: 'the question may have ended by then, so this does not always happen',
      }),
    ),
  ];
};
