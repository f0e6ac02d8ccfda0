import { getField } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { withinDeadline } from '../deadline.ts';
import { CommandError } from '../errors.ts';
import type { Collection, Index } from '../store/catalog.ts';
import { buildSlice, removeIndex } from '../store/index-build.ts';
import { readCollection, writeCollection } from './context.ts';
import type { Request, SlicedHandler, Transaction } from './context.ts';
import {
  cannotCreate,
  checkPartial,
  existingIndex,
  isIdKey,
  normalizeSpecification,
} from './index-specification.ts';

const createFields = new Set(['createIndexes', 'indexes', 'commitQuorum', 'ignoreUnknownIndexOptions']);

/** One index that the command has to see complete. */
interface Wanted {
  readonly id: number;
  /** Made by this command: taken back when it fails. */
  readonly isOwn: boolean;
}

interface Begun {
  readonly created: boolean;
  readonly before: number;
  readonly after: number;
  readonly wanted: Wanted[];
}

function addIndex(request: Request, collection: Collection, specification: Value): Index {
  if (collection.indexes.length >= 63) throw cannotCreate('add index fails, too many indexes');
  const index = request.engine.catalog.newIndex(specification);
  if (index.partial !== undefined) checkPartial(index.partial.filter);
  collection.indexes.push(index);
  request.engine.catalog.save(collection);
  return index;
}

/** The first transaction: enters the indexes, and builds what is done at once. */
function begin(request: Request, specifications: readonly Value[]): Begun {
  const created = readCollection(request) === undefined;
  const collection = writeCollection(request);
  const before = collection.indexes.length + 1;
  const wanted: Wanted[] = [];
  for (const specification of specifications) {
    if (isIdKey(getField(specification, 'key')!)) continue;
    const known = existingIndex(collection, specification);
    if (known !== undefined && !known.building) continue;
    const index = known ?? addIndex(request, collection, specification);
    // Small collections need no second transaction; large ones wait until every index is entered.
    const isDone =
      known === undefined && wanted.length === 0 && buildSlice(request.engine, collection, index);
    if (!isDone) wanted.push({ id: index.id, isOwn: known === undefined });
  }
  return { created, before, after: collection.indexes.length + 1, wanted };
}

function aborted(): CommandError {
  return new CommandError(
    276,
    'IndexBuildAborted',
    'Index build aborted: the index was dropped while it was built',
  );
}

/** One slice of one index; true when it is complete. Throws 276 when somebody dropped it. */
function slice(request: Request, id: number): boolean {
  const collection = readCollection(request);
  const index = collection?.indexes.find((each) => each.id === id);
  if (collection === undefined || index === undefined) throw aborted();
  return !index.building || buildSlice(request.engine, collection, index);
}

function takeBack(request: Request, wanted: readonly Wanted[]): void {
  const collection = readCollection(request);
  for (const { id, isOwn } of wanted) {
    const index = collection?.indexes.find((each) => each.id === id);
    if (isOwn && collection !== undefined && index !== undefined)
      removeIndex(request.engine, collection, index);
  }
}

async function buildAll(
  request: Request,
  transaction: Transaction,
  wanted: readonly Wanted[],
): Promise<void> {
  const { drivenBuilds } = request.engine.catalog;
  for (const { id } of wanted) drivenBuilds.add(id);
  try {
    for (const { id } of wanted)
      while (!(await transaction(() => withinDeadline(request.deadline, () => slice(request, id)))));
  } catch (error) {
    await transaction(() => takeBack(request, wanted));
    throw error;
  } finally {
    for (const { id } of wanted) drivenBuilds.delete(id);
  }
}

/**
 * `createIndexes`. Answers when every index is complete; until then other commands run between the slices of the build. A
 * duplicate or the end of `maxTimeMS` takes back all indexes of the command; a crash leaves the build to be resumed at the next start.
 */
export const createIndexes: SlicedHandler = async (request, reply, transaction) => {
  const args = request.arguments.allow(createFields);
  const specifications = (args.array('indexes') ?? []).map(normalizeSpecification);
  if (specifications.length === 0)
    throw new CommandError(2, 'BadValue', 'Must specify at least one index to create');
  const { created, before, after, wanted } = await transaction(() =>
    withinDeadline(request.deadline, () => begin(request, specifications)),
  );
  await buildAll(request, transaction, wanted);
  reply
    .int32('numIndexesBefore', before)
    .int32('numIndexesAfter', after)
    .bool('createdCollectionAutomatically', created);
  if (before === after) reply.string('note', 'all indexes already exist');
};
