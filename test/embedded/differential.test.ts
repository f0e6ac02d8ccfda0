import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { startEngine, temporaryDirectory } from './engines.ts';
import type { EngineProcess } from './engines.ts';
import { indexPlans, operation } from './operations.ts';
import { contents, makeIndexes, runOperation } from './run-operation.ts';
import type { TestDocument } from './run-operation.ts';

const independent = process.env.MONGODB_TEST_URI;

describe('the embedded database against an engine that others wrote', () => {
  let engine: EngineProcess;
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let ours: MongoClient;
  let theirs: MongoClient;
  let counter = 0;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    engine = await startEngine(directory.path);
    ours = new MongoClient(engine.uri);
    theirs = new MongoClient(independent ?? '');
  });

  afterAll(async () => {
    await theirs.db('differential').dropDatabase();
    await ours.close();
    await theirs.close();
    await engine.stop();
    await directory.remove();
  });

  it('gives the same answers to the same operations', async () => {
    await fc.assert(
      fc.asyncProperty(
        indexPlans,
        fc.array(operation, { minLength: 5, maxLength: 30 }),
        async (indexes, operations) => {
          const name = `c${counter++}`;
          const left = ours.db('differential').collection<TestDocument>(name);
          const right = theirs.db('differential').collection<TestDocument>(name);
          try {
            await makeIndexes(left, indexes);
            await makeIndexes(right, indexes);
            for (const each of operations) {
              const mine = await runOperation(left, each);
              expect({ each, result: mine, contents: await contents(left) }).toEqual({
                each,
                result: await runOperation(right, each),
                contents: await contents(right),
              });
            }
          } finally {
            await left.drop();
            await right.drop();
          }
        },
      ),
      { numRuns: Number(process.env.DIFFERENTIAL_RUNS ?? 60) },
    );
  }, 120_000);
});
