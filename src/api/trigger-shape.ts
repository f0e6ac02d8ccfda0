import { z } from 'zod';
import { lockedParts, lockedPartsOf, type LockedPart, type RuleType } from '../triggers/rules/rule-types.ts';
import { ruleInputSchema } from '../triggers/rules/rule-schema.ts';
import { promptOfType } from '../triggers/rules/rule-templates.ts';
import { operatorsOf, valueSchemaOf, fieldKinds } from '../triggers/rules/operators.ts';
import type { RuleField } from '../triggers/rules/fields.ts';
import { ruleWarnings, type Rule, type RuleRecord, type RuleVersion } from '../triggers/rules/rule.ts';
import type { LookedOver } from '../triggers/rules/rule-warnings.ts';
import type { ShippedRule } from '../triggers/rules/shipped-rules.ts';
import { customFieldKinds } from '../triggers/custom-type.ts';
import { actingByItself } from '../triggers/rule-action.ts';
import { instantText, nullableInstant } from './shape-fields.ts';

const lockedShape = z
  .object({ part: z.string(), text: z.string() })
  .meta({ id: 'TriggerLock', description: 'What no rule can change, and why' });

const lockedJson = (parts: readonly LockedPart[]): z.input<typeof lockedShape>[] =>
  parts.map((part) => ({ part, text: lockedParts[part] }));

const ruleShape = ruleInputSchema.omit({ id: true }).meta({
  id: 'TriggerRule',
  description: 'What a draft says; can be sent as the draft of another rule',
});

const versionShape = z
  .object({
    version: z.int(),
    at: nullableInstant.meta({ description: 'When it came into use; null: it came with the product' }),
    by: z.string(),
    rule: ruleShape,
  })
  .meta({ id: 'TriggerVersion' });
export const triggerVersionShape = versionShape;

const warningShape = z.object({
  code: z.enum(ruleWarnings),
  field: z.string(),
  message: z.string(),
});

const reachShape = z
  .object({
    looked: z.int().meta({ description: 'Customers who were looked at' }),
    whole: z.boolean().meta({ description: 'There are no others' }),
    customers: z.int().meta({ description: 'Of these, those the rule acts on' }),
    reached: z.int().meta({ description: 'Of these, those with somebody who would be asked or told' }),
    stopped: z
      .int()
      .meta({ description: 'Of these, those where everybody who would be asked or told stopped messages' }),
  })
  .meta({ id: 'TriggerReach', description: 'Whom it would ask or tell, by the books of this moment' });

export const triggerShape = z
  .object({
    id: z.string(),
    name: z.string(),
    on: z.string(),
    priority: z
      .int()
      .meta({ description: 'Looked at by descending priority; 0 is what comes with the product' }),
    shipped: z.boolean().meta({ description: 'It came with the product: it can be copied, not changed' }),
    state: z.enum(['draft', 'published', 'withdrawn']),
    rev: z
      .int()
      .meta({ description: 'Also the ETag; If-Match keeps two people from writing over each other' }),
    published: versionShape.nullable(),
    draft: z.object({ at: instantText, by: z.string(), rule: ruleShape }).nullable(),
    locked: z.array(lockedShape),
    history: z.array(
      z.object({
        what: z.enum(['published', 'withdrawn']),
        version: z.int(),
        at: instantText,
        by: z.string(),
      }),
    ),
    warnings: z.array(warningShape).optional().meta({ description: 'Of the draft, else of what is in use' }),
    reach: reachShape.optional().meta({
      description:
        'Of the same, when a draft is written or published and with `reach=yes`; left out: it asks and tells nobody by itself',
    }),
  })
  .meta({ id: 'Trigger' });

const writtenCustomers = (customers: NonNullable<Rule['customers']>): 'all' | 'none' | string[] =>
  typeof customers === 'string' ? customers : [...customers];

/** A rule as it is written: every field of a draft, with what was left out. */
const ruleJson = ({
  name,
  on,
  schedule,
  customers,
  when,
  then,
  cap,
  priority,
}: Rule): z.input<typeof ruleShape> => ({
  name,
  on,
  ...(schedule === undefined ? {} : { schedule: structuredClone(schedule) }),
  ...(customers === undefined ? {} : { customers: writtenCustomers(customers) }),
  when: when.map(({ field, op, value }) => ({
    field,
    op,
    ...(value === undefined ? {} : { value: Array.isArray(value) ? [...value] : value }),
  })) as z.input<typeof ruleShape>['when'], // a checked value is one of the forms the schema takes
  then: structuredClone(then) as z.input<typeof ruleShape>['then'],
  ...(cap === undefined ? {} : { cap }),
  priority,
});

export const toVersionShape = ({ version, at, by, rule }: RuleVersion): z.input<typeof versionShape> => ({
  version,
  at: at.toISOString(),
  by,
  rule: ruleJson(rule),
});

const stateOf = ({ published, changes }: RuleRecord): 'draft' | 'published' | 'withdrawn' => {
  if (published !== null) return 'published';
  return changes.length === 0 ? 'draft' : 'withdrawn';
};

const reachJson = ({
  looked,
  isWhole,
  customers,
  reached,
  stopped,
}: NonNullable<LookedOver['reach']>): z.input<typeof reachShape> => ({
  ...{ looked, whole: isWhole, customers, reached, stopped },
});

