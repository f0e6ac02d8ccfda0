import { randomBytes } from 'node:crypto';
import { Binary } from 'mongodb';
import { GridFileStore } from '../../src/storage/repositories/grid-file-store.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';

interface Chunk {
  _id: string;
  files_id: string;
  n: number;
  data: Binary;
}

describe('file store', () => {
  let database: TestDatabase;
  let store: GridFileStore;

  beforeAll(async () => {
    database = await openTestDatabase();
    store = new GridFileStore(database.models, database.vault, new FakeClock(startOfTests.toISOString()));
  });
  afterEach(async () => {
    await database.empty('fs.files');
    await database.empty('fs.chunks');
  });
  afterAll(() => database.close());

  const chunks = () => database.models.collection<Chunk>('fs.chunks');
  const stored = async (): Promise<number> =>
    (await chunks().countDocuments()) + (await database.models.collection('fs.files').countDocuments());

  it.each([0, 1, 255 * 1024, 255 * 1024 + 1, 6_000_000])('%d bytes: read back as they were', async (size) => {
    const content = randomBytes(size);
    const key = await store.put(tenantA, content);
    expect((await store.read(tenantA, key))?.equals(content)).toBe(true);
  });

  it('keys: random, of the tenant, and of no use to another one', async () => {
    const [first, second] = [
      await store.put(tenantA, Buffer.from('x')),
      await store.put(tenantA, Buffer.from('x')),
    ];
    expect(first).toMatch(/^t_demo\/[\w-]{32}$/);
    expect(second).not.toBe(first);
    expect(await store.read(tenantB, first)).toBeNull();
    await store.remove(tenantB, first);
    expect(await store.read(tenantA, first)).toEqual(Buffer.from('x'));
  });

  it('stored, read without keys: nothing of the content; described as GridFS does', async () => {
    const key = await store.put(tenantA, Buffer.alloc(600_000, 'secret text '), 'fil_1');
    const rows = await chunks().find({ files_id: key }).sort({ n: 1 }).toArray();
    expect(rows.map(({ n }) => n)).toEqual([0, 1, 2]);
    for (const { data } of rows) expect(Buffer.from(data.buffer).includes('secret')).toBe(false);
    const described = await database.models.collection('fs.files').findOne({});
    expect(described).toMatchObject({
      _id: key,
      uploadDate: startOfTests,
      length: rows.reduce((sum, { data }) => sum + data.position, 0),
      chunkSize: rows[0]?.data.position,
    });
  });

  it('a chunk moved to another place: does not open', async () => {
    const key = await store.put(tenantA, randomBytes(600_000));
    const [first, second] = await chunks().find({ files_id: key }).sort({ n: 1 }).toArray();
    await chunks().updateOne({ _id: first?._id ?? '' }, { $set: { data: second?.data ?? new Binary() } });
    await expect(store.read(tenantA, key)).rejects.toThrow();
  });

  it('a chunk of another file: does not open', async () => {
    const [key, other] = [
      await store.put(tenantA, Buffer.from('x')),
      await store.put(tenantA, Buffer.from('y')),
    ];
    const foreign = await chunks().findOne({ files_id: other });
    await chunks().updateOne({ files_id: key }, { $set: { data: foreign?.data ?? new Binary() } });
    await expect(store.read(tenantA, key)).rejects.toThrow();
  });

  it('a chunk that is missing: no content rather than a part of it', async () => {
    const key = await store.put(tenantA, randomBytes(600_000));
    await chunks().deleteOne({ files_id: key, n: 2 });
    expect(await store.read(tenantA, key)).toBeNull();
  });

  it('removed: nothing is left; removed again: no error', async () => {
    const key = await store.put(tenantA, randomBytes(600_000));
    await store.remove(tenantA, key);
    expect(await store.read(tenantA, key)).toBeNull();
    expect(await stored()).toBe(0);
    await store.remove(tenantA, key);
  });

  it('the others of a file removed: what is kept and what is of other files stays', async () => {
    const kept = await store.put(tenantA, Buffer.from('kept'), 'fil_1');
    const left = await store.put(tenantA, Buffer.from('left'), 'fil_1');
    const other = await store.put(tenantA, Buffer.from('other'), 'fil_2');
    await store.removeOthers(tenantA, 'fil_1', [kept]);
    await store.removeOthers(tenantB, 'fil_2', []);
    expect(await store.read(tenantA, kept)).toEqual(Buffer.from('kept'));
    expect(await store.read(tenantA, left)).toBeNull();
    expect(await store.read(tenantA, other)).toEqual(Buffer.from('other'));
  });
});
