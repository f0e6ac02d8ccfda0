import { judgeSetup } from '../../../src/channels/judge-setup.ts';
import { setupCodes, type SetupCheckName } from '../../../src/channels/setup-check.ts';
import type { NumberFacts, SetupFacts, Told, TokenFacts } from '../../../src/channels/setup-facts.ts';
import type { ChannelId, TenantId } from '../../../src/shared/ids.ts';

const now = new Date('2026-11-23T07:00:00.000Z');
const ours = 'https://wa.example.com/webhooks/whatsapp';
const app = '9001';

const told = <Value>(value: Value): Told<Value> => ({ kind: 'told', value, at: now });
const refused = (code: string): Told<never> => ({ kind: 'refused', code, at: now });
const silent: Told<never> = { kind: 'silent', reason: 'ECONNREFUSED' };
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);

const both = ['whatsapp_business_messaging', 'whatsapp_business_management'].map((name) => ({
  ...{ name, accounts: null },
}));
const aToken = (change: Partial<TokenFacts> = {}): Told<TokenFacts> =>
  told({ isValid: true, appId: app, expiresAt: null, permissions: both, ...change });
const aNumber = (change: Partial<NumberFacts> = {}): Told<NumberFacts> =>
  told({
    ...{ status: 'CONNECTED', verification: 'VERIFIED', name: 'Sarraf', nameStatus: 'APPROVED' },
    ...{ quality: 'GREEN', mode: 'LIVE', addresses: { number: null, account: null, app: ours } },
    ...change,
  });
const channel: SetupFacts['channel'] = {
  ...{ id: 'chn_1' as ChannelId, tenantId: 't_1' as TenantId, provider: 'meta', name: 'WhatsApp' },
  ...{ phoneNumberId: '4100', wabaId: '3011', status: 'active', createdAt: now },
};
const counts = { needed: 50, approved: 50, waiting: 0, rejected: 0, outOfUse: 0, missing: 0 };
const read = { readAt: now, problem: null };

const good: SetupFacts = {
  ...{ now, isSimulated: false, channel, givenAppId: null },
  ...{ token: aToken(), number: aNumber(), numbers: told(['4100', '4200']) },
  apps: told([{ appId: app, address: null }]),
  secret: { answer: aToken(), isCurrent: true },
  ...{ roundTrip: { kind: 'whole' }, ownAddresses: [ours] },
  publicAddress: { host: 'wa.example.com', isHttps: true, reach: 'public' },
  ...{ platformAheadMs: 300, databaseAheadMs: 3 },
  templates: { ...read, ...counts },
  database: { isReachable: true, missingIndexes: [] },
};

const dead = { token: refused('190'), number: refused('190'), apps: refused('190'), numbers: refused('190') };
const away = { token: silent, number: silent, apps: silent, numbers: silent };
const answered = (step: 'handshake' | 'delivery', status: number, notOurs = false): Partial<SetupFacts> => ({
  roundTrip: { kind: 'answered', step, status, notOurs },
});
const addresses = (
  number: string | null,
  account: string | null,
  ofApp: string | null,
): Partial<SetupFacts> => ({ number: aNumber({ addresses: { number, account, app: ofApp } }) });
const other = 'https://other.example.com/hook?key=secret';

type Case = [check: SetupCheckName, state: string, code: string, change: Partial<SetupFacts>];

