import type { Clock } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Passwords } from './passwords.ts';
import { useRecoveryCode, useTotp } from './second-factor.ts';
import type { Session, SignInWay } from './session.ts';
import type { SessionRepository } from './session.repository.ts';
import type { Guess, SlowGuessing } from './slow-guessing.ts';
import { hasOwnWay, nameOfStaff, type StaffAccount } from './staff-account.ts';
import type { NoteStaffAct } from './staff-act.ts';
import type { SignedIn, StaffSessions, Visitor } from './staff-sessions.ts';
import type { StaffRepository } from './staff.repository.ts';

/** Wrong, of nobody, or of an account that may not sign in: nobody learns which. */
export class WrongCredentials extends AppError {
  readonly code = 'wrong_credentials';
  readonly retryable = false;
}

/** Too many tries lately. */
export class SignInSlowed extends AppError {
  readonly code = 'rate_limited';
  readonly retryable = true;
  readonly retryAfterSeconds: number;

  constructor(waitMs: number) {
    super('Too many wrong tries.');
    this.retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  }
}

export const secondFactors = ['totp', 'passkey', 'recovery-code'] as const;
export type SecondFactor = (typeof secondFactors)[number];

/** Codes of one half of a sign-in. */
const wrongCodesAtMost = 5;

export interface SignInParts {
  staff: StaffRepository;
  sessions: SessionRepository;
  begin: StaffSessions;
  passwords: Passwords;
  guessing: SlowGuessing;
  note: NoteStaffAct;
  clock: Clock;
  /** Whose people sign in here. */
  tenantId: TenantId;
}

export interface Begun {
  token: string;
  session: Session;
  account: StaffAccount;
}

/** Of a try: the account afterwards; null, or what of it was noticed: it was wrong. */
export type Tried = StaffAccount | 'counter_fell' | null;

export const isRight = (tried: Tried): tried is StaffAccount => tried !== null && tried !== 'counter_fell';

const wrong = (): WrongCredentials => new WrongCredentials('These do not fit together.');

const factorsOf = ({ credentials }: StaffAccount): SecondFactor[] => [
  ...(credentials.totpSecret === null ? [] : (['totp'] as const)),
  ...(credentials.passkeys.length === 0 ? [] : (['passkey'] as const)),
  ...(credentials.recoveryCodes.length === 0 ? [] : (['recovery-code'] as const)),
];

/** A password and a second factor, in two calls; between them the browser has half a session, which opens nothing. */
export class SignIn {
  readonly #parts: SignInParts;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** The same work and the same answer whether there is such an account or not (ASVS 6.3.8). Throws `WrongCredentials`, `SignInSlowed`. */
  async password(
    { email, password }: { email: string; password: string },
    visitor: Visitor,
  ): Promise<Begun & { methods: readonly SecondFactor[] }> {
    const { staff, passwords, tenantId, begin } = this.#parts;
    const account = email.trim().toLowerCase();
    const guess: Guess = { tenantId, what: 'password', account, address: visitor.address };
    await this.#admit(guess);
    const found = await staff.findByEmail(tenantId, email);
    const isOpen = found !== null && begin.mayEnter(found) && hasOwnWay(found.credentials);
    const known = isOpen ? found.credentials.passwordHash : null;
    if (!(await passwords.verify(known, password)) || found === null)
      return this.refuse(found, 'password', visitor);
    await this.#parts.guessing.wasRight(guess);
    return this.begun(found, { stage: 'second-factor', way: 'password' }, visitor);
  }

  /** Half a session, which opens nothing but the second factor, or the making of one. */
  async begun(
    account: StaffAccount,
    half: { stage: 'second-factor' | 'set-up'; way: SignInWay },
    visitor: Visitor,
  ): Promise<Begun & { methods: readonly SecondFactor[] }> {
    const begun = await this.#parts.begin.begin(account, { ...half, visitor });
    await this.#note('sign_in.begun', account, begun.session);
    return { ...begun, account, methods: factorsOf(account) };
  }

