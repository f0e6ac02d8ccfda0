import { Schema } from 'mongoose';
import { roles } from '../../staff/permissions.ts';
import { sessionStages, signInWays } from '../../staff/session.ts';
import { staffLanguages } from '../../staff/staff-account.ts';
import { count, flag, id, instant, oneOf, optional, orNull, pseudonym, sealed, sha256 } from './fields.ts';
import { ours } from './schema-options.ts';

/** People who work here. Name and address sealed, found by keyed hashes of the address and of their name at the firm's provider; what they prove themselves with sealed. */
export const staffSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    emailKey: pseudonym,
    /** Left out: bound to nobody at the firm's provider. */
    oidcKey: optional(pseudonym),
    role: oneOf(roles),
    language: oneOf(staffLanguages),
    isDisabled: flag,
    isDemo: optional(flag),
    createdAt: instant,
    createdBy: id,
    lastSignInAt: orNull(instant),
    rev: count,
    credentialsRev: count,
    totpStep: count,
    body: sealed,
    credentials: sealed,
  },
  ours('staff'),
);
staffSchema.index({ tenantId: 1, emailKey: 1 }, { name: 'email', unique: true });
staffSchema.index(
  { tenantId: 1, oidcKey: 1 },
  { name: 'oidc', unique: true, partialFilterExpression: { oidcKey: { $type: 'string' } } },
);
staffSchema.index({ tenantId: 1, _id: 1 }, { name: 'tenant' });

/** Owners who can sign in; one document per tenant, so that one write decides that one is left. */
export const staffRosterSchema = new Schema(
  { _id: id, owners: { type: [id], required: true }, rev: count },
  ours('staffrosters'),
);

/** Browsers that are signed in, by the hash of their token; taken away by the database after their last hour. */
export const sessionSchema = new Schema(
  {
    _id: sha256,
    id,
    tenantId: id,
    staffId: id,
    stage: oneOf(sessionStages),
    way: oneOf(signInWays),
    createdAt: instant,
    provedAt: instant,
    lastSeenAt: instant,
    idleExpiresAt: instant,
    expiresAt: instant,
    wrongCodes: count,
    body: sealed,
  },
  ours('sessions'),
);
sessionSchema.index({ tenantId: 1, id: 1 }, { name: 'id', unique: true });
sessionSchema.index({ tenantId: 1, createdAt: -1, _id: -1 }, { name: 'recent' });
sessionSchema.index({ tenantId: 1, staffId: 1, createdAt: -1, _id: -1 }, { name: 'staff' });
sessionSchema.index({ expiresAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });

/** How often somebody was wrong lately, by keyed hashes of whom and where from. */
export const slowdownSchema = new Schema(
  {
    _id: pseudonym,
    tenantId: id,
    failures: count,
    rev: count,
    until: instant,
    at: instant,
    knownUntil: orNull(instant),
    expiresAt: instant,
  },
  ours('slowdowns'),
);
slowdownSchema.index({ expiresAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });

/** One-time links into accounts, by the hash of their token; taken away when used, or by the database. */
export const signInLinkSchema = new Schema(
  { _id: sha256, tenantId: id, staffId: id, by: id, expiresAt: instant },
  ours('signinlinks'),
);
signInLinkSchema.index({ tenantId: 1, staffId: 1 }, { name: 'staff' });
signInLinkSchema.index({ expiresAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
