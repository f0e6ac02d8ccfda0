import type { SenderIdentity } from '../../vocabulary/inbound-unit.ts';
import { toE164 } from './e164.ts';
import { isRecord, list, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

/** `TR.7001…`, parent form `TR.ENT.7001…` (platform 5.1). */
const userIdForm = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

export const nobody: SenderIdentity = Object.freeze({
  userId: null,
  parentUserId: null,
  phone: null,
  username: null,
  profileName: null,
});

/** What an element itself says about a person, before `contacts` is looked at. */
interface NamedPerson {
  phone: unknown;
  userId: unknown;
  parentUserId: unknown;
}

/** Usernames arrive with and without the leading `@`; they are kept without. */
const username = (value: unknown): string | null => {
  const name = text(value);
  return name?.startsWith('@') ? text(name.slice(1)) : name;
};

/** `contacts` is not ordered like `messages`: match by user id, else by number (platform 2.1). */
const findContact = (
  contacts: readonly unknown[],
  userId: string | null,
  phone: string | null,
): WireRecord => {
  // A lone contact belongs to an element that names nobody itself; with several it would be a guess.
  if (userId === null && phone === null) return contacts.length === 1 ? record(contacts[0]) : record(null);
  for (const contact of contacts) {
    if (!isRecord(contact)) continue;
    const contactUserId = text(contact.user_id);
    if (userId !== null && contactUserId !== null) {
      if (contactUserId === userId) return contact;
    } else if (phone !== null && toE164(contact.wa_id) === phone) return contact;
  }
  return record(null);
};

/** Who an element comes from or goes to, completed from `value.contacts`. */
export const readPerson = (named: NamedPerson, contacts: unknown): SenderIdentity => {
  const namedPhone = toE164(named.phone);
  // Some integrators put the user id where the number was (platform 5.4).
  const misplaced = namedPhone === null && typeof named.phone === 'string' && userIdForm.test(named.phone);
  const namedUserId = text(named.userId) ?? (misplaced ? text(named.phone) : null);
  const contact = findContact(list(contacts), namedUserId, namedPhone);
  const profile = record(contact.profile);
  return {
    userId: namedUserId ?? text(contact.user_id),
    parentUserId: text(named.parentUserId) ?? text(contact.parent_user_id),
    phone: namedPhone ?? toE164(contact.wa_id),
    username: username(profile.username) ?? username(contact.username),
    profileName: text(profile.name),
  };
};

/** The key of the sender's telephone; null: the number is not set to have it checked (platform 3.4). */
export const readTelephoneKey = ({ userId, phone }: SenderIdentity, contacts: unknown): string | null =>
  text(findContact(list(contacts), userId, phone).identity_key_hash);

export const isNamed = (person: SenderIdentity): boolean => person.userId !== null || person.phone !== null;
