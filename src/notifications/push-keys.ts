import webpush from 'web-push';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { PushKeyRepository, PushKeys } from './push-key.repository.ts';

/** A tenant's keys for push services, made when there are none. Browsers take notices of these alone: they are never replaced. */
export const makePushKeysOf = ({ pushKeys, clock }: { pushKeys: PushKeyRepository; clock: Clock }) => {
  const known = new Map<TenantId, PushKeys>();
  return async (tenantId: TenantId): Promise<PushKeys> => {
    const keys =
      known.get(tenantId) ??
      (await pushKeys.find(tenantId)) ??
      (await pushKeys.add(tenantId, webpush.generateVAPIDKeys(), clock.now()));
    known.set(tenantId, keys);
    return keys;
  };
};
