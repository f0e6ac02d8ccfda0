import { equalValues } from '../bson/compare.ts';
import { documentBytes, elementsOf, findField, firstName, parsePath, valuesOf } from '../bson/raw.ts';
import { wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { BsonWriter, buildDocument } from '../bson/writer.ts';
import { CommandError, badValue, failedToParse, typeMismatch } from '../errors.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { transformStages } from '../aggregation/transform.ts';
import { compileFilter, compileValueFilters } from '../query/match.ts';
import { parseFilter, parseValueFilters } from '../query/parse-filter.ts';
import type { LeafTest } from '../query/walk.ts';
import { fillTimestamps } from './empty-timestamps.ts';
import { orderModifiers, parseModifiers } from './modifiers.ts';
import type { Modifier } from './modifiers.ts';
import { openDocument } from './tree.ts';

const idName = parsePath('_id')[0]!;

/** What one application of an update needs to know. */
export interface ApplyContext {
  /** Whether the document is about to be inserted by an upsert. */
  readonly isInsert: boolean;
  /** The array position the filter matched, for the positional `$`; asked for only when used. */
  readonly position: () => number | undefined;
}

/** A parsed update: computes the new bytes of a document. */
export interface Update {
  readonly kind: 'modifiers' | 'replacement' | 'pipeline';
  /** The bytes of the changed document; they hold until the next application of any update. */
  apply(before: Buffer, context: ApplyContext): Buffer;
}

function changesId(): CommandError {
  return new CommandError(
    66,
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

/** Refuses a document whose `_id` differs from what it was; \`isKept\` says that one without \`_id\` will get the old one. */
function checkSameId(after: Buffer, before: Buffer, isKept: boolean): void {
  const oldId = findField(before, 0, idName);
  const newId = findField(after, 0, idName);
  if (oldId === undefined || (newId === undefined && isKept)) return;
  if (newId === undefined || !equalValues(oldId, newId)) throw changesId();
}

/** Keeps `_id` where a replacement or a pipeline left it out, and refuses to change it. */
function withId(after: Buffer, before: Buffer): Buffer {
  checkSameId(after, before, true);
  const oldId = findField(before, 0, idName);
  if (oldId === undefined || findField(after, 0, idName) !== undefined) return after;
  return buildDocument((writer) => {
    writer.value('_id', oldId);
    writer.bytes(after, 4, after.length - 1);
  });
}

/** The same document with `_id` as its first field. */
export function idFirst(document: Buffer): Buffer {
  const whole = wholeDocument(document);
  if (firstName(whole) === '_id') return document;
  const elements = elementsOf(whole);
  const id = elements.find((element) => element.name === '_id');
  if (id === undefined) return document;
  return buildDocument((writer) => {
    writer.value('_id', id.value);
    for (const element of elements) if (element !== id) writer.value(element.name, element.value);
  });
}

function parseArrayFilters(filters: Value | undefined, scope: EvaluationScope): Map<string, LeafTest> {
  const tests = new Map<string, LeafTest>();
  for (const filter of filters === undefined ? [] : valuesOf(filters)) {
    const elements = elementsOf(filter);
    const identifier = identifierOf(elements);
    if (tests.has(identifier))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${identifier}`);
    tests.set(identifier, arrayFilterTest(filter, identifier, scope));
  }
  return tests;
}

function identifierOf(elements: readonly { name: string; value: Value }[]): string {
  const [first] = elements;
  if (first === undefined)
    throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
  if (first.name.startsWith('$')) {
    const [inner] = first.value.type === BsonType.array ? valuesOf(first.value) : [];
    if (inner === undefined)
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    return identifierOf(elementsOf(inner));
  }
  return first.name.split('.', 1)[0]!;
}

/** An array filter sees the element as the value of its identifier. */
function arrayFilterTest(filter: Value, identifier: string, scope: EvaluationScope): LeafTest {
  const elements = elementsOf(filter);
  const [only] = elements;
  if (
    elements.length === 1 &&
    only?.name === identifier &&
    only.value.type === BsonType.document &&
    firstName(only.value)?.startsWith('$') === true
  ) {
    return compileValueFilters(parseValueFilters(only.value));
  }
  const matches = compileFilter(parseFilter(filter, scope));
  return (value) =>
    value !== undefined &&
    matches(
      buildDocument((writer) => writer.value(identifier, value)),
      0,
    );
}

/** Every array filter must be used by some path, and every identifier in a path must have its filter. */
function checkIdentifiers(modifiers: readonly Modifier[], tests: ReadonlyMap<string, LeafTest>): void {
  const used = new Set<string>();
  for (const { identifiers } of modifiers) for (const identifier of identifiers) used.add(identifier);
  for (const identifier of tests.keys()) {
    if (!used.has(identifier)) {
      throw failedToParse(`The array filter for identifier '${identifier}' was not used in the update`);
    }
  }
  for (const identifier of used)
    if (!tests.has(identifier)) throw badValue(`No array filter found for identifier '${identifier}'`);
}

/** Where changed documents are put together: they are stored or sent before the next one is made. */
let room = new BsonWriter(64 * 1024);
const largestKept = 1024 ** 2;

function emptyRoom(): BsonWriter {
  if (room.buf.length > largestKept) room = new BsonWriter(64 * 1024);
  room.at = 0;
  return room;
}

function parseModifierUpdate(
  document: Value,
  arrayFilters: Value | undefined,
  scope: EvaluationScope,
): Update {
  const given: Modifier[] = [];
  for (const { name, value } of elementsOf(document))
    for (const modifier of parseModifiers(name, value, scope)) given.push(modifier);
  const all = orderModifiers(given);
  const tests = parseArrayFilters(arrayFilters, scope);
  checkIdentifiers(all, tests);
  const touchesId = all.some((modifier) => modifier.parts[0] === '_id');
  const usesPosition = all.some((modifier) => modifier.usesPosition);
  return {
    kind: 'modifiers',
    apply(before, context) {
      const root = openDocument(before);
      const target = { arrayFilters: tests, position: usesPosition ? context.position() : undefined };
      for (const modifier of all)
        if (!modifier.onInsertOnly || context.isInsert) modifier.apply(root, target);
      const writer = emptyRoom();
      root.write(writer);
      const after = writer.result();
      if (touchesId) checkSameId(after, before, false);
      return after;
    },
  };
}

function parseReplacement(document: Value, scope: EvaluationScope): Update {
  for (const { name } of elementsOf(document)) {
    if (name.startsWith('$')) {
      throw new CommandError(
        52,
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  const bytes = fillTimestamps(Buffer.from(documentBytes(document)), scope.now);
  return { kind: 'replacement', apply: (before) => idFirst(withId(bytes, before)) };
}

function parsePipelineUpdate(pipeline: Value, scope: EvaluationScope): Update {
  const transforms = valuesOf(pipeline).map((stage) => {
    if (stage.type !== BsonType.document)
      throw typeMismatch("Each element of the 'pipeline' array must be an object");
    const [only, ...others] = elementsOf(stage);
    if (only === undefined || others.length > 0) {
      throw new CommandError(
        40323,
        'Location40323',
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    const compile = transformStages.get(only.name);
    if (compile === undefined) {
      throw new CommandError(72, 'InvalidOptions', `${only.name} is not allowed to be used within an update`);
    }
    return compile(only.value, scope);
  });
  return {
    kind: 'pipeline',
    // A pipeline that drops \`_id\` keeps it, one that changes it is refused.
    apply: (before) =>
      idFirst(
        withId(
          transforms.reduce((document, transform) => transform(document), before),
          before,
        ),
      ),
  };
}

/** Parses the update part of an update or findAndModify. */
export function parseUpdate(update: Value, arrayFilters: Value | undefined, scope: EvaluationScope): Update {
  if (update.type === BsonType.array) {
    if (arrayFilters !== undefined && valuesOf(arrayFilters).length > 0) {
      throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
    }
    return parsePipelineUpdate(update, scope);
  }
  if (update.type !== BsonType.document)
    throw failedToParse('Update argument must be either an object or an array');
  if (firstName(update)?.startsWith('$') === true) return parseModifierUpdate(update, arrayFilters, scope);
  return parseReplacement(update, scope);
}
