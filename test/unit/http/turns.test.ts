import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { makeTurns, type TurnLimits } from '../../../src/http/turns.ts';

class Answer extends EventEmitter {
  closed = false;

  end(): void {
    if (this.closed) return;
    this.closed = true;
    this.emit('close');
  }
}

const world = (changes: Partial<TurnLimits> = {}) => {
  const shed: string[] = [];
  const limits = { limit: 1, maxWaiting: 2, maxWaitMs: 60_000, ...changes };
  const turns = makeTurns('pdfs', limits, { countShed: (name) => void shed.push(name) });
  const log: string[] = [];
  const ask = (name: string, caller = name) => {
    const answer = new Answer();
    const asked = turns.take(answer as unknown as ServerResponse, caller).then(
      (has) => void log.push(`${name} ${has ? 'in' : 'gone'}`),
      (error: { code: string; retryAfterSeconds: number }) =>
        void log.push(`${name} ${error.code} ${error.retryAfterSeconds}`),
    );
    return { answer, asked };
  };
  return { ask, log, shed };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('more than may wait: the last is refused at once, the others come in as places get free', async () => {
    const { ask, log, shed } = world();
    const [a, b] = [ask('a'), ask('b')];
    ask('c');
    await ask('d').asked;
    expect([log, shed]).toEqual([['a in', 'd busy 30'], ['pdfs']]);

    a.answer.end();
    await b.asked;
    b.answer.end();
    await settled();

    expect(log).toEqual(['a in', 'd busy 30', 'b in', 'c in']);
  });

  it('a caller goes away while it waits: its place in line is free, and it is given no turn', async () => {
    const { ask, log } = world({ maxWaiting: 1 });
    const a = ask('a');
    const b = ask('b');
    b.answer.end();
    await b.asked;
    const c = ask('c');
    a.answer.end();
    await c.asked;

    expect(log).toEqual(['a in', 'b gone', 'c in']);
  });

  it('nothing gets free in the time that one waits: refused, and out of the line', async () => {
    const { ask, log, shed } = world({ maxWaiting: 1, maxWaitMs: 1 });
    const a = ask('a');
    await ask('b').asked;
    a.answer.end();
    await ask('c').asked;

    expect([log, shed]).toEqual([['a in', 'b busy 1', 'c in'], ['pdfs']]);
  });

  it('one caller with many is in line: another with one comes before them', async () => {
    const { ask, log } = world({ limit: 2, maxWaiting: 3 });
    const first = ask('a1', 'a');
    for (const name of ['a2', 'a3', 'a4']) ask(name, 'a');
    const other = ask('b');
    first.answer.end();
    await other.asked;

    expect(log).toEqual(['a1 in', 'a2 in', 'b in']);
  });

  it('asked and ended in any order: never more at work than may be, and no place is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(9), { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, limit) => {
          const { ask, log } = world({ limit, maxWaiting: 2 });
          const open: (ReturnType<typeof ask> & { name: string })[] = [];
          const atWork = () =>
            open.filter(({ name, answer }) => !answer.closed && log.includes(`${name} in`)).length;
          for (const [index, step] of steps.entries()) {
            const at = open[step];
            if (at === undefined) open.push({ name: String(index), ...ask(String(index), String(step)) });
            else at.answer.end();
            await settled();
            expect(atWork()).toBeLessThanOrEqual(limit);
          }
          for (const { answer } of open) answer.end();
          const after = Array.from({ length: limit }, (_, index) => ask(`after${index}`));
          await Promise.all(after.map(({ asked }) => asked));
          expect(log.filter((line) => /^after\d+ in$/.test(line))).toHaveLength(limit);
        },
      ),
      { numRuns: 50 },
    );
  });
});
