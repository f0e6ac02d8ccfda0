import { EJSON } from 'bson';
import { MongoBulkWriteError, MongoServerError } from 'mongodb';
import type { Collection, Document, Filter, UpdateFilter } from 'mongodb';
import type { IndexPlan, Json, Operation } from './operations.ts';

/** A collection whose `_id` are numbers. */
export type TestDocument = Document & { _id: number };

type Outcome = Json | readonly unknown[] | number;

async function perform(collection: Collection<TestDocument>, operation: Operation): Promise<Outcome> {
  const filterOf = (filter: Json): Filter<TestDocument> => filter;
  switch (operation.op) {
    case 'insertMany': {
      const result = await collection.insertMany(operation.documents as TestDocument[], {
        ordered: operation.ordered,
      });
      return { n: result.insertedCount };
    }
    case 'updateOne': {
      const { matchedCount, modifiedCount, upsertedId } = await collection.updateOne(
        filterOf({ _id: operation.id, ...operation.filter }),
        operation.update as UpdateFilter<TestDocument>,
        { upsert: operation.upsert },
      );
      return { matchedCount, modifiedCount, upsertedId };
    }
    case 'updateMany': {
      const result = await collection.updateMany(
        filterOf(operation.filter),
        operation.update as UpdateFilter<TestDocument>,
      );
      return { matched: result.matchedCount, modified: result.modifiedCount };
    }
    case 'replaceOne': {
      const result = await collection.replaceOne({ _id: operation.id }, operation.document, {
        upsert: operation.upsert,
      });
      return { matched: result.matchedCount, modified: result.modifiedCount, upserted: result.upsertedCount };
    }
    case 'deleteOne':
      return { n: (await collection.deleteOne({ _id: operation.id })).deletedCount };
    case 'deleteMany':
      return { n: (await collection.deleteMany(filterOf(operation.filter))).deletedCount };
    case 'findOneAndUpdate': {
      const value = await collection.findOneAndUpdate(
        filterOf(operation.filter),
        operation.update as UpdateFilter<TestDocument>,
        {
          sort: { _id: operation.descending ? -1 : 1 },
          returnDocument: operation.after ? 'after' : 'before',
          promoteValues: false,
        },
      );
      return { value };
    }
    case 'find': {
      const { filter, sort, projection, skip, limit } = operation;
      const options = { projection, skip, limit, sort: sort as Record<string, 1 | -1>, promoteValues: false };
      return collection.find(filterOf(filter), options).toArray();
    }
    case 'count':
      return collection.countDocuments(filterOf(operation.filter));
    case 'distinct':
      return (await collection.distinct(operation.key, filterOf(operation.filter)))
        .map((value) => EJSON.stringify(value))
        .sort();
    case 'aggregate':
      return collection.aggregate([...operation.pipeline]).toArray();
  }
}

/** Runs an operation and describes what came of it, so that two engines can be compared: result, or code of the error. */
export async function runOperation(
  collection: Collection<TestDocument>,
  operation: Operation,
): Promise<string> {
  try {
    return EJSON.stringify(await perform(collection, operation), { relaxed: operation.op === 'aggregate' });
  } catch (error) {
    if (error instanceof MongoBulkWriteError) {
      const failed = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
      return JSON.stringify({
        inserted: error.insertedCount,
        failed: failed.map((each) => [each.index, each.code]),
      });
    }
    if (error instanceof MongoServerError) return JSON.stringify({ error: error.code });
    throw error;
  }
}

/** Everything a collection holds, with exact number types. */
export async function contents(collection: Collection<TestDocument>): Promise<string> {
  const documents = await collection.find({}, { sort: { _id: 1 }, promoteValues: false }).toArray();
  return EJSON.stringify(documents, { relaxed: false });
}

/** Makes the indexes of a plan. */
export async function makeIndexes(
  collection: Collection<TestDocument>,
  plans: readonly IndexPlan[],
): Promise<void> {
  for (const { key, options } of plans) await collection.createIndex(key, options);
}
