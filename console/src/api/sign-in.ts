import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { ApiProblem, problemOf } from './problem.ts';

/** What the page of signing in may offer. */
export interface SignInOffer {
  tenantName: string;
  demo: boolean;
  /** How the company's own sign-in is called; null: there is none. */
  oidc: { name: string; startPath: string } | null;
  passkeys: boolean;
  /** False: the address is plain http, and browsers throw the session away. */
  secure: boolean;
}

export type SecondFactor = 'totp' | 'passkey' | 'recovery-code';

/** What comes after a step: in, a password and second factor to be made first, or the second factor. */
export type SignInStep =
  { next: 'done' } | { next: 'set-up' } | { next: 'second-factor'; methods: readonly SecondFactor[] };

/** Who is signed in. */
export interface Me {
  kind: 'staff' | 'key';
  id: string;
  /** Null for a key. */
  name: string | null;
  email: string | null;
  role: string | null;
  permissions: readonly string[];
  language: string | null;
  tenant: { id: string; name: string; timeZone: string };
  demo: boolean;
  session: { id: string; stage: 'set-up' | 'full'; expiresAt: string; idleExpiresAt: string } | null;
  factors: {
    password: boolean;
    totp: boolean;
    passkeys: readonly { id: string; name: string }[];
    recoveryCodesLeft: number;
  };
}

const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(30_000),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiProblem({ status: 0, code: 'offline' });
  }
  if (!answer.ok) throw await problemOf(answer);
  // The server's own shape; a field that is missing shows in the tests of the console.
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
};

/** Steps of signing in, and what a person sets up for themselves. They throw an `ApiProblem`. */
export const signIn = {
  offer: () => call<SignInOffer>('GET', '/v1/sign-in'),
  byLink: (token: string) => call<SignInStep>('POST', '/v1/sign-in/link', { token }),
  byPassword: (email: string, password: string) =>
    call<SignInStep>('POST', '/v1/sign-in/password', { email, password }),
  byTotp: (code: string) => call<SignInStep>('POST', '/v1/sign-in/totp', { code }),
  byRecoveryCode: (code: string) => call<SignInStep>('POST', '/v1/sign-in/recovery-code', { code }),
  passkeyOptions: (order: { secondFactor: boolean }) =>
    call<PublicKeyCredentialRequestOptionsJSON>('POST', '/v1/sign-in/passkey/options', order),
  byPasskey: (response: unknown) => call<SignInStep>('POST', '/v1/sign-in/passkey', response),
  me: () => call<Me>('GET', '/v1/me'),
  proofOptions: () => call<PublicKeyCredentialRequestOptionsJSON>('POST', '/v1/me/proof/options', {}),
  prove: (by: { password: string } | { code: string } | { passkey: unknown }) =>
    call<Me>('POST', '/v1/me/proof', by),
  out: () => call<undefined>('DELETE', '/v1/sessions/current'),
  setPassword: (password: string) => call<undefined>('PUT', '/v1/me/password', { password }),
  beginTotp: () => call<{ secret: string; uri: string }>('POST', '/v1/me/totp', {}),
  confirmTotp: (code: string) => call<undefined>('POST', '/v1/me/totp/confirm', { code }),
  newPasskeyOptions: () =>
    call<PublicKeyCredentialCreationOptionsJSON>('POST', '/v1/me/passkeys/options', {}),
  addPasskey: (response: unknown, name: string) =>
    call<undefined>('POST', '/v1/me/passkeys', { name, response }),
  recoveryCodes: () => call<{ codes: readonly string[] }>('POST', '/v1/me/recovery-codes', {}),
};
