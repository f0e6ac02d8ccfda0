import type { Server } from 'node:http';
import { Secret, TOTP } from 'otpauth';
import { Authenticator, type Otherwise } from '../support/authenticator.ts';
import { Browser } from '../support/browser.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const origin = 'https://mutabik.example.com';
const password = 'kervan-ve-yagmur-42';

let world: World;
/** Of the first owner, who invites everybody else. */
let first: Person;
beforeAll(async () => {
  world = await startWorld({ demo: true, env: { PUBLIC_URL: origin } });
  first = await setUp(world.application.firstSecrets.signInLink?.token ?? '');
});
// Nobody is slowed by what a test before did.
beforeEach(() => world.clock.turn(61 * minute));
afterAll(() => world.close());

const browser = (): Browser => new Browser(world.application.server as Server);

const adds = async (page: Browser, device: Authenticator, otherwise?: Otherwise) => {
  const options = await page.call('post', '/v1/me/passkeys/options');
  expect(options.status).toBe(200);
  const response = device.create(options.body, otherwise);
  return page.call('post', '/v1/me/passkeys', { name: 'Telefon', response });
};

let people = 0;

interface Person {
  page: Browser;
  device: Authenticator;
  id: string;
}

/** From a link to a session with a passkey and nothing else. */
const setUp = async (token: string): Promise<Person> => {
  const [page, device] = [browser(), new Authenticator(origin)];
  await page.call('post', '/v1/sign-in/link', { token });
  const added = await adds(page, device);
  expect([added.status, added.body.session.stage]).toEqual([200, 'full']);
  return { page, device, id: added.body.id };
};

const invited = async (page: Browser, role: string): Promise<Person> => {
  people += 1;
  const someone = { name: 'Kişi', email: `kisi-${people}@example.com`, role };
  const { body } = await page.call('post', '/v1/staff', someone);
  return setUp(body.link.split('#token=')[1] ?? '');
};

const owner = async (): Promise<Person> => {
  const page = browser();
  expect((await signsIn(page, first.device)).status).toBe(200);
  return invited(page, 'owner');
};

const asked = async (page: Browser, order: object = {}) =>
  (await page.call('post', '/v1/sign-in/passkey/options', order)).body;

const signsIn = async (page: Browser, device: Authenticator, otherwise?: Otherwise) =>
  page.call('post', '/v1/sign-in/passkey', device.get(await asked(page), otherwise));

/** A password and an app beside the passkey. */
const withPassword = async ({ page }: Person): Promise<void> => {
  await page.call('put', '/v1/me/password', { password });
  const { secret } = (await page.call('post', '/v1/me/totp')).body;
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = totp.generate({ timestamp: world.clock.now().getTime() });
  expect((await page.call('post', '/v1/me/totp/confirm', { code })).status).toBe(200);
};

const begins = async (page: Browser, person: Person) => {
  const { email } = (await person.page.call('get', '/v1/me')).body;
  return page.call('post', '/v1/sign-in/password', { email, password });
};

const failures = async ({ page, id }: Person) => {
  const { body } = await page.call('get', `/v1/audit?action=sign_in.failed&subject=${id}`);
  return body.data.map(({ subject, details }: { subject: string; details: object }) => ({
    subject,
    ...details,
  }));
};

