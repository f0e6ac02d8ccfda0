import { trusted, type Model } from 'mongoose';
import { isOurDelay } from '../../delivery/plan-record.ts';
import type { SaidOfRequestRepository } from '../../requests/said-of-request.repository.ts';
import type { SaidOfRequest } from '../../requests/said-of-request.ts';
import type { Models } from '../models.ts';
import type { OutboxDocument } from './outbox-document.ts';

type Said = Pick<
  OutboxDocument,
  | '_id'
  | 'conversationId'
  | 'seq'
  | 'state'
  | 'outcome'
  | 'attempt'
  | 'attemptsBefore'
  | 'statuses'
  | 'unknowns'
  | 'wakeAt'
  | 'heldUntil'
  | 'heldFor'
  | 'reason'
  | 'takenAt'
  | 'acceptedAt'
> & { at: Date };

const fields = {
  ...{ conversationId: 1, seq: 1, at: 1, state: 1, outcome: 1, attempt: 1, statuses: 1 },
  ...{
    attemptsBefore: 1,
    unknowns: 1,
    wakeAt: 1,
    heldUntil: 1,
    heldFor: 1,
    reason: 1,
    takenAt: 1,
    acceptedAt: 1,
  },
} as const;

/** Read off the messages themselves. */
export class MongoSaidOfRequestRepository implements SaidOfRequestRepository {
  readonly #outbox: Model<OutboxDocument>;

  constructor(models: Models) {
    this.#outbox = models.model<OutboxDocument>('outbox');
  }

  async ofRequest(tenantId: string, requestId: string): Promise<readonly SaidOfRequest[]> {
    const said = await this.#outbox
      .find(
        // Both types are said: the first leads to the index, which holds the messages of requests alone.
        {
          ...{ tenantId, requestId: trusted({ $eq: requestId, $type: 'string' }) },
          at: trusted({ $type: 'date' }),
        },
        fields,
      )
      .sort({ at: 1, seq: 1 })
      .lean<Said[]>();
    return said.map(toSaid);
  }
}

const arrived: ReadonlySet<string> = new Set(['delivered', 'read', 'played']);

/** What the platform said of a message that is held is why it is held. */
const waitsFor = ({ reason, heldFor }: Said): string | null =>
  reason !== null && isOurDelay(reason) ? reason : (heldFor ?? reason);

const hasArrived = ({ statuses }: Said): boolean => statuses.some(({ status }) => arrived.has(status));

/** Taken and not refused afterwards; a delivery counts more than a failure (platform 4.4). */
const mayHaveArrived = (said: Said): boolean => {
  const { state, outcome, attempt, statuses, unknowns } = said;
  if (hasArrived(said)) return true;
  if (state !== 'settled') return unknowns > 0 || state === 'unknown';
  if (outcome === 'unknown_final') return true;
  const isOfThis = (of: number): boolean => of === 0 || of === attempt;
  const hasFailed = statuses.some(({ status, attempt: of }) => status === 'failed' && isOfThis(of));
  return outcome === 'accepted' && !hasFailed;
};

const toSaid = (document: Said): SaidOfRequest => {
  const { _id, conversationId, seq, at: saidAt, state, heldUntil } = document;
  const isOpen = state !== 'settled';
  return {
    ...{ id: _id, conversationId, seq, saidAt, heldUntil },
    // One that is being sent, or of which nobody knows yet whether it was, has not ended either.
    isWaiting: isOpen,
    leftAt: document.takenAt ?? document.acceptedAt ?? null,
    mayHaveArrived: mayHaveArrived(document),
    ...(hasArrived(document) ? { hasArrived: true } : {}),
    sendingUntil: state === 'sending' ? document.wakeAt : null,
    ...(document.attemptsBefore === undefined ? {} : { isReplayed: true }),
    // Whoever takes it up counts the try before it is one.
    ...(document.attempt > (state === 'sending' ? 1 : 0) ? { wasTried: true } : {}),
    reason: isOpen ? waitsFor(document) : (document.reason ?? document.outcome),
  };
};
