import type { Contact, Customer } from '../../customers/customer.ts';
import { ContactPhoneTaken } from '../../customers/customer.repository.ts';
import type { Vault } from '../vault.ts';
import { contactBodyOf, phoneKeyOf, type ContactDocument } from './contact-document.ts';

/** One contact of the customer to be written. */
export interface PlannedContact {
  contact: Contact;
  /** Null: the number is somebody else's and is no address of this contact. */
  phoneKey: string | null;
  /** The books give this number now; before, the contact had another one or none. */
  isNewPhone: boolean;
  phoneVerified: boolean;
  phoneVerifiedAt: Date | null;
  /** The document it becomes; null: a new one. */
  document: ContactDocument | null;
  /** Number under which this contact was known until now; null: unchanged, or never had one. */
  formerPhone: string | null;
  /** Somebody else's document that gives this number up: a person who wrote from it and is this contact. */
  supersedes: ContactDocument | null;
}

/**
 * Who becomes which document, decided before anything is written. A number belongs to one contact: whoever holds it has
 * to be the contact itself, a stranger who wrote earlier, a contact that leaves its last customer with this write, or
 * one that gets another number in it. Throws `ContactPhoneTaken` otherwise.
 */
export const planContacts = (
  customer: Pick<Customer, 'tenantId' | 'ref' | 'contacts'>,
  known: readonly ContactDocument[],
  vault: Vault,
): PlannedContact[] => {
  const byRef = new Map(known.map((document) => [document.ref, document]));
  const byPhone = new Map(known.map((document) => [document.phoneKey, document]));
  const phoneKeys = new Map(
    customer.contacts.map(({ ref, phone }) => [ref, phoneKeyOf(vault, customer.tenantId, phone)]),
  );
  if (new Set(phoneKeys.values()).size < phoneKeys.size) throw taken(customer.ref);

  const isFree = ({ ref, memberships }: ContactDocument): boolean =>
    ref === null ||
    (!phoneKeys.has(ref) && memberships.every(({ customerRef }) => customerRef === customer.ref));
  const movesAway = ({ ref, phoneKey }: ContactDocument): boolean => {
    const next = ref === null ? undefined : phoneKeys.get(ref);
    return next !== undefined && next !== phoneKey;
  };

  return customer.contacts.map((contact) => {
    const own = byRef.get(contact.ref) ?? null;
    if (own !== null && staysUnlinked(contact, own, vault)) {
      const kept = {
        document: own,
        phoneKey: null,
        isNewPhone: false,
        ...verificationOf(contact, own, true),
      };
      return { ...kept, contact, formerPhone: null, supersedes: null };
    }
    const phoneKey = phoneKeys.get(contact.ref) ?? '';
    const holder = byPhone.get(phoneKey) ?? null;
    const other = holder === null || holder._id === own?._id ? null : holder;
    if (other !== null && !isFree(other) && !movesAway(other)) throw taken(contact.ref);
    const free = other !== null && isFree(other) ? other : null;
    const document = own ?? free;
    const former = document === null ? null : contactBodyOf(vault, document).phone;
    const isNewPhone = own === null || former !== contact.phone;
    return {
      contact,
      phoneKey,
      isNewPhone,
      ...verificationOf(contact, own, isNewPhone),
      document,
      formerPhone: former === contact.phone ? null : former,
      supersedes: own === null ? null : free,
    };
  });
};

/**
 * The books decide. Where they are silent a new contact is verified, and whoever was not stays so: what such a person proved
 * in the chat holds for the number it was proved at.
 */
const verificationOf = (
  { phoneVerified: stated }: Contact,
  own: ContactDocument | null,
  isNewPhone: boolean,
): Pick<PlannedContact, 'phoneVerified' | 'phoneVerifiedAt'> => {
  const provedAt = own?.phoneVerifiedAt ?? null;
  if (stated !== undefined) return { phoneVerified: stated, phoneVerifiedAt: null };
  if (isNewPhone && provedAt !== null) return { phoneVerified: false, phoneVerifiedAt: null };
  return { phoneVerified: own?.phoneVerified ?? true, phoneVerifiedAt: provedAt };
};

/** The number was found to be somebody else's: naming it again is no proof that it is this contact's after all. */
const staysUnlinked = (contact: Contact, own: ContactDocument, vault: Vault): boolean => {
  const { phone, unlinkedPhone } = contactBodyOf(vault, own);
  return phone === null && unlinkedPhone === contact.phone && contact.phoneVerified !== true;
};

const taken = (ref: string): ContactPhoneTaken =>
  new ContactPhoneTaken('the telephone number belongs to another contact', { ref });
