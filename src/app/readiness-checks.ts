import type { ReadinessCheck } from '../http/health-routes.ts';
import type { DatabaseClock } from '../storage/database-clock.ts';
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
