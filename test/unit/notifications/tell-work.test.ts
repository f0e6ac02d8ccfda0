import type { NoticeQueueRepository } from '../../../src/notifications/notice-queue.repository.ts';
import { makeTellWork, type TellWorkParts } from '../../../src/notifications/tell-work.ts';
import type { UntoldTask } from '../../../src/notifications/untold-task.repository.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { noCredentials } from '../../../src/staff/staff-account.ts';
import { tenantA, tenantB } from '../../support/builders-api.ts';
import { minutes } from '../../support/records.ts';
import { aStaffAccount } from '../../support/staff-accounts.ts';
import { aTask } from '../../support/staff-records.ts';

const credentials = { ...noCredentials, oidc: { issuer: 'https://id.example', sub: '1' } };
const people = ['stf_a', 'stf_b'].map((id) => aStaffAccount({ id, credentials }));
const assigned = (tenantId: typeof tenantA, id: string, to: string): UntoldTask => ({
  task: aTask(id, { tenantId, owner: `staff:${to}`, status: 'claimed' }),
  untold: 'assigned',
});

/** Two people in each of two tenants, and what of it fails. */
const tellWith = (changes: {
  news(tenantId: string): readonly UntoldTask[];
  add?: NoticeQueueRepository['add'];
}) => {
  const told: string[] = [];
  const logged: object[] = [];
  const parts: TellWorkParts = {
    untold: {
      find: (tenantId) => Promise.resolve(changes.news(tenantId)),
      noteTold: ({ task: { id } }) => Promise.resolve(void told.push(id)),
      unfinished: () => Promise.resolve([]),
    },
    queues: { add: changes.add ?? (() => Promise.resolve()) },
    settings: { list: () => Promise.resolve([]) },
    staff: { list: () => Promise.resolve({ items: people, next: null }) },
    senders: [
      {
        channel: 'email',
        reaches: () => Promise.resolve(true),
        send: () => Promise.resolve({ kind: 'sent' }),
        close: () => Promise.resolve(),
      },
    ],
    tenantIds: () => Promise.resolve([tenantA, tenantB]),
    timeZoneOf: () => Promise.resolve('Europe/Istanbul'),
    clock: { now: () => minutes(0) },
    logger: { ...silentLogger, error: (fields) => void logged.push(fields) },
  };
  return { tell: makeTellWork(parts), told, logged };
};

it('a tenant whose news cannot be read: the others are told', async () => {
  const { tell, told, logged } = tellWith({
    news: (tenantId) => {
      if (tenantId === tenantA) throw new Error('unreadable');
      return [assigned(tenantB, 'tsk_b', 'stf_a')];
    },
  });
  expect(await tell()).toBe(1);
  expect(told).toEqual(['tsk_b']);
  expect(logged).toMatchObject([{ tenantId: tenantA }]);
});

it('a queue that takes nothing in: its news stays untold, that of the others is told', async () => {
  const { tell, told, logged } = tellWith({
    news: (tenantId) =>
      tenantId === tenantA
        ? [assigned(tenantA, 'tsk_1', 'stf_a'), assigned(tenantA, 'tsk_2', 'stf_b')]
        : [assigned(tenantB, 'tsk_3', 'stf_a')],
    add: ({ tenantId, staffId }) =>
      tenantId === tenantA && staffId === 'stf_a'
        ? Promise.reject(new Error('too large'))
        : Promise.resolve(),
  });
  expect(await tell()).toBe(2);
  expect(told).toEqual(['tsk_2', 'tsk_3']);
  expect(logged).toMatchObject([{ tenantId: tenantA, channel: 'email' }]);
});
