import { z } from 'zod';
import { chatMessageSchema, type ChatMessage } from './chat-message.ts';
import type { Journal } from './journal.ts';

/** What the platform still knows of a business message. */
const dispatchSchema = z.object({
  /** Sent to a phone number, or to a business-scoped user id: decides what statuses may name. */
  addressedBy: z.enum(['phone', 'userId']),
  callbackData: z.string().nullable(),
  /** Category of `pricing`. */
  category: z.enum(['service', 'utility', 'marketing', 'authentication']),
  /** The window was open when the message was accepted. */
  insideWindow: z.boolean(),
  /** Statuses to come. Times in milliseconds. */
  plan: z.array(
    z.object({
      status: z.enum(['sent', 'delivered', 'read', 'failed']),
      dueAt: z.number(),
      errorCode: z.number().nullable(),
    }),
  ),
  /** `pricing` is on sent and on one of delivered and read. */
  pricedAfterSent: z.boolean(),
});
export type Dispatch = z.infer<typeof dispatchSchema>;

const storedMessageSchema = chatMessageSchema.extend({ dispatch: dispatchSchema.nullable() });
export type StoredMessage = z.infer<typeof storedMessageSchema>;

/** On the phone: written by the person, or delivered to them. Reactions are drawn on their target. */
export const isOnPhone = (message: ChatMessage): boolean =>
  message.content.type !== 'reaction' &&
  (message.from === 'person' || message.status === 'delivered' || message.status === 'read');

export const isUnread = (message: ChatMessage): boolean =>
  message.from === 'business' && message.status === 'delivered' && message.content.type !== 'reaction';

/** Every message of every chat, in order. Tells one listener of each change. */
export class MessageBook {
  readonly #byId = new Map<string, StoredMessage>();
  /** Ids in order; kept apart from the records, which are replaced on every change. */
  readonly #chats = new Map<string, string[]>();
  readonly #journal: Journal;
  readonly #changed: (message: StoredMessage) => void;
  #seq = 0;

  constructor(journal: Journal, changed: (message: StoredMessage) => void) {
    this.#journal = journal;
    this.#changed = changed;
  }

  restore(bodies: readonly unknown[]): void {
    const messages = bodies.flatMap((body) => storedMessageSchema.safeParse(body).data ?? []);
    messages.sort((a, b) => a.seq - b.seq);
    for (const message of messages) this.#index(message);
  }

  add(message: Omit<StoredMessage, 'seq' | 'reactions' | 'errorCode' | 'edited'>): StoredMessage {
    const added: StoredMessage = {
      ...message,
      seq: this.#seq + 1,
      errorCode: null,
      reactions: { business: null, person: null },
      edited: false,
    };
    this.#index(added);
    this.#keep(added);
    return added;
  }

  change(id: string, change: Partial<StoredMessage>): StoredMessage | null {
    const message = this.#byId.get(id);
    if (!message) return null;
    const changed = { ...message, ...change };
    this.#keep(changed);
    return changed;
  }

  get(id: string): StoredMessage | null {
    return this.#byId.get(id) ?? null;
  }

  /** Oldest first. */
  ofChat(phone: string): StoredMessage[] {
    return (this.#chats.get(phone) ?? []).flatMap((id) => this.#byId.get(id) ?? []);
  }

  lastOnPhone(phone: string): StoredMessage | null {
    const ids = this.#chats.get(phone) ?? [];
    for (let index = ids.length - 1; index >= 0; index -= 1) {
      const message = this.#byId.get(ids[index] ?? '');
      if (message && isOnPhone(message)) return message;
    }
    return null;
  }

  withPlan(): StoredMessage[] {
    return [...this.#byId.values()].filter((message) => message.dispatch && message.dispatch.plan.length > 0);
  }

  #index(message: StoredMessage): void {
    this.#seq = Math.max(this.#seq, message.seq);
    this.#byId.set(message.id, message);
    const chat = this.#chats.get(message.phone) ?? [];
    chat.push(message.id);
    this.#chats.set(message.phone, chat);
  }

  #keep(message: StoredMessage): void {
    this.#byId.set(message.id, message);
    this.#journal.put('message', message.id, message);
    this.#changed(message);
  }
}
