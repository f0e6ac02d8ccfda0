import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { NotFound, ValidationFailed } from '../shared/errors.ts';
import { calendarOf, type CalendarParts } from '../triggers/calendar/calendar-of.ts';
import { nextDates, relativeDate, type ScheduledDate } from '../triggers/calendar/schedule-dates.ts';
import { isRelative } from '../triggers/calendar/schedule.ts';
import type { RuleRepository } from '../triggers/rules/rule.repository.ts';
import type { RuleRecord } from '../triggers/rules/rule.ts';
import { localDate } from '../vocabulary/data-fields.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { instantText } from './shape-fields.ts';
import { triggerParams } from './trigger-routes.ts';
import { visibleRule } from './trigger-visibility.ts';

export interface TriggerDatesParts {
  rules: Pick<RuleRepository, 'find'>;
  calendar: CalendarParts;
  clock: Clock;
}

const query = z.strictObject({
  count: z
    .string()
    .regex(/^([1-9]|[1-4]\d|50)$/, 'must be from 1 to 50')
    .transform(Number)
    .optional()
    .meta({ description: 'Ten, if left out' }),
  version: z.enum(['draft', 'published']).optional().meta({
    description: 'The draft where there is one, else what is in use',
  }),
  near: localDate.optional().meta({
    description: 'Of a rule near dates of events: such a date',
  }),
});

const shape = z
  .object({
    timeZone: z.string(),
    dates: z.array(
      z.object({
        date: z.string().meta({ description: 'The local date' }),
        at: instantText,
        movedFrom: z.string().nullable().meta({
          description: 'Where it would fall if every day were a business day; null: it was not moved',
        }),
      }),
    ),
  })
  .meta({ id: 'TriggerDates' });

const writtenOf = ({ draft, published }: RuleRecord, version: 'draft' | 'published' | undefined) => {
  const found = (version === 'published' ? null : draft) ?? (version === 'draft' ? null : published);
  if (found === null) throw new NotFound('There is no such version.');
  return found.rule;
};

const dateJson = ({ date, nominal, at }: ScheduledDate) => ({
  date,
  at: at.toISOString(),
  movedFrom: nominal === date ? null : nominal,
});

/** When a rule would act, before it does. */
export const triggerDatesRoute = ({ rules, calendar, clock }: TriggerDatesParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/triggers/{id}/dates',
    scope: 'triggers:read',
    tag: 'Triggers',
    summary: 'The next dates of a rule that acts by the calendar, also before it is in use',
    description:
      'By the business days as they are known now. Of a rule near dates of events: the one date near `near`. A rule on events has none.',
    params: triggerParams,
    query,
    answers: { 200: { description: 'The dates, the next one first', schema: shape } },
    refusals: [404],
    async handle({ principal, params, query: { count = 10, version, near } }) {
      const record = await visibleRule(rules, principal, params.id);
      const { schedule } = writtenOf(record, version);
      if (schedule === undefined) {
        const { timeZone } = await calendar.tenants.settingsOf(principal.tenantId);
        return { status: 200, body: { timeZone, dates: [] } };
      }
      if (isRelative(schedule) !== (near !== undefined))
        throw new ValidationFailed([
          {
            field: 'query.near',
            message: isRelative(schedule)
              ? 'is required: the date it lies near'
              : 'is for rules near dates of events',
          },
        ]);
      const from = near === undefined ? clock.now() : new Date(`${near}T00:00:00Z`);
      const known = await calendarOf(calendar, principal.tenantId, { from, until: from });
      const found = isRelative(schedule)
        ? [relativeDate(schedule, near ?? '', known)].filter((one) => one !== null)
        : nextDates(schedule, from, count, known);
      return { status: 200, body: { timeZone: known.timeZone, dates: found.map(dateJson) } };
    },
  });
