import { BSON, MongoClient, type Db, type Document } from 'mongodb';
import mongoose, { type Model } from 'mongoose';
import { Models, type StoredDocument } from '../../src/storage/models.ts';
import { differenceOf } from './difference-of.ts';

/** What is wrong, without a word of what the document says: it may be personal. */
interface Fault {
  path: string;
  reason: string;
}

// Only schemas are needed: Mongoose's own connection is never opened, and its models are made once for all files of a worker.
const models = new Models(mongoose.connection);

const faultsOfError = (error: unknown): Fault[] => {
  if (error instanceof mongoose.Error.ValidationError)
    return Object.entries(error.errors).map(([path, { kind, reason }]) => ({
      path,
      reason:
        reason instanceof mongoose.Error.StrictModeError ? `unknown field ${reason.path}` : `not ${kind}`,
    }));
  if (error instanceof mongoose.Error.StrictModeError) return [{ path: error.path, reason: 'unknown field' }];
  throw error;
};

/**
 * The document as its model would write it: no field too many (the schemas are strict), every validator content, and, since
 * casting forgives a number written as text and fills in what is missing, nothing changed by it.
 */
const faultsOf = async (model: Model<StoredDocument>, stored: Document): Promise<Fault[]> => {
  try {
    const hydrated = new model(stored);
    await hydrated.validate();
    const written = BSON.deserialize(BSON.serialize(hydrated.toBSON() as Document));
    const path = differenceOf(stored, written);
    return path === null ? [] : [{ path, reason: 'is missing or of another type' }];
  } catch (error) {
    return faultsOfError(error);
  }
};

/** What is in a collection; null: nothing. */
const lookAt = async (db: Db, name: string): Promise<{ name: string; faults: string[] } | null> => {
  if (!models.has(name)) return { name, faults: [`${name}: no model`] };
  const model = models.model(name);
  const documents = await db.collection(name).find().toArray();
  if (documents.length === 0) return null;
  const faults: Fault[] = [];
  for (const stored of documents) faults.push(...(await faultsOf(model, stored)));
  return { name, faults: faults.map(({ path, reason }) => `${name}.${path}: ${reason}`) };
};

/**
 * Every document of these collections (all of the database) is what its schema says; fails with places and reasons. Answers
 * which collections hold documents at all.
 */
export const checkDocuments = async (db: Db, only?: readonly string[]): Promise<string[]> => {
  const names = only ?? (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const seen = (await Promise.all(names.map((name) => lookAt(db, name)))).filter((one) => one !== null);
  const faults = new Set(seen.flatMap((one) => one.faults));
  if (faults.size > 0)
    throw new Error(`documents that are not as their schemas say:\n${[...faults].join('\n')}`);
  return seen.map(({ name }) => name);
};

/** The same for a database of this run, by name. */
export const checkDatabase = async (uri: string, name?: string): Promise<void> => {
  const client = await MongoClient.connect(uri);
  try {
    await checkDocuments(client.db(name));
  } finally {
    await client.close();
  }
};
