import { Forbidden } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Scope } from './api-key.ts';

declare const checked: unique symbol;

/**
 * Who calls, proven: only `authenticate` makes one, and no handler runs without it. The tenant of everything comes from here
 * (reliability F9).
 */
export interface Principal {
  readonly [checked]: true;
  readonly tenantId: TenantId;
  readonly keyId: string;
  readonly scopes: readonly Scope[];
}

/** For `authenticate` only. */
export const principalOf = (key: { tenantId: TenantId; id: string; scopes: readonly Scope[] }): Principal =>
  // The brand exists for the compiler only; this is the one place that gives it.
  ({ tenantId: key.tenantId, keyId: key.id, scopes: key.scopes }) as unknown as Principal;

/** Who ordered something, for histories and audit. */
export const nameOf = (principal: Principal): string => `key:${principal.keyId}`;

/** `*` may do everything, `admin` everything outside the compliance compartment; writing includes reading. */
export const permits = (granted: readonly Scope[], needed: Scope): boolean =>
  granted.some(
    (scope) =>
      scope === '*' ||
      (scope === 'admin' && needed !== 'compliance') ||
      scope === needed ||
      (needed.endsWith(':read') && scope === needed.replace(/:read$/, ':write')),
  );

/**
 * Throws `Forbidden` when a key is to get more than its issuer has: nobody opens the compliance compartment to themselves
 * (domain 6.2).
 */
export const requireGrantable = (principal: Principal, wanted: readonly Scope[]): void => {
  const held = principal.scopes;
  const missing = wanted.find((scope) => (scope === '*' ? !held.includes('*') : !permits(held, scope)));
  if (missing !== undefined) throw new Forbidden(`Only a key with the scope ${missing} can give it.`);
};

/** Throws `Forbidden` when the caller may not do this. */
export const requireScope = (principal: Principal, needed: Scope): void => {
  if (!permits(principal.scopes, needed)) throw new Forbidden(`This needs the scope ${needed}.`);
};
