import { ObjectId } from 'bson';
import { findField, parsePath } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import type { Value } from '../bson/raw.ts';
import { buildDocument, makeValue } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { visitTargets } from './targets.ts';
import { Container, nodeValue } from './tree.ts';
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

/** Puts an `_id` in front of a document that has none. */
export function ensureId(document: Buffer): Buffer {
  if (findField(document, 0, idName) !== undefined) return idFirst(document);
  const id = newObjectId();
  return buildDocument((writer) => {
    writer.value('_id', id);
    writer.bytes(document, 4, document.length - 1);
  });
}

/** Adds the equalities of a filter to the document an upsert starts from. */
function addEqualities(filter: Filter, root: Container): void {
  if (filter.kind === 'and' || (filter.kind === 'or' && filter.parts.length === 1)) {
    for (const part of filter.parts) addEqualities(part, root);
    return;
  }
  if (filter.kind !== 'path' || filter.negate) return;
  const { condition, names, path } = filter;
  let value: Value | undefined;
  if (condition.op === 'eq') value = condition.value;
  else if (condition.op === 'in' && condition.values.length === 1 && condition.patterns.length === 0)
    value = condition.values[0];
  if (value === undefined) return;
  const wanted = value;
  visitTargets(
    root,
    names.map((name) => name.text),
    true,
    noContext,
    (parent, name) => {
      if (parent.find(name) >= 0) {
        throw new CommandError(
          54,
          'NotSingleValueField',
          `cannot infer query fields to set, path '${path}' is matched twice`,
        );
      }
      parent.set(name, wanted);
    },
  );
}

/** The document an upsert inserts when nothing matched. */
export function upsertedDocument(filter: Filter, update: Update): Buffer {
  const root = Container.empty(BsonType.document);
  addEqualities(filter, root);
  const context = { isInsert: true, position: () => undefined };
  if (update.kind !== 'replacement') return ensureId(update.apply(root.toBytes(), context));
  // A replacement takes only `_id` from the filter.
  const index = root.find('_id');
  const base =
    index < 0
      ? Container.empty(BsonType.document)
      : new Container(BsonType.document, ['_id'], [nodeValue(root.nodes[index]!)]);
  return ensureId(update.apply(base.toBytes(), context));
}

/** The `_id` of a document. */
export function idOf(document: Buffer): Value | undefined {
  return findField(document, 0, idName);
}
