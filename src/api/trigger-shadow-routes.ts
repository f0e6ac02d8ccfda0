import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { postedEventId } from '../triggers/event-key.ts';
import type { EventRecord, EventRepository } from '../triggers/event.repository.ts';
import {
  readShadow,
  startShadow,
  stopShadow,
  type ShadowEditParts,
  type ShadowNote,
  type ShadowState,
} from '../triggers/rules/edit-shadow.ts';
import type { RuleRepository } from '../triggers/rules/rule.repository.ts';
import {
  shadowEnds,
  type ShadowEffect,
  type ShadowOutcome,
  type ShadowRecord,
} from '../triggers/rules/shadow.ts';
import type { ShadowRepository } from '../triggers/rules/shadow.repository.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';
import { triggerParams } from './trigger-routes.ts';
import { refuseHidden, visibleRule } from './trigger-visibility.ts';

export interface ShadowRouteParts {
  rules: RuleRepository;
  shadows: ShadowRepository;
  events: Pick<EventRepository, 'find'>;
  noteShadow(note: ShadowNote): Promise<void>;
  /** What this process knows of the tenant's shadows is of before. */
  shadowChanged(tenantId: string): void;
  clock: Clock;
}

const tag = 'Triggers';

const bodySchema = z.strictObject({
  days: z.int().min(1).max(30).default(7).meta({ description: 'It ends by itself after so many days' }),
  atMost: z
    .int()
    .min(1)
    .max(10_000)
    .default(1_000)
    .meta({ description: 'And after so many events with which the draft has to do' }),
});

const shadowShape = z
  .object({
    triggerId: z.string(),
    on: z.string(),
    rev: z.int().meta({ description: '`rev` of the rule with the draft that is watched' }),
    state: z.enum(['running', 'ended']),
    because: z.enum(shadowEnds).nullable().meta({ description: 'Why it ended; null: it runs' }),
    startedAt: instantText,
    startedBy: z.string(),
    until: instantText,
    endedAt: nullableInstant,
    atMost: z.int(),
    recorded: z.int().meta({ description: 'Events with which the draft has to do' }),
    differing: z.int().meta({ description: 'Of which something else would come than comes now' }),
  })
  .meta({ id: 'TriggerShadow' });

const effectShape = z.discriminatedUnion('do', [
  z.object({
    do: z.enum(['request', 'notify']),
    requestKind: z.string(),
    contactRef: z.string(),
    hold: z.object({ by: z.enum(['wait', 'collapse']), until: instantText }).nullable(),
  }),
  z.object({ do: z.literal('task'), role: z.string(), urgent: z.boolean() }),
  z.object({ do: z.literal('callback'), name: z.string() }),
  z.object({ do: z.literal('emit'), type: z.string(), isAccepted: z.boolean() }),
]);

const ruleShape = z.object({ id: z.string(), version: z.int() }).nullable();

const outcomeShape = z
  .object({
    by: ruleShape.meta({ description: 'The rule that acts, or would' }),
    status: z.enum(['processed', 'ignored', 'failed']),
    reason: z.string().nullable(),
    effects: z.array(effectShape),
  })
  .meta({ id: 'TriggerShadowOutcome' });

const recordShape = z
  .object({
    eventId: z.string(),
    at: instantText,
    differs: z.boolean(),
    outcome: outcomeShape.meta({ description: 'What would come of it' }),
    now: outcomeShape.meta({ description: 'What comes of it by the rules in use, at the same moment' }),
    came: z
      .object({
        status: z.string(),
        reason: z.string().nullable(),
        trigger: ruleShape,
        requestIds: z.array(z.string()),
      })
      .nullable()
      .meta({ description: 'What came of it so far; null: the event is gone' }),
  })
  .meta({ id: 'TriggerShadowEvent' });

const toShape = ({ shadow, recorded, differing, end }: ShadowState): z.input<typeof shadowShape> => ({
  ...{ triggerId: shadow.ruleId, on: shadow.on, rev: shadow.rev, atMost: shadow.atMost },
  ...{ state: end === null ? 'running' : 'ended', because: end?.why ?? null },
  ...{ startedAt: shadow.startedAt.toISOString(), startedBy: shadow.startedBy },
  ...{ until: shadow.until.toISOString(), endedAt: instantOrNull(end?.at ?? null) },
  ...{ recorded, differing },
});

const effectJson = (effect: ShadowEffect): z.input<typeof effectShape> => {
  if (!('hold' in effect)) return effect;
  const { hold } = effect;
  return { ...effect, hold: hold === null ? null : { by: hold.by, until: hold.until.toISOString() } };
};

