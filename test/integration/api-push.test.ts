import { hash } from 'node:crypto';
import type { Server } from 'node:http';
import { sessionCookieName } from '../../src/api/session-cookie.ts';
import { hashToken } from '../../src/staff/session.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { Browser } from '../support/browser.ts';
import { startPushService, type PushBrowser, type PushService } from '../support/push-service.ts';
import { aSession } from '../support/staff-accounts.ts';
import { newListener, newTask } from '../support/told-staff.ts';
import { startWorld, type World } from '../support/world.ts';

const path = '/v1/me/push-subscriptions';
const tenantId = 't_demo' as TenantId;

let world: World;
let service: PushService;
/** Two people, each in a browser of their own. */
let ada: Browser;
let bora: Browser;

const signedIn = async (id: string): Promise<Browser> => {
  await newListener(world, id);
  const page = new Browser(world.application.server as Server);
  const [token, now] = [id.padEnd(43, 'x'), world.clock.now()];
  const later = new Date(now.getTime() + 12 * 60 * 60_000);
  await world.application.repositories.sessions.insert(
    aSession({
      ...{ tenantId, staffId: id, id: `ses_${id}`, tokenHash: hashToken(token) },
      ...{ createdAt: now, provedAt: now, lastSeenAt: now, idleExpiresAt: later, expiresAt: later },
    }),
  );
  page.cookies.set(sessionCookieName, token);
  return page;
};

beforeEach(async () => {
  service = await startPushService();
  world = await startWorld({
    env: { WEB_PUSH_ALLOWED_ADDRESSES: '127.0.0.1', POLL_INTERVAL_MS: '600000' },
  });
  ada = await signedIn('ada');
  bora = await signedIn('bora');
});
afterEach(async () => {
  await world?.close();
  await service?.close();
});

const listed = async (page: Browser) => (await page.call('get', path)).body;
const turnOn = (page: Browser, browser: PushBrowser = service.newBrowser(), name = 'Telefon') =>
  page.call('post', path, { ...browser.subscription, name });
const audited = async (): Promise<unknown[]> => {
  const { body } = await world.api.get('/v1/audit').expect(200);
  return body.data.map(({ what, by, details }: Record<string, unknown>) => [what, by, details]).reverse();
};
const tell = () => world.application.workers?.tellStaff();
const reach = async (page: Browser) => (await page.call('get', '/v1/me/notices')).body.reach.push;

it('turned on: listed to its person alone, without its address and keys, and on record', async () => {
  const browser = service.newBrowser();
  const { endpoint, keys } = browser.subscription;
  const { status, body } = await turnOn(ada, browser);
  expect([status, body]).toEqual([
    200,
    {
      ...{
        id: expect.stringMatching(/^psh_/),
        name: 'Telefon',
        endpointHash: hash('sha256', endpoint, 'base64url'),
      },
      ...{ createdAt: '2026-11-23T07:00:00.000Z', failingSince: null, lastAt: null, lastOutcome: null },
    },
  ]);

  const mine = await listed(ada);
  const made = await world.application.repositories.pushKeys.find(tenantId);
  expect(mine).toEqual({ publicKey: made?.publicKey, devices: [body] });
  expect((await listed(bora)).devices).toEqual([]);
  for (const secret of [endpoint, keys.p256dh, keys.auth, made?.privateKey ?? ''])
    expect(JSON.stringify(mine)).not.toContain(secret);
  expect(await audited()).toEqual([['device.added', 'staff:ada', { device: body.id, sessionId: 'ses_ada' }]]);
});

it('the same browser again: one device; by somebody else: theirs, and whose it was is on record', async () => {
  const browser = service.newBrowser();
  const { body: first } = await turnOn(ada, browser);
  const { body: again } = await turnOn(ada, browser, 'Ofis');
  expect([again.id, (await listed(ada)).devices.map(({ name }: { name: string }) => name)]).toEqual([
    first.id,
    ['Ofis'],
  ]);

  world.clock.turn(1_000);
  expect((await turnOn(bora, browser)).status).toBe(200);
  expect([(await listed(ada)).devices.length, (await listed(bora)).devices.length]).toEqual([0, 1]);
  await newTask(world, 'tsk_1');
  await tell();
  expect(service.of(browser)).toHaveLength(1);
  expect(await audited()).toEqual([
    ['device.added', 'staff:ada', { device: first.id, sessionId: 'ses_ada' }],
    ['device.added', 'staff:bora', { device: first.id, sessionId: 'ses_bora', before: 'ada' }],
  ]);
});

it('turned off: told there no more; what is somebody else’s is not there', async () => {
  const browser = service.newBrowser();
  const { body } = await turnOn(ada, browser);
  world.clock.turn(1_000);
  expect((await bora.call('delete', `${path}/${body.id}`)).status).toBe(404);
  expect((await ada.call('delete', `${path}/${body.id}`)).status).toBe(204);
  expect((await ada.call('delete', `${path}/${body.id}`)).status).toBe(404);

  await newTask(world, 'tsk_1');
  await tell();
  expect(service.calls).toEqual([]);
  expect((await audited()).at(-1)).toEqual([
    'device.removed',
    'staff:ada',
    { device: body.id, sessionId: 'ses_ada' },
  ]);
});

