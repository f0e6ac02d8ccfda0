import { jest } from '@jest/globals';
import fc from 'fast-check';
import { GroupedWriter, WriterFull } from '../../../src/shared/grouped-writer.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A write that ends when it is told to. */
const gate = () => {
  const batches: number[][] = [];
  const open: (() => void)[] = [];
  const write = (items: number[]): Promise<number[]> =>
    new Promise((resolve) => {
      batches.push(items);
      open.push(() => resolve(items.map((item) => item * 10)));
    });
  return { batches, write, finish: () => open.shift()?.() };
};

describe('grouped writer', () => {
  it('what one turn of the event loop brings: one batch, each caller its own result', async () => {
    const batches: number[][] = [];
    const writer = new GroupedWriter<number, number>({
      maxBatch: 10,
      write: (items) => {
        batches.push(items);
        return Promise.resolve(items.map((item) => item * 10));
      },
    });

    expect(await Promise.all([1, 2, 3].map((item) => writer.add(item)))).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('while a batch is being written: newcomers gather and go together afterwards, in order', async () => {
    const { batches, write, finish } = gate();
    const writer = new GroupedWriter<number, number>({ maxBatch: 3, write });
    const first = writer.add(1);
    await turn();
    const rest = [2, 3, 4, 5].map((item) => writer.add(item));
    await turn();
    expect(batches).toEqual([[1]]);
    expect(writer.waiting).toBe(4);

    finish();
    await first;
    await turn();
    finish();
    await turn();
    finish();
    expect(await Promise.all(rest)).toEqual([20, 30, 40, 50]);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('a batch that fails: its callers learn it, the next batch is written', async () => {
    let calls = 0;
    const writer = new GroupedWriter<number, number>({
      maxBatch: 1,
      write: (items) => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('no')) : Promise.resolve(items);
      },
    });
    const answers = await Promise.allSettled([writer.add(1), writer.add(2)]);

    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('more waiting than it may hold: refused at once, the others are written', async () => {
    const { write, finish } = gate();
    const writer = new GroupedWriter<number, number>({ maxBatch: 10, maxWaiting: 2, write });
    const kept = [writer.add(1), writer.add(2)];
    await expect(writer.add(3)).rejects.toBeInstanceOf(WriterFull);
    await turn();
    finish();

    expect(await Promise.all(kept)).toEqual([10, 20]);
  });

  describe('that gathers', () => {
    beforeEach(() => {
      jest.useFakeTimers();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    /** A writer that waits 25 ms for up to three, and what it wrote. */
    const gathering = () => {
      const batches: number[][] = [];
      const writer = new GroupedWriter<number, number>({
        maxBatch: 10,
        gather: { milliseconds: 25, enough: 3 },
        write: (items) => {
          batches.push(items);
          return Promise.resolve(items);
        },
      });
      return { batches, writer };
    };

    it('an idle writer: waits as long as it was told from the first on, then writes all in one', async () => {
      const { batches, writer } = gathering();
      const first = writer.add(1);
      await jest.advanceTimersByTimeAsync(20);
      const second = writer.add(2);
      await jest.advanceTimersByTimeAsync(4);
      expect(batches).toEqual([]);
      await jest.advanceTimersByTimeAsync(1);

      expect(await Promise.all([first, second])).toEqual([1, 2]);
      expect(batches).toEqual([[1, 2]]);
    });

    it('enough are there: goes at once, and the next one waits its own time', async () => {
      const { batches, writer } = gathering();
      const three = [1, 2, 3].map((item) => writer.add(item));
      await jest.advanceTimersByTimeAsync(0);
      expect(await Promise.all(three)).toEqual([1, 2, 3]);
      void writer.add(4);
      await jest.advanceTimersByTimeAsync(24);
      expect(batches).toEqual([[1, 2, 3]]);
      await jest.advanceTimersByTimeAsync(1);
      expect(batches).toEqual([[1, 2, 3], [4]]);
    });

    it('told to flush: writes what it has, and nothing a second time when the time is over', async () => {
      const { batches, writer } = gathering();
      const only = writer.add(1);
      writer.flush();
      expect(await only).toBe(1);
      await jest.advanceTimersByTimeAsync(100);
      writer.flush();

      expect(batches).toEqual([[1]]);
    });
  });

  it('any numbers and sizes: every item written once, no batch too large, not more at once than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.record({ milliseconds: fc.nat(3), enough: fc.integer({ min: 1, max: 9 }) })),
        async (items, maxBatch, maxConcurrent, gather) => {
          let running = 0;
          const written: number[] = [];
          const writer = new GroupedWriter<number, number>({
            maxBatch,
            maxConcurrent,
            ...(gather === null ? {} : { gather }),
            write: async (batch) => {
              running += 1;
              expect(running).toBeLessThanOrEqual(maxConcurrent);
              expect(batch.length).toBeLessThanOrEqual(maxBatch);
              written.push(...batch);
              await turn();
              running -= 1;
              return batch;
            },
          });
          expect(await Promise.all(items.map((item) => writer.add(item)))).toEqual(items);
          expect([...written].sort()).toEqual([...items].sort());
        },
      ),
      { numRuns: 40 },
    );
  });
});
