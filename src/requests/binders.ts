import { Decimal } from 'decimal.js';
import type { Contact } from '../customers/customer.ts';
import type { RequestContent, RequestVariant } from '../vocabulary/request-content.ts';

type Rights = Pick<Contact, 'ref' | 'roles' | 'canBind' | 'limits' | 'phoneUnlinkedAt'>;

/** Roles that may be asked for a kind of request (domain 7, audience). `all`, `self` and `owner` stand for every role. */
const rolesFor: Readonly<Record<RequestVariant, readonly string[]>> = {
  letter: ['reconcile'],
  transaction: ['approve'],
  invoice: ['invoice'],
  document: ['documents'],
  // Whoever finished the transaction; the event names them as a rule.
  feedback: ['approve', 'reconcile', 'invoice', 'reports', 'documents'],
  report: ['reports'],
  movement: ['reports', 'reconcile'],
  payment: ['reconcile', 'reports', 'invoice'],
  difference: ['reconcile'],
  verification: ['approve'],
  deadline: ['reconcile', 'invoice', 'approve', 'documents'],
};

const everyRole = ['all', 'self', 'owner'];

/** The contact may be asked this kind of request. */
export const hasRoleFor = (contact: Pick<Contact, 'roles'>, variant: RequestVariant): boolean =>
  contact.roles.some((role) => rolesFor[variant].includes(role) || everyRole.includes(role));

/** There is a number to write to: it did not turn out to be somebody else's. */
export const isReachable = ({ phoneUnlinkedAt }: Pick<Contact, 'phoneUnlinkedAt'>): boolean =>
  (phoneUnlinkedAt ?? null) === null;

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
    .filter(
      (contact) =>
        contact.ref !== except &&
        contact.canBind &&
        isReachable(contact) &&
        isWithinLimits(contact, content.lines),
    )
    .sort((a, b) => Number(hasRoleFor(b, content.variant)) - Number(hasRoleFor(a, content.variant)));

/**
 * Who is asked when an event names no contact: somebody with the role who can bind, else somebody with the role. A
 * verification goes to whoever can have ordered the transaction before anybody else (domain 7.9).
 */
export const askedFirst = <C extends Rights>(
  contacts: readonly C[],
  content: Pick<RequestContent, 'variant' | 'lines'>,
): C | undefined => {
  const reachable = contacts.filter(isReachable);
  const withRole = reachable.filter((contact) => hasRoleFor(contact, content.variant));
  const binder = reachable.find(({ canBind }) => canBind);
  return (
    withRole.find((contact) => contact.canBind && isWithinLimits(contact, content.lines)) ??
    (content.variant === 'verification' ? binder : undefined) ??
    withRole[0] ??
    binder
  );
};
