import type { Clock } from '../shared/clock.ts';
import { AppError, PreconditionFailed } from '../shared/errors.ts';
import { randomId, type TenantId } from '../shared/ids.ts';
import type { Role } from './permissions.ts';
import type { SessionRepository } from './session.repository.ts';
import { issueLink } from './sign-in-links.ts';
import type { SignInLinkRepository } from './sign-in-link.repository.ts';
import { isSetUp, noCredentials, type StaffAccount, type StaffLanguage } from './staff-account.ts';
import type { NoteStaffAct, StaffAct } from './staff-act.ts';
import type { StaffEdit, StaffRepository } from './staff.repository.ts';

/** Another account has the address. */
export class EmailTaken extends AppError {
  readonly code = 'email_taken';
  readonly retryable = false;
}

/** Somebody has to be left who can do everything. */
export class LastOwner extends AppError {
  readonly code = 'last_owner';
  readonly retryable = false;
}

interface DeskParts {
  staff: StaffRepository;
  sessions: Pick<SessionRepository, 'endAllOf'>;
  links: SignInLinkRepository;
  note: NoteStaffAct;
  clock: Clock;
}

export interface Invitation {
  tenantId: TenantId;
  name: string;
  email: string;
  role: Role;
  language: StaffLanguage;
}

const countsAsOwner = ({ role, isDisabled }: Pick<StaffAccount, 'role' | 'isDisabled'>): boolean =>
  role === 'owner' && !isDisabled;

/** Lets people in, changes what they may, and keeps an owner. Whether the caller may is not asked here. */
export class StaffDesk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** The account with its link's token. Throws `EmailTaken`. */
  async invite(order: Invitation, by: string): Promise<{ account: StaffAccount; token: string }> {
    const account: StaffAccount = {
      ...order,
      id: randomId('stf'),
      isDisabled: false,
      createdAt: this.#parts.clock.now(),
      createdBy: by,
      lastSignInAt: null,
      rev: 1,
      credentials: noCredentials,
      credentialsRev: 1,
      totpStep: 0,
    };
    if (!(await this.#parts.staff.create(account))) throw new EmailTaken('Another account has this address.');
    await this.#note('staff.invited', account, by, { role: order.role });
    return { account, token: await this.#link(account, by) };
  }

  /** A new link; those before it are over. Whoever uses it makes the credentials anew. */
  async newLink(account: StaffAccount, by: string): Promise<string> {
    await this.#parts.links.removeOf(account.tenantId, account.id);
    return this.#link(account, by);
  }

  /** Throws `LastOwner`, `EmailTaken`; `PreconditionFailed` where somebody changed the account since it was read. */
  async edit(account: StaffAccount, changes: StaffEdit, by: string): Promise<StaffAccount> {
    const { staff, sessions } = this.#parts;
    const { tenantId, id } = account;
    const isLeaving = countsAsOwner(account) && !countsAsOwner({ ...account, ...changes });
    // First who is left, then the change: a process that dies in between leaves one owner more than is counted.
    if (isLeaving) await this.#leave(account);
    const changed = await staff.edit(account, changes);
    if (changed === null || changed === 'email_taken') {
      if (isLeaving) await this.#count(account);
      if (changed === null) throw new PreconditionFailed('The account was changed in between.');
      throw new EmailTaken('Another account has this address.');
    }
    await this.#count(changed);
    if (changed.isDisabled) await sessions.endAllOf(tenantId, id, null);
    await this.#note('staff.changed', account, by, {
      ...(changes.role === undefined ? {} : { roleBefore: account.role, role: changed.role }),
      ...(changes.isDisabled === undefined ? {} : { disabled: changed.isDisabled }),
      ...(changes.name === undefined ? {} : { name: true }),
      ...(changes.email === undefined ? {} : { email: true }),
    });
    return changed;
  }

  /** The last owner stays, whoever asks at the same time; one who never signed in cannot be the one who is left. */
  async #leave({ tenantId, id }: StaffAccount): Promise<void> {
    const { staff } = this.#parts;
    const owners = await staff.owners(tenantId);
    const isCounted = owners.includes(id);
    if (isCounted ? !(await staff.removeOwner(tenantId, id)) : owners.length === 0)
      throw new LastOwner('Somebody else has to be owner first.');
  }

  async #count(account: StaffAccount): Promise<void> {
    if (countsAsOwner(account) && isSetUp(account.credentials))
      await this.#parts.staff.addOwner(account.tenantId, account.id);
  }

  async #link(account: StaffAccount, by: string): Promise<string> {
    const token = await issueLink(this.#parts, account, by);
    await this.#note('link.issued', account, by, {});
    return token;
  }

  async #note(
    what: StaffAct['what'],
    { tenantId, id }: StaffAccount,
    by: string,
    details: StaffAct['details'],
  ): Promise<void> {
    await this.#parts.note({ tenantId, what, subject: id, by, at: this.#parts.clock.now(), details });
  }
}
