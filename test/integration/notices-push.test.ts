import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TenantId } from '../../src/shared/ids.ts';
import type { PushDevice } from '../../src/notifications/push-device.ts';
import { startPushService, vapidOf, type PushBrowser, type PushService } from '../support/push-service.ts';
import { modesOf, newListener, newTask } from '../support/told-staff.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const tenantId = 't_demo' as TenantId;

let world: World;
let service: PushService;
beforeEach(async () => {
  service = await startPushService();
  world = await startWorld({
    env: {
      ...{ PUBLIC_URL: 'https://mutabik.firm.example', POLL_INTERVAL_MS: '600000' },
      ...{ WEB_PUSH_ALLOWED_ADDRESSES: '127.0.0.1', WEB_PUSH_TIMEOUT_MS: '2000' },
    },
  });
});
afterEach(async () => {
  await world?.close();
  await service?.close();
});

const devices = () => world.application.repositories.pushDevices;
const tell = () => world.application.workers?.tellStaff();
const turnAndTell = async (milliseconds: number): Promise<void> => {
  world.clock.turn(milliseconds);
  await tell();
};

/** Turned on in a browser of theirs. */
const turnOn = async (
  staffId: string,
  id = `psh_${staffId}`,
  browser = service.newBrowser(),
): Promise<PushBrowser> => {
  const device: PushDevice = {
    ...{ ...browser.subscription, tenantId, id, staffId, name: 'Telefon', createdAt: world.clock.now() },
    ...{ last: null, failingSince: null, pausedUntil: null },
  };
  await devices().save(device);
  return browser;
};
const titles = (browser: PushBrowser) => service.of(browser).map(({ message }) => message?.title);
const queueOf = (staffId: string) =>
  world.application.repositories.noticeQueues.find({ tenantId, staffId, channel: 'push' });

it('work that comes: encrypted for each device of whoever works it, in their language, by counts and a link alone', async () => {
  await newListener(world, 'ada', { role: 'clerk' });
  await newListener(world, 'bora', { role: 'accountant', language: 'tr' });
  await newListener(world, 'cem');
  const [phone, desk, boras] = [await turnOn('ada'), await turnOn('ada', 'psh_desk'), await turnOn('bora')];
  await newTask(world, 'tsk_1', {
    reason: 'document_review',
    customerRefs: ['C-CANARY'],
    details: { who: 'Canary' },
  });
  await tell();

  const [first] = service.of(phone);
  expect(first?.message).toEqual({
    ...{ title: 'Mutabık: 1 new task', body: '1 × documents to review' },
    link: 'https://mutabik.firm.example/console/today?task=tsk_1',
    tag: expect.stringMatching(/^ntc_/),
  });
  expect(service.of(desk)[0]?.message).toEqual(first?.message);
  expect(service.of(boras)[0]?.message?.title).toBe('Mutabık: 1 yeni iş');
  expect(service.calls).toHaveLength(3);
  expect(service.calls.map(({ body }) => body.toString('latin1')).join()).not.toMatch(/canary|Mutab/i);
  // Nothing was ever planned for who has no device.
  expect(await queueOf('cem')).toBeNull();
});

it('the call: by its signature the push service knows us, and how long and how urgently to keep it', async () => {
  await newListener(world, 'ada');
  const phone = await turnOn('ada');
  await newTask(world, 'tsk_1', { urgent: true });
  const before = Date.now() / 1000;
  await tell();

  const [call] = service.of(phone);
  if (call === undefined) throw new Error('nothing came');
  const keys = await world.application.repositories.pushKeys.find(tenantId);
  const { publicKey, claims } = vapidOf(call);
  expect(publicKey).toBe(keys?.publicKey);
  expect(claims).toMatchObject({ aud: service.origin, sub: 'https://mutabik.firm.example' });
  expect(claims['exp']).toBeGreaterThan(before);
  expect(claims['exp']).toBeLessThanOrEqual(Math.ceil(before) + 86_400);
  expect(call.headers).toMatchObject({
    ...{ ttl: '259200', urgency: 'high', 'content-encoding': 'aes128gcm' },
    ...{ topic: expect.stringMatching(/^[\w-]{32}$/), 'content-type': 'application/octet-stream' },
  });
});

it('a case of the compartment: new work, neither urgent nor by its name', async () => {
  await newListener(world, 'mlro', { role: 'compliance' });
  await newListener(world, 'owner', { role: 'owner' });
  const [phone, owners] = [await turnOn('mlro'), await turnOn('owner')];
  await newTask(world, 'tsk_case', { role: 'compliance', reason: 'sanction.screening', urgent: true });
  await tell();

  expect(service.of(owners)).toEqual([]);
  const [call] = service.of(phone);
  expect(call?.message).toMatchObject({ title: 'Mutabık: 1 new task', body: '1 × new work' });
  expect(call?.message?.link).toBe('https://mutabik.firm.example/console/today');
  expect(call?.headers['urgency']).toBe('normal');
});

