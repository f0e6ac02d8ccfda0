import { customerInputSchema, type CustomerInput } from '../customers/customer-schema.ts';
import type { Contact, Customer } from '../customers/customer.ts';
import { outweighs } from '../customers/iys-entry.ts';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { TenantId } from '../shared/ids.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { takingUnits } from '../vocabulary/taken-units.ts';
import type { ReadContact, ReadCustomer } from './read-customers.ts';

/** What a table makes of a customer, against what is stored. */
export interface CustomerPlan {
  kind: 'made' | 'changed' | 'unchanged';
  input: CustomerInput;
  /** Of what is stored; null: nothing is. */
  seenRev: number | null;
  /** Contacts and numbers that it takes, keeps or gives up. */
  touches: readonly string[];
}

export interface PlanParts {
  customers: Pick<CustomerRepository, 'find'>;
  units: Pick<OwnUnitsLookup, 'reading'>;
}

const contactRefFor = (
  read: ReadContact,
  { ref, contacts }: Pick<Customer, 'ref' | 'contacts'>,
  taken: ReadonlySet<string>,
): string => {
  if (read.ref !== null) return read.ref;
  const same = contacts.find(({ phone }) => phone === read.phone);
  if (same !== undefined) return same.ref;
  let n = 1;
  while (taken.has(`${ref}-${n}`)) n += 1;
  return `${ref}-${n}`;
};

/** What is left out stays as it was. */
const inputOfContact = ({
  phoneUnlinkedAt: _at,
  phoneVerified: _proved,
  iys: _registry,
  ...contact
}: Contact) => ({
  ...contact,
  roles: [...contact.roles],
  limits: [...contact.limits],
});

/** What a table tells of the registry; undefined: nothing, or the number has an entry that was said later, which stays. */
const iysToldOf = (
  { iys, phone }: ReadContact,
  { contacts }: Pick<Customer, 'contacts'>,
): ReadContact['iys'] => {
  const known = contacts.find((one) => one.phone === phone)?.iys ?? null;
  return iys === undefined || (known !== null && outweighs(known, iys)) ? undefined : iys;
};

/** What is stored with what the file says put over it: what it does not name stays, so that a list of telephones takes nobody's limits away. */
const mergedInput = (read: ReadCustomer, stored: Customer | null): unknown => {
  const before = stored ?? { ref: read.ref, contacts: [] as readonly Contact[] };
  const contacts = new Map(before.contacts.map((contact) => [contact.ref, inputOfContact(contact)] as const));
  for (const contact of read.contacts) {
    const { line: _line, iys: _told, ...said } = contact;
    const iys = iysToldOf(contact, before);
    const ref = contactRefFor(contact, before, new Set(contacts.keys()));
    const known = contacts.get(ref);
    contacts.set(ref, {
      ...(known ?? { roles: [], canBind: false, limits: [] }),
      ...said,
      ...(iys === undefined ? {} : { iys }),
      ref,
    } as never);
  }
  return {
    ...keptFields(stored),
    name: read.name,
    language: read.language ?? stored?.language ?? 'tr',
    ...(read.recipientType === undefined ? {} : { recipientType: read.recipientType }),
    ...(read.taxNumber === undefined ? {} : { taxNumber: read.taxNumber }),
    ...(read.labels === undefined ? {} : { labels: read.labels }),
    contacts: [...contacts.values()],
  };
};

/** Whatever a customer may have that no column is for: a field that is added to customers later is kept as well. */
const keptFields = (stored: Customer | null): object =>
  Object.fromEntries(
    Object.keys(customerInputSchema.shape)
      .filter((field) => field !== 'accounts' && field !== 'contacts')
      .map((field) => [field, stored?.[field as keyof Customer]])
      .filter(([, value]) => value !== undefined && value !== null),
  );

const shapeOf = ({
  name,
  language,
  recipientType,
  taxNumber,
  labels,
  contacts,
}: CustomerInput | Customer): string =>
  JSON.stringify([
    ...[name, language, recipientType ?? null, taxNumber ?? null, labels ?? []],
    contacts.map((one) => [
      ...[one.ref, one.name, one.phone, one.language ?? language, [...one.roles].sort(), one.canBind],
      (one.limits ?? []).map(({ unit, quantity }) => [unit, quantity]),
    ]),
  ]);

/** What a table says of the registry is as it stands; of whom it says nothing, nothing changes. */
const hasSameRegistry = ({ contacts }: CustomerInput, stored: Customer): boolean =>
  contacts.every(({ ref, iys }) => {
    if (iys === undefined || iys === null) return true;
    const known = stored.contacts.find((one) => one.ref === ref)?.iys ?? null;
    return (
      known !== null &&
      known.status === iys.status &&
      known.source === iys.source &&
      known.saidAt.getTime() === Date.parse(iys.saidAt) &&
      known.recordedAt.getTime() === Date.parse(iys.recordedAt)
    );
  });

/** Null: the books would not take it. */
export type PlanCustomer = (tenantId: TenantId, read: ReadCustomer) => Promise<CustomerPlan | null>;

export const makePlanCustomer =
  ({ customers, units }: PlanParts): PlanCustomer =>
  async (tenantId, read) => {
    const stored = await customers.find(tenantId, read.ref);
    const parsed = await units.reading(tenantId, (own) =>
      takingUnits(own, () => customerInputSchema.safeParse(mergedInput(read, stored))),
    );
    if (!parsed.success) return null;
    const isSame =
      stored !== null && shapeOf(parsed.data) === shapeOf(stored) && hasSameRegistry(parsed.data, stored);
    const kind = stored === null ? 'made' : isSame ? 'unchanged' : 'changed';
    const contacts = [...(stored?.contacts ?? []), ...parsed.data.contacts];
    const touches = [...new Set(contacts.flatMap(({ ref, phone }) => [`ref ${ref}`, `phone ${phone}`]))];
    return { kind, input: parsed.data, seenRev: stored === null ? null : (stored.rev ?? 0), touches };
  };
