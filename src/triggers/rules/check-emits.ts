import { z } from 'zod';
import { emitNames, placeholdersIn, type EmitData, type EmitValue } from '../emit-data.ts';
import { isRelative, type Schedule } from '../calendar/schedule.ts';
import { isCustomType } from '../custom-type.ts';
import { isScheduledEventType } from '../event-types.ts';
import type { EmitAction } from '../rule-action.ts';
import type { RuleProblem } from './rule-errors.ts';
import type { RuleType, RuleTypes } from './rule-types.ts';
import type { Rule } from './rule.ts';

const plain = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? plain(schema.unwrap() as z.ZodType) // the parts of a schema of ours are schemas
    : schema;

/** Members of the `data` of a type, by name. */
const membersOf = ({ schema }: RuleType): ReadonlyMap<string, z.ZodType> =>
  new Map(schema instanceof z.ZodObject ? Object.entries(schema.shape as Record<string, z.ZodType>) : []);

/** What a value of the rule takes from the event; amounts apart. */
const namesIn = (value: EmitValue): { words: string[]; amount: string | null } => {
  if (typeof value !== 'object') return { words: [], amount: null };
  if ('from' in value) return { words: [value.from], amount: null };
  if ('text' in value) return { words: placeholdersIn(value.text), amount: null };
  if ('lines' in value) return { words: [], amount: value.lines };
  return { words: [], amount: 'unitOf' in value ? value.unitOf : value.quantityOf };
};

const checkMember = (
  value: EmitValue,
  member: z.ZodType,
  { source, words, field }: { source: RuleType | null; words: readonly string[]; field: string },
): RuleProblem[] => {
  const named = namesIn(value);
  const isKnown = (name: string): boolean =>
    words.includes(name) ||
    emitNames.some((known) => known === name) ||
    (source?.fields.some((one) => one.field === name && one.kind !== 'amount' && one.kind !== 'labels') ??
      false);
  const unknown = named.words.find((name) => !isKnown(name));
  if (unknown !== undefined)
    return [{ field, message: `unknown_field: there is no field ${unknown} to take it from` }];
  const isAmount = source?.fields.some((one) => one.field === named.amount && one.kind === 'amount') ?? false;
  if (named.amount !== null && !isAmount)
    return [{ field, message: `unknown_field: there is no amount ${named.amount} to take it from` }];
  if (typeof value === 'object') return [];
  const issue = plain(member).safeParse(value).error?.issues[0];
  if (issue === undefined) return [];
  return [
    {
      field,
      message:
        issue.code === 'invalid_format' || issue.code === 'custom' ? issue.message : 'is not accepted there',
    },
  ];
};

interface Making {
  /** Null where a date causes it. */
  source: RuleType | null;
  /** Names that are known beside. */
  words?: readonly string[];
  path: string;
}

/** Everything against an event that a rule would make. */
export const checkEmit = ({ type, data }: EmitAction, typeOf: RuleTypes, making: Making): RuleProblem[] => {
  const target = isCustomType(type) || isScheduledEventType(type) ? typeOf(type) : undefined;
  return target === undefined
    ? [{ field: `${making.path}.type`, message: 'must be a type that rules may cause, or one of your own' }]
    : checkMade(data, target, making);
};

/** Everything against data of a type that a rule would make of an event. */
export const checkMade = (
  data: EmitData,
  target: RuleType,
  { source, words = [], path }: Making,
): RuleProblem[] => {
  const members = membersOf(target);
  const problems = Object.entries(data).flatMap(([name, value]) => {
    const member = members.get(name);
    const field = `${path}.data.${name}`;
    return member === undefined
      ? [{ field, message: 'unknown_field: events of this type have no such field' }]
      : checkMember(value, member, { source, words, field });
  });
  const missing = [...members].flatMap(([name, member]) =>
    Object.hasOwn(data, name) || member.safeParse(undefined).success
      ? []
      : [{ field: `${path}.data.${name}`, message: 'is required' }],
  );
  return [...problems, ...missing];
};

const emitsOf = ({ then }: Pick<Rule, 'then'>): string[] =>
  then.flatMap((action) => (action.do === 'emit' ? [action.type] : []));

type Causing = Pick<Rule, 'on' | 'then'> & { schedule?: Schedule | null | undefined };

/** The type of event that brings a rule to act, at once or near its date. */
const causeOf = ({ on, schedule = null }: Causing): string =>
  schedule !== null && isRelative(schedule) ? schedule.relative.of : on;

/** The way by which a rule would cause an event of its own type again; null: it does not. */
export const circleOf = (rule: Causing, others: readonly Causing[]): readonly string[] | null => {
  const cause = causeOf(rule);
  const waiting = emitsOf(rule).map((type) => [cause, type]);
  const seen = new Set<string>();
  for (let way = waiting.shift(); way !== undefined; way = waiting.shift()) {
    const last = way.at(-1) ?? '';
    if (last === cause) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    for (const other of others.filter((one) => causeOf(one) === last))
      for (const next of emitsOf(other)) waiting.push([...way, next]);
  }
  return null;
};