const cases: readonly Case[] = [
  ['token', 'ok', 'ok', {}],
  ['token', 'ok', 'ok', { token: aToken({ expiresAt: days(15) }) }],
  ['token', 'warning', 'expires_soon', { token: aToken({ expiresAt: days(13) }) }],
  ['token', 'failed', 'expired', { token: aToken({ isValid: false, expiresAt: days(-1) }) }],
  ['token', 'failed', 'invalid', { token: aToken({ isValid: false }) }],
  ['token', 'failed', 'invalid', dead],
  ['token', 'failed', 'invalid', { ...dead, token: refused('100'), apps: silent, number: refused('401') }],
  ['token', 'failed', 'permission_missing', { token: aToken({ permissions: both.slice(0, 1) }) }],
  [
    ...(['token', 'failed', 'account_not_granted'] as const),
    { token: aToken({ permissions: both.map((one) => ({ ...one, accounts: ['3012'] })) }) },
  ],
  ['token', 'failed', 'other_app', { givenAppId: '9002' }],
  ['token', 'unknown', 'not_described', { token: aToken({ permissions: null }) }],
  ['token', 'unknown', 'not_described', { token: refused('100') }],
  ['token', 'failed', 'platform_unreachable', away],
  ['token', 'unknown', 'platform_busy', { token: refused('4') }],

  ['number', 'ok', 'ok', {}],
  ['number', 'ok', 'ok', { number: aNumber({ verification: 'EXPIRED' }) }],
  ['number', 'failed', 'not_registered', { number: aNumber({ status: 'PENDING' }) }],
  ['number', 'failed', 'not_registered', { number: aNumber({ status: 'DISCONNECTED' }) }],
  [
    ...(['number', 'failed', 'not_verified'] as const),
    { number: aNumber({ status: 'PENDING', verification: 'EXPIRED' }) },
  ],
  ['number', 'warning', 'not_verified', { number: aNumber({ verification: 'NOT_VERIFIED' }) }],
  ['number', 'failed', 'restricted', { number: aNumber({ status: 'BANNED' }) }],
  ['number', 'failed', 'restricted', { number: refused('368') }],
  ['number', 'failed', 'gone', { number: aNumber({ status: 'DELETED' }) }],
  ['number', 'failed', 'not_connected', { number: aNumber({ status: 'SOMETHING_NEW' }) }],
  ['number', 'unknown', 'not_described', { number: aNumber({ status: null }) }],
  ['number', 'failed', 'held', { channel: { ...channel, trouble: { code: 131042, since: now } } }],
  ['number', 'warning', 'paused', { channel: { ...channel, status: 'paused' } }],
  ['number', 'warning', 'name_not_approved', { number: aNumber({ nameStatus: 'DECLINED' }) }],
  ['number', 'warning', 'quality_low', { number: aNumber({ quality: 'RED' }) }],
  ['number', 'ok', 'ok', { number: aNumber({ quality: 'UNKNOWN' }) }],
  ['number', 'warning', 'sandbox', { number: aNumber({ mode: 'SANDBOX' }) }],
  ['number', 'failed', 'not_visible', { number: refused('100.33') }],
  ['number', 'failed', 'not_visible', { number: refused('33') }],
  ['number', 'failed', 'no_permission', { number: refused('10') }],
  ['number', 'failed', 'no_permission', { number: refused('200') }],
  ['number', 'failed', 'no_permission', { number: refused('131005') }],
  ['number', 'unknown', 'platform_refused', { number: refused('100') }],
  ['number', 'unknown', 'token_failed', dead],
  ['number', 'unknown', 'platform_unreachable', { number: silent }],
  ['number', 'unknown', 'platform_busy', { number: refused('80007') }],

  ['account', 'ok', 'ok', {}],
  ['account', 'failed', 'not_subscribed', { apps: told([]) }],
  ['account', 'failed', 'not_subscribed', { apps: told([{ appId: '77', address: null }]) }],
  ['account', 'failed', 'number_elsewhere', { numbers: told(['4200']) }],
  ['account', 'ok', 'ok', { numbers: told(null) }],
  ['account', 'ok', 'ok', { numbers: silent }],
  ['account', 'unknown', 'app_unknown', { token: refused('100') }],
  ['account', 'ok', 'ok', { token: refused('100'), givenAppId: app }],
  ['account', 'failed', 'not_visible', { apps: refused('100.33') }],
  ['account', 'failed', 'no_permission', { apps: refused('200') }],
  ['account', 'failed', 'restricted', { apps: refused('131031') }],
  ['account', 'unknown', 'token_failed', dead],
  ['account', 'unknown', 'platform_refused', { apps: refused('100') }],
  ['account', 'unknown', 'platform_unreachable', { apps: silent }],
  ['account', 'unknown', 'platform_busy', { apps: refused('429') }],

  ['app_secret', 'ok', 'ok', {}],
  ['app_secret', 'warning', 'previous_in_use', { secret: { answer: aToken(), isCurrent: false } }],
  ['app_secret', 'failed', 'wrong', { secret: { answer: refused('190'), isCurrent: true } }],
  ['app_secret', 'failed', 'wrong', { secret: { answer: refused('101'), isCurrent: true } }],
  ['app_secret', 'failed', 'other_app', { secret: { answer: refused('100'), isCurrent: true } }],
  ['app_secret', 'unknown', 'platform_refused', { secret: { answer: refused('1'), isCurrent: true } }],
  ['app_secret', 'unknown', 'platform_busy', { secret: { answer: refused('4'), isCurrent: true } }],
  ['app_secret', 'unknown', 'platform_unreachable', { secret: { answer: silent, isCurrent: true } }],
  ['app_secret', 'unknown', 'app_unknown', { secret: null }],
  ['app_secret', 'unknown', 'token_failed', { ...dead, secret: null }],

  ['webhook', 'ok', 'ok', {}],
  ['webhook', 'failed', 'unreachable', { roundTrip: { kind: 'unreachable', reason: 'ECONNREFUSED' } }],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'].map(
    (reason): Case => ['webhook', 'failed', 'certificate', { roundTrip: { kind: 'unreachable', reason } }],
  ),
  ['webhook', 'failed', 'redirected', answered('handshake', 308)],
  ['webhook', 'failed', 'not_found', answered('handshake', 404)],
  ['webhook', 'failed', 'gateway', answered('delivery', 502)],
  ['webhook', 'failed', 'not_ours', answered('handshake', 200, true)],
  ['webhook', 'failed', 'verification_refused', answered('handshake', 403)],
  ['webhook', 'failed', 'signature_refused', answered('delivery', 401)],
  ['webhook', 'failed', 'delivery_refused', answered('delivery', 413)],
  ['webhook', 'failed', 'no_address', addresses(null, null, null)],
  ['webhook', 'failed', 'goes_elsewhere', addresses(null, null, other)],
  ['webhook', 'failed', 'goes_elsewhere', addresses(other, ours, ours)],
  ['webhook', 'failed', 'goes_elsewhere', addresses(null, other, ours)],
  ['webhook', 'failed', 'goes_elsewhere', { apps: told([{ appId: app, address: other }]) }],
  ['webhook', 'ok', 'ok', addresses(`${ours}/`, other, ours)],
  ['webhook', 'warning', 'app_goes_elsewhere', addresses(ours, null, other)],
  ['webhook', 'warning', 'app_goes_elsewhere', addresses(null, ours, null)],
  ['webhook', 'unknown', 'address_untold', { number: aNumber({ addresses: null }) }],
  ['webhook', 'unknown', 'number_unknown', dead],
  ['webhook', 'failed', 'verification_refused', { ...dead, ...answered('handshake', 403) }],

  ['public_url', 'ok', 'ok', {}],
  ...(['local', 'private', 'unresolved', 'public'] as const).flatMap((reach) =>
    [true, false].map((isHttps): Case => {
      const publicAddress = { host: 'wa.example.com', isHttps, reach };
      if (!isHttps && reach !== 'local') return ['public_url', 'failed', 'not_https', { publicAddress }];
      if (reach === 'local') return ['public_url', 'failed', 'local_host', { publicAddress }];
      if (reach === 'unresolved') return ['public_url', 'failed', 'unresolved', { publicAddress }];
      return reach === 'private'
        ? ['public_url', 'warning', 'private_address', { publicAddress }]
        : ['public_url', 'ok', 'ok', { publicAddress }];
    }),
  ),
  [
    ...(['public_url', 'warning', 'demo'] as const),
    { isSimulated: true, publicAddress: { host: 'localhost', isHttps: false, reach: 'local' } },
  ],

  ['time', 'ok', 'ok', { platformAheadMs: -5_000 }],
  ['time', 'warning', 'platform_differs', { platformAheadMs: 5_001 }],
  ['time', 'failed', 'platform_differs', { platformAheadMs: -60_001 }],
  ['time', 'failed', 'database_differs', { databaseAheadMs: -2_000 }],
  ['time', 'unknown', 'platform_unreachable', { platformAheadMs: null }],

  ['templates', 'ok', 'ok', {}],
  ['templates', 'warning', 'waiting', { templates: { ...read, ...counts, approved: 48, waiting: 2 } }],
  ['templates', 'failed', 'rejected', { templates: { ...read, ...counts, approved: 49, rejected: 1 } }],
  ['templates', 'failed', 'out_of_use', { templates: { ...read, ...counts, approved: 49, outOfUse: 1 } }],
  ['templates', 'failed', 'missing', { templates: { ...read, ...counts, approved: 0, missing: 50 } }],
  ['templates', 'unknown', 'not_read', { templates: { ...read, ...counts, readAt: null } }],
  ['templates', 'unknown', 'not_readable', { templates: { ...read, ...counts, problem: 'access' } }],

  ['database', 'ok', 'ok', {}],
  ['database', 'failed', 'unreachable', { database: { isReachable: false, missingIndexes: [] } }],
  ['database', 'failed', 'missing_indexes', { database: { isReachable: true, missingIndexes: ['a.b_1'] } }],
];

