import { z } from 'zod';
import { planChecks, verdicts } from '../delivery/plan-record.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { ExplainedNames } from '../explain/spoken.ts';
import { explainLanguages } from '../explain/words.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';
import { templateOutShape } from './template-out-shape.ts';

const textOrNull = z.string().nullable();
const said = z.enum(['accepted', 'rejected', 'withdrawn']).nullable();
const way = z.enum(['free', 'template']).nullable();

const insteadOf = z
  .object({ language: z.string(), reason: z.string() })
  .nullable()
  .meta({ description: 'The language of the person and why it is not said in that; null: it is' });

const ruleShape = z.object({
  id: z.string(),
  version: z.int(),
  name: textOrNull.meta({ description: 'Of a rule of your own; null also without `triggers:read`' }),
});

export const explanationShape = z
  .object({
    messageId: z.string(),
    conversationId: z.string(),
    requestId: textOrNull,
    prompt: z.string(),
    fate: z.enum(['sent', 'waiting', 'held', 'not_sent', 'failed', 'unknown']),
    because: textOrNull.meta({ description: 'Stable code of why it was not sent, is held, or failed' }),
    decidedAt: instantText,
    event: z.object({ eventId: z.string(), type: z.string(), receivedAt: instantText }).nullable(),
    rule: ruleShape.nullable(),
    causes: z
      .array(
        z.object({
          eventId: z.string(),
          type: z.string(),
          receivedAt: instantText,
          rule: ruleShape.nullable(),
        }),
      )
      .meta({
        description:
          'Events this one was made of, the nearest first; `rule` acted on each and made the one before',
      }),
    request: z
      .object({ id: z.string(), kind: z.string(), status: z.enum(['open', 'closed']), outcome: textOrNull })
      .nullable(),
    occasion: z.enum(['answer', 'unasked']),
    contact: z.object({
      contactRef: textOrNull,
      name: textOrNull.meta({ description: 'Null also without `customers:read`' }),
      customerRefs: z.array(z.string()),
      reachedBy: z.enum(['phone', 'user_id']).nullable(),
    }),
    consent: z
      .object({
        notices: z.enum(['on', 'stopped', 'wrongNumber']).nullable(),
        marketing: said,
        feedback: said,
      })
      .meta({ description: 'As it is now' }),
    window: z
      .object({ expiresAt: nullableInstant, wasOpen: z.boolean() })
      .meta({ description: 'As it was when the message was decided' }),
    template: z
      .object({
        name: z.string(),
        language: z.string(),
        chosen: z.object({ name: z.string(), unsaid: z.string().optional() }).optional().meta({
          description: 'The template of your own that the rule chose; `unsaid`: why other words are said',
        }),
        insteadOf,
      })
      .nullable(),
    plan: z
      .object({
        at: instantText,
        verdict: z.enum(verdicts),
        as: way,
        insteadOf,
        checks: z.array(
          z.object({
            check: z.enum(planChecks),
            result: z.enum(['passed', 'held', 'waited', 'refused', 'not_reached']),
            reason: textOrNull,
            until: nullableInstant,
          }),
        ),
        before: z
          .object({
            ...{ at: instantText, verdict: z.enum(verdicts) },
            ...{ check: z.enum(planChecks).nullable(), reason: textOrNull, until: nullableInstant },
          })
          .nullable()
          .meta({ description: 'What kept it, or ended it, until this plan; null: nothing did' }),
      })
      .nullable(),
    hold: z
      .object({ reason: z.string(), until: instantText, template: templateOutShape.optional() })
      .nullable(),
    handled: z
      .object({
        ...{ what: z.enum(['released', 'dropped']), by: z.string(), at: instantText },
        name: textOrNull.meta({ description: 'Of a person of yours; null also without `staff:read`' }),
      })
      .nullable(),
    sentAs: way,
    price: z
      .object({
        state: z.enum(['charged', 'expected', 'free', 'none', 'estimated']),
        market: z.string(),
        category: z.string(),
        amount: textOrNull,
        currency: z.string(),
        isEstimate: z.boolean(),
      })
      .nullable()
      .meta({
        description:
          'As the platform charges it; `estimated`: it was not sent yet, and this is what its plan says it would cost',
      }),
    attempts: z.object({
      count: z.int(),
      unknown: z.int(),
      lastReason: textOrNull,
      acceptedAt: nullableInstant,
      nextAt: nullableInstant,
    }),
    statuses: z.array(
      z.object({ status: z.string(), at: instantText, attempt: z.int(), error: z.int().nullable() }),
    ),
    answer: z
      .object({
        messageId: z.string(),
        at: instantText,
        decision: z.object({ id: z.string(), result: z.string() }).nullable(),
      })
      .nullable(),
    callbacks: z.array(
      z.object({
        id: z.string(),
        endpoint: z.string(),
        type: z.string(),
        status: z.string(),
        attempts: z.int(),
        createdAt: instantText,
      }),
    ),
    language: z.enum(explainLanguages),
    sentences: z.array(z.string()),
  })
  .meta({ id: 'Explanation' });

/** Instants as text; everything else stands as it is. */
export const toExplanationShape = (
  explanation: Explanation,
  told: {
    language: (typeof explainLanguages)[number];
    sentences: readonly string[];
    names: ExplainedNames;
  },
): z.input<typeof explanationShape> => {
  const { event, window, plan, hold, handled, attempts, statuses, answer, callbacks } = explanation;
  const { names } = told;
  const named = (rule: Explanation['rule']) => rule && { ...rule, name: names.rule(rule) };
  return {
    ...explanation,
    contact: {
      ...explanation.contact,
      name: names.contact,
      customerRefs: [...explanation.contact.customerRefs],
    },
    rule: named(explanation.rule),
    decidedAt: explanation.decidedAt.toISOString(),
    event: event && { ...event, receivedAt: event.receivedAt.toISOString() },
    causes: explanation.causes.map((one) => ({
      ...one,
      rule: named(one.rule),
      receivedAt: one.receivedAt.toISOString(),
    })),
    window: { ...window, expiresAt: instantOrNull(window.expiresAt) },
    plan: plan && {
      ...plan,
      at: plan.at.toISOString(),
      checks: plan.checks.map((one) => ({ ...one, until: instantOrNull(one.until) })),
      before: plan.before && {
        ...{ ...plan.before, at: plan.before.at.toISOString() },
        until: instantOrNull(plan.before.until),
      },
    },
    hold: hold && { ...hold, until: hold.until.toISOString() },
    handled: handled && { ...handled, name: names.person, at: handled.at.toISOString() },
    attempts: {
      ...attempts,
      acceptedAt: instantOrNull(attempts.acceptedAt),
      nextAt: instantOrNull(attempts.nextAt),
    },
    statuses: statuses.map((one) => ({ ...one, at: one.at.toISOString() })),
    answer: answer && { ...answer, at: answer.at.toISOString() },
    callbacks: callbacks.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })),
    language: told.language,
    sentences: [...told.sentences],
  };
};
