import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { checkDatabase } from '../src/check.ts';
import { startServer } from '../src/server.ts';
import type { RunningServer } from '../src/server.ts';
import { temporaryDirectory } from './engines.ts';

interface Item {
  _id: number;
  [field: string]: unknown;
}

const fields = ['kind', 'flag', 'at', 'n', 'd', 'list'] as const;
const valueOf = {
  kind: fc.constantFrom<unknown>('open', 'done', 'other', 5, null),
  flag: fc.constantFrom<unknown>(true, false, null),
  at: fc.constantFrom<unknown>(new Date(1), new Date(-1), new Date(2 ** 33), null, 'text'),
  n: fc.constantFrom<unknown>(0, 1, 1.5, -2, 'text', ['x'], { a: 1 }, { a: [1, 2] }),
  d: fc.constantFrom<unknown>({ x: 1 }, { x: [1, 2] }, { x: null }, [{ x: 1 }, { x: 2 }], 7, {}),
  list: fc.constantFrom<unknown>([], [1], [1, 1, 2], ['long'.repeat(400)], 3, null),
};
const part = fc.record(valueOf, { requiredKeys: [] });
const set = part.map((values) => ({ $set: values })).filter(({ $set }) => Object.keys($set).length > 0);
const unset = fc
  .subarray([...fields], { minLength: 1 })
  .map((names) => ({ $unset: Object.fromEntries(names.map((name) => [name, ''])) }));
const deep = fc.constantFrom<Record<string, unknown>>(
  { $set: { 'd.x': 9, kind: 'open' } },
  { $set: { unrelated: 1 } },
  { $push: { list: 4 } },
  { $inc: { count: 1 } },
  { $rename: { kind: 'flag' } },
);
const replacement = part.map((values) => ({ replaceOne: values }));
const id = fc.integer({ min: 0, max: 7 });
const change = fc.tuple(id, fc.oneof(set, set, unset, deep, replacement));

const toOperation = ([_id, update]: [number, Record<string, unknown>]): AnyBulkWriteOperation<Item> =>
  'replaceOne' in update
    ? {
        replaceOne: { filter: { _id }, replacement: update['replaceOne'] as Omit<Item, '_id'>, upsert: true },
      }
    : { updateOne: { filter: { _id }, update, upsert: true } };

/** Indexes whose keys hang on one field, on several, on fields that only their filter names, and on arrays. */
async function createIndexes(collection: Collection<Item>): Promise<void> {
  await collection.createIndex({ kind: 1, at: -1 }, { name: 'two' });
  await collection.createIndex({ n: 1 }, { name: 'filtered', partialFilterExpression: { kind: 'open' } });
  await collection.createIndex(
    { 'd.x': 1, kind: -1 },
    {
      name: 'filtered by several',
      partialFilterExpression: {
        $or: [{ flag: true }, { $and: [{ at: { $type: 'date' } }, { 'n.a': { $gte: 1 } }] }],
      },
    },
  );
  await collection.createIndex({ list: 1, flag: 1 }, { name: 'many keys' });
  await collection.createIndex({ at: 1 }, { name: 'sparse', sparse: true });
}

describe('the indexes of a collection', () => {
  let server: RunningServer;
  let client: MongoClient;
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    server = await startServer({ directory: directory.path, listen: { port: 0 } });
    client = await new MongoClient(server.uri).connect();
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await client.close();
    await server.close();
  };
  afterAll(async () => {
    await close();
    await directory.remove();
  });

  it('see documents changed in any way: hold exactly the keys of the documents as they are', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 25 }), async (changes) => {
        const collection = client.db('test').collection<Item>(`c${(run += 1)}`);
        await createIndexes(collection);
        await collection.bulkWrite(changes.map(toOperation), { ordered: false }).catch((error: unknown) => {
          // Some changes are refused, as $push to a number is: they leave nothing.
          if (!(error instanceof Error && 'writeErrors' in error)) throw error;
        });
        const all = await collection.find({}).hint({ $natural: 1 }).toArray();
        const open = await collection
          .find({ kind: 'open', n: { $exists: true } })
          .hint('filtered')
          .toArray();
        expect(open.map(({ _id }) => _id).sort()).toEqual(
          all
            .filter(({ kind, n }) => kind === 'open' && n !== undefined)
            .map(({ _id }) => _id)
            .sort(),
        );
      }),
      { numRuns: 60 },
    );
    await close();

    const { findings, documents, indexEntries } = await checkDatabase(directory.path);

    expect(findings).toEqual([]);
    expect(documents).toBeGreaterThan(60);
    expect(indexEntries).toBeGreaterThan(60);
  });
});
