import type { Clock } from '../src/shared/clock.ts';
import { NotFound } from '../src/shared/errors.ts';
import type { ChaosSwitches } from './chaos.ts';
import { newMessageId } from './identifiers.ts';
import { contactInbound, locationInbound, tapInbound, textInbound, type Inbound } from './inbound-content.ts';
import type { Journal } from './journal.ts';
import {
  fileInbound,
  stickerInbound,
  voiceInbound,
  type MediaSource,
  type SentFile,
} from './media-inbound.ts';
import type { MediaShelf } from './media-shelf.ts';
import { isOnPhone, type MessageBook, type StoredMessage } from './message-book.ts';
import { checkDeletable, deleteWire, editedContent, editWire } from './own-message-changes.ts';
import { waIdOf, type People, type Person } from './people.ts';
import type { PersonAction } from './person-action-schema.ts';
import { quoteOf } from './send-message.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { inboundWebhook, type BusinessNumber } from './webhook-shapes.ts';

interface Dependencies {
  business: BusinessNumber;
  people: People;
  book: MessageBook;
  shelf: MediaShelf;
  webhooks: WebhookQueue;
  chaos: ChaosSwitches;
  clock: Clock;
  journal: Journal;
  graphUrl: string | null;
}

/** What a person does on the phone becomes a webhook, and opens the 24-hour window. Returns when both are stored. */
export class PersonActions {
  readonly #deps: Dependencies;
  readonly #source: MediaSource;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#source = { shelf: deps.shelf, graphUrl: deps.graphUrl };
  }

  /** The bubble, new or changed; null for a reaction. Throws `NotFound` for a message this phone does not show. */
  async act(phone: string, action: PersonAction): Promise<StoredMessage | null> {
    const person = this.#personOf(phone);
    switch (action.type) {
      case 'reaction':
        return this.#react(person, this.#shown(phone, action.messageId), action.emoji);
      case 'edit':
        return this.#edit(person, this.#shown(phone, action.messageId), action.text);
      case 'delete':
        return this.#delete(person, this.#shown(phone, action.messageId));
      default:
        return this.#send(person, this.#inboundOf(phone, action));
    }
  }

  async sendFile(phone: string, file: SentFile): Promise<StoredMessage | null> {
    const person = this.#personOf(phone);
    return this.#send(person, fileInbound(this.#source, file));
  }

  #inboundOf(
    phone: string,
    action: Exclude<PersonAction, { type: 'reaction' | 'edit' | 'delete' }>,
  ): Inbound {
    switch (action.type) {
      case 'text':
        return textInbound(action.text, action.replyTo ?? null);
      case 'tap':
        return tapInbound(this.#shown(phone, action.messageId), action.choiceId);
      case 'location':
        return locationInbound(action);
      case 'contact':
        return contactInbound(action, this.#deps.people.byPhone(action.phone) !== null);
      case 'voice':
        return voiceInbound(this.#source, action.replyTo ?? null);
      case 'sticker':
        return stickerInbound(this.#source, action.replyTo ?? null);
    }
  }

  async #react(person: Person, message: StoredMessage, emoji: string | null): Promise<StoredMessage | null> {
    this.#deps.book.change(message.id, { reactions: { ...message.reactions, person: emoji } });
    const reaction = { message_id: message.id, ...(emoji === null ? {} : { emoji }) };
    return this.#send(person, { content: null, wire: { type: 'reaction', reaction }, replyTo: null });
  }

  async #edit(person: Person, message: StoredMessage, text: string): Promise<StoredMessage | null> {
    const { book, chaos, clock } = this.#deps;
    const content = editedContent(message, text, clock.now().getTime());
    book.change(message.id, { content, edited: true });
    const wire = editWire(this.#source, message, content, chaos.now.editsUnsupported);
    await this.#send(person, { content: null, wire, replyTo: null });
    return book.get(message.id);
  }

  async #delete(person: Person, message: StoredMessage): Promise<StoredMessage | null> {
    const { book, chaos, clock, journal } = this.#deps;
    checkDeletable(message, clock.now().getTime());
    book.change(message.id, {
      content: { type: 'deleted' },
      quote: null,
      edited: false,
      reactions: { business: null, person: null },
    });
    if (chaos.now.editsUnsupported) await journal.settled();
    else await this.#send(person, { content: null, wire: deleteWire(message), replyTo: null });
    return book.get(message.id);
  }

  #personOf(phone: string): Person {
    const person = this.#deps.people.byPhone(phone);
    if (!person) throw new NotFound('no such contact');
    return person;
  }

  #shown(phone: string, id: string): StoredMessage {
    const message = this.#deps.book.get(id);
    if (message?.phone !== phone || !isOnPhone(message)) throw new NotFound('no such message on this phone');
    return message;
  }

  async #send(person: Person, inbound: Inbound): Promise<StoredMessage | null> {
    const { book, people, webhooks, clock, journal, business, chaos } = this.#deps;
    const at = clock.now().getTime();
    const id = newMessageId();
    people.change(person.phone, { lastWroteAt: at });
    const quoted = inbound.replyTo === null ? null : book.get(inbound.replyTo);
    const message =
      inbound.content &&
      book.add({
        id,
        phone: person.phone,
        from: 'person',
        at,
        content: inbound.content,
        quote: quoteOf(book, quoted?.id),
        status: 'sent',
        dispatch: null,
      });
    const author = quoted?.from === 'person' ? person.phone : business.displayPhoneNumber;
    const hasContext = quoted !== null && !(chaos.now.dropContext && inbound.content?.type === 'choice');
    const webhook = inboundWebhook(business, person, {
      id,
      at,
      ...(hasContext ? { context: { from: waIdOf(author), id: quoted.id } } : {}),
      content: inbound.wire,
    });
    void webhooks.post(webhook, message ? id : null);
    await journal.settled();
    return message && (book.get(id) ?? message);
  }
}
