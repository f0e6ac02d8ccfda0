import type { InboxEntry } from '../inbox/inbox.repository.ts';
import type { MessageSender } from './message-sender.ts';
import type { ChannelAccess } from '../channels/channel-access.ts';

const maxRunning = 16;
const maxWaiting = 256;
/** What a person writes within this time is one turn: a receipt marks all earlier messages as well (platform 6.5). */
const turnMs = 3_000;

interface Receipt {
  tenantId: string;
  channelId: string;
  messageId: string;
  /** The answer is on its way. */
  showsTyping: boolean;
}

/**
 * Marks messages read and shows "typing…" while the answer is on its way: once when a turn begins, and once more at its
 * end for whatever came meanwhile. Best effort on purpose: the first thing to be dropped under load, never retried, never in
 * the way of an answer.
 */
export class ReadReceipts {
  readonly #sender: MessageSender;
  readonly #accessOf: (tenantId: string, channelId: string) => Promise<ChannelAccess | null>;
  readonly #after: (milliseconds: number, run: () => void) => void;
  readonly #waiting: Receipt[] = [];
  /** Turns that run, by person, with the newest message that is not marked yet. */
  readonly #turns = new Map<string, Receipt | null>();
  #running = 0;

  constructor(
    sender: MessageSender,
    accessOf: (tenantId: string, channelId: string) => Promise<ChannelAccess | null>,
    after = (milliseconds: number, run: () => void): void => void setTimeout(run, milliseconds).unref(),
  ) {
    this.#sender = sender;
    this.#accessOf = accessOf;
    this.#after = after;
  }

  note(entries: readonly InboxEntry[]): void {
    for (const { tenantId, channelId, body } of entries) {
      if (body.from !== 'webhook' || body.unit.kind !== 'message') continue;
      const { messageId, sender } = body.unit;
      const person = `${tenantId}\n${channelId}\n${sender.userId ?? ''}\n${sender.phone ?? ''}`;
      if (this.#turns.has(person))
        this.#turns.set(person, { tenantId, channelId, messageId, showsTyping: false });
      else this.#begin(person, { tenantId, channelId, messageId, showsTyping: true });
    }
    this.#pump();
  }

  #begin(person: string, receipt: Receipt): void {
    if (this.#waiting.length >= maxWaiting) return;
    this.#waiting.push(receipt);
    this.#turns.set(person, null);
    this.#after(turnMs, () => this.#end(person));
  }

  #end(person: string): void {
    const last = this.#turns.get(person);
    this.#turns.delete(person);
    if (!last || this.#waiting.length >= maxWaiting) return;
    this.#waiting.push(last);
    this.#pump();
  }

  #pump(): void {
    while (this.#running < maxRunning) {
      const receipt = this.#waiting.shift();
      if (receipt === undefined) return;
      this.#running += 1;
      void this.#send(receipt).finally(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  async #send({ tenantId, channelId, messageId, showsTyping }: Receipt): Promise<void> {
    try {
      const access = await this.#accessOf(tenantId, channelId);
      if (access !== null) await this.#sender.markRead(access, messageId, { showsTyping });
    } catch {
      // Nobody waits for a receipt.
    }
  }
}
