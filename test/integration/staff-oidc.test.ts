import type { Server } from 'node:http';
import { makeLogger } from '../../src/http/make-logger.ts';
import { Browser } from '../support/browser.ts';
import {
  startOpenIdProvider,
  type Claims,
  type OpenIdProvider,
  type ProvidedPerson,
  type Signer,
} from '../support/openid-provider.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const minute = 60_000;
const origin = 'https://mutabik.example.com';
const path = '/v1/sign-in/oidc';
const signInPage = (problem: string): string => `${origin}/console/sign-in?problem=${problem}`;
const refused = signInPage('refused');
const unavailable = signInPage('unavailable');
const inside = `${origin}/console/`;

const lines: string[] = [];
let world: World;
let provider: OpenIdProvider;
beforeAll(async () => {
  provider = await startOpenIdProvider(`${origin}${path}/callback`);
  world = await startWorld({
    logger: makeLogger({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
    env: {
      PUBLIC_URL: origin,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: 'Örnek hesabı',
      OIDC_EMAIL_DOMAIN: 'example.com',
      OIDC_SECOND_FACTOR: 'provider',
      OIDC_TIMEOUT_MS: '4000',
    },
  });
});
// Nobody is slowed by what a test before did, and the provider is as it should be.
beforeEach(() => {
  world.clock.turn(61 * minute);
  Object.assign(provider, { state: 'well', forge: null });
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const browser = (): Browser => new Browser(world.application.server as Server);
const withKey = { Authorization: `Bearer ${testApiKey}` };
const asKey = async (method: 'get' | 'post' | 'patch', address: string, body?: object) =>
  (await browser().call(method, address, body, withKey)).body;

interface Invited {
  id: string;
  person: ProvidedPerson & { email: string };
  token: string;
}

let people = 0;
/** Somebody who was invited, and the token of the invitation's link. */
const invited = async (role = 'clerk'): Promise<Invited> => {
  people += 1;
  const email = `kisi-${people}@example.com`;
  const body = await asKey('post', '/v1/staff', { name: 'Kişi', email, role });
  const person = { sub: `sub-${people}`, email: email.toUpperCase(), email_verified: true };
  return { id: body.staff.id, person, token: body.link.split('#token=')[1] };
};

const codes: string[] = [];
/** Where the provider sends the browser back to. */
const backOf = async (page: Browser, person: ProvidedPerson): Promise<string> => {
  const begun = await page.call('get', path);
  expect(begun.status).toBe(303);
  const { pathname, search, searchParams } = await provider.visit(begun.headers['location'] ?? '', person);
  codes.push(searchParams.get('code') ?? 'none', searchParams.get('state') ?? 'none');
  return pathname + search;
};

/** A browser says so of a page that another site sent it to. */
const fromElsewhere = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
const comesBack = async (page: Browser, back: string) => {
  const answer = await page.call('get', back, undefined, fromElsewhere);
  expect(answer.status).toBe(303);
  return answer.headers['location'];
};
const signsIn = async (page: Browser, person: ProvidedPerson) => comesBack(page, await backOf(page, person));

const lastFailure = async (of = '') =>
  (await asKey('get', `/v1/audit?action=sign_in.failed&limit=1${of}`)).data[0];
const setUp = async (id: string): Promise<boolean> => (await asKey('get', `/v1/staff/${id}`)).setUp;

describe('the firm’s own sign-in', () => {
  it('somebody who was invited: in the console, without the link, which is over; on record', async () => {
    const { id, person, token } = await invited();
    const page = browser();
    const offer = { name: 'Örnek hesabı', startPath: path };
    expect((await page.call('get', '/v1/sign-in')).body.oidc).toEqual(offer);
    expect(await signsIn(page, person)).toBe(inside);

    const me = (await page.call('get', '/v1/me')).body;
    expect([me.id, me.factors.oidc, me.session.stage]).toEqual([id, true, 'full']);
    const shown = await asKey('get', `/v1/staff/${id}`);
    expect([shown.setUp, shown.factors.oidc, shown.factors.password]).toEqual([true, true, false]);
    expect((await page.call('get', '/v1/sessions')).body.data).toMatchObject([{ way: 'oidc' }]);
    expect((await browser().call('post', '/v1/sign-in/link', { token })).status).toBe(410);
    expect(await signsIn(browser(), person)).toBe(inside);
    const acts = (await asKey('get', `/v1/audit?subject=${id}`)).data.map(
      ({ what, details }: { what: string; details: { act?: string; way?: string } }) =>
        [what, details.act ?? details.way].join(' ').trim(),
    );
    expect(acts.filter((act: string) => !/^(staff|link)\./.test(act)).sort()).toEqual([
      'credentials.changed oidc.bound',
      'sign_in.done oidc',
      'sign_in.done oidc',
    ]);
  });

  it('asked for: a state, a nonce, PKCE and our own address, in a cookie that no script and no other host reads', async () => {
    const told = await browser().call('get', `${path}?redirect_uri=https://evil.example`);
    expect([told.status, told.headers['location']]).toEqual([400, undefined]);
    const answer = await browser().call('get', path);
    const asked = new URL(answer.headers['location'] ?? '').searchParams;

    expect(asked.get('redirect_uri')).toBe(`${origin}${path}/callback`);
    expect([asked.get('response_type'), asked.get('code_challenge_method')]).toEqual(['code', 'S256']);
    const random = ['state', 'nonce', 'code_challenge'].map((name) => asked.get(name) ?? '');
    for (const one of random) expect(one).toMatch(/^[\w-]{43}$/);
    expect(new Set(random).size).toBe(3);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Host-mutabik-oidc=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
  });

  it('begun by a page of another site: nobody is sent to the provider, the button is shown', async () => {
    const answer = await browser().call('get', path, undefined, fromElsewhere);
    expect([answer.status, answer.headers['location']]).toEqual([303, `${origin}/console/sign-in`]);
    const typed = await browser().call('get', path, undefined, { 'Sec-Fetch-Site': 'none' });
    expect(typed.headers['location']).toMatch(provider.issuer);
  });

  it('in, with a session that somebody planted: it has one of its own, and the question is gone', async () => {
    const { person } = await invited();
    const page = browser();
    const planted = 'A'.repeat(43);
    page.cookies.set('__Host-mutabik', planted);
    const back = await backOf(page, person);
    const answer = await page.call('get', `${back}&next=//evil.example`, undefined, fromElsewhere);

    expect(answer.headers['location']).toBe(inside);
    expect(page.session).toMatch(/^[\w-]{43}$/);
    expect(page.session).not.toBe(planted);
    expect(page.cookies.has('__Host-mutabik-oidc')).toBe(false);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-mutabik=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
      expect.stringContaining('__Host-mutabik-oidc=; Max-Age=0'),
    ]);
  });

  it('the address changed there: still the same account; changed here: too', async () => {
    const { id, person } = await invited();
    await signsIn(browser(), person);
    const other = await invited();
    const page = browser();
    // Renamed to the address of somebody who was never here: theirs is not opened, and stays free for them.
    expect(await signsIn(page, { ...person, email: other.person.email })).toBe(inside);
    expect((await page.call('get', '/v1/me')).body.id).toBe(id);
    expect(await setUp(other.id)).toBe(false);
    expect(await signsIn(browser(), other.person)).toBe(inside);
    await asKey('patch', `/v1/staff/${id}`, { email: 'yeni@example.com' });
    expect(await signsIn(browser(), person)).toBe(inside);
  });

  it('the only owner, who signs in there alone: counts as one, so nobody can put them out', async () => {
    const { id, person } = await invited('owner');
    expect(await signsIn(browser(), person)).toBe(inside);
    const answer = await browser().call('patch', `/v1/staff/${id}`, { disabled: true }, withKey);
    expect([answer.status, answer.body.code]).toEqual([409, 'last_owner']);
  });
});

describe('somebody who is not to get in', () => {
  it.each<[string, Partial<ProvidedPerson>, string]>([
    ['whose address is not verified', { email_verified: false }, 'not_verified'],
    ['of whose address nothing is said', { email_verified: undefined }, 'not_verified'],
    ['whose address is verified by a word', { email_verified: 'true' }, 'not_verified'],
    ['whom another claim calls verified', { email_verified: undefined, xms_edov: true }, 'not_verified'],
    ['without an address', { email: undefined }, 'not_verified'],
    ['with a letter that looks like one of ours', { email: '\u212aisi-1@example.com' }, 'not_verified'],
    ['of another domain', { email: 'kisi@example.net' }, 'other_domain'],
    ['of a domain that ends like ours', { email: 'kisi@notexample.com' }, 'other_domain'],
    ['who was not invited', { email: 'baska@example.com' }, 'not_invited'],
  ])('%s: back at the page of signing in, without a session, on record', async (_who, change, why) => {
    const { id, person } = await invited();
    const page = browser();

    expect(await signsIn(page, { ...person, ...change, sub: `other-${people}` })).toBe(refused);
    expect([page.session, await setUp(id)]).toEqual([undefined, false]);
    expect(await lastFailure()).toMatchObject({ subject: 'unknown', details: { factor: 'oidc', why } });
  });

  it('another person with the address of before: refused, on record; the one of before is not', async () => {
    const { id, person } = await invited();
    await signsIn(browser(), person);
    expect(await signsIn(browser(), { ...person, sub: 'somebody-new' })).toBe(refused);
    expect(await lastFailure()).toMatchObject({ subject: id, details: { why: 'other_person' } });
    expect(await signsIn(browser(), person)).toBe(inside);
  });

  it('shut out, before or after the first time: refused, and the session of before is over', async () => {
    const [early, late] = [await invited(), await invited()];
    const page = browser();
    await signsIn(page, late.person);
    for (const { id } of [early, late]) await asKey('patch', `/v1/staff/${id}`, { disabled: true });

    expect(await signsIn(browser(), early.person)).toBe(refused);
    expect(await signsIn(browser(), late.person)).toBe(refused);
    for (const { id } of [early, late])
      expect(await lastFailure(`&subject=${id}`)).toMatchObject({ details: { why: 'shut_out' } });
    expect((await page.call('get', '/v1/me')).status).toBe(401);
  });

  it('reset by a link: bound anew by whoever signs in next', async () => {
    const { id, person } = await invited();
    await signsIn(browser(), person);
    const { link } = await asKey('post', `/v1/staff/${id}/link`);
    await browser().call('post', '/v1/sign-in/link', { token: link.split('#token=')[1] });

    expect(await signsIn(browser(), { ...person, sub: 'the-right-one' })).toBe(inside);
    expect(await signsIn(browser(), person)).toBe(refused);
  });

  it('two at once with one address, neither here before: one has the account, the other is refused', async () => {
    const { id, person } = await invited();
    const pages = [browser(), browser()];
    const backs: string[] = [];
    for (const [n, page] of pages.entries()) backs.push(await backOf(page, { ...person, sub: `race-${n}` }));
    const answers = await Promise.all(pages.map((page, n) => comesBack(page, backs[n] ?? '')));

    expect([...answers].sort()).toEqual([inside, refused].sort());
    expect(await lastFailure()).toMatchObject({ subject: id, details: { why: 'other_person' } });
  });
});

describe('an answer', () => {
  it('in another browser, with another state, twice, too late: refused', async () => {
    const { person } = await invited();
    const page = browser();
    const back = await backOf(page, person);
    const copy = browser();
    for (const [name, value] of page.cookies) copy.cookies.set(name, value);
    const forged = back.replace(/state=[^&]+/, `state=${'A'.repeat(43)}`);

    expect(await comesBack(browser(), back)).toBe(refused);
    expect(await comesBack(copy, forged)).toBe(refused);
    for (const [name, value] of page.cookies) copy.cookies.set(name, value);
    expect(await comesBack(page, back)).toBe(inside);
    expect(await comesBack(page, back)).toBe(refused);
    expect(await comesBack(copy, back)).toBe(refused);
    const late = browser();
    const lateBack = await backOf(late, person);
    world.clock.turn(10 * minute);
    expect(await comesBack(late, lateBack)).toBe(refused);
    expect(await lastFailure()).toMatchObject({ details: { why: 'not_asked' } });
  });

  it('brought twice at once, of a provider that gives tokens for a used code: one session', async () => {
    const { person } = await invited();
    await signsIn(browser(), person);
    const page = browser();
    const cookie = await cookieOf(page);
    const copy = browser();
    copy.cookies.set(cookie.name, cookie.value);
    const first = await provider.visit(cookie.address, person);
    const second = await provider.visit(cookie.address, person);
    const answers = [
      await comesBack(page, first.pathname + first.search),
      await comesBack(copy, second.pathname + second.search),
    ];

    expect(answers).toEqual([inside, refused]);
    expect(await lastFailure()).toMatchObject({ details: { why: 'taken_before' } });
  });

  it('in which the provider says no: back at the page of signing in', async () => {
    const page = browser();
    const begun = await page.call('get', path);
    const state = new URL(begun.headers['location'] ?? '').searchParams.get('state') ?? '';
    const iss = encodeURIComponent(provider.issuer);
    const back = `${path}/callback?error=access_denied&state=${state}&iss=${iss}`;

    expect(await comesBack(page, back)).toBe(refused);
    expect(await lastFailure()).toMatchObject({ details: { why: 'provider_refused' } });
  });

  it('made up again and again from one address: slowed; the other ways to sign in are not', async () => {
    const page = browser();
    let last: string | undefined;
    for (let tries = 0; tries < 7; tries += 1)
      last = await comesBack(page, `${path}/callback?code=x&state=y`);

    expect(last).toBe(signInPage('slowed'));
    const other = { email: 'nobody@example.com', password: 'wrong-wrong-wrong' };
    expect((await browser().call('post', '/v1/sign-in/password', other)).status).toBe(401);
  });

  const same = (own: Claims): Claims => own;
  const hour = 3_600;
  const now = (): number => Math.floor(Date.now() / 1_000);
  it.each<[string, (own: Claims) => Claims, Signer]>([
    ['for another audience', (own) => ({ ...own, aud: 'another-client' }), 'itself'],
    ['for more than us', (own) => ({ ...own, aud: ['mutabik', 'another'], azp: 'another' }), 'itself'],
    ['of another issuer', (own) => ({ ...own, iss: 'https://evil.example' }), 'itself'],
    ['that is over', (own) => ({ ...own, iat: now() - 2 * hour, exp: now() - hour }), 'itself'],
    ['without an end', ({ exp: _exp, ...own }) => own, 'itself'],
    ['that is not good yet', (own) => ({ ...own, nbf: now() + hour }), 'itself'],
    ['to another question', (own) => ({ ...own, nonce: 'B'.repeat(43) }), 'itself'],
    ['without a nonce', ({ nonce: _nonce, ...own }) => own, 'itself'],
    ['without a name', ({ sub: _sub, ...own }) => own, 'itself'],
    ['signed by somebody else', same, 'somebody else'],
    ['signed by nobody (alg none)', same, 'nobody'],
    ['signed with our secret (HS256)', same, 'the secret'],
    ['signed with the public key as a secret (HS256)', same, 'the public key'],
  ])('with a token %s: refused, on record, nothing changed', async (_how, claims, signer) => {
    const { id, person } = await invited();
    provider.forge = { claims, signer };
    const page = browser();

    expect(await signsIn(page, person)).toBe(refused);
    expect([page.session, await setUp(id)]).toEqual([undefined, false]);
    expect(await lastFailure()).toMatchObject({ details: { factor: 'oidc', why: 'answer_refused' } });
  });

  it('with a token that says the address itself: taken; one a few seconds off the clock as well', async () => {
    const { person } = await invited();
    const { email, sub } = person;
    const claims = (own: Claims): Claims => ({ ...own, email, email_verified: true, exp: now() - 10 });
    provider.forge = { claims, signer: 'itself' };
    expect(await signsIn(browser(), { sub })).toBe(inside);
    provider.forge = { claims: (own) => ({ ...own, email, email_verified: false }), signer: 'itself' };
    // What is signed counts, not what is said beside it.
    expect(await signsIn(browser(), person)).toBe(refused);
  });
});

describe('a provider that is not well', () => {
  it.each(['down', 'broken'] as const)(
    '%s, before anybody is sent there: the page says so, on record once, and it is left alone for ten seconds',
    async (state) => {
      provider.state = state;
      const answer = await browser().call('get', path);
      expect([answer.status, answer.headers['location']]).toEqual([303, unavailable]);
      const failure = await lastFailure();
      expect(failure).toMatchObject({ subject: 'unknown', details: { factor: 'oidc', why: 'metadata' } });
      provider.state = 'well';
      expect((await browser().call('get', path)).headers['location']).toBe(unavailable);
      expect((await lastFailure()).id).toBe(failure.id);
      world.clock.turn(10_000);
      expect((await browser().call('get', path)).headers['location']).toMatch(provider.issuer);
    },
  );

  it.each([
    ['down', 'no_answer'],
    ['broken', 'no_answer'],
    ['silent', 'no_answer'],
    ['other secret', 'client_refused'],
  ] as const)('%s, when somebody comes back: the page says so, nothing changed', async (state, why) => {
    const { id, person } = await invited();
    const page = browser();
    const back = await backOf(page, person);
    provider.state = state;

    expect(await comesBack(page, back)).toBe(unavailable);
    expect([page.session, await setUp(id)]).toEqual([undefined, false]);
    expect(await lastFailure()).toMatchObject({ details: { factor: 'oidc', why } });
    provider.state = 'well';
    expect(await signsIn(browser(), person)).toBe(inside);
  });

  it('silent, with many who wait: the ninth is told at once, and a password is looked at meanwhile', async () => {
    const pages = Array.from({ length: 12 }, browser);
    provider.state = 'silent';
    const ended: string[] = [];
    const waiting = pages.map(async (page) => {
      const { headers } = await page.call('get', path);
      ended.push(headers['location'] ?? '');
    });
    await Promise.any(waiting);
    const other = { email: 'nobody@example.com', password: 'wrong-wrong-wrong' };
    expect((await browser().call('post', '/v1/sign-in/password', other)).status).toBe(401);
    expect(ended.length).toBeLessThan(12);
    await Promise.all(waiting);
    expect(new Set(ended)).toEqual(new Set([unavailable]));
  });

  it('well: its metadata are read once an hour', async () => {
    const before = provider.reads;
    for (let times = 0; times < 3; times += 1) await browser().call('get', path);
    world.clock.turn(59 * minute);
    await browser().call('get', path);
    expect(provider.reads - before).toBe(1);
    world.clock.turn(minute);
    await browser().call('get', path);
    expect(provider.reads - before).toBe(2);
  });
});

describe('the log', () => {
  it('after all of it: no code, no state, no token, no secret, no address of anybody', () => {
    const log = lines.join('');
    expect(log).toContain('the provider of the sign-in did not do what was asked');
    // 'eyJ' begins every token. Where nobody was sent back, and where no access token was given, there is nothing to look for.
    const nothing = ['', 'none'];
    const secrets = [...codes, ...provider.tokens, provider.clientSecret, 'example.com', 'eyJ', 'sub-1'];
    expect(secrets.filter((secret) => !nothing.includes(secret) && log.includes(secret))).toEqual([]);
  });
});

/** What a browser keeps of its question, and where it is sent. */
const cookieOf = async (page: Browser) => {
  const begun = await page.call('get', path);
  const [name, value] = [...page.cookies].at(-1) ?? ['', ''];
  return { name, value, address: begun.headers['location'] ?? '' };
};
