import { compareValues } from '../bson/compare.ts';
import { elementsOf, sameBytes, textOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, typeName } from '../bson/types.ts';
import { makeValue } from '../bson/writer.ts';
import { CommandError, badValue, failedToParse } from '../errors.ts';
import { isTruthy } from '../query/numbers.ts';
import { combineBits, combineNumbers } from './arithmetic.ts';
import { addToSetChange, popChange, pullAllChange, pullChange, pushChange } from './arrays.ts';
import type { MemberChange } from './arrays.ts';
import { setMember, visitTargets } from './targets.ts';
import { checkPath } from './update-path.ts';
import type { UpdatePath } from './update-path.ts';
import type { TargetContext } from './targets.ts';
import type { Container } from './tree.ts';
import { nodeValue } from './tree.ts';

/** One operator applied to one path. */
export interface Modifier extends UpdatePath {
  readonly onInsertOnly: boolean;
  apply(root: Container, context: TargetContext): void;
}

/** The database clock of one command. */
export interface Clock {
  readonly now: Date;
}

function current(parent: Container, name: string): Value | undefined {
  const index = parent.find(name);
  return index < 0 ? undefined : nodeValue(parent.nodes[index]!);
}

const setChange =
  (value: Value): MemberChange =>
  (parent, name) => {
    const index = parent.find(name);
    if (index < 0) return setMember(parent, name, value);
    // The same bytes stay where they are; -0 beside 0, or [1.0] beside [1], are not the same.
    if (!sameBytes(nodeValue(parent.nodes[index]!), value)) parent.nodes[index] = value;
  };

const unsetChange: MemberChange = (parent, name) => {
  const index = parent.find(name);
  if (index < 0) return;
  if (parent.isArray) parent.nodes[index] = makeValue((writer) => writer.null(''));
  else parent.remove(index);
};

const boundChange =
  (value: Value, wanted: number): MemberChange =>
  (parent, name) => {
    const before = current(parent, name);
    if (before === undefined || Math.sign(compareValues(value, before)) === wanted)
      setMember(parent, name, value);
  };

function currentDateChange(value: Value, clock: Clock, path: string): MemberChange {
  const type = value.type === BsonType.document ? elementsOf(value) : [];
  const [only] = type;
  let kind = 'date';
  if (value.type === BsonType.document) {
    if (only?.name !== '$type' || type.length !== 1)
      throw badValue(`Unrecognized $currentDate option: ${only?.name ?? ''}`);
    kind = only.value.type === BsonType.string ? textOf(only.value) : '';
    if (kind !== 'date' && kind !== 'timestamp') {
      throw badValue(
        `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}`,
      );
    }
  } else if (value.type !== BsonType.boolean) {
    throw badValue(
      `${typeName(value.type)} is not valid type for $currentDate (${path}). Please use a boolean ('true') or a $type expression`,
    );
  }
  const millis = clock.now.getTime();
  const stamp =
    kind === 'date'
      ? makeValue((writer) => writer.date('', millis))
      : makeValue((writer) => writer.timestamp('', Math.floor(millis / 1000), 1));
  return (parent, name) => setMember(parent, name, stamp);
}

function bitChange(value: Value): MemberChange {
  const operations = value.type === BsonType.document ? elementsOf(value) : [];
  if (operations.length === 0)
    throw badValue(
      'You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}',
    );
  return (parent, name) => {
    let result = current(parent, name);
    for (const operation of operations) result = combineBits(result, operation.name, operation.value);
    setMember(parent, name, result!);
  };
}

function renameModifiers(path: string, value: Value): Modifier[] {
  if (value.type !== BsonType.string) throw badValue(`The 'to' field for $rename must be a string: ${path}`);
  const to = textOf(value);
  const from = checkPath(path);
  const target = checkPath(to);
  if (path === to) throw badValue(`The source and target field for $rename must differ: ${path}: "${to}"`);
  const hasPositional = [...from.parts, ...target.parts].some((part) => part.startsWith('$'));
  if (hasPositional) throw badValue(`The source or target field for $rename may not be dynamic: ${path}`);
  const modifier: Modifier = {
    ...from,
    onInsertOnly: false,
    apply(root, context) {
      visitTargets(root, from.parts, false, context, (parent, name) => {
        const moved = current(parent, name);
        if (moved === undefined) return;
        if (parent.isArray) throw badValue(`The source field cannot be an array element, '${path}'`);
        unsetChange(parent, name);
        visitTargets(root, target.parts, true, context, (place, last) => setMember(place, last, moved));
      });
    },
  };
  // The second entry only takes part in the check for conflicts.
  return [modifier, { ...target, onInsertOnly: false, apply: () => undefined }];
}

