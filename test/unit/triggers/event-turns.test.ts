import { EventTurns } from '../../../src/triggers/event-turns.ts';

/** Work that notes its name when it begins and ends when it is told. */
const makeWorks = () => {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const work = (name: string) => (): Promise<void> => {
    begun.push(name);
    return new Promise((resolve, reject) => ends.set(name, { resolve, reject }));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.resolve(), ends };
};

/** Everything that can begin has begun: turns are given in `setImmediate`. */
const soon = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
};

describe('turns of events', () => {
  it('events of different customers, come together: begun together', async () => {
    const { begun, work, end } = makeWorks();
    const turns = new EventTurns();
    const all = ['a', 'b', 'c'].map((name) => turns.add(name, `about ${name}`, work(name)));
    await soon();
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const name of begun) end(name);
    await Promise.all(all);
    expect(turns.size).toBe(0);
  });

  it('events about one customer, the first takes long: the second begins when it has ended, others at once', async () => {
    const { begun, work, end } = makeWorks();
    const turns = new EventTurns();
    const first = turns.add('first', 'x', work('first'));
    const second = turns.add('second', 'x', work('second'));
    await soon();
    const other = turns.add('other', 'y', work('other'));
    await soon();
    expect(begun).toEqual(['first', 'other']);
    end('other');
    await other;
    expect(begun).toEqual(['first', 'other']);
    end('first');
    await first;
    await soon();
    expect(begun).toEqual(['first', 'other', 'second']);
    end('second');
    await second;
  });

  it('an event that fails: its promise says so, its neighbours and the next about its customer are worked', async () => {
    const { begun, work, end, ends } = makeWorks();
    const turns = new EventTurns();
    const failing = turns.add('failing', 'x', work('failing'));
    const neighbour = turns.add('neighbour', 'y', work('neighbour'));
    const next = turns.add('next', 'x', work('next'));
    const failed = expect(failing).rejects.toThrow('no database');
    await soon();
    ends.get('failing')?.reject(new Error('no database'));
    end('neighbour');
    await failed;
    await neighbour;
    await soon();
    expect(begun).toEqual(['failing', 'neighbour', 'next']);
    end('next');
    await next;
    expect(turns.has('failing')).toBe(false);
  });

  it('an event that is here already, added again: worked once; when it has ended, anew', async () => {
    const { begun, work, end } = makeWorks();
    const turns = new EventTurns();
    const both = [turns.add('a', 'x', work('a')), turns.add('a', 'x', work('a again'))];
    await soon();
    expect([begun, turns.has('a')]).toEqual([['a'], true]);
    end('a');
    await Promise.all(both);
    const later = turns.add('a', 'x', work('a later'));
    await soon();
    expect(begun).toEqual(['a', 'a later']);
    end('a later');
    await later;
  });

  it('an event that makes another one while it is worked: idle waits for both', async () => {
    const { work, end, begun } = makeWorks();
    const turns = new EventTurns();
    const made = turns.add('maker', 'x', async () => {
      void turns.add('made', 'y', work('made'));
    });
    let isIdle = false;
    const idle = turns.idle().then(() => (isIdle = true));
    await made;
    await soon();
    expect([begun, isIdle]).toEqual([['made'], false]);
    end('made');
    await idle;
  });
});
