import { Binary } from 'mongodb';
import { Schema } from 'mongoose';
import { contactRoles, iysSources, iysStatuses } from '../../customers/customer.ts';
import { languages } from '../../vocabulary/language.ts';
import { count, flag, id, instant, oneOf, optional } from './fields.ts';
import { orNull, part, pseudonym, sealed, searchToken } from './fields.ts';
import { ours } from './schema-options.ts';

/** Accounts as last reported (customers/account.repository.ts); `rev` counts writes, so that none of two is lost. */
export const accountSchema = new Schema(
  { _id: id, tenantId: id, customerRef: id, accountNo: id, rev: count, body: sealed },
  ours('accounts'),
);
accountSchema.index({ tenantId: 1, customerRef: 1, accountNo: 1 }, { name: 'customer', unique: true });

const isSealedOrList = {
  validator: (value: unknown): boolean =>
    Array.isArray(value) || Buffer.isBuffer(value) || value instanceof Binary,
  message: 'is neither sealed nor a list',
};

const rights = {
  roles: { type: [oneOf(contactRoles)], required: true },
  canBind: flag,
  /** Sealed; a list where there are none, and where they were not written since. */
  limits: { type: Schema.Types.Mixed, required: true, validate: isSealedOrList },
};

/** Keyed hashes of what a search finds it by (ADR 0061). Left out: not made yet, or a person in no books, who is not searched. */
const foundBy = { type: [searchToken], default: undefined };

export const customerSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    ref: id,
    language: oneOf(languages),
    /** Who may do what for this customer; `memberships` of the contacts follow it. */
    members: { type: [part({ ref: id, ...rights })], required: true },
    createdAt: instant,
    updatedAt: instant,
    rev: optional(count),
    edit: { type: part({ token: id, until: instant }), required: false },
    foundBy,
    body: sealed,
  },
  ours('customers'),
);
customerSchema.index({ tenantId: 1, ref: 1 }, { name: 'ref', unique: true });
customerSchema.index({ tenantId: 1, foundBy: 1, ref: 1 }, { name: 'search' });

export const contactSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    /** Null: a person who wrote and is in no books. */
    ref: orNull(id),
    phoneKey: orNull(pseudonym),
    language: oneOf(languages),
    memberships: { type: [part({ customerRef: id, ...rights })], required: true },
    // What follows is left out in persons whom we know from writing alone.
    /** The contact of the books whom this person, known from writing, turned out to be. */
    sameAs: optional(id),
    /** Left out: the tenant knows that the number belongs to the person. */
    phoneVerified: optional(flag),
    phoneVerifiedAt: optional(instant),
    /** Since when it is open who is behind the contact's keys (ADR 0030). */
    doubtedAt: optional(instant),
    doubtedBy: optional(oneOf(['books', 'platform', 'retraction'])),
    /** The books said of this number, as their last word, that nobody knows whose it is. */
    statedUnverified: optional(flag),
    /** When the books last said that the number is the person's. */
    vouchedAt: optional(instant),
    /** Since when whoever has this number wants no messages, in whatever conversation they said so (ADR 0031). */
    stoppedAt: optional(instant),
    /** What the registry of commercial messages has of this number. */
    iys: {
      type: part({
        ...{ status: oneOf(iysStatuses), source: oneOf(iysSources) },
        ...{ saidAt: instant, recordedAt: instant },
      }),
      required: false,
    },
    phoneSince: optional(instant),
    phoneBy: optional(id),
    /** When the person at the number last said that it is not this contact's. */
    unlinkedAt: optional(instant),
    createdAt: instant,
    foundBy,
    body: sealed,
  },
  ours('contacts'),
);
contactSchema.index({ tenantId: 1, foundBy: 1, ref: 1 }, { name: 'search' });
contactSchema.index(
  { tenantId: 1, ref: 1 },
  { name: 'ref', unique: true, partialFilterExpression: { ref: { $type: 'string' } } },
);
contactSchema.index(
  { tenantId: 1, phoneKey: 1 },
  { name: 'phone', unique: true, partialFilterExpression: { phoneKey: { $type: 'string' } } },
);
contactSchema.index(
  { tenantId: 1, sameAs: 1 },
  { name: 'same_as', partialFilterExpression: { sameAs: { $type: 'string' } } },
);
contactSchema.index({ tenantId: 1, 'memberships.customerRef': 1 }, { name: 'customer' });

/**
 * How a person appears on a channel: keyed hash of channel and alias. Deleting these makes a person unfindable
 * (reliability A.5).
 */
export const identitySchema = new Schema(
  { _id: id, tenantId: id, channelId: id, contactId: id, conversationId: id, createdAt: instant },
  ours('identities'),
);
identitySchema.index({ tenantId: 1, contactId: 1, channelId: 1 }, { name: 'contact' });

/** What customers signed, as it is on file; who they named, and where the paper lies, is sealed. */
export const agreementSchema = new Schema(
  {
    ...{ _id: id, tenantId: id, customerRef: id, agreementId: id },
    ...{ rev: count, updatedAt: instant, updatedBy: id, body: sealed },
  },
  ours('agreements'),
);
agreementSchema.index({ tenantId: 1, customerRef: 1, agreementId: 1 }, { name: 'customer', unique: true });
