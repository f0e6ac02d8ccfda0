import type { InboundContent } from '../../vocabulary/inbound-unit.ts';
import type { ContactCard } from '../../vocabulary/message-extras.ts';
import { toE164 } from './e164.ts';
import { identifier, list, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

const nameOf = (card: WireRecord): string | null => {
  const name = record(card.name);
  const parts = [text(name.first_name), text(name.last_name)].filter((part) => part !== null);
  return text(name.formatted_name) ?? text(parts.join(' ')) ?? text(record(card.org).company);
};

const phonesOf = (card: WireRecord): (string | null)[] =>
  list(card.phones).map((entry) => {
    const phone = record(entry);
    // `wa_id` was checked by the platform, `phone` is as the owner of the card typed it.
    return toE164(phone.wa_id) ?? toE164(phone.phone);
  });

const isPresent = (value: string | null): value is string => value !== null;

/** For a person to read: a number that no program can dial is one all the same. */
const readCard = (card: WireRecord): ContactCard => {
  const known = phonesOf(card);
  const phones = list(card.phones).map((entry, index) => known[index] ?? identifier(record(entry).phone));
  return { name: nameOf(card), phones: phones.filter(isPresent) };
};

/**
 * Contact cards. Only the exact `contact_request` origin proves that the sender answered our request for their own number
 * (platform 5.5); a forwarded card of somebody else looks the same otherwise.
 */
export const readSharedContacts = (message: WireRecord): InboundContent | null => {
  const cards = list(message.contacts).map(record);
  if (cards.length === 0) return null;
  return {
    type: 'contacts',
    names: cards.map(nameOf).filter(isPresent),
    phones: cards.flatMap(phonesOf).filter(isPresent),
    cards: cards.map(readCard),
    sharedOwnNumber:
      cards.length === 1 && (message.origin === 'contact_request' || cards[0]?.origin === 'contact_request'),
  };
};
