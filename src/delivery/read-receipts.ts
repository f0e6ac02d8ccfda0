import type { InboxEntry } from '../inbox/inbox.repository.ts';
import type { MessageSender } from './message-sender.ts';
import type { ChannelAccess } from '../channels/channel-access.ts';

const maxRunning = 16;
const maxWaiting = 256;

interface Receipt {
  tenantId: string;
  channelId: string;
  messageId: string;
}

/**
 * Marks messages read and shows "typing…" while the answer is on its way. A receipt marks all earlier messages as well
 * (platform 6.5): what a person writes while one is waiting or on its way is covered by one more, for the newest. Best effort on
 * purpose: the first thing to be dropped under load, never retried, never in the way of an answer.
 */
export class ReadReceipts {
  readonly #sender: MessageSender;
  readonly #accessOf: (tenantId: string, channelId: string) => Promise<ChannelAccess | null>;
  /** The newest message of each person that is not marked yet, oldest person first. */
  readonly #waiting = new Map<string, Receipt>();
  /** People whose receipt is on its way. */
  readonly #running = new Set<string>();

  constructor(
    sender: MessageSender,
    accessOf: (tenantId: string, channelId: string) => Promise<ChannelAccess | null>,
  ) {
    this.#sender = sender;
    this.#accessOf = accessOf;
  }

  note(entries: readonly InboxEntry[]): void {
    for (const { tenantId, channelId, body } of entries) {
      if (body.from !== 'webhook' || body.unit.kind !== 'message') continue;
      const { messageId, sender, groupId } = body.unit;
      // Nobody answers there.
      if (groupId !== null) continue;
      const person = `${tenantId}\n${channelId}\n${sender.userId ?? ''}\n${sender.phone ?? ''}`;
      if (this.#waiting.size < maxWaiting || this.#waiting.has(person))
        this.#waiting.set(person, { tenantId, channelId, messageId });
    }
    this.#pump();
  }

  #pump(): void {
    for (const [person, receipt] of this.#waiting) {
      if (this.#running.size >= maxRunning) return;
      if (this.#running.has(person)) continue;
      this.#waiting.delete(person);
      this.#running.add(person);
      void this.#send(receipt).finally(() => {
        this.#running.delete(person);
        this.#pump();
      });
    }
  }

  async #send({ tenantId, channelId, messageId }: Receipt): Promise<void> {
    try {
      const access = await this.#accessOf(tenantId, channelId);
      if (access !== null) await this.#sender.markRead(access, messageId);
    } catch {
      // Nobody waits for a receipt.
    }
  }
}
