import type { InboxEntry, InboxRepository, InboxStatus } from '../../src/inbox/inbox.repository.ts';
import type { NewConversation } from '../../src/customers/identity.repository.ts';
import type { ClaimedConversation, StepCommit } from '../../src/step/claimed-conversation.ts';
import type { ConversationStepRepository } from '../../src/step/conversation-step.repository.ts';
import { aClaimed } from './builders-steps.ts';
import type { ProcessGate } from './process-gate.ts';
import type { VirtualTime } from './virtual-time.ts';

interface StoredConversation {
  doc: Omit<ClaimedConversation, 'leaseToken'>;
  lease: { owner: string | null; token: number; from: number; until: number; claim: string | null };
  lastStepId: string | null;
}

/** Calls of a simulation take some milliseconds each. */
const longLeaseMs = 500;

const aConversationOf = (conversationId: string): StoredConversation['doc'] =>
  aClaimed({ conversationId, contactId: `ct_${conversationId}`, attempts: 0 });

/** One step as the database took it. */
export interface TakenStep {
  conversationId: string;
  rev: number;
  /** As the step's own record says. */
  recordedRev: number;
  inputIds: readonly string[];
  intentIds: readonly string[];
  owner: string;
  at: number;
}

/**
 * The two collections that decide who works what, with the conditions of the real repositories (test/contract) and the
 * database's own clock. What it counts beside that is for the test alone.
 */
export class ModelStorage {
  readonly inbox = new Map<string, InboxEntry & { storedAt: number }>();
  readonly conversations = new Map<string, StoredConversation>();
  readonly steps: TakenStep[] = [];
  /** Conversations that went from one owner to another. */
  readonly takeOvers: { conversationId: string; at: number }[] = [];
  /** Leases that lasted longer than any step takes: their process died or stood still. */
  readonly longLeases: { conversationId: string; from: number; to: number }[] = [];
  lostCommits = 0;
  /** Conversations claimed, whoever had them before. */
  claimed = 0;
  #claims = 0;
  readonly #time: VirtualTime;

  constructor(time: VirtualTime, conversationIds: readonly string[]) {
    this.#time = time;
    for (const conversationId of conversationIds) this.#open(aConversationOf(conversationId), null);
  }

  /** The conversation of somebody new; false: it is there. `maker` has it at hand, which is like having had the last lease. */
  make(
    { conversationId, address }: Pick<NewConversation, 'conversationId' | 'address'>,
    maker: string,
  ): boolean {
    if (this.conversations.has(conversationId)) return false;
    this.#open({ ...aConversationOf(conversationId), address }, maker);
    return true;
  }

