import type { Clock } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Passwords } from './passwords.ts';
import { useRecoveryCode, useTotp } from './second-factor.ts';
import type { Session, SignInWay } from './session.ts';
import type { SessionRepository } from './session.repository.ts';
import type { Guess, SlowGuessing } from './slow-guessing.ts';
import { isSetUp, nameOfStaff, type StaffAccount } from './staff-account.ts';
import type { NoteStaffAct } from './staff-act.ts';
import type { StaffSessions, Visitor } from './staff-sessions.ts';
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
    const isOpen = found !== null && begin.mayEnter(found) && isSetUp(found.credentials);
    const known = isOpen ? found.credentials.passwordHash : null;
    if (!(await passwords.verify(known, password)) || found === null)
      return this.#refuse(found, 'password', visitor);
    await this.#parts.guessing.wasRight(guess);
    const begun = await begin.begin(found, { stage: 'second-factor', way: 'password', visitor });
    await this.#note('sign_in.begun', found, begun.session);
    return { ...begun, account: found, methods: factorsOf(found) };
  }

  /** Throws as `password` does, and when there is no half session. After five wrong codes the password is asked for again. */
  async code(factor: 'totp' | 'recovery-code', code: string, visitor: Visitor): Promise<Begun> {
    const half = await this.half(visitor);
    const use = factor === 'totp' ? useTotp : useRecoveryCode;
    const account = await this.tryCode(half, factor, visitor, () => use(this.#parts, half.account, code));
    if (account !== null) return this.finish(account, 'password', visitor);
    const codes = await this.#parts.sessions.countWrongCode(half.session.tokenHash);
    if (codes === null || codes >= wrongCodesAtMost) await this.#parts.begin.end(half.session);
    return this.#refuse(half.account, factor, visitor);
  }

  /** A code that is asked for slowly; null: it was wrong. Throws `SignInSlowed`. */
  async tryCode(
    { account }: { account: StaffAccount },
    factor: string,
    visitor: Visitor,
    use: () => Promise<StaffAccount | null>,
  ): Promise<StaffAccount | null> {
    const { tenantId, id } = account;
    const guess: Guess = { tenantId, what: 'code', account: id, address: visitor.address };
    await this.#admit(guess);
    const used = await use();
    if (used !== null) await this.#parts.guessing.wasRight(guess);
    return used;
  }

  /** The browser whose password was right a moment ago. */
  async half(visitor: Visitor): Promise<{ session: Session; account: StaffAccount }> {
    const found = visitor.sessionToken === null ? null : await this.#parts.begin.find(visitor.sessionToken);
    if (found?.session.stage !== 'second-factor') throw wrong();
    return found;
  }

  /** Signed in, with a token of its own. */
  async finish(account: StaffAccount, way: SignInWay, visitor: Visitor): Promise<Begun> {
    const begun = await this.#parts.begin.begin(account, { stage: 'full', way, visitor });
    await this.#parts.staff.noteSignIn(account.tenantId, account.id, this.#parts.clock.now());
    await this.#note('sign_in.done', account, begun.session);
    return { ...begun, account };
  }

  async refuse(account: StaffAccount | null, factor: string, visitor: Visitor): Promise<never> {
    return this.#refuse(account, factor, visitor);
  }

  async #admit(guess: Guess): Promise<void> {
    const waitMs = await this.#parts.guessing.admit(guess);
    if (waitMs > 0) throw new SignInSlowed(waitMs);
  }

  async #refuse(account: StaffAccount | null, factor: string, { address }: Visitor): Promise<never> {
    const { tenantId, clock, note } = this.#parts;
    const subject = account?.id ?? 'unknown';
    const details = { factor, address };
    await note({ tenantId, what: 'sign_in.failed', subject, by: 'anonymous', at: clock.now(), details });
    throw wrong();
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
