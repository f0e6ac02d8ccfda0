import { z } from 'zod';
import { postedEventId } from '../triggers/event-key.ts';
import type { DryStep } from '../triggers/rules/dry-escalations.ts';
import type { DryMessage } from '../triggers/rules/dry-messages.ts';
import type { DryEffect, DryOutcome, DryTell } from '../triggers/rules/dry-sequence.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';

const messageShape = z.object({
  text: z.string(),
  choices: z.array(z.string()),
  template: z.string().nullable(),
  chosen: z.object({ name: z.string(), unsaid: z.string().optional() }).optional().meta({
    description: 'The template of your own that the rule chose; `unsaid`: why other words are said',
  }),
  language: z.string().optional().meta({ description: 'Of its words' }),
  insteadOf: z.object({ language: z.string(), reason: z.string() }).optional().meta({
    description: 'The language of the person and why it is not said in that. Left out: it is',
  }),
  at: instantText,
  heldUntil: nullableInstant.meta({ description: 'The end of the quiet hours it waits for' }),
  holds: z
    .array(z.object({ check: z.string(), reason: z.string(), until: nullableInstant }))
    .optional()
    .meta({
      description:
        'What keeps it until `at`, one after the other, in the codes of a message’s plan; `until` null: nobody knows for how long. Left out: nothing',
    }),
  unsent: z.string().nullable().meta({ description: 'Why it is recorded and not sent' }),
});

const stepShape = z.discriminatedUnion('to', [
  z.object({ at: instantText, to: z.literal('contact'), contactRef: z.string() }),
  z.object({ at: instantText, to: z.literal('task'), role: z.string(), urgent: z.boolean() }),
]);

const tellShape = z.object({
  do: z.enum(['request', 'notify']),
  requestKind: z.string(),
  contactRef: z.string(),
  at: instantText,
  hold: z
    .object({
      ...{ by: z.enum(['wait', 'collapse']), until: instantText },
      because: z.literal('business_hours').optional().meta({
        description:
          'Its own time is over before, outside the office hours that begin at `until`. Left out: it is not',
      }),
    })
    .nullable()
    .meta({ description: 'What the rule itself waits for' }),
  state: z.enum(['asked', 'held', 'ended']).meta({
    description: 'Put to the person; waiting for them to prove who they are; or ended at once',
  }),
  outcome: z.string().nullable(),
  messages: z.array(messageShape),
  unless: z
    .array(z.object({ answered: z.literal(true) }))
    .optional()
    .meta({ description: 'It waits, and is not told where that is so by then. Left out: it does not' }),
  together: z
    .object({ words: z.string(), events: z.array(z.string()) })
    .optional()
    .meta({
      description:
        'One message of several events: `words` is the one under which it stands, the others have no `messages`. Left out: by itself',
    }),
  withdraws: z
    .array(z.object({ requestId: z.string(), eventId: z.string().nullable() }))
    .optional()
    .meta({
      description: 'Open requests it takes the place of; `eventId`: of one that is tried. Left out: none',
    }),
  escalates: z
    .array(stepShape)
    .optional()
    .meta({ description: 'What happens where nobody answers. Left out: nothing' }),
});

const effectShape = z.discriminatedUnion('do', [
  tellShape,
  z.object({
    do: z.literal('task'),
    role: z.string(),
    reason: z.string(),
    urgent: z.boolean(),
    dueAt: instantText,
  }),
  z.object({ do: z.literal('callback'), type: z.string(), name: z.string() }),
  z.object({
    do: z.literal('emit'),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    isAccepted: z.boolean().meta({ description: 'The type takes what the rule makes of the event' }),
  }),
]);

const outcomeFields = {
  by: z
    .object({ id: z.string(), version: z.int() })
    .nullable()
    .meta({ description: 'The rule that would act' }),
  status: z.enum(['processed', 'ignored', 'failed']),
  reason: z.string().nullable(),
  settledAt: instantText
    .optional()
    .meta({ description: 'When it waited and is not told in the end: when that was decided' }),
  roomAt: instantText.optional().meta({ description: 'Of what is `capped`: when the cap has room again' }),
  effects: z.array(effectShape),
};

const causedOutcomeShape = z.object(outcomeFields).meta({ id: 'TriggerCausedOutcome' });

export const triggerOutcomeShape = z
  .object({
    ...outcomeFields,
    caused: z
      .array(z.object({ eventId: z.string(), type: z.string(), outcome: causedOutcomeShape }))
      .optional()
      .meta({
        description:
          'Events its rule makes, and those they make, with what would come of each by the rules in use. Left out: none',
      }),
  })
  .meta({ id: 'TriggerOutcome' });

type TellJson = z.input<typeof tellShape>;

const messageJson = ({
  text,
  choices,
  template,
  chosen,
  at,
  heldUntil,
  holds,
  unsent,
  ...said
}: DryMessage) => ({
  ...{ text, choices: [...choices], template, language: said.language },
  ...(chosen === undefined ? {} : { chosen }),
  ...(said.insteadOf === null ? {} : { insteadOf: said.insteadOf }),
  ...{ at: at.toISOString(), heldUntil: instantOrNull(heldUntil) },
  ...(holds.length === 0
    ? {}
    : { holds: holds.map((hold) => ({ ...hold, until: instantOrNull(hold.until) })) }),
  unsent,
});

const stepJson = (step: DryStep): z.input<typeof stepShape> => ({ ...step, at: step.at.toISOString() });

const tellJson = ({ unless, together, withdraws, escalates, ...told }: DryTell): TellJson => ({
  ...told,
  at: told.at.toISOString(),
  hold: told.hold && { ...told.hold, until: told.hold.until.toISOString() },
  messages: told.messages.map(messageJson),
  ...(unless === undefined ? {} : { unless: [...unless] }),
  ...(together === undefined
    ? {}
    : { together: { words: postedEventId(together.words), events: together.events.map(postedEventId) } }),
  ...(withdraws === undefined
    ? {}
    : {
        withdraws: withdraws.map(({ requestId, eventId }) => ({
          requestId,
          eventId: eventId === null ? null : postedEventId(eventId),
        })),
      }),
  ...(escalates === undefined ? {} : { escalates: escalates.map(stepJson) }),
});

const effectJson = (effect: DryEffect): z.input<typeof effectShape> => {
  switch (effect.do) {
    case 'task':
      return { ...effect, dueAt: effect.dueAt.toISOString() };
    case 'callback':
      return effect;
    case 'emit':
      return { do: 'emit', type: effect.type, data: { ...effect.data }, isAccepted: effect.isAccepted };
    case 'request':
    case 'notify':
      return tellJson(effect);
  }
};

const ownJson = ({
  by,
  status,
  reason,
  effects,
  settledAt,
  roomAt,
}: DryOutcome): z.input<typeof causedOutcomeShape> => ({
  by: by === null ? null : { id: by.id, version: by.version },
  status,
  reason,
  ...(settledAt === undefined ? {} : { settledAt: settledAt.toISOString() }),
  ...(roomAt === undefined ? {} : { roomAt: roomAt.toISOString() }),
  effects: effects.map(effectJson),
});

export const outcomeJson = (outcome: DryOutcome): z.input<typeof triggerOutcomeShape> => {
  const { caused } = outcome;
  if (caused === undefined) return ownJson(outcome);
  const events = caused.map(({ eventId, type, outcome: its }) => ({
    ...{ eventId: postedEventId(eventId), type },
    outcome: ownJson(its),
  }));
  return { ...ownJson(outcome), caused: events };
};
