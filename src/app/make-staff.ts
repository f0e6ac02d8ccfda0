import { makeAuthenticate } from '../api/authenticate.ts';
import { KeyRates } from '../api/key-rates.ts';
import { oidcCallbackPath, oidcPath } from '../api/sign-in-oidc-routes.ts';
import { makeScopesNow } from '../api/scopes-now.ts';
import { WrongKeys } from '../api/wrong-keys.ts';
import { makeAddressPolicy, type AddressPolicy } from '../callbacks/address-policy.ts';
import { CallbackUrlRefused, checkCallbackUrlAtSave } from '../callbacks/callback-url.ts';
import { lookupAll } from '../callbacks/checked-connector.ts';
import type { Config } from '../config/config.ts';
import { ownOrigin } from '../http/own-origin.ts';
import { OwnDevices } from '../notifications/own-devices.ts';
import { OwnNotices } from '../notifications/own-notices.ts';
import { makePushKeysOf } from '../notifications/push-keys.ts';
import type { NoteStaffAct } from '../staff/staff-act.ts';
import type { Session } from '../staff/session.ts';
import { OidcProvider } from '../staff/oidc-provider.ts';
import { OidcSignIn } from '../staff/oidc-sign-in.ts';
import { OwnAccount } from '../staff/own-account.ts';
import { OwnPasskeys } from '../staff/own-passkeys.ts';
import { PasskeyChallenges } from '../staff/passkey-challenge.ts';
import { PasskeySignIn } from '../staff/passkey-sign-in.ts';
import { Passkeys } from '../staff/passkeys.ts';
import { Passwords } from '../staff/passwords.ts';
import { relyingPartyOf } from '../staff/relying-party.ts';
import { SignIn } from '../staff/sign-in.ts';
import { SlowGuessing } from '../staff/slow-guessing.ts';
import { StaffDesk } from '../staff/staff-desk.ts';
import type { TenantId } from '../shared/ids.ts';
import { StaffSessions } from '../staff/staff-sessions.ts';
import { SignInLinks } from '../staff/sign-in-links.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Directory } from '../channels/directory.ts';
import type { DemoLink } from '../staff/sign-in-links.ts';
import type { Storage } from './open-storage.ts';
import type { Repositories } from './make-repositories.ts';

interface StaffParts {
  config: Config;
  repositories: Repositories;
  directory: Directory;
  demoLink: DemoLink | null;
  storage: Storage;
  clock: Clock;
  logger: Logger;
}

/** A cookie of ours stays where the address is https, or this machine's own (docs/api.md, People of ours). */
const keepsCookies = ({ http }: Config): boolean => {
  const { protocol, hostname } = new URL(http.publicUrl);
  return (
    protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  );
};

