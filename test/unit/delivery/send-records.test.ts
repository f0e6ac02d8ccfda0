import { jest } from '@jest/globals';
import { entryBeingSent, type OutboxEntry } from '../../../src/delivery/outbox-entry.ts';
import { SendRecords, type SendRecord } from '../../../src/delivery/send-records.ts';
import { anIntent } from '../../support/builders-work.ts';
import { minutes } from '../../support/records.ts';

const entry = (id: string): OutboxEntry =>
  entryBeingSent(anIntent({ id }), { owner: 'me', until: minutes(1) });
const accepted = (id: string): SendRecord => ({
  entry: entry(id),
  set: {
    state: 'settled',
    outcome: 'accepted',
    sentAs: 'free',
    providerMessageId: `wamid.${id}`,
    wakeAt: null,
    reason: null,
  },
});
const refused = (id: string): SendRecord => ({
  entry: entry(id),
  set: { state: 'waiting', wakeAt: minutes(2), reason: 'graph_131000' },
});
const nobodyWaits = { isAwaited: false };

/** Records, what the outbox was told, and which intents are not in it. */
const start = ({ unstored = [] as string[], maxConcurrent = 64 } = {}) => {
  const calls: string[] = [];
  const left = new Set(unstored);
  const names = (records: readonly SendRecord[]): string => records.map((one) => one.entry.id).join(' ');
  const records = new SendRecords({
    owner: 'me',
    maxConcurrent,
    unstored: {
      has: (id) => left.has(id),
      stored: (id) => left.delete(id),
      answered: () => undefined,
      entered: () => Promise.resolve(),
    },
    outbox: {
      record: (updates) => {
        if (updates.length > 0) calls.push(`update ${updates.map(({ id }) => id).join(' ')}`);
        return Promise.resolve();
      },
      recordSent: (sent) => {
        if (sent.length > 0) calls.push(`insert ${names(sent)}`);
        return Promise.resolve();
      },
    },
  });
  return { records, calls, left };
};

describe('what came of sends', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('acceptances of what was sent at once, one every 10 ms: three share one write', async () => {
    const { records, calls, left } = start({ unstored: ['a', 'b', 'c'] });
    for (const id of ['a', 'b', 'c']) {
      void records.add(accepted(id), nobodyWaits);
      await jest.advanceTimersByTimeAsync(10);
    }

    expect(calls).toEqual(['insert a b c']);
    expect([...left]).toEqual([]);
  });

  it('what the outbox has: written at once', async () => {
    const { records, calls } = start({ unstored: ['a'] });
    void records.add(accepted('a'), nobodyWaits);
    await Promise.all([
      records.add(refused('b'), nobodyWaits),
      records.add(accepted('c'), nobodyWaits),
      jest.advanceTimersByTimeAsync(0),
    ]);

    expect(calls).toEqual(['update b c']);
  });

  it('stored as being sent while its acceptance was gathered: an update, no second document', async () => {
    const { records, calls, left } = start({ unstored: ['a', 'b'] });
    void records.add(accepted('a'), nobodyWaits);
    void records.add(accepted('b'), nobodyWaits);
    left.delete('a');
    await jest.advanceTimersByTimeAsync(25);

    expect(calls).toEqual(['update a', 'insert b']);
  });

  it('somebody waits: nothing is gathered any more, and what was is written when told', async () => {
    const { records, calls } = start({ unstored: ['a', 'b'] });
    const gathered = records.add(accepted('a'), nobodyWaits);
    records.flush();
    await gathered;
    await Promise.all([records.add(accepted('b'), { isAwaited: true }), jest.advanceTimersByTimeAsync(0)]);

    expect(calls).toEqual(['insert a', 'insert b']);
  });

  it('room for few sends at a time: a place is not held up', async () => {
    const { records, calls } = start({ unstored: ['a'], maxConcurrent: 4 });
    await Promise.all([records.add(accepted('a'), nobodyWaits), jest.advanceTimersByTimeAsync(0)]);

    expect(calls).toEqual(['insert a']);
  });
});
