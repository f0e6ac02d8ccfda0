import { z } from 'zod';
import { AppError, NotFound } from '../shared/errors.ts';
import type { Clock } from '../shared/clock.ts';
import type { CustomTypeRepository } from '../triggers/custom-type.repository.ts';
import { customFieldKinds, customTypePattern, goesOn, type CustomType } from '../triggers/custom-type.ts';
import { commonRuleTypes, ruleTypesWith } from '../triggers/rules/rule-types.ts';
import type { RuleRepository } from '../triggers/rules/rule.repository.ts';
import { isRelative } from '../triggers/calendar/schedule.ts';
import type { Rule, RuleRecord } from '../triggers/rules/rule.ts';
import { lineOfText } from '../vocabulary/data-fields.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { isVisible } from './trigger-visibility.ts';
import { ruleTypeShape, toRuleTypeShape } from './trigger-shape.ts';

/** Events of the type were taken, or rules are on it: what they hold on to stays. */
export class TriggerTypeInUse extends AppError {
  readonly code = 'trigger_type_in_use';
  readonly retryable = false;
}

export interface TriggerTypeParts {
  customTypes: CustomTypeRepository;
  rules: Pick<RuleRepository, 'list'>;
  clock: Clock;
}

const tag = 'Triggers';
const typeParams = z.object({
  type: z
    .string()
    .max(100)
    .regex(customTypePattern, 'must be custom. and one to three names in small letters'),
});

const inputSchema = z.strictObject({
  name: lineOfText(120),
  fields: z
    .array(
      z
        .strictObject({
          name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be small letters, digits and _ only'),
          kind: z.enum(customFieldKinds),
          required: z.boolean().default(false),
          choices: z
            .array(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'must be a word in small letters'))
            .max(50)
            .refine((all) => new Set(all).size === all.length, 'must name every word once')
            .default([]),
        })
        .refine(({ kind, choices }) => (kind === 'choice') === choices.length > 0, {
          path: ['choices'],
          error: 'goes with the kind choice, and with no other',
        }),
    )
    .max(40)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must name every field once'),
});

const shapeOf = (type: CustomType): z.input<typeof ruleTypeShape> => {
  const known = ruleTypesWith([type])(type.type);
  if (known === undefined) throw new TypeError('a type of a tenant has no rule type');
  return { ...toRuleTypeShape(known), own: { name: type.name, fields: ownFields(type) } };
};

const ownFields = ({ fields }: CustomType) =>
  fields.map(({ choices, ...field }) => ({ ...field, choices: [...choices] }));

const nearType = ({ schedule }: Rule): string | null =>
  schedule !== undefined && isRelative(schedule) ? schedule.relative.of : null;

const onType = ({ draft, published }: RuleRecord, type: string): boolean =>
  [draft, published].some(
    (written) =>
      written !== null &&
      (written.rule.on === type ||
        nearType(written.rule) === type ||
        written.rule.then.some((action) => action.do === 'emit' && action.type === type)),
  );

const isUsed = async (
  { rules }: TriggerTypeParts,
  { tenantId }: Principal,
  type: string,
): Promise<boolean> => {
  let after = null;
  do {
    const page = await rules.list(tenantId, {}, { limit: 200, after });
    if (page.items.some((rule) => onType(rule, type))) return true;
    after = page.next;
  } while (after !== null);
  return false;
};

/** Types of events: those of the catalogue, and those a tenant makes. */
export const triggerTypeRoutes = (parts: TriggerTypeParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/triggers/types',
    scope: 'triggers:read',
    tag,
    summary: 'What rules can be on: fields with their operators, actions, and what is locked',
    description:
      'One entry for each type of event, one for dates (`schedule`), and those of your own last, all on one page.',
    answers: { 200: { description: 'The types', schema: listSchema(ruleTypeShape) } },
    async handle({ principal }) {
      const own = await parts.customTypes.list(principal.tenantId);
      const items = commonRuleTypes().filter(({ type }) => isVisible(principal, type));
      const shapes = [...items.map(toRuleTypeShape), ...own.map(shapeOf)];
      return { status: 200, body: listJson({ items: shapes, next: null }, (shape) => shape) };
    },
  }),
  defineRoute({
    method: 'put',
    path: '/v1/triggers/types/{type}',
    scope: 'triggers:write',
    tag,
    summary: 'Make a type of event of your own, or add to one',
    description:
      'From then on `POST /v1/events` takes events of the type, and rules can be on it. Fields may be added that nobody has to give, and words of a choice; nothing is taken away.',
    params: typeParams,
    body: inputSchema,
    answers: { 200: { description: 'The type', schema: ruleTypeShape } },
    refusals: [409, 413, 415],
    async handle({ principal, params, body }) {
      const before = await parts.customTypes.find(principal.tenantId, params.type);
      if (before !== null && !goesOn(before, body))
        throw new TriggerTypeInUse('Fields that are there stay as they are, and new ones are not required.');
      const type: CustomType = {
        tenantId: principal.tenantId,
        type: params.type,
        ...body,
        updatedAt: parts.clock.now(),
        updatedBy: nameOf(principal),
      };
      if (!(await parts.customTypes.save(type, before)))
        throw new TriggerTypeInUse('The type was changed in this moment; read it again.');
      return { status: 200, body: shapeOf(type) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/triggers/types/{type}',
    scope: 'triggers:read',
    tag,
    summary: 'Read a type of event of your own',
    params: typeParams,
    answers: { 200: { description: 'The type', schema: ruleTypeShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const found = await parts.customTypes.find(principal.tenantId, params.type);
      if (found === null) throw new NotFound('There is no such type.');
      return { status: 200, body: shapeOf(found) };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/triggers/types/{type}',
    scope: 'triggers:write',
    tag,
    summary: 'Remove a type of event of your own',
    description: 'Not while a rule is on it or makes events of it.',
    params: typeParams,
    answers: { 204: { description: 'It is gone', schema: null } },
    refusals: [404, 409],
    async handle({ principal, params }) {
      const found = await parts.customTypes.find(principal.tenantId, params.type);
      if (found === null) throw new NotFound('There is no such type.');
      if (await isUsed(parts, principal, params.type))
        throw new TriggerTypeInUse('A rule is on this type, or makes events of it.');
      await parts.customTypes.remove(principal.tenantId, params.type);
      return { status: 204 };
    },
  }),
];