/** How people of ours sign in, and what they change about it. */
export const makeStaff = (parts: StaffParts) => {
  const { config, repositories, directory, demoLink, clock } = parts;
  const { staff, sessions, signInLinks: links, slowdowns, audit } = repositories;
  const note = audit.noteStaffAct.bind(audit);
  const begin = new StaffSessions({
    ...{ sessions, staff, clock, isDemo: demoLink !== null },
    life: config.staff,
  });
  const tenantOf = async (tenantId: string) => {
    const { company, timeZone } = await directory.settingsOf(tenantId);
    return { name: company.name, timeZone };
  };
  const tenantNameOf = async (tenantId: string): Promise<string> => (await tenantOf(tenantId)).name;
  const passwords = new Passwords();
  const keyOf = (tenant: string, text: string): string => parts.storage.vault.pseudonym(tenant, text);
  const guessing = new SlowGuessing({ slowdowns, clock, keyOf });
  const tenantId = config.tenant.id as TenantId;
  const passkeys = new Passkeys({
    ...{ staff, clock, tenantNameOf },
    relyingParty: relyingPartyOf(config.http.publicUrl),
    challenges: new PasskeyChallenges({ keyOf, tenantId, clock }),
  });
  const shared = {
    ...{ staff, sessions, links, begin, passwords, passkeys, guessing, note, clock, tenantId, tenantNameOf },
  };
  const signIn = new SignIn(shared);
  const { oidc } = config.staff;
  const ownAccount = new OwnAccount({ ...shared, signIn });
  return {
    sessions: begin,
    ports: {
      ...{ staff, sessions, tenantOf, signIn },
      noteStaffAct: note,
      scopesNow: makeScopesNow({ keys: repositories.keys, sessions: begin, clock }),
      signInLinks: new SignInLinks({ ...shared, demo: demoLink }),
      passkeySignIn: new PasskeySignIn({ ...shared, signIn }),
      oidcSignIn:
        oidc === null
          ? null
          : new OidcSignIn({
              ...{ ...shared, signIn, keyOf, settings: oidc },
              provider: new OidcProvider({
                ...{ settings: oidc, clock },
                redirectUri: `${config.http.publicUrl}${oidcCallbackPath}`,
                onFailure: (error) =>
                  parts.logger.warn({ error }, 'the provider of the sign-in did not do what was asked'),
              }),
            }),
      ownAccount,
      ownPasskeys: new OwnPasskeys({ passkeys, ownAccount }),
      ...noticesOf(parts, note),
      staffDesk: new StaffDesk(shared),
      consoleUrl: `${config.http.publicUrl}/console`,
      isProofFresh: (session: Session) => begin.isProofFresh(session),
      readAudit: audit.list.bind(audit),
      signInFacts: async () => ({
        tenantName: await tenantNameOf(config.tenant.id),
        demo: demoLink !== null,
        oidc: oidc === null ? null : { name: oidc.name, startPath: oidcPath },
        passkeys: passkeys.areThere,
        secure: keepsCookies(config),
      }),
    },
  };
};

/** By the rules of callbacks: people of ours say where it goes. */
const mayCall = async (url: string, policy: AddressPolicy): Promise<boolean> => {
  try {
    await checkCallbackUrlAtSave(url, policy, lookupAll);
    return true;
  } catch (error) {
    if (error instanceof CallbackUrlRefused) return false;
    throw error;
  }
};

/** What they hear of, and on which devices. */
const noticesOf = ({ config: { mail, push }, repositories, clock }: StaffParts, note: NoteStaffAct) => {
  const { pushDevices: devices, pushKeys } = repositories;
  const policy = makeAddressPolicy(push?.allowedAddresses ?? []);
  return {
    ownNotices: new OwnNotices({
      ...{ settings: repositories.noticeSettings, queues: repositories.noticeQueues, devices, clock },
      channels: [
        ...(mail === null ? [] : (['email'] as const)),
        ...(push === null ? [] : (['push'] as const)),
      ],
    }),
    ownDevices: new OwnDevices({
      ...{ devices, keysOf: makePushKeysOf({ pushKeys, clock }), note, clock },
      mayCall: push === null ? null : (url) => mayCall(url, policy),
    }),
  };
};

/** Who calls, by key or by session, and what is asked of them besides. */
export const makeCallers = (
  { config, repositories, directory, clock, logger }: StaffParts,
  sessions: StaffSessions,
) => {
  const requireOwnOrigin = ownOrigin(config.http.publicUrl);
  const { trustedProxyHops, apiCallsPerMinute: callsPerMinute } = config.http;
  const authenticate = makeAuthenticate({
    ...{ keys: repositories.keys, sessions, requireOwnOrigin, clock, trustedProxyHops },
    isServed: (tenantId) => directory.isServed(tenantId),
    wrongKeys: new WrongKeys(logger),
    keyRates: new KeyRates({ buckets: repositories.callBuckets, clock, callsPerMinute }),
  });
  const isProofFresh = (session: Session): boolean => sessions.isProofFresh(session);
  return { authenticate, requireOwnOrigin, isProofFresh, trustedProxyHops };
};
