import type { Value } from '../bson/raw.ts';
import type { BsonWriter } from '../bson/writer.ts';
import { failedToParse } from '../errors.ts';
import { matchedPosition } from '../query/position.ts';
import { compileFindProjection } from '../query/projection.ts';
import type { Projection } from '../query/projection.ts';
import type { Filter } from '../query/filter.ts';
import { deleteDocument, insertDocument } from '../store/documents.ts';
import { parseUpdate } from '../update/update.ts';
import { idOf, upsertedDocument } from '../update/upsert.ts';
import { readCollection, scopeOf, writeCollection } from './context.ts';
import type { FieldLists, Handler } from './context.ts';
import { filterOf, findForWrite, sortOf } from './query.ts';
import { changeFound } from './write.ts';

/** Fields of \`findAndModify\`; there are no validators to bypass. */
export const findAndModifyFields: FieldLists = {
  allowed: new Set([
    ...['findAndModify', 'findandmodify', 'query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert'],
    ...['hint', 'arrayFilters', 'collation', 'bypassDocumentValidation', 'let', 'stmtId'],
  ]),
  known: new Set(['collectionUUID', 'encryptionInformation', 'sampleId']),
};

interface Outcome {
  readonly n: number;
  readonly updatedExisting: boolean | undefined;
  readonly upserted: Value | undefined;
  readonly value: Buffer | undefined;
}

function writeOutcome(reply: BsonWriter, outcome: Outcome, show: (document: Buffer) => Buffer): void {
  const mark = reply.openDocument('lastErrorObject');
  reply.int32('n', outcome.n);
  if (outcome.updatedExisting !== undefined) reply.bool('updatedExisting', outcome.updatedExisting);
  if (outcome.upserted !== undefined) reply.value('upserted', outcome.upserted);
  reply.close(mark);
  if (outcome.value === undefined) reply.null('value');
  else reply.document('value', show(outcome.value));
}

function shower(
  projection: Projection | undefined,
  filter: Filter,
  before: Buffer | undefined,
): (document: Buffer) => Buffer {
  if (projection === undefined) return (document) => document;
  return (document) => projection(document, () => matchedPosition(filter, before ?? document));
}

/** `findAndModify`: changes or removes the first matching document and returns it as it was or is. */
export const findAndModify: Handler = (request, reply) => {
  const args = request.arguments.allow(findAndModifyFields.allowed, findAndModifyFields.known);
  args.simpleCollation();
  const isRemove = args.bool('remove');
  const wantsNew = args.bool('new');
  const isUpsert = args.bool('upsert');
  const change = args.get('update');
  if (isRemove && change !== undefined) throw failedToParse('Cannot specify both an update and remove=true');
  if (isRemove && isUpsert) throw failedToParse('Cannot specify both upsert=true and remove=true ');
  if (isRemove && wantsNew)
    throw failedToParse(
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  if (!isRemove && change === undefined)
    throw failedToParse('Either an update or remove=true must be specified');
  const scope = scopeOf(request);
  const filter = filterOf(args.document('query'), scope);
  const projection = compileFindProjection(args.document('fields'), scope);
  const query = { filter, sort: sortOf(args.document('sort')), skip: 0, limit: 1, hint: args.hint() };
  const update = change === undefined ? undefined : parseUpdate(change, args.get('arrayFilters'), scope);
  const collection = readCollection(request);
  const [found] = collection === undefined ? [] : findForWrite(request, collection, query);
  const show = shower(projection, filter, found?.document);
  if (collection !== undefined && found !== undefined && update === undefined) {
    deleteDocument(request.engine, collection, found.id, found.document);
    return writeOutcome(
      reply,
      { n: 1, updatedExisting: undefined, upserted: undefined, value: found.document },
      show,
    );
  }
  if (collection !== undefined && found !== undefined && update !== undefined) {
    const after = changeFound(request, collection, found, { filter, update, multi: false }) ?? found.document;
    return writeOutcome(
      reply,
      { n: 1, updatedExisting: true, upserted: undefined, value: wantsNew ? after : found.document },
      show,
    );
  }
  if (update === undefined || !isUpsert) {
    const updatedExisting = update === undefined ? undefined : false;
    return writeOutcome(reply, { n: 0, updatedExisting, upserted: undefined, value: undefined }, show);
  }
  const document = upsertedDocument(filter, update);
  insertDocument(request.engine, writeCollection(request), document);
  writeOutcome(
    reply,
    { n: 1, updatedExisting: false, upserted: idOf(document), value: wantsNew ? document : undefined },
    show,
  );
};
