import type { Server } from 'node:http';
import { Secret, TOTP } from 'otpauth';
import { Authenticator } from '../support/authenticator.ts';
import { Browser } from '../support/browser.ts';
import { startOpenIdProvider, type OpenIdProvider, type ProvidedPerson } from '../support/openid-provider.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const minute = 60_000;
const origin = 'https://mutabik.example.com';
const path = '/v1/sign-in/oidc';
const console = `${origin}/console`;
const password = 'kervan-ve-yagmur-42';

let world: World;
let provider: OpenIdProvider;
beforeAll(async () => {
  provider = await startOpenIdProvider(`${origin}${path}/callback`);
  world = await startWorld({
    env: {
      PUBLIC_URL: origin,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_VERIFIED_CLAIM: 'xms_edov',
    },
  });
});
// Nobody is slowed by what a test before did.
beforeEach(() => world.clock.turn(61 * minute));
afterAll(async () => {
  await world.close();
  await provider.close();
});

const browser = (): Browser => new Browser(world.application.server as Server);

let people = 0;
const invited = async (role = 'clerk'): Promise<{ id: string; person: ProvidedPerson }> => {
  people += 1;
  const email = `kisi-${people}@example.com`;
  const withKey = { Authorization: `Bearer ${testApiKey}` };
  const { body } = await browser().call('post', '/v1/staff', { name: 'Kişi', email, role }, withKey);
  return { id: body.staff.id, person: { sub: `sub-${people}`, email, xms_edov: true } };
};

const signsIn = async (page: Browser, person: ProvidedPerson) => {
  const begun = await page.call('get', path);
  const { pathname, search } = await provider.visit(begun.headers['location'] ?? '', person);
  return (await page.call('get', pathname + search)).headers['location'];
};

/** Was there once, and made a passkey then. */
const withPasskey = async (person: ProvidedPerson): Promise<{ page: Browser; device: Authenticator }> => {
  const [page, device] = [browser(), new Authenticator(origin)];
  expect(await signsIn(page, person)).toBe(`${console}/set-up`);
  const { body } = await page.call('post', '/v1/me/passkeys/options');
  const made = { name: 'Telefon', response: device.create(body) };
  expect((await page.call('post', '/v1/me/passkeys', made)).status).toBe(200);
  return { page, device };
};

describe('the firm’s own sign-in, where a second factor of ours is asked for', () => {
  it('bound, with a password and no second factor yet: the password opens nothing, like a wrong one', async () => {
    const { person } = await invited();
    const page = browser();
    expect(await signsIn(page, person)).toBe(`${console}/set-up`);
    expect((await page.call('put', '/v1/me/password', { password })).status).toBe(200);

    const { status, body } = await browser().call('post', '/v1/sign-in/password', {
      ...{ email: person.email, password },
    });
    expect([status, body.code]).toEqual([401, 'wrong_credentials']);
  });

  it('the first time: opens the making of one and nothing else, then all that the role may', async () => {
    const { id, person } = await invited('owner');
    const page = browser();
    expect(await signsIn(page, person)).toBe(`${console}/set-up`);
    const before = (await page.call('get', '/v1/me')).body;
    expect([before.id, before.session.stage, before.permissions]).toEqual([id, 'set-up', []]);
    expect((await page.call('get', '/v1/staff')).status).toBe(403);

    const device = new Authenticator(origin);
    const { body } = await page.call('post', '/v1/me/passkeys/options');
    await page.call('post', '/v1/me/passkeys', { name: 'Telefon', response: device.create(body) });
    expect((await page.call('get', '/v1/me')).body.session.stage).toBe('full');
    expect((await page.call('get', '/v1/sessions')).body.data).toMatchObject([{ way: 'oidc' }]);
    expect((await page.call('get', '/v1/staff')).status).toBe(200);
  });

  it('a password made meanwhile, without an app: it opens nothing yet', async () => {
    const { person } = await invited();
    const page = browser();
    await signsIn(page, person);
    expect((await page.call('put', '/v1/me/password', { password })).status).toBe(200);
    expect((await page.call('get', '/v1/me')).body.session.stage).toBe('set-up');
    expect(await signsIn(browser(), person)).toBe(`${console}/set-up`);
  });

  it('with a passkey: half a session, which it makes whole', async () => {
    const { id, person } = await invited();
    const { device } = await withPasskey(person);
    const page = browser();
    expect(await signsIn(page, person)).toBe(`${console}/sign-in?factors=passkey`);
    expect((await page.call('get', '/v1/me')).status).toBe(401);
    const half = page.session;

    const { body } = await page.call('post', '/v1/sign-in/passkey/options', { secondFactor: true });
    expect(body.allowCredentials).toHaveLength(1);
    expect((await page.call('post', '/v1/sign-in/passkey', device.get(body))).status).toBe(200);
    expect((await page.call('get', '/v1/me')).body.id).toBe(id);
    expect(page.session).not.toBe(half);
    const { data } = (await page.call('get', '/v1/sessions')).body;
    expect(data.map(({ way }: { way: string }) => way)).toEqual(['oidc', 'oidc']);
  });

  it('with an app: a wrong code opens nothing, the right one does', async () => {
    const { person } = await invited();
    const { page: own } = await withPasskey(person);
    await own.call('put', '/v1/me/password', { password });
    const { secret } = (await own.call('post', '/v1/me/totp')).body;
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = () => totp.generate({ timestamp: world.clock.now().getTime() });
    await own.call('post', '/v1/me/totp/confirm', { code: code() });
    world.clock.turn(minute);
    const page = browser();

    expect(await signsIn(page, person)).toBe(`${console}/sign-in?factors=totp.passkey`);
    const right = code();
    const wrong = right === '000000' ? '000001' : '000000';
    expect((await page.call('post', '/v1/sign-in/totp', { code: wrong })).status).toBe(401);
    expect((await page.call('get', '/v1/me')).status).toBe(401);
    expect((await page.call('post', '/v1/sign-in/totp', { code: right })).status).toBe(200);
    expect((await page.call('get', '/v1/me')).status).toBe(200);
  });

  it('the last way of one’s own: cannot be taken away, although the provider is there', async () => {
    const { person } = await invited();
    const { page, device } = await withPasskey(person);
    const answer = await page.call('delete', `/v1/me/passkeys/${device.id.toString('base64url')}`);
    expect([answer.status, answer.body.code]).toEqual([409, 'last_factor']);
  });

  it.each<[string, unknown, unknown, string]>([
    ['1, as a word', '1', undefined, `${console}/set-up`],
    ['false', false, true, `${console}/sign-in?problem=refused`],
    ['not there', undefined, true, `${console}/sign-in?problem=refused`],
  ])(
    'a claim of the maker’s own for verified addresses, %s: it alone counts',
    async (_is, own, usual, page) => {
      const { person } = await invited();
      expect(await signsIn(browser(), { ...person, xms_edov: own, email_verified: usual })).toBe(page);
    },
  );
});
