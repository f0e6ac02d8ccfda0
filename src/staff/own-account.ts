import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound, ValidationFailed } from '../shared/errors.ts';
import { changeCredentials } from './credential-changes.ts';
import { faultOfPassword, passwordLength, type PasswordFault, type Passwords } from './passwords.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import type { PasskeyAnswer, Passkeys } from './passkeys.ts';
import { useTotp } from './second-factor.ts';
import type { Session } from './session.ts';
import type { SessionRepository } from './session.repository.ts';
import { isRight, type SignIn, type Tried } from './sign-in.ts';
import { hasOwnWay, nameOfStaff, type Credentials, type StaffAccount } from './staff-account.ts';
import type { NoteStaffAct } from './staff-act.ts';
import type { SignedIn, StaffSessions, Visitor } from './staff-sessions.ts';
import type { StaffRepository } from './staff.repository.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** A password needs an address to sign in with. */
export class EmailMissing extends AppError {
  readonly code = 'email_missing';
  readonly retryable = false;
}

/** Without it nobody could sign in to the account. */
export class LastFactor extends AppError {
  readonly code = 'last_factor';
  readonly retryable = false;
}

export interface OwnAccountParts {
  staff: StaffRepository;
  sessions: SessionRepository;
  begin: StaffSessions;
  signIn: Pick<SignIn, 'tried' | 'refuse'>;
  passwords: Passwords;
  passkeys: Pick<Passkeys, 'take'>;
  note: NoteStaffAct;
  clock: Clock;
  tenantNameOf: (tenantId: string) => Promise<string>;
}

/** What came of a change: the account, and a session of its own where setting up ended with it. */
export interface Changed extends SignedIn {
  /** Null: the session stays. */
  token: string | null;
}

/** What somebody proves themselves with once more. */
export type Proof = { password: string } | { code: string } | { passkey: PasskeyAnswer };

/** What is on record of a change. */
type CredentialAct =
  'password.set' | 'totp.set' | 'totp.removed' | 'recovery_codes.made' | 'passkey.added' | 'passkey.removed';

const words: Readonly<Record<PasswordFault, string>> = {
  too_short: `must be at least ${passwordLength.min} characters`,
  too_long: `must be at most ${passwordLength.max} characters`,
  too_common: 'is one that many people use',
  of_person: 'must not be made of your name, your address or your firm',
};

const wrongCode = (): ValidationFailed =>
  new ValidationFailed([{ field: 'code', message: 'is wrong, or was used before' }]);

/** What somebody who is signed in changes about their own way in. */
export class OwnAccount {
  readonly #parts: OwnAccountParts;

  constructor(parts: OwnAccountParts) {
    this.#parts = parts;
  }

