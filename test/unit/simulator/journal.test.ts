import { silentLogger } from '../../../src/shared/logger.ts';
import { Journal } from '../../../simulator/journal.ts';
import { MemorySimulatorStore } from '../../support/simulator-store.ts';
import { SteppedTime, until } from '../../support/simulator-time.ts';

const makeJournal = () => {
  const store = new MemorySimulatorStore();
  const time = new SteppedTime();
  return { store, time, journal: new Journal(store, time, silentLogger) };
};

describe('the journal', () => {
  it('when a document changes many times: writes it once, as it is last', async () => {
    const { store, journal } = makeJournal();
    for (let i = 0; i < 50; i += 1) journal.put('message', 'a', { i });

    await journal.settled();

    expect(store.writes).toBe(1);
    expect(store.documents.get('message/a')).toBe('{"i":49}');
  });

  it('when nobody waits for it: writes a moment later by itself', async () => {
    const { store, time, journal } = makeJournal();
    journal.put('message', 'a', {});

    time.advance(25);

    await until(() => store.documents.has('message/a'));
  });

  it('when a document came and went before a write: writes nothing', async () => {
    const { store, journal } = makeJournal();
    journal.put('webhook', 'a', {});
    journal.remove('webhook', 'a');

    await journal.settled();

    expect(store.writes).toBe(0);
  });

  it('when a document is removed while its write is under way: does not stay behind', async () => {
    const { store, journal } = makeJournal();
    journal.put('webhook', 'a', {});
    const first = journal.settled();
    journal.remove('webhook', 'a');

    await first;
    await journal.settled();

    expect(store.documents.size).toBe(0);
  });

  it('when the store refuses once: says so to the one who waits, and writes it at the next chance', async () => {
    const { store, time, journal } = makeJournal();
    store.failures = 1;
    journal.put('message', 'a', { last: 1 });

    await expect(journal.settled()).rejects.toThrow('the store is away');
    time.advance(25);

    await until(() => store.documents.get('message/a') === '{"last":1}');
  });
});
