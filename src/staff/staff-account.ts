import type { TenantId } from '../shared/ids.ts';
import type { Role } from './permissions.ts';

/** Languages of the console. */
export const staffLanguages = ['tr', 'en'] as const;
export type StaffLanguage = (typeof staffLanguages)[number];

/** A key of the person's own device (WebAuthn). */
export interface Passkey {
  /** Credential id, base64url. */
  id: string;
  name: string;
  /** COSE, base64url. */
  publicKey: string;
  /** Signatures so far, where the device counts them. */
  counter: number;
  transports: readonly string[];
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Who the person is at the firm's own provider. */
export interface OidcBinding {
  issuer: string;
  /** What the provider calls them, for good. */
  sub: string;
}

/** A challenge that a signature, or an answer of the provider, was taken for: none is taken for it again. */
export interface UsedChallenge {
  /** Its random part, base64url. */
  id: string;
  /** Nobody would take it after that anyway. */
  until: Date;
}

/** What a person can prove themselves with. Sealed at rest. */
export interface Credentials {
  /** argon2id in its encoded form; null: none. */
  passwordHash: string | null;
  /** Secret of the codes, base32; null: none. */
  totpSecret: string | null;
  /** One that was shown and not yet confirmed with a code. */
  pendingTotpSecret: string | null;
  passkeys: readonly Passkey[];
  /** SHA-256 (hex) of those that are left. */
  recoveryCodes: readonly string[];
  /** Left out: none yet. */
  usedChallenges?: readonly UsedChallenge[];
  /** Left out or null: they never signed in there. */
  oidc?: OidcBinding | null;
}

export const noCredentials: Credentials = {
  passwordHash: null,
  totpSecret: null,
  pendingTotpSecret: null,
  passkeys: [],
  recoveryCodes: [],
  oidc: null,
};

/** A person who works here. */
export interface StaffAccount {
  tenantId: TenantId;
  /** `stf_…` */
  id: string;
  name: string;
  /** As it was written; compared without case. Null: not told yet, of the first owner and the demo. */
  email: string | null;
  role: Role;
  language: StaffLanguage;
  isDisabled: boolean;
  /** Opened by the demo's link alone, and only while this is a demo. */
  isDemo?: true;
  createdAt: Date;
  createdBy: string;
  lastSignInAt: Date | null;
  /** Goes up with each change of what people edit. */
  rev: number;
  credentials: Credentials;
  /** Goes up with each change of the credentials. */
  credentialsRev: number;
  /** The last half minute whose code was taken: none is taken twice. */
  totpStep: number;
}

/** Enough to sign in here, whoever else is down: a passkey alone, or a password with a second factor. */
export const hasOwnWay = ({ passwordHash, totpSecret, passkeys }: Credentials): boolean =>
  passkeys.length > 0 || (passwordHash !== null && totpSecret !== null);

/** Somebody can get in again: by a way of their own, or at the firm's own provider. */
export const isSetUp = (credentials: Credentials): boolean =>
  (credentials.oidc ?? null) !== null || hasOwnWay(credentials);

/** What stands as `by` in histories and in the audit log. */
export const nameOfStaff = (id: string): string => `staff:${id}`;

/** The other way round; null: a key, or a name of the caller's own. */
export const staffIdOf = (name: string): string | null =>
  name.startsWith('staff:') ? name.slice('staff:'.length) : null;
