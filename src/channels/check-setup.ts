import { isIP } from 'node:net';
import type { Clock } from '../shared/clock.ts';
import type { ChannelId, TenantId } from '../shared/ids.ts';
import type { ChannelRepository } from './channel.repository.ts';
import { appIdOf } from './judge-platform.ts';
import { judgeSetup } from './judge-setup.ts';
import type { SetupReport } from './setup-check.ts';
import type {
  PublicAddress,
  SetupFacts,
  SetupInquiry,
  SubscribedApp,
  TemplateCounts,
  Told,
} from './setup-facts.ts';

export interface CheckSetupParts {
  channels: Pick<ChannelRepository, 'find' | 'secretsOf'>;
  inquiry: SetupInquiry;
  isSimulated: boolean;
  /** Of the app; null: not configured. */
  appId: string | null;
  /** The current one first. */
  appSecrets: readonly string[];
  verifyToken: string;
  publicUrl: string;
  /** Of the webhook, behind the public address. */
  webhookPath: string;
  /** Further addresses that are this webhook: the stand-in calls it on this machine. */
  otherAddresses: readonly string[];
  /** Every address of a name; rejects when there is none. */
  lookup(hostname: string): Promise<readonly string[]>;
  isPublicIp(address: string): boolean;
  templateCounts(tenantId: TenantId, wabaId: string): Promise<TemplateCounts>;
  database(): Promise<SetupFacts['database']>;
  databaseAheadMs(): number;
  clock: Clock;
}

export type CheckSetup = (tenantId: TenantId, channelId: ChannelId) => Promise<SetupReport | null>;

/** Whoever asks sooner gets the last answer: the platform is not asked more often than this. */
const paceMs = 5_000;
const lookupMs = 3_000;

const localName = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|lan|home\.arpa|test|invalid|example)$/;

const within = <Value>(work: Promise<Value>, otherwise: Value): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), lookupMs);
  });
  return Promise.race([work.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
};

const reachOf = async (hostname: string, parts: CheckSetupParts): Promise<PublicAddress['reach']> => {
  if (isIP(hostname) !== 0) return parts.isPublicIp(hostname) ? 'public' : 'local';
  if (localName.test(hostname)) return 'local';
  const addresses = await within(parts.lookup(hostname), []);
  if (addresses.length === 0) return 'unresolved';
  return addresses.some((one) => parts.isPublicIp(one)) ? 'public' : 'private';
};

const publicAddressOf = async (parts: CheckSetupParts): Promise<PublicAddress> => {
  const { host, hostname, protocol } = new URL(parts.publicUrl);
  const reach = await reachOf(hostname.replace(/^\[|\]$/g, ''), parts);
  return { host, isHttps: protocol === 'https:', reach };
};

/** With the current secret, else with the one before: while it is being changed both count. */
const askBySecret = async (
  { inquiry, appSecrets }: CheckSetupParts,
  accessToken: string,
  id: string | null,
): Promise<SetupFacts['secret']> => {
  if (id === null) return null;
  let first: SetupFacts['secret'] = null;
  for (const secret of appSecrets) {
    const answer = await inquiry.token(accessToken, { id, secret });
    const asked: SetupFacts['secret'] = { answer, isCurrent: first === null };
    if (answer.kind !== 'refused') return asked;
    first ??= asked;
  }
  return first;
};

/** A header of whole seconds says half a second less on the whole; the middle of the way is when it was written. */
const aheadOf = (answer: Told<unknown>, began: Date, ended: Date): number | null =>
  answer.kind === 'silent' || answer.at === null
    ? null
    : answer.at.getTime() + 500 - (began.getTime() + ended.getTime()) / 2;

/** Nobody said which app is ours: the one that is subscribed may be. */
const onlyAppOf = (apps: Told<readonly SubscribedApp[]>): string | null =>
  apps.kind === 'told' && apps.value.length === 1 ? (apps.value[0]?.appId ?? null) : null;

const askPlatform = async (
  parts: CheckSetupParts,
  asked: { phoneNumberId: string; wabaId: string; accessToken: string },
) => {
  const { inquiry, appId: givenAppId, clock } = parts;
  const askNumber = async () => {
    const began = clock.now();
    const number = await inquiry.number(asked);
    return { number, platformAheadMs: aheadOf(number, began, clock.now()) };
  };
  const [{ number, platformAheadMs }, apps, numbers, bySelf] = await Promise.all([
    askNumber(),
    inquiry.apps(asked),
    inquiry.numbers(asked),
    inquiry.token(asked.accessToken, null),
  ]);
  const id = appIdOf({ givenAppId, token: bySelf });
  const secret = await askBySecret(parts, asked.accessToken, id ?? onlyAppOf(apps));
  // The app itself is told everything; the token may be told nothing of itself.
  const token = secret?.answer.kind === 'told' ? secret.answer : bySelf;
  // That an app we only took for ours does not know our secret says nothing about it.
  const isProven = id !== null || secret?.answer.kind === 'told';
  return { givenAppId, number, apps, numbers, token, secret: isProven ? secret : null, platformAheadMs };
};

const look = async (
  parts: CheckSetupParts,
  tenantId: TenantId,
  channelId: ChannelId,
): Promise<SetupReport | null> => {
  const [channel, secrets] = await Promise.all([
    parts.channels.find(tenantId, channelId),
    parts.channels.secretsOf(tenantId, channelId),
  ]);
  if (channel === null || secrets === null) return null;
  const { phoneNumberId, wabaId } = channel;
  const address = `${parts.publicUrl}${parts.webhookPath}`;
  const now = parts.clock.now();
  const appSecret = parts.appSecrets[0] ?? '';
  const [platform, roundTrip, publicAddress, templates, database] = await Promise.all([
    askPlatform(parts, { phoneNumberId, wabaId, accessToken: secrets.accessToken }),
    parts.inquiry.roundTrip({ address, verifyToken: parts.verifyToken, appSecret }),
    publicAddressOf(parts),
    parts.templateCounts(tenantId, wabaId),
    parts.database(),
  ]);
  const checks = judgeSetup({
    ...{ now, channel, ...platform, roundTrip, publicAddress, templates, database },
    isSimulated: parts.isSimulated,
    ownAddresses: [address, ...parts.otherAddresses],
    databaseAheadMs: parts.databaseAheadMs(),
  });
  return { checkedAt: now, checks };
};

/** Asks everybody whom a number's set-up hangs on. Null: no such channel in this tenant. */
export const makeCheckSetup = (parts: CheckSetupParts): CheckSetup => {
  const last = new Map<string, { at: number; report: Promise<SetupReport | null> }>();
  return (tenantId, channelId) => {
    const key = `${tenantId}:${channelId}`;
    const at = parts.clock.now().getTime();
    const known = last.get(key);
    if (known !== undefined && Math.abs(at - known.at) < paceMs) return known.report;
    const report = look(parts, tenantId, channelId);
    last.set(key, { at, report });
    const forget = (): void => {
      if (last.get(key)?.report === report) last.delete(key);
    };
    // Only what is there is kept: ids that somebody makes up are not.
    void report.then((found) => (found === null ? forget() : undefined), forget);
    return report;
  };
};
