import { z } from 'zod';
import { AppError, NotFound, PreconditionFailed } from '../shared/errors.ts';
import type { Clock } from '../shared/clock.ts';
import type { CustomTypeRepository } from '../triggers/custom-type.repository.ts';
import { customFieldKinds, customTypePattern, goesOn, type CustomType } from '../triggers/custom-type.ts';
import { commonRuleTypes, ruleTypesWith } from '../triggers/rules/rule-types.ts';
import type { RuleRepository } from '../triggers/rules/rule.repository.ts';
import { isRelative } from '../triggers/calendar/schedule.ts';
import type { Rule, RuleRecord } from '../triggers/rules/rule.ts';
import { lineOfText } from '../vocabulary/data-fields.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { takingUnits } from '../vocabulary/taken-units.ts';
import { defineRoute, type AnyRoute, type RouteAnswer } from './define-route.ts';
import { etagOf } from './if-match.ts';
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
  units: Pick<OwnUnitsLookup, 'of'>;
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
  return { ...toRuleTypeShape(known), own: { name: type.name, rev: type.rev, fields: ownFields(type) } };
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

const answer = (type: CustomType): RouteAnswer => ({
  status: 200,
  headers: etagOf(type.rev),
  body: shapeOf(type),
});

const changed = (): PreconditionFailed => new PreconditionFailed('The type was changed since it was read.');

const maxRounds = 10;

/** Adds to what is there as long as it is what the writer saw; who says nothing has seen whatever is there. */
const saveType = async (
  { customTypes }: TriggerTypeParts,
  said: Omit<CustomType, 'rev'>,
  seen: number | null,
): Promise<CustomType> => {
  for (let round = 1; ; round += 1) {
    const before = await customTypes.find(said.tenantId, said.type);
    if (seen !== null && seen !== (before?.rev ?? 0)) throw changed();
    if (before !== null && !goesOn(before, said))
      throw new TriggerTypeInUse('Fields that are there stay as they are, and new ones are not required.');
    const type = { ...said, rev: before === null ? said.updatedAt.getTime() : before.rev + 1 };
    if (await customTypes.save(type, before)) return type;
    if (round === maxRounds) throw changed();
  }
};

const listRoute = (parts: TriggerTypeParts): AnyRoute =>
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
      const units = await parts.units.of(principal.tenantId);
      const shapes = takingUnits(units, () => [...items.map(toRuleTypeShape), ...own.map(shapeOf)]);
      return { status: 200, body: listJson({ items: shapes, next: null }, (shape) => shape) };
    },
  });

/** Types of events: those of the catalogue, and those a tenant makes. */
export const triggerTypeRoutes = (parts: TriggerTypeParts): readonly AnyRoute[] => [
  listRoute(parts),
  defineRoute({
    method: 'put',
    path: '/v1/triggers/types/{type}',
    scope: 'triggers:write',
    tag,
    summary: 'Make a type of event of your own, or add to one',
    description:
      'From then on `POST /v1/events` takes events of the type, and rules can be on it. Fields may be added that nobody has to give, and words of a choice; nothing is taken away. `If-Match: "0"` only makes a new one.',
    params: typeParams,
    body: inputSchema,
    answers: { 200: { description: 'The type', schema: ruleTypeShape } },
    refusals: [409, 412, 413, 415],
    async handle({ principal, params, body, ifMatch }) {
      const updated = { updatedAt: parts.clock.now(), updatedBy: nameOf(principal) };
      const said = { tenantId: principal.tenantId, type: params.type, ...body, ...updated };
      return answer(await saveType(parts, said, ifMatch));
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
      return answer(found);
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
    refusals: [404, 409, 412],
    async handle({ principal, params, ifMatch }) {
      const found = await parts.customTypes.find(principal.tenantId, params.type);
      if (found === null) throw new NotFound('There is no such type.');
      if (ifMatch !== null && ifMatch !== found.rev) throw changed();
      if (await isUsed(parts, principal, params.type))
        throw new TriggerTypeInUse('A rule is on this type, or makes events of it.');
      // Somebody added to it in this moment: events of it may be taken already.
      if (!(await parts.customTypes.remove(found)))
        throw ifMatch === null ? new TriggerTypeInUse('The type was changed in this moment.') : changed();
      return { status: 204 };
    },
  }),
];
