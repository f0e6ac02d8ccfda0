import type { Binary } from 'mongodb';
import { phoneForm } from '../../vocabulary/phone-form.ts';
import type { AccountFacts, ContactFacts } from '../../vocabulary/contact-facts.ts';
import type {
  Contact,
  ContactLimit,
  ContactRole,
  ContactWithCustomers,
  IysState,
} from '../../customers/customer.ts';
import type { Language } from '../../vocabulary/language.ts';
import type { Vault } from '../vault.ts';

/** What a contact may do for one customer. `limits`: sealed; in clear where there are none, or not written since. */
export interface StoredRights {
  roles: ContactRole[];
  canBind: boolean;
  limits: Binary | ContactLimit[];
}

type Rights = Pick<Contact, 'roles' | 'canBind'> & { limits: ContactLimit[] };

export interface StoredMembership extends StoredRights {
  customerRef: string;
}

export interface ContactDocument {
  _id: string;
  tenantId: string;
  /** Null: a person who wrote and is in no books. */
  ref: string | null;
  phoneKey: string | null;
  language: Language;
  memberships: StoredMembership[];
  /** Id of the contact of the books who now has this person's number. */
  sameAs?: string | null;
  /** Left out: true. */
  phoneVerified?: boolean;
  /** When a person the books call unverified proved who they are, for this number. */
  phoneVerifiedAt?: Date | null;
  /** Since when it is open who is behind the contact's keys (ADR 0030); null, left out: it is not. */
  doubtedAt?: Date | null;
  /**
   * `books`: they put this number in another's place, and their word alone does not prove it. `retraction`: they took back that
   * the number is the person's, and may say so again.
   */
  doubtedBy?: 'books' | 'platform' | 'retraction';
  /** The last word of the books on this number was that nobody knows whose it is; left out: it was not. */
  statedUnverified?: boolean;
  /** When the books last said that the number is the person's. */
  vouchedAt?: Date | null;
  /** Since when whoever has this number wants no messages; null, left out: they never said so, or took it back. */
  stoppedAt?: Date | null;
  /** When the books gave this number. */
  phoneSince?: Date | null;
  /** Who said that this is the number: a key of the API, `platform`, or `person`, who proved it. */
  phoneBy?: string | null;
  /** When the person at the number last said that it is not this contact's; whether it still counts, the body says. */
  unlinkedAt?: Date | null;
  /** What the registry has of this number; null, left out: nothing. */
  iys?: IysState | null;
  createdAt: Date;
  /** Left out: in no books, or stored before there was a search. */
  foundBy?: string[];
  body: Binary;
}

/** Sealed under `body`. */
export interface ContactBody {
  name: string;
  /** E.164 with `+`; null: the platform gave only a user id, or the number turned out to be somebody else's. */
  phone: string | null;
  /** The number of the books that is somebody else's. */
  unlinkedPhone?: string | null;
}

export const contactBodyOf = (
  vault: Vault,
  { _id, tenantId, body }: Pick<ContactDocument, '_id' | 'tenantId' | 'body'>,
): ContactBody => vault.open<ContactBody>(tenantId, 'contacts', _id, 'body', body);

/** The number of the books is somebody else's: the person at it said so. */
const isUnlinkedIn = ({ phone, unlinkedPhone }: ContactBody): boolean =>
  phone === null && (unlinkedPhone ?? null) !== null;

/** Whether the number that is shown counts as the contact's. */
export const isVerifiedPhone = (
  { phoneVerified }: Pick<ContactDocument, 'phoneVerified'>,
  body: ContactBody,
): boolean => !isUnlinkedIn(body) && (phoneVerified ?? true);

export const sealContactBody = (vault: Vault, tenantId: string, id: string, body: ContactBody): Binary =>
  vault.seal(tenantId, 'contacts', id, 'body', body);

/** Key by which a contact is found from a number in E.164: the number itself is nowhere in clear. */
export const phoneKeyOf = (vault: Vault, tenantId: string, phone: string): string =>
  vault.pseudonym(tenantId, `phone:${phoneForm(phone)}`);

/** Whose rights: they lie with the customer and with the contact, and a copy opens where it was sealed for. */
interface RightsPlace {
  tenantId: string;
  customerRef: string;
}

