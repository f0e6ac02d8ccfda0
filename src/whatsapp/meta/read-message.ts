import type {
  InboundContent,
  InboundUnit,
  ParsedUnit,
  SenderIdentity,
} from '../../vocabulary/inbound-unit.ts';
import { messageSource } from '../../vocabulary/message-source.ts';
import { readContent } from './read-content.ts';
import { toE164 } from './e164.ts';
import { readSystemIdentityChange } from './read-identity-change.ts';
import { isNamed, readPerson, readTelephoneKey } from './read-sender.ts';
import { readSurroundings } from './read-surroundings.ts';
import { makeUnit, unrecognisedUnit } from './wire-change.ts';
import type { WireChange } from './wire-change.ts';
import { identifier, instant, isRecord, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

const readFrom = (message: WireRecord, content: InboundContent, contacts: unknown): SenderIdentity => {
  const sender = readPerson(
    { phone: message.from, userId: message.from_user_id, parentUserId: message.from_parent_user_id },
    contacts,
  );
  if (content.type !== 'identity-changed') return sender;
  // The platform speaks of the person under the former id, whoever it names as the sender.
  const system = record(message.system);
  const former = {
    ...sender,
    userId: text(system.previous_user_id) ?? sender.userId,
    phone: sender.phone ?? toE164(system.customer),
  };
  // News about a user id may name only the new one; that is then the person who is speaking.
  return isNamed(former) ? former : { ...sender, userId: content.newUserId, phone: content.newPhone };
};

const toUnit = (message: WireRecord, messageId: string, change: WireChange): InboundUnit => {
  const context = record(message.context);
  const content = readContent(message, change.value.errors);
  const sender = readFrom(message, content, change.value.contacts);
  if (!isNamed(sender))
    return { kind: 'unrecognised', field: change.field, reason: 'message names no sender' };
  const telephoneKey = readTelephoneKey(sender, change.value.contacts);
  return {
    kind: 'message',
    messageId,
    at: instant(message.timestamp),
    sender,
    groupId: text(message.group_id),
    replyTo: identifier(context.id),
    forwarded: context.forwarded === true || context.frequently_forwarded === true,
    ...readSurroundings(message),
    ...(telephoneKey === null ? {} : { telephoneKey }),
    content,
  };
};

/**
 * One element of `messages[]`. News of a new number or user id gives two units: the change itself, so that both names lead
 * to one person, and the message in which it was told.
 */
export const readMessage = (message: unknown, change: WireChange, index: number): ParsedUnit[] => {
  const messageId = isRecord(message) ? identifier(message.id) : null;
  if (!isRecord(message) || messageId === null)
    return [unrecognisedUnit(change, 'message without id', message, `messages.${index}`)];
  const unit = makeUnit(
    change,
    messageSource(change.phoneNumberId, messageId),
    toUnit(message, messageId, change),
    message,
  );
  if (message.type !== 'system') return [unit];
  const identityChange = readSystemIdentityChange(message, messageId, change);
  return identityChange === null ? [unit] : [identityChange, unit];
};
