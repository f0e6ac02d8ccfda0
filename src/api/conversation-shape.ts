import { z } from 'zod';
import type { ConversationRecord, StepRecord } from '../conversations/conversation-record.ts';
import { instantOrNull, instantText, languageText, nullableInstant } from './shape-fields.ts';

/** What somebody who waits for a person of ours wrote since. */
export const waitingShape = z
  .object({
    since: instantText,
    messages: z.int().meta({ description: 'Written since then' }),
    lastMessageAt: nullableInstant,
  })
  .meta({ id: 'Waiting' });

export const toWaitingShape = ({
  waited,
}: Pick<ConversationRecord, 'waited'>): z.input<typeof waitingShape> | null =>
  waited && {
    since: waited.since.toISOString(),
    messages: waited.messages,
    lastMessageAt: instantOrNull(waited.lastAt),
  };

export const conversationShape = z
  .object({
    id: z.string(),
    channelId: z.string(),
    contactRef: z.string().nullable(),
    customerRefs: z.array(z.string()),
    mode: z.enum(['bot', 'staff']),
    language: languageText,
    windowExpiresAt: nullableInstant,
    lastMessageAt: nullableInstant,
    openRequestIds: z.array(z.string()),
    waiting: waitingShape.nullable().meta({ description: 'For a person of ours; null: for nobody' }),
  })
  .meta({ id: 'Conversation' });

export const toConversationShape = (conversation: ConversationRecord): z.input<typeof conversationShape> => ({
  id: conversation.id,
  channelId: conversation.channelId,
  contactRef: conversation.contactRef,
  customerRefs: [...conversation.customerRefs],
  mode: conversation.mode,
  language: conversation.language,
  windowExpiresAt: instantOrNull(conversation.windowExpiresAt),
  lastMessageAt: instantOrNull(conversation.lastMessageAt),
  openRequestIds: [...conversation.openRequestIds],
  waiting: toWaitingShape(conversation),
});

export const stepShape = z
  .object({
    rev: z.int(),
    at: instantText,
    inputs: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        outside: z
          .string()
          .optional()
          .meta({ description: 'What a model outside took the words for; it decided nothing' }),
      }),
    ),
    states: z.record(z.string(), z.string()),
    effects: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'Step' });

export const toStepShape = (step: StepRecord): z.input<typeof stepShape> => ({
  rev: step.rev,
  at: step.at.toISOString(),
  inputs: step.inputs.map(({ id, type, outside }) => ({
    id,
    type,
    ...(outside === undefined ? {} : { outside }),
  })),
  states: { ...step.states },
  effects: step.effects.map((effect) => ({ ...effect })),
});
