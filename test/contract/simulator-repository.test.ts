import { MongoSimulatorStore } from '../../src/storage/repositories/mongo-simulator-store.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

describe('simulator store', () => {
  let database: TestDatabase;
  let store: MongoSimulatorStore;

  beforeAll(async () => {
    database = await openTestDatabase();
    store = new MongoSimulatorStore(database.models, database.vault);
  });
  afterAll(() => database.close());

  it('documents put, replaced and removed: what is left is loaded as it was last put', async () => {
    await store.put('person', '+905321000001', { name: 'Ayşe', seen: undefined });
    await store.put('message', '1', { text: 'eski', parts: [1, 2] });
    await store.put('message', '1', { text: 'yeni', at: 1_700_000_000_000, none: null });
    await store.put('message', '2', { text: 'gone' });
    await store.remove('message', '2');
    await store.remove('message', '3');
    expect(await store.load()).toEqual([
      { kind: 'message', id: '1', body: { text: 'yeni', at: 1_700_000_000_000, none: null } },
      { kind: 'person', id: '+905321000001', body: { name: 'Ayşe' } },
    ]);
  });

  it('one document put many times at once: one is kept', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, index) => store.put('chaos', 'chaos', { index })));
    expect((await store.load()).filter(({ kind }) => kind === 'chaos')).toHaveLength(1);
  });
});