describe('signing in with a passkey alone', () => {
  it('made at the link of an invitation: signed in, on record, and seen with the person', async () => {
    const { device, id } = await owner();
    const page = browser();
    expect((await page.call('get', '/v1/sign-in')).body.passkeys).toBe(true);
    const options = await asked(page);
    expect(options).toMatchObject({ rpId: 'mutabik.example.com', userVerification: 'required' });
    expect(options.allowCredentials).toBeUndefined();
    const done = await page.call('post', '/v1/sign-in/passkey', device.get(options));

    expect([done.status, done.body.next, done.body.me.id]).toEqual([200, 'done', id]);
    const now = world.clock.now().toISOString();
    expect(done.body.me.factors.passkeys).toEqual([
      { id: device.id.toString('base64url'), name: 'Telefon', createdAt: now, lastUsedAt: now },
    ]);
    const { body } = await page.call('get', `/v1/sessions?staff=${id}`);
    expect(body.data.map(({ way }: { way: string }) => way).sort()).toEqual(['link', 'passkey']);
    const audit = await page.call('get', `/v1/audit?action=credentials.changed&subject=${id}`);
    expect(audit.body.data).toMatchObject([{ by: `staff:${id}`, details: { act: 'passkey.added' } }]);
  });

  it.each<[string, Otherwise]>([
    ['a page of another origin', { origin: 'https://mutabik.example.net' }],
    ['a page of this machine', { origin: 'http://localhost' }],
    ['another relying party', { rpId: 'example.com' }],
    ['a device that asked for no lock', { isVerified: false }],
    ['a challenge that was made up', { challenge: Buffer.alloc(70, 7).toString('base64url') }],
    ['the name of somebody else', { userHandle: Buffer.from('stf_other').toString('base64url') }],
    ['nobody’s name', { userHandle: null }],
    ['a count that has fallen', { counter: 1 }],
  ])('signed by %s: refused as everything wrong is', async (_by, otherwise) => {
    const { device } = await owner();
    const answer = await signsIn(browser(), device, otherwise);

    expect([answer.status, answer.body.code]).toEqual([401, 'wrong_credentials']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('a count that has fallen: the record says so, and a count of 0 is none', async () => {
    const person = await owner();
    await signsIn(browser(), person.device, { counter: 1 });
    expect(await failures(person)).toMatchObject([
      { subject: person.id, factor: 'passkey', why: 'counter_fell' },
    ]);

    const device = new Authenticator(origin);
    expect((await adds(person.page, device, { counter: 0 })).status).toBe(200);
    const twice = [
      await signsIn(browser(), device, { counter: 0 }),
      await signsIn(browser(), device, { counter: 0 }),
    ];
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('an answer comes again, later or at the same moment: taken once', async () => {
    const { device } = await owner();
    const answer = device.get(await asked(browser()), { counter: 2 });
    const same = device.get(await asked(browser()), { counter: 3 });
    const all = await Promise.all(
      [answer, answer].map((one) => browser().call('post', '/v1/sign-in/passkey', one)),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await browser().call('post', '/v1/sign-in/passkey', same)).status).toBe(200);
    expect((await browser().call('post', '/v1/sign-in/passkey', same)).status).toBe(401);
  });

  it('answered again by a device that does not count: taken once', async () => {
    const person = await owner();
    const device = new Authenticator(origin);
    await adds(person.page, device, { counter: 0 });
    const answer = device.get(await asked(browser()), { counter: 0 });
    const all = await Promise.all(
      [answer, answer, answer].map((one) => browser().call('post', '/v1/sign-in/passkey', one)),
    );

    expect(all.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it('asked for five minutes ago: refused', async () => {
    const { device } = await owner();
    const options = await asked(browser());
    world.clock.turn(5 * minute);

    expect((await browser().call('post', '/v1/sign-in/passkey', device.get(options))).status).toBe(401);
  });

  it('a device of nobody, of somebody shut out, a passkey taken away: one answer', async () => {
    const boss = await owner();
    const clerk = await invited(boss.page, 'clerk');
    const gone = new Authenticator(origin);
    await adds(boss.page, gone);
    await boss.page.call('delete', `/v1/me/passkeys/${gone.id.toString('base64url')}`);
    await boss.page.call('patch', `/v1/staff/${clerk.id}`, { disabled: true });
    const nobody = new Authenticator(origin);
    nobody.create({ challenge: '', user: { id: Buffer.from('stf_nobody').toString('base64url') } });
    const answers = [];
    for (const device of [nobody, clerk.device, gone]) answers.push(await signsIn(browser(), device));

    const told = answers.map(({ status, body: { requestId: _id, ...body } }) => ({ status, ...body }));
    expect(told[0]).toMatchObject({ status: 401, code: 'wrong_credentials' });
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it('with the key of one person and the name of another: refused', async () => {
    const boss = await owner();
    const clerk = await invited(boss.page, 'clerk');
    const userHandle = Buffer.from(boss.id).toString('base64url');

    expect((await signsIn(browser(), clerk.device, { userHandle })).status).toBe(401);
  });

  it('wrong again and again: slowed', async () => {
    const { device } = await owner();
    const answers = [];
    for (let tries = 0; tries < 7; tries += 1)
      answers.push(await signsIn(browser(), device, { isVerified: false }));

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401, 429]);
  });
});

describe('a passkey after the password', () => {
  it('of that person: signed in; the challenge of another half is none', async () => {
    const person = await owner();
    await withPassword(person);
    const [page, other] = [browser(), browser()];
    expect((await begins(page, person)).body.methods).toContain('passkey');
    await begins(other, person);
    const options = await asked(page, { secondFactor: true });
    expect(options.allowCredentials).toMatchObject([{ id: person.device.id.toString('base64url') }]);

    const elsewhere = await other.call('post', '/v1/sign-in/passkey', person.device.get(options));
    expect(elsewhere.status).toBe(401);
    const done = await page.call('post', '/v1/sign-in/passkey', person.device.get(options));
    expect([done.status, done.body.me.id]).toEqual([200, person.id]);
  });

  it('of somebody else: refused', async () => {
    const person = await owner();
    await withPassword(person);
    const clerk = await invited(person.page, 'clerk');
    const page = browser();
    await begins(page, person);
    const answer = clerk.device.get(await asked(page, { secondFactor: true }));

    expect((await page.call('post', '/v1/sign-in/passkey', answer)).status).toBe(401);
  });

  it('asked for without a password: refused', async () => {
    const answer = await browser().call('post', '/v1/sign-in/passkey/options', { secondFactor: true });

    expect([answer.status, answer.body.code]).toEqual([401, 'wrong_credentials']);
  });
});

describe('one’s own passkeys', () => {
  it('proof is old: refused until a passkey proved who it is, once', async () => {
    const { page, device } = await owner();
    world.clock.turn(11 * minute);
    const early = await page.call('post', '/v1/me/passkeys/options');
    expect([early.status, early.body.code]).toEqual([403, 'proof_needed']);
    const options = (await page.call('post', '/v1/me/proof/options')).body;
    const passkey = device.get(options);
    expect(
      (await page.call('post', '/v1/me/proof', { passkey: new Authenticator(origin).get(options) })).status,
    ).toBe(401);
    expect((await page.call('post', '/v1/me/proof', { passkey })).status).toBe(200);

    expect((await page.call('post', '/v1/me/passkeys/options')).status).toBe(200);
    expect((await page.call('post', '/v1/me/proof', { passkey })).status).toBe(401);
  });

  it('what signed in is no proof, and a proof signs nobody in', async () => {
    const { page, device } = await owner();
    const asProof = { passkey: device.get(await asked(browser())) };
    expect((await page.call('post', '/v1/me/proof', asProof)).status).toBe(401);
    const options = (await page.call('post', '/v1/me/proof/options')).body;

    const answer = await browser().call('post', '/v1/sign-in/passkey', device.get(options));
    expect(answer.status).toBe(401);
  });

  it('the only way in is taken away: refused; another one beside it: taken away, and others are out', async () => {
    const { page, device } = await owner();
    const path = `/v1/me/passkeys/${device.id.toString('base64url')}`;
    const last = await page.call('delete', path);
    expect([last.status, last.body.code]).toEqual([409, 'last_factor']);
    const other = browser();
    await signsIn(other, device);
    await adds(page, new Authenticator(origin));
    const gone = await page.call('delete', path);

    expect([gone.status, gone.body.factors.passkeys.length]).toEqual([200, 1]);
    expect((await other.call('get', '/v1/me')).status).toBe(401);
    expect((await page.call('delete', path)).status).toBe(404);
  });

  it('one of somebody else is taken away: 404, and it still opens', async () => {
    const boss = await owner();
    const clerk = await invited(boss.page, 'clerk');
    const path = `/v1/me/passkeys/${clerk.device.id.toString('base64url')}`;

    expect((await boss.page.call('delete', path)).status).toBe(404);
    expect((await signsIn(browser(), clerk.device)).status).toBe(200);
  });

  it.each<[string, Otherwise]>([
    ['of another origin', { origin: 'https://mutabik.example.net' }],
    ['of another relying party', { rpId: 'example.com' }],
    ['without a lock', { isVerified: false }],
    ['to a challenge that was made up', { challenge: Buffer.alloc(70, 7).toString('base64url') }],
  ])('made %s: not taken', async (_how, otherwise) => {
    const { page } = await owner();
    const answer = await adds(page, new Authenticator(origin), otherwise);

    expect([answer.status, answer.body.problems[0].field]).toEqual([400, 'response']);
    expect((await page.call('get', '/v1/me')).body.factors.passkeys).toHaveLength(1);
  });

  it('made in another session, too late, or twice: not taken', async () => {
    const boss = await owner();
    const clerk = await invited(boss.page, 'clerk');
    const { body: options } = await boss.page.call('post', '/v1/me/passkeys/options');
    const made = { name: 'A', response: new Authenticator(origin).create(options) };
    expect((await clerk.page.call('post', '/v1/me/passkeys', made)).status).toBe(400);
    expect((await boss.page.call('post', '/v1/me/passkeys', made)).status).toBe(200);
    expect((await boss.page.call('post', '/v1/me/passkeys', made)).status).toBe(400);
    const second = { name: 'B', response: new Authenticator(origin).create(options) };
    expect((await boss.page.call('post', '/v1/me/passkeys', second)).status).toBe(400);
    const { body: late } = await boss.page.call('post', '/v1/me/passkeys/options');
    world.clock.turn(5 * minute);
    const lately = { name: 'C', response: new Authenticator(origin).create(late) };

    expect((await boss.page.call('post', '/v1/me/passkeys', lately)).status).toBe(400);
  });

  it('twenty are there: one more is refused', async () => {
    const { page } = await owner();
    for (let count = 1; count < 20; count += 1)
      expect((await adds(page, new Authenticator(origin))).status).toBe(200);
    const answer = await adds(page, new Authenticator(origin));

    expect([answer.status, answer.body.code]).toEqual([409, 'too_many_passkeys']);
  });
});
