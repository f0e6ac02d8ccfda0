import type { ActingRule } from '../rule-action.ts';
import type { Schedule } from '../calendar/schedule.ts';
import type { RuleFacts, RuleField } from './fields.ts';
import { prepareOperator, type FieldValue } from './operators.ts';
import { anchorOf, ruleTypeOf, typeOfRule, type RuleTypes } from './rule-types.ts';
import type { Condition, Rule } from './rule.ts';

/** Fields of one event, each read once however many rules ask for it. */
export class EventFields {
  readonly #facts: RuleFacts;
  readonly #read = new Map<string, FieldValue>();

  constructor(facts: RuleFacts) {
    this.#facts = facts;
  }

  get(field: string, read: (facts: RuleFacts) => FieldValue): FieldValue {
    const known = this.#read.get(field);
    if (known !== undefined) return known;
    const value = read(this.#facts);
    this.#read.set(field, value);
    return value;
  }
}

/** A condition ready to be asked of many events. */
export interface CompiledCondition extends Condition {
  holds(fields: EventFields): boolean;
}

export interface CompiledRule extends ActingRule {
  on: string;
  priority: number;
  conditions: readonly CompiledCondition[];
  /** Null: it acts when an event of its type comes. */
  schedule: Schedule | null;
  customers: 'all' | 'none' | readonly string[];
  /** The date of an event its dates lie near; null: none. */
  anchor: RuleField | null;
}

/** `fields`: those there are. */
export const compileCondition = (fields: readonly RuleField[], condition: Condition): CompiledCondition => {
  const known = fields.find(({ field }) => field === condition.field);
  // A field a later release does not know any more: the rule acts on nothing rather than on everything.
  if (known === undefined) return { ...condition, holds: () => false };
  const compares = prepareOperator(known.kind, condition.op, condition.value);
  return { ...condition, holds: (event) => compares(event.get(known.field, known.read)) };
};

/** Compiles a rule that `checkRule` found nothing against. */
export const compileRule = (
  id: string,
  version: number,
  rule: Rule,
  typeOf: RuleTypes = ruleTypeOf,
): CompiledRule => ({
  ...{
    id,
    version,
    name: rule.name,
    on: rule.on,
    priority: rule.priority,
    then: rule.then,
    cap: rule.cap ?? null,
  },
  ...{ schedule: rule.schedule ?? null, customers: rule.customers ?? 'none' },
  anchor: anchorOf(rule, typeOf),
  conditions: rule.when.map((condition) =>
    compileCondition(typeOfRule(rule, typeOf)?.fields ?? [], condition),
  ),
});

export const matches = ({ conditions }: CompiledRule, fields: EventFields): boolean =>
  conditions.every(({ holds }) => holds(fields));

/** Looked at first comes first: by descending priority, then by id. */
export const inOrder = (one: CompiledRule, other: CompiledRule): number =>
  other.priority - one.priority || (one.id < other.id ? -1 : 1);
