import { Loop } from '../../../src/app/loop.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { waitFor } from '../../support/wait-for.ts';

/** A loop that would sleep for an hour; each sweep ends when the test says so. */
const slowLoop = () => {
  const ends: (() => void)[] = [];
  const sweep = () => new Promise<number>((resolve) => ends.push(() => resolve(0)));
  const loop = new Loop({ name: 'test', sweep, idleMs: 3_600_000, logger: silentLogger });
  const begun = (count: number) => waitFor(`sweep ${count}`, () => ends.length === count);
  return { loop, ends, begun };
};

describe('a loop that is woken', () => {
  it('asleep: sweeps at once', async () => {
    const { loop, ends, begun } = slowLoop();
    loop.wake();
    await begun(1);
    ends[0]?.();
    await loop.stop();
  });

  it('while it sweeps: sweeps once more, since that sweep may have looked before; how often it was woken is the same', async () => {
    const { loop, ends, begun } = slowLoop();
    loop.wake();
    await begun(1);
    loop.wake();
    loop.wake();
    ends[0]?.();
    await begun(2);
    ends[1]?.();
    await loop.stop();
    expect(ends).toHaveLength(2);
  });

  it('after it was stopped: sweeps no more', async () => {
    const { loop, ends, begun } = slowLoop();
    loop.wake();
    await begun(1);
    const stopped = loop.stop();
    loop.wake();
    ends[0]?.();
    await stopped;
    loop.wake();
    expect(ends).toHaveLength(1);
  });
});
