import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import { changeCredentials } from './credential-changes.ts';
import {
  ProviderUnavailable,
  type OidcPerson,
  type OidcProvider,
  type OidcQuestion,
  type OidcSettings,
} from './oidc-provider.ts';
import type { SessionRepository } from './session.repository.ts';
import { isRight, type Begun, type SecondFactor, type SignIn } from './sign-in.ts';
import type { SignInLinkRepository } from './sign-in-link.repository.ts';
import { isSetUp, nameOfStaff, type StaffAccount, type UsedChallenge } from './staff-account.ts';
import type { NoteStaffAct } from './staff-act.ts';
import type { StaffSessions, Visitor } from './staff-sessions.ts';
import type { StaffRepository } from './staff.repository.ts';
import { withUsed } from './used-challenges.ts';

interface OidcSignInParts {
  provider: Pick<OidcProvider, 'addressFor' | 'personOf'>;
  settings: Pick<OidcSettings, 'emailDomain' | 'secondFactor'>;
  signIn: Pick<SignIn, 'tried' | 'begun' | 'finish' | 'refuse' | 'noteFailed'>;
  staff: StaffRepository;
  sessions: Pick<SessionRepository, 'endAllOf'>;
  links: Pick<SignInLinkRepository, 'removeOf'>;
  begin: Pick<StaffSessions, 'mayEnter'>;
  note: NoteStaffAct;
  keyOf: (tenantId: TenantId, text: string) => string;
  clock: Clock;
  /** Whose people sign in here. */
  tenantId: TenantId;
}

/** In; or half in, and what comes next. */
export type OidcEntered = Begun &
  ({ next: 'done' | 'set-up' } | { next: 'second-factor'; methods: readonly SecondFactor[] });

/** What is on record of an answer that opened nothing. */
interface Seen {
  account: StaffAccount | null;
  why: string;
}

/** A question that a browser was sent with, and that it was answered. */
interface Asked {
  question: OidcQuestion;
  used: UsedChallenge;
}

/** As long as somebody may take at the provider's page. */
export const questionLifeMs = 10 * 60_000;
const randomLength = 32;
const endLength = 6;
/** Of other letters some look like these, or become them without regard to case. */
const plainAddress = /^[\x21-\x7e]{3,254}$/;

/** Signing in at the firm's own provider. It vouches for people who were invited here; it makes no accounts (ADR 0065). */
export class OidcSignIn {
  readonly #parts: OidcSignInParts;

  constructor(parts: OidcSignInParts) {
    this.#parts = parts;
  }

  /**
   * The address to send the browser to, and what the browser keeps until it comes back: random bits of which everything else is derived by a key of
   * ours, so that nothing can be read from it. Throws `ProviderUnavailable`, on record.
   */
  async begin(visitor: Visitor): Promise<{ address: string; cookie: string }> {
    const said = Buffer.alloc(randomLength + endLength);
    randomBytes(randomLength).copy(said);
    said.writeUIntBE(this.#parts.clock.now().getTime() + questionLifeMs, randomLength, endLength);
    const cookie = said.toString('base64url');
    const question = this.#questionOf(cookie);
    return {
      address: await this.#onRecord(visitor, () => this.#parts.provider.addressFor(question)),
      cookie,
    };
  }

  /**
   * `search`: what the provider's answer brought behind the `?`. Throws `WrongCredentials`, whatever of it was wrong; `SignInSlowed`;
   * `ProviderUnavailable`. All of it is on record.
   */
  async end(search: string, cookie: string | null, visitor: Visitor): Promise<OidcEntered> {
    const { signIn } = this.#parts;
    const asked = cookie === null ? null : this.#askedBy(cookie);
    const seen: Seen = { account: null, why: 'not_asked' };
    const tried = await this.#onRecord(visitor, () =>
      signIn.tried({ what: 'oidc', account: asked?.used.id ?? 'none' }, visitor, async () =>
        asked === null ? null : this.#take(asked, search, seen),
      ),
    );
    if (!isRight(tried)) return signIn.refuse(seen.account, 'oidc', visitor, seen.why);
    return this.#enter(tried, visitor);
  }

