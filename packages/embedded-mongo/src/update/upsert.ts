import { ObjectId } from 'bson';
import { findField, parsePath } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import type { Value } from '../bson/raw.ts';
import { buildDocument, makeValue } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { checkId } from './check-id.ts';
import { visitTargets } from './targets.ts';
import { Container } from './tree.ts';
import { idFirst } from './update.ts';
import type { Update } from './update.ts';

const idName = parsePath('_id')[0]!;
const noContext = { arrayFilters: new Map(), position: undefined };

/** A fresh `_id`. */
function newObjectId(): Value {
  const bytes = Buffer.from(new ObjectId().id);
  return makeValue((writer) => {
    writer.header(BsonType.objectId, '');
    writer.bytes(bytes);
  });
}

/** Puts an `_id` in front of a document that has none, and checks the one that it has. */
export function ensureId(document: Buffer): Buffer {
  const given = findField(document, 0, idName);
  if (given !== undefined) {
    checkId(given);
    return idFirst(document);
  }
  const id = newObjectId();
  return buildDocument((writer) => {
    writer.value('_id', id);
    writer.bytes(document, 4, document.length - 1);
  });
}

interface Equality {
  readonly path: string;
  readonly value: Value;
}

/** The equalities that every document of a filter meets. */
function equalitiesOf(filter: Filter): Equality[] {
  if (filter.kind === 'and' || (filter.kind === 'or' && filter.parts.length === 1))
    return filter.parts.flatMap(equalitiesOf);
  if (filter.kind !== 'path' || filter.negate) return [];
  const { condition, path } = filter;
  if (condition.op === 'eq') return [{ path, value: condition.value }];
  const isSingle = condition.op === 'in' && condition.values.length === 1 && condition.patterns.length === 0;
  return isSingle ? [{ path, value: condition.values[0]! }] : [];
}

function notSingle(what: string): CommandError {
  return new CommandError(54, 'NotSingleValueField', `cannot infer query fields to set, ${what}`);
}

/** Refuses two equalities for one place, or one inside another. */
function checkSingle(equalities: readonly Equality[]): void {
  const paths = new Set<string>();
  for (const { path } of equalities) {
    if (paths.has(path)) throw notSingle(`path '${path}' is matched twice`);
    paths.add(path);
  }
  for (const path of paths) {
    for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      const outer = path.slice(0, dot);
      if (paths.has(outer)) throw notSingle(`both paths '${outer}' and '${path}' are matched`);
    }
  }
}

/** The document an upsert starts from: what its filter demands; for a replacement `_id` alone. */
function startOf(filter: Filter, update: Update): Buffer {
  const root = Container.empty(BsonType.document);
  const equalities = equalitiesOf(filter).filter(
    ({ path }) => update.kind !== 'replacement' || path === '_id',
  );
  checkSingle(equalities);
  for (const { path, value } of equalities)
    visitTargets(root, path.split('.'), true, noContext, (parent, name) => parent.set(name, value));
  return root.toBytes();
}

/** The document an upsert inserts when nothing matched. */
export function upsertedDocument(filter: Filter, update: Update): Buffer {
  const context = { isInsert: true, position: () => undefined };
  return ensureId(Buffer.from(update.apply(startOf(filter, update), context)));
}

/** The `_id` of a document. */
export function idOf(document: Buffer): Value | undefined {
  return findField(document, 0, idName);
}
