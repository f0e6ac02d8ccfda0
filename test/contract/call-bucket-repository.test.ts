import { MongoBucketRepository } from '../../src/storage/repositories/mongo-bucket-repository.ts';
import { MongoCallBucketRepository } from '../../src/storage/repositories/mongo-call-bucket-repository.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let buckets: MongoCallBucketRepository;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  buckets = new MongoCallBucketRepository(database.models);
});
afterEach(() => database.empty());
afterAll(() => database.close());

describe('bucket of a key', () => {
  it('new: what it may call at once, then nothing and how long until the next', async () => {
    const pace = { perMinute: 6, burst: 3 };

    expect(await buckets.take('k', 2, pace)).toEqual({ granted: 2, waitMs: 0 });
    expect(await buckets.take('k', 2, pace)).toEqual({ granted: 1, waitMs: 0 });
    const { granted, waitMs } = await buckets.take('k', 2, pace);
    expect(granted).toBe(0);
    expect(waitMs).toBeGreaterThan(5_000);
    expect(waitMs).toBeLessThanOrEqual(10_000);
  });

  it('asked by many processes at once: together never more than the pace allows for the time', async () => {
    const begun = performance.now();
    const pace = { perMinute: 1_200, burst: 20 };
    const other = new MongoCallBucketRepository(database.models);
    // Made before many ask: the independent engine answers some of those who make it at once with nothing.
    await other.take('k', 0, pace);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? buckets : other).take('k', 3, pace)),
    );
    const total = answers.reduce((sum, { granted }) => sum + granted, 0);

    expect(answers.filter(({ granted }) => granted < 0)).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(20);
    expect(total).toBeLessThanOrEqual(20 + Math.ceil(((performance.now() - begun) / 60_000) * 1_200));
  });

  it('a key and a number of the same name: each has its own', async () => {
    await buckets.take('k', 1, { perMinute: 1, burst: 1 });

    expect((await new MongoBucketRepository(database.models).take('k', 1, 80)).granted).toBe(1);
    expect((await buckets.take('other', 1, { perMinute: 1, burst: 1 })).granted).toBe(1);
  });
});
