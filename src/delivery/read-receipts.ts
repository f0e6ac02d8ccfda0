import type { InboxEntry } from '../inbox/inbox.repository.ts';
import type { MessageSender } from './message-sender.ts';
import type { ChannelAccess } from '../channels/channel-access.ts';

const maxRunning = 16;
const maxWaiting = 256;

/**
 * Marks messages read and shows "typing…" while the answer is on its way. Best effort on purpose: the first thing to be
 * dropped under load, never retried, never in the way of an answer.
 */
export class ReadReceipts {
  readonly #sender: MessageSender;
  readonly #accessOf: (tenantId: string, channelId: string) => Promise<ChannelAccess | null>;
  readonly #waiting: InboxEntry[] = [];
  #running = 0;

  constructor(
    sender: MessageSender,
    accessOf: (tenantId: string, channelId: string) => Promise<ChannelAccess | null>,
  ) {
    this.#sender = sender;
    this.#accessOf = accessOf;
  }

  note(entries: readonly InboxEntry[]): void {
    for (const entry of entries) {
      if (this.#waiting.length >= maxWaiting) return;
      if (entry.body.from === 'webhook' && entry.body.unit.kind === 'message') this.#waiting.push(entry);
    }
    this.#pump();
  }

  #pump(): void {
    while (this.#running < maxRunning) {
      const entry = this.#waiting.shift();
      if (entry === undefined) return;
      this.#running += 1;
      void this.#send(entry).finally(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  async #send(entry: InboxEntry): Promise<void> {
    const { body, tenantId, channelId } = entry;
    if (body.from !== 'webhook' || body.unit.kind !== 'message') return;
    try {
      const access = await this.#accessOf(tenantId, channelId);
      if (access !== null) await this.#sender.markRead(access, body.unit.messageId);
    } catch {
      // Nobody waits for a receipt.
    }
  }
}
