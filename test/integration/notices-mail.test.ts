import { defaultChoices, type NoticeChoices } from '../../src/notifications/notice-settings.ts';
import type { StaffAccount } from '../../src/staff/staff-account.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { modesOf, newListener, newTask } from '../support/told-staff.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;

let world: World;
let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
  world = await startWorld({
    env: {
      ...{ SMTP_URL: server.url, SMTP_FROM: 'Mutabık <mutabik@firm.example>', SMTP_TIMEOUT_MS: '2000' },
      // Nothing runs by itself: a test says when.
      ...{ POLL_INTERVAL_MS: '600000', PUBLIC_URL: 'https://mutabik.firm.example' },
    },
  });
});
afterEach(async () => {
  await world?.close();
  await server?.close();
});

const tell = () => world.application.workers?.tellStaff();
const turnAndTell = async (milliseconds: number): Promise<void> => {
  world.clock.turn(milliseconds);
  await tell();
};
const told = (): (readonly [string, string])[] =>
  server.mails.map((mail) => [mail.to.join(), mail.header('Subject')] as const).toSorted();

it('work that comes: a letter to whoever works it, in their language, with a link and nothing of the customer', async () => {
  await newListener(world, 'ada', { role: 'clerk' });
  await newListener(world, 'bora', { role: 'accountant', language: 'tr' });
  await newTask(world, 'tsk_1', {
    reason: 'document_review',
    customerRefs: ['C-CANARY'],
    details: { who: 'Canary' },
  });
  await tell();

  expect(told()).toEqual([
    ['ada@example.com', 'Mutabık: 1 new task'],
    ['bora@example.com', 'Mutabık: 1 yeni iş'],
  ]);
  const [mail] = server.mails.filter(({ to }) => to[0] === 'ada@example.com');
  expect(mail?.text.trim().split(/\r?\n/)).toEqual([
    '1 × documents to review',
    '',
    'https://mutabik.firm.example/console/today?task=tsk_1',
  ]);
  expect(mail?.header('From')).toContain('mutabik@firm.example');
  expect(mail?.header('Auto-Submitted')).toBe('auto-generated');
  expect(server.mails.map(({ raw }) => raw).join()).not.toMatch(/canary/i);
});

it('many at once, and more soon after: one letter, then another with the rest', async () => {
  await newListener(world, 'ada');
  for (const id of ['a', 'b', 'c']) await newTask(world, id, { reason: 'document_review' });
  await tell();
  await newTask(world, 'd', { urgent: true });
  await turnAndTell(minute);
  await newTask(world, 'e', { reason: 'undeliverable' });
  await turnAndTell(minute);
  expect(told()).toEqual([['ada@example.com', 'Mutabık: 3 new tasks']]);

  await turnAndTell(5 * minute);
  expect(server.mails[1]?.header('Subject')).toBe('Mutabık: 2 tasks wait, urgent');
  expect(server.mails[1]?.text).toContain('1 × chats that want a person');
  await turnAndTell(24 * hour);
  expect(server.mails).toHaveLength(2);
});

it('a case of the compartment: to its people alone, as new work without a word about it', async () => {
  await newListener(world, 'owner', { role: 'owner' });
  await newListener(world, 'mlro', { role: 'compliance' });
  await newTask(world, 'tsk_case', { role: 'compliance', reason: 'sanction.screening', urgent: true });
  await tell();

  expect(told()).toEqual([['mlro@example.com', 'Mutabık: 1 new task']]);
  expect(server.mails[0]?.text).toContain('1 × new work');
  expect(server.mails[0]?.raw).not.toMatch(/tsk_case|sanction|compliance|urgent/i);
});

it('given to somebody over the API: they are told, whoever gave it is not', async () => {
  await newListener(world, 'ada', {}, { kinds: { ...modesOf('off'), assigned: 'at_once' } });
  await newListener(world, 'bora', {}, { kinds: { ...modesOf('off'), assigned: 'at_once' } });
  await newTask(world, 'tsk_1');
  await tell();
  expect(told()).toEqual([]);

  await world.api.put('/v1/tasks/tsk_1/assignee', { assignee: 'bora' }).expect(200);
  await tell();
  expect(told()).toEqual([['bora@example.com', 'Mutabık: 1 new task']]);
  expect(server.mails[0]?.text).toContain('1 × given to you');
});

it('overdue: whoever has it is told that it is urgent', async () => {
  await newListener(world, 'ada', {}, { kinds: { ...modesOf('off'), escalated: 'at_once' } });
  await newTask(world, 'tsk_1', { dueAt: new Date(world.clock.now().getTime() + hour) });
  await tell();
  world.clock.turn(hour);
  expect(await world.application.workers?.escalateTasks()).toBe(1);
  await tell();

  expect(told()).toEqual([['ada@example.com', 'Mutabık: 1 task waits, urgent']]);
});

