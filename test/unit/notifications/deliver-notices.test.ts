import { makeDeliverNotices } from '../../../src/notifications/deliver-notices.ts';
import type { ClaimedQueue } from '../../../src/notifications/notice-queue.repository.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { noCredentials } from '../../../src/staff/staff-account.ts';
import { tenantA } from '../../support/builders-api.ts';
import { minutes } from '../../support/records.ts';
import { aStaffAccount } from '../../support/staff-accounts.ts';

const credentials = { ...noCredentials, oidc: { issuer: 'https://id.example', sub: '1' } };
const test = {
  newsId: 'test:1',
  taskId: null,
  kind: 'test',
  isUrgent: false,
  notBefore: minutes(0),
} as const;
const claimed = (staffId: string): ClaimedQueue => ({
  token: 'tok_1',
  queue: {
    ...{ tenantId: tenantA, staffId, channel: 'email', isTest: true, waiting: [test] },
    ...{ letter: null, attempts: 0, failingSince: null, log: [] },
  },
});

it('the process ends while a letter is on its way: it is the last', async () => {
  let isStopping = false;
  const sent: string[] = [];
  const due = ['stf_1', 'stf_2', 'stf_3'].map(claimed);
  const deliver = makeDeliverNotices({
    queues: {
      add: () => Promise.resolve(),
      find: () => Promise.resolve(null),
      claimDue: () => Promise.resolve(due.shift() ?? null),
      begin: () => Promise.resolve(true),
      finish: () => Promise.resolve(true),
    },
    untold: {
      find: () => Promise.resolve([]),
      noteTold: () => Promise.resolve(),
      unfinished: () => Promise.resolve([]),
    },
    settings: { find: () => Promise.resolve(null) },
    staff: { find: (_tenantId, id) => Promise.resolve(aStaffAccount({ id, credentials })) },
    senders: [
      {
        channel: 'email',
        reaches: () => Promise.resolve(true),
        send: ({ account }) => {
          sent.push(account.id);
          isStopping = true;
          return Promise.resolve({ kind: 'sent' });
        },
        close: () => Promise.resolve(),
      },
    ],
    tenantIds: () => Promise.resolve([tenantA]),
    timeZoneOf: () => Promise.resolve('Europe/Istanbul'),
    isStopping: () => isStopping,
    consoleUrl: 'https://x.example/console',
    ...{ clock: { now: () => minutes(0) }, logger: silentLogger, leaseMs: 1_000 },
  });
  expect(await deliver()).toBe(1);
  expect(sent).toEqual(['stf_1']);
});
