import type { Server } from 'node:http';
import { Secret, TOTP } from 'otpauth';
import type { TenantId } from '../../src/shared/ids.ts';
import { Browser } from '../support/browser.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { newTask } from '../support/told-staff.ts';
import { startWorld, type World } from '../support/world.ts';

const password = 'kervan-ve-yagmur-42';
const email = 'sahip@example.com';

let world: World;
let server: MailServer;
let page: Browser;
beforeAll(async () => {
  server = await startMailServer();
  const env = { SMTP_URL: server.url, SMTP_FROM: 'mutabik@firm.example', POLL_INTERVAL_MS: '600000' };
  world = await startWorld({ env });
  page = new Browser(world.application.server as Server);
  await page.call('post', '/v1/sign-in/link', { token: world.application.firstSecrets.signInLink?.token });
  await page.call('patch', '/v1/me', { email, language: 'en' });
  await page.call('put', '/v1/me/password', { password });
  const { body } = await page.call('post', '/v1/me/totp');
  const code = new TOTP({ secret: Secret.fromBase32(body.secret) }).generate({
    timestamp: world.clock.now().getTime(),
  });
  const done = await page.call('post', '/v1/me/totp/confirm', { code });
  expect(done.body.session.stage).toBe('full');
});
afterAll(async () => {
  await world?.close();
  await server?.close();
});

const read = async () => (await page.call('get', '/v1/me/notices')).body;
const own = {
  ...{ kinds: { documents: 'off' }, channels: { email: true }, console: { badge: true, sound: true } },
  ...{ quietHours: { from: '22:00', to: '07:00', sundays: false }, urgentAlways: true },
  digestAt: ['17:00', '08:15', '17:00'],
};

it('never saved: what holds for everybody of the role, and how to reach them', async () => {
  expect(await read()).toMatchObject({
    ...{ rev: 0, kinds: { person: 'at_once', documents: 'digest' }, digestAt: ['09:00', '16:00'] },
    reach: { email: { available: true, address: email, waiting: 0, failingSince: null, lastOutcome: null } },
  });
});

it('the compartment is no kind for whoever is not in it: neither shown nor to be chosen', async () => {
  expect(Object.keys((await read()).kinds)).not.toContain('compliance');
  const { status, body } = await page.call('put', '/v1/me/notices', { ...own, kinds: { compliance: 'off' } });
  expect([status, body.problems?.[0]?.field]).toEqual([400, 'kinds.compliance']);
});

it('saved: holds at once for what comes, the rest stays; who did not see it gets 412', async () => {
  const saved = await page.call('put', '/v1/me/notices', own, { 'If-Match': '"0"' });
  expect([saved.status, saved.headers['etag'], saved.body.digestAt]).toEqual([
    200,
    '"1"',
    ['08:15', '17:00'],
  ]);
  expect(await read()).toMatchObject({
    rev: 1,
    kinds: { documents: 'off', person: 'at_once' },
    urgentAlways: true,
  });
  expect((await page.call('put', '/v1/me/notices', own, { 'If-Match': '"0"' })).status).toBe(412);

  await newTask(world, 'tsk_document', { reason: 'document_review' });
  await newTask(world, 'tsk_person');
  await world.application.workers?.tellStaff();
  expect(server.mails.map(({ text }) => text.split('\n')[0]?.trim())).toEqual([
    '1 × chats that want a person',
  ]);
});

it('tried: a letter that tells of nothing, at once, and what came of it is shown', async () => {
  const taken = server.mails.length;
  for (let times = 0; times < 2; times += 1)
    expect((await page.call('post', '/v1/me/notices/test', { channel: 'email' })).status).toBe(204);
  await world.application.workers?.tellStaff();

  expect(server.mails).toHaveLength(taken + 1);
  expect(server.mails.at(-1)?.header('Subject')).toBe('Mutabık: test notice');
  expect((await read()).reach.email).toMatchObject({ waiting: 0, lastOutcome: 'sent' });
});

it('a server that is out of order: since when, and by which code', async () => {
  world.clock.turn(20 * 60_000);
  server.refuse(451);
  await page.call('post', '/v1/me/notices/test', { channel: 'email' });
  await world.application.workers?.tellStaff();

  expect((await read()).reach.email).toMatchObject({
    ...{ waiting: 0, failingSince: world.clock.now().toISOString(), lastOutcome: 'smtp_451' },
  });
});

it('tried while a letter about work does not leave: neither hurries it nor uses up its tries', async () => {
  const { repositories, workers } = world.application;
  const { items } = await repositories.staff.list('t_demo' as TenantId, { limit: 10, after: null });
  const staffId = items.find((account) => account.email === email)?.id ?? '';
  const work = () =>
    repositories.noticeQueues.find({ tenantId: 't_demo' as TenantId, staffId, channel: 'email' });
  await newTask(world, 'tsk_stuck');
  await workers?.tellStaff();
  world.clock.turn(60_000);
  await workers?.tellStaff();
  const before = await work();
  expect(before).toMatchObject({ attempts: 2, waiting: [{ taskId: 'tsk_stuck' }] });

  const tries = server.tries();
  for (let times = 0; times < 2; times += 1) {
    world.clock.turn(60_000);
    await page.call('post', '/v1/me/notices/test', { channel: 'email' });
    await workers?.tellStaff();
  }
  expect(server.tries()).toBe(tries + 2);
  expect(await work()).toEqual(before);
});

it('a key is nobody who is told', async () => {
  expect((await world.api.get('/v1/me/notices')).status).toBe(403);
});
