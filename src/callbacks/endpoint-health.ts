import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CallbackEndpoint, CallbackRepository, EndpointHealth } from './callback.repository.ts';
import { isSuccess, type CallbackResult } from './next-callback-attempt.ts';
import { allEndpoints } from './queue-callbacks.ts';

export interface HealthParts {
  callbacks: CallbackRepository;
  clock: Clock;
  logger: Logger;
  disableAfterMs: number;
  /** An endpoint is out of use; told again for what is kept for it, so that a crash in between leaves nobody without the news. */
  onDisabled(
    endpoint: Pick<CallbackEndpoint, 'tenantId' | 'name' | 'updatedAt'>,
    why: string,
    at: Date,
  ): Promise<void>;
}

type Failing = Pick<CallbackEndpoint, 'failingSince' | 'failedAt'>;

/**
 * Since when it fails without a break, for a call that fails now. A break is a silence as long as what disables: a call given up
 * in January says nothing about one in March.
 */
const seriesSince = ({ failingSince, failedAt }: Failing, now: Date, disableAfterMs: number): Date => {
  const last = failedAt ?? failingSince;
  if (failingSince === null || last === null) return now;
  return now.getTime() - last.getTime() > disableAfterMs ? now : failingSince;
};

/** How the endpoint stands after a call: 410 or five days of nothing but failures take it out of use (as Svix does). */
const healthAfter = (
  endpoint: Failing,
  result: CallbackResult,
  now: Date,
  disableAfterMs: number,
): EndpointHealth => {
  if (isSuccess(result)) return { failingSince: null, failedAt: null, disabledReason: null };
  const failingSince = seriesSince(endpoint, now, disableAfterMs);
  const failing = { failingSince, failedAt: now };
  if (result.kind === 'answered' && result.status === 410) return { ...failing, disabledReason: 'gone' };
  const tooLong = now.getTime() - failingSince.getTime() >= disableAfterMs;
  return { ...failing, disabledReason: tooLong ? 'failing' : null };
};

/** Calls end at once, beside each other: each says what it met to what is stored by then. */
const maxRounds = 5;

const markAs = async (
  endpoint: CallbackEndpoint,
  health: EndpointHealth,
  { callbacks, onDisabled, logger }: HealthParts,
  now: Date,
): Promise<boolean> => {
  const { tenantId, name, updatedAt, failingSince } = endpoint;
  const isMarked = await callbacks.markEndpoint(tenantId, name, { ...health, updatedAt }, failingSince);
  if (!isMarked || health.disabledReason === null) return isMarked;
  await onDisabled(endpoint, health.disabledReason, now);
  logger.warn({ tenantId, endpoint: name, reason: health.disabledReason }, 'callback endpoint disabled');
  return true;
};

/** Notes what a call says about its endpoint, unless that was saved since the call was lent out. */
export const noteHealth = async (
  claimed: CallbackEndpoint,
  result: CallbackResult,
  now: Date,
  parts: HealthParts,
): Promise<void> => {
  if (isSuccess(result) && claimed.failingSince === null) return;
  for (let round = 1; round <= maxRounds; round += 1) {
    const endpoint = await parts.callbacks.findEndpoint(claimed.tenantId, claimed.name);
    const isAsCalled = endpoint?.updatedAt.getTime() === claimed.updatedAt.getTime();
    if (endpoint === null || !isAsCalled || endpoint.disabledReason !== null) return;
    const health = healthAfter(endpoint, result, now, parts.disableAfterMs);
    if (await markAs(endpoint, health, parts, now)) return;
  }
};

/**
 * Takes those out of use that have failed for too long, by time alone: the attempts of a quiet endpoint end before that. One whose
 * last failure is itself that old is silent and not failing: whatever comes next begins anew. Nothing stays held at one in use.
 */
export const judgeEndpoints = async (
  parts: HealthParts & { tenantIds(): Promise<readonly string[]> },
): Promise<void> => {
  const now = parts.clock.now();
  const since = new Date(now.getTime() - parts.disableAfterMs);
  const tenantIds = (await parts.tenantIds()) as readonly TenantId[];
  for (const endpoint of await parts.callbacks.listFailing(tenantIds, since)) {
    const { failingSince, failedAt } = endpoint;
    if (failedAt === undefined || failedAt === null || failedAt < since) continue;
    await markAs(endpoint, { failingSince, failedAt, disabledReason: 'failing' }, parts, now);
  }
  // What was held when whoever saved the endpoint died has nobody else who lets it go.
  for (const tenantId of tenantIds)
    for (const { name, disabledReason } of await allEndpoints(parts.callbacks, tenantId))
      if (disabledReason === null) await parts.callbacks.releaseHeld(tenantId, name);
};
