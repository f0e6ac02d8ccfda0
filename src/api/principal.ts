import { Forbidden } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { holds, mayAppoint, permits, roleTable, type Role, type Scope } from '../staff/permissions.ts';
import type { StaffAccount } from '../staff/staff-account.ts';
import type { Access } from './access.ts';
import type { Session } from '../staff/session.ts';

declare const checked: unique symbol;

interface Caller {
  readonly [checked]: true;
  readonly tenantId: TenantId;
  /** Of the key, or of the account: counted, limited and logged by. */
  readonly keyId: string;
  readonly scopes: readonly Scope[];
}

/** A person of ours, signed in. While the account is being set up it has no scopes. */
export interface StaffPrincipal extends Caller {
  readonly kind: 'staff';
  readonly role: Role;
  readonly account: StaffAccount;
  readonly session: Session;
}

/**
 * Who calls, proven: only `authenticate` makes one, and no handler runs without it. The tenant of everything comes from here
 * (reliability F9).
 */
export type Principal = (Caller & { readonly kind: 'key' }) | StaffPrincipal;

/** For `authenticate` only. */
export const principalOf = (key: { tenantId: TenantId; id: string; scopes: readonly Scope[] }): Principal =>
  // The brand exists for the compiler only; this and the next are the places that give it.
  ({ kind: 'key', tenantId: key.tenantId, keyId: key.id, scopes: key.scopes }) as unknown as Principal;

/** For `authenticate` only. */
export const principalOfStaff = (account: StaffAccount, session: Session): StaffPrincipal =>
  ({
    kind: 'staff',
    tenantId: account.tenantId,
    keyId: account.id,
    scopes: session.stage === 'full' ? roleTable[account.role].scopes : [],
    role: account.role,
    account,
    session,
  }) as unknown as StaffPrincipal;

/** Who ordered something, for histories and audit. */
export const nameOf = (principal: Principal): string => `${principal.kind}:${principal.keyId}`;

/**
 * Throws `Forbidden` when a key is to get more than its issuer has: nobody opens the compliance compartment to themselves
 * (domain 6.2).
 */
export const requireGrantable = (principal: Principal, wanted: readonly Scope[]): void => {
  const missing = wanted.find((scope) => !holds(principal.scopes, scope));
  if (missing !== undefined) throw new Forbidden(`Only a key with the scope ${missing} can give it.`);
};

/** Whether the caller may give this role, take it away and reset whoever has it. */
export const mayGive = (principal: Principal, role: Role): boolean =>
  mayAppoint(principal.kind === 'staff' ? { role: principal.role } : { scopes: principal.scopes }, role);

/** Throws `Forbidden` when the caller may not do this. */
export const requireAccess = (principal: Principal, needed: Access): void => {
  if (needed === 'self' || needed === 'anybody') return;
  if (needed === 'session') {
    if (principal.kind !== 'staff') throw new Forbidden('This is for people who are signed in.');
    return;
  }
  if (!permits(principal.scopes, needed)) throw new Forbidden(`This needs the scope ${needed}.`);
};
