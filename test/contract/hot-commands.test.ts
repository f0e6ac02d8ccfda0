import { randomBytes } from 'node:crypto';
import { Binary, type Document } from 'mongodb';
import { HotCommands } from '../../src/storage/hot-commands.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let hot: HotCommands;
beforeAll(async () => {
  database = await openTestDatabase();
  hot = new HotCommands(database.models);
});
// Not emptied with a look at the schemas: what is written here are no records of the product.
afterEach(() => database.models.collection('simulator').deleteMany({}));
afterAll(() => database.close());

const document = (n: number, bytes = 1): Document => ({
  _id: `d_${n}`,
  body: new Binary(randomBytes(bytes)),
});

const names = async (): Promise<string[]> =>
  (await hot.find<{ _id: string }>('simulator', {}, { projection: { _id: 1 }, sort: { _id: 1 } })).map(
    ({ _id }) => _id,
  );

describe('hot commands, on the database', () => {
  it('documents that are there among new ones: their indexes, the others are written', async () => {
    await hot.insert('simulator', [document(1), document(3)]);

    expect(
      await hot.insert(
        'simulator',
        [0, 1, 2, 3, 4].map((n) => document(n)),
      ),
    ).toEqual(new Set([1, 3]));
    expect(await names()).toEqual(['d_0', 'd_1', 'd_2', 'd_3', 'd_4']);
  });

  it('24 MiB in one call: all of it is written, duplicates counted through', async () => {
    const all = Array.from({ length: 8 }, (_, n) => document(n, 3 * 1024 * 1024));
    await hot.insert('simulator', [document(5)]);

    expect(await hot.insert('simulator', all)).toEqual(new Set([5]));
    expect(await names()).toHaveLength(8);
  });

  it('updates of documents that are there and of others: those that matched are counted', async () => {
    await hot.insert('simulator', [document(1), document(2)]);
    const statements = [1, 2, 3].map((n) => ({ q: { _id: `d_${n}` }, u: { $set: { n } } }));

    expect(await hot.update('simulator', statements)).toBe(2);
    expect(await hot.find('simulator', { n: 2 }, { projection: { n: 1 } })).toEqual([{ _id: 'd_2', n: 2 }]);
  });

  it('more documents than one batch of an answer: all are found', async () => {
    await hot.insert(
      'simulator',
      Array.from({ length: 1_203 }, (_, n) => document(n)),
    );

    expect(new Set(await names()).size).toBe(1_203);
  });
});
