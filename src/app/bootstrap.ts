import { hkdfSync } from 'node:crypto';
import { issueApiKey, recordOfGivenKey } from '../api/issue-api-key.ts';
import { makeCallbackTasks } from '../tasks/callback-tasks.ts';
import { makeCallbackSecret } from '../callbacks/callback-secret.ts';
import type { Channel } from '../channels/channel.ts';
import { newWrappedDataKey } from '../channels/tenant-key.ts';
import type { Config, WhatsAppCredentials } from '../config/config.ts';
import type { Clock } from '../shared/clock.ts';
import { makePushKeysOf } from '../notifications/push-keys.ts';
import { derivedId, type ChannelId, type TenantId } from '../shared/ids.ts';
import { firstOwnerLink, type PrintedLink } from '../staff/first-owner.ts';
import type { DemoLink } from '../staff/sign-in-links.ts';
import type { Repositories } from './make-repositories.ts';
import type { Storage } from './open-storage.ts';

/** What the first start made and nobody else will ever show again. */
export interface FirstSecrets {
  apiKey: string | null;
  callbackSecret: string | null;
  /** Opens the console; null: an owner can sign in, or this process has no console. */
  signInLink: PrintedLink | null;
}

/** A secret for one purpose, which outlives a restart without being stored. */
export const derivedSecret = (secretsKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretsKey, Buffer.alloc(0), `mutabik:${purpose}`, 32));

/** The number the stand-in plays where nobody gave it another: any other in the database is one of the platform's. */
export const simulatedNumberId = '410000000000001';

/** Credentials of the stand-in: from the environment, else derived, so that they outlive a restart without being stored. */
export const simulatorCredentials = (config: Config, secretsKey: Buffer): WhatsAppCredentials => {
  const derive = (purpose: string): string =>
    Buffer.from(hkdfSync('sha256', secretsKey, Buffer.alloc(0), `mutabik:simulator:${purpose}`, 24)).toString(
      'base64url',
    );
  return (
    config.whatsapp.credentials ?? {
      phoneNumberId: simulatedNumberId,
      wabaId: '301122334455667',
      accessToken: `SIM${derive('token')}`,
      appSecrets: [derive('app-secret')],
      verifyToken: derive('verify-token'),
    }
  );
};

/** Makes the first tenant, its channel, its API key and callback endpoint where they are missing. Safe in several processes. */
export const bootstrap = async (parts: {
  config: Config;
  storage: Storage;
  repositories: Repositories;
  credentials: WhatsAppCredentials;
  secretsKey: Buffer;
  demoLink: DemoLink | null;
  clock: Clock;
}): Promise<FirstSecrets> => {
  const { config, storage, repositories, secretsKey, clock } = parts;
  const tenantId = config.tenant.id as TenantId;
  const now = clock.now();
  const known = await repositories.tenants.find(tenantId);
  await repositories.tenants.save({
    id: tenantId,
    name: config.tenant.name,
    workingHours: config.tenant.workingHours,
    timeZone: config.tenant.timeZone,
    language: known?.language ?? 'tr',
    wrappedDataKey: known?.wrappedDataKey ?? newWrappedDataKey(secretsKey, tenantId),
    createdAt: known?.createdAt ?? now,
  });
  // Read back: of two processes that start at once, one key was stored.
  const tenant = await repositories.tenants.find(tenantId);
  if (tenant === null) throw new Error('the tenant was not stored');
  storage.unlock(tenant);
  await saveChannel(parts, tenantId, now);
  // Before anybody asks: reading makes none.
  if (config.push !== null) await makePushKeysOf({ pushKeys: repositories.pushKeys, clock })(tenantId);
  return {
    apiKey: await firstApiKey(parts, tenantId, now),
    callbackSecret: await firstCallback(parts, tenantId, now),
    signInLink: await firstLink(parts, tenantId),
  };
};

type Parts = Parameters<typeof bootstrap>[0];

const saveChannel = async (
  { config, repositories, credentials }: Parts,
  tenantId: TenantId,
  now: Date,
): Promise<void> => {
  const known = await repositories.channels.findByPhoneNumberId(credentials.phoneNumberId);
  const channel: Channel = {
    id: (known?.id ?? derivedId('chn', tenantId, credentials.phoneNumberId)) as ChannelId,
    tenantId,
    provider: 'meta',
    phoneNumberId: credentials.phoneNumberId,
    wabaId: credentials.wabaId,
    name: known?.name ?? 'WhatsApp',
    status: known?.status ?? 'active',
    ...(config.simulator ? {} : { isReal: true as const }),
    createdAt: known?.createdAt ?? now,
  };
  await repositories.channels.save(channel, { accessToken: credentials.accessToken });
};

const firstApiKey = async (
  { config, repositories }: Parts,
  tenantId: TenantId,
  now: Date,
): Promise<string | null> => {
  const issue = { tenantId, name: 'first key', scopes: ['*'] as const, expiresAt: null, now };
  if (config.apiKey !== null) {
    const given = recordOfGivenKey(issue, config.apiKey);
    await repositories.keys.create(given);
    // The one it takes the place of may have got out: that is why keys are changed.
    await repositories.keys.revokeGiven(tenantId, given.id, now);
    return null;
  }
  const known = await repositories.keys.list(tenantId, { limit: 1, after: null });
  if (known.items.length > 0) return null;
  const { key, record } = issueApiKey(issue);
  await repositories.keys.create(record);
  return key;
};

const firstLink = async (
  { config, repositories, demoLink, clock }: Parts,
  tenantId: TenantId,
): Promise<PrintedLink | null> => {
  const { staff, signInLinks: links } = repositories;
  if (config.role === 'worker') return null;
  const isAsked = config.staff.ownerLink;
  return firstOwnerLink({ staff, links, clock, tenantId, demo: demoLink, isAsked });
};

const firstCallback = async (
  { config, repositories }: Parts,
  tenantId: TenantId,
  now: Date,
): Promise<string | null> => {
  const { first } = config.callbacks;
  if (first === null) return null;
  const known = await repositories.callbacks.findEndpoint(tenantId, 'default');
  const isSame =
    known !== null &&
    known.url === first.url &&
    (first.secret === null || known.secrets[0]?.secret === first.secret);
  if (isSame) return null;
  const secret = first.secret ?? known?.secrets[0]?.secret ?? makeCallbackSecret();
  const since = known?.failingSince ?? null;
  if (since !== null) await repositories.callbacks.holdGivenUp(tenantId, 'default', since, now);
  await repositories.callbacks.saveEndpoint({
    tenantId,
    name: 'default',
    url: first.url,
    types: ['*'],
    secrets: [{ secret, until: null }],
    disabledReason: null,
    failingSince: null,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
    rev: (known?.rev ?? now.getTime()) + 1,
  });
  await repositories.callbacks.releaseHeld(tenantId, 'default');
  const calendarOf = () => Promise.resolve({ timeZone: config.tenant.timeZone });
  await makeCallbackTasks({ tasks: repositories.tasks, calendarOf, clock: { now: () => now } }).settled(
    tenantId,
    'default',
  );
  return first.secret === null && known === null ? secret : null;
};
