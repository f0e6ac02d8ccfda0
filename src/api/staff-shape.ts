import { z } from 'zod';
import { lineOfText } from '../vocabulary/data-fields.ts';
import { roles } from '../staff/permissions.ts';
import { isSetUp, staffLanguages, type StaffAccount } from '../staff/staff-account.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';

export const nameText = lineOfText(100);
export const emailText = z.email('must be an e-mail address').max(254);

export const staffShape = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    language: z.enum(staffLanguages),
    disabled: z.boolean(),
    demo: z.boolean(),
    setUp: z
      .boolean()
      .meta({ description: 'Can sign in; false: the link was not used yet, or not to its end' }),
    factors: z.object({
      password: z.boolean(),
      totp: z.boolean(),
      passkeys: z.int(),
      recoveryCodesLeft: z.int(),
      oidc: z.boolean().meta({ description: 'Signed in at the firm’s own provider before' }),
    }),
    createdAt: instantText,
    createdBy: z.string(),
    lastSignInAt: nullableInstant,
    rev: z.int(),
  })
  .meta({ id: 'Staff' });

export const staffJson = (account: StaffAccount): z.input<typeof staffShape> => {
  const { passwordHash, totpSecret, passkeys, recoveryCodes, oidc = null } = account.credentials;
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    role: account.role,
    language: account.language,
    disabled: account.isDisabled,
    demo: account.isDemo === true,
    setUp: isSetUp(account.credentials),
    factors: {
      password: passwordHash !== null,
      totp: totpSecret !== null,
      passkeys: passkeys.length,
      recoveryCodesLeft: recoveryCodes.length,
      oidc: oidc !== null,
    },
    createdAt: account.createdAt.toISOString(),
    createdBy: account.createdBy,
    lastSignInAt: instantOrNull(account.lastSignInAt),
    rev: account.rev,
  };
};
