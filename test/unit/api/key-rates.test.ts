import fc from 'fast-check';
import { KeyRates, paceOf } from '../../../src/api/key-rates.ts';
import { callBucketsOf } from '../../support/call-buckets.ts';
import { fakeClock } from '../../support/app-ports.ts';

const start = new Date('2026-11-23T07:00:00.000Z');

const scene = (callsPerMinute = 600) => {
  const clock = fakeClock(start);
  const buckets = callBucketsOf(clock);
  const process = () => new KeyRates({ buckets, clock, callsPerMinute });
  const pass = (ms: number): void => clock.set(new Date(clock.now().getTime() + ms));
  return { buckets, process, pass };
};

const took = (rates: KeyRates, key: { id: string; callsPerMinute?: number }): Promise<boolean> =>
  rates.take(key).then(
    () => true,
    () => false,
  );

const countOf = async (rates: KeyRates, calls: number, key: { id: string; callsPerMinute?: number }) => {
  const answers = await Promise.all(Array.from({ length: calls }, () => took(rates, key)));
  return answers.filter(Boolean).length;
};

describe('how often a key may call', () => {
  it('all at once after a rest: ten seconds of its pace, then refused with the time until the next', async () => {
    const { process, pass } = scene(600);
    const rates = process();

    expect(await countOf(rates, 300, { id: 'k' })).toBe(100);
    await expect(rates.take({ id: 'k' })).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 1,
    });
    pass(100);
    expect(await countOf(rates, 10, { id: 'k' })).toBe(1);
  });

  it('one call a minute: the second is told to come back in a minute', async () => {
    const rates = scene(1).process();
    await rates.take({ id: 'k' });

    await expect(rates.take({ id: 'k' })).rejects.toMatchObject({ retryAfterSeconds: 60 });
  });

  it('one key over its pace: another one is let through', async () => {
    const rates = scene(60).process();
    await countOf(rates, 100, { id: 'k' });

    expect([await took(rates, { id: 'k' }), await took(rates, { id: 'other' })]).toEqual([false, true]);
  });

  it('a pace of its own: counts in place of that of the installation, from the call on that knows it', async () => {
    const { process, pass } = scene(600);
    const rates = process();

    expect(await countOf(rates, 100, { id: 'k', callsPerMinute: 60 })).toBe(10);
    pass(1);
    // The bucket is as empty as it was; it fills faster from here on.
    pass(1_000);
    expect(await countOf(rates, 100, { id: 'k' })).toBe(10);
  });

  it('refused again and again: the database is asked once', async () => {
    const { buckets, process } = scene(60);
    const rates = process();
    await countOf(rates, 11, { id: 'k' });
    const before = buckets.asked;
    await countOf(rates, 1_000, { id: 'k' });

    expect(buckets.asked - before).toBe(0);
  });

  it('a thousand calls one after the other: the database is asked for some dozen at a time', async () => {
    const { buckets, process } = scene(6_000);
    const rates = process();
    for (let n = 0; n < 1_000; n += 1) await rates.take({ id: 'k' });

    expect(buckets.asked).toBeLessThan(60);
  });

  it('the bucket cannot be asked: the call fails, and the next one asks again', async () => {
    const { buckets } = scene();
    const clock = fakeClock(start);
    let fails = true;
    const rates = new KeyRates({
      buckets: {
        take: (...args) => (fails ? Promise.reject(new Error('no database')) : buckets.take(...args)),
      },
      clock,
      callsPerMinute: 600,
    });
    await expect(rates.take({ id: 'k' })).rejects.toThrow('no database');
    fails = false;

    await expect(rates.take({ id: 'k' })).resolves.toBeUndefined();
  });

  it('two processes, calls at any times: together never more than the burst and what came back', async () => {
    const call = fc.record({
      afterMs: fc.integer({ min: 0, max: 3_000 }),
      first: fc.boolean(),
      calls: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_200 }),
        fc.array(call, { maxLength: 30 }),
        async (perMinute, calls) => {
          const { process, pass } = scene(perMinute);
          const processes = [process(), process()];
          let [passed, through] = [0, 0];
          for (const { afterMs, first, calls: many } of calls) {
            pass(afterMs);
            passed += afterMs;
            through += await countOf(processes[first ? 0 : 1] as KeyRates, many, { id: 'k' });
          }
          expect(through).toBeLessThanOrEqual(paceOf(perMinute).burst + (passed * perMinute) / 60_000);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('calls within the pace, at any times after a rest: none is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_200 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 40 }),
        async (perMinute, gaps) => {
          const { process, pass } = scene(perMinute);
          const rates = process();
          for (const gap of gaps) {
            pass(Math.ceil(60_000 / perMinute) + gap);
            expect(await took(rates, { id: 'k' })).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
