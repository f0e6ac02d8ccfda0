import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Directory } from '../channels/directory.ts';
import type { PlatformClock } from '../inbox/platform-clock.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Repositories } from './make-repositories.ts';
import type { Workers } from './make-workers.ts';
import type { Storage } from './open-storage.ts';
import { poolMetrics, workMetrics } from './work-metrics.ts';

interface MeterParts {
  repositories: Repositories;
  directory: Directory;
  storage: Storage;
  /** Null: this process only stores (ROLE=web). */
  workers: Workers | null;
  clock: Clock;
}

/** Everything that is measured besides the calls themselves. */
export const makeMeters = (parts: MeterParts, platformClock: PlatformClock): Registry => {
  const { repositories, directory, clock } = parts;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  queueGauges(registry, parts);
  workMetrics(registry, {
    tally: repositories.tally,
    queueAges: repositories.queueAges,
    clock,
    monotonic: () => performance.now(),
    tenantIds: async () => directory.tenantIds(),
    openBreakers: () => parts.workers?.deliveries.openBreakers ?? 0,
  });
  poolMetrics(registry, parts.storage.database.getClient());
  clockGauge(registry, platformClock, clock);
  return registry;
};

const clockGauge = (registry: Registry, platformClock: PlatformClock, clock: Clock): void => {
  new Gauge({
    name: 'platform_clock_ahead_seconds',
    help: 'By how much the clock of the platform is ahead of this one, as far as its webhooks tell',
    registers: [registry],
    collect() {
      this.set(platformClock.aheadMs(clock.now()) / 1_000);
    },
  });
};

/** What waits, asked from the database when somebody looks. */
const queueGauges = (registry: Registry, { repositories, directory }: MeterParts): void => {
  const sum = async (count: (tenantId: string) => Promise<number>): Promise<number> => {
    let total = 0;
    for (const tenantId of await directory.tenantIds()) total += await count(tenantId);
    return total;
  };
  const gauge = (name: string, help: string, count: (tenantId: string) => Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await sum(count));
      },
    });
  };
  gauge('inbox_pending', 'Inputs stored and not yet applied', (tenantId) =>
    repositories.inbox.countPending(tenantId),
  );
  gauge('dead_letters', 'What was given up and waits for people', (tenantId) =>
    repositories.deadLetters.count(tenantId as TenantId),
  );
  gauge('channels_held', 'Numbers that the platform takes nothing of', (tenantId) =>
    repositories.channels.countTroubled(tenantId as TenantId),
  );
  gauge(
    'outbox_queued',
    'Messages waiting to be sent',
    async (tenantId) => (await repositories.outbox.countOpen(tenantId)).queued,
  );
  gauge(
    'outbox_unknown',
    'Sends without a definite answer',
    async (tenantId) => (await repositories.outbox.countOpen(tenantId)).unknown,
  );
};
