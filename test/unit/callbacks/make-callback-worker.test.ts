import type {
  AttemptRecord,
  CallbackDelivery,
  CallbackEndpoint,
  CallbackRepository,
} from '../../../src/callbacks/callback.repository.ts';
import { makeCallbackSecret } from '../../../src/callbacks/callback-secret.ts';
import type { CallbackCall } from '../../../src/callbacks/make-callback-sender.ts';
import { makeCallbackWorker } from '../../../src/callbacks/make-callback-worker.ts';
import { defaultRetrySchedule, type CallbackResult } from '../../../src/callbacks/next-callback-attempt.ts';
import { makeQueueCallbacks } from '../../../src/callbacks/queue-callbacks.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { fakeClock, fakePorts } from '../../support/app-ports.ts';
import { nothingHeld } from '../../support/held.ts';
import { startOfTests, tenantA, tenantB } from '../../support/builders-api.ts';

const anEndpoint = (changes: Partial<CallbackEndpoint> = {}): CallbackEndpoint => ({
  tenantId: tenantA,
  name: 'erp',
  url: 'https://erp.example.com/',
  types: ['*'],
  secrets: [{ secret: makeCallbackSecret(), until: null }],
  disabledReason: null,
  failingSince: null,
  createdAt: startOfTests,
  updatedAt: startOfTests,
  ...changes,
});

const aDelivery: CallbackDelivery = {
  tenantId: tenantA,
  id: 'msg_1',
  endpointName: 'erp',
  type: 'request.closed',
  body: '{}',
  attempts: 0,
  nextAttemptAt: startOfTests,
  createdAt: startOfTests,
};

/** A worker over one delivery and one endpoint, and what it did. */
const working = (options: {
  endpoint: CallbackEndpoint | null;
  delivery?: CallbackDelivery;
  result?: CallbackResult;
  failing?: boolean;
}) => {
  const held = nothingHeld();
  if (options.endpoint) held.endpoints.push(options.endpoint);
  const recorded: {
    attempt: AttemptRecord | null;
    status: string;
    nextAttemptAt: Date | null;
    reason: string | null;
  }[] = [];
  const calls: CallbackCall[] = [];
  const told: string[] = [];
  const released: string[] = [];
  const callbacks: CallbackRepository = {
    ...fakePorts(held).callbacks,
    releaseHeld: async (_tenant, name) => released.push(name),
    claimDue: async () => [
      { delivery: options.delivery ?? aDelivery, token: 't1', endpoint: options.endpoint },
    ],
    recordAttempt: async ({ attempt, status, nextAttemptAt, reason }) => {
      if (options.failing) throw new Error('database is away');
      recorded.push({ attempt, status, nextAttemptAt, reason });
      return true;
    },
  };
  const worker = makeCallbackWorker({
    callbacks,
    tenantIds: () => Promise.resolve([tenantA]),
    sender: {
      send: async (sent) => {
        calls.push(sent);
        return options.result ?? { kind: 'answered', status: 204, retryAfterMs: null };
      },
      close: async () => undefined,
    },
    clock: fakeClock(),
    logger: silentLogger,
    leaseMs: 30_000,
    concurrency: 8,
    schedule: defaultRetrySchedule,
    disableAfterMs: 5 * 86_400_000,
    onDisabled: async ({ name }, why) => void told.push(`${name} ${why}`),
    onGivenUp: async ({ name }, outcome) => void told.push(`${name} gave up: ${outcome}`),
    random: () => 0,
  });
  return { worker, calls, recorded, held, told, released };
};

const answered = (status: number): CallbackResult => ({ kind: 'answered', status, retryAfterMs: null });

