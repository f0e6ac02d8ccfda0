import { longValue } from '../bson/make.ts';
import { elementsOf, textOf, valuesOf, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, typeName } from '../bson/types.ts';
import { nullValue } from '../bson/writer.ts';
import { tick } from '../deadline.ts';
import { CommandError } from '../errors.ts';
import { splitPath } from '../expression/field-path.ts';
import { streamOf } from '../query/stream.ts';
import type { DocumentStream } from '../query/stream.ts';
import { openDocument } from '../update/tree.ts';
import { setAtPath, valueAtPath } from './computed-fields.ts';
import type { Stage } from './stage-context.ts';

interface Unwind {
  readonly path: readonly string[];
  readonly indexPath: readonly string[] | undefined;
  /** Whether a document without elements comes out all the same. */
  readonly preserve: boolean;
}

function refuse(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message);
}

function parsePath(value: Value | undefined): string[] {
  if (value === undefined) throw refuse(28812, 'no path specified to $unwind stage');
  if (value.type !== BsonType.string) {
    throw refuse(28808, `expected a string as the path for $unwind stage, got ${typeName(value.type)}`);
  }
  const text = textOf(value);
  if (!text.startsWith('$'))
    throw refuse(28818, `path option to $unwind stage should be prefixed with a '$': ${text}`);
  return splitPath(text.slice(1));
}

function parseIndex(value: Value): string[] {
  if (value.type !== BsonType.string || textOf(value) === '') {
    throw refuse(
      28810,
      `expected a non-empty string for the includeArrayIndex  option to $unwind stage, got ${typeName(value.type)}`,
    );
  }
  if (textOf(value).startsWith('$')) {
    throw refuse(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${textOf(value)}`,
    );
  }
  return splitPath(textOf(value));
}

function parse(specification: Value): Unwind {
  if (specification.type === BsonType.string)
    return { path: parsePath(specification), indexPath: undefined, preserve: false };
  if (specification.type !== BsonType.document) {
    throw refuse(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(specification.type)}`,
    );
  }
  let path: Value | undefined;
  let indexPath: string[] | undefined;
  let preserve = false;
  for (const { name, value } of elementsOf(specification)) {
    if (name === 'path') path = value;
    else if (name === 'includeArrayIndex') indexPath = parseIndex(value);
    else if (name !== 'preserveNullAndEmptyArrays')
      throw refuse(28811, `unrecognized option to $unwind stage: ${name}`);
    else if (value.type !== BsonType.boolean) {
      throw refuse(
        28809,
        `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(value.type)}`,
      );
    } else preserve = value.buf[value.start] === 1;
  }
  return { path: parsePath(path), indexPath, preserve };
}

/** What comes out of one document, made one by one: an array has many elements, and perhaps only the first ones are wanted. */
function unwound(document: Buffer, { path, indexPath, preserve }: Unwind): DocumentStream {
  const value = valueAtPath(wholeDocument(document), path);
  // Without the array itself: room for all of it in each document would cost the square of its length.
  const around = document.length + 64 - (value === undefined ? 0 : value.end - value.start);
  const copy = (item: Value | undefined, index: Value): Buffer => {
    const target = openDocument(document);
    if (item !== value) setAtPath(target, path, item);
    if (indexPath !== undefined) setAtPath(target, indexPath, index);
    return target.toBytes(around + (item === undefined ? 0 : item.end - item.start));
  };
  if (value?.type === BsonType.array) {
    const items = valuesOf(value);
    let at = 0;
    if (items.length > 0)
      return { next: () => (at < items.length ? copy(items[at], longValue(BigInt(at++))) : undefined) };
    return streamOf(preserve ? [copy(undefined, nullValue)] : []);
  }
  const isNothing = value === undefined || value.type === BsonType.null || value.type === BsonType.undefined;
  return streamOf(isNothing && !preserve ? [] : [copy(value, nullValue)]);
}

/** `$unwind`: a document for each element of an array. */
export function compileUnwind(specification: Value): Stage {
  const unwind = parse(specification);
  return (source) => {
    let current = streamOf([]);
    return {
      next() {
        for (;;) {
          tick();
          const found = current.next();
          if (found !== undefined) return found;
          const document = source.next();
          if (document === undefined) return undefined;
          current = unwound(document, unwind);
        }
      },
    };
  };
}
