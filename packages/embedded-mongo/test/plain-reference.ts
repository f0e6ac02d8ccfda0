import { isDeepStrictEqual } from 'node:util';

/**
 * Filters and updates as the documentation words them, over plain objects and without any care for speed: what the code
 * that works on stored bytes is compared with. Knows the operators that the tests generate and no others.
 */

type Json = Record<string, unknown>;

function isDocument(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values at a path: through documents and through the documents of arrays. */
function valuesAt(value: unknown, [part, ...rest]: readonly string[]): unknown[] {
  if (part === undefined) return [value];
  if (Array.isArray(value))
    return value.flatMap((item) => (isDocument(item) ? valuesAt(item, [part, ...rest]) : []));
  return isDocument(value) && part in value ? valuesAt(value[part], rest) : [undefined];
}

/** Each value, and the elements of those that are arrays. */
function withElements(values: readonly unknown[]): unknown[] {
  return values.flatMap((value) => (Array.isArray(value) ? [value, ...(value as unknown[])] : [value]));
}

function order(a: unknown, b: unknown): number | undefined {
  if (typeof a !== typeof b || !['string', 'number', 'boolean'].includes(typeof a)) return undefined;
  return a === b ? 0 : (a as string) < (b as string) ? -1 : 1;
}

const orders: Readonly<Record<string, (difference: number) => boolean>> = {
  $gt: (difference) => difference > 0,
  $gte: (difference) => difference >= 0,
  $lt: (difference) => difference < 0,
  $lte: (difference) => difference <= 0,
};

function meets(values: readonly unknown[], operator: string, operand: unknown): boolean {
  const each = withElements(values);
  const accepts = orders[operator];
  if (accepts !== undefined)
    return each.some((value) => {
      const difference = order(value, operand);
      return difference !== undefined && accepts(difference);
    });
  const list = Array.isArray(operand) ? (operand as unknown[]) : [];
  switch (operator) {
    case '$eq':
      return each.some((value) => isDeepStrictEqual(value, operand));
    case '$ne':
      return !meets(values, '$eq', operand);
    case '$in':
      return list.some((wanted) => meets(values, '$eq', wanted));
    case '$nin':
      return !meets(values, '$in', operand);
    case '$all':
      return list.every((wanted) => meets(values, '$eq', wanted));
    case '$exists':
      return values.some((value) => value !== undefined) === operand;
    case '$regex':
      return each.some((value) => typeof value === 'string' && new RegExp(operand as string).test(value));
    case '$not':
      return !meetsAll(values, operand);
    case '$size':
      return values.some((value) => Array.isArray(value) && value.length === operand);
    case '$mod':
      return each.some((value) => typeof value === 'number' && value % (list[0] as number) === list[1]);
    case '$elemMatch':
      return values.some(
        (value) =>
          Array.isArray(value) &&
          value.some((item) =>
            isDocument(item) ? matchesPlainly(operand as Json, item) : meetsAll([item], operand),
          ),
      );
    default:
      throw new Error(`the plain reference does not know ${operator}`);
  }
}

function meetsAll(values: readonly unknown[], condition: unknown): boolean {
  if (!isDocument(condition) || !Object.keys(condition)[0]?.startsWith('$'))
    return meets(values, '$eq', condition);
  return Object.entries(condition).every(([operator, operand]) => meets(values, operator, operand));
}

/** Whether a document matches a filter. */
export function matchesPlainly(filter: Json, document: Json): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    const parts = condition as Json[];
    if (name === '$and') return parts.every((part) => matchesPlainly(part, document));
    if (name === '$or') return parts.some((part) => matchesPlainly(part, document));
    if (name === '$nor') return !parts.some((part) => matchesPlainly(part, document));
    return meetsAll(valuesAt(document, name.split('.')), condition);
  });
}

function changed(operator: string, before: unknown, operand: unknown): unknown {
  const list = Array.isArray(before) ? (before as unknown[]) : [];
  const number = before as number;
  switch (operator) {
    case '$set':
      return operand;
    case '$unset':
      return undefined;
    case '$inc':
      return (number ?? 0) + (operand as number);
    case '$mul':
      return (number ?? 0) * (operand as number);
    case '$min':
      return before === undefined || (operand as number) < number ? operand : before;
    case '$max':
      return before === undefined || (operand as number) > number ? operand : before;
    case '$push': {
      const { $each, $slice } = operand as { $each: unknown[]; $slice: number };
      const all = [...list, ...$each];
      if ($slice === 0) return [];
      return $slice > 0 ? all.slice(0, $slice) : all.slice($slice);
    }
    case '$addToSet':
      return list.some((item) => isDeepStrictEqual(item, operand)) ? list : [...list, operand];
    case '$pull':
      return before === undefined ? undefined : list.filter((item) => !isPulled(item, operand as Json));
    case '$pop':
      return before === undefined ? undefined : operand === 1 ? list.slice(0, -1) : list.slice(1);
    default:
      throw new Error(`the plain reference does not know ${operator}`);
  }
}

function isPulled(item: unknown, condition: Json): boolean {
  return isDocument(item) ? matchesPlainly(condition, item) : meetsAll([item], condition);
}

/** The document after an update with modifiers; it existed before, so `$setOnInsert` does nothing. */
export function changePlainly(update: Json, before: Json): Json {
  const document = structuredClone(before);
  for (const [operator, fields] of Object.entries(update)) {
    if (operator === '$setOnInsert') continue;
    for (const [path, operand] of Object.entries(fields as Json)) {
      const parts = path.split('.');
      const last = parts.pop()!;
      let target: Json | undefined = document;
      for (const part of parts) {
        if (target[part] === undefined && operator === '$unset') target = undefined;
        if (target === undefined) break;
        target = (target[part] ??= {}) as Json;
      }
      if (target === undefined) continue;
      const after = changed(operator, target[last], operand);
      if (after === undefined) delete target[last];
      else target[last] = after;
    }
  }
  return document;
}
