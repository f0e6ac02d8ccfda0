import { z } from 'zod';
import { roles, scopes, scopesIn } from '../staff/permissions.ts';
import type { Credentials } from '../staff/staff-account.ts';
import { staffLanguages } from '../staff/staff-account.ts';
import type { Principal } from './principal.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';

const passkeyShape = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instantText,
  lastUsedAt: nullableInstant,
});

export const meShape = z
  .object({
    kind: z.enum(['staff', 'key']),
    id: z.string(),
    name: z.string().nullable().meta({ description: 'Null for a key' }),
    email: z.string().nullable(),
    role: z.enum(roles).nullable().meta({ description: 'Null for a key' }),
    permissions: z.array(z.enum(scopes)).meta({ description: 'Every scope the caller has, spelled out' }),
    language: z.enum(staffLanguages),
    tenant: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
    demo: z.boolean(),
    session: z
      .object({
        id: z.string(),
        stage: z
          .enum(['set-up', 'full'])
          .meta({ description: '`set-up`: nothing is open but making the credentials' }),
        createdAt: instantText,
        expiresAt: instantText,
        idleExpiresAt: instantText,
        provedAt: instantText,
      })
      .nullable(),
    factors: z.object({
      password: z.boolean(),
      totp: z.boolean(),
      passkeys: z.array(passkeyShape),
      recoveryCodesLeft: z.int(),
      oidc: z.boolean().meta({ description: 'Signed in at the firm’s own provider before' }),
    }),
  })
  .meta({ id: 'Me' });

const factorsOf = ({ passwordHash, totpSecret, passkeys, recoveryCodes, oidc = null }: Credentials) => ({
  password: passwordHash !== null,
  totp: totpSecret !== null,
  passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
    ...{ id, name, createdAt: createdAt.toISOString(), lastUsedAt: instantOrNull(lastUsedAt) },
  })),
  recoveryCodesLeft: recoveryCodes.length,
  oidc: oidc !== null,
});

const noFactors = { password: false, totp: false, passkeys: [], recoveryCodesLeft: 0, oidc: false };

/** Who calls, as they are told about themselves. */
export const meJson = (
  principal: Principal,
  tenant: { name: string; timeZone: string },
): z.input<typeof meShape> => {
  const shared = {
    id: principal.keyId,
    permissions: [...scopesIn(principal.scopes)],
    tenant: { id: principal.tenantId, name: tenant.name, timeZone: tenant.timeZone },
  };
  if (principal.kind === 'key')
    return {
      ...{ ...shared, kind: 'key', name: null, email: null, role: null, language: 'tr', demo: false },
      ...{ session: null, factors: noFactors },
    };
  const { account, session } = principal;
  return {
    ...shared,
    kind: 'staff',
    name: account.name,
    email: account.email,
    role: account.role,
    language: account.language,
    demo: account.isDemo === true,
    session: {
      id: session.id,
      stage: session.stage === 'full' ? 'full' : 'set-up',
      createdAt: session.createdAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      idleExpiresAt: session.idleExpiresAt.toISOString(),
      provedAt: session.provedAt.toISOString(),
    },
    factors: factorsOf(account.credentials),
  };
};