it('ten of one person: the eleventh is refused, also where two come at once; others have their own', async () => {
  for (let number = 1; number < 10; number += 1) expect((await turnOn(ada)).status).toBe(200);
  const both = await Promise.all([turnOn(ada), turnOn(ada)]);
  expect(both.some(({ status }) => status === 409)).toBe(true);
  expect((await listed(ada)).devices.length).toBeLessThanOrEqual(10);
  while ((await listed(ada)).devices.length < 10) await turnOn(ada);
  const eleventh = await turnOn(ada);
  expect([eleventh.status, eleventh.body.code]).toEqual([409, 'too_many_devices']);
  expect((await turnOn(bora)).status).toBe(200);
});

it('an address inside, plain http, a key that is none: refused by its field, and nothing is kept or called', async () => {
  const own = service.newBrowser().subscription;
  const refused: readonly (readonly [object, string])[] = [
    ...[
      ...[
        'https://10.0.0.5/push',
        'https://169.254.169.254/',
        'https://0x7f.2/',
        'https://[::ffff:10.0.0.1]/',
      ],
      ...[
        'http://push.example.com/1',
        'https://8.8.8.8:22/',
        'https://a:b@push.example.com/',
        'file:///etc/passwd',
      ],
    ].map((endpoint) => [{ endpoint }, 'endpoint'] as const),
    [{ keys: { ...own.keys, p256dh: `B${'A'.repeat(86)}` } }, 'keys.p256dh'],
    [{ keys: { ...own.keys, auth: 'AAAA' } }, 'keys.auth'],
    [{ name: '' }, 'name'],
  ];
  for (const [change, field] of refused) {
    const { status, body } = await ada.call('post', path, { name: 'Telefon', ...own, ...change });
    expect([change, status, body.problems?.[0]?.field]).toEqual([change, 400, field]);
    expect(JSON.stringify(body)).not.toContain('AAAA');
  }
  expect((await listed(ada)).devices).toEqual([]);
  expect(await audited()).toEqual([]);
});

it('an address that leads inside only later: never called', async () => {
  const own = service.newBrowser();
  const endpoint = own.subscription.endpoint.replace('127.0.0.1', '127.0.0.2');
  // As if its name had resolved to a public address when it was saved.
  await world.application.repositories.pushDevices.save({
    ...{ ...own.subscription, endpoint, tenantId, id: 'psh_1', staffId: 'ada', name: 'Telefon' },
    ...{ createdAt: world.clock.now(), last: null, failingSince: null, pausedUntil: null },
  });
  await newTask(world, 'tsk_1');
  await tell();

  expect(service.calls).toEqual([]);
  expect((await listed(ada)).devices).toMatchObject([{ lastOutcome: 'push_refused_address' }]);
});

it('a key, a page of another origin, nobody: none of them turns anything on', async () => {
  const body = { ...service.newBrowser().subscription, name: 'Telefon' };
  expect((await world.api.get(path)).status).toBe(403);
  expect((await world.api.post(path, body)).status).toBe(403);
  expect((await world.api.remove(`${path}/psh_1`)).status).toBe(403);
  const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  expect((await ada.call('post', path, body, foreign)).status).toBe(403);
  expect((await ada.call('delete', `${path}/psh_1`, undefined, foreign)).status).toBe(403);
  ada.cookies.clear();
  expect((await ada.call('post', path, body)).status).toBe(401);
  expect((await world.application.repositories.pushDevices.list(tenantId, 'ada')).length).toBe(0);
});

it('a person without a device: the way is not there, and cannot be tried; with one it is tried on it, at once', async () => {
  expect(await reach(ada)).toMatchObject({ available: false, address: null, lastOutcome: null });
  const refused = await ada.call('post', '/v1/me/notices/test', { channel: 'push' });
  expect([refused.status, refused.body.code]).toEqual([409, 'notice_channel_unavailable']);

  const browser = service.newBrowser();
  await turnOn(ada, browser);
  for (let times = 0; times < 2; times += 1)
    expect((await ada.call('post', '/v1/me/notices/test', { channel: 'push' })).status).toBe(204);
  await tell();
  expect(service.of(browser).map(({ message }) => [message?.title, message?.link])).toEqual([
    ['Mutabık: test notice', expect.stringMatching(/\/console\/today$/)],
  ]);
  expect(await reach(ada)).toMatchObject({ available: true, waiting: 0, lastOutcome: 'sent' });
  expect((await listed(ada)).devices).toMatchObject([{ lastOutcome: 'sent', failingSince: null }]);

  service.answer(500);
  world.clock.turn(60_000);
  await ada.call('post', '/v1/me/notices/test', { channel: 'push' });
  await tell();
  const since = world.clock.now().toISOString();
  expect(await reach(ada)).toMatchObject({ lastOutcome: 'push_500', failingSince: since });
  expect((await listed(ada)).devices).toMatchObject([{ lastOutcome: 'push_500', failingSince: since }]);
});

it('chosen as a way: said by whoever knows it, and left alone by whoever does not', async () => {
  const rest = {
    ...{ kinds: {}, console: { badge: true, sound: false } },
    ...{ quietHours: null, urgentAlways: false, digestAt: ['09:00'] },
  };
  const save = async (channels: object) =>
    (await ada.call('put', '/v1/me/notices', { ...rest, channels })).body.channels;
  expect((await ada.call('get', '/v1/me/notices')).body.channels).toMatchObject({ email: true, push: true });
  expect(await save({ email: true, push: false })).toEqual({ email: true, push: false });
  expect(await save({ email: false })).toEqual({ email: false, push: false });
});