describe('the callback worker', () => {
  it('judged: what is held at an endpoint in use is let go, whoever left it; at a disabled one it stays', async () => {
    const inUse = working({ endpoint: anEndpoint() });
    await inUse.worker.judge();
    expect(inUse.released).toEqual(['erp']);
    const disabled = working({ endpoint: anEndpoint({ disabledReason: 'failing' }) });
    await disabled.worker.judge();
    expect(disabled.released).toEqual([]);
  });

  it('makes a due call: signed under the delivery’s id, recorded as delivered', async () => {
    const test = working({ endpoint: anEndpoint() });

    expect(await test.worker.runOnce()).toBe(1);

    expect(test.calls).toMatchObject([
      { url: 'https://erp.example.com/', headers: { 'webhook-id': 'msg_1' } },
    ]);
    expect(test.recorded).toEqual([
      {
        attempt: { at: startOfTests, outcome: 'delivered', durationMs: 0 },
        status: 'delivered',
        nextAttemptAt: null,
        reason: null,
      },
    ]);
  });

  it('fails a call: waits for the next attempt, and notes since when the endpoint fails', async () => {
    const test = working({ endpoint: anEndpoint(), result: answered(500) });

    await test.worker.runOnce();

    expect(test.recorded).toMatchObject([
      {
        attempt: { outcome: 'http_500' },
        status: 'pending',
        nextAttemptAt: new Date(startOfTests.getTime() + 5000),
      },
    ]);
    expect(test.held.endpoints[0]).toMatchObject({ failingSince: startOfTests, disabledReason: null });
  });

  it('fails the tenth call: given up', async () => {
    const test = working({
      endpoint: anEndpoint(),
      delivery: { ...aDelivery, attempts: 9 },
      result: { kind: 'failed', reason: 'refused_address' },
    });

    await test.worker.runOnce();

    expect(test.recorded).toMatchObject([
      { attempt: { outcome: 'refused_address' }, status: 'failed', reason: 'attempts_exhausted' },
    ]);
    expect(test.told).toEqual(['erp gave up: refused_address']);
  });

  it.each([
    ['is told 410', anEndpoint(), answered(410), 'gone'],
    [
      'has failed for five days',
      anEndpoint({
        failingSince: new Date('2026-11-19T10:00:00Z'),
        failedAt: new Date('2026-11-22T13:00:00Z'),
      }),
      answered(500),
      'failing',
    ],
    [
      'has failed for less',
      anEndpoint({
        failingSince: new Date('2026-11-19T10:00:01Z'),
        failedAt: new Date('2026-11-22T13:00:00Z'),
      }),
      answered(500),
      null,
    ],
    [
      'failed long ago and was silent since',
      anEndpoint({
        failingSince: new Date('2026-09-01T10:00:00Z'),
        failedAt: new Date('2026-09-04T13:00:00Z'),
      }),
      answered(500),
      null,
    ],
    [
      'failed long ago as a release before noted it',
      anEndpoint({ failingSince: new Date('2026-09-01T10:00:00Z') }),
      answered(500),
      null,
    ],
    [
      'succeeds after failures',
      anEndpoint({ failingSince: new Date('2026-11-01T10:00:00Z') }),
      answered(200),
      null,
    ],
  ])('%s: the endpoint stands accordingly', async (_case, endpoint, result, disabledReason) => {
    const test = working({ endpoint, result });

    await test.worker.runOnce();

    expect(test.held.endpoints[0]?.disabledReason).toBe(disabledReason);
    expect(test.told).toEqual(disabledReason === null ? [] : [`erp ${disabledReason}`]);
  });

  it('a silence ends the series: what fails next is its beginning', async () => {
    const failingSince = new Date('2026-09-01T10:00:00Z');
    const test = working({ endpoint: anEndpoint({ failingSince }), result: answered(500) });

    await test.worker.runOnce();

    expect(test.held.endpoints[0]).toMatchObject({ failingSince: startOfTests, failedAt: startOfTests });
  });

  it.each([
    ['was removed', null, 'failed', 'endpoint_removed'],
    ['is disabled', anEndpoint({ disabledReason: 'gone' }), 'held', 'endpoint_disabled'],
  ])('finds that the endpoint %s: no call, %s with the reason', async (_case, endpoint, status, reason) => {
    const test = working({ endpoint });

    await test.worker.runOnce();

    expect([test.calls, test.recorded]).toEqual([
      [],
      [{ attempt: null, status, nextAttemptAt: null, reason }],
    ]);
    expect(test.told).toEqual(endpoint === null ? [] : ['erp gone']);
  });

  it('cannot record an attempt: goes on, the lease brings the delivery back', async () => {
    const test = working({ endpoint: anEndpoint(), failing: true });

    await expect(test.worker.runOnce()).resolves.toBe(1);
  });
});

describe('queueing callbacks', () => {
  const event = {
    sourceId: 'chg_1',
    type: 'request.closed',
    at: startOfTests,
    data: { request: { id: 'req_1' } },
  };

  it('reaches every endpoint of the tenant that wants the type, once', async () => {
    const held = nothingHeld();
    held.endpoints.push(
      anEndpoint(),
      anEndpoint({ name: 'exact', types: ['request.closed'] }),
      anEndpoint({ name: 'other-type', types: ['message.failed'] }),
      anEndpoint({ name: 'off', disabledReason: 'gone' }),
      anEndpoint({ name: 'foreign', tenantId: tenantB }),
    );
    const queue = makeQueueCallbacks({ callbacks: fakePorts(held).callbacks, clock: fakeClock() });

    await queue(tenantA, event);
    await queue(tenantA, event);

    expect(held.deliveries.map(({ endpointName }) => endpointName)).toEqual(['erp', 'exact', 'off']);
    expect(held.deliveries[0]?.body).toBe(
      '{"type":"request.closed","timestamp":"2026-11-24T10:00:00.000Z","data":{"request":{"id":"req_1"}}}',
    );
  });
});
