import { elementsOf, valuesOf } from '../bson/raw.ts';
import type { Element, Value } from '../bson/raw.ts';
import { BsonType, typeName } from '../bson/types.ts';
import { CommandError } from '../errors.ts';

const wrongTypes: ReadonlySet<number> = new Set([BsonType.array, BsonType.regex, BsonType.undefined]);

/** Whether a field may start with a dollar: the parts of a DBRef may, in their order. */
function isReferencePart(elements: readonly Element[], at: number): boolean {
  const { name, value } = elements[at]!;
  const before = elements[at - 1]?.name;
  if (name === '$ref') return at === 0 && value.type === BsonType.string && elements[1]?.name === '$id';
  return (name === '$id' && before === '$ref') || (name === '$db' && before === '$id');
}

function checkNames(document: Value, path: string): void {
  const elements = elementsOf(document);
  elements.forEach(({ name, value }, at) => {
    const here = `${path}.${name}`;
    if (name.startsWith('$') && !isReferencePart(elements, at)) {
      throw new CommandError(
        52,
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${here}' is not valid for storage.`,
      );
    }
    checkValue(value, here);
  });
}

function checkValue(value: Value, path: string): void {
  if (value.type === BsonType.document) checkNames(value, path);
  if (value.type === BsonType.array)
    valuesOf(value).forEach((item, index) => checkValue(item, `${path}.${index}`));
}

/** Refuses what may not identify a document: arrays, patterns, undefined, and names with a dollar at any depth. */
export function checkId(id: Value): void {
  if (wrongTypes.has(id.type)) {
    throw new CommandError(53, 'InvalidIdField', `The '_id' value cannot be of type ${typeName(id.type)}`);
  }
  checkValue(id, '_id');
}
