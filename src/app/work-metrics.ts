import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { QueueAgesRepository } from '../delivery/queue-ages.repository.ts';
import type { Clock } from '../shared/clock.ts';
import type { Counted, Tally } from '../shared/tally.ts';

/** A value that was asked for less than this ago is told again: several scrapers ask the database once. */
const keptMs = 5_000;

export interface WorkMetricsParts {
  tally: Tally;
  queueAges: QueueAgesRepository;
  tenantIds(): Promise<readonly string[]>;
  /** Numbers whose sending is held because the platform does not answer; 0 in a process that sends nothing. */
  openBreakers(): number;
  clock: Clock;
  monotonic: () => number;
}

/** What is late, what was set aside and what the work waits for. */
export const workMetrics = (registry: Registry, parts: WorkMetricsParts): void => {
  const { tally, queueAges: ages, clock } = parts;
  const registers = [registry];
  const counter = (name: string, help: string, what: Counted): void => {
    const made: Counter = new Counter({
      name,
      help,
      registers,
      collect() {
        made.reset();
        made.inc(tally.of(what));
      },
    });
  };
  const gauge = (name: string, help: string, read: () => Promise<number> | number): void => {
    const kept = keptFor(parts.monotonic, read);
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await kept());
      },
    });
  };
  const worst = (of: (tenantId: string, now: Date) => Promise<number>) => async (): Promise<number> => {
    const now = clock.now();
    const found = await Promise.all((await parts.tenantIds()).map((tenantId) => of(tenantId, now)));
    return Math.max(0, ...found);
  };
  counter('inbox_quarantined_total', 'Inputs set aside because nobody could apply them', 'inbox_quarantined');
  counter('inbox_unrouted_total', 'Inputs for a number that nobody set up', 'inbox_unrouted');
  counter('inbox_deduplicated_total', 'Inputs that were stored before', 'inbox_deduplicated');
  shadowCosts(registry, tally);
  const oldest = 'Age of the oldest input that is not applied';
  gauge(
    'inbox_oldest_pending_seconds',
    oldest,
    worst((...of) => ages.oldestInput(...of)),
  );
  const late = 'Since when the oldest message that is not sent was due';
  gauge(
    'outbox_oldest_due_seconds',
    late,
    worst((...of) => ages.oldestMessage(...of)),
  );
  const timers = 'Since when the oldest reminder, expiry or correction that nobody worked was due';
  gauge(
    'timers_late_seconds',
    timers,
    worst((...of) => ages.latestTimer(...of)),
  );
  const calls = 'Since when the oldest call to the business system was due';
  gauge('callbacks_oldest_due_seconds', calls, () => ages.oldestCallback(clock.now()));
  gauge('callbacks_pending', 'Calls to the business system that wait', () => ages.countCallbacks());
  const breakers = 'Numbers whose sending is held because the platform does not answer';
  gauge('circuit_breakers_open', breakers, parts.openBreakers);
  callbackResults(registry, tally);
};

/** What drafts that run beside the rules in use see, and take. */
const shadowCosts = (registry: Registry, tally: Tally): void => {
  const events: Counter<'result'> = new Counter({
    name: 'trigger_shadow_events_total',
    help: 'Events of types with a draft in the shadow, those of them it has to do with, and those that could not be looked at',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      events.reset();
      for (const result of ['seen', 'recorded', 'failed'] as const)
        events.inc({ result }, tally.of(`shadow_${result}`));
    },
  });
  const seconds: Counter = new Counter({
    name: 'trigger_shadow_seconds_total',
    help: 'Time spent on drafts in the shadow',
    registers: [registry],
    collect() {
      seconds.reset();
      seconds.inc(tally.of('shadow_microseconds') / 1_000_000);
    },
  });
};

const callbackResults = (registry: Registry, tally: Tally): void => {
  const settled: Counter<'state'> = new Counter({
    name: 'callbacks_settled_total',
    help: 'Calls to the business system by what became of them',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      settled.reset();
      for (const state of ['delivered', 'failed', 'held'] as const)
        settled.inc({ state }, tally.of(`callbacks_${state}`));
    },
  });
};

const keptFor = (monotonic: () => number, read: () => Promise<number> | number): (() => Promise<number>) => {
  let known: { at: number; value: Promise<number> } | null = null;
  return async () => {
    const at = monotonic();
    if (known !== null && at - known.at < keptMs) return known.value;
    const asked = { at, value: Promise.resolve(read()) };
    known = asked;
    // A failure is not told again.
    asked.value.catch(() => {
      if (known === asked) known = null;
    });
    return asked.value;
  };
};

/** How long the work waits for a connection of the pool (`maxPoolSize`), told by the driver. */
export const poolMetrics = (
  registry: Registry,
  client: {
    on(name: 'connectionCheckedOut', listener: (event: { durationMS: number }) => void): unknown;
  },
): void => {
  const wait = new Histogram({
    name: 'database_pool_wait_seconds',
    help: 'Time until a connection to the database was free',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  client.on('connectionCheckedOut', ({ durationMS }) => wait.observe(durationMS / 1_000));
};
