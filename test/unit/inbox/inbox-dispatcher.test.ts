import { InboxDispatcher } from '../../../src/inbox/inbox-dispatcher.ts';
import type { InboxEntry, InboxRepository } from '../../../src/inbox/inbox.repository.ts';
import type { IdentityRepository } from '../../../src/customers/identity.repository.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { anInboundMessage, anInboxEntry } from '../../support/builders-work.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const status = (id: string): InboxEntry => anInboxEntry({ id, kind: 'status' });

const dispatcher = (pending: readonly InboxEntry[] = []) => {
  const conversations: string[] = [];
  const statuses: string[][] = [];
  const joined: string[] = [];
  const done: string[] = [];
  const news: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const made = new InboxDispatcher({
    // Only what dispatching uses.
    inbox: {
      wakeStale: () => Promise.resolve(0),
      findPending: () => Promise.resolve([...pending]),
      markDone: (ids: readonly string[]) => Promise.resolve(void done.push(...ids)),
    } as Partial<InboxRepository> as InboxRepository,
    identities: {
      join: (_t: string, _c: string, previous: { phone: string | null }) =>
        Promise.resolve(void joined.push(previous.phone ?? '')),
    } as Partial<IdentityRepository> as IdentityRepository,
    applyStatuses: async (_tenant, entries) => {
      await gate;
      statuses.push(entries.map(({ id }) => id));
    },
    toConversations: (entries) => conversations.push(...entries.map(({ id }) => id)),
    noteNews: ({ id }) => Promise.resolve(void news.push(id)),
    tenantIds: () => Promise.resolve(['t_demo']),
    clock: new FakeClock('2026-11-24T10:00:00.000Z'),
    logger: silentLogger,
    takeOverAfterMs: 2_000,
  });
  return { made, conversations, statuses, joined, done, news, release };
};

describe('dispatching stored entries', () => {
  it('messages and system inputs to conversations, statuses together, identity changes joined', async () => {
    const { made, conversations, statuses, joined, done, release } = dispatcher();
    const { sender } = anInboundMessage();
    made.dispatch([
      anInboxEntry({ id: 'in_m' }),
      anInboxEntry({ id: 'in_s', kind: 'system' }),
      status('in_1'),
      status('in_2'),
      anInboxEntry({
        id: 'in_i',
        kind: 'other',
        body: {
          from: 'webhook',
          unit: { kind: 'identity-change', at: null, previous: sender, current: sender },
          raw: '',
        },
      }),
    ]);
    release();
    await made.idle();

    expect(conversations).toEqual(['in_m', 'in_s']);
    expect(statuses).toEqual([['in_1', 'in_2']]);
    expect(joined).toEqual([sender.phone]);
    expect(done).toEqual(['in_i']);
  });

  it('news about the account: noted, then done', async () => {
    const { made, conversations, done, news } = dispatcher();
    const unit = { kind: 'account', field: 'security', at: null } as const;
    made.dispatch([anInboxEntry({ id: 'in_n', kind: 'other', body: { from: 'webhook', unit, raw: '' } })]);
    await made.idle();

    expect([news, done, conversations]).toEqual([['in_n'], ['in_n'], []]);
  });

  it('what a sweep finds again while it is being worked: not taken twice', async () => {
    const { made, statuses, release } = dispatcher([status('in_1')]);
    made.dispatch([status('in_1')]);
    expect(await made.sweep()).toBe(0);
    release();
    await made.idle();

    expect(statuses).toEqual([['in_1']]);
  });

  it('what a sweep finds and nobody works: taken', async () => {
    const { made, statuses, release } = dispatcher([status('in_1')]);
    release();
    expect(await made.sweep()).toBe(1);
    await made.idle();

    expect(statuses).toEqual([['in_1']]);
  });
});