/** Parses one field of an operator. */
type ModifierParser = (path: string, value: Value, clock: Clock) => Modifier[];

/** An operator that changes the member its path leads to; with `create` the way there is made. */
function member(
  create: boolean,
  changeOf: (value: Value, path: string, clock: Clock) => MemberChange,
  onInsertOnly = false,
): ModifierParser {
  return (path, value, clock) => {
    const { parts, usesPosition, identifiers } = checkPath(path);
    const change = changeOf(value, path, clock);
    return [
      {
        path,
        parts,
        usesPosition,
        identifiers,
        onInsertOnly,
        apply: (root, context) => visitTargets(root, parts, create, context, change),
      },
    ];
  };
}

function combining(operator: '$inc' | '$mul'): ModifierParser {
  return member(true, (value, path) => (parent, name) => {
    setMember(parent, name, combineNumbers(operator, current(parent, name), value, path));
  });
}

const currentDate = member(true, (value, path, clock) => currentDateChange(value, clock, path));

/** The update operators, by name; there are no others. */
export const updateOperators: ReadonlyMap<string, ModifierParser> = new Map<string, ModifierParser>([
  ['$addToSet', member(true, addToSetChange)],
  ['$bit', member(true, bitChange)],
  [
    '$currentDate',
    (path, value, clock) =>
      value.type === BsonType.boolean && !isTruthy(value) ? [] : currentDate(path, value, clock),
  ],
  ['$inc', combining('$inc')],
  ['$max', member(true, (value) => boundChange(value, 1))],
  ['$min', member(true, (value) => boundChange(value, -1))],
  ['$mul', combining('$mul')],
  ['$pop', member(false, popChange)],
  ['$pull', member(false, pullChange)],
  ['$pullAll', member(false, pullAllChange)],
  ['$push', member(true, pushChange)],
  ['$rename', renameModifiers],
  ['$set', member(true, setChange)],
  ['$setOnInsert', member(true, setChange, true)],
  ['$unset', member(false, () => unsetChange)],
]);

/** Parses one operator with its fields. */
export function parseModifiers(operator: string, fields: Value, clock: Clock): Modifier[] {
  const parse = updateOperators.get(operator);
  if (parse === undefined) {
    throw failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (fields.type !== BsonType.document) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(fields.type)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ...}`,
    );
  }
  const modifiers: Modifier[] = [];
  for (const { name, value } of elementsOf(fields)) modifiers.push(...parse(name, value, clock));
  return modifiers;
}

function startsWithDigit(part: string): boolean {
  const code = part.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const x = a[index]!;
    const y = b[index]!;
    if (x === y) continue;
    const bothNumbers = startsWithDigit(x) && startsWithDigit(y) && /^\d+$/.test(x) && /^\d+$/.test(y);
    return bothNumbers ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return a.length - b.length;
}

/** Puts modifiers into MongoDB's order (by path) and refuses two that touch the same place. */
export function orderModifiers(modifiers: readonly Modifier[]): Modifier[] {
  if (modifiers.length === 1) return [...modifiers];
  const sorted = [...modifiers].sort((a, b) => comparePaths(a.parts, b.parts));
  for (let index = 1; index < sorted.length; index++) {
    const before = sorted[index - 1]!;
    const here = sorted[index]!;
    if (before.parts.every((part, at) => here.parts[at] === part)) {
      throw new CommandError(
        40,
        'ConflictingUpdateOperators',
        `Updating the path '${here.path}' would create a conflict at '${before.path}'`,
      );
    }
  }
  return sorted;
}
