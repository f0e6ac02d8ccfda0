import { entryBeingSent, type Intent, type OutboxEntry } from '../../src/delivery/outbox-entry.ts';
import type { OutboxRepository, ProgressUpdate } from '../../src/delivery/outbox.repository.ts';
import { laneOf } from '../../src/delivery/send-lane.ts';
import type { ProcessGate } from './process-gate.ts';

const isOpen = ({ state }: OutboxEntry): boolean => state !== 'settled';

/** The outbox with the conditions of the real one (test/contract/outbox-repository.test.ts), as far as sending needs it. */
export class ModelOutbox {
  readonly entries = new Map<string, OutboxEntry>();

  for(gate: ProcessGate): OutboxRepository {
    const none = (): Promise<never> => Promise.reject(new Error('not part of this model'));
    const record = (updates: readonly ProgressUpdate[]): Promise<void> =>
      gate.call(() => updates.forEach((update) => this.#record(update)));
    const claimNext: OutboxRepository['claimNext'] = async (_tenantId, ids, owner, leaseMs, now) => {
      if (ids.length === 0) return [];
      const turn = await gate.call(() => ids.flatMap((id) => this.#turnOf(id, now)));
      const until = new Date(now.getTime() + leaseMs);
      return turn.length === 0 ? [] : gate.call(() => turn.flatMap((one) => this.#claim(one, owner, until)));
    };
    return {
      relay: async (intents, owner, leaseMs, now, { capacity } = { capacity: Infinity, arrived: [] }) => {
        if (intents.length === 0) return { owned: [], open: new Map() };
        const conversations = new Set(intents.map(({ conversationId }) => conversationId));
        const unsettled = await gate.call(() =>
          [...this.entries.values()].filter((one) => isOpen(one) && conversations.has(one.conversationId)),
        );
        const until = new Date(now.getTime() + leaseMs);
        const entries = withTurns(intents, unsettled, { owner, until, now, capacity });
        const stored = await gate.call(() => entries.filter((entry) => this.#insert(entry)));
        const all = new Set([...unsettled, ...entries].map(({ id }) => id));
        const conversationOf = new Map([...unsettled, ...entries].map((one) => [one.id, one.conversationId]));
        const open = new Map([...conversations].map((id): [string, string[]] => [id, []]));
        for (const id of all) open.get(conversationOf.get(id) ?? '')?.push(id);
        return { owned: stored.filter(({ state }) => state === 'sending'), open };
      },
      adopt: (entries) => gate.call(() => entries.forEach((entry) => this.#insert(entry))),
      recordSent: async (sent) => {
        if (sent.length === 0) return;
        const late = await gate.call(() =>
          sent.filter(({ entry, set }) => !this.#insert({ ...entry, ...set })),
        );
        const updates = late.map(({ entry, set }) => ({
          ...{ id: entry.id, tenantId: entry.tenantId, attempt: entry.attempt },
          owner: entry.owner ?? '',
          set,
        }));
        await record(updates);
      },
      claimDue: async (tenantId, owner, leaseMs, now, limit, lane) => {
        const due = await gate.call(() =>
          [...this.entries.values()]
            .filter((one) => isDue(one, now) && (lane !== 'kept' || laneOf(one) === 'kept'))
            .slice(0, Math.max(0, limit)),
        );
        const ids = [...new Set(due.map(({ conversationId }) => conversationId))];
        return claimNext(tenantId, ids, owner, leaseMs, now);
      },
      claimNext,
      record: (updates) => (updates.length === 0 ? Promise.resolve() : record(updates)),
      expireLeases: (_tenantId, now, unknownWaitMs) =>
        gate.call(() => {
          const ended = [...this.entries.values()].filter(
            ({ state, wakeAt }) => state === 'sending' && wakeAt !== null && wakeAt <= now,
          );
          const wakeAt = new Date(now.getTime() + unknownWaitMs);
          for (const one of ended)
            this.#set({
              ...one,
              state: 'unknown',
              wakeAt,
              unknowns: one.unknowns + 1,
              reason: 'sender_died',
            });
          return ended.length;
        }),
      findOverdueUnknown: (_tenantId, now, limit) =>
        gate.call(() =>
          [...this.entries.values()]
            .filter(({ state, wakeAt }) => state === 'unknown' && wakeAt !== null && wakeAt <= now)
            .slice(0, limit)
            .map((one) => ({ ...one })),
        ),
      decideUnknown: ({ id, attempt }, decision, now) =>
        gate.call(() => {
          const one = this.entries.get(id);
          if (one?.attempt !== attempt || one.state !== 'unknown') return;
          if (decision === 'again') this.#set({ ...one, state: 'waiting', wakeAt: now });
          else this.#set({ ...one, state: 'settled', outcome: 'unknown_final', wakeAt: null });
        }),
      noteFact: () => gate.call(() => undefined),
      find: (_tenantId, ids) => gate.call(() => ids.flatMap((id) => this.entries.get(id) ?? [])),
      findByProviderMessageIds: () => Promise.resolve([]),
      applyStatuses: none,
      reopen: none,
      giveUpAccepted: none,
      countOpen: none,
      countDue: none,
    };
  }

  #insert(entry: OutboxEntry): boolean {
    if (this.entries.has(entry.id)) return false;
    this.#set({ ...entry });
    return true;
  }

  #set(entry: OutboxEntry): void {
    this.entries.set(entry.id, entry);
  }

  #turnOf(conversationId: string, now: Date): OutboxEntry[] {
    const [first] = [...this.entries.values()]
      .filter((one) => isOpen(one) && one.conversationId === conversationId)
      .sort((a, b) => a.seq - b.seq);
    return first !== undefined && isDue(first, now) ? [first] : [];
  }

  #claim({ id, attempt }: OutboxEntry, owner: string, until: Date): OutboxEntry[] {
    const one = this.entries.get(id);
    if (one === undefined || one.attempt !== attempt) return [];
    if (one.state !== 'queued' && one.state !== 'waiting') return [];
    const claimed: OutboxEntry = { ...one, state: 'sending', owner, wakeAt: until, attempt: attempt + 1 };
    this.#set(claimed);
    return [{ ...claimed }];
  }

  #record({ id, owner, attempt, set }: ProgressUpdate): void {
    const one = this.entries.get(id);
    const from = set.outcome === 'accepted' ? ['sending', 'unknown', 'settled'] : ['sending', 'unknown'];
    if (one === undefined || one.owner !== owner || one.attempt !== attempt || !from.includes(one.state))
      return;
    const changed = { ...one, ...set };
    this.#set({
      ...changed,
      attempt: set.state === 'queued' ? attempt - 1 : attempt,
      unknowns: set.state === 'unknown' ? one.unknowns + 1 : one.unknowns,
    });
  }
}

const isDue = ({ state, wakeAt }: OutboxEntry, now: Date): boolean =>
  (state === 'queued' || state === 'waiting') && (wakeAt ?? now) <= now;

const withTurns = (
  intents: readonly Intent[],
  unsettled: readonly OutboxEntry[],
  { owner, until, now, capacity }: { owner: string; until: Date; now: Date; capacity: number },
): OutboxEntry[] => {
  const ids = new Set(intents.map(({ id }) => id));
  const busy = new Set(
    unsettled.filter(({ id }) => !ids.has(id)).map(({ conversationId }) => conversationId),
  );
  let room = capacity;
  return [...intents]
    .sort((a, b) => a.seq - b.seq)
    .map((intent): OutboxEntry => {
      const hasTurn = !busy.has(intent.conversationId) && intent.notBefore <= now && room > 0;
      busy.add(intent.conversationId);
      const entry = entryBeingSent(intent, { owner, until });
      if (!hasTurn) return { ...entry, state: 'queued', attempt: 0, owner: null, wakeAt: intent.notBefore };
      room -= 1;
      return entry;
    });
};
