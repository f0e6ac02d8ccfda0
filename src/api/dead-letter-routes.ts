import { z } from 'zod';
import { deadLetterKinds, deadLetterStates, type DeadLetter } from '../deadletters/dead-letter.ts';
import type { Caller, DeadLetterDesk } from '../deadletters/close-dead-letters.ts';
import type { DeadLetterRepository } from '../deadletters/dead-letter.repository.ts';
import { lineOfText } from '../vocabulary/data-fields.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { instantQuery } from './instant-query.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';
import { permits } from '../staff/permissions.ts';

const subjectId = z.string().nullable();

const letterShape = z
  .object({
    id: z.string().meta({ description: 'Names what was given up: given up again, it is the same' }),
    kind: z.enum(deadLetterKinds),
    state: z.enum(deadLetterStates),
    reason: z.string(),
    givenUpAt: instantText,
    attempts: z.int().nullable(),
    replays: z.int(),
    closedAt: nullableInstant,
    subject: z
      .object({
        inputId: subjectId,
        channelId: subjectId,
        conversationId: subjectId,
        requestId: subjectId,
        messageId: subjectId,
        eventId: subjectId,
        type: subjectId,
        callbackId: subjectId,
        endpoint: subjectId,
        phoneNumberId: subjectId,
      })
      .meta({ description: 'Ids of what it is about; null where there is none' }),
  })
  .meta({ id: 'DeadLetter' });

const toLetterShape = (letter: DeadLetter): z.input<typeof letterShape> => ({
  id: letter.id,
  kind: letter.kind,
  state: letter.state,
  reason: letter.reason,
  givenUpAt: letter.givenUpAt.toISOString(),
  attempts: letter.attempts,
  replays: letter.replays,
  closedAt: instantOrNull(letter.closedAt),
  subject: { ...letter.subject },
});

const letterParams = z.object({
  id: z.string().regex(/^[A-Za-z0-9][\w-]{0,1199}$/, 'must be an id of a dead letter'),
});

const reasonText = z.string().regex(/^[\w.:*-]{1,128}$/, 'must be a reason');

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const filterBody = z
  .strictObject({
    kind: z.enum(deadLetterKinds).optional(),
    reason: reasonText.optional(),
    from: instant.optional(),
    to: instant.optional(),
  })
  .refine(
    (filter) => Object.values(filter).some((value) => value !== undefined),
    'must name kind, reason, from or to',
  );

const callerOf = (principal: Principal): Caller => ({
  tenantId: principal.tenantId,
  by: nameOf(principal),
  seesCompliance: permits(principal.scopes, 'compliance'),
});

const known = <Filter extends object>(
  filter: Filter,
): { [Name in keyof Filter]: NonNullable<Filter[Name]> } =>
  // What is left out of a query says nothing.
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as never;

export interface DeadLetterRouteParts {
  deadLetters: Pick<DeadLetterRepository, 'list'>;
  deadLetterDesk: Pick<DeadLetterDesk, 'find' | 'replay' | 'replayAll' | 'drop'>;
}

const tag = 'Dead letters';
const one = { 200: { description: 'The dead letter', schema: letterShape } };

const reading = ({ deadLetters, deadLetterDesk }: DeadLetterRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/deadletters',
    scope: 'deadletters:read',
    tag,
    summary: 'List what was given up and waits for people, given up last first',
    description: '`from` counts, `to` does not. What people wrote is not shown, only ids.',
    query: z.strictObject({
      ...pageFields,
      kind: z.enum(deadLetterKinds).optional(),
      reason: reasonText.optional(),
      from: instantQuery.optional(),
      to: instantQuery.optional(),
    }),
    answers: { 200: { description: 'A page of dead letters', schema: listSchema(letterShape) } },
    async handle({ principal, query }) {
      const { kind, reason, from, to } = query;
      const { seesCompliance: withCompliance } = callerOf(principal);
      const filter = { ...known({ kind, reason, from, to }), withCompliance };
      const page = await deadLetters.list(principal.tenantId, filter, pageRequestOf(query));
      return { status: 200, body: listJson(page, toLetterShape) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/deadletters/replay',
    scope: 'deadletters:write',
    tag,
    summary: 'Put back into work whatever matches',
    description:
      'At most 500 in one call; `more` says that there are others. What would only be given up again stays: `notReady`.',
    body: filterBody,
    answers: {
      202: {
        description: 'Back in work',
        schema: z.object({ replayed: z.int(), notReady: z.int(), more: z.boolean() }),
      },
    },
    refusals: [413, 415],
    async handle({ principal, body }) {
      return { status: 202, body: await deadLetterDesk.replayAll(callerOf(principal), known(body)) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/deadletters/{id}',
    scope: 'deadletters:read',
    tag,
    summary: 'Read a dead letter, whatever became of it',
    params: letterParams,
    answers: one,
    refusals: [404],
    async handle({ principal, params }) {
      const letter = await deadLetterDesk.find(callerOf(principal), params.id);
      return { status: 200, body: toLetterShape(letter) };
    },
  }),
];

export const deadLetterRoutes = (parts: DeadLetterRouteParts): readonly AnyRoute[] => [
  ...reading(parts),
  defineRoute({
    method: 'post',
    path: '/v1/deadletters/{id}/replay',
    scope: 'deadletters:write',
    tag,
    summary: 'Put a dead letter back into work',
    description:
      'Under the ids it had, with all tries anew. A second call changes nothing until it is given up again. Each replay is in the audit log.',
    params: letterParams,
    answers: { 202: { description: 'The dead letter', schema: letterShape } },
    refusals: [404, 409],
    async handle({ principal, params }) {
      const letter = await parts.deadLetterDesk.replay(callerOf(principal), params.id);
      return { status: 202, body: toLetterShape(letter) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/deadletters/{id}/drop',
    scope: 'deadletters:write',
    tag,
    summary: 'Put a dead letter away for good',
    description: 'The reason stands in the audit log.',
    params: letterParams,
    body: z.strictObject({ reason: lineOfText(500) }),
    answers: one,
    refusals: [404, 409, 413, 415],
    async handle({ principal, params, body }) {
      const letter = await parts.deadLetterDesk.drop(callerOf(principal), params.id, body.reason);
      return { status: 200, body: toLetterShape(letter) };
    },
  }),
];
