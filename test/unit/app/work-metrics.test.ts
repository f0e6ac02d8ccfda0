import { Registry } from 'prom-client';
import { poolMetrics, workMetrics } from '../../../src/app/work-metrics.ts';
import { CircuitBreakers } from '../../../src/delivery/circuit-breaker.ts';
import type { QueueAgesRepository } from '../../../src/delivery/queue-ages.repository.ts';
import { Tally } from '../../../src/shared/tally.ts';

const setUp = (ages: Partial<QueueAgesRepository> = {}) => {
  const registry = new Registry();
  const tally = new Tally();
  const breakers = new CircuitBreakers({ windowMs: 30_000, minimumCalls: 2, openMs: 15_000 });
  const world = { now: 0, asked: 0 };
  const none = async (): Promise<number> => 0;
  workMetrics(registry, {
    tally,
    queueAges: {
      oldestInput: async (tenantId) => {
        world.asked += 1;
        return tenantId === 'tn_slow' ? 70 : 3;
      },
      oldestMessage: none,
      latestTimer: none,
      oldestCallback: none,
      countCallbacks: none,
      ...ages,
    },
    tenantIds: async () => ['tn_fast', 'tn_slow'],
    openBreakers: () => breakers.open,
    clock: { now: () => new Date(world.now) },
    monotonic: () => world.now,
  });
  const valueOf = async (series: string): Promise<number> => {
    const line = (await registry.metrics()).split('\n').find((one) => one.startsWith(`${series} `));
    return Number(line?.slice(series.length + 1) ?? NaN);
  };
  return { registry, tally, breakers, world, valueOf };
};

describe('metrics of the work', () => {
  it('several tenants: the oldest of all, asked again only after five seconds', async () => {
    const { world, valueOf } = setUp();

    expect(await valueOf('inbox_oldest_pending_seconds')).toBe(70);
    world.now = 4_999;
    await valueOf('inbox_oldest_pending_seconds');
    expect(world.asked).toBe(2);
    world.now = 5_000;
    await valueOf('inbox_oldest_pending_seconds');
    expect(world.asked).toBe(4);
  });

  it('an answer that failed: not kept, the next look asks again', async () => {
    let isDown = true;
    const { valueOf } = setUp({
      oldestCallback: async () => (isDown ? Promise.reject(new Error('down')) : 12),
    });

    await expect(valueOf('callbacks_oldest_due_seconds')).rejects.toThrow('down');
    isDown = false;
    expect(await valueOf('callbacks_oldest_due_seconds')).toBe(12);
  });

  it('counted twice, looked at twice: the whole count each time, callbacks by state', async () => {
    const { tally, valueOf } = setUp();
    tally.add('inbox_quarantined', 2);
    tally.add('callbacks_held');

    expect(await valueOf('inbox_quarantined_total')).toBe(2);
    tally.add('inbox_quarantined');
    expect(await valueOf('inbox_quarantined_total')).toBe(3);
    expect(await valueOf('callbacks_settled_total{state="held"}')).toBe(1);
    expect(await valueOf('callbacks_settled_total{state="failed"}')).toBe(0);
  });

  it('one number of two without answers: one breaker is open, none after its probe is answered', async () => {
    const { breakers, world, valueOf } = setUp();
    for (const at of [0, 1]) breakers.of('chn_1').note(at, true);
    breakers.of('chn_2').note(0, false);
    const open = await valueOf('circuit_breakers_open');
    breakers.of('chn_1').waitMs(20_000);
    breakers.of('chn_1').note(20_000, false);
    world.now = 20_000;

    expect([open, await valueOf('circuit_breakers_open')]).toEqual([1, 0]);
  });

  it('a connection waited for: in the histogram, in seconds', async () => {
    const { registry, valueOf } = setUp();
    poolMetrics(registry, { on: (_name, listener) => listener({ durationMS: 250 }) });

    expect(await valueOf('database_pool_wait_seconds_sum')).toBe(0.25);
  });
});
