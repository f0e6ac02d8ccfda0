import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { NotFound, ValidationFailed } from '../shared/errors.ts';
import type { JsonObject } from '../shared/json.ts';
import type { CustomTypeRepository } from '../triggers/custom-type.repository.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { takingUnits } from '../vocabulary/taken-units.ts';
import { readEvent, reportedEventSchema } from './reported-event.ts';
import type { EventSampleRepository, ReportedSample } from '../triggers/event-sample.repository.ts';
import { isForCompliance } from '../triggers/event-task.ts';
import type { EventRepository } from '../triggers/event.repository.ts';
import { compileRule, type CompiledRule } from '../triggers/rules/compile-rule.ts';
import { dryDates, type DryDate, type DryDateItem, type DryDateParts } from '../triggers/rules/dry-dates.ts';
import { dryNear } from '../triggers/rules/dry-near.ts';
import { dryRun, type DryRunItem } from '../triggers/rules/dry-run.ts';
import { isRelative } from '../triggers/calendar/schedule.ts';
import type { RuleRepository } from '../triggers/rules/rule.repository.ts';
import { ruleTypesWith } from '../triggers/rules/rule-types.ts';
import { onSchedule } from '../triggers/rules/rule.ts';
import { shippedRules } from '../triggers/rules/shipped-rules.ts';
import { postedEventId } from '../triggers/event-key.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { parseInput } from './parse-input.ts';
import { type Principal } from './principal.ts';
import { idText, instantText } from './shape-fields.ts';
import { outcomeJson, triggerOutcomeShape } from './trigger-outcome-shape.ts';
import { triggerParams } from './trigger-routes.ts';
import { isVisible, visibleRule } from './trigger-visibility.ts';
import { permits } from '../staff/permissions.ts';

export interface DryRunRouteParts {
  rules: RuleRepository;
  events: Pick<EventRepository, 'findInCompartment'>;
  eventSamples: EventSampleRepository;
  customTypes: CustomTypeRepository;
  units: Pick<OwnUnitsLookup, 'reading'>;
  /** What rules are tried with, for one dry run. */
  beginDryRun(): DryDateParts;
  clock: Clock;
}

const maxSamples = 100;
const maxDates = 10;

const bodySchema = z
  .strictObject({
    version: z
      .union([z.enum(['draft', 'published']), z.int().min(1)])
      .optional()
      .meta({ description: 'The draft where there is one, else what is in use' }),
    sample: z.record(z.string(), z.json()).optional().meta({
      description:
        'An event as `POST /v1/events` takes it; `event_id`, `tenant` and `occurred_at` may be left out',
    }),
    event: idText.optional().meta({ description: 'The `event_id` of an event that was reported' }),
    last: z
      .int()
      .min(1)
      .max(maxSamples)
      .optional()
      .meta({ description: 'The last events of the rule’s type, or of that near whose dates it acts' }),
    dates: z
      .int()
      .min(1)
      .max(maxDates)
      .optional()
      .meta({ description: 'Of a rule that acts by the calendar: so many last and so many next dates' }),
  })
  .refine(
    ({ sample, event, last, dates }) =>
      [sample, event, last, dates].filter((one) => one !== undefined).length === 1,
    {
      path: ['sample'],
      error: 'give one of sample, event, last and dates',
    },
  );

