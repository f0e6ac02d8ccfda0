import type { Server } from 'node:http';
import { Secret, TOTP } from 'otpauth';
import { Browser } from '../support/browser.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const password = 'kervan-ve-yagmur-42';

let world: World;
beforeEach(async () => {
  world = await startWorld({ demo: true });
});
afterEach(() => world.close());

const browser = (): Browser => new Browser(world.application.server as Server);
const tokenOf = (link: string): string => link.split('#token=')[1] ?? '';

/** An authenticator app. */
const appOf = (secret: string) => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return { code: (shiftMs = 0) => totp.generate({ timestamp: world.clock.now().getTime() + shiftMs }) };
};

interface Person {
  page: Browser;
  email: string;
  app: ReturnType<typeof appOf>;
  codes: string[];
  id: string;
}

/** From a link to a session: address, password, app, recovery codes. */
const setUp = async (token: string, email: string): Promise<Person> => {
  const page = browser();
  const opened = await page.call('post', '/v1/sign-in/link', { token });
  expect([opened.status, opened.body.next]).toEqual([200, 'set-up']);
  if (opened.body.me.email === null)
    expect((await page.call('patch', '/v1/me', { name: 'Kemal Sahip', email })).status).toBe(200);
  expect((await page.call('put', '/v1/me/password', { password })).status).toBe(200);
  const { body } = await page.call('post', '/v1/me/totp');
  const app = appOf(body.secret);
  expect(body.uri).toMatch(/^otpauth:\/\/totp\/.+secret=/);
  const done = await page.call('post', '/v1/me/totp/confirm', { code: app.code() });
  expect([done.status, done.body.session.stage]).toEqual([200, 'full']);
  const { codes } = (await page.call('post', '/v1/me/recovery-codes')).body;
  return { page, email, app, codes, id: done.body.id };
};

const owner = (): Promise<Person> =>
  setUp(world.application.firstSecrets.signInLink?.token ?? '', 'sahip@example.com');

const invited = async (by: Person, role: string, email = `${role}@example.com`): Promise<Person> => {
  const answer = await by.page.call('post', '/v1/staff', { name: `Kişi ${role}`, email, role });
  expect([answer.status, answer.body.staff?.role]).toEqual([201, role]);
  return setUp(tokenOf(answer.body.link), email);
};

const signIn = async (page: Browser, email: string, secret = password) =>
  page.call('post', '/v1/sign-in/password', { email, password: secret });

describe('two windows of one person', () => {
  it('one’s own account: who did not see the change of the other window gets 412, and it stays', async () => {
    const { page } = await owner();
    const seen = { 'If-Match': String((await page.call('get', '/v1/me')).headers['etag']) };
    const first = await page.call('patch', '/v1/me', { name: 'Kemal Bir' }, seen);
    const second = await page.call('patch', '/v1/me', { name: 'Kemal İki' }, seen);
    expect([first.status, second.status, second.body.code]).toEqual([200, 412, 'precondition_failed']);
    const { headers, body } = await page.call('get', '/v1/me');
    expect([headers['etag'], body.name]).toEqual([first.headers['etag'], 'Kemal Bir']);
  });
});

describe('the first owner sets up the account', () => {
  it('with address, password and app: signed in, under another token, with every permission of the role', async () => {
    const page = browser();
    await page.call('post', '/v1/sign-in/link', { token: world.application.firstSecrets.signInLink?.token });
    const before = page.session;
    const early = await page.call('put', '/v1/me/password', { password });
    expect([early.status, early.body.code]).toEqual([409, 'email_missing']);
    await page.call('patch', '/v1/me', { email: 'Sahip@Example.com' });
    const half = await page.call('put', '/v1/me/password', { password });
    expect([half.body.permissions, half.body.factors.password]).toEqual([[], true]);
    const { secret } = (await page.call('post', '/v1/me/totp')).body;
    const wrong = await page.call('post', '/v1/me/totp/confirm', { code: '000000' });
    expect([wrong.status, wrong.body.problems[0].field]).toEqual([400, 'code']);
    const done = await page.call('post', '/v1/me/totp/confirm', { code: appOf(secret).code() });

    expect(done.body).toMatchObject({ role: 'owner', session: { stage: 'full' } });
    expect(done.body.permissions).toContain('staff:write');
    expect(page.session).not.toBe(before);
    const copy = browser();
    copy.cookies.set('__Host-mutabik', before ?? '');
    expect((await copy.call('get', '/v1/me')).status).toBe(401);
    expect((await page.call('get', '/v1/staff')).body.data).toHaveLength(1);
  });

  it.each([
    ['short', 'kisa-parola', 'must be at least 12 characters'],
    ['one that many use, with digits behind it', 'superman12345678', 'is one that many people use'],
    ['one that many use, twice', 'qwertyqwerty', 'is one that many people use'],
    ['made of the address', 'sahip@example', 'must not be made of your name, your address or your firm'],
  ])('with a password that is %s: refused, and which field', async (_what, given, message) => {
    const page = browser();
    await page.call('post', '/v1/sign-in/link', { token: world.application.firstSecrets.signInLink?.token });
    await page.call('patch', '/v1/me', { email: 'sahip@example.com' });
    const answer = await page.call('put', '/v1/me/password', { password: given });

    expect([answer.status, answer.body.problems]).toEqual([400, [{ field: 'password', message }]]);
    expect(JSON.stringify(answer.body)).not.toContain(given);
  });
});

