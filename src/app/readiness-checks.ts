import type { Directory } from '../channels/directory.ts';
import type { ReadinessCheck } from '../http/health-routes.ts';
import type { DatabaseClock } from '../storage/database-clock.ts';
import type { PlatformClock } from '../inbox/platform-clock.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Repositories } from './make-repositories.ts';
import type { Storage } from './open-storage.ts';

export const readinessChecks = (storage: Storage, clock: DatabaseClock): ReadinessCheck[] => {
  // One look, however often somebody asks and however slow the database is; a good answer stays good.
  let indexes: Promise<void> | null = null;
  const checkIndexes = async (): Promise<void> => {
    const missing = await storage.models.missingIndexes();
    if (missing.length > 0) throw new Error(`missing indexes: ${missing.join(', ')}`);
  };
  return [
    { name: 'database', check: () => storage.models.ping() },
    {
      name: 'indexes',
      check: () =>
        (indexes ??= checkIndexes().catch((error: unknown) => {
          indexes = null;
          throw error;
        })),
    },
    {
      name: 'clock',
      check: () =>
        Math.abs(clock.offsetMs) < 2_000 ? Promise.resolve() : Promise.reject(new Error('clock is off')),
    },
  ];
};

/** Whether the platform takes what is sent, and its clock and ours agree: without it this process still takes in everything. */
export const outsideNeeds = (
  {
    repositories: { channels },
    directory,
    clock,
  }: { repositories: Pick<Repositories, 'channels'>; directory: Directory; clock: Clock },
  platformClock: Pick<PlatformClock, 'agrees'>,
): ReadinessCheck[] => [
  {
    name: 'platform_clock',
    check: () =>
      platformClock.agrees(clock.now()) ? Promise.resolve() : Promise.reject(new Error('clocks disagree')),
  },
  {
    name: 'numbers',
    check: async () => {
      for (const tenantId of await directory.tenantIds())
        if ((await channels.countTroubled(tenantId as TenantId)) > 0) throw new Error('a number is held');
    },
  },
];
