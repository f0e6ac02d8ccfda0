import { z } from 'zod';
import type { ChannelRepository } from '../channels/channel.repository.ts';
import { testPrompt } from '../conversations/apply-command.ts';
import type { IdentityRepository } from '../customers/identity.repository.ts';
import { normalizePhone } from '../customers/normalize-phone.ts';
import type { ExplainMessage } from '../explain/explain-message.ts';
import { RateLimited } from '../http/http-errors.ts';
import type { CommandToSubmit, FindOrder, SubmitCommand } from '../inbox/submit-command.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound, ValidationFailed } from '../shared/errors.ts';
import type { ChannelId, ConversationId, TenantId } from '../shared/ids.ts';
import type { MessageRecord, MessageRepository } from '../transcripts/message.repository.ts';
import type { AuditEntry, AuditParts } from './audit-routes.ts';
import type { CallBucketRepository, CallPace } from './call-bucket.repository.ts';
import { commandIdFor } from './command-id.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { messageShape, toMessageShape } from './message-shape.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, instantText } from './shape-fields.ts';

/** The person said that they want no messages, or that the number is not theirs. */
export class NoticesStopped extends AppError {
  readonly code = 'notices_stopped';
  readonly retryable = false;
}

/** Somebody has the product's test message sent by a number of the tenant; whose number it goes to is not in it. */
export interface TestMessageNote {
  tenantId: TenantId;
  channelId: ChannelId;
  conversationId: ConversationId;
  /** Of the order: the same order is one entry. */
  commandId: string;
  /** Page key of the last line of the chat before it; null: there was none. */
  after: string | null;
  by: string;
  at: Date;
}

export interface TestMessageParts {
  channels: Pick<ChannelRepository, 'find'>;
  /** Who has a number; made like somebody who writes for the first time, once the order may be taken. */
  identities: Pick<IdentityRepository, 'find' | 'resolve'>;
  /** As last stored. The step looks again, and decides (ADR 0031). */
  wantsMessages(tenantId: TenantId, conversationId: ConversationId): Promise<boolean>;
  testBuckets: CallBucketRepository;
  submitCommand: SubmitCommand;
  findOrder: FindOrder;
  /** On record before it is ordered. */
  noteTestMessage(note: TestMessageNote): Promise<void>;
  readAudit: AuditParts['readAudit'];
  messages: Pick<MessageRepository, 'list'>;
  explainMessage: ExplainMessage;
  clock: Clock;
}

/** What is on record of it. */
export const testMessageOrdered = 'channel.test_message';

/** Five at once, then one in five minutes, for the whole tenant: enough to set up, too little to write to people by. */
const pace: CallPace = { perMinute: 0.2, burst: 5 };
/** Where the message is looked for: the first lines after the order. A step takes orders as they come. */
const linesLookedAt = 50;

const testShape = z
  .object({
    orderedAt: instantText,
    by: z.string().meta({ description: '`staff:<id>` or `key:<id>`' }),
    conversationId: z.string(),
    message: messageShape
      .nullable()
      .meta({ description: 'Null: not decided yet. `/v1/messages/{id}/explain` says more' }),
    because: z.string().nullable().meta({
      description:
        'Stable code of why it was not sent, is held, or failed, as of `explain`; null: nothing of that',
    }),
  })
  .meta({ id: 'TestMessage' });

const findChannel = async ({ channels }: TestMessageParts, { tenantId }: Principal, id: string) => {
  // Branded here: the id came through the path's schema and is only ever looked up together with the tenant.
  const channel = await channels.find(tenantId, id as ChannelId);
  if (channel === null) throw new NotFound('There is no such channel.');
  return channel;
};

const senderAt = (phone: string) => ({
  ...{ userId: null, parentUserId: null, phone, username: null, profileName: null },
});

const conversationAt = async (
  { identities }: TestMessageParts,
  { tenantId, id }: { tenantId: TenantId; id: ChannelId },
  phone: string,
): Promise<ConversationId> => {
  // Left overs of a process that died half-way are made as well: nobody wrote who would have them made.
  const [person] = await identities.resolve(tenantId, id, [senderAt(phone)], { verify: true });
  if (person === undefined) throw new NotFound('There is nobody at this number.');
  // Branded here: it is what the tenant's own look-up gave.
  return person.conversationId as ConversationId;
};

const knownAt = async (
  { identities }: TestMessageParts,
  { tenantId, id }: { tenantId: TenantId; id: ChannelId },
  phone: string,
): Promise<ConversationId | null> => {
  const person = await identities.find(tenantId, id, senderAt(phone));
  // Branded here: as above.
  return person === null ? null : (person.conversationId as ConversationId);
};

