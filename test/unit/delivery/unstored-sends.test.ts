import { entryBeingSent, type OutboxEntry } from '../../../src/delivery/outbox-entry.ts';
import { UnstoredSends } from '../../../src/delivery/unstored-sends.ts';
import { anIntent } from '../../support/builders-work.ts';
import { minutes } from '../../support/records.ts';

const entry = (id: string): OutboxEntry =>
  entryBeingSent(anIntent({ id }), { owner: 'me', until: minutes(1) });

/** The sends, a clock of theirs to turn, and the outbox they end up in. */
const start = () => {
  const world = { at: 0, adopted: [] as string[][], refuses: false };
  const sends = new UnstoredSends(
    {
      adopt: (entries) => {
        if (world.refuses) return Promise.reject(new Error('the outbox is not there'));
        world.adopted.push(entries.map(({ id }) => id));
        return Promise.resolve();
      },
    },
    () => world.at,
  );
  return { world, sends };
};

/** What became of a promise by now. */
const stateOf = async (promise: Promise<void>): Promise<string> => {
  const pending = Symbol('pending');
  const turn = new Promise((resolve) => setImmediate(() => resolve(pending)));
  return Promise.race([promise, turn]).then(
    (value) => (value === pending ? 'pending' : 'stored'),
    (error: Error) => error.message,
  );
};

describe('sends that are not in the outbox yet', () => {
  it('accepted by the platform: stored with the answer, never adopted', async () => {
    const { world, sends } = start();
    const stored = sends.add(entry('a'));
    expect(sends.has('a')).toBe(true);
    expect(await stateOf(stored)).toBe('pending');
    sends.stored('a');
    world.at = 10_000;
    await sends.storeOlderThan(0);

    expect([await stateOf(stored), sends.has('a'), world.adopted]).toEqual(['stored', false, []]);
  });

  it('something else of its conversation enters the outbox: stored before that, those of others not', async () => {
    const { world, sends } = start();
    const own = sends.add({ ...entry('a'), conversationId: 'cnv_own' });
    const other = sends.add({ ...entry('b'), conversationId: 'cnv_other' });
    await sends.storeOf(new Set(['cnv_own', 'cnv_none']));

    expect(world.adopted).toEqual([['a']]);
    expect(await Promise.all([own, other].map(stateOf))).toEqual(['stored', 'pending']);
  });

  it('after 200 ms without an answer: those are adopted in one call, younger ones not', async () => {
    const { world, sends } = start();
    const first = [sends.add(entry('a')), sends.add(entry('b'))];
    world.at = 1;
    const young = sends.add(entry('c'));
    world.at = 200;
    await sends.storeOlderThan(200);

    expect(world.adopted).toEqual([['a', 'b']]);
    expect(await Promise.all([...first, young].map(stateOf))).toEqual(['stored', 'stored', 'pending']);
    expect(['a', 'b', 'c'].map((id) => sends.has(id))).toEqual([false, false, true]);
  });

  it('one whose result is no acceptance: adopted alone, a second time changes nothing', async () => {
    const { world, sends } = start();
    const stored = sends.add(entry('a'));
    sends.add(entry('b')).catch(() => undefined);
    await sends.store('a');
    await sends.store('a');
    await sends.store('unknown');

    expect([world.adopted, await stateOf(stored)]).toEqual([[['a']], 'stored']);
  });

  it('the outbox refuses: the caller hears of it and the send still waits to be stored', async () => {
    const { world, sends } = start();
    const stored = sends.add(entry('a'));
    world.refuses = true;
    await expect(sends.storeOlderThan(0)).rejects.toThrow('the outbox is not there');
    expect([await stateOf(stored), sends.has('a')]).toEqual(['pending', true]);

    world.refuses = false;
    await sends.storeOlderThan(0);
    expect([await stateOf(stored), world.adopted]).toEqual(['stored', [['a']]]);
  });

  it('its acceptance is about to be stored: not adopted for being old, and adopted where the order needs it', async () => {
    const { world, sends } = start();
    const stored = sends.add(entry('a'));
    sends.answered('a', true);
    await sends.storeOlderThan(0);
    expect([world.adopted, await stateOf(stored)]).toEqual([[], 'pending']);

    sends.answered('a', false);
    await sends.storeOlderThan(0);
    const other = sends.add({ ...entry('b'), conversationId: 'cnv_own' });
    sends.answered('b', true);
    await sends.storeOf(new Set(['cnv_own']));
    expect([world.adopted, await Promise.all([stored, other].map(stateOf))]).toEqual([
      [['a'], ['b']],
      ['stored', 'stored'],
    ]);
  });

  it('asked for again while it enters the outbox: one write, which both wait for, as does its acceptance', async () => {
    const { world, sends } = start();
    const stored = sends.add(entry('a'));
    const twice = [sends.storeOlderThan(0), sends.store('a')];
    await Promise.all([...twice, sends.entered(['a', 'unknown'])]);

    expect([world.adopted, await stateOf(stored), sends.has('a')]).toEqual([[['a']], 'stored', false]);
  });

  it('lost: whoever waits for it hears why, and it is not stored any more', async () => {
    const { world, sends } = start();
    const stored = sends.add(entry('a'));
    sends.lost('a', new Error('no result'));
    sends.lost('a', new Error('again'));
    await sends.storeOlderThan(0);

    expect([await stateOf(stored), sends.has('a'), world.adopted]).toEqual(['no result', false, []]);
  });
});
