import type { Contact, Customer } from '../../customers/customer.ts';
import { ContactPhoneTaken } from '../../customers/customer.repository.ts';
import type { Vault } from '../vault.ts';
import { contactBodyOf, phoneKeyOf, type ContactBody, type ContactDocument } from './contact-document.ts';

/** One contact of the customer to be written. */
export interface PlannedContact {
  contact: Contact;
  /** Null: the number is somebody else's and is no address of this contact. */
  phoneKey: string | null;
  /** Numbers as they are stored. */
  address: Pick<ContactBody, 'phone' | 'unlinkedPhone'>;
  /** The books give this number now; before, the contact had another one or none. */
  isNewPhone: boolean;
  phoneVerified: boolean;
  phoneVerifiedAt: Date | null;
  /** What the books say ends a doubt, or leaves it as it is. */
  doubt: Pick<ContactDocument, 'doubtedAt' | 'doubtedBy'> | null;
  /** The last word of the books is that nobody knows whose number it is. */
  statedUnverified: boolean;
  /** The books say now that the number is the person's. */
  isVouched: boolean;
  /** Since when whoever had the number until now wants no messages; null: they do, or this contact had it. */
  stoppedAt: Date | null;
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
  customer: Pick<Customer, 'tenantId' | 'ref' | 'contacts' | 'updatedAt' | 'mayVouch'>,
  known: readonly ContactDocument[],
  vault: Vault,
): PlannedContact[] => {
  const { updatedAt: at, mayVouch } = customer;
  const byRef = new Map(known.map((document) => [document.ref, document]));
  const byPhone = new Map(known.map((document) => [document.phoneKey, document]));
  const phoneKeys = new Map(
    customer.contacts.map((contact) => {
      const own = byRef.get(contact.ref);
      const given = phoneKeyOf(vault, customer.tenantId, contact.phone);
      // What the contact has is the number it moved to, whatever the books still say.
      return [contact.ref, own && staysUnlinked(contact, own, vault) ? (own.phoneKey ?? given) : given];
    }),
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
        phoneKey: own.phoneKey,
        address: addressOf(own, vault),
        isNewPhone: false,
        ...verificationOf(contact, own, { number: 'same', at, mayVouch }),
      };
      return { ...kept, contact, stoppedAt: null, formerPhone: null, supersedes: null };
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
      address: { phone: contact.phone },
      isNewPhone,
      ...verificationOf(contact, own, { number: numberOf(contact, own, vault), at, mayVouch }),
      stoppedAt: other === null || other === document ? null : (other.stoppedAt ?? null),
      document,
      formerPhone: former === contact.phone ? null : former,
      supersedes: own === null ? null : free,
    };
  });
};

type Verification = Pick<
  PlannedContact,
  'phoneVerified' | 'phoneVerifiedAt' | 'doubt' | 'statedUnverified' | 'isVouched'
>;

/**
 * The books decide of a number they give first and of one the person had. A number that takes another's place is nobody's before
 * the person has proved it, or staff has vouched for it, whatever the books say of it: whoever may write them could put a number
 * of their own there (ADR 0030). Books that take back what they said of an unchanged number are in doubt themselves: who was
 * asked there proves it first. Saying so again is no news, so that a proof given since then holds.
 */
const verificationOf = (
  { phoneVerified: stated }: Contact,
  own: ContactDocument | null,
  { number, at, mayVouch = false }: { number: NumberGiven; at: Date; mayVouch?: boolean | undefined },
): Verification => {
  const unsaid = { phoneVerifiedAt: null, isVouched: false, statedUnverified: stated === false };
  if (number === 'moved')
    return { ...unsaid, phoneVerified: false, doubt: { doubtedAt: at, doubtedBy: 'books' } };
  const isUnproved = own !== null && (own.doubtedAt ?? null) !== null && own.doubtedBy === 'books';
  if (stated === false) {
    // Of earlier releases only what came of the word is known.
    const isSaid = own?.statedUnverified ?? own?.phoneVerified === false;
    const isRetraction = own !== null && number === 'same' && !isSaid && (own.doubtedAt ?? null) === null;
    const doubt = isRetraction ? ({ doubtedAt: at, doubtedBy: 'retraction' } as const) : null;
    return { ...unsaid, phoneVerified: false, doubt };
  }
  // The same breath is no later word, also where it is written again after a race.
  const isLater = own?.phoneSince instanceof Date && own.phoneSince < at;
  if (stated === true && (!isUnproved || (mayVouch && isLater)))
    return { ...unsaid, phoneVerified: true, isVouched: true, doubt: { doubtedAt: null } };
  return {
    phoneVerified: own?.phoneVerified ?? true,
    phoneVerifiedAt: own?.phoneVerifiedAt ?? null,
    doubt: null,
    statedUnverified: own?.statedUnverified ?? false,
    isVouched: false,
  };
};

type NumberGiven = 'given' | 'same' | 'moved';

const numberOf = ({ phone }: Contact, own: ContactDocument | null, vault: Vault): NumberGiven => {
  if (own === null) return 'given';
  const before = contactBodyOf(vault, own);
  if (before.phone === phone) return 'same';
  // What turned out to be somebody else's is the contact's after all, or the first number there is.
  return before.phone === null && (before.unlinkedPhone ?? phone) === phone ? 'given' : 'moved';
};

/** The number was found to be somebody else's: naming it again is no proof that it is this contact's after all. */
const staysUnlinked = (contact: Contact, own: ContactDocument, vault: Vault): boolean => {
  const { unlinkedPhone } = contactBodyOf(vault, own);
  return unlinkedPhone === contact.phone && contact.phoneVerified !== true;
};

const addressOf = (own: ContactDocument, vault: Vault): PlannedContact['address'] => {
  const { phone, unlinkedPhone = null } = contactBodyOf(vault, own);
  return { phone, unlinkedPhone };
};

const taken = (ref: string): ContactPhoneTaken =>
  new ContactPhoneTaken('the telephone number belongs to another contact', { ref });