  /** Throws as `password` does, and when there is no half session. After five wrong codes the password is asked for again. */
  async code(factor: 'totp' | 'recovery-code', code: string, visitor: Visitor): Promise<Begun> {
    const half = await this.half(visitor);
    const use = factor === 'totp' ? useTotp : useRecoveryCode;
    return this.secondFactor(half, factor, visitor, () => use(this.#parts, half.account, code));
  }

  /** Ends to sign in with whatever the second factor is. Throws as `code` does. */
  async secondFactor(
    half: SignedIn,
    factor: SecondFactor,
    visitor: Visitor,
    use: () => Promise<Tried>,
  ): Promise<Begun> {
    const account = await this.tried({ what: 'code', account: half.account.id }, visitor, use);
    if (isRight(account)) return this.finish(account, half.session.way, visitor);
    const codes = await this.#parts.sessions.countWrongCode(half.session.tokenHash);
    if (codes === null || codes >= wrongCodesAtMost) await this.#parts.begin.end(half.session);
    return this.refuse(half.account, factor, visitor, account);
  }

  /** Something that is asked for slowly. Throws `SignInSlowed`. */
  async tried(
    { what, account }: Pick<Guess, 'what' | 'account'>,
    visitor: Visitor,
    use: () => Promise<Tried>,
  ): Promise<Tried> {
    const guess: Guess = { tenantId: this.#parts.tenantId, what, account, address: visitor.address };
    await this.#admit(guess);
    const used = await use();
    if (isRight(used)) await this.#parts.guessing.wasRight(guess);
    return used;
  }

  /** The browser whose first half was right a moment ago. */
  async half(visitor: Visitor): Promise<SignedIn> {
    const found = await this.halfOf(visitor);
    if (found === null) throw wrong();
    return found;
  }

  /** The same; null: there is none. */
  async halfOf({ sessionToken }: Visitor): Promise<SignedIn | null> {
    const found = sessionToken === null ? null : await this.#parts.begin.find(sessionToken);
    return found?.session.stage === 'second-factor' ? found : null;
  }

  /** Signed in, with a token of its own. */
  async finish(account: StaffAccount, way: SignInWay, visitor: Visitor): Promise<Begun> {
    const begun = await this.#parts.begin.begin(account, { stage: 'full', way, visitor });
    await this.#parts.staff.noteSignIn(account.tenantId, account.id, this.#parts.clock.now());
    await this.#note('sign_in.done', account, begun.session);
    return { ...begun, account };
  }

  /** Puts on record that it was wrong, and what of it where that is worth a look (a code). Throws `WrongCredentials`. */
  async refuse(
    account: StaffAccount | null,
    factor: string,
    visitor: Visitor,
    why: string | null = null,
  ): Promise<never> {
    await this.noteFailed(account, factor, visitor, why);
    throw wrong();
  }

  /** Puts a try on record that came to nothing. `why`: a code; null: it was wrong. */
  async noteFailed(
    account: StaffAccount | null,
    factor: string,
    { address }: Visitor,
    why: string | null,
  ): Promise<void> {
    const { tenantId, clock, note } = this.#parts;
    const subject = account?.id ?? 'unknown';
    const details = { factor, address, ...(why === null ? {} : { why }) };
    await note({ tenantId, what: 'sign_in.failed', subject, by: 'anonymous', at: clock.now(), details });
  }

  async #admit(guess: Guess): Promise<void> {
    const waitMs = await this.#parts.guessing.admit(guess);
    if (waitMs > 0) throw new SignInSlowed(waitMs);
  }

  async #note(
    what: 'sign_in.begun' | 'sign_in.done',
    account: StaffAccount,
    session: Session,
  ): Promise<void> {
    const { tenantId, id } = account;
    const details = { sessionId: session.id, way: session.way, address: session.address };
    const by = nameOfStaff(id);
    await this.#parts.note({ tenantId, what, subject: id, by, at: this.#parts.clock.now(), details });
  }
}
