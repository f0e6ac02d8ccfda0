import type { InboundContent } from '../../vocabulary/inbound-unit.ts';
import { toE164 } from './e164.ts';
import { jsonText } from './json-text.ts';
import { firstErrorCode } from './read-errors.ts';
import { longestBody, readChoice, readInteractive } from './read-interactive.ts';
import { readMedia } from './read-media.ts';
import { readOrder } from './read-order.ts';
import { readSharedContacts } from './read-shared-contacts.ts';
import { finite, identifier, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

const readText = (value: unknown): InboundContent | null => {
  const body = text(record(value).body);
  return body === null ? null : { type: 'text', text: body };
};

const readLocation = (value: unknown): InboundContent | null => {
  const place = record(value);
  // Numbers by documentation, text in captured traffic.
  const latitude = finite(place.latitude);
  const longitude = finite(place.longitude);
  if (latitude === null || longitude === null) return null;
  return { type: 'location', latitude, longitude, name: text(place.name), address: text(place.address) };
};

/** A removed reaction comes with an empty emoji or with none. */
const readReaction = (value: unknown): InboundContent | null => {
  const reaction = record(value);
  const targetMessageId = identifier(reaction.message_id);
  return targetMessageId === null ? null : { type: 'reaction', emoji: text(reaction.emoji), targetMessageId };
};

const readEdit = (value: unknown): InboundContent | null => {
  const edit = record(value);
  const originalMessageId = identifier(edit.original_message_id);
  if (originalMessageId === null) return null;
  const message = record(edit.message);
  const media = record(message.image ?? message.video ?? message.document);
  return { type: 'edited', originalMessageId, text: text(record(message.text).body) ?? text(media.caption) };
};

const readRevoke = (value: unknown): InboundContent | null => {
  const originalMessageId = identifier(record(value).original_message_id);
  return originalMessageId === null ? null : { type: 'deleted', originalMessageId };
};

const newNames = new Set<unknown>(['user_changed_number', 'customer_changed_number', 'user_changed_user_id']);
const newKeys = new Set<unknown>(['customer_identity_changed', 'user_identity_changed']);

const readSystem = (value: unknown): InboundContent | null => {
  const system = record(value);
  // The same names, and perhaps another person behind them: what they are called here is no news.
  if (newKeys.has(system.type)) return { type: 'identity-changed', newPhone: null, newUserId: null };
  if (!newNames.has(system.type)) return null;
  return {
    type: 'identity-changed',
    newPhone: toE164(system.wa_id) ?? toE164(system.new_wa_id),
    newUserId: text(system.user_id),
  };
};

const readUnsupported = (message: WireRecord): InboundContent => ({
  type: 'unsupported',
  reason: text(record(message.unsupported).type) ?? firstErrorCode(message.errors) ?? 'unknown',
});

/** Some senders leave `type` out; then the member that is there says it (captured for locations). */
const inferType = (message: WireRecord): string | null => {
  if (message.text !== undefined) return 'text';
  if (message.location !== undefined) return 'location';
  if (message.interactive !== undefined) return 'interactive';
  if (message.button !== undefined) return 'button';
  if (message.image !== undefined) return 'image';
  if (message.document !== undefined) return 'document';
  return message.contacts !== undefined ? 'contacts' : null;
};

const readByType = (
  type: string | null,
  message: WireRecord,
  valueErrors: unknown,
): InboundContent | null => {
  const button = record(message.button);
  switch (type) {
    case 'text':
      return readText(message.text);
    case 'interactive':
      return readInteractive(message.interactive, valueErrors);
    case 'button':
      return readChoice('template', button.payload, button.text);
    case 'image':
      return readMedia('image', message.image);
    case 'video':
      return readMedia('video', message.video);
    case 'audio':
      return readMedia('audio', message.audio);
    case 'voice':
      return readMedia('voice', message.voice);
    case 'document':
      return readMedia('document', message.document);
    case 'sticker':
      return readMedia('sticker', message.sticker);
    case 'location':
      return readLocation(message.location);
    case 'contacts':
      return readSharedContacts(message);
    case 'reaction':
      return readReaction(message.reaction);
    case 'order':
      return readOrder(message.order);
    case 'edit':
      return readEdit(message.edit);
    case 'revoke':
      return readRevoke(message.revoke);
    case 'system':
      return readSystem(message.system);
    case 'unsupported':
    case 'unknown':
      return readUnsupported(message);
    default:
      return null;
  }
};

/** What a content nobody could read says, for a person to read: the member named like its type. */
const unrecognised = (type: string | null, message: WireRecord): InboundContent => {
  const body =
    type !== null && Object.hasOwn(message, type) ? jsonText(message[type]).slice(0, longestBody) : '';
  return { type: 'unrecognised', wireType: type ?? '', ...(body === '' ? {} : { body }) };
};

/** The content of one element of `messages[]` (platform 3.2). What cannot be read is `unrecognised`. */
export const readContent = (message: WireRecord, valueErrors: unknown): InboundContent => {
  const type = text(message.type) ?? inferType(message);
  return readByType(type, message, valueErrors) ?? unrecognised(type, message);
};