const outcomeJson = ({ effects, ...outcome }: ShadowOutcome): z.input<typeof outcomeShape> => ({
  ...outcome,
  effects: effects.map(effectJson),
});

const recordJson = (
  { eventId, at, differs, outcome, now }: ShadowRecord,
  came: EventRecord | null,
): z.input<typeof recordShape> => ({
  ...{ eventId: postedEventId(eventId), at: at.toISOString(), differs },
  ...{ outcome: outcomeJson(outcome), now: outcomeJson(now) },
  came: came && {
    ...{ status: came.status, reason: came.reason, trigger: came.rule },
    requestIds: [...came.requestIds],
  },
});

const editParts = (parts: ShadowRouteParts): ShadowEditParts => ({
  ...{ shadows: parts.shadows, rules: parts.rules, clock: parts.clock },
  note: (note) => parts.noteShadow(note),
  forget: (tenantId) => parts.shadowChanged(tenantId),
});

const shadowOf = async (parts: ShadowRouteParts, principal: Principal, id: string): Promise<ShadowState> => {
  const found = await readShadow(parts, await visibleRule(parts.rules, principal, id));
  if (found === null) throw new NotFound('No draft of the rule was in the shadow.');
  return found;
};

const writingRoutes = (parts: ShadowRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/triggers/{id}/shadow',
    scope: 'triggers:write',
    tag,
    summary: 'Let a draft run beside the rules in use, over what comes from now on',
    description:
      'Each event of its type is folded under the draft as well, and what would come of it is kept beside what comes; nothing of it is done. It ends with its days, with its events, ' +
      'and with every write of the rule: what is published or discarded is watched no more. Called again it changes nothing.',
    params: triggerParams,
    body: bodySchema,
    answers: { 200: { description: 'The shadow', schema: shadowShape } },
    refusals: [404, 409, 412, 413, 415],
    async handle({ principal, params: { id }, body, ifMatch }) {
      await refuseHidden(parts.rules, principal, { id });
      const edit = { tenantId: principal.tenantId, id, by: nameOf(principal), rev: ifMatch };
      return { status: 200, body: toShape(await startShadow(editParts(parts), edit, body)) };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/triggers/{id}/shadow',
    scope: 'triggers:write',
    tag,
    summary: 'End the shadow of a draft',
    description: 'The draft stays, and what was kept can be read for a month after its last day.',
    params: triggerParams,
    answers: { 200: { description: 'The shadow', schema: shadowShape } },
    refusals: [404, 409],
    async handle({ principal, params: { id } }) {
      await refuseHidden(parts.rules, principal, { id });
      const rule = await visibleRule(parts.rules, principal, id);
      return { status: 200, body: toShape(await stopShadow(editParts(parts), rule, nameOf(principal))) };
    },
  }),
];

/** Drafts that run beside the rules in use (ADR 0043). */
export const triggerShadowRoutes = (parts: ShadowRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/triggers/{id}/shadow',
    scope: 'triggers:read',
    tag,
    summary: 'Read how the last draft in the shadow stands',
    params: triggerParams,
    answers: { 200: { description: 'The shadow', schema: shadowShape } },
    refusals: [404],
    async handle({ principal, params }) {
      return { status: 200, body: toShape(await shadowOf(parts, principal, params.id)) };
    },
  }),
  ...writingRoutes(parts),
  defineRoute({
    method: 'get',
    path: '/v1/triggers/{id}/shadow/events',
    scope: 'triggers:read',
    alsoNeeds: ['events:read', 'customers:read'],
    tag,
    summary: 'Compare what a draft would have done with what was done, newest first',
    description: 'Ids and codes alone; `POST /v1/triggers/{id}/dry-run` with the event has the words.',
    params: triggerParams,
    query: z.strictObject({ ...pageFields, differs: z.enum(['yes', 'no']).optional() }),
    answers: { 200: { description: 'A page of events', schema: listSchema(recordShape) } },
    refusals: [404],
    async handle({ principal, params, query: { differs, ...query } }) {
      const tenantId: TenantId = principal.tenantId;
      const { shadow } = await shadowOf(parts, principal, params.id);
      const filter = {
        shadowId: shadow.id,
        ...(differs === undefined ? {} : { differs: differs === 'yes' }),
      };
      const page = await parts.shadows.list(tenantId, filter, pageRequestOf(query));
      const came = await Promise.all(page.items.map(({ eventId }) => parts.events.find(tenantId, eventId)));
      const items = page.items.map((record, at) => recordJson(record, came[at] ?? null));
      return { status: 200, body: listJson({ items, next: page.next }, (item) => item) };
    },
  }),
];
