import { documentBytes, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import type { BsonWriter } from '../bson/writer.ts';
import { tick } from '../deadline.ts';
import { CommandError, failedToParse } from '../errors.ts';
import type { Found } from '../planner/scan.ts';
import { matchedPosition } from '../query/position.ts';
import type { Filter } from '../query/filter.ts';
import type { Collection } from '../store/catalog.ts';
import { deleteDocument, insertDocument, replaceDocument } from '../store/documents.ts';
import { fillTimestamps } from '../update/empty-timestamps.ts';
import { parseUpdate } from '../update/update.ts';
import type { Update } from '../update/update.ts';
import { ensureId, idOf, upsertedDocument } from '../update/upsert.ts';
import { Arguments } from './arguments.ts';
import { readCollection, scopeOf, writeCollection } from './context.ts';
import type { FieldLists, Handler, Request } from './context.ts';
import { filterOf, findForWrite } from './query.ts';

const maxBatch = 100_000;

/** The statements of a bulk command: a document sequence or an array in the body. */
function statementsOf(request: Request, field: string): Value[] {
  const sequence = request.sequences.get(field);
  const statements = sequence === undefined ? request.arguments.array(field) : sequence.map(wholeDocument);
  if (statements === undefined) {
    throw new CommandError(
      40414,
      'Location40414',
      `BSON field '${request.name}.${field}' is missing but a required field`,
    );
  }
  if (statements.length === 0 || statements.length > maxBatch) {
    throw new CommandError(
      16,
      'InvalidLength',
      `Write batch sizes must be between 1 and ${maxBatch}. Got ${statements.length} operations.`,
    );
  }
  return statements;
}

/** Writes the fields of an error: as part of `writeErrors`, or of the reply itself. */
export function writeErrorFields(writer: BsonWriter, error: CommandError): void {
  writer.int32('code', error.code).string('codeName', error.codeName);
  if (error.details.keyPattern !== undefined) writer.value('keyPattern', error.details.keyPattern);
  if (error.details.keyValue !== undefined) writer.value('keyValue', error.details.keyValue);
}

interface Failure {
  readonly index: number;
  readonly error: CommandError;
}

/** Runs statements in order; an ordered batch stops at the first that fails, and nothing of a failed one remains. */
function runStatements(
  request: Request,
  statements: readonly Value[],
  run: (statement: Value, index: number) => void,
): Failure[] {
  const ordered = !request.arguments.has('ordered') || request.arguments.bool('ordered');
  const failures: Failure[] = [];
  for (let index = 0; index < statements.length; index++) {
    try {
      tick();
      run(statements[index]!, index);
    } catch (error) {
      // The end of the command's time is no failure of one statement: all of it is undone.
      if (!(error instanceof CommandError) || error.code === 50) throw error;
      failures.push({ index, error });
      if (ordered) break;
    }
  }
  return failures;
}

function writeFailures(reply: BsonWriter, failures: readonly Failure[]): void {
  if (failures.length === 0) return;
  const list = reply.openArray('writeErrors');
  failures.forEach(({ index, error }, position) => {
    const mark = reply.openDocument(String(position));
    reply.int32('index', index).int32('code', error.code);
    if (error.details.keyPattern !== undefined) reply.value('keyPattern', error.details.keyPattern);
    if (error.details.keyValue !== undefined) reply.value('keyValue', error.details.keyValue);
    reply.string('errmsg', error.message);
    reply.close(mark);
  });
  reply.close(list);
}

/** What every write command may carry; there are no validators to bypass. */
const writeFields = ['ordered', 'bypassDocumentValidation', 'stmtId', 'stmtIds'];
const knownFields = new Set(['collectionUUID', 'encryptionInformation', 'isTimeseriesNamespace']);
const insertFields: FieldLists = {
  allowed: new Set(['insert', 'documents', ...writeFields]),
  known: knownFields,
};

/** `insert`. */
export const insert: Handler = (request, reply) => {
  request.arguments.allow(insertFields.allowed, insertFields.known);
  const documents = statementsOf(request, 'documents');
  const collection = writeCollection(request);
  let n = 0;
  const failures = runStatements(request, documents, (document) => {
    if (document.type !== BsonType.document) throw failedToParse('documents must be objects');
    const filled = fillTimestamps(documentBytes(document), request.now);
    insertDocument(request.engine, collection, ensureId(filled));
    n++;
  });
  reply.int32('n', n);
  writeFailures(reply, failures);
};

/** What an update needs beside the statement. */
export interface UpdateTask {
  readonly filter: Filter;
  readonly update: Update;
  readonly multi: boolean;
}

/** Changes one found document; undefined when it stays as it was. The bytes hold until the next update. */
export function changeFound(
  request: Request,
  collection: Collection,
  found: Found,
  task: UpdateTask,
): Buffer | undefined {
  const after = task.update.apply(found.document, {
    isInsert: false,
    position: () => matchedPosition(task.filter, found.document),
  });
  if (after.equals(found.document)) return undefined;
  replaceDocument(request.engine, collection, {
    id: found.id,
    before: found.document,
    after,
  });
  return after;
}

/** A statement of \`update\`; \`sort\` came with MongoDB 8.0. */
const updateStatement: FieldLists = {
  allowed: new Set(['q', 'u', 'multi', 'upsert', 'collation', 'arrayFilters', 'hint']),
  known: new Set(['c', 'upsertSupplied', 'sampleId']),
};

interface Totals {
  n: number;
  modified: number;
  readonly upserted: { index: number; id: Value }[];
}

function runUpdate(request: Request, statement: Value, index: number, totals: Totals): void {
  const args = new Arguments('update.updates', statement).only(
    updateStatement.allowed,
    updateStatement.known,
  );
  args.simpleCollation();
  const scope = scopeOf(request);
  const filter = filterOf(args.document('q'), scope);
  const update = parseUpdate(args.required('u'), args.get('arrayFilters'), scope);
  const multi = args.bool('multi');
  if (multi && update.kind === 'replacement')
    throw failedToParse('multi update is not supported for replacement-style update');
  const task: UpdateTask = { filter, update, multi };
  const query = {
    filter,
    sort: [],
    skip: 0,
    limit: multi ? 0 : 1,
    hint: args.hint(),
  };
  const existing = readCollection(request);
  const matched = existing === undefined ? [] : findForWrite(request, existing, query);
  if (existing !== undefined && matched.length > 0) {
    for (const found of matched) {
      if (changeFound(request, existing, found, task) !== undefined) totals.modified++;
      totals.n++;
    }
    return;
  }
  if (!args.bool('upsert')) return;
  const document = upsertedDocument(filter, update);
  insertDocument(request.engine, writeCollection(request), document);
  totals.upserted.push({ index, id: idOf(document)! });
  totals.n++;
}

/** Fields of `update`. */
export const updateFields: FieldLists = {
  allowed: new Set(['update', 'updates', 'let', ...writeFields]),
  known: knownFields,
};

/** `update`. */
export const update: Handler = (request, reply) => {
  request.arguments.allow(updateFields.allowed, updateFields.known);
  const totals: Totals = { n: 0, modified: 0, upserted: [] };
  const failures = runStatements(request, statementsOf(request, 'updates'), (statement, index) =>
    runUpdate(request, statement, index, totals),
  );
  reply.int32('n', totals.n).int32('nModified', totals.modified);
  if (totals.upserted.length > 0) {
    const list = reply.openArray('upserted');
    totals.upserted.forEach(({ index, id }, position) => {
      const mark = reply.openDocument(String(position));
      reply.int32('index', index).value('_id', id);
      reply.close(mark);
    });
    reply.close(list);
  }
  writeFailures(reply, failures);
};

const deleteStatement: FieldLists = {
  allowed: new Set(['q', 'limit', 'collation', 'hint']),
  known: new Set(['sampleId']),
};
/** Fields of `delete`. */
export const deleteFields: FieldLists = {
  allowed: new Set(['delete', 'deletes', 'let', ...writeFields]),
  known: knownFields,
};

/** `delete`. */
export const remove: Handler = (request, reply) => {
  request.arguments.allow(deleteFields.allowed, deleteFields.known);
  let n = 0;
  const failures = runStatements(request, statementsOf(request, 'deletes'), (statement) => {
    const args = new Arguments('delete.deletes', statement).only(
      deleteStatement.allowed,
      deleteStatement.known,
    );
    args.simpleCollation();
    args.required('limit');
    const limit = args.number('limit', 0);
    if (limit !== 0 && limit !== 1)
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const filter = filterOf(args.document('q'), scopeOf(request));
    const collection = readCollection(request);
    if (collection === undefined) return;
    for (const found of findForWrite(request, collection, {
      filter,
      sort: [],
      skip: 0,
      limit,
      hint: args.hint(),
    })) {
      deleteDocument(request.engine, collection, found.id, found.document);
      n++;
    }
  });
  reply.int32('n', n);
  writeFailures(reply, failures);
};
