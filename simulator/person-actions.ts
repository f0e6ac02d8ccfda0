import { z } from 'zod';
import type { Clock } from '../src/shared/clock.ts';
import { NotFound, ValidationFailed } from '../src/shared/errors.ts';
import type { ChaosSwitches } from './chaos.ts';
import type { ChatContent, MediaKind } from './chat-message.ts';
import { newMessageId } from './identifiers.ts';
import type { Journal } from './journal.ts';
import { bareType, type Media, type MediaShelf } from './media-shelf.ts';
import { isOnPhone, type MessageBook, type StoredMessage } from './message-book.ts';
import { waIdOf, type People, type Person } from './people.ts';
import { quoteOf } from './send-message.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { inboundWebhook, type BusinessNumber } from './webhook-shapes.ts';

/** What the page lets a person do, apart from sending files. */
export const actionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1).max(4096),
    replyTo: z.string().nullable().optional(),
  }),
  /** A tap on a button, a template's quick reply or a row of a list. */
  z.strictObject({ type: z.literal('tap'), messageId: z.string(), choiceId: z.string() }),
  /** `emoji: null` takes the reaction back. */
  z.strictObject({
    type: z.literal('reaction'),
    messageId: z.string(),
    emoji: z.string().max(32).nullable(),
  }),
]);
export type PersonAction = z.infer<typeof actionSchema>;

export interface SentFile {
  bytes: Buffer;
  mimeType: string;
  filename: string | null;
  caption: string | null;
  replyTo: string | null;
}

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

interface Inbound {
  content: ChatContent | null;
  wire: object;
  replyTo: string | null;
}

/** What a person does on the phone becomes a webhook, and opens the 24-hour window. Returns when both are stored. */
export class PersonActions {
  readonly #deps: Dependencies;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** The new bubble; null for a reaction, which has none. Throws `NotFound` for a message this phone does not show. */
  async act(phone: string, action: PersonAction): Promise<StoredMessage | null> {
    const person = this.#personOf(phone);
    switch (action.type) {
      case 'text':
        return this.#send(person, {
          content: { type: 'text', text: action.text },
          wire: { type: 'text', text: { body: action.text } },
          replyTo: action.replyTo ?? null,
        });
      case 'tap':
        return this.#send(person, tapOf(this.#shown(phone, action.messageId), action.choiceId));
      case 'reaction': {
        const message = this.#shown(phone, action.messageId);
        this.#deps.book.change(message.id, { reactions: { ...message.reactions, person: action.emoji } });
        const reaction = {
          message_id: message.id,
          ...(action.emoji === null ? {} : { emoji: action.emoji }),
        };
        return this.#send(person, { content: null, wire: { type: 'reaction', reaction }, replyTo: null });
      }
    }
  }

  async sendFile(phone: string, file: SentFile): Promise<StoredMessage | null> {
    const person = this.#personOf(phone);
    const media = this.#deps.shelf.add(file, 'webhook');
    const kind = kindOf(bareType(file.mimeType));
    return this.#send(person, {
      content: {
        type: 'media',
        media: {
          kind,
          mediaId: media.id,
          link: null,
          mimeType: bareType(media.mimeType),
          filename: file.filename,
          size: media.size,
        },
        caption: file.caption,
      },
      wire: { type: kind, [kind]: this.#mediaMember(kind, media, file) },
      replyTo: file.replyTo,
    });
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

  #mediaMember(kind: MediaKind, media: Media, file: SentFile): object {
    const { graphUrl, shelf } = this.#deps;
    return {
      ...(file.caption === null || kind === 'audio' ? {} : { caption: file.caption }),
      ...(kind === 'document' ? { filename: file.filename ?? 'document' } : {}),
      mime_type: media.mimeType,
      sha256: media.sha256,
      id: media.id,
      ...(graphUrl === null ? {} : { url: `${graphUrl}/attachments/?${shelf.signedQuery(media.id)}` }),
      ...(kind === 'audio' ? { voice: false } : {}),
    };
  }
}

/** Template quick replies, interactive buttons and list rows travel in three different shapes (whatsapp-cloud-api 3.2). */
const tapOf = (message: StoredMessage, choiceId: string): Inbound => {
  const { content } = message;
  if (content.type === 'buttons') {
    const button = content.buttons.find(({ id }) => id === choiceId);
    if (button) {
      const { id, title } = button;
      const wire =
        content.template === null
          ? { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } }
          : { type: 'button', button: { payload: id, text: title } };
      return { content: { type: 'choice', text: title, description: null }, wire, replyTo: message.id };
    }
  }
  if (content.type === 'list') {
    const row = content.sections.flatMap(({ rows }) => rows).find(({ id }) => id === choiceId);
    if (row) {
      const { id, title, description } = row;
      const list_reply = { id, title, ...(description === null ? {} : { description }) };
      return {
        content: { type: 'choice', text: title, description },
        wire: { type: 'interactive', interactive: { type: 'list_reply', list_reply } },
        replyTo: message.id,
      };
    }
  }
  throw new ValidationFailed([{ field: 'choiceId', message: 'is not a choice of this message' }]);
};

const kindOf = (mimeType: string): MediaKind => {
  if (mimeType === 'image/jpeg' || mimeType === 'image/png') return 'image';
  if (mimeType.startsWith('audio/')) return 'audio';
  if (mimeType === 'video/mp4' || mimeType === 'video/3gpp') return 'video';
  return 'document';
};
