import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { Session } from '../../src/staff/session.ts';
import type { SessionRepository } from '../../src/staff/session.repository.ts';
import type { SignInLink, SignInLinkRepository } from '../../src/staff/sign-in-link.repository.ts';
import { noCredentials, type StaffAccount } from '../../src/staff/staff-account.ts';
import type { StaffRepository } from '../../src/staff/staff.repository.ts';
import { SignInLinks } from '../../src/staff/sign-in-links.ts';
import { OwnAccount } from '../../src/staff/own-account.ts';
import { OwnPasskeys } from '../../src/staff/own-passkeys.ts';
import { PasskeyChallenges } from '../../src/staff/passkey-challenge.ts';
import { PasskeySignIn } from '../../src/staff/passkey-sign-in.ts';
import { Passkeys } from '../../src/staff/passkeys.ts';
import { Passwords } from '../../src/staff/passwords.ts';
import { SignIn } from '../../src/staff/sign-in.ts';
import { SlowGuessing } from '../../src/staff/slow-guessing.ts';
import type { SlowdownRepository } from '../../src/staff/slowdown.repository.ts';
import { StaffDesk } from '../../src/staff/staff-desk.ts';
import { StaffSessions } from '../../src/staff/staff-sessions.ts';
import type { NoticeSettings } from '../../src/notifications/notice-settings.ts';
import { OwnDevices, type OwnDevicesParts } from '../../src/notifications/own-devices.ts';
import { OwnNotices, type OwnNoticesParts } from '../../src/notifications/own-notices.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { paged, put, type Held } from './held.ts';

export const aStaffAccount = (changes: Partial<StaffAccount> = {}): StaffAccount => ({
  tenantId: tenantA,
  id: 'stf_1',
  name: 'Ayşe Örnek',
  email: 'ayse@example.com',
  role: 'accountant',
  language: 'tr',
  isDisabled: false,
  createdAt: startOfTests,
  createdBy: 'system',
  lastSignInAt: null,
  rev: 1,
  credentials: noCredentials,
  credentialsRev: 1,
  totpStep: 0,
  ...changes,
});

export const aSession = (changes: Partial<Session> = {}): Session => ({
  tokenHash: 'a'.repeat(64),
  id: 'ses_1',
  tenantId: tenantA,
  staffId: 'stf_1',
  stage: 'full',
  way: 'password',
  createdAt: startOfTests,
  provedAt: startOfTests,
  lastSeenAt: startOfTests,
  idleExpiresAt: new Date(startOfTests.getTime() + 1_800_000),
  expiresAt: new Date(startOfTests.getTime() + 43_200_000),
  wrongCodes: 0,
  address: '192.0.2.1',
  agent: 'test',
  ...changes,
});

const staffRepository = (held: Held): StaffRepository => {
  const find: StaffRepository['find'] = async (tenantId, id) =>
    held.staff.find((account) => account.tenantId === tenantId && account.id === id) ?? null;
  const write = (account: StaffAccount): StaffAccount => {
    put(held.staff, account, (other) => other.id === account.id && other.tenantId === account.tenantId);
    return account;
  };
  return {
    find,
    create: async (account) => {
      if (
        held.staff.some(({ id, email }) => id === account.id || (email !== null && email === account.email))
      )
        return false;
      held.staff.push(account);
      return true;
    },
    findByEmail: async (tenantId, email) =>
      held.staff.find((account) => account.tenantId === tenantId && account.email === email) ?? null,
    findByOidc: async (tenantId, { issuer, sub }) =>
      held.staff.find(
        ({ credentials: { oidc }, ...account }) =>
          account.tenantId === tenantId && oidc?.issuer === issuer && oidc.sub === sub,
      ) ?? null,
    list: async (tenantId, page) =>
      paged(
        held.staff.filter((account) => account.tenantId === tenantId),
        ({ id }) => id,
        page,
      ),
    edit: async (account, changes) => {
      const known = await find(account.tenantId, account.id);
      return known?.rev === account.rev ? write({ ...known, ...changes, rev: known.rev + 1 }) : null;
    },
    saveCredentials: async (account, { totpStep, ...changes }) => {
      const known = await find(account.tenantId, account.id);
      if (known?.credentialsRev !== account.credentialsRev) return null;
      return write({
        ...known,
        credentials: { ...known.credentials, ...changes },
        totpStep: totpStep ?? known.totpStep,
        credentialsRev: known.credentialsRev + 1,
      });
    },
    noteSignIn: async () => undefined,
    owners: async () => held.owners,
    addOwner: async (_tenantId, id) => {
      held.owners.push(id);
    },
    removeOwner: async (_tenantId, id) => {
      const left = held.owners.filter((owner) => owner !== id);
      if (left.length > 0) held.owners = left;
      return left.length > 0;
    },
  };
};

