import { z } from 'zod';
import type { MessageRecord } from '../transcripts/message.repository.ts';
import { messageDetails, toMessageDetails } from './message-details.ts';
import { instantText } from './shape-fields.ts';
import { templateOutShape } from './template-out-shape.ts';

export const messageShape = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    direction: z.enum(['in', 'out']),
    kind: z.string(),
    text: z.string().nullable(),
    choices: z.array(z.object({ id: z.string(), title: z.string() })),
    author: z.enum(['customer', 'bot', 'staff', 'system']),
    at: instantText,
    providerMessageId: z.string().nullable(),
    status: z.enum([
      'received',
      'pending',
      'accepted',
      'sent',
      'delivered',
      'read',
      'failed',
      'unknown',
      'suppressed',
    ]),
    statuses: z.array(z.object({ status: z.string(), at: instantText, error: z.string().nullable() })),
    requestId: z.string().nullable(),
    held: z
      .object({ reason: z.string(), until: instantText, template: templateOutShape.optional() })
      .nullable()
      .meta({ description: 'Why it is not sent yet, and until when it waits' }),
    ...messageDetails,
  })
  .meta({ id: 'Message' });

export const toMessageShape = (message: MessageRecord): z.input<typeof messageShape> => ({
  id: message.id,
  conversationId: message.conversationId,
  direction: message.direction,
  kind: message.kind,
  text: message.text,
  choices: message.choices.map(({ id, title }) => ({ id, title })),
  author: message.author,
  at: message.at.toISOString(),
  providerMessageId: message.providerMessageId,
  status: message.status,
  statuses: message.statuses.map(({ status, at, error }) => ({ status, at: at.toISOString(), error })),
  requestId: message.requestId,
  held: message.held ? { ...message.held, until: message.held.until.toISOString() } : null,
  ...toMessageDetails(message.details),
});
