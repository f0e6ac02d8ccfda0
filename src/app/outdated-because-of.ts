import { makeOutdatedBecause } from '../step/outdated-because.ts';
import type { SharedParts } from './worker-parts.ts';

/** Why a message of now must not go out any more, by what is stored. */
export const outdatedBecauseOf = (repos: SharedParts['repositories']) =>
  makeOutdatedBecause({
    stateOf: (tenantId, conversationId) => repos.openDialogs.stateOf(tenantId, conversationId),
    isNumberStopped: (tenantId, phone) => repos.customers.isNumberStopped(tenantId, phone),
    phoneOf: (tenantId, conversationId) => repos.customers.phoneOf(tenantId, conversationId),
    holderOf: async (tenantId, phone) =>
      (await repos.formerNumbers.holdersOf(tenantId, [phone])).get(phone) ?? null,
  });
