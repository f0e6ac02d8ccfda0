import { DeliveryWorker } from '../../../src/delivery/delivery-worker.ts';
import type { DeliveryWorkerParts } from '../../../src/delivery/delivery-worker-parts.ts';
import { HeldTemplates } from '../../../src/delivery/held-templates.ts';
import type { SendResult } from '../../../src/delivery/message-sender.ts';
import { OpenIntents } from '../../../src/delivery/open-intents.ts';
import type { OutboxEntry } from '../../../src/delivery/outbox-entry.ts';
import type { ProgressUpdate } from '../../../src/delivery/outbox.repository.ts';
import type { PlanRecord } from '../../../src/delivery/plan-record.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { fakeClock } from '../../support/app-ports.ts';
import { startOfTests } from '../../support/builders-api.ts';
import { anIntent } from '../../support/builders-work.ts';

const hour = 60 * 60_000;
const after = (ms: number): Date => new Date(startOfTests.getTime() + ms);

const template = { name: 'news_v1', language: 'tr' as const, parameters: [], buttonPayloads: [] };
const entry: OutboxEntry = {
  ...anIntent({ class: 'notify', isUnasked: true }),
  rendered: { ...anIntent().rendered, template },
  ...{ createdAt: startOfTests, notAfter: after(24 * hour), windowExpiresAt: null },
  ...{ state: 'sending', outcome: null, attempt: 1, unknowns: 0, wakeAt: after(hour), owner: 'p' },
  ...{ providerMessageId: null, statuses: [], reason: null, forceTemplate: false, sentAs: null },
};

/** One template that leaves, and what became of it and of the person that was counted for it. */
const deliver = async (options: {
  busyMs?: number;
  settleFails?: boolean;
  turnFails?: boolean;
  plan?: PlanRecord;
  changes?: Partial<OutboxEntry>;
  templates?: HeldTemplates;
}) => {
  const settled: string[] = [];
  const recorded: ProgressUpdate['set'][] = [];
  const accepted: SendResult = {
    kind: 'accepted',
    messageId: 'wamid.1',
    phone: null,
    userId: null,
    held: false,
  };
  const parts: Partial<DeliveryWorkerParts> = {
    ...{ owner: 'p', clock: fakeClock(), logger: silentLogger, monotonic: () => 0, random: () => 0 },
    openIntents: new OpenIntents(),
    outbox: {
      record: async (updates: readonly ProgressUpdate[]) =>
        void recorded.push(...updates.map(({ set }) => set)),
      recordSent: async () => undefined,
      claimNext: async () => [],
    } as Partial<DeliveryWorkerParts['outbox']> as DeliveryWorkerParts['outbox'],
    sender: { send: async () => accepted, markRead: async () => true },
    pace: {
      waitForTurn: async () => {
        if (options.turnFails === true) throw new Error('database is away');
        return options.busyMs ?? 0;
      },
    } as Partial<DeliveryWorkerParts['pace']> as DeliveryWorkerParts['pace'],
    accessOf: async (_tenant, channelId) => ({ channelId, phoneNumberId: '1', accessToken: 'x' }),
    templates: options.templates ?? new HeldTemplates(),
    templateOut: () => Promise.resolve(null),
    reach: {
      ...{ untilOf: () => null, take: async () => null },
      settle: async (_entry, came) => {
        settled.push(came);
        if (options.settleFails === true) throw new Error('database is away');
      },
    },
    ...{ capsOf: async () => null, isMarketing: async () => false, budgets: { untilOf: () => null } },
    ...{ takenAs: () => null, onAccepted: async () => undefined, onNotice: async () => undefined },
    settings: {
      ...{ leaseMs: 60_000, sendTimeoutMs: 1_000, unknownWaitMs: 1_000, maxConcurrent: 4 },
      ...{ breakerOpenMs: 1_000, retry: { maxAttempts: 3, baseMs: 1, capMs: 1 } },
    },
  };
  // Nothing else is asked of a message that was decided a moment ago.
  const worker = new DeliveryWorker(parts as DeliveryWorkerParts);
  const planned = options.plan === undefined ? {} : { plan: options.plan };
  worker.dispatch([{ ...entry, ...planned, ...options.changes }]);
  await worker.idle();
  return { settled, recorded };
};

describe('the person that is counted for a template', () => {
  it('the number has no turn for it: not counted, and the message waits', async () => {
    const { settled, recorded } = await deliver({ busyMs: 5_000 });
    expect(settled).toEqual(['not-sent']);
    expect(recorded).toMatchObject([{ state: 'queued', reason: 'number_busy' }]);
  });

  it('the number has no turn for it: the one write says so in its plan, and none is made where there is one', async () => {
    const plan = {
      at: startOfTests,
      verdict: 'wait',
      check: 'limit',
      reason: 'number_busy',
      until: after(5_000),
    };
    expect((await deliver({ busyMs: 5_000 })).recorded).toMatchObject([{ wakeAt: after(5_000), plan }]);
    const [sent] = (await deliver({})).recorded;
    expect(sent).toMatchObject({ outcome: 'accepted' });
    expect(sent).not.toHaveProperty('plan');
  });

  it('it waited for a turn and is taken: its plan lets it go again', async () => {
    const waited = {
      check: 'limit',
      reason: 'number_busy',
      until: startOfTests,
      tariff: 'TR.utility',
    } as const;
    const plan = { ...waited, at: startOfTests, verdict: 'wait', amount: '0.0009', currency: 'USD' } as const;
    const [sent] = (await deliver({ plan })).recorded;
    expect(sent?.plan).toEqual({
      ...{ at: startOfTests, verdict: 'send', as: 'template', tariff: 'TR.utility' },
      ...{ amount: '0.0009', currency: 'USD' },
      before: {
        at: startOfTests,
        verdict: 'wait',
        check: 'limit',
        reason: 'number_busy',
        until: startOfTests,
      },
    });
  });

  it('it fails before anything left: not counted', async () => {
    const { settled, recorded } = await deliver({ turnFails: true });
    expect([settled, recorded]).toEqual([['not-sent'], []]);
  });

  it.each([{}, { busyMs: 5_000 }])(
    'a count that fails keeps nothing from being recorded (%j)',
    async (given) => {
      const { recorded } = await deliver({ ...given, settleFails: true });
      expect(recorded).toMatchObject([
        'busyMs' in given ? { state: 'queued' } : { state: 'settled', outcome: 'accepted' },
      ]);
    },
  );
});

describe('what waited for its template, is let go by another process, and is taken', () => {
  it('the template is held for nothing else of this process', async () => {
    const templates = new HeldTemplates();
    const place = { channelId: entry.channelId, name: 'news_v1', language: 'tr' };
    const refused = { since: after(-hour / 2), until: after(hour / 2), code: 132001 };
    for (const language of ['tr', 'en']) templates.hold({ ...place, language }, refused);
    const changes = { heldFor: 'template', heldUntil: startOfTests } as const;
    const { recorded } = await deliver({ templates, changes });

    expect(recorded).toMatchObject([{ outcome: 'accepted' }]);
    expect(['tr', 'en'].map((language) => templates.heldOf({ ...place, language }))).toEqual([null, refused]);
  });
});
