import { platformPrices } from '../../../src/pricing/price-list.ts';
import { PricesAtHand } from '../../../src/pricing/prices-at-hand.ts';

const start = Date.parse('2026-11-24T10:00:00.000Z');
const minute = 60_000;

describe('PricesAtHand', () => {
  const made = (read: () => Promise<number>) => {
    const clock = { at: start, now: () => new Date(clock.at) };
    const failures: unknown[] = [];
    const prices = new PricesAtHand({
      pricesOf: async () => ({
        list: { ...platformPrices, freeServicePerMonth: await read() },
        dateOf: () => '2026-11-24',
      }),
      clock,
      onFailure: (error) => failures.push(error),
    });
    const now = () => prices.of('t_demo')?.list.freeServicePerMonth ?? null;
    return { clock, failures, now };
  };
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('nobody waits: null at first, then as read; read again behind whoever asks, once a minute', async () => {
    let reads = 0;
    const { clock, now } = made(async () => ++reads);
    expect([now(), now()]).toEqual([null, null]);
    await settled();
    expect([now(), reads]).toEqual([1, 1]);
    clock.at += minute;
    expect([now(), now()]).toEqual([1, 1]);
    await settled();
    expect([now(), reads]).toEqual([2, 2]);
  });

  it('cannot be read: what was known stands, and it is tried again', async () => {
    let fails = false;
    const { clock, failures, now } = made(async () => {
      if (fails) throw new Error('away');
      return 7;
    });
    now();
    await settled();
    fails = true;
    clock.at += minute;
    now();
    await settled();
    expect([now(), failures.length]).toEqual([7, 1]);
  });
});