export const sealRights = (
  vault: Vault,
  { tenantId, customerRef }: RightsPlace,
  { roles, canBind, limits }: Pick<Contact, 'roles' | 'canBind' | 'limits'>,
): StoredRights => {
  const list = limits.map(({ unit, quantity }) => ({ unit, quantity }));
  const sealed = list.length === 0 ? [] : vault.seal(tenantId, 'customers', customerRef, 'limits', { list });
  return { roles: [...roles], canBind, limits: sealed };
};

const openRights = (
  vault: Vault,
  { tenantId, customerRef }: RightsPlace,
  { roles, canBind, limits }: StoredRights,
): Rights => ({
  roles: [...roles],
  canBind,
  limits: Array.isArray(limits)
    ? limits.map(({ unit, quantity }) => ({ unit, quantity }))
    : vault.open<{ list: ContactLimit[] }>(tenantId, 'customers', customerRef, 'limits', limits).list,
});

/** The contact as this customer sees it; null for a stranger. */
export const toContact = (
  vault: Vault,
  document: ContactDocument,
  { customerRef, ...rights }: StoredMembership,
): Contact | null => {
  if (document.ref === null) return null;
  const body = contactBodyOf(vault, document);
  const { name, phone, unlinkedPhone } = body;
  const isUnlinked = isUnlinkedIn(body);
  return {
    ref: document.ref,
    name,
    phone: phone ?? unlinkedPhone ?? '',
    language: document.language,
    ...openRights(vault, { tenantId: document.tenantId, customerRef }, rights),
    phoneVerified: isVerifiedPhone(document, body),
    ...(isUnlinked ? { phoneUnlinkedAt: document.unlinkedAt ?? document.createdAt } : {}),
    ...((document.iys ?? null) === null || isUnlinked ? {} : { iys: document.iys }),
  };
};

export const toContactWithCustomers = (
  vault: Vault,
  document: ContactDocument,
): ContactWithCustomers | null => {
  const [first] = document.memberships;
  const contact = first === undefined ? null : toContact(vault, document, first);
  if (contact === null) return null;
  return { ...contact, customerRefs: document.memberships.map(({ customerRef }) => customerRef) };
};

/** Roles that go with seeing balances (domain 6.2, 7.2). */
const balanceRoles: readonly ContactRole[] = ['owner', 'all', 'self', 'reports', 'reconcile'];

/** Customers whose balances this person may see. */
export const seesBalancesOf = ({ memberships }: Pick<ContactDocument, 'memberships'>): string[] =>
  memberships
    .filter(({ roles }) => roles.some((role) => balanceRoles.includes(role)))
    .map(({ customerRef }) => customerRef);

const nothingAllowed: Rights = { roles: [], canBind: false, limits: [] };

/** Null: the person acts for no customer. `accounts`: of all customers of the batch; the person gets those he may see. */
export const toContactFacts = (
  vault: Vault,
  document: ContactDocument,
  accounts: readonly AccountFacts[],
): ContactFacts | null => {
  const { ref, memberships } = document;
  if (ref === null || memberships.length === 0) return null;
  const { name, phone } = contactBodyOf(vault, document);
  const seen = seesBalancesOf(document);
  const { tenantId } = document;
  const opened = memberships.map(({ customerRef, ...rights }) => ({
    customerRef,
    ref,
    ...openRights(vault, { tenantId, customerRef }, rights),
  }));
  const { roles, canBind, limits } = opened[0] ?? nothingAllowed;
  return {
    ref,
    name,
    phone,
    ...(document.phoneSince instanceof Date ? { phoneSince: document.phoneSince.toISOString() } : {}),
    ...((document.phoneBy ?? null) === null ? {} : { phoneBy: document.phoneBy ?? '' }),
    phoneVerified: phone !== null && (document.phoneVerified ?? true),
    ...(document.doubtedAt instanceof Date ? { doubtedAt: document.doubtedAt.toISOString() } : {}),
    ...(document.stoppedAt instanceof Date ? { stoppedAt: document.stoppedAt.toISOString() } : {}),
    ...(document.vouchedAt instanceof Date ? { vouchedAt: document.vouchedAt.toISOString() } : {}),
    ...{ roles, canBind, limits },
    customerRefs: memberships.map(({ customerRef }) => customerRef),
    memberships: opened,
    ...(seen.length === 0
      ? {}
      : { accounts: accounts.filter(({ customerRef }) => seen.includes(customerRef)) }),
  };
};