const judged = (change: Partial<SetupFacts>) => judgeSetup({ ...good, ...change });

describe('what the facts of a set-up come to', () => {
  it.each(cases)('%s: %s, %s', (check, state, code, change) => {
    expect(judged(change).find((one) => one.check === check)).toMatchObject({ state, code });
  });

  it('the table above has every code there is', () => {
    const codes = Object.entries(setupCodes).flatMap(([check, list]) =>
      list.map((code) => `${check}.${code}`),
    );
    expect([...new Set(cases.map(([check, , code]) => `${check}.${code}`))].sort()).toEqual(codes.sort());
  });

  it('each in its place, whatever the others come to', () => {
    const order = Object.keys(setupCodes);
    for (const change of [{}, dead, away]) expect(judged(change).map(({ check }) => check)).toEqual(order);
    expect(judged(dead).map(({ state }) => state)).toEqual([
      ...['failed', 'unknown', 'unknown', 'ok', 'unknown', 'ok', 'ok', 'ok', 'ok'],
    ]);
  });

  it('says until when, what is missing, and where it goes, without what an address carries', () => {
    const factsOf = (check: SetupCheckName, change: Partial<SetupFacts>) =>
      judged(change).find((one) => one.check === check)?.facts;
    expect(factsOf('token', { token: aToken({ permissions: [] }) })).toEqual({
      ...{ expiresAt: null, missing: both.map(({ name }) => name) },
    });
    expect(factsOf('webhook', addresses(null, other, ours))).toEqual({
      ...{ at: 'account', host: 'other.example.com' },
    });
    expect(factsOf('number', { number: refused('100.33') })).toEqual({ platformCode: '100.33' });
    expect(factsOf('time', { platformAheadMs: 90_400 })).toEqual({ aheadSeconds: 90 });
  });
});
