import { arrayValue, dateValue } from '../bson/make.ts';
import { FieldName, findField, valuesOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError, notImplemented } from '../errors.ts';
import type { EvaluationScope, Expression } from './scope.ts';

/** Checks one field name of a path in an expression or a stage. */
export function checkFieldName(name: string): void {
  if (name === '')
    throw new CommandError(15998, 'Location15998', 'FieldPath field names may not be empty strings.');
  if (name.startsWith('$')) {
    throw new CommandError(
      16410,
      'Location16410',
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    );
  }
  if (name.includes('\0'))
    throw new CommandError(16411, 'Location16411', 'FieldPath field names may not contain "\\0".');
}

/** Splits a dotted path and checks its names. */
export function splitPath(path: string): string[] {
  if (path.endsWith('.'))
    throw new CommandError(40353, 'Location40353', "FieldPath must not end with a '.'.");
  const parts = path.split('.');
  parts.forEach(checkFieldName);
  return parts;
}

/** Follows a path as expressions do: an array on the way becomes the array of what its documents hold there. */
function follow(value: Value, names: readonly FieldName[], at: number): Value | undefined {
  const name = names[at];
  if (name === undefined) return value;
  if (value.type === BsonType.document) {
    const next = findField(value.buf, value.start, name);
    return next === undefined ? undefined : follow(next, names, at + 1);
  }
  if (value.type !== BsonType.array) return undefined;
  const found: Value[] = [];
  for (const item of valuesOf(value)) {
    const inner = item.type === BsonType.document ? follow(item, names, at) : undefined;
    if (inner !== undefined) found.push(inner);
  }
  return arrayValue(found);
}

function compileVariable(text: string, scope: EvaluationScope): Expression {
  const path = text.slice(2);
  if (path === '') throw new CommandError(16869, 'Location16869', 'empty variable names are not allowed');
  const dot = path.indexOf('.');
  const name = dot < 0 ? path : path.slice(0, dot);
  const rest = dot < 0 ? [] : splitPath(path.slice(dot + 1)).map((part) => new FieldName(part));
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return (root) => follow(root, rest, 0);
    case 'REMOVE':
      return () => undefined;
    case 'NOW': {
      // The clock is read once per command.
      const now = dateValue(BigInt(scope.now.getTime()));
      return () => follow(now, rest, 0);
    }
    case 'CLUSTER_TIME':
    case 'USER_ROLES':
    case 'SEARCH_META':
      throw notImplemented(`the variable $$${name}`);
    default: {
      if (!scope.variables.has(name))
        throw new CommandError(17276, 'Location17276', `Use of undefined variable: ${name}`);
      const value = scope.variables.get(name);
      const found = value === undefined ? undefined : follow(value, rest, 0);
      return () => found;
    }
  }
}

/** Compiles `$path`, `$$variable` and `$$variable.path`. */
export function compileFieldPath(text: string, scope: EvaluationScope): Expression {
  if (text.startsWith('$$')) return compileVariable(text, scope);
  if (text === '$') throw new CommandError(16872, 'Location16872', "'$' by itself is not a valid FieldPath");
  const names = splitPath(text.slice(1)).map((part) => new FieldName(part));
  return (root) => follow(root, names, 0);
}
