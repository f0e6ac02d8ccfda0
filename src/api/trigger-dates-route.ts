import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { NotFound, ValidationFailed } from '../shared/errors.ts';
import { calendarOf, type CalendarParts } from '../triggers/calendar/calendar-of.ts';
import { nextDates, relativeDate, type ScheduledDate } from '../triggers/calendar/schedule-dates.ts';
import { isRelative } from '../triggers/calendar/schedule.ts';
import type { RuleRepository } from '../triggers/rules/rule.repository.ts';
import { ruleTypesWith } from '../triggers/rules/rule-types.ts';
import type { Rule, RuleRecord } from '../triggers/rules/rule.ts';
import type { CustomTypeRepository } from '../triggers/custom-type.repository.ts';
import { postedEventId } from '../triggers/event-key.ts';
import type { EventSampleRepository } from '../triggers/event-sample.repository.ts';
import { isForCompliance } from '../triggers/event-task.ts';
import { compileRule } from '../triggers/rules/compile-rule.ts';
import { datesNear } from '../triggers/rules/dry-near.ts';
import { permits } from '../staff/permissions.ts';
import type { Principal } from './principal.ts';
import { localDate } from '../vocabulary/data-fields.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { instantText } from './shape-fields.ts';
import { triggerParams } from './trigger-routes.ts';
import { visibleRule } from './trigger-visibility.ts';

export interface TriggerDatesParts {
  rules: Pick<RuleRepository, 'find'>;
  eventSamples: Pick<EventSampleRepository, 'lastSamples'>;
  customTypes: Pick<CustomTypeRepository, 'list'>;
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
    description:
      'Of a rule near dates of events: such a date. Left out: those that the last hundred events of the type name',
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
        eventId: z.string().optional().meta({
          description:
            'Of a date near one of a stored event: that event; left out also without `events:read`',
        }),
      }),
    ),
  })
  .meta({ id: 'TriggerDates' });

const writtenOf = ({ draft, published }: RuleRecord, version: 'draft' | 'published' | undefined): Rule => {
  const found = (version === 'published' ? null : draft) ?? (version === 'draft' ? null : published);
  if (found === null) throw new NotFound('There is no such version.');
  return found.rule;
};

const dateJson = ({ date, nominal, at }: ScheduledDate) => ({
  date,
  at: at.toISOString(),
  movedFrom: nominal === date ? null : nominal,
});

/** So many events are looked at for dates of theirs. */
const mostEvents = 100;

/** Dates near those of stored events. An event of the compartment is not there for whoever may not see it. */
const storedNear = async (
  { eventSamples, customTypes, calendar, clock }: TriggerDatesParts,
  { tenantId, scopes }: Principal,
  { id, rule, of }: { id: string; rule: Rule; of: string },
) => {
  const typeOf = ruleTypesWith(await customTypes.list(tenantId));
  const found = await eventSamples.lastSamples(tenantId, of, mostEvents);
  const events = found.filter(({ envelope }) => permits(scopes, 'compliance') || !isForCompliance(envelope));
  // Which version it is makes no difference to its dates.
  const compiled = compileRule(id, 0, rule, typeOf);
  const dates = await datesNear({ calendar }, tenantId, compiled, { events, now: clock.now() });
  return dates.map((one) => ({
    ...dateJson(one),
    ...(permits(scopes, 'events:read') ? { eventId: postedEventId(one.eventId) } : {}),
  }));
};

/** When a rule would act, before it does. */
export const triggerDatesRoute = (parts: TriggerDatesParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/triggers/{id}/dates',
    scope: 'triggers:read',
    tag: 'Triggers',
    summary: 'The next dates of a rule that acts by the calendar, also before it is in use',
    description:
      'By the business days as they are known now. Of a rule near dates of events: the one date near `near`, or those near the dates of stored events that are still to come. A rule on events has none.',
    params: triggerParams,
    query,
    answers: { 200: { description: 'The dates, the next one first', schema: shape } },
    refusals: [404],
    async handle({ principal, params, query: { count = 10, version, near } }) {
      const { rules, calendar, clock } = parts;
      const rule = writtenOf(await visibleRule(rules, principal, params.id), version);
      const { schedule } = rule;
      const { timeZone } = await calendar.tenants.settingsOf(principal.tenantId);
      if (schedule === undefined) return { status: 200, body: { timeZone, dates: [] } };
      if (near !== undefined && !isRelative(schedule))
        throw new ValidationFailed([{ field: 'query.near', message: 'is for rules near dates of events' }]);
      if (isRelative(schedule) && near === undefined) {
        const dates = await storedNear(parts, principal, { id: params.id, rule, of: schedule.relative.of });
        return { status: 200, body: { timeZone, dates: dates.slice(0, count) } };
      }
      const from = near === undefined ? clock.now() : new Date(`${near}T00:00:00Z`);
      const known = await calendarOf(calendar, principal.tenantId, { from, until: from });
      const found = isRelative(schedule)
        ? [relativeDate(schedule, near ?? '', known)].filter((one) => one !== null)
        : nextDates(schedule, from, count, known);
      return { status: 200, body: { timeZone: known.timeZone, dates: found.map(dateJson) } };
    },
  });
