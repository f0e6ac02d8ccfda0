import { NumberPace } from '../../src/delivery/number-pace.ts';
import { MongoBucketRepository } from '../../src/storage/repositories/mongo-bucket-repository.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let buckets: MongoBucketRepository;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  buckets = new MongoBucketRepository(database.models);
});
afterEach(() => database.empty());
afterAll(() => database.close());

describe('bucket of a number', () => {
  it('new: a small saved amount at once, then nothing and a time to wait', async () => {
    expect(await buckets.take('chn_1', 100, 80)).toEqual({ granted: 10, waitMs: 0 });
    const rest = [];
    for (let n = 0; n < 5; n += 1) rest.push(await buckets.take('chn_2', 1_000, 1));
    expect(rest[0]?.granted).toBe(1);
    expect(rest.at(-1)?.granted).toBe(0);
    expect(rest.at(-1)?.waitMs).toBeGreaterThan(0);
  });

  it('asked by many at once: together never more than the rate allows for the time', async () => {
    const begun = performance.now();
    const other = new MongoBucketRepository(database.models);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? buckets : other).take('chn_1', 3, 20)),
    );
    const seconds = (performance.now() - begun) / 1_000;
    const total = answers.reduce((sum, { granted }) => sum + granted, 0);

    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(Math.ceil((1 + seconds) * 20));
    expect(answers.filter(({ granted }) => granted === 0).every(({ waitMs }) => waitMs > 0)).toBe(true);
  });

  it('paused: nobody gets anything until then, and a shorter pause does not end a longer one', async () => {
    await buckets.pause('chn_1', 60_000);
    await buckets.pause('chn_1', 1);
    const { granted, waitMs } = await buckets.take('chn_1', 1, 100);

    expect(granted).toBe(0);
    expect(waitMs).toBeGreaterThan(30_000);
    expect((await buckets.take('chn_2', 1, 100)).granted).toBe(1);
  });

  it('paused by one process: another one’s pace waits as well', async () => {
    const monotonic = (): number => performance.now();
    const mine = new NumberPace(buckets, 100, monotonic);
    const yours = new NumberPace(new MongoBucketRepository(database.models), 100, monotonic);
    expect(await mine.take('chn_1')).toBe(0);
    await mine.pause('chn_1', 60_000);

    expect(await yours.take('chn_1')).toBeGreaterThan(30_000);
    expect(await mine.take('chn_1')).toBeGreaterThan(30_000);
  });
});
