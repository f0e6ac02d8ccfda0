import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { GroupedWriter } from '../shared/grouped-writer.ts';
import type { Logger } from '../shared/logger.ts';
import type { InboxEntry, InboxRepository } from './inbox.repository.ts';

/** Settles messages by the provider's statuses among the entries; order and copies do not matter. */
export type ApplyStatuses = (tenantId: string, entries: readonly InboxEntry[]) => Promise<void>;

export interface InboxDispatcherParts {
  inbox: InboxRepository;
  identities: IdentityRepository;
  applyStatuses: ApplyStatuses;
  /** Messages and system inputs go to their conversations; answers how many are new there. `isLeftOver`: found by the sweep. */
  toConversations(entries: readonly InboxEntry[], isLeftOver: boolean): number;
  /** News about a number, its account or its templates become records; the same twice is one. */
  noteNews(entry: InboxEntry): Promise<void>;
  tenantIds(): Promise<readonly string[]>;
  clock: Clock;
  logger: Logger;
  /** Entries of other processes are taken over when they wait longer than this. */
  takeOverAfterMs: number;
}

const orphansPerSweep = 100;
/** A status whose message never turns up (another application's) is not looked for longer than this. */
const orphanLifeMs = 24 * 60 * 60_000;

/** Hands stored entries to whoever works them: conversations, statuses, identities. */
export class InboxDispatcher {
  readonly #parts: InboxDispatcherParts;
  readonly #statuses: GroupedWriter<InboxEntry, undefined>;
  readonly #running = new Set<Promise<void>>();
  /** Ids of statuses, identity changes and news in work here: a sweep that finds them again changes nothing. */
  readonly #held = new Set<string>();

  constructor(parts: InboxDispatcherParts) {
    this.#parts = parts;
    this.#statuses = new GroupedWriter({
      maxBatch: 256,
      write: async (entries) => {
        for (const tenantId of new Set(entries.map((entry) => entry.tenantId))) {
          await parts.applyStatuses(
            tenantId,
            entries.filter((entry) => entry.tenantId === tenantId),
          );
        }
        return entries.map(() => undefined);
      },
    });
  }

  /** Answers how many of the entries were not being worked on in this process already. */
  dispatch(entries: readonly InboxEntry[], isLeftOver = false): number {
    const inputs = entries.filter(({ kind }) => kind === 'message' || kind === 'system');
    let taken = 0;
    const joining: Promise<void>[] = [];
    for (const entry of entries) {
      if (this.#held.has(entry.id)) continue;
      if (entry.kind === 'status') void this.#track(entry, this.#statuses.add(entry), 'status');
      else if (entry.kind === 'other') joining.push(this.#track(entry, this.#takeOther(entry), 'other news'));
      else continue;
      taken += 1;
    }
    if (inputs.length === 0) return taken;
    if (joining.length === 0) return taken + this.#parts.toConversations(inputs, isLeftOver);
    // Whoever writes under a new name is known by it first: what came together is worked in this order.
    const joined = Promise.all(joining)
      .then(() => void this.#parts.toConversations(inputs, isLeftOver))
      .finally(() => this.#running.delete(joined));
    this.#running.add(joined);
    return taken + inputs.length;
  }

  /** Finds what nobody works on; answers how many entries that were new to this process. */
  async sweep(olderThanMs = this.#parts.takeOverAfterMs): Promise<number> {
    const { inbox, tenantIds, clock } = this.#parts;
    let found = 0;
    for (const tenantId of await tenantIds()) {
      const now = clock.now();
      await inbox.wakeStale(tenantId, now);
      const entries = await inbox.findPending(tenantId, new Date(now.getTime() - olderThanMs), 500);
      found += this.dispatch(entries, true);
    }
    return found;
  }

  /** Statuses that came before their message was known: tried again, then left alone. */
  async sweepOrphans(): Promise<void> {
    const { inbox, tenantIds, applyStatuses, clock } = this.#parts;
    for (const tenantId of await tenantIds()) {
      const orphans = await inbox.findOrphans(tenantId, orphansPerSweep);
      const oldest = clock.now().getTime() - orphanLifeMs;
      for (const { id } of orphans.filter(({ receivedAt }) => receivedAt.getTime() < oldest)) {
        await inbox.mark(id, 'recorded', 'unknown_message', clock.now());
      }
      await applyStatuses(
        tenantId,
        orphans.filter(({ receivedAt }) => receivedAt.getTime() >= oldest),
      );
    }
  }

  /** Resolves when nothing is under way here; true if something was. */
  async idle(): Promise<boolean> {
    const waits = this.#running.size > 0;
    while (this.#running.size > 0) await Promise.all(this.#running);
    return waits;
  }

  async #takeOther(entry: InboxEntry): Promise<void> {
    const { inbox, identities, noteNews, clock } = this.#parts;
    const unit = entry.body.from === 'webhook' ? entry.body.unit : null;
    if (unit?.kind === 'identity-change')
      await identities.join(entry.tenantId, entry.channelId, unit.previous, unit.current);
    if (unit?.kind === 'account') await noteNews(entry);
    await inbox.markDone([entry.id], clock.now());
  }

  #track(entry: InboxEntry, work: Promise<unknown>, what: string): Promise<void> {
    this.#held.add(entry.id);
    const tracked = work
      .then(() => undefined)
      .catch((error: unknown) => {
        // It stays pending: the sweep finds it.
        this.#parts.logger.warn({ err: error, kind: what }, 'entry left to the sweep');
      })
      .finally(() => {
        this.#held.delete(entry.id);
        this.#running.delete(tracked);
      });
    this.#running.add(tracked);
    return tracked;
  }
}
