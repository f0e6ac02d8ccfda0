import type { TenantId } from '../shared/ids.ts';
import type { Language } from '../templates/rendered-prompt.ts';

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
}

/** The party in the books, by its reference in the business system. */
export interface Customer {
  tenantId: TenantId;
  ref: string;
  name: string;
  language: Language;
  contacts: readonly Contact[];
  createdAt: Date;
  updatedAt: Date;
}

/** A contact with the customers it acts for; roles, `canBind` and limits are those of the first of them. */
export interface ContactWithCustomers extends Contact {
  customerRefs: readonly string[];
}