const dryRunShape = z
  .object({
    events: z.int(),
    matched: z.int(),
    differing: z.int().meta({ description: 'Of which something else would come than comes now' }),
    dates: z
      .array(
        z.object({
          date: z.string().meta({ description: 'The local date' }),
          at: instantText,
          customers: z.int().meta({ description: 'Whom it is for, of the first thousand' }),
          matched: z.int().meta({ description: 'Of whom its conditions hold' }),
          shown: z.int().meta({ description: 'Of whom there is an item' }),
        }),
      )
      .optional()
      .meta({ description: 'Where dates are tried, in their order' }),
    items: z.array(
      z.object({
        eventId: z.string(),
        at: instantText,
        date: z.string().optional().meta({ description: 'Of a date: which' }),
        customerRef: z.string().nullable().optional().meta({
          description: 'Of a date: whom it is for; null: nobody in particular',
        }),
        matches: z.boolean(),
        conditions: z.array(z.object({ field: z.string(), op: z.string(), holds: z.boolean() })),
        outcome: triggerOutcomeShape,
        now: triggerOutcomeShape.meta({ description: 'What comes of it by the rules that are in use now' }),
        differs: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'TriggerDryRun' });

const itemJson = ({ eventId, at, conditions, matches, outcome, now }: DryRunItem) => {
  const [tried, before] = [outcomeJson(outcome), outcomeJson(now)];
  // The rule alone is no difference: another one may do the same.
  const differs = JSON.stringify({ ...tried, by: null }) !== JSON.stringify({ ...before, by: null });
  return {
    eventId: postedEventId(eventId),
    at: at.toISOString(),
    matches,
    conditions: [...conditions],
    outcome: tried,
    now: before,
    differs,
  };
};

const datesJson = (dates: readonly DryDate[]) => dates.map((one) => ({ ...one, at: one.at.toISOString() }));

const dateItemJson = ({ date, customerRef, ...item }: DryDateItem) => ({
  ...itemJson(item),
  ...{ date, customerRef },
});

/** The version that is tried, compiled as if it were in use. */
const candidateOf = async (
  { rules, customTypes }: DryRunRouteParts,
  principal: Principal,
  id: string,
  version: 'draft' | 'published' | number | undefined,
): Promise<CompiledRule> => {
  const { tenantId } = principal;
  const shipped = shippedRules().get(id);
  if (shipped !== undefined && isVisible(principal, shipped.rule.on))
    return compileRule(id, shipped.version, shipped.rule);
  const record = await visibleRule(rules, principal, id);
  const typeOf = ruleTypesWith(await customTypes.list(tenantId));
  if (typeof version === 'number') {
    const found = await rules.findVersion(tenantId, { id, version });
    if (found === null) throw new NotFound('There is no such version.');
    return compileRule(id, version, found.rule, typeOf);
  }
  const draft = version === 'published' ? null : record.draft;
  const published = version === 'draft' ? null : record.published;
  if (draft !== null) return compileRule(id, record.versions + 1, draft.rule, typeOf);
  if (published !== null) return compileRule(id, published.version, published.rule, typeOf);
  throw new NotFound('There is no such version.');
};

/** The caller's own event, checked like one that is reported. */
const writtenSample = async (
  { customTypes, units, clock }: DryRunRouteParts,
  { tenantId }: Principal,
  sample: Record<string, unknown>,
  on: string,
): Promise<ReportedSample> => {
  const now = clock.now();
  const given = { event_id: 'sample', tenant: tenantId, occurred_at: now.toISOString(), type: on, ...sample };
  const read = await units.reading(tenantId, (own) =>
    takingUnits(own, () => parseInput(reportedEventSchema, given, 'sample')),
  );
  const event = await readEvent({ customTypes, units }, tenantId, read, 'sample.data');
  if (event.tenant !== tenantId)
    throw new ValidationFailed([{ field: 'sample.tenant', message: 'must be that of the key' }]);
  if (event.type !== on)
    throw new ValidationFailed([{ field: 'sample.type', message: 'must be the type the rule is on' }]);
  // Validated JSON without undefined members.
  const envelope = { ...event, data: event.data as JsonObject };
  return { eventId: event.event_id, envelope, receivedAt: now, isWritten: true };
};

/** An event of the compartment is not there for whoever may not see it. */
const storedSample = async (
  { events, eventSamples }: DryRunRouteParts,
  principal: Principal,
  eventId: string,
  on: string,
): Promise<ReportedSample> => {
  const { tenantId, scopes } = principal;
  const seesAll = permits(scopes, 'compliance');
  const hidden = seesAll ? await events.findInCompartment(tenantId, eventId) : null;
  const found = await eventSamples.loadSample(tenantId, hidden?.eventId ?? eventId);
  if (found === null || (isForCompliance(found.envelope) && !seesAll))
    throw new NotFound('There is no such event.');
  if (found.envelope.type !== on)
    throw new ValidationFailed([{ field: 'event', message: 'must be of the type the rule is on' }]);
  return found;
};

const lastSamples = async (
  { eventSamples }: DryRunRouteParts,
  { tenantId, scopes }: Principal,
  on: string,
  limit: number,
): Promise<readonly ReportedSample[]> => {
  const found = await eventSamples.lastSamples(tenantId, on, limit);
  return found.filter(({ envelope }) => permits(scopes, 'compliance') || !isForCompliance(envelope));
};

const counted = <I extends { matches: boolean; differs: boolean }>(items: I[]) => ({
  events: items.length,
  matched: items.filter(({ matches }) => matches).length,
  differing: items.filter(({ differs }) => differs).length,
  items,
});

type DryRunBody = z.output<typeof bodySchema>;

const samplesOf = async (
  parts: DryRunRouteParts,
  principal: Principal,
  { sample, event, last = maxSamples }: DryRunBody,
  on: string,
): Promise<readonly ReportedSample[]> => {
  if (sample !== undefined) return [await writtenSample(parts, principal, sample, on)];
  if (event !== undefined) return [await storedSample(parts, principal, event, on)];
  return lastSamples(parts, principal, on, last);
};

const wrong = (field: string, message: string): ValidationFailed =>
  new ValidationFailed([{ field, message }]);

/** A rule that acts by the calendar is tried on its dates, one near dates of events on events; no other has dates. */
const tryDated = async (
  parts: DryRunRouteParts,
  principal: Principal,
  candidate: CompiledRule,
  body: DryRunBody,
) => {
  const { rules, clock } = parts;
  const dryRunParts = parts.beginDryRun();
  const { tenantId } = principal;
  const { schedule } = candidate;
  const { dates: count } = body;
  const now = clock.now();
  if (schedule === null) throw wrong('dates', 'is for rules that act by the calendar');
  const published = (await rules.find(tenantId, candidate.id))?.published ?? null;
  const inUse = published && (await candidateOf(parts, principal, candidate.id, published.version));
  if (isRelative(schedule)) {
    if (count !== undefined) throw wrong('dates', 'is not for rules near dates of events: try it on these');
    const events = await samplesOf(parts, principal, body, schedule.relative.of);
    const items = await dryNear(dryRunParts, tenantId, { candidate, inUse }, { events, now });
    return counted(items.map(dateItemJson));
  }
  if (count === undefined)
    throw wrong('path.id', 'is a rule that acts by the calendar: try it on its `dates`');
  const tried = await dryDates(dryRunParts, tenantId, { candidate, inUse }, { now, count });
  return { ...counted(tried.items.map(dateItemJson)), dates: datesJson(tried.dates) };
};

/** What a rule would do, without doing it. */
export const dryRunRoute = (parts: DryRunRouteParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/triggers/{id}/dry-run',
    scope: 'triggers:read',
    alsoNeeds: ['events:read', 'customers:read'],
    tag: 'Triggers',
    summary: 'Try a rule on a sample, on a reported event, or on the last ones of its type',
    description:
      'Who would get what, in which words, when, and what would hold it. Nothing is stored and nobody is written to. Events are gone through in the order they came, each as of ' +
      'when it came: what one of them opens, counts towards a cap or gathers is there for the next. What people said since counts, as do the books as they are.',
    params: triggerParams,
    body: bodySchema,
    answers: { 200: { description: 'What would come of each event', schema: dryRunShape } },
    refusals: [404, 413, 415],
    async handle({ principal, params, body }) {
      const candidate = await candidateOf(parts, principal, params.id, body.version);
      if (candidate.on === onSchedule || body.dates !== undefined)
        return { status: 200, body: await tryDated(parts, principal, candidate, body) };
      const samples = await samplesOf(parts, principal, body, candidate.on);
      const found = await dryRun(parts.beginDryRun(), principal.tenantId, candidate, samples);
      return { status: 200, body: counted(found.map(itemJson)) };
    },
  });
