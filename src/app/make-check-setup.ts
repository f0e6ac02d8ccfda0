import { makeAddressPolicy } from '../callbacks/address-policy.ts';
import { lookupAll } from '../callbacks/checked-connector.ts';
import { makeCheckSetup, type CheckSetup } from '../channels/check-setup.ts';
import type { SetupFacts, SetupInquiry, TemplateCounts } from '../channels/setup-facts.ts';
import type { Config, WhatsAppCredentials } from '../config/config.ts';
import type { Clock } from '../shared/clock.ts';
import type { DatabaseClock } from '../storage/database-clock.ts';
import { isSendable, type AccountTemplate } from '../templates/account/account-template.ts';
import type { AccountFollower } from '../templates/account/follow-accounts.ts';
import { showTemplates } from '../templates/account/show-templates.ts';
import type { Repositories } from './make-repositories.ts';
import type { Storage } from './open-storage.ts';

/** What checking a set-up stands on, besides what the HTTP side has anyway. */
export interface SetupParts {
  inquiry: SetupInquiry;
  /** Where this server listens on this machine. */
  port: number;
}

interface Parts {
  config: Config;
  credentials: WhatsAppCredentials;
  repositories: Repositories;
  storage: Storage;
  databaseClock: Pick<DatabaseClock, 'offsetMs'>;
  templates: AccountFollower;
  setup: SetupParts;
  clock: Clock;
}

const waiting: ReadonlySet<AccountTemplate['status']> = new Set(['pending', 'in_appeal']);
const rejected: ReadonlySet<AccountTemplate['status']> = new Set(['rejected', 'disabled']);
const absent: ReadonlySet<AccountTemplate['status']> = new Set(['missing', 'deleted', 'unknown']);

/** Of those that messages are said in, in the languages that the account has any of; where it has none, all are missing. */
const countTemplates = async (
  { parts: { wordings, templates, accountsOf } }: AccountFollower,
  tenantId: string,
  wabaId: string,
): Promise<TemplateCounts> => {
  const [shown, account] = await Promise.all([
    showTemplates({ wordings, templates, accountsOf }, tenantId),
    templates.account(tenantId, wabaId),
  ]);
  const placed = shown.flatMap((one) =>
    one.placed.filter(({ wanted, found }) => wanted.isInUse && found.accountId === wabaId),
  );
  const inUse = new Set(
    placed.filter(({ found }) => !absent.has(found.status)).map(({ wanted }) => wanted.language),
  );
  const needed = placed
    .filter(({ wanted }) => inUse.size === 0 || inUse.has(wanted.language))
    .map(({ found }) => found);
  const count = (is: (status: AccountTemplate['status']) => boolean): number =>
    needed.filter(({ status }) => is(status)).length;
  const counts = {
    approved: needed.filter(isSendable).length,
    waiting: count((status) => waiting.has(status)),
    rejected: count((status) => rejected.has(status)),
    missing: count((status) => absent.has(status)),
  };
  const { approved, waiting: inReview, rejected: refused, missing } = counts;
  return {
    readAt: account?.readAt ?? null,
    problem: account?.problem?.cause ?? null,
    needed: needed.length,
    ...counts,
    outOfUse: needed.length - approved - inReview - refused - missing,
  };
};

const lookAtDatabase = async ({ models }: Storage): Promise<SetupFacts['database']> => {
  try {
    await models.ping();
    return { isReachable: true, missingIndexes: await models.missingIndexes() };
  } catch {
    return { isReachable: false, missingIndexes: [] };
  }
};

/** Checks of a set-up, for the API. */
export const checkSetupOf = (parts: Parts, webhookPath: string): CheckSetup => {
  const { config, credentials, storage, setup } = parts;
  return makeCheckSetup({
    channels: parts.repositories.channels,
    inquiry: setup.inquiry,
    isSimulated: config.simulator,
    appId: config.whatsapp.appId,
    appSecrets: credentials.appSecrets,
    verifyToken: credentials.verifyToken,
    publicUrl: config.http.publicUrl,
    webhookPath,
    otherAddresses: config.simulator ? [`http://127.0.0.1:${setup.port}${webhookPath}`] : [],
    lookup: lookupAll,
    isPublicIp: (address) => makeAddressPolicy([]).isAllowed(address),
    templateCounts: (tenantId, wabaId) => countTemplates(parts.templates, tenantId, wabaId),
    database: () => lookAtDatabase(storage),
    databaseAheadMs: () => parts.databaseClock.offsetMs,
    clock: parts.clock,
  });
};
