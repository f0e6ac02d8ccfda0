import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { hashToken, newToken, type Session } from './session.ts';
import type { SessionRepository } from './session.repository.ts';
import type { SignInLinkRepository } from './sign-in-link.repository.ts';
import { isSetUp, nameOfStaff, noCredentials, type StaffAccount } from './staff-account.ts';
import type { NoteStaffAct } from './staff-act.ts';
import type { StaffSessions, Visitor } from './staff-sessions.ts';
import type { StaffRepository } from './staff.repository.ts';

/** Unknown, used, too old, of an account that may not sign in: nobody learns which. */
export class LinkRefused extends AppError {
  readonly code = 'link_expired';
  readonly retryable = false;
}

const hour = 3_600_000;
/** Until the person has read the mail it came with. */
const linkLifeMs = 72 * hour;

/** What the demo's link opens, as often as it is used. */
export interface DemoLink {
  tenantId: TenantId;
  staffId: string;
  token: string;
}

interface LinkParts {
  links: SignInLinkRepository;
  staff: StaffRepository;
  sessions: Pick<SessionRepository, 'endAllOf'>;
  begin: Pick<StaffSessions, 'begin' | 'mayEnter'>;
  note: NoteStaffAct;
  clock: Clock;
  /** Null: this is no demo. */
  demo: DemoLink | null;
}

export interface OpenedLink {
  token: string;
  session: Session;
  account: StaffAccount;
}

const sameText = (left: string, right: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(left), 'hex'), Buffer.from(hashToken(right), 'hex'));

/** A new link into an account; those given out before end, unless the account was never opened. */
export const issueLink = async (
  { links, clock }: Pick<LinkParts, 'links' | 'clock'>,
  account: Pick<StaffAccount, 'tenantId' | 'id'>,
  by: string,
): Promise<string> => {
  const token = newToken();
  const expiresAt = new Date(clock.now().getTime() + linkLifeMs);
  await links.insert({
    id: hashToken(token),
    tenantId: account.tenantId,
    staffId: account.id,
    by,
    expiresAt,
  });
  return token;
};

/**
 * Opens an account by a link, once: of two at once one wins. What the person proved themselves with before is gone with it, and
 * every session; they are let into setting the account up and nowhere else.
 */
export class SignInLinks {
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  async open(token: string, visitor: Visitor): Promise<OpenedLink> {
    const { demo } = this.#parts;
    if (demo !== null && sameText(token, demo.token)) return this.#openDemo(demo, visitor);
    const { links, staff, clock } = this.#parts;
    const link = await links.take(hashToken(token));
    const account = link === null ? null : await staff.find(link.tenantId, link.staffId);
    if (
      link === null ||
      account === null ||
      link.expiresAt <= clock.now() ||
      !this.#parts.begin.mayEnter(account)
    )
      throw new LinkRefused('The link was used, or is too old. Ask for a new one.');
    const reset = await this.#reset(account);
    const begun = await this.#parts.begin.begin(reset, { stage: 'set-up', way: 'link', visitor });
    await this.#note(reset, begun.session, { issuedBy: link.by, reset: isSetUp(account.credentials) });
    return { ...begun, account: reset };
  }

  async #openDemo({ tenantId, staffId }: DemoLink, visitor: Visitor): Promise<OpenedLink> {
    const account = await this.#parts.staff.find(tenantId, staffId);
    if (account === null || !this.#parts.begin.mayEnter(account))
      throw new LinkRefused('The demo is not open.');
    const begun = await this.#parts.begin.begin(account, { stage: 'full', way: 'demo', visitor });
    await this.#parts.staff.noteSignIn(tenantId, staffId, this.#parts.clock.now());
    await this.#note(account, begun.session, { demo: true });
    return { ...begun, account };
  }

  /** Whoever used the link is the one who counts: what was there before opens nothing any more. */
  async #reset(account: StaffAccount): Promise<StaffAccount> {
    const { staff, sessions, links } = this.#parts;
    const { tenantId, id } = account;
    let known: StaffAccount | null = account;
    for (;;) {
      if (known === null) throw new LinkRefused('The account is gone.');
      const reset: StaffAccount | null = await staff.saveCredentials(known, noCredentials);
      if (reset !== null) {
        await links.removeOf(tenantId, id);
        await sessions.endAllOf(tenantId, id, null);
        return reset;
      }
      known = await staff.find(tenantId, id);
    }
  }

  async #note(
    account: StaffAccount,
    session: Session,
    details: Record<string, string | boolean>,
  ): Promise<void> {
    await this.#parts.note({
      tenantId: account.tenantId,
      what: 'link.used',
      subject: account.id,
      by: nameOfStaff(account.id),
      at: this.#parts.clock.now(),
      details: { ...details, sessionId: session.id, address: session.address },
    });
  }
}