describe('signing in', () => {
  it('by password and code: two calls, and between them nothing is open', async () => {
    const { email, app } = await owner();
    world.clock.turn(minute);
    const page = browser();
    const first = await signIn(page, email.toUpperCase());

    expect([first.status, first.body]).toEqual([
      200,
      { next: 'second-factor', methods: ['totp', 'recovery-code'] },
    ]);
    expect((await page.call('get', '/v1/me')).status).toBe(401);
    expect((await page.call('get', '/v1/customers')).status).toBe(401);
    const half = page.session;
    const done = await page.call('post', '/v1/sign-in/totp', { code: app.code() });
    expect([done.status, done.body.next, done.body.me.email]).toEqual([200, 'done', email]);
    expect(page.session).not.toBe(half);
    expect((await page.call('get', '/v1/customers')).status).toBe(200);
  });

  it('with a code that was used: refused; the next one works', async () => {
    const { email, app } = await owner();
    world.clock.turn(minute);
    const code = app.code();
    const [one, two] = [browser(), browser()];
    await signIn(one, email);
    await signIn(two, email);
    expect((await one.call('post', '/v1/sign-in/totp', { code })).status).toBe(200);
    const again = await two.call('post', '/v1/sign-in/totp', { code });

    expect([again.status, again.body.code]).toEqual([401, 'wrong_credentials']);
    world.clock.turn(minute / 2);
    expect((await two.call('post', '/v1/sign-in/totp', { code: app.code() })).status).toBe(200);
  });

  it('with one code in two browsers at once: one gets in', async () => {
    const { email, app } = await owner();
    world.clock.turn(minute);
    const pages = [browser(), browser()];
    for (const page of pages) await signIn(page, email);
    const code = app.code();
    const answers = await Promise.all(pages.map((page) => page.call('post', '/v1/sign-in/totp', { code })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('with a recovery code: once, however it is typed', async () => {
    const { email, codes, page: signed } = await owner();
    const page = browser();
    await signIn(page, email);
    const typed = (codes[0] ?? '').toLowerCase().replaceAll('-', ' ');
    expect((await page.call('post', '/v1/sign-in/recovery-code', { code: typed })).status).toBe(200);
    const other = browser();
    await signIn(other, email);

    expect((await other.call('post', '/v1/sign-in/recovery-code', { code: typed })).status).toBe(401);
    expect((await signed.call('get', '/v1/me')).body.factors.recoveryCodesLeft).toBe(9);
  });

  it('five wrong codes: the password is asked for again', async () => {
    const { email, app } = await owner();
    world.clock.turn(minute);
    const page = browser();
    await signIn(page, email);
    for (let tries = 0; tries < 5; tries += 1)
      expect((await page.call('post', '/v1/sign-in/totp', { code: '000000' })).status).toBe(401);

    expect((await page.call('post', '/v1/sign-in/totp', { code: app.code() })).status).toBe(401);
  });

  it('half signed in for more than five minutes, or without a password: no second factor is taken', async () => {
    const { email, app } = await owner();
    const page = browser();
    await signIn(page, email);
    world.clock.turn(6 * minute);

    expect((await page.call('post', '/v1/sign-in/totp', { code: app.code() })).status).toBe(401);
    expect((await browser().call('post', '/v1/sign-in/totp', { code: app.code() })).status).toBe(401);
  });

  it('a wrong password, an unknown address, an account that is shut out or not set up: one answer', async () => {
    const boss = await owner();
    const clerk = await invited(boss, 'clerk');
    await boss.page.call('patch', `/v1/staff/${clerk.id}`, { disabled: true });
    await boss.page.call('post', '/v1/staff', { name: 'Yeni', email: 'yeni@example.com', role: 'clerk' });
    const answers = [
      await signIn(browser(), boss.email, 'another-password-1'),
      await signIn(browser(), 'nobody@example.com'),
      await signIn(browser(), clerk.email),
      await signIn(browser(), 'yeni@example.com'),
    ];

    const shown = answers.map(({ status, body, headers }) => ({
      ...{ status, body: { ...body, requestId: '' }, cookie: headers['set-cookie'] },
    }));
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(shown[0]).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
  });

  it.each([['an account'], ['nobody']])(
    'guessed again and again at %s: slowed, longer each time',
    async (of) => {
      const { email } = await owner();
      const target = of === 'nobody' ? 'nobody@example.com' : email;
      const waits: number[] = [];
      for (let tries = 0; tries < 9; tries += 1) {
        const answer = await signIn(browser(), target, `guess-number-${tries}`);
        if (answer.status !== 429) continue;
        expect(answer.body.code).toBe('rate_limited');
        waits.push(Number(answer.headers['retry-after']));
        world.clock.turn(Number(answer.headers['retry-after']) * 1_000);
      }
      expect(waits).toEqual([2, 4]);
      // The right password is slowed as well: otherwise it would tell.
      expect((await signIn(browser(), target, 'guess-number-10')).status).toBe(401);
      const right = await signIn(browser(), target);
      expect(right.status).toBe(429);
    },
  );

  it('guessed at by many at once: no more than the free tries are looked at', async () => {
    const { email } = await owner();
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, n) => signIn(browser(), email, `guess-number-${n}`)),
    );

    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6);
    expect(answers.every(({ status }) => [401, 429].includes(status))).toBe(true);
  });
});

