import { Decimal } from 'decimal.js';
import type { Contact } from '../customers/customer.ts';
import type { RequestContent } from './request-content.ts';

type Rights = Pick<Contact, 'ref' | 'roles' | 'canBind' | 'limits'>;

/** Roles that may be asked for a kind of request (domain 7, audience). `all`, `self` and `owner` stand for every role. */
const rolesFor: Readonly<Record<RequestContent['variant'], readonly string[]>> = {
  letter: ['reconcile'],
  transaction: ['approve'],
  invoice: ['invoice'],
};

const everyRole = ['all', 'self', 'owner'];

/** The contact may be asked this kind of request. */
export const hasRoleFor = (contact: Pick<Contact, 'roles'>, variant: RequestContent['variant']): boolean =>
  contact.roles.some((role) => rolesFor[variant].includes(role) || everyRole.includes(role));

/** Every line lies within the contact's limits; a unit without a limit is unlimited. */
export const isWithinLimits = (contact: Pick<Contact, 'limits'>, lines: RequestContent['lines']): boolean =>
  lines.every(({ unit, quantity }) =>
    contact.limits
      .filter((limit) => limit.unit === unit)
      .every((limit) => new Decimal(quantity).abs().lte(limit.quantity)),
  );

/**
 * Contacts who can bind the customer for this request, best first: those asked for this kind of thing before owners who
 * may do everything. `except` has already shown that he cannot.
 */
export const bindersOf = <C extends Rights>(
  contacts: readonly C[],
  content: Pick<RequestContent, 'variant' | 'lines'>,
  except: string | null,
): C[] =>
  contacts
    .filter((contact) => contact.ref !== except && contact.canBind && isWithinLimits(contact, content.lines))
    .sort((a, b) => Number(hasRoleFor(b, content.variant)) - Number(hasRoleFor(a, content.variant)));

/** Who is asked when an event names no contact: somebody with the role who can bind, else somebody with the role. */
export const askedFirst = <C extends Rights>(
  contacts: readonly C[],
  content: Pick<RequestContent, 'variant' | 'lines'>,
): C | undefined => {
  const withRole = contacts.filter((contact) => hasRoleFor(contact, content.variant));
  return (
    withRole.find((contact) => contact.canBind && isWithinLimits(contact, content.lines)) ??
    withRole[0] ??
    contacts.find(({ canBind }) => canBind)
  );
};
