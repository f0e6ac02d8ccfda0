import { z } from 'zod';
import { durationOf } from '../rule-timing.ts';
import { quantityOfUnit, lineOfText, reference } from '../../vocabulary/data-fields.ts';
import { scheduleSchema } from '../calendar/schedule.ts';
import { audienceFallbacks, audienceRoles, type RuleAction } from '../rule-action.ts';
import { scheduledEventTypes } from '../event-types.ts';
import type { Rule } from './rule.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const roles = z
  .array(z.enum(audienceRoles))
  .min(1)
  .max(audienceRoles.length)
  .refine((all) => new Set(all).size === all.length, 'must name every role once');

const audience = z
  .strictObject({
    roles,
    fallback: z.enum(audienceFallbacks).default('usual'),
  })
  .meta({ id: 'TriggerAudience' });

/** Of so many days at most, and of a minute at least where nothing would be no duration. */
const duration = (most: number, least = minute) =>
  z
    .string()
    .max(24)
    .refine((text) => durationOf(text) !== null, 'must be a duration such as PT10M or P1D')
    .refine(
      (text) => {
        const length = durationOf(text);
        return length === null || (length >= least && length <= most * day);
      },
      `must be ${least === 0 ? '' : 'a minute at least and '}${most} days at most`,
    );

const wait = z
  .strictObject({
    for: duration(30, 0).nullable().default(null),
    until: z.literal('business_hours').nullable().default(null),
  })
  .meta({ id: 'TriggerWait' });

const name = z.string().regex(/^[a-z_][\w.]{0,79}$/, 'must be the name of a field');

/** Where a member of the data of an event comes from that a rule makes. */
const emitValue = z
  .union([
    z.string().max(500),
    z.number(),
    z.boolean(),
    z.strictObject({ from: name }),
    z.strictObject({ text: lineOfText(500) }),
    z.strictObject({ lines: name, side: z.enum(['A', 'B']) }),
    z.strictObject({ unitOf: name }),
    z.strictObject({ quantityOf: name }),
  ])
  .meta({ id: 'TriggerEmitValue' });

/** Data of a type of the catalogue, made of the event. */
const madeData = z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), emitValue);

const templateName = z.string().regex(/^[a-z][a-z0-9_]{2,59}$/, 'must be the name of a template of your own');

const tell = {
  /** About events of a type of one's own: the type of the catalogue whose words, term and answers it has. */
  as: z.enum(scheduledEventTypes).optional(),
  /** Goes with `as`. */
  data: madeData.optional(),
  /** Who is asked or told where the event names no contact; null: as without a rule. */
  audience: audience.nullable().default(null),
  wait: wait.optional(),
  /** From so many on they are told together, in one message; `first`: those before are told as they come. */
  collapse: z
    .strictObject({
      within: duration(1),
      from: z.int().min(2).max(50),
      first: z.literal('at_once').optional(),
    })
    .optional(),
  unless: z
    .array(z.strictObject({ answered: z.literal(true) }))
    .max(1)
    .optional(),
  supersede: z.boolean().optional(),
  /** What happens where nobody answered, each reckoned from the question. */
  escalate: z
    .array(
      z.discriminatedUnion('to', [
        z.strictObject({ after: duration(60), to: z.literal('contact'), roles }),
        z.strictObject({
          after: duration(60),
          to: z.literal('task'),
          role: z.enum(['staff', 'accounting']),
          urgent: z.boolean().default(false),
        }),
      ]),
    )
    .min(1)
    .max(5)
    .optional(),
  /** A template of one's own that fits the type; null: the words of the type. */
  template: templateName.nullable().optional(),
};

const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('request'), ...tell }),
  z.strictObject({ do: z.literal('notify'), ...tell }),
  z.strictObject({
    do: z.literal('task'),
    role: z.enum(['staff', 'accounting', 'compliance']),
    urgent: z.boolean().default(false),
  }),
  z.strictObject({
    do: z.literal('callback'),
    name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be small letters, digits and . _ - only'),
  }),
  z.strictObject({
    do: z.literal('emit'),
    type: z.string().min(1).max(100),
    data: madeData,
  }),
  z.strictObject({ do: z.literal('nothing') }),
]);

const value = z.union([
  z.string().max(200),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(50),
  quantityOfUnit,
  z.array(quantityOfUnit).min(1).max(20),
]);

const condition = z.strictObject({
  field: z.string().regex(/^[A-Za-z_][\w.]{0,79}$/, 'must be the name of a field'),
  op: z.string().regex(/^[a-z_]{1,20}$/, 'must be the name of an operator'),
  value: value.optional(),
});

/** The ids a tenant's rules may have. */
export const ruleId = reference(64);

/** Body of `PUT /v1/triggers/{id}/draft`. What fits the type of event is looked at by `checkRule`. */
export const ruleInputSchema = z.strictObject({
  /** That of the path, if given. */
  id: ruleId.optional(),
  name: lineOfText(120),
  on: z.string().min(1).max(80),
  /** When it acts, with `on` `schedule`. */
  schedule: scheduleSchema.optional(),
  /** Whom each date of a calendar is for. */
  customers: z
    .union([
      z.enum(['all', 'none']),
      z
        .array(reference(64))
        .min(1)
        .max(500)
        .refine((refs) => new Set(refs).size === refs.length, 'must name every customer once'),
    ])
    .optional(),
  when: z.array(condition).max(20).default([]),
  then: z.array(action).min(1).max(8),
  cap: z
    .strictObject({
      per: z.enum(['contact', 'customer']),
      at_most: z.int().min(1).max(100),
      within: duration(366),
    })
    .nullable()
    .optional(),
  priority: z.int().min(1).max(100).default(50),
});
export type RuleInput = z.output<typeof ruleInputSchema>;

const actionOf = (input: RuleInput['then'][number]): RuleAction => {
  if (input.do !== 'request' && input.do !== 'notify') return input;
  const { template, ...said } = input;
  return { ...said, ...(template === undefined || template === null ? {} : { template }) };
};

export const ruleOf = ({ id: _path, then, ...rule }: RuleInput): Rule => ({
  ...rule,
  then: then.map(actionOf),
});