describe('what is sensitive', () => {
  it('ten minutes after signing in: a proof is asked for, and opens it', async () => {
    const { page, app } = await owner();
    const invite = (email: string) => page.call('post', '/v1/staff', { name: 'Yeni', email, role: 'clerk' });
    expect((await invite('a@example.com')).status).toBe(201);
    world.clock.turn(11 * minute);
    const refused = [
      await invite('b@example.com'),
      await page.call('put', '/v1/me/password', { password: 'another-password-1' }),
      await page.call('post', '/v1/apikeys', { name: 'k', scopes: ['customers:read'] }),
      await page.call('patch', '/v1/me', { email: 'c@example.com' }),
    ];
    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      refused.map(() => '403 proof_needed'),
    );

    expect((await page.call('post', '/v1/me/proof', { password: 'not-my-password' })).status).toBe(401);
    expect((await page.call('post', '/v1/me/proof', { code: app.code() })).status).toBe(200);
    expect((await invite('b@example.com')).status).toBe(201);
  });

  it('the password is changed: every other session is over, this one stays', async () => {
    const { page, email, app } = await owner();
    world.clock.turn(minute);
    const other = browser();
    await signIn(other, email);
    await other.call('post', '/v1/sign-in/totp', { code: app.code() });
    const changed = await page.call('put', '/v1/me/password', { password: 'another-password-1' });

    expect(changed.status).toBe(200);
    expect((await other.call('get', '/v1/me')).status).toBe(401);
    expect((await page.call('get', '/v1/me')).status).toBe(200);
    expect((await signIn(browser(), email)).status).toBe(401);
    expect((await signIn(browser(), email, 'another-password-1')).status).toBe(200);
  });

  it('the only second factor is taken away: refused', async () => {
    const { page } = await owner();
    const answer = await page.call('delete', '/v1/me/totp');

    expect([answer.status, answer.body.code]).toEqual([409, 'last_factor']);
  });
});

