import { makeCheckSetup, type CheckSetupParts } from '../../../src/channels/check-setup.ts';
import type { Told, TokenFacts } from '../../../src/channels/setup-facts.ts';
import type { ChannelId, TenantId } from '../../../src/shared/ids.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const tenant = 't_1' as TenantId;
const channelId = 'chn_1' as ChannelId;
const clock = new FakeClock('2026-11-23T07:00:00.000Z');
const refused = (code: string): Told<never> => ({ kind: 'refused', code, at: null });
const aToken: Told<TokenFacts> = {
  ...{ kind: 'told', at: null },
  value: { isValid: true, appId: '9001', expiresAt: null, permissions: [] },
};

const partsOf = (change: Partial<CheckSetupParts> & { token?: CheckSetupParts['inquiry']['token'] } = {}) => {
  const { token = () => Promise.resolve(aToken), ...rest } = change;
  const parts: CheckSetupParts = {
    channels: {
      find: (_tenant, id) =>
        Promise.resolve(
          id === channelId
            ? {
                ...{ id, tenantId: tenant, provider: 'meta', name: 'W', status: 'active' },
                ...{ phoneNumberId: '4100', wabaId: '3011', createdAt: clock.now() },
              }
            : null,
        ),
      secretsOf: () => Promise.resolve({ accessToken: 'EAAx' }),
    },
    inquiry: {
      number: () => Promise.resolve(refused('4')),
      apps: () => Promise.resolve(refused('4')),
      numbers: () => Promise.resolve(refused('4')),
      token,
      roundTrip: () => Promise.resolve({ kind: 'whole' }),
    },
    ...{ isSimulated: false, appId: null, appSecrets: ['new', 'old'], verifyToken: 'v' },
    ...{ publicUrl: 'https://wa.dealer.com.tr', webhookPath: '/hook', otherAddresses: [] },
    lookup: () => Promise.resolve(['93.184.216.34']),
    isPublicIp: (address) => !address.startsWith('10.'),
    templateCounts: () =>
      Promise.resolve({
        ...{ readAt: clock.now(), problem: null, needed: 1, approved: 1 },
        ...{ waiting: 0, rejected: 0, outOfUse: 0, missing: 0 },
      }),
    database: () => Promise.resolve({ isReachable: true, missingIndexes: [] }),
    databaseAheadMs: () => 0,
    clock,
    ...rest,
  };
  return parts;
};

const codeOf = async (check: string, change: Parameters<typeof partsOf>[0]): Promise<string | undefined> => {
  const report = await makeCheckSetup(partsOf(change))(tenant, channelId);
  return report?.checks.find((one) => one.check === check)?.code;
};

describe('what is asked when a set-up is checked', () => {
  it.each<[string, string, readonly string[] | null]>([
    ['https://wa.dealer.com.tr', 'ok', ['93.184.216.34']],
    ['https://wa.dealer.com.tr', 'ok', ['10.0.0.1', '93.184.216.34']],
    ['https://wa.dealer.com.tr', 'private_address', ['10.0.0.1']],
    ['https://wa.dealer.com.tr', 'unresolved', []],
    ['https://wa.dealer.com.tr', 'unresolved', null],
    ['http://wa.dealer.com.tr', 'not_https', ['93.184.216.34']],
    ['https://10.0.0.1:8443', 'local_host', []],
    ['https://93.184.216.34', 'ok', []],
    ['https://[2a00::1]', 'ok', []],
    ...['localhost:3000', 'server', 'pc.local', 'wa.internal', 'nas.lan'].map(
      (host): [string, string, readonly string[]] => [`https://${host}`, 'local_host', ['93.184.216.34']],
    ),
  ])('%s: %s when its name has %p', async (publicUrl, code, addresses) => {
    const lookup = () =>
      addresses === null ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(addresses);
    expect(await codeOf('public_url', { publicUrl, lookup })).toBe(code);
  });

  it('the secret before is asked by when the current one is refused, and no other is', async () => {
    const asked: string[] = [];
    const token =
      (right: string) =>
      (_token: string, app: { id: string; secret: string } | null): Promise<Told<TokenFacts>> => {
        asked.push(app === null ? 'itself' : `${app.id} ${app.secret}`);
        return Promise.resolve(app === null || app.secret === right ? aToken : refused('190'));
      };
    expect(await codeOf('app_secret', { token: token('new') })).toBe('ok');
    expect(await codeOf('app_secret', { token: token('old') })).toBe('previous_in_use');
    expect(await codeOf('app_secret', { token: token('none') })).toBe('wrong');
    expect(asked).toEqual([
      ...['itself', '9001 new'],
      ...['itself', '9001 new', '9001 old'],
      ...['itself', '9001 new', '9001 old'],
    ]);
  });

  it('what failed, and what there is not, is not kept for those who ask next', async () => {
    let calls = 0;
    const database = () => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('away')) : partsOf().database();
    };
    const check = makeCheckSetup(partsOf({ database }));
    expect(await check(tenant, 'chn_none' as ChannelId)).toBeNull();
    await expect(check(tenant, channelId)).rejects.toThrow('away');
    expect(await check(tenant, channelId)).toMatchObject({ checkedAt: clock.now() });
    await check(tenant, channelId);
    expect(calls).toBe(2);
  });
});
