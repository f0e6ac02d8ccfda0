import type { Clock } from '../shared/clock.ts';
import type { Scope } from '../staff/permissions.ts';
import type { StaffSessions } from '../staff/staff-sessions.ts';
import type { ApiKeyRepository } from './api-key.repository.ts';
import { isLiveKey } from './api-key.ts';
import { principalOfStaff, type Principal } from './principal.ts';

/** What a caller who proved to be somebody some time ago may do by now; null: nothing any more. Counts as no call. */
export type ScopesNow = (principal: Principal) => Promise<readonly Scope[] | null>;

export const makeScopesNow =
  ({
    keys,
    sessions,
    clock,
  }: {
    keys: Pick<ApiKeyRepository, 'find'>;
    sessions: Pick<StaffSessions, 'lookAgain'>;
    clock: Clock;
  }): ScopesNow =>
  async (principal) => {
    if (principal.kind === 'staff') {
      const found = await sessions.lookAgain(principal.session);
      return found === null ? null : principalOfStaff(found.account, found.session).scopes;
    }
    const key = await keys.find(principal.keyId);
    const isLive = key !== null && key.tenantId === principal.tenantId && isLiveKey(key, clock.now());
    return isLive ? key.scopes : null;
  };
