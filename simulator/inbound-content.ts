import { ValidationFailed } from '../src/shared/errors.ts';
import type { ChatContent } from './chat-message.ts';
import type { StoredMessage } from './message-book.ts';
import { waIdOf } from './people.ts';
import type { PersonAction } from './person-action-schema.ts';

/** A person's message twice: as their phone shows it, and as the webhook names it (platform 3.2, 3.3). */
export interface Inbound {
  /** Null: no bubble of its own. */
  content: ChatContent | null;
  /** The type and its member. */
  wire: object;
  replyTo: string | null;
}

export const textInbound = (text: string, replyTo: string | null): Inbound => ({
  content: { type: 'text', text },
  wire: { type: 'text', text: { body: text } },
  replyTo,
});

/** Template quick replies, interactive buttons and list rows travel in three different shapes. Throws `ValidationFailed`. */
export const tapInbound = (message: StoredMessage, choiceId: string): Inbound => {
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

/** Coordinates are numbers here and strings when a business sends them. */
export const locationInbound = (place: Extract<PersonAction, { type: 'location' }>): Inbound => {
  const { latitude, longitude, name = null, address = null, replyTo = null } = place;
  return {
    content: { type: 'location', latitude, longitude, name, address },
    wire: {
      type: 'location',
      location: { latitude, longitude, ...(name && { name }), ...(address && { address }) },
    },
    replyTo,
  };
};

/** `isOnWhatsApp`: then the card also carries the `wa_id`. */
export const contactInbound = (
  card: Extract<PersonAction, { type: 'contact' }>,
  isOnWhatsApp: boolean,
): Inbound => {
  const { name, phone, replyTo = null } = card;
  const [first = name, ...others] = name.split(/\s+/);
  return {
    content: { type: 'contacts', people: [{ name, phones: [phone] }] },
    wire: {
      type: 'contacts',
      contacts: [
        {
          name: {
            first_name: first,
            ...(others.length > 0 && { last_name: others.join(' ') }),
            formatted_name: name,
          },
          phones: [{ phone, ...(isOnWhatsApp && { wa_id: waIdOf(phone) }), type: 'CELL' }],
          origin: 'other',
        },
      ],
    },
    replyTo,
  };
};
