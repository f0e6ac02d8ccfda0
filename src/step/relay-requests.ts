import type { ChangeToTell, NotifyChanges } from '../requests/notify-changes.ts';
import type { RequestChange } from '../requests/request-change.ts';
import type { StepOutput } from './step-output.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';

export interface RequestRelayParts {
  requests: Pick<RequestWorkRepository, 'applyChanges'>;
  /** Others who had a say in a request that ended learn the outcome; idempotent. */
  tellParties(tenantId: string, changes: readonly RequestChange[], late: readonly string[]): Promise<void>;
  /** Tells the business system; idempotent by change id. */
  notifyChanges: NotifyChanges;
}

export const relayRequestChanges =
  ({ requests, tellParties, notifyChanges }: RequestRelayParts) =>
  async (tenantId: string, outputs: readonly Pick<StepOutput, 'requestChanges'>[]): Promise<void> => {
    const changes = outputs.flatMap((output) => output.requestChanges);
    if (changes.length === 0) return;
    const { late, corrected } = await requests.applyChanges(tenantId, changes);
    await tellParties(tenantId, changes, late);
    const told = changes.filter(({ notify }) => notify);
    await notifyChanges(
      tenantId,
      told.map(({ id, requestId, at, closed }): ChangeToTell => ({
        id,
        requestId,
        at,
        // What came too late, or only changed the outcome, is an update.
        closed: closed !== null && !late.includes(id) && !corrected.includes(id),
      })),
    );
  };
