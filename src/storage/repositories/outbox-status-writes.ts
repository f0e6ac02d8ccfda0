import type { AnyBulkWriteOperation } from 'mongodb';
import type { StatusUpdate } from '../../delivery/outbox.repository.ts';
import type { Vault } from '../vault.ts';
import type { OutboxDocument } from './outbox-document.ts';

type Known = Pick<OutboxDocument, '_id' | 'providerKey' | 'state' | 'outcome' | 'attempt' | 'statuses'>;

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
): AnyBulkWriteOperation<OutboxDocument>[] => {
  const { fact } = update;
  const writes: AnyBulkWriteOperation<OutboxDocument>[] = [
    {
      updateOne: {
        filter: {
          _id: known._id,
          statuses: { $not: { $elemMatch: { status: fact.status, attempt: fact.attempt } } },
        },
        update: { $push: { statuses: fact } },
      },
    },
  ];
  if (provesAcceptance(known, fact)) {
    writes.push({
      updateOne: {
        filter: { _id: known._id, attempt: known.attempt, state: known.state, outcome: known.outcome },
        update: {
          $set: {
            state: 'settled',
            settled: true,
            outcome: 'accepted',
            wakeAt: null,
            providerKey,
            provider: vault.seal(tenantId, 'outbox', known._id, 'provider', { id: update.providerMessageId }),
          },
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
