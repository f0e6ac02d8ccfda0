import type { CallbackEndpoint, ClaimedDelivery } from './callback.repository.ts';
import { liveSecrets, signCallback } from './callback-secret.ts';
import type { CallbackSender } from './make-callback-sender.ts';
import { judgeEndpoints, noteHealth, type HealthParts } from './endpoint-health.ts';
import { nextCallbackAttempt, outcomeOf } from './next-callback-attempt.ts';

export interface CallbackWorker {
  /** Claims what is due, makes each call, records how it ended. Resolves with how many deliveries were claimed; 0: nothing to do. */
  runOnce(): Promise<number>;
  /** Takes endpoints out of use that have failed for too long, whether or not anything is called there now. */
  judge(): Promise<void>;
}

export interface CallbackWorkerParts extends HealthParts {
  tenantIds(): Promise<readonly string[]>;
  sender: CallbackSender;
  /** Longer than the sender's timeout, or a slow call would be made twice at once. */
  leaseMs: number;
  concurrency: number;
  schedule: readonly number[];
  /** A call is made no more. Told before it is recorded: telling twice is one telling. */
  onGivenUp(endpoint: Pick<CallbackEndpoint, 'tenantId' | 'name'>, outcome: string, at: Date): Promise<void>;
  /** In [0, 1); `Math.random` when left out. */
  random?: () => number;
}

type Usable = ClaimedDelivery & { endpoint: CallbackEndpoint };

const isUsable = (claimed: ClaimedDelivery): claimed is Usable =>
  claimed.endpoint !== null && claimed.endpoint.disabledReason === null;

const callOnce = async (claimed: Usable, parts: CallbackWorkerParts) => {
  const { delivery, endpoint } = claimed;
  const at = parts.clock.now();
  const headers = signCallback({
    id: delivery.id,
    at,
    body: delivery.body,
    secrets: liveSecrets(endpoint.secrets, at),
  });
  const result = await parts.sender.send({ url: endpoint.url, headers: { ...headers }, body: delivery.body });
  return { at, result, endedAt: parts.clock.now() };
};

const deliver = async (claimed: Usable, parts: CallbackWorkerParts): Promise<void> => {
  const { delivery, endpoint } = claimed;
  const { at, result, endedAt } = await callOnce(claimed, parts);
  const next = nextCallbackAttempt({
    attempts: delivery.attempts + 1,
    result,
    now: endedAt,
    random: (parts.random ?? Math.random)(),
    schedule: parts.schedule,
  });
  const outcome = outcomeOf(result);
  const isGone = next.status === 'failed' && next.reason === 'gone';
  if (next.status === 'failed' && !isGone) await parts.onGivenUp(endpoint, outcome, endedAt);
  const recorded = await parts.callbacks.recordAttempt({
    claimed,
    attempt: { at, outcome, durationMs: Math.max(0, endedAt.getTime() - at.getTime()) },
    // It happened, and nobody heard of it yet: kept like all that follow.
    status: isGone ? 'held' : next.status,
    nextAttemptAt: next.status === 'pending' ? next.at : null,
    reason: next.status === 'failed' ? next.reason : null,
    at: endedAt,
  });
  await noteHealth(endpoint, result, endedAt, parts);
  const fields = {
    callbackId: delivery.id,
    endpoint: endpoint.name,
    attempt: delivery.attempts + 1,
    outcome,
  };
  parts.logger.info({ ...fields, state: recorded ? next.status : 'lease_lost' }, 'callback attempted');
};

const putAside = async (
  claimed: ClaimedDelivery,
  { callbacks, onDisabled, clock }: CallbackWorkerParts,
): Promise<void> => {
  const { endpoint } = claimed;
  await callbacks.recordAttempt({
    claimed,
    attempt: null,
    nextAttemptAt: null,
    at: clock.now(),
    ...(endpoint === null
      ? { status: 'failed', reason: 'endpoint_removed' }
      : { status: 'held', reason: 'endpoint_disabled' }),
  });
  if (endpoint === null) return;
  // Enabled meanwhile: what was released then did not have this one among it.
  const now = await callbacks.findEndpoint(endpoint.tenantId, endpoint.name);
  if (now === null) return;
  if (now.disabledReason === null) await callbacks.releaseHeld(endpoint.tenantId, endpoint.name);
  else await onDisabled(now, now.disabledReason, clock.now());
};

/** Calls of one endpoint with something kept among them go one after the other, all others at once. */
const inTurns = (claims: readonly ClaimedDelivery[]): ClaimedDelivery[][] => {
  const keyOf = ({ delivery }: ClaimedDelivery): string => `${delivery.tenantId}\n${delivery.endpointName}`;
  const ordered = new Set(claims.filter(({ delivery }) => delivery.inOrder === true).map(keyOf));
  const turns = new Map<string, ClaimedDelivery[]>();
  for (const claimed of claims) {
    const key = ordered.has(keyOf(claimed)) ? keyOf(claimed) : `${keyOf(claimed)}\n${claimed.delivery.id}`;
    turns.set(key, [...(turns.get(key) ?? []), claimed]);
  }
  const oldestFirst = (a: ClaimedDelivery, b: ClaimedDelivery): number =>
    a.delivery.createdAt.getTime() - b.delivery.createdAt.getTime();
  return [...turns.values()].map((turn) => turn.toSorted(oldestFirst));
};

/** Makes the queued calls: at least once, unordered, each attempt freshly signed under the same id (Standard Webhooks). */
export const makeCallbackWorker = (parts: CallbackWorkerParts): CallbackWorker => ({
  async runOnce() {
    const now = parts.clock.now();
    const claims = await parts.callbacks.claimDue({
      now,
      leaseMs: parts.leaseMs,
      limit: parts.concurrency,
      tenantIds: await parts.tenantIds(),
    });
    const work = async (claimed: ClaimedDelivery): Promise<void> => {
      try {
        await (isUsable(claimed) ? deliver(claimed, parts) : putAside(claimed, parts));
      } catch (error) {
        // The lease ends by itself and the delivery is due again: an outage of the database loses nothing.
        parts.logger.error({ callbackId: claimed.delivery.id, error }, 'callback attempt not recorded');
      }
    };
    await Promise.all(
      inTurns(claims).map(async (turn) => {
        for (const claimed of turn) await work(claimed);
      }),
    );
    return claims.length;
  },
  judge: () => judgeEndpoints(parts),
});