  /** Ends every other session: whoever knew the old password is out. */
  async setPassword(caller: SignedIn, password: string, visitor: Visitor): Promise<Changed> {
    const { account } = caller;
    if (account.email === null) throw new EmailMissing('Say your e-mail address first: PATCH /v1/me.');
    const own = [account.name, account.email, await this.#parts.tenantNameOf(account.tenantId)];
    const fault = await faultOfPassword(password, own);
    if (fault !== null) throw new ValidationFailed([{ field: 'password', message: words[fault] }]);
    const passwordHash = await this.#parts.passwords.hash(password);
    return this.change(caller, visitor, 'password.set', () => ({ passwordHash }));
  }

  /** A secret for an app that makes codes; it counts once a code of it was confirmed. */
  async beginTotp({ account }: SignedIn): Promise<{ secret: string; uri: string }> {
    const secret = newTotpSecret();
    const changed = await changeCredentials(this.#parts.staff, account, () => ({
      pendingTotpSecret: secret,
    }));
    if (changed === null) throw new NotFound('The account is gone.');
    const issuer = await this.#parts.tenantNameOf(account.tenantId);
    return { secret, uri: totpUri(secret, { issuer, label: account.email ?? account.name }) };
  }

  async confirmTotp(caller: SignedIn, code: string, visitor: Visitor): Promise<Changed> {
    const now = this.#parts.clock.now();
    return this.change(caller, visitor, 'totp.set', ({ credentials: { pendingTotpSecret: secret } }) => {
      const step = secret === null ? null : stepOfCode(secret, code, { now, lastStep: 0 });
      if (secret === null || step === null) throw wrongCode();
      return { totpSecret: secret, pendingTotpSecret: null, totpStep: step };
    });
  }

  async removeTotp(caller: SignedIn, visitor: Visitor): Promise<Changed> {
    return this.change(caller, visitor, 'totp.removed', () => ({
      totpSecret: null,
      pendingTotpSecret: null,
    }));
  }

  /** Ten new ones; those of before are over. */
  async newRecoveryCodes(caller: SignedIn, visitor: Visitor): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await this.change(caller, visitor, 'recovery_codes.made', () => ({
      recoveryCodes: codes.map(hashRecoveryCode),
    }));
    return codes;
  }

  /** What is sensitive is open for ten minutes more. Throws `WrongCredentials`, `SignInSlowed`. */
  async prove({ account, session }: SignedIn, proof: Proof, visitor: Visitor): Promise<Session> {
    const { signIn, sessions, clock } = this.#parts;
    const factor = 'password' in proof ? 'password' : 'code' in proof ? 'totp' : 'passkey';
    const proved = await signIn.tried({ what: 'code', account: account.id }, visitor, () =>
      this.#tryProof({ account, session }, proof),
    );
    if (!isRight(proved)) await signIn.refuse(account, factor, visitor, proved);
    const provedAt = clock.now();
    await sessions.prove(session.tokenHash, provedAt);
    return { ...session, provedAt };
  }

  async #tryProof({ account, session }: SignedIn, proof: Proof): Promise<Tried> {
    const { passwords, passkeys } = this.#parts;
    if ('passkey' in proof)
      return passkeys.take(account, proof.passkey, { for: 'proof', sessionId: session.id });
    if ('code' in proof) return useTotp(this.#parts, account, proof.code);
    return (await passwords.verify(account.credentials.passwordHash, proof.password)) ? account : null;
  }

  /** One change of what the person signs in with, on record; every other session of theirs ends. Throws `LastFactor`. */
  async change(
    caller: SignedIn,
    visitor: Visitor,
    act: CredentialAct,
    changeOf: (known: StaffAccount) => Partial<Credentials> & { totpStep?: number },
  ): Promise<Changed> {
    const { staff, sessions, note, clock } = this.#parts;
    const { tenantId, id } = caller.account;
    const account = await changeCredentials(staff, caller.account, (known) => {
      const change = changeOf(known);
      // What was enough to sign in before must be enough after it.
      if (hasOwnWay(known.credentials) && !hasOwnWay({ ...known.credentials, ...change }))
        throw new LastFactor('This is the only way into the account.');
      return change;
    });
    if (account === null) throw new NotFound('The account is gone.');
    await sessions.endAllOf(tenantId, id, caller.session.tokenHash);
    const by = nameOfStaff(id);
    const details = { act, sessionId: caller.session.id };
    await note({ tenantId, what: 'credentials.changed', subject: id, by, at: clock.now(), details });
    return this.#finished({ ...caller, account }, visitor);
  }

  /** An account with a way of its own has been set up: its session opens what the role opens, under another token. */
  async #finished({ account, session }: SignedIn, visitor: Visitor): Promise<Changed> {
    if (session.stage !== 'set-up' || !hasOwnWay(account.credentials))
      return { account, session, token: null };
    const { staff, begin, clock } = this.#parts;
    // Before anybody is in: an owner who can sign in counts as one.
    if (account.role === 'owner') await staff.addOwner(account.tenantId, account.id);
    const begun = await begin.begin(account, { stage: 'full', way: session.way, visitor });
    await staff.noteSignIn(account.tenantId, account.id, clock.now());
    return { account, session: begun.session, token: begun.token };
  }
}
