import { trusted } from 'mongoose';
import type { Customer, IysState } from '../../customers/customer.ts';
import { outweighs } from '../../customers/iys-entry.ts';
import { randomId } from '../../shared/ids.ts';
import type { Vault } from '../vault.ts';
import type { BulkOperation } from './bulk-write.ts';
import { sealContactBody, sealRights, type ContactDocument, type StoredRights } from './contact-document.ts';
import type { PlannedContact } from './plan-contacts.ts';
import { tokensOfContact } from './search-tokens.ts';

type Write = BulkOperation<ContactDocument>;

export interface Member extends StoredRights {
  ref: string;
}

const membersOfCustomer = new WeakMap<object, Member[]>();

/** Sealed once for each customer that is written: of two writes at once the sealed parts tell which one counts. */
export const membersOf = (
  vault: Vault,
  customer: Pick<Customer, 'contacts' | 'ref' | 'tenantId'>,
): Member[] => {
  const known = membersOfCustomer.get(customer);
  if (known !== undefined) return known;
  const { tenantId, ref: customerRef, contacts } = customer;
  const members = contacts.map((contact) => ({
    ref: contact.ref,
    ...sealRights(vault, { tenantId, customerRef }, contact),
  }));
  membersOfCustomer.set(customer, members);
  return members;
};

/** The index on refs holds texts only; naming the type lets the database use it. */
export const hasRef = (refs: readonly string[]): { ref: { $in: string[]; $type: 'string' } } => ({
  ref: trusted({ $in: [...refs], $type: 'string' }),
});

/** Whoever is no member of the customer any more loses what he could do for it. */
export const dismissal = (tenantId: string, customerRef: string, members: readonly Member[]): Write => ({
  updateMany: {
    filter: {
      'memberships.customerRef': customerRef,
      ref: trusted({ $nin: members.map(({ ref }) => ref) }),
      tenantId,
    },
    update: { $pull: { memberships: { customerRef } } },
  },
});

/** New rights of those who are members already. */
export const changeOfRights = (tenantId: string, customerRef: string, { ref, ...rights }: Member): Write => ({
  updateOne: {
    filter: { ref: trusted({ $eq: ref, $type: 'string' }), 'memberships.customerRef': customerRef, tenantId },
    update: { $set: { 'memberships.$': { customerRef, ...rights } } },
  },
});

/** Rights of those who are not members yet. */
export const admission = (tenantId: string, customerRef: string, { ref, ...rights }: Member): Write => ({
  updateOne: {
    filter: {
      ref: trusted({ $eq: ref, $type: 'string' }),
      'memberships.customerRef': trusted({ $ne: customerRef }),
      tenantId,
    },
    update: { $push: { memberships: { customerRef, ...rights } } },
  },
});

/** Numbers that change hands belong to nobody for a moment: two contacts can exchange theirs. */
export const releases = (tenantId: string, planned: readonly PlannedContact[]): Write[] =>
  planned.flatMap(({ document, phoneKey, supersedes }) => [
    ...(document === null || document.phoneKey === null || document.phoneKey === phoneKey
      ? []
      : [release(tenantId, document, {})]),
    ...(supersedes === null || document === null
      ? []
      : [release(tenantId, supersedes, { ref: null, sameAs: document._id, foundBy: [] })]),
  ]);

const release = (
  tenantId: string,
  { _id, ref }: ContactDocument,
  set: { ref?: null; sameAs?: string; foundBy?: string[] },
): Write => ({
  updateOne: { filter: { _id, ref, tenantId }, update: { $set: { phoneKey: null, ...set } } },
});

interface Registry {
  /** Left out: what is there stays. */
  set: { iys?: IysState | null };
  /** What has to be there still. */
  seen: object;
}

/** The registry knows numbers, not people: what it has of another number is none of this one's. */
const registryOf = (
  { contact: { iys: told }, document, supersedes, phoneKey, isNewPhone }: PlannedContact,
  keepsNewer: boolean,
): Registry => {
  if (told === undefined) return { set: isNewPhone && document !== null ? { iys: null } : {}, seen: {} };
  if (!keepsNewer || told === null) return { set: { iys: told }, seen: {} };
  const holder = [document, supersedes].find((one) => one !== null && one.phoneKey === phoneKey) ?? null;
  const known = holder?.iys ?? null;
  // Somebody may report a newer one at this moment: then it is planned again.
  const seen = holder === document ? { 'iys.saidAt': known?.saidAt ?? null } : {};
  return { set: { iys: known !== null && outweighs(known, told) ? known : told }, seen };
};

/**
 * Name, number and language of one contact; a document that got another ref, or lost its number, meanwhile is left alone.
 */
export const writeOfContact = (
  customer: Pick<Customer, 'tenantId' | 'updatedAt' | 'updatedBy' | 'keepsNewerIys'>,
  planned: PlannedContact,
  vault: Vault,
): Write => {
  const { tenantId, updatedAt, updatedBy = 'system', keepsNewerIys = false } = customer;
  const { document, phoneKey, phoneVerified, phoneVerifiedAt, address, doubt, statedUnverified } = planned;
  const { ref, language, name } = planned.contact;
  const id = document?._id ?? randomId('ct');
  const body = sealContactBody(vault, tenantId, id, { name, ...address });
  const foundBy = tokensOfContact(vault, tenantId, { name, ...address });
  const since = planned.isNewPhone ? { phoneSince: updatedAt, phoneBy: updatedBy } : {};
  // Consent belongs to the person behind the number, not to the record it stands in (ADR 0031).
  const stopped = planned.stoppedAt === null ? {} : { stoppedAt: planned.stoppedAt };
  const vouched = planned.isVouched ? { vouchedAt: updatedAt } : {};
  const registry = registryOf(planned, keepsNewerIys);
  const verified = { phoneVerified, phoneVerifiedAt, statedUnverified, ...doubt, ...vouched, ...stopped };
  const fields = {
    ref,
    phoneKey,
    ...verified,
    ...since,
    ...registry.set,
    language,
    sameAs: null,
    foundBy,
    body,
  };
  if (document === null) {
    return {
      insertOne: { document: { _id: id, tenantId, ...fields, memberships: [], createdAt: updatedAt } },
    };
  }
  const { ref: seenRef, unlinkedAt = null } = document;
  const filter = { _id: id, ref: seenRef, unlinkedAt, ...registry.seen, tenantId };
  return { updateOne: { filter, update: { $set: fields } } };
};
