import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';
import { startEngine, temporaryDirectory } from './engines.ts';
import type { EngineProcess } from './engines.ts';
import { knownDifferences } from './known-differences.ts';
import { indexPlans, operation } from './operations.ts';
import type { Operation } from './operations.ts';
import { contents, makeIndexes, runOperation } from './run-operation.ts';
import type { TestDocument } from './run-operation.ts';

const independent = process.env.MONGODB_TEST_URI;
const runs = Number(process.env.DIFFERENTIAL_RUNS ?? 40);
/** Random unless it is given: CI gives one, because the other engine has faults of its own that are not this run's business. */
const seed = process.env.DIFFERENTIAL_SEED === undefined ? undefined : Number(process.env.DIFFERENTIAL_SEED);

/** Makes the second collection hold what the first one holds. */
async function copy(from: Collection<TestDocument>, to: Collection<TestDocument>): Promise<void> {
  const documents = await from.find({}, { promoteValues: false }).toArray();
  await to.deleteMany({});
  if (documents.length > 0) await to.insertMany(documents);
}

async function compare(
  left: Collection<TestDocument>,
  right: Collection<TestDocument>,
  each: Operation,
): Promise<void> {
  const ours = await runOperation(left, each);
  const theirs = await runOperation(right, each);
  if (knownDifferences.some((known) => known.applies(each, theirs))) return copy(left, right);
  const mine = { each, result: ours, contents: await contents(left) };
  expect(mine).toEqual({ each, result: theirs, contents: await contents(right) });
}

describe('the same random operations', () => {
  let engine: EngineProcess;
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let ours: MongoClient;
  let counter = 0;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    engine = await startEngine(directory.path);
    ours = await new MongoClient(engine.uri).connect();
  });
  afterAll(async () => {
    await ours.close();
    await engine.stop();
    await directory.remove();
  });

  it('give the same answers with indexes as without', async () => {
    const database = ours.db('indexes');
    await fc.assert(
      fc.asyncProperty(
        indexPlans,
        fc.array(operation, { minLength: 10, maxLength: 40 }),
        async (plans, operations) => {
          const indexed = database.collection<TestDocument>(`i${counter}`);
          const plain = database.collection<TestDocument>(`p${counter++}`);
          await makeIndexes(
            indexed,
            plans.filter((plan) => plan.options.unique !== true),
          );
          for (const each of operations) {
            const left = {
              each,
              result: await runOperation(indexed, each),
              contents: await contents(indexed),
            };
            expect(left).toEqual({
              each,
              result: await runOperation(plain, each),
              contents: await contents(plain),
            });
          }
        },
      ),
      { numRuns: runs },
    );
  }, 120_000);

  if (independent === undefined) return;

  it('give the same answers on an engine that others wrote', async () => {
    const theirs = await new MongoClient(independent).connect();
    const name = `differential_${process.pid}`;
    try {
      await fc.assert(
        fc.asyncProperty(
          indexPlans,
          fc.array(operation, { minLength: 10, maxLength: 40 }),
          async (plans, operations) => {
            const left = ours.db(name).collection<TestDocument>(`c${counter}`);
            const right = theirs.db(name).collection<TestDocument>(`c${counter++}`);
            await makeIndexes(left, plans);
            await makeIndexes(right, plans);
            for (const each of operations) await compare(left, right, each);
          },
        ),
        { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
      );
    } finally {
      await theirs.db(name).dropDatabase();
      await theirs.close();
    }
  }, 900_000);
});
