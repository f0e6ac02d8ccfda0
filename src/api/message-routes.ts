import { z } from 'zod';
import type { HeldMessageRepository } from '../delivery/held-message.repository.ts';
import type { Handled } from '../delivery/outbox-entry.ts';
import { holdReasons, type HoldReason } from '../delivery/plan-record.ts';
import type { ExplainMessage } from '../explain/explain-message.ts';
import { sentencesOf } from '../explain/sentences.ts';
import { explainLanguages } from '../explain/words.ts';
import { formatInstant } from '../money/format-time.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound, ValidationFailed } from '../shared/errors.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { MessageRepository } from '../transcripts/message.repository.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { explainedNames, type NameParts } from './explained-names.ts';
import { explanationShape, toExplanationShape } from './explanation-shape.ts';
import { messageShape, toMessageShape } from './message-shape.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, idText } from './shape-fields.ts';

/** It went out, was dropped, or was never held. */
export class MessageNotHeld extends AppError {
  readonly code = 'message_not_held';
  readonly retryable = false;
}

/** Somebody let a held message go, or dropped it. */
export interface HeldNote extends Handled {
  tenantId: TenantId;
  messageId: string;
  reason: HoldReason | 'unknown';
}

export interface MessageParts extends NameParts {
  messages: MessageRepository;
  heldMessages: HeldMessageRepository;
  explainMessage: ExplainMessage;
  /** On record before it is done. */
  noteHeldMessage(note: HeldNote): Promise<void>;
  /** Told before it is dropped: what it says and nothing else does has to be said by the next one. */
  messageDropped(tenantId: TenantId, messageId: string): Promise<void>;
  /** A message is due that was held. */
  messageReleased(): void;
  timeZoneOf(tenantId: TenantId): Promise<string>;
  clock: Clock;
}

const tag = 'Messages';

const listRoute = ({ messages, clock }: MessageParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/messages',
    scope: 'conversations:read',
    tag,
    summary:
      'List messages of ours: those that are held, the next to go first, or those that were sent, the latest first',
    description:
      '`held`: what is decided and waits, for the end of the quiet hours, for a template, for money; each goes by itself when its reason is over. ' +
      '`sent`: what the platform took, with what it said of it since. `reason` and `conversation` are of `held`.',
    query: z.strictObject({
      ...pageFields,
      state: z.enum(['held', 'sent']),
      reason: z.enum(holdReasons).optional(),
      conversation: idText.optional(),
    }),
    answers: { 200: { description: 'A page of messages', schema: listSchema(messageShape) } },
    async handle({ principal, query }) {
      if (query.state === 'sent') {
        const wrong = (['reason', 'conversation'] as const).filter((name) => query[name] !== undefined);
        if (wrong.length > 0)
          throw new ValidationFailed(
            wrong.map((name) => ({ field: `query.${name}`, message: 'is of messages that are held' })),
          );
        const taken = await messages.listTaken(principal.tenantId, pageRequestOf(query));
        return { status: 200, body: listJson(taken, toMessageShape) };
      }
      const filter = {
        now: clock.now(),
        ...(query.reason === undefined ? {} : { reason: query.reason }),
        // Looked up together with the tenant.
        ...(query.conversation === undefined ? {} : { conversationId: query.conversation as ConversationId }),
      };
      const page = await messages.listHeld(principal.tenantId, filter, pageRequestOf(query));
      return { status: 200, body: listJson(page, toMessageShape) };
    },
  });

/** False: it is not held, or not any more. */
const handleHeld = async (
  { heldMessages, noteHeldMessage, messageDropped }: MessageParts,
  tenantId: TenantId,
  { id, ...handled }: { id: string } & Handled,
): Promise<boolean> => {
  const reason = await heldMessages.reasonOf(tenantId, id, handled.at);
  if (reason === null) return false;
  await noteHeldMessage({ tenantId, messageId: id, reason, ...handled });
  if (handled.what === 'dropped') await messageDropped(tenantId, id);
  return heldMessages.handle(tenantId, id, handled);
};

const release = async (parts: MessageParts, principal: Principal, id: string): Promise<boolean> => {
  const { heldMessages, messageReleased, clock } = parts;
  const { tenantId } = principal;
  const handled: Handled = { what: 'released', by: nameOf(principal), at: clock.now() };
  // Whoever hears of us for the first time hears what becomes of their data first (domain R18): it goes as well, before the message.
  const notice = await heldMessages.noticeBefore(tenantId, id, handled.at);
  if (notice !== null) await handleHeld(parts, tenantId, { id: notice, ...handled });
  const isReleased = await handleHeld(parts, tenantId, { id, ...handled });
  if (isReleased || notice !== null) messageReleased();
  return isReleased;
};

const drop = (parts: MessageParts, principal: Principal, id: string): Promise<boolean> =>
  handleHeld(parts, principal.tenantId, {
    ...{ id, what: 'dropped', by: nameOf(principal), at: parts.clock.now() },
  });

const orderRoute = (
  parts: MessageParts,
  {
    verb,
    what,
    summary,
    description,
  }: { verb: string; what: Handled['what']; summary: string; description: string },
): AnyRoute =>
  defineRoute({
    method: 'post',
    path: `/v1/messages/{id}/${verb}`,
    scope: 'conversations:write',
    tag,
    summary,
    description,
    params: idParams,
    answers: { 204: { description: 'Done, and on record', schema: null } },
    refusals: [404, 409],
    async handle({ principal, params }) {
      if ((await parts.explainMessage(principal.tenantId, params.id)) === null)
        throw new NotFound('There is no such message.');
      const isDone = await (what === 'released' ? release : drop)(parts, principal, params.id);
      if (!isDone) throw new MessageNotHeld('The message is not held.');
      return { status: 204 };
    },
  });

const explainRoute = (parts: MessageParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/messages/{id}/explain',
    scope: 'conversations:read',
    alsoNeeds: ['requests:read'],
    tag,
    summary: 'Tell the whole way of a message of ours, also why it was not sent',
    description:
      'Event, rule, contact, consent, window, template, plan, price, attempts, statuses, answer and callbacks: as data, and as sentences in ' +
      'Turkish or English for whoever reads the transcript.',
    params: idParams,
    query: z.strictObject({ lang: z.enum(explainLanguages).default('tr') }),
    answers: { 200: { description: 'The chain', schema: explanationShape } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const explanation = await parts.explainMessage(principal.tenantId, params.id);
      if (explanation === null) throw new NotFound('There is no such message.');
      const [timeZone, names] = await Promise.all([
        parts.timeZoneOf(principal.tenantId),
        explainedNames(parts, principal, explanation),
      ]);
      const format = (at: Date): string => formatInstant(at.toISOString(), query.lang, timeZone);
      const sentences = sentencesOf(explanation, query.lang, format, names);
      return {
        status: 200,
        body: toExplanationShape(explanation, { language: query.lang, sentences, names }),
      };
    },
  });

/** Messages that wait, and the way of each (ADR 0045). */
export const messageRoutes = (parts: MessageParts): readonly AnyRoute[] => [
  listRoute(parts),
  explainRoute(parts),
  orderRoute(parts, {
    verb: 'release',
    what: 'released',
    summary: 'Let a held message go now',
    description:
      'It is looked at once more as it leaves: who stopped messages meanwhile, or has answered, gets nothing. Written to the audit log.',
  }),
  orderRoute(parts, {
    verb: 'drop',
    what: 'dropped',
    summary: 'Drop a held message: it is never sent',
    description: 'Its line stays in the transcript as not sent. Written to the audit log.',
  }),
];