export const toTriggerShape = (
  record: RuleRecord,
  looked: Partial<LookedOver> = {},
): z.input<typeof triggerShape> => {
  const { id, on, rev, draft, published, changes } = record;
  const shown = published?.rule ?? draft?.rule;
  const { warnings, reach = null } = looked;
  return {
    id,
    name: shown?.name ?? id,
    on,
    priority: shown?.priority ?? 0,
    shipped: false,
    state: stateOf(record),
    rev,
    published: published === null ? null : toVersionShape(published),
    draft: draft === null ? null : { at: draft.at.toISOString(), by: draft.by, rule: ruleJson(draft.rule) },
    locked: lockedJson(lockedPartsOf(on, shown?.then ?? [])),
    history: changes.map(({ did, version, at, by }) => ({ what: did, version, at: at.toISOString(), by })),
    ...(warnings === undefined ? {} : { warnings: warnings.map((one) => ({ ...one })) }),
    ...(reach === null ? {} : { reach: reachJson(reach) }),
  };
};

export const toShippedShape = ({ id, version, rule }: ShippedRule): z.input<typeof triggerShape> => ({
  ...{ id, name: rule.name, on: rule.on, priority: rule.priority, shipped: true, state: 'published' },
  rev: 0,
  // A draft has a priority of at least one; what comes with the product is below every draft.
  published: { version, at: null, by: 'system', rule: { ...ruleJson(rule), priority: 1 } },
  draft: null,
  locked: lockedJson(lockedPartsOf(rule.on, rule.then)),
  history: [],
});

const fieldShape = z.object({
  field: z.string(),
  kind: z.enum(fieldKinds),
  choices: z.array(z.string()).meta({ description: 'The words there are; empty: not a closed list' }),
  unitField: z.string().nullable().meta({ description: 'The field with the unit of this amount' }),
  operators: z.array(
    z.object({
      op: z.string(),
      value: z
        .record(z.string(), z.unknown())
        .nullable()
        .meta({ description: 'JSON Schema of the value; null: the operator takes none' }),
      list: z.record(z.string(), z.unknown()).optional().meta({
        description: 'JSON Schema of the list that it takes as well: an amount for each of several units',
      }),
    }),
  ),
});

export const ruleTypeShape = z
  .object({
    type: z.string(),
    audience: z.enum(['customer', 'staff', 'compartment', 'own']),
    actions: z.array(z.string()),
    taskRoles: z.array(z.string()),
    timing: z.array(z.string()).meta({ description: 'What may be said beside the audience, and `cap`' }),
    forms: z
      .array(
        z.object({
          do: z.enum(['request', 'notify']),
          as: z.string(),
          timing: z.array(z.string()),
          prompt: z.string().nullable(),
        }),
      )
      .meta({
        description:
          'Of a type of your own: the types of the catalogue in whose form a rule may ask or tell (`as`); their `data` is in this list',
      }),
    prompt: z.string().nullable().meta({
      description: 'What a customer is asked or told first: of a template that fits, `prompt` is the same',
    }),
    locked: z.array(lockedShape),
    fields: z.array(fieldShape),
    data: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of the event’s `data`' }),
    shipped: z.string().nullable().meta({ description: 'The rule that acts where no other does' }),
    own: z
      .object({
        name: z.string(),
        rev: z.int().meta({ description: 'Also the ETag' }),
        fields: z.array(
          z.object({
            name: z.string(),
            kind: z.enum(customFieldKinds),
            required: z.boolean(),
            choices: z.array(z.string()),
          }),
        ),
      })
      .optional()
      .meta({ description: 'Of a type of your own: as it was written' }),
  })
  .meta({ id: 'TriggerType' });

type Operator = z.input<typeof fieldShape>['operators'][number];

const jsonSchema = (schema: z.ZodType): Record<string, unknown> =>
  // A JSON Schema is a JSON object, or `true` for a schema without any condition, which none of ours is.
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;

/** One value, and where it may be one or several the list beside it: an editor offers two forms. */
const valueJson = ({ anyOf, ...whole }: Record<string, unknown>): Pick<Operator, 'value' | 'list'> => {
  if (!Array.isArray(anyOf)) return { value: anyOf === undefined ? whole : { ...whole, anyOf } };
  const [value, list] = anyOf as Record<string, unknown>[]; // what z.toJSONSchema makes of a union
  return { value: { ...whole, ...value }, ...(list === undefined ? {} : { list }) };
};

const fieldJson = ({ field, kind, choices, unitField }: RuleField): z.input<typeof fieldShape> => ({
  field,
  kind,
  choices: [...choices],
  unitField,
  operators: operatorsOf(kind).map((op) => {
    const schema = valueSchemaOf(kind, op, choices) ?? null;
    return schema === null ? { op, value: null } : { op, ...valueJson(jsonSchema(schema)) };
  }),
});

export const toRuleTypeShape = ({
  type,
  audience,
  actions,
  taskRoles,
  timing,
  forms,
  locked,
  fields,
  schema,
}: RuleType): z.input<typeof ruleTypeShape> => ({
  ...{
    type,
    audience,
    actions: [...actions],
    taskRoles: [...taskRoles],
    timing: [...timing],
    forms: forms.map((form) => ({ ...form, timing: [...form.timing], prompt: promptOfType(form.as) })),
    prompt: promptOfType(type),
    locked: lockedJson(locked),
  },
  fields: fields.map(fieldJson),
  data: jsonSchema(schema),
  shipped: actingByItself(type)?.id ?? null,
});