const sessionRepository = (held: Held): SessionRepository => ({
  insert: async (session) => {
    held.sessions.push(session);
  },
  findByToken: async (tokenHash) => held.sessions.find((one) => one.tokenHash === tokenHash) ?? null,
  find: async (tenantId, id) =>
    held.sessions.find((one) => one.tenantId === tenantId && one.id === id) ?? null,
  list: async (tenantId, { staffId }, page) =>
    paged(
      held.sessions.filter(
        (one) => one.tenantId === tenantId && (staffId === undefined || staffId === one.staffId),
      ),
      ({ id }) => id,
      page,
    ),
  touch: async () => undefined,
  prove: async () => undefined,
  countWrongCode: async () => 1,
  end: async (tenantId, id) => {
    const before = held.sessions.length;
    held.sessions = held.sessions.filter((one) => one.tenantId !== tenantId || one.id !== id);
    return held.sessions.length < before;
  },
  endByToken: async (tokenHash) => {
    held.sessions = held.sessions.filter((one) => one.tokenHash !== tokenHash);
  },
  endAllOf: async (_tenantId, staffId, except) => {
    held.sessions = held.sessions.filter((one) => one.staffId !== staffId || one.tokenHash === except);
  },
});

const linkRepository = (held: Held): SignInLinkRepository => ({
  insert: async (link) => {
    held.signInLinks.push(link);
  },
  take: async (id) => {
    const found: SignInLink | undefined = held.signInLinks.find((link) => link.id === id);
    held.signInLinks = held.signInLinks.filter((link) => link !== found);
    return found ?? null;
  },
  removeOf: async (_tenantId, staffId) => {
    held.signInLinks = held.signInLinks.filter((link) => link.staffId !== staffId);
  },
});

const noticeSettings = (): OwnNoticesParts['settings'] => {
  const saved = new Map<string, NoticeSettings>();
  return {
    find: async (_tenantId, staffId) => saved.get(staffId) ?? null,
    save: async (settings) => {
      saved.set(settings.staffId, settings);
      return true;
    },
  };
};
/** Nothing waits: the real ones are tested on a database. */
const noQueues: OwnNoticesParts['queues'] = { find: async () => null, add: async () => undefined };

/** Nobody has one: the real ones are tested on a database. */
const noDevices: OwnDevicesParts['devices'] = {
  save: async () => null,
  list: async () => [],
  has: async () => false,
  remove: async () => false,
  note: async () => undefined,
};

/** Nobody is slowed: the real one is tested on a database. */
const noSlowdowns: SlowdownRepository = { find: async () => [], save: async () => true };

type AccountPorts = Pick<
  ApiPorts,
  | 'staff'
  | 'sessions'
  | 'noteStaffAct'
  | 'tenantOf'
  | 'signInLinks'
  | 'signInFacts'
  | 'signIn'
  | 'passkeySignIn'
  | 'oidcSignIn'
  | 'ownAccount'
  | 'ownPasskeys'
  | 'ownNotices'
  | 'ownDevices'
  | 'staffDesk'
  | 'consoleUrl'
  | 'isProofFresh'
  | 'readAudit'
>;

const life = { idleMs: 1_800_000, maxMs: 43_200_000 };

export const staffSessionsOf = (held: Held, clock: Clock): StaffSessions =>
  new StaffSessions({
    ...{ sessions: sessionRepository(held), staff: staffRepository(held), clock, life, isDemo: false },
  });

/** Ports over plain arrays for signing in. */
export const accountPorts = (held: Held, clock: Clock): AccountPorts => {
  const [staff, sessions, links] = [staffRepository(held), sessionRepository(held), linkRepository(held)];
  const begin = staffSessionsOf(held, clock);
  const note: AccountPorts['noteStaffAct'] = async ({ what, subject, by }) => {
    held.staffActs.push(`${what} ${subject} ${by}`);
  };
  const keyOf = (_tenant: string, text: string): string => text;
  const guessing = new SlowGuessing({ slowdowns: noSlowdowns, keyOf, clock });
  const passwords = new Passwords();
  const tenantNameOf = async () => 'Örnek';
  const passkeys = new Passkeys({
    ...{ staff, clock, tenantNameOf },
    relyingParty: { id: 'localhost', origin: 'http://localhost:3000' },
    challenges: new PasskeyChallenges({ keyOf, tenantId: tenantA, clock }),
  });
  const shared = {
    ...{ staff, sessions, links, begin, note, clock, guessing, passwords, passkeys, tenantId: tenantA },
  };
  const signIn = new SignIn(shared);
  const ownAccount = new OwnAccount({ ...shared, signIn, tenantNameOf });
  return {
    staff,
    sessions,
    noteStaffAct: note,
    tenantOf: async () => ({ name: 'Örnek', timeZone: 'Europe/Istanbul' }),
    signInLinks: new SignInLinks({ ...shared, demo: null }),
    signIn,
    passkeySignIn: new PasskeySignIn({ ...shared, signIn }),
    oidcSignIn: null,
    ownAccount,
    ownPasskeys: new OwnPasskeys({ passkeys, ownAccount }),
    ownNotices: new OwnNotices({
      ...{ settings: noticeSettings(), queues: noQueues, devices: noDevices, channels: ['email'], clock },
    }),
    ownDevices: new OwnDevices({
      ...{ devices: noDevices, note, clock, mayCall: async () => true },
      keysOf: async () => ({ publicKey: 'B'.repeat(87), privateKey: 'A'.repeat(43) }),
    }),
    staffDesk: new StaffDesk(shared),
    consoleUrl: 'http://localhost:3000/console',
    isProofFresh: (session) => begin.isProofFresh(session),
    readAudit: async () => ({ items: [], next: null }),
    signInFacts: async () => ({
      tenantName: 'Örnek',
      demo: false,
      oidc: null,
      passkeys: true,
      secure: true,
    }),
  };
};
