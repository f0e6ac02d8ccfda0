import type { StatusUpdate } from '../../delivery/outbox.repository.ts';
import { planOfLeft } from '../../delivery/plan-succession.ts';
import type { UpdateStatement } from '../hot-commands.ts';
import type { Vault } from '../vault.ts';
import type { OutboxDocument } from './outbox-document.ts';

/** What the writes depend on. */
export type Known = Pick<
  OutboxDocument,
  | '_id'
  | 'providerKey'
  | 'state'
  | 'outcome'
  | 'attempt'
  | 'statuses'
  | 'reason'
  | 'dead'
  | 'plan'
  | 'sentAs'
  | 'tariff'
>;

/** The writes of the statuses of one intent. */
export interface StatusWrites {
  /** Each fact of its own, once per attempt whatever is there by now, and acceptance where we were not sure. */
  singly: UpdateStatement[];
  /** The same with one write for all facts, which matches only what was read; null: there is at most one. */
  together: UpdateStatement[] | null;
}

/** Each write is conditional, so copies and any order of arrival lead to the same document. */
export const statusWrites = (
  tenantId: string,
  known: Known,
  updates: readonly StatusUpdate[],
  sealing: { providerKeyOf(providerMessageId: string): string; vault: Vault },
): StatusWrites => {
  const facts = newFacts(known, updates);
  const proof = updates.find(({ fact }) => provesAcceptance(known, fact));
  const acceptance = proof === undefined ? [] : [acceptanceBy(proof, tenantId, known, sealing)];
  const ofFacts = facts.map((fact): UpdateStatement => {
    const { status, attempt } = fact;
    return {
      q: { _id: known._id, statuses: { $not: { $elemMatch: { status, attempt } } }, tenantId },
      u: { $push: { statuses: fact } },
    };
  });
  const all: UpdateStatement = {
    q: { _id: known._id, statuses: { $size: known.statuses.length }, tenantId },
    u: { $push: { statuses: { $each: facts } } },
  };
  return {
    singly: [...ofFacts, ...acceptance],
    together: facts.length < 2 ? null : [all, ...acceptance],
  };
};

/** What is not known yet; of copies the first. */
const newFacts = ({ statuses }: Known, updates: readonly StatusUpdate[]): StatusUpdate['fact'][] => {
  const facts: StatusUpdate['fact'][] = [];
  for (const { fact } of updates) {
    const isSame = (one: Pick<StatusUpdate['fact'], 'status' | 'attempt'>): boolean =>
      one.status === fact.status && one.attempt === fact.attempt;
    if (!statuses.some(isSame) && !facts.some(isSame)) facts.push(fact);
  }
  return facts;
};

const acceptanceBy = (
  { providerMessageId, fact }: StatusUpdate,
  tenantId: string,
  { _id, attempt, state, outcome, plan, sentAs, tariff }: Known,
  { providerKeyOf, vault }: { providerKeyOf(providerMessageId: string): string; vault: Vault },
): UpdateStatement => ({
  q: { _id, attempt, state, outcome, tenantId },
  u: {
    $set: {
      state: 'settled',
      settled: true,
      outcome: 'accepted',
      takenAt: fact.at,
      wakeAt: null,
      reason: null,
      providerKey: providerKeyOf(providerMessageId),
      provider: vault.seal(tenantId, 'outbox', _id, 'provider', { id: providerMessageId }),
      ...planOfLeft({ plan }, { at: fact.at, as: sentAs, tariff }),
    },
  },
});

/** The person's phone has it. */
export const reachedStatuses: readonly string[] = ['delivered', 'read', 'played'];

const takenOn: ReadonlySet<string> = new Set(['sent', ...reachedStatuses]);

/**
 * A message that was given up, and reported so, reached the person: by this attempt, or by a copy that an earlier one left. Of
 * what was accepted only a reason says that it was given up, or that people sent it again.
 */
export const reachesAfterAll = ({ state, outcome, reason, dead }: Known, { fact }: StatusUpdate): boolean =>
  reachedStatuses.includes(fact.status) &&
  state === 'settled' &&
  (outcome === 'rejected' ||
    outcome === 'expired' ||
    (outcome === 'accepted' && (reason?.startsWith('graph_') === true || (dead?.replays ?? 0) > 0)));

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
  return isWaiting && takenOn.has(fact.status) && !hasFailed;
};