it('turned off as a way, quiet hours, a digest: as with mail', async () => {
  const channels = { email: true, push: false };
  await newListener(world, 'off', {}, { channels });
  await newListener(world, 'quiet', {}, { quietHours: { from: '09:00', to: '12:00', sundays: false } });
  await newListener(world, 'digest', {}, { kinds: modesOf('digest'), digestAt: ['11:00'] });
  const [off, quiet, digest] = [await turnOn('off'), await turnOn('quiet'), await turnOn('digest')];
  await newTask(world, 'a');
  await newTask(world, 'b');
  await tell();
  expect(service.calls).toEqual([]);

  await turnAndTell(hour);
  await turnAndTell(hour);
  expect([titles(off), titles(quiet), titles(digest)]).toEqual([
    [],
    ['Mutabık: 2 new tasks'],
    ['Mutabık: 2 new tasks'],
  ]);
});

it.each([404, 410])(
  'a browser that took it back (%s): forgotten, and its person is reached by nothing',
  async (status) => {
    await newListener(world, 'ada');
    const [gone] = [await turnOn('ada')];
    service.answer(status);
    await newTask(world, 'a');
    await tell();
    await newTask(world, 'b');
    await turnAndTell(24 * hour);

    expect(service.of(gone)).toHaveLength(1);
    expect(await devices().list(tenantId, 'ada')).toEqual([]);
    expect(await queueOf('ada')).toMatchObject({ waiting: [], log: [{ outcome: `push_${status}` }] });
  },
);

it('a push service that is out of order: the same notice later by the schedule of mails, and since when is kept', async () => {
  await newListener(world, 'ada');
  const phone = await turnOn('ada');
  service.answer(503);
  await newTask(world, 'a');
  await tell();
  await turnAndTell(59_000);
  expect(service.of(phone)).toHaveLength(1);
  await turnAndTell(1_000);
  expect(service.of(phone)).toHaveLength(2);
  const since = new Date('2026-11-23T07:00:00.000Z');
  expect(await queueOf('ada')).toMatchObject({ failingSince: since, attempts: 2 });
  expect(await devices().list(tenantId, 'ada')).toMatchObject([
    { failingSince: since, last: { outcome: 'push_503' } },
  ]);

  service.answer(201);
  await turnAndTell(5 * minute);
  const [first, ...copies] = service
    .of(phone)
    .map(({ message, headers }) => [message?.tag, headers['topic']]);
  expect(copies).toEqual([first, first]);
  expect(await queueOf('ada')).toMatchObject({ failingSince: null, waiting: [], letter: null });
  expect(await devices().list(tenantId, 'ada')).toMatchObject([
    { failingSince: null, last: { outcome: 'sent' } },
  ]);
});

it.each([429, 503])('%s with Retry-After: left alone until then', async (status) => {
  await newListener(world, 'ada');
  const phone = await turnOn('ada');
  service.answer(status, { 'Retry-After': '1800' });
  await newTask(world, 'a');
  await tell();
  service.answer(201);
  await turnAndTell(29 * minute);
  expect(service.of(phone)).toHaveLength(1);
  await turnAndTell(minute);
  expect(titles(phone)).toEqual(['Mutabık: 1 new task', 'Mutabık: 1 new task']);
});

it('one device that asks to be left alone: another one is told, also of what comes meanwhile', async () => {
  await newListener(world, 'ada');
  const [busy, phone] = [await turnOn('ada', 'psh_busy'), await turnOn('ada')];
  service.answer(429, { 'Retry-After': '3600' }, busy);
  await newTask(world, 'a');
  await tell();
  await newTask(world, 'b');
  await turnAndTell(5 * minute);

  expect([service.of(busy).length, titles(phone)]).toEqual([
    1,
    ['Mutabık: 1 new task', 'Mutabık: 1 new task'],
  ]);
  expect(await queueOf('ada')).toMatchObject({ failingSince: null, waiting: [] });
});

it('too long for the push service (413): given up, not tried again', async () => {
  await newListener(world, 'ada');
  const phone = await turnOn('ada');
  service.answer(413);
  await newTask(world, 'a');
  await tell();
  await turnAndTell(24 * hour);

  expect(service.of(phone)).toHaveLength(1);
  expect(await queueOf('ada')).toMatchObject({ waiting: [], log: [{ outcome: 'push_413' }] });
});

it('an answer that leads elsewhere: not followed', async () => {
  const elsewhere = createServer((_request, response) => response.writeHead(201).end());
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  let connections = 0;
  elsewhere.on('connection', () => {
    connections += 1;
  });
  await newListener(world, 'ada');
  await turnOn('ada');
  service.answer(307, { Location: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/` });
  await newTask(world, 'a');
  await tell();
  await new Promise((resolve) => elsewhere.close(resolve));

  expect(connections).toBe(0);
  expect(await queueOf('ada')).toMatchObject({ log: [{ outcome: 'push_307' }] });
});

it('shut out while the notice waits: never told', async () => {
  const account = await newListener(world, 'ada', {}, { kinds: modesOf('digest'), digestAt: ['11:00'] });
  await turnOn('ada');
  await newTask(world, 'a');
  await tell();
  await world.application.repositories.staff.edit(account, { isDisabled: true });
  await turnAndTell(hour);

  expect(service.calls).toEqual([]);
});
