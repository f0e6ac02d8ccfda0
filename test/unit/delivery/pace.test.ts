import fc from 'fast-check';
import { NumberPace } from '../../../src/delivery/number-pace.ts';
import { nextSendAt } from '../../../src/delivery/recipient-pace.ts';
import type { BucketRepository } from '../../../src/delivery/bucket.repository.ts';

describe('pace of one recipient', () => {
  const limits = fc.record({
    intervalMs: fc.integer({ min: 1, max: 10_000 }),
    burst: fc.integer({ min: 1, max: 10 }),
  });
  const gaps = fc.array(fc.integer({ min: 0, max: 8_000 }), { minLength: 1, maxLength: 60 });

  it('any moments of asking: never more than the burst, and the interval’s rate beyond it', () => {
    fc.assert(
      fc.property(limits, gaps, (limit, waits) => {
        let now = 1_000_000;
        let paceUntil: number | null = null;
        const sent: number[] = [];
        for (const wait of waits) {
          now += wait;
          const next = nextSendAt(now, paceUntil, limit);
          paceUntil = next.paceUntil;
          expect(next.sendAt).toBeGreaterThanOrEqual(now);
          sent.push(next.sendAt);
        }
        for (const [from, start] of sent.entries()) {
          for (let to = from; to < sent.length; to += 1) {
            const allowed = limit.burst + Math.floor(((sent[to] as number) - start) / limit.intervalMs);
            expect(to - from + 1).toBeLessThanOrEqual(allowed);
          }
        }
        expect(sent).toEqual([...sent].sort((a, b) => a - b));
      }),
    );
  });

  it('a first message, and any after a long silence: at once', () => {
    const limit = { intervalMs: 6_000, burst: 5 };
    expect(nextSendAt(500, null, limit).sendAt).toBe(500);
    expect(nextSendAt(9_000_000, 30_000, limit).sendAt).toBe(9_000_000);
  });
});

/** Grants what it is told to, and counts how often it was asked. */
const bucket = (grants: { granted: number; waitMs: number }[]) => {
  const asked: number[] = [];
  const paused: number[] = [];
  const repository: BucketRepository = {
    take: (_key, want) => {
      asked.push(want);
      return Promise.resolve(grants.shift() ?? { granted: 0, waitMs: 25 });
    },
    pause: (_key, forMs) => {
      paused.push(forMs);
      return Promise.resolve();
    },
  };
  return { repository, asked, paused };
};

describe('pace of a number, in leases of tokens', () => {
  it('many at once: one question to the bucket serves as many as it granted, the others wait', async () => {
    const { repository, asked } = bucket([{ granted: 3, waitMs: 0 }]);
    const pace = new NumberPace(repository, 24, () => 0);
    const answers = await Promise.all(Array.from({ length: 5 }, () => pace.take('chn_1')));

    expect(answers.filter((waitMs) => waitMs === 0)).toHaveLength(3);
    expect(answers.filter((waitMs) => waitMs === 25)).toHaveLength(2);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it('unused tokens lapse', async () => {
    let now = 0;
    const { repository } = bucket([{ granted: 10, waitMs: 0 }]);
    const pace = new NumberPace(repository, 80, () => now);
    expect(await pace.take('chn_1')).toBe(0);
    now = 501;

    expect(await pace.take('chn_1')).toBe(25);
  });

  it('paused: what it held is gone', async () => {
    const { repository, paused } = bucket([{ granted: 10, waitMs: 0 }]);
    const pace = new NumberPace(repository, 80, () => 0);
    await pace.take('chn_1');
    await pace.pause('chn_1', 4_000);

    expect(paused).toEqual([4_000]);
    expect(await pace.take('chn_1')).toBe(25);
  });
});
