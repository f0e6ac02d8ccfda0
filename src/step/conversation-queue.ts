import type { InboxEntry } from '../inbox/inbox.repository.ts';

/** What waits for one conversation in this process. */
export interface QueuedConversation {
  tenantId: string;
  conversationId: string;
  entries: InboxEntry[];
  /** A sweep found some of it: a process may have died while it worked on it. */
  isLeftOver: boolean;
}

/**
 * The waiting inputs of this process, by conversation. A conversation in flight is not handed out again; what arrives
 * meanwhile waits for its next turn. Everything here is also in the database: losing it loses nothing.
 */
export class ConversationQueue {
  readonly #waiting = new Map<string, QueuedConversation>();
  readonly #inFlight = new Set<string>();

  /** A conversation without entries is queued for its timers or relays. */
  add(tenantId: string, conversationId: string, entries: readonly InboxEntry[], isLeftOver = false): void {
    const known = this.#waiting.get(conversationId);
    if (known === undefined) {
      this.#waiting.set(conversationId, { tenantId, conversationId, entries: [...entries], isLeftOver });
      return;
    }
    known.isLeftOver ||= isLeftOver;
    const ids = new Set(known.entries.map(({ id }) => id));
    known.entries.push(...entries.filter(({ id }) => !ids.has(id)));
  }

  /** Up to `limit` conversations of one tenant; they count as in flight until `done`. */
  take(limit: number): QueuedConversation[] {
    const taken: QueuedConversation[] = [];
    for (const [id, queued] of this.#waiting) {
      if (taken.length >= limit) break;
      if (this.#inFlight.has(id)) continue;
      if (taken[0] !== undefined && taken[0].tenantId !== queued.tenantId) continue;
      taken.push(queued);
      this.#inFlight.add(id);
      this.#waiting.delete(id);
    }
    return taken;
  }

  done(conversationIds: readonly string[]): void {
    for (const id of conversationIds) this.#inFlight.delete(id);
  }

  /** The entry waits for its conversation's next turn. */
  waits(conversationId: string, entryId: string): boolean {
    return this.#waiting.get(conversationId)?.entries.some(({ id }) => id === entryId) ?? false;
  }

  /** Somebody here works on it, or will. */
  knows(conversationId: string): boolean {
    return this.#waiting.has(conversationId) || this.#inFlight.has(conversationId);
  }

  get hasWork(): boolean {
    for (const id of this.#waiting.keys()) if (!this.#inFlight.has(id)) return true;
    return false;
  }

  /** Conversations that wait. */
  get size(): number {
    return this.#waiting.size;
  }

  get isIdle(): boolean {
    return this.#waiting.size === 0 && this.#inFlight.size === 0;
  }
}
