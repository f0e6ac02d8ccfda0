import type { Line } from '../../machines/shared/request.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';

/** What a contact may be asked for. `all` and `self` stand for every role (a sole owner, a private person). */
export const contactRoles = [
  'owner',
  'approve',
  'reconcile',
  'invoice',
  'reports',
  'documents',
  'all',
  'self',
] as const;
export type ContactRole = (typeof contactRoles)[number];

/** Highest quantity a contact may bind in a unit; a unit without a limit is unlimited. */
export interface ContactLimit {
  unit: string;
  quantity: string;
}

/** A human who chats for a customer. The same `ref` under several customers is the same human with other roles. */
export interface Contact {
  ref: string;
  name: string;
  /** E.164 with `+`. */
  phone: string;
  language: Language;
  roles: readonly ContactRole[];
  canBind: boolean;
  limits: readonly ContactLimit[];
  /**
   * The tenant knows that the number belongs to the person: no amounts before somebody unverified has proved who they are.
   * Left out when written: true for a new contact, else as it was; what was proved in the chat holds for that number alone.
   */
  phoneVerified?: boolean | undefined;
  /** The person at the number said it is not theirs: nothing is sent there until another is given, or this one verified. */
  phoneUnlinkedAt?: Date | null;
  /** What the registry has of this number. Left out when written: as it was, where the number is; null: nothing. */
  iys?: IysState | null | undefined;
}

/** The registry of commercial messages has a consent or a refusal for messages to a number, and no third thing (domain 5). */
export const iysStatuses = ['ONAY', 'RET'] as const;

/** How the registry names where it was said. */
export const iysSources = [
  'HS_WEB',
  'HS_MESAJ',
  'HS_FIZIKSEL_ORTAM',
  'HS_ISLAK_IMZA',
  'HS_CAGRI_MERKEZI',
  'HS_MOBIL',
  'HS_EORTAM',
  'HS_SOSYAL_MEDYA',
  'HS_EPOSTA',
  'HS_ETKINLIK',
  'HS_ATM',
  'HS_KARAR',
  'HS_2015',
] as const;

/** An entry of the registry: kept as it was reported to us, never asked for by us. */
export interface IysState {
  status: (typeof iysStatuses)[number];
  source: (typeof iysSources)[number];
  /** When the person said it. */
  saidAt: Date;
  /** When the registry took it. */
  recordedAt: Date;
}

/** Merchant or consumer, as the registry of commercial messages has it (İYS; domain 5). */
export const recipientTypes = ['TACIR', 'BIREYSEL'] as const;
export type RecipientType = (typeof recipientTypes)[number];

/** An account of the customer as last reported: never a live balance. */
export interface CustomerAccount {
  accountNo: string;
  lines: readonly Line[];
  /** What the report is of. */
  asOf: Date;
}

/** The party in the books, by its reference in the business system. */
export interface Customer {
  tenantId: TenantId;
  ref: string;
  name: string;
  language: Language;
  contacts: readonly Contact[];
  /** Null: not told. */
  recipientType?: RecipientType | null;
  /** There is a written current-account contract (TTK 89); null: not told. */
  writtenAccountContract?: boolean | null;
  /** VKN or TCKN, checked; null or left out: not told. Never in a message. */
  taxNumber?: string | null;
  /** Words of the business system to sort customers by, for rules; left out: none. */
  labels?: readonly string[];
  /** Written: each is a report of that account, others stay as they are. Read: all of them, by number. */
  accounts?: readonly CustomerAccount[];
  createdAt: Date;
  updatedAt: Date;
  /** Read: counts the writes of it (ADR 0039); left out: it was not written since they are counted. */
  rev?: number;
  /** Written: who writes it. */
  updatedBy?: string;
  /** Written: the word of whoever writes it proves a number that took another's place (ADR 0030). Left out: it does not. */
  mayVouch?: boolean;
  /** Written: an entry of the registry that a number has stays where it was said later. Left out: what is told takes its place. */
  keepsNewerIys?: boolean;
}

/** A contact with the customers it acts for; roles, `canBind` and limits are those of the first of them. */
export interface ContactWithCustomers extends Contact {
  customerRefs: readonly string[];
}
