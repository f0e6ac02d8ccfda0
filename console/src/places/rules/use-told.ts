import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { Action, Condition, Escalation, Rule, Schedule, Tell } from './queries.ts';
import { useWords, type Words } from './use-words.ts';

/** One part of the sentence a rule is: `if` — `the amount is at least 100 g`. */
interface Line {
  lead: string;
  text: string;
  /** Belongs to the line above it. */
  isInner?: true;
}

type T = TFunction<['rules']>;

interface Telling {
  t: T;
  words: Words;
}

const dayOf = (schedule: Extract<Schedule, { every: 'month' | 'quarter' }>, { t }: Telling): string => {
  const { day } = schedule;
  if (typeof day === 'number') return t('told.dayOf', { day });
  if (typeof day === 'string') return t(`schedule.days.${day}`);
  return t('told.nth', {
    nth: t(`schedule.nths.${String(day.nth)}`),
    weekday: t(`schedule.weekdays.${day.weekday}`),
  });
};

const scheduleText = (schedule: Schedule, telling: Telling): string => {
  const { t, words } = telling;
  const { at } = schedule;
  if ('relative' in schedule) {
    const { of, field, days, business } = schedule.relative;
    return t(days < 0 ? 'told.before' : 'told.after', {
      ...{ at, type: words.type(of), field: words.field(field) },
      days: t(business ? 'told.businessDays' : 'durations.days', { count: Math.abs(days) }),
    });
  }
  if (schedule.every === 'day') return t(schedule.move === 'skip' ? 'told.businessDay' : 'told.day', { at });
  if (schedule.every === 'week') {
    const days = words.list(schedule.days.map((one) => t(`schedule.weekdays.${one}`)));
    return t('told.week', { at, days });
  }
  const day = dayOf(schedule, telling);
  if (schedule.every === 'quarter') return t('told.quarter', { at, day });
  if (schedule.months === undefined) return t('told.month', { at, day });
  const months = words.list(schedule.months.map((one) => t(`schedule.months.${String(one)}`)));
  return t('told.months', { at, day, months });
};

const conditionText = ({ field, op, value }: Condition, { t, words }: Telling): string =>
  t(`told.ops.${op}`, { field: words.field(field), value: words.value(value) });

const rolesText = (roles: readonly string[], { t, words }: Telling): string =>
  words.list(roles.map((role) => t(`roles.${role}`)));

const audienceText = ({ audience }: Tell, telling: Telling): string => {
  const { t } = telling;
  if (audience === null) return t('told.usual');
  return t(`told.audience.${audience.fallback}`, { roles: rolesText(audience.roles, telling) });
};

const escalationText = (step: Escalation, telling: Telling): string => {
  const { t, words } = telling;
  const after = words.duration(step.after);
  if (step.to === 'contact')
    return t('told.escalate.contact', { after, roles: rolesText(step.roles, telling) });
  return t('told.escalate.task', { after, role: t(`staff.${step.role}`) });
};

/** How it is told: later, together, not at all. */
const tellLines = (tell: Tell, telling: Telling): string[] => {
  const { t, words } = telling;
  const { wait, collapse, unless = [], supersede = false, escalate = [] } = tell;
  const waited = wait?.for ?? null;
  return [
    ...(collapse === undefined
      ? []
      : [
          t(collapse.first === 'at_once' ? 'told.collapseFrom' : 'told.collapse', {
            within: words.duration(collapse.within),
            count: collapse.from,
          }),
        ]),
    ...(waited === null ? [] : [t('told.wait', { after: words.duration(waited) })]),
    ...((wait?.until ?? null) === null ? [] : [t('told.businessHours')]),
    ...(unless.length === 0 ? [] : [t('told.unless')]),
    ...(supersede ? [t('told.supersede')] : []),
    ...escalate.map((step) => escalationText(step, telling)),
  ];
};

const actionLines = (action: Action, telling: Telling): string[] => {
  const { t, words } = telling;
  switch (action.do) {
    case 'request':
    case 'notify': {
      const as = action.as === undefined ? '' : t('told.as', { type: words.type(action.as) });
      return [
        `${t(`told.${action.do}`, { who: audienceText(action, telling) })}${as}`,
        ...(typeof action.template === 'string' ? [t('told.template', { name: action.template })] : []),
        ...tellLines(action, telling),
      ];
    }
    case 'task':
      return [t(action.urgent ? 'told.urgentTask' : 'told.task', { role: t(`staff.${action.role}`) })];
    case 'callback':
      return [t('told.callback', { name: action.name })];
    case 'emit':
      return [t('told.emit', { type: words.type(action.type) })];
    case 'nothing':
      return [t('told.nothing')];
  }
};

const forWhom = ({ customers }: Rule, { t, words }: Telling): string =>
  Array.isArray(customers)
    ? t('told.customers.some', { customers: words.list(customers) })
    : t(`told.customers.${customers ?? 'none'}`);

/** When, if, then, to whom, not before: a rule as lines that read as one sentence. */
const linesOf = (rule: Rule, telling: Telling): Line[] => {
  const { t, words } = telling;
  const { on, schedule, when, then, cap = null } = rule;
  const isCalendar = schedule !== undefined && !('relative' in schedule);
  return [
    {
      lead: t('lead.when'),
      text: schedule === undefined ? t('told.on', { type: words.type(on) }) : scheduleText(schedule, telling),
    },
    ...(isCalendar ? [{ lead: t('lead.for'), text: forWhom(rule, telling) }] : []),
    // One whose field is not chosen yet says nothing.
    ...when
      .filter(({ op }) => op !== '')
      .map((condition, at) => ({
        lead: t(at === 0 ? 'lead.if' : 'lead.and'),
        text: conditionText(condition, telling),
      })),
    ...then.flatMap((action, at) =>
      actionLines(action, telling).map((text, inner): Line =>
        inner === 0
          ? { lead: t(at === 0 ? 'lead.then' : 'lead.also'), text }
          : { lead: '', text, isInner: true },
      ),
    ),
    ...(cap === null
      ? []
      : [
          {
            lead: t('lead.cap'),
            text: t(`told.cap.${cap.per}`, { count: cap.at_most, within: words.duration(cap.within) }),
          },
        ]),
  ];
};

/** Tells a rule in words. */
export const useTold = (): ((rule: Rule) => Line[]) => {
  const { t } = useTranslation(['rules']);
  const words = useWords();
  return (rule) => linesOf(rule, { t, words });
};

/** The same as one text, to be compared word by word: its name and place in the order are a part of it. */
export const useToldWhole = (): ((rule: Rule) => string) => {
  const { t } = useTranslation('rules');
  const told = useTold();
  return (rule) =>
    [
      `${t('name')}: ${rule.name}`,
      ...told(rule).map(({ lead, text, isInner }) =>
        isInner === true ? `\u2003· ${text}` : `${lead}: ${text}`,
      ),
      `${t('priority')}: ${String(rule.priority)}`,
    ].join('\n');
};