/** On record, with its place in the chat, before it is ordered. */
const orderAt = async (
  parts: TestMessageParts,
  channelId: ChannelId,
  order: CommandToSubmit & { command: { type: 'try-out'; by: string } },
): Promise<void> => {
  const { tenantId, conversationId, commandId, command } = order;
  const lines = await parts.messages.list(tenantId, conversationId, { limit: 1, after: null }, 'newest');
  await parts.noteTestMessage({
    ...{ tenantId, channelId, conversationId, commandId, by: command.by, at: parts.clock.now() },
    // A chat of one line is looked at whole.
    after: lines.next?.key ?? null,
  });
  await parts.submitCommand(order);
};

const orderRoute = (parts: TestMessageParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/channels/{id}/test-message',
    scope: 'channels:write',
    tag: 'Channels',
    summary: 'Send the test message of the product to a number, to see a number of ours work',
    description:
      'Decided, planned and sent like every message that nobody asked for: by its template, `number_test_v1`, outside the 24-hour window, held in the quiet hours, and never to somebody who ' +
      'stopped messages (409 `notices_stopped`). Five at once and one in five minutes for all callers together (429). In the audit log, without the number. The same Idempotency-Key sends one.',
    params: idParams,
    body: z.strictObject({ phone: z.string().min(1).max(40) }),
    answers: {
      202: {
        description: 'The order is stored',
        schema: z.object({ conversationId: z.string() }).meta({ id: 'OrderedTestMessage' }),
      },
    },
    refusals: [404, 409, 413, 415, 422],
    async handle({ principal, params, body, idempotencyKey }) {
      const phone = normalizePhone(body.phone);
      if (phone === null)
        throw new ValidationFailed([{ field: 'phone', message: 'must be a whole telephone number' }]);
      const channel = await findChannel(parts, principal, params.id);
      const { tenantId } = principal;
      const orderTo = (conversationId: ConversationId) => ({
        ...{ tenantId, conversationId, command: { type: 'try-out' as const, by: nameOf(principal) } },
        commandId: commandIdFor(principal, conversationId, idempotencyKey),
      });
      const known = await knownAt(parts, channel, phone);
      const isAgain = known !== null && idempotencyKey !== null && (await parts.findOrder(orderTo(known)));
      if (isAgain) return { status: 202, body: { conversationId: known } };
      if (known !== null && !(await parts.wantsMessages(tenantId, known)))
        throw new NoticesStopped('Whoever has this number wants no messages.');
      const { granted, waitMs } = await parts.testBuckets.take(`test-message:${tenantId}`, 1, pace);
      if (granted === 0) throw new RateLimited('Too many test messages were sent lately.', waitMs);
      const conversationId = await conversationAt(parts, channel, phone);
      await orderAt(parts, channel.id, orderTo(conversationId));
      return { status: 202, body: { conversationId } };
    },
  });

// Branded here: it is what the route above put on record for this tenant.
const conversationOf = (details: AuditEntry['details']): ConversationId =>
  String(details?.['conversation']) as ConversationId;

/** What came of an order, as it is on record; null: nothing yet. */
const messageOf = async (
  { messages, explainMessage }: TestMessageParts,
  tenantId: TenantId,
  { at: since, details }: Pick<AuditEntry, 'at' | 'details'>,
): Promise<{ message: MessageRecord; because: string | null } | null> => {
  const key = details?.['after'];
  const { items } = await messages.list(tenantId, conversationOf(details), {
    limit: linesLookedAt,
    after: typeof key === 'string' ? { key, id: '' } : null,
  });
  for (const message of items) {
    if (message.direction !== 'out' || message.requestId !== null || message.at < since) continue;
    const explained = await explainMessage(tenantId, message.id);
    if (explained?.prompt === testPrompt) return { message, because: explained.because };
  }
  return null;
};

const lastRoute = (parts: TestMessageParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/channels/{id}/test-message',
    scope: 'channels:write',
    tag: 'Channels',
    summary: 'What became of the last test message of a number',
    params: idParams,
    answers: {
      200: {
        description: 'The last one; `test` is null where none was ordered',
        schema: z.object({ test: testShape.nullable() }).meta({ id: 'LastTestMessage' }),
      },
    },
    refusals: [404],
    async handle({ principal, params }) {
      const { tenantId } = principal;
      const { id: subject } = await findChannel(parts, principal, params.id);
      const filter = { what: testMessageOrdered, subject, withCompartment: false };
      const { items } = await parts.readAudit(tenantId, filter, { limit: 1, after: null });
      const [noted] = items;
      if (noted === undefined) return { status: 200, body: { test: null } };
      const found = await messageOf(parts, tenantId, noted);
      const test = {
        ...{ orderedAt: noted.at.toISOString(), by: noted.by, conversationId: conversationOf(noted.details) },
        message: found === null ? null : toMessageShape(found.message),
        because: found?.because ?? null,
      };
      return { status: 200, body: { test } };
    },
  });

export const testMessageRoutes = (parts: TestMessageParts): readonly AnyRoute[] => [
  orderRoute(parts),
  lastRoute(parts),
];
