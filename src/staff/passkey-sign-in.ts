import type { TenantId } from '../shared/ids.ts';
import type { ChallengeOrder } from './passkey-challenge.ts';
import type { PasskeyAnswer, PasskeyOptions, Passkeys } from './passkeys.ts';
import { isRight, type Begun, type SignIn } from './sign-in.ts';
import type { StaffAccount } from './staff-account.ts';
import type { StaffSessions, Visitor } from './staff-sessions.ts';
import type { StaffRepository } from './staff.repository.ts';

interface PasskeySignInParts {
  passkeys: Passkeys;
  signIn: SignIn;
  staff: Pick<StaffRepository, 'find'>;
  begin: Pick<StaffSessions, 'mayEnter'>;
  /** Whose people sign in here. */
  tenantId: TenantId;
}

const alone: ChallengeOrder = { for: 'sign-in' };
/** Longer is no id of ours. */
const idLength = 128;

/** Signing in with a passkey: alone, found by the device itself, or as the second factor of a password. */
export class PasskeySignIn {
  readonly #parts: PasskeySignInParts;

  constructor(parts: PasskeySignInParts) {
    this.#parts = parts;
  }

  /** Alone it names nobody and nothing: the answer is the same to everybody. Throws `WrongCredentials` where no password was right a moment ago. */
  async options({ isSecond }: { isSecond: boolean }, visitor: Visitor): Promise<PasskeyOptions> {
    const { passkeys, signIn } = this.#parts;
    if (!isSecond) return passkeys.options(alone, []);
    const { session, account } = await signIn.half(visitor);
    return passkeys.options({ for: 'second-factor', sessionId: session.id }, account.credentials.passkeys);
  }

  /** Throws `WrongCredentials`, `SignInSlowed`. */
  async signIn(answer: PasskeyAnswer, visitor: Visitor): Promise<Begun> {
    const { passkeys, signIn } = this.#parts;
    const half = await signIn.halfOf(visitor);
    if (half === null) return this.#alone(answer, visitor);
    const order: ChallengeOrder = { for: 'second-factor', sessionId: half.session.id };
    if (!passkeys.isFor(answer, order)) return this.#alone(answer, visitor);
    const use = () => passkeys.take(half.account, answer, order);
    return signIn.secondFactor(half, 'passkey', visitor, use);
  }

  async #alone(answer: PasskeyAnswer, visitor: Visitor): Promise<Begun> {
    const { passkeys, signIn } = this.#parts;
    const id = Buffer.from(answer.userHandle ?? '', 'base64url')
      .toString()
      .slice(0, idLength);
    let account: StaffAccount | null = null;
    const tried = await signIn.tried({ what: 'passkey', account: id }, visitor, async () => {
      account = await this.#accountOf(id);
      return passkeys.take(account, answer, alone);
    });
    if (isRight(tried)) return signIn.finish(tried, 'passkey', visitor);
    return signIn.refuse(account, 'passkey', visitor, tried);
  }

  async #accountOf(id: string): Promise<StaffAccount | null> {
    const { staff, begin, tenantId } = this.#parts;
    const found = await staff.find(tenantId, id);
    return found !== null && begin.mayEnter(found) ? found : null;
  }
}
