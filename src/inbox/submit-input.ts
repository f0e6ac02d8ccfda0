import type { Clock } from '../shared/clock.ts';
import type { InboxBody, InboxEntry, InboxRepository } from './inbox.repository.ts';

/** An input that comes from the system or from staff. Its id is durable: submitted twice, it is applied once. */
export interface InputToSubmit {
  id: string;
  conversationId: string;
  body: Exclude<InboxBody, { from: 'webhook' }>;
  /** Left out: the channel requests of the tenant go out on. */
  channelId?: string;
  /** Not worked before then, and then by whoever looks; left out: at once. */
  notBefore?: Date;
}

/**
 * Resolves when all inputs are durably stored, in order (not when they were applied). What was new is handed to whoever works
 * it in this process. Rejects with `Unavailable` when they are not stored.
 */
export type SubmitInput = (tenantId: string, ...inputs: readonly InputToSubmit[]) => Promise<void>;

export const makeSubmitInput =
  (parts: {
    inbox: Pick<InboxRepository, 'store'>;
    channelOf(tenantId: string): Promise<string>;
    /** Stored and new: worked now if this process works inputs. */
    onStored(entries: readonly InboxEntry[]): void;
    clock: Clock;
  }): SubmitInput =>
  async (tenantId, ...inputs) => {
    if (inputs.length === 0) return;
    const entries = await Promise.all(
      inputs.map(async ({ id, conversationId, body, channelId, notBefore }): Promise<InboxEntry> => ({
        id,
        tenantId,
        channelId: channelId ?? (await parts.channelOf(tenantId)),
        conversationId,
        receivedAt: parts.clock.now(),
        body,
        kind: 'system',
        seq: 0,
        ...(notBefore === undefined
          ? { status: 'pending' as const, reason: null }
          : { status: 'stale' as const, reason: 'not_yet', staleUntil: notBefore }),
      })),
    );
    const added = await parts.inbox.store(entries);
    parts.onStored(entries.filter(({ id, status }) => status === 'pending' && added.has(id)));
  };