describe('people', () => {
  it('invited: a link, shown once, that makes the account theirs', async () => {
    const boss = await owner();
    const clerk = await invited(boss, 'clerk');

    const me = await clerk.page.call('get', '/v1/me');
    expect(me.body).toMatchObject({ role: 'clerk', email: 'clerk@example.com', demo: false });
    expect((await clerk.page.call('get', '/v1/staff')).status).toBe(403);
    const read = await boss.page.call('get', `/v1/staff/${clerk.id}`);
    expect(JSON.stringify(read.body)).not.toContain('token');
    expect(read.body).toMatchObject({ setUp: true, factors: { password: true, totp: true } });
    const twice = await boss.page.call('post', '/v1/staff', {
      ...{ name: 'Başka', email: 'CLERK@example.com', role: 'clerk' },
    });
    expect([twice.status, twice.body.code]).toEqual([409, 'email_taken']);
  });

  it('disabled: out at once, in every browser; enabled again: may sign in', async () => {
    const boss = await owner();
    const clerk = await invited(boss, 'clerk');
    expect((await clerk.page.call('get', '/v1/customers')).status).toBe(200);
    expect((await boss.page.call('patch', `/v1/staff/${clerk.id}`, { disabled: true })).status).toBe(200);
    expect((await clerk.page.call('get', '/v1/customers')).status).toBe(401);
    await boss.page.call('patch', `/v1/staff/${clerk.id}`, { disabled: false });

    expect((await clerk.page.call('get', '/v1/customers')).status).toBe(401);
    expect((await signIn(browser(), clerk.email)).status).toBe(200);
  });

  it('given another role: what they may changes with their next call', async () => {
    const boss = await owner();
    const clerk = await invited(boss, 'clerk');
    expect((await clerk.page.call('get', '/v1/audit')).status).toBe(403);
    await boss.page.call('patch', `/v1/staff/${clerk.id}`, { role: 'auditor' });

    expect((await clerk.page.call('get', '/v1/audit')).status).toBe(200);
    expect((await clerk.page.call('get', '/v1/me')).body.role).toBe('auditor');
  });

  it('changed by two at once, each with what they saw: one counts, the other is 412', async () => {
    const boss = await owner();
    const clerk = await invited(boss, 'clerk');
    const { headers } = await boss.page.call('get', `/v1/staff/${clerk.id}`);
    const change = (name: string) =>
      boss.page.call('patch', `/v1/staff/${clerk.id}`, { name }, { 'If-Match': headers['etag'] ?? '' });

    const answers = [await change('Bir'), await change('İki')];
    expect(answers.map(({ status }) => status)).toEqual([200, 412]);
  });

  it('administrators: give what they have, and touch neither owner nor compliance', async () => {
    const boss = await owner();
    const admin = await invited(boss, 'admin');
    const order = { name: 'Uyum', email: 'uyum@example.com', role: 'compliance' };
    const compliance = (await boss.page.call('post', '/v1/staff', order)).body.staff;
    const invite = (role: string) =>
      admin.page.call('post', '/v1/staff', { name: 'X', email: `x-${role}@example.com`, role });
    const statuses: Record<string, number> = {};
    for (const role of ['owner', 'admin', 'accountant', 'clerk', 'compliance', 'auditor'])
      statuses[role] = (await invite(role)).status;
    expect(statuses).toEqual({
      ...{ owner: 403, admin: 201, accountant: 201, clerk: 201, compliance: 403, auditor: 201 },
    });
    for (const { id } of [boss, compliance]) {
      expect((await admin.page.call('patch', `/v1/staff/${id}`, { disabled: true })).status).toBe(403);
      expect((await admin.page.call('post', `/v1/staff/${id}/link`)).status).toBe(403);
    }
    const raised = await admin.page.call('patch', `/v1/staff/${admin.id}`, { role: 'owner' });
    expect(raised.status).toBe(403);
  });

  it('the last owner: neither lowered nor shut out; two who lower each other at once: one stays', async () => {
    const boss = await owner();
    const lower = (by: Person, id: string) => by.page.call('patch', `/v1/staff/${id}`, { role: 'admin' });
    expect((await lower(boss, boss.id)).body.code).toBe('last_owner');
    const out = await boss.page.call('patch', `/v1/staff/${boss.id}`, { disabled: true });
    expect(out.body.code).toBe('last_owner');
    // Somebody who never signed in cannot be the one who is left.
    await boss.page.call('post', '/v1/staff', { name: 'Ortak', email: 'o@example.com', role: 'owner' });
    expect((await lower(boss, boss.id)).body.code).toBe('last_owner');
    const second = await invited(boss, 'owner', 'ikinci@example.com');

    const answers = await Promise.all([lower(boss, second.id), lower(second, boss.id)]);
    const owners = (await boss.page.call('get', '/v1/me')).body.role === 'owner' ? [boss] : [second];
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const list = await owners[0]?.page.call('get', '/v1/staff');
    const left = (list?.body.data as { role: string; setUp: boolean }[]).filter(
      ({ role, setUp: isSetUp }) => role === 'owner' && isSetUp,
    );
    expect(left).toHaveLength(1);
  });

  it('a new link: those before it are over; used, it ends sessions and everything that was known', async () => {
    const boss = await owner();
    const clerk = await invited(boss, 'clerk');
    const first = (await boss.page.call('post', `/v1/staff/${clerk.id}/link`)).body.link;
    const second = (await boss.page.call('post', `/v1/staff/${clerk.id}/link`)).body.link;
    expect((await clerk.page.call('get', '/v1/me')).status).toBe(200);
    const old = await browser().call('post', '/v1/sign-in/link', { token: tokenOf(first) });
    expect(old.status).toBe(410);
    await setUp(tokenOf(second), clerk.email);

    expect((await clerk.page.call('get', '/v1/me')).status).toBe(401);
    const page = browser();
    await signIn(page, clerk.email);
    const code = await page.call('post', '/v1/sign-in/recovery-code', { code: clerk.codes[0] });
    expect(code.status).toBe(401);
  });
});
