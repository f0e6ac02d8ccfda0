import type { Clock } from '../shared/clock.ts';
import { randomId } from '../shared/ids.ts';
import { hashToken, newToken, type Session, type SessionStage, type SignInWay } from './session.ts';
import type { SessionRepository } from './session.repository.ts';
import type { StaffAccount } from './staff-account.ts';
import type { StaffRepository } from './staff.repository.ts';

/** Where a call comes from. */
export interface Visitor {
  address: string;
  agent: string;
  /** Token of the session its browser brings; null: none. */
  sessionToken: string | null;
}

export interface SessionLife {
  idleMs: number;
  maxMs: number;
}

/** A browser that has only the first half of a sign-in has this long for the second. */
const halfMs = 5 * 60_000;
/** Seen is written down this often at most. */
const touchEveryMs = 60_000;
/** How long a proof of who somebody is counts for what is sensitive (reliability F4). */
const proofMs = 10 * 60_000;

const agentLength = 200;

export interface SignedIn {
  session: Session;
  account: StaffAccount;
}

/** Begins, finds and ends sessions. Both an idle and an absolute limit hold, by the clock of the database (reliability F4). */
export class StaffSessions {
  readonly #sessions: SessionRepository;
  readonly #staff: Pick<StaffRepository, 'find'>;
  readonly #clock: Clock;
  readonly #life: SessionLife;
  readonly #isDemo: boolean;

  constructor(parts: {
    sessions: SessionRepository;
    staff: Pick<StaffRepository, 'find'>;
    clock: Clock;
    life: SessionLife;
    /** Accounts of the demo are open only while this is one. */
    isDemo: boolean;
  }) {
    this.#sessions = parts.sessions;
    this.#staff = parts.staff;
    this.#clock = parts.clock;
    this.#life = parts.life;
    this.#isDemo = parts.isDemo;
  }

  /** A session of its own with a token of its own, whatever the browser had before (fixation). */
  async begin(
    account: StaffAccount,
    order: { stage: SessionStage; way: SignInWay; visitor: Visitor },
  ): Promise<{ token: string; session: Session }> {
    const now = this.#clock.now();
    const after = (ms: number): Date => new Date(now.getTime() + ms);
    const isHalf = order.stage === 'second-factor';
    const token = newToken();
    const session: Session = {
      tokenHash: hashToken(token),
      id: randomId('ses'),
      tenantId: account.tenantId,
      staffId: account.id,
      stage: order.stage,
      way: order.way,
      createdAt: now,
      provedAt: now,
      lastSeenAt: now,
      idleExpiresAt: after(isHalf ? halfMs : this.#life.idleMs),
      expiresAt: after(isHalf ? halfMs : this.#life.maxMs),
      wrongCodes: 0,
      address: order.visitor.address,
      agent: order.visitor.agent.slice(0, agentLength),
    };
    await this.#sessions.insert(session);
    // The one before is nobody's any more.
    if (order.visitor.sessionToken !== null)
      await this.#sessions.endByToken(hashToken(order.visitor.sessionToken));
    return { token, session };
  }

  /** Null: unknown, over, or of an account that may not sign in (any more). */
  async find(token: string): Promise<SignedIn | null> {
    const found = await this.#open(await this.#sessions.findByToken(hashToken(token)));
    if (found === null) return null;
    return { ...found, session: await this.#touched(found.session, this.#clock.now()) };
  }

  /** What became of a session that was found before. Is no use of it: one that only listens becomes idle. */
  async lookAgain({ tenantId, id }: Pick<Session, 'tenantId' | 'id'>): Promise<SignedIn | null> {
    return this.#open(await this.#sessions.find(tenantId, id));
  }

  async #open(session: Session | null): Promise<SignedIn | null> {
    const now = this.#clock.now();
    if (session === null || session.expiresAt <= now || session.idleExpiresAt <= now) return null;
    const account = await this.#staff.find(session.tenantId, session.staffId);
    return account === null || !this.mayEnter(account) ? null : { session, account };
  }

  mayEnter(account: StaffAccount): boolean {
    return !account.isDisabled && (account.isDemo !== true || this.#isDemo);
  }

  async end(session: Session): Promise<boolean> {
    return this.#sessions.end(session.tenantId, session.id);
  }

  /** Whoever signed in by the demo's link, or is setting up, has nothing to prove it with. */
  isProofFresh({ provedAt, way, stage }: Session): boolean {
    if (way === 'demo' || stage === 'set-up') return true;
    return this.#clock.now().getTime() - provedAt.getTime() < proofMs;
  }

  async #touched(session: Session, now: Date): Promise<Session> {
    const isHalf = session.stage === 'second-factor';
    if (
      isHalf ||
      now.getTime() - session.lastSeenAt.getTime() < Math.min(touchEveryMs, this.#life.idleMs / 2)
    )
      return session;
    const until = Math.min(now.getTime() + this.#life.idleMs, session.expiresAt.getTime());
    const seen = { lastSeenAt: now, idleExpiresAt: new Date(until) };
    await this.#sessions.touch(session.tokenHash, seen);
    return { ...session, ...seen };
  }
}
