import type { Server } from 'node:http';
import request from 'supertest';
import { announcement } from '../../src/app/announce.ts';
import { sessionCookieName } from '../../src/api/session-cookie.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { roleTable, scopesIn } from '../../src/staff/permissions.ts';
import { Browser } from '../support/browser.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const demo = { SIMULATOR: 'on', SIMULATOR_ALLOW: 'real-credentials', PUBLIC_URL: 'http://localhost:3000' };
const minute = 60_000;

let world: World;
afterEach(() => world.close());

const browser = (): Browser => new Browser(world.application.server as Server);
const linkToken = (): string => world.application.firstSecrets.signInLink?.token ?? '';

/** Opened by the link of the demo: signed in as its owner. */
const signedIn = async (): Promise<Browser> => {
  const page = browser();
  const answer = await page.call('post', '/v1/sign-in/link', { token: linkToken() });
  expect([answer.status, answer.body.next]).toEqual([200, 'done']);
  return page;
};

describe('the link of a demo', () => {
  beforeEach(async () => {
    world = await startWorld({ demo: true, env: demo });
  });

  it('is opened twice: each time a session of the owner, marked as demo, in a cookie no script reads', async () => {
    const page = browser();
    const first = await page.call('post', '/v1/sign-in/link', { token: linkToken() });
    const before = page.session;
    const second = await page.call('post', '/v1/sign-in/link', { token: linkToken() });

    expect([first.status, second.status, second.body.next]).toEqual([200, 200, 'done']);
    expect(second.headers['set-cookie']).toEqual([
      `${sessionCookieName}=${page.session}; Path=/; HttpOnly; Secure; SameSite=Strict`,
    ]);
    expect(page.session).not.toBe(before);
    const me = await page.call('get', '/v1/me');
    expect(me.body).toEqual(second.body.me);
    expect(me.body).toMatchObject({
      kind: 'staff',
      role: 'owner',
      demo: true,
      permissions: scopesIn(roleTable.owner.scopes),
      tenant: { id: 't_demo', timeZone: 'Europe/Istanbul' },
      session: { stage: 'full' },
      factors: { password: false, totp: false, passkeys: [], recoveryCodesLeft: 0 },
    });
    expect((await browser().call('get', '/v1/sign-in')).body).toMatchObject({ demo: true, secure: true });
  });

  it('is used by a browser that brought a session of somebody else: it gets one of its own', async () => {
    const planted = await signedIn();
    const victim = browser();
    victim.cookies.set(sessionCookieName, planted.session ?? '');
    await victim.call('post', '/v1/sign-in/link', { token: linkToken() });

    expect(victim.session).not.toBe(planted.session);
  });

  it('is printed with the address of the console, behind the #, at every start the same', async () => {
    const lines = announcement(parseConfig({ PORT: '3000' }), world.application);

    expect(lines).toMatch(/ Console {9}http:\/\/localhost:\d+\/console\/sign-in#token=[\w-]{43}\n/);
    expect(lines).toContain(`#token=${linkToken()}\n`);
  });

  it.each([
    ['another token', { token: 'A'.repeat(43) }, 410, 'link_expired'],
    ['no token', {}, 400, 'validation_failed'],
    ['a field too many', { token: 'x', role: 'owner' }, 400, 'validation_failed'],
  ])('%s: refused, no cookie', async (_how, body, status, code) => {
    const answer = await browser().call('post', '/v1/sign-in/link', body);

    expect([answer.status, answer.body.code, answer.headers['set-cookie']]).toEqual([
      status,
      code,
      undefined,
    ]);
  });
});

describe('a session', () => {
  beforeEach(async () => {
    world = await startWorld({ demo: true, env: demo });
  });

  it('works what a key works, and is named in what it did', async () => {
    const page = await signedIn();
    const me = await page.call('get', '/v1/me');
    const made = await page.call('put', '/v1/budget', { amount: '10', currency: 'USD' });

    expect([made.status, made.body.updatedBy]).toEqual([200, `staff:${me.body.id}`]);
    expect((await page.call('get', '/v1/customers')).status).toBe(200);
  });

  it.each([
    ['no origin', { Origin: '' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['another port', { Origin: 'http://localhost:3001' }],
    ['an origin that only begins like ours', { Origin: 'http://localhost:3000.evil.example' }],
    ['null', { Origin: 'null' }],
    ['a page of the same site', { 'Sec-Fetch-Site': 'same-site' }],
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a form of another site, with the origin of ours', { 'Sec-Fetch-Site': 'none' }],
  ])('changes something, called with %s: 403, nothing changed', async (_from, headers) => {
    const page = await signedIn();
    const day = { kind: 'holiday', name: 'Sayım' };
    const answer = await page.call('put', '/v1/calendar/2030-12-31', day, headers);

    expect([answer.status, answer.body.code]).toEqual([403, 'origin_refused']);
    const ended = await page.call('delete', '/v1/sessions/current', undefined, headers);
    expect(ended.status).toBe(403);
    const event = await page.call('post', '/v1/events', { type: 'x' }, headers);
    expect(event.status).toBe(403);
    const list = await page.call('get', '/v1/calendar?from=2030-12-31&to=2031-01-01');
    expect(list.body.data).not.toContainEqual(expect.objectContaining({ name: 'Sayım' }));
  });

  it('a key needs no origin, and a header counts before a cookie', async () => {
    const server = world.application.server as Server;
    const put = request(server).put('/v1/calendar/2030-12-31').send({ kind: 'holiday', name: 'Sayım' });
    expect((await put.set('Authorization', `Bearer ${testApiKey}`)).status).toBe(200);

    const page = await signedIn();
    const me = await page.call('get', '/v1/me', undefined, { Authorization: `Bearer ${testApiKey}` });
    expect([me.body.kind, me.body.session]).toEqual(['key', null]);
    const wrong = await page.call('get', '/v1/me', undefined, { Authorization: 'Bearer nothing' });
    expect(wrong.status).toBe(401);
  });

  it('is not used for half an hour: over; used every 20 minutes: over after twelve hours', async () => {
    const [idle, busy] = [await signedIn(), await signedIn()];
    const status = async (page: Browser): Promise<number> => (await page.call('get', '/v1/me')).status;
    world.clock.turn(20 * minute);
    expect(await status(busy)).toBe(200);
    world.clock.turn(20 * minute);
    expect([await status(idle), await status(busy)]).toEqual([401, 200]);
    for (let at = 40; at < 12 * 60 - 20; at += 20) {
      world.clock.turn(20 * minute);
      expect(await status(busy)).toBe(200);
    }
    world.clock.turn(20 * minute);
    expect(await status(busy)).toBe(401);
  });

  it('is signed out: the cookie is taken back, and a copy of it opens nothing', async () => {
    const page = await signedIn();
    const copy = browser();
    copy.cookies.set(sessionCookieName, page.session ?? '');
    expect((await page.call('delete', '/v1/sessions/current')).status).toBe(204);

    expect(page.session).toBeUndefined();
    expect((await copy.call('get', '/v1/me')).status).toBe(401);
    expect((await copy.call('get', '/v1/customers')).status).toBe(401);
  });

  it('is listed with where it began, and ended from another browser', async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    const list = await mine.call('get', '/v1/sessions', undefined, { 'User-Agent': 'test' });
    expect(list.body.data).toHaveLength(2);
    expect(list.body.data.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    expect(list.body.data[0]).toMatchObject({ way: 'demo', stage: 'full', address: '127.0.0.1' });
    const { id } = list.body.data.find(({ current }: { current: boolean }) => !current);

    expect((await mine.call('delete', `/v1/sessions/${id}`)).status).toBe(204);
    expect((await other.call('get', '/v1/me')).status).toBe(401);
    expect((await mine.call('get', '/v1/me')).status).toBe(200);
    expect((await mine.call('delete', `/v1/sessions/${id}`)).status).toBe(404);
  });

  it.each([
    ['a cookie twice', (token: string) => `${sessionCookieName}=${token}; ${sessionCookieName}=${token}`],
    ['another token', () => `${sessionCookieName}=${'A'.repeat(43)}`],
    ['the hash in place of the token', () => `${sessionCookieName}=${'a'.repeat(64)}`],
    ['another name', (token: string) => `mutabik=${token}`],
  ])('%s: 401', async (_how, cookie) => {
    const page = await signedIn();
    const server = world.application.server as Server;
    const answer = await request(server)
      .get('/v1/me')
      .set('Cookie', cookie(page.session ?? ''));

    expect(answer.status).toBe(401);
  });
});

describe('the link of the first owner', () => {
  let graph: MockGraph;
  beforeAll(async () => {
    graph = await startMockGraph();
  });
  afterAll(() => graph.close());

  it('is opened: the session sets the account up and has no permission', async () => {
    world = await startWorld();
    const page = browser();
    const opened = await page.call('post', '/v1/sign-in/link', { token: linkToken() });

    expect([opened.status, opened.body.next, opened.body.me.permissions]).toEqual([200, 'set-up', []]);
    expect(opened.body.me).toMatchObject({ role: 'owner', demo: false, session: { stage: 'set-up' } });
    const statuses = [
      await page.call('get', '/v1/customers'),
      await page.call('post', '/v1/apikeys', { name: 'mine', scopes: ['customers:read'] }),
      await page.call('get', '/v1/me'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([403, 403, 200]);
  });

  it('is opened by two at once: one gets in, the other is told it is used', async () => {
    world = await startWorld();
    const token = linkToken();
    const answers = await Promise.all(
      [browser(), browser(), browser()].map((page) => page.call('post', '/v1/sign-in/link', { token })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
  });

  it('is too old: refused', async () => {
    world = await startWorld();
    world.clock.turn(73 * 60 * minute);
    const answer = await browser().call('post', '/v1/sign-in/link', { token: linkToken() });

    expect([answer.status, answer.body.code]).toEqual([410, 'link_expired']);
  });

  it('nobody used it, and the process starts again: another link is printed, and either opens', async () => {
    const databaseName = freshDatabaseName();
    world = await startWorld({ databaseName, graph });
    const before = linkToken();
    await world.application.stop();
    world = await startWorld({ databaseName, graph });

    expect(linkToken()).not.toBe(before);
    const answer = await browser().call('post', '/v1/sign-in/link', { token: before });
    expect(answer.status).toBe(200);
    // Whoever opened it has the account: the other link is over.
    expect((await browser().call('post', '/v1/sign-in/link', { token: linkToken() })).status).toBe(410);
  });

  it('of a demo, when it is none any more: neither link nor session opens anything', async () => {
    const databaseName = freshDatabaseName();
    world = await startWorld({ demo: true, databaseName, graph, env: demo });
    const [token, page] = [linkToken(), await signedIn()];
    await world.application.stop();
    world = await startWorld({ databaseName, graph, env: { SIMULATOR: 'off' } });
    const later = browser();
    later.cookies.set(sessionCookieName, page.session ?? '');

    expect((await later.call('get', '/v1/me')).status).toBe(401);
    expect((await later.call('post', '/v1/sign-in/link', { token })).status).toBe(410);
  });
});
