import type { StatusUpdate } from '../../delivery/outbox.repository.ts';
import type { UpdateStatement } from '../hot-commands.ts';
import type { Vault } from '../vault.ts';
import type { OutboxDocument } from './outbox-document.ts';

/** What the writes depend on. */
export type Known = Pick<
  OutboxDocument,
  '_id' | 'providerKey' | 'state' | 'outcome' | 'attempt' | 'statuses'
>;

/**
 * The writes of one status: the fact once per attempt, and acceptance where we were not sure. Each is conditional, so
 * copies and any order of arrival lead to the same document.
 */
export const statusWrites = (
  known: Known,
  update: StatusUpdate,
  providerKey: string,
  vault: Vault,
  tenantId: string,
): UpdateStatement[] => {
  const { fact } = update;
  const { status, attempt } = fact;
  const isKnown = known.statuses.some((one) => one.status === status && one.attempt === attempt);
  const writes: UpdateStatement[] = isKnown
    ? []
    : [
        {
          q: { _id: known._id, statuses: { $not: { $elemMatch: { status, attempt } } } },
          u: { $push: { statuses: fact } },
        },
      ];
  if (provesAcceptance(known, fact)) {
    writes.push({
      q: { _id: known._id, attempt: known.attempt, state: known.state, outcome: known.outcome },
      u: {
        $set: {
          state: 'settled',
          settled: true,
          outcome: 'accepted',
          wakeAt: null,
          providerKey,
          provider: vault.seal(tenantId, 'outbox', known._id, 'provider', { id: update.providerMessageId }),
        },
      },
    });
  }
  return writes;
};

const reached: ReadonlySet<string> = new Set(['sent', 'delivered', 'read', 'played']);

/**
 * Whether the fact settles what was not settled as accepted: any status of the attempt we are unsure about, also after
 * giving up; and a copy of any attempt that got through, while the next one has not begun.
 */
const provesAcceptance = (known: Known, fact: StatusUpdate['fact']): boolean => {
  const isCurrent = fact.attempt === 0 || fact.attempt === known.attempt;
  const isUnsure =
    known.state === 'sending' || known.state === 'unknown' || known.outcome === 'unknown_final';
  if (isCurrent && isUnsure) return true;
  const hasFailed = known.statuses.some(
    ({ status, attempt }) => status === 'failed' && attempt === fact.attempt,
  );
  const isWaiting = known.state === 'queued' || known.state === 'waiting' || known.state === 'unknown';
  return isWaiting && reached.has(fact.status) && !hasFailed;
};