  async #take(asked: Asked, search: string, seen: Seen): Promise<StaffAccount | null> {
    const person = await this.#parts.provider.personOf(search, asked.question);
    if (typeof person === 'string') {
      seen.why = person;
      return null;
    }
    const account = await this.#accountOf(person, seen);
    return account === null ? null : this.#bind(account, person, asked, seen);
  }

  /** By the provider's lasting name for them; who has not been here before, by their address. */
  async #accountOf(person: OidcPerson, seen: Seen): Promise<StaffAccount | null> {
    const { staff, begin, settings, tenantId } = this.#parts;
    const { email } = person;
    const domain = settings.emailDomain?.toLowerCase() ?? null;
    seen.why = 'not_verified';
    if (email === null || !plainAddress.test(email)) return null;
    seen.why = 'other_domain';
    if (domain !== null && !email.toLowerCase().endsWith(`@${domain}`)) return null;
    seen.why = 'not_invited';
    const found = (await staff.findByOidc(tenantId, person)) ?? (await staff.findByEmail(tenantId, email));
    if (found === null) return null;
    seen.account = found;
    seen.why = 'shut_out';
    return begin.mayEnter(found) ? found : null;
  }

  /**
   * One write that takes the answer, once, and binds the account to who came first: an address that is given to somebody else later opens nothing.
   * Null: it is somebody else, or was taken before.
   */
  async #bind(
    account: StaffAccount,
    { issuer, sub }: OidcPerson,
    { used }: Asked,
    seen: Seen,
  ): Promise<StaffAccount | null> {
    const { staff, links, sessions, clock, tenantId } = this.#parts;
    const isFirst = (account.credentials.oidc ?? null) === null;
    // In before the invitation was opened: whoever else holds it is not to have the account.
    if (isFirst && !isSetUp(account.credentials)) await links.removeOf(tenantId, account.id);
    const bound = await changeCredentials(staff, account, ({ credentials }) => {
      const { oidc = null } = credentials;
      seen.why = 'other_person';
      if (oidc !== null && (oidc.issuer !== issuer || oidc.sub !== sub)) return null;
      seen.why = 'taken_before';
      const usedChallenges = withUsed(credentials, used, clock.now());
      return usedChallenges === null ? null : { oidc: { issuer, sub }, usedChallenges };
    });
    if (bound === null || !isFirst) return bound;
    await sessions.endAllOf(tenantId, account.id, null);
    await this.#noteBound(account);
    return bound;
  }

  async #noteBound({ tenantId, id }: StaffAccount): Promise<void> {
    const { note, clock } = this.#parts;
    const [by, details] = [nameOfStaff(id), { act: 'oidc.bound' }];
    await note({ tenantId, what: 'credentials.changed', subject: id, by, at: clock.now(), details });
  }

  /** All the way where the operator says that the provider asks for two factors; otherwise one of ours comes after it, or is made now. */
  async #enter(account: StaffAccount, visitor: Visitor): Promise<OidcEntered> {
    const { signIn, staff, settings, tenantId } = this.#parts;
    if (settings.secondFactor === 'provider') {
      // Before they are in: an owner who can sign in counts as one.
      if (account.role === 'owner') await staff.addOwner(tenantId, account.id);
      return { ...(await signIn.finish(account, 'oidc', visitor)), next: 'done' };
    }
    const { totpSecret, passkeys } = account.credentials;
    const next = totpSecret === null && passkeys.length === 0 ? 'set-up' : 'second-factor';
    return { ...(await signIn.begun(account, { stage: next, way: 'oidc' }, visitor)), next };
  }

  async #onRecord<Answer>(visitor: Visitor, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ProviderUnavailable && error.why !== null)
        await this.#parts.signIn.noteFailed(null, 'oidc', visitor, error.why);
      throw error;
    }
  }

  /** Null: none of ours, or over. */
  #askedBy(cookie: string): Asked | null {
    const said = Buffer.from(cookie, 'base64url');
    if (said.length !== randomLength + endLength) return null;
    const until = new Date(said.readUIntBE(randomLength, endLength));
    const now = this.#parts.clock.now();
    if (until <= now || until.getTime() > now.getTime() + questionLifeMs) return null;
    // One spelling of the bits, so that another one is not another question.
    const question = this.#questionOf(said.toString('base64url'));
    return { question, used: { id: said.toString('base64url', 0, randomLength), until } };
  }

  #questionOf(cookie: string): OidcQuestion {
    const { keyOf, tenantId } = this.#parts;
    const derived = (what: string): string =>
      createHash('sha256')
        .update(keyOf(tenantId, JSON.stringify(['oidc', what, cookie])))
        .digest('base64url');
    return { state: derived('state'), nonce: derived('nonce'), codeVerifier: derived('verifier') };
  }
}