  #open(doc: StoredConversation['doc'], owner: string | null): void {
    const lease = { owner, token: 0, from: 0, until: 0, claim: null };
    this.conversations.set(doc.conversationId, { doc, lease, lastStepId: null });
  }

  inboxFor(gate: ProcessGate): InboxRepository {
    const setStatus = (id: string, status: InboxStatus, from?: InboxStatus): void => {
      const entry = this.inbox.get(id);
      if (entry !== undefined && (from === undefined || entry.status === from)) entry.status = status;
    };
    const pending = (): InboxEntry[] => [...this.inbox.values()].filter(({ status }) => status === 'pending');
    return {
      store: (entries) =>
        gate.call(() => {
          const fresh = entries.filter(({ id }) => !this.inbox.has(id));
          for (const entry of fresh) this.inbox.set(entry.id, { ...entry, storedAt: this.#time.now });
          return new Set(fresh.map(({ id }) => id));
        }),
      wakeStale: () => Promise.resolve(0),
      stillPending: (_tenantId, ids) =>
        gate.call(() => new Set(ids.filter((id) => this.inbox.get(id)?.status === 'pending'))),
      findPending: (_tenantId, before, limit) =>
        gate.call(() =>
          pending()
            .filter(({ receivedAt }) => receivedAt <= before)
            .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
            .slice(0, limit)
            .map((entry) => ({ ...entry })),
        ),
      complete: (applied) => gate.call(() => applied.forEach(({ id }) => setStatus(id, 'done'))),
      markDone: (ids) => gate.call(() => ids.forEach((id) => setStatus(id, 'done'))),
      mark: (id, status) => gate.call(() => setStatus(id, status)),
      bodyOf: (_tenantId, id) => gate.call(() => this.inbox.get(id)?.body ?? null),
      findOrphans: () => Promise.resolve([]),
      countPending: () => gate.call(() => pending().length),
    };
  }

  conversationsFor(gate: ProcessGate): ConversationStepRepository {
    return {
      claim: async (_tenantId, ids, owner, leaseMs, options = { onlyFresh: false }) => {
        this.#claims += 1;
        const claim = `${owner}:${this.#claims}`;
        await gate.call(() => ids.forEach((id) => this.#take(id, { owner, leaseMs, claim, ...options })));
        return gate.call(() => ids.flatMap((id) => this.#readClaimed(id, claim)));
      },
      commit: async (_tenantId, commits) => {
        if (commits.length === 0) return new Set();
        const matched = await gate.call(() => commits.filter((commit) => this.#write(commit)).length);
        if (matched === commits.length) return new Set(commits.map(({ conversationId }) => conversationId));
        const mine = ({ conversationId, stepId }: StepCommit): boolean =>
          this.conversations.get(conversationId)?.lastStepId === stepId;
        return gate.call(() => new Set(commits.filter(mine).map(({ conversationId }) => conversationId)));
      },
      finish: (_tenantId, done) =>
        gate.call(() => {
          for (const { conversationId, rev, leaseToken } of done)
            this.#change(conversationId, leaseToken, (stored) => {
              if (stored.doc.rev !== rev) return;
              stored.doc = { ...stored.doc, relays: [], applied: [], pendingSince: null, attempts: 0 };
              this.#free(stored);
            });
        }),
      release: (_tenantId, held, { keepAttempts }) =>
        gate.call(() => {
          for (const { conversationId, leaseToken } of held)
            this.#change(conversationId, leaseToken, (stored) => {
              this.#free(stored);
              if (!keepAttempts) stored.doc = { ...stored.doc, attempts: 0 };
            });
        }),
      postponeTimers: () => Promise.reject(new Error('no timers here')),
      findDue: (_tenantId, now, limit) =>
        gate.call(() =>
          [...this.conversations.values()]
            .filter(
              ({ doc }) => doc.pendingSince !== null && doc.pendingSince.getTime() <= now.getTime() - 2_000,
            )
            .slice(0, limit)
            .map(({ doc }) => doc.conversationId),
        ),
    };
  }

  #take(id: string, how: { owner: string; leaseMs: number; claim: string; onlyFresh: boolean }): void {
    const stored = this.conversations.get(id);
    if (stored === undefined || (how.onlyFresh && stored.doc.attempts !== 0)) return;
    if (stored.lease.until >= this.#time.now) return;
    this.claimed += 1;
    const { owner, token, until } = stored.lease;
    const from = this.#time.now;
    if (until !== 0) this.#free(stored);
    if (owner !== null && owner !== how.owner) this.takeOvers.push({ conversationId: id, at: from });
    stored.lease = {
      ...{ owner: how.owner, token: token + 1 },
      from,
      until: from + how.leaseMs,
      claim: how.claim,
    };
    stored.doc = { ...stored.doc, attempts: stored.doc.attempts + 1 };
  }

  /** As read from a database: nothing of it is the same object as what another process has. */
  #readClaimed(id: string, claim: string): ClaimedConversation[] {
    const stored = this.conversations.get(id);
    if (stored?.lease.claim !== claim) return [];
    const { doc, lease } = stored;
    return [{ ...doc, relays: doc.relays.map((output) => ({ ...output })), leaseToken: lease.token }];
  }

  #write(commit: StepCommit): boolean {
    const { conversationId, rev, leaseToken, stepId, state, applied, relays, pendingSince } = commit;
    const stored = this.conversations.get(conversationId);
    if (stored === undefined || stored.doc.rev !== rev || stored.lease.token !== leaseToken) {
      this.lostCommits += 1;
      return false;
    }
    const { windowExpiresAt, lastMessageAt, paceUntil, address } = commit;
    stored.doc = {
      ...stored.doc,
      ...{ state, applied, relays, pendingSince, windowExpiresAt, lastMessageAt, paceUntil, address },
      rev: rev + 1,
      attempts: 0,
    };
    this.#free(stored);
    stored.lastStepId = stepId;
    const { step, intents = [] } = relays.at(-1) ?? {};
    this.steps.push({
      conversationId,
      rev: rev + 1,
      recordedRev: step?.rev ?? -1,
      inputIds: step?.inputs.map(({ id }) => id) ?? [],
      intentIds: intents.map(({ id }) => id),
      owner: stored.lease.owner ?? '',
      at: this.#time.now,
    });
    return true;
  }

  #free({ doc: { conversationId }, lease }: StoredConversation): void {
    const to = this.#time.now;
    if (lease.until !== 0 && to - lease.from > longLeaseMs)
      this.longLeases.push({ conversationId, from: lease.from, to });
    lease.until = 0;
  }

  #change(id: string, token: number, change: (stored: StoredConversation) => void): void {
    const stored = this.conversations.get(id);
    if (stored?.lease.token === token) change(stored);
  }
}