it('quiet hours: kept until they end, all of it in one letter, without what was done or taken meanwhile', async () => {
  // The world begins at ten in the morning in Istanbul, on a Monday.
  const quietHours = { from: '09:00', to: '12:00', sundays: false };
  await newListener(world, 'ada', {}, { quietHours });
  await newListener(world, 'bora', {}, { kinds: modesOf('off') });
  for (const id of ['a', 'b', 'c', 'd']) await newTask(world, id);
  await turnAndTell(119 * minute);
  expect(server.mails).toEqual([]);

  await world.api.post('/v1/tasks/a/complete').expect(200);
  await world.api.put('/v1/tasks/b/assignee', { assignee: 'bora' }).expect(200);
  await turnAndTell(minute);
  expect(told()).toEqual([['ada@example.com', 'Mutabık: 2 new tasks']]);
});

it('a digest: at its hour, and not at all when nothing is left to do', async () => {
  await newListener(world, 'ada', {}, { kinds: modesOf('digest'), digestAt: ['11:00', '15:00'] });
  await newTask(world, 'a');
  await newTask(world, 'b');
  await tell();
  expect(server.mails).toEqual([]);
  await turnAndTell(hour);
  expect(told()).toEqual([['ada@example.com', 'Mutabık: 2 new tasks']]);

  await newTask(world, 'c');
  await tell();
  await world.api.post('/v1/tasks/c/complete').expect(200);
  await turnAndTell(4 * hour);
  expect(server.mails).toHaveLength(1);
});

it('a server that does not take it now: the same letter later, and the failure is kept until one comes through', async () => {
  const { tenantId } = await newListener(world, 'ada');
  const queue = () =>
    world.application.repositories.noticeQueues.find({ tenantId, staffId: 'ada', channel: 'email' });
  await newTask(world, 'a');
  server.refuse(451);
  await tell();
  await turnAndTell(59_000);
  expect([server.tries(), (await queue())?.log.map(({ outcome }) => outcome)]).toEqual([1, ['smtp_451']]);
  await turnAndTell(1_000);
  expect([server.tries(), (await queue())?.failingSince]).toEqual([2, new Date('2026-11-23T07:00:00.000Z')]);

  server.refuse(null);
  await turnAndTell(5 * minute);
  expect(told()).toEqual([['ada@example.com', 'Mutabık: 1 new task']]);
  expect(await queue()).toMatchObject({ failingSince: null, waiting: [], letter: null });
});

it('an address that the server refuses for good: not tried again for this letter, and the failure is kept', async () => {
  const { tenantId } = await newListener(world, 'ada');
  await newTask(world, 'a');
  server.refuse(550);
  await tell();
  await turnAndTell(24 * hour);

  expect(server.tries()).toBe(1);
  const queue = await world.application.repositories.noticeQueues.find({
    tenantId,
    staffId: 'ada',
    channel: 'email',
  });
  expect(queue).toMatchObject({ waiting: [], log: [{ outcome: 'smtp_550' }] });
  expect(queue?.failingSince).not.toBeNull();
});

it('shut out while the notice waits: never told', async () => {
  const account = await newListener(world, 'ada', {}, { kinds: modesOf('digest'), digestAt: ['11:00'] });
  await newTask(world, 'a');
  await tell();
  await world.application.repositories.staff.edit(account, { isDisabled: true });
  await turnAndTell(hour);

  expect(server.mails).toEqual([]);
});

describe('chosen after it was planned: what holds when the letter leaves', () => {
  const later = { kinds: modesOf('digest'), digestAt: ['11:00'] };
  const choose = async (
    { tenantId, role, id: staffId }: StaffAccount,
    changes: Partial<NoticeChoices>,
  ): Promise<void> => {
    const { noticeSettings } = world.application.repositories;
    await noticeSettings.save(
      { tenantId, staffId, rev: 2, ...defaultChoices(role), quietHours: null, ...later, ...changes },
      1,
    );
  };

  it.each<[string, Partial<NoticeChoices>]>([
    ['a kind of work that is off', { kinds: { ...modesOf('digest'), documents: 'off' } }],
    ['mail that is off', { channels: { email: false, push: true } }],
  ])('%s: never told', async (_, changes) => {
    const account = await newListener(world, 'ada', {}, later);
    await newTask(world, 'a', { reason: 'document_review' });
    await tell();
    await choose(account, changes);
    await turnAndTell(hour);
    await choose(account, {});
    await turnAndTell(24 * hour);

    expect(server.mails).toEqual([]);
  });

  it('quiet hours: what comes at once waits for their end, also in a letter that did not leave; what is urgent does not', async () => {
    const atOnce = { kinds: modesOf('at_once'), quietHours: null, urgentAlways: true };
    const account = await newListener(world, 'ada', {}, atOnce);
    server.refuse(451);
    await newTask(world, 'a');
    await tell();
    server.refuse(null);
    await choose(account, { ...atOnce, quietHours: { from: '10:00', to: '12:00', sundays: false } });
    await newTask(world, 'b', { urgent: true });
    await turnAndTell(minute);
    expect(told()).toEqual([['ada@example.com', 'Mutabık: 1 task waits, urgent']]);
    expect(server.mails[0]?.text).toContain('task=b');

    await turnAndTell(118 * minute);
    expect(server.mails).toHaveLength(1);
    await turnAndTell(minute);
    expect(server.mails.at(-1)?.text).toContain('task=a');
  });
});
