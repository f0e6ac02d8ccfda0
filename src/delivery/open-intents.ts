/**
 * What this process knows of each conversation's unsettled intents, so that a reply whose turn it is need not ask the
 * outbox first (reliability C, order). Counted once by a query; from then on every new intent of the conversation comes from a
 * step of this process, for another one's would have cost it the conversation. What others settle meanwhile is not
 * noticed: then it seems busy, and the outbox is asked again.
 */
export class OpenIntents {
  readonly #open = new Map<string, Set<string>>();

  /** The outbox was asked: these are all. */
  counted(conversationId: string, intentIds: Iterable<string>): void {
    this.#open.set(conversationId, new Set(intentIds));
  }

  /** One more; without effect on a conversation that was never counted. */
  added(conversationId: string, intentId: string): void {
    this.#open.get(conversationId)?.add(intentId);
  }

  settled(conversationId: string, intentId: string): void {
    this.#open.get(conversationId)?.delete(intentId);
  }

  /** The next intent has its turn: none before it is unsettled. */
  isClear(conversationId: string): boolean {
    return this.#open.get(conversationId)?.size === 0;
  }

  /** None but these is unsettled. */
  isClearBut(conversationId: string, intentIds: ReadonlySet<string>): boolean {
    const open = this.#open.get(conversationId);
    return open !== undefined && [...open].every((id) => intentIds.has(id));
  }

  /** Somebody else may have written there. */
  forget(conversationId: string): void {
    this.#open.delete(conversationId);
  }
}
