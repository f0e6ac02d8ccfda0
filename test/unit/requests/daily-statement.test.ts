import fc from 'fast-check';
import type { CallbackDelivery, CallbackEndpoint } from '../../../src/callbacks/callback.repository.ts';
import { makeQueueCallbacks } from '../../../src/callbacks/queue-callbacks.ts';
import {
  acknowledgementOf,
  lastDayOver,
  makeTellStatements,
  spanOfDay,
} from '../../../src/requests/daily-statement.ts';
import type { OutcomeCall, OutcomeLine } from '../../../src/requests/statement.repository.ts';
import { fakeClock } from '../../support/app-ports.ts';
import { tenantA } from '../../support/builders-api.ts';
import { paged } from '../../support/held.ts';

const zone = 'Europe/Istanbul';
const call = (status: OutcomeCall['status']): OutcomeCall => ({
  ...{ id: 'msg_1', endpoint: 'erp', status, attempts: 1, acknowledgedAt: null },
});
const line = (n: number, closedAt: Date): OutcomeLine => ({
  ...{ requestId: `req_${String(n).padStart(5, '0')}`, kind: 'reconciliation', outcome: 'agreed' },
  ...{ eventId: `evt_${n}`, reference: `R${n}`, version: 1, customerRef: 'C001', closedAt, calls: [] },
});

const endpoint = (name: string): CallbackEndpoint => ({
  ...{ tenantId: tenantA, name, url: 'https://erp.example.com/', types: ['*'], secrets: [] },
  ...{ disabledReason: null, failingSince: null, createdAt: new Date(0), updatedAt: new Date(0) },
});

/** Storage that outlives processes, each of which may die at the nth write. */
const scene = (now: Date, lines: OutcomeLine[] = []) => {
  const clock = fakeClock(now);
  const stored = { deliveries: new Map<string, CallbackDelivery>(), statedThrough: null as string | null };
  const startProcess = (writesLeft = Number.POSITIVE_INFINITY) => {
    let left = writesLeft;
    const write = (): void => {
      left -= 1;
      if (left < 0) throw new Error('the process died');
    };
    const callbacks = {
      listEndpoints: async () => ({ items: ['a', 'b'].map(endpoint), next: null }),
      enqueue: async (delivery: CallbackDelivery) => {
        write();
        if (!stored.deliveries.has(delivery.id)) stored.deliveries.set(delivery.id, delivery);
      },
    } as unknown as Parameters<typeof makeQueueCallbacks>[0]['callbacks'];
    return makeTellStatements({
      statements: {
        outcomes: async (_tenantId, { from, to }, page) =>
          paged(
            lines.filter(({ closedAt }) => closedAt >= from && closedAt < to),
            ({ requestId }) => requestId,
            page,
          ),
        statedThrough: async () => stored.statedThrough,
        noteStated: async (_tenantId, day) => {
          write();
          if (stored.statedThrough === null || day > stored.statedThrough) stored.statedThrough = day;
        },
      },
      queueCallbacks: makeQueueCallbacks({ callbacks, clock }),
      tenantIds: async () => [tenantA],
      timeZoneOf: async () => zone,
      callbacksQueued: () => undefined,
      clock,
    });
  };
  const told = () =>
    [...stored.deliveries.values()].map(({ endpointName, body }) => ({
      endpoint: endpointName,
      ...(
        JSON.parse(body) as { data: { date: string; outcomes: number; requests: unknown[]; more: boolean } }
      ).data,
    }));
  return { clock, stored, startProcess, told };
};

describe('a local day', () => {
  it('of Istanbul: begins at nine in the evening of the day before in UTC', () => {
    expect(spanOfDay('2026-11-23', zone)).toEqual({
      from: new Date('2026-11-22T21:00:00Z'),
      to: new Date('2026-11-23T21:00:00Z'),
    });
  });

  it('on which clocks change: 23 and 25 hours, and days meet without a gap', () => {
    const hours = (day: string): number => {
      const { from, to } = spanOfDay(day, 'Europe/Berlin');
      return (to.getTime() - from.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-10-26')]).toEqual([23, 25, 24]);
    expect(spanOfDay('2026-10-25', 'Europe/Berlin').to).toEqual(
      spanOfDay('2026-10-26', 'Europe/Berlin').from,
    );
  });

  it('is over a quarter of an hour after midnight', () => {
    expect(lastDayOver(new Date('2026-11-23T21:14:59Z'), zone)).toBe('2026-11-22');
    expect(lastDayOver(new Date('2026-11-23T21:15:00Z'), zone)).toBe('2026-11-23');
  });
});

describe('whether an outcome was acknowledged', () => {
  it.each([
    [['delivered', 'delivered'], 'delivered'],
    [['delivered', 'pending'], 'waiting'],
    [['held'], 'waiting'],
    [['delivered', 'failed'], 'failed'],
    [[], 'none'],
  ] as const)('calls %j: %s', (statuses, expected) => {
    expect(acknowledgementOf({ calls: statuses.map(call) })).toBe(expected);
  });
});

describe('the statement of a day', () => {
  it('a day that is over: counted, its outcomes named, to each endpoint once', async () => {
    const lines = [
      { ...line(1, new Date('2026-11-23T08:00:00Z')), calls: [call('delivered')] },
      { ...line(2, new Date('2026-11-23T20:59:59Z')), calls: [call('failed')] },
      line(3, new Date('2026-11-23T21:00:00Z')),
    ];
    const { clock, startProcess, told } = scene(new Date('2026-11-23T07:00:00Z'), lines);
    const tell = startProcess();
    await tell();
    expect(told()).toEqual([]);
    clock.set(new Date('2026-11-23T21:15:00Z'));
    for (let time = 0; time < 3; time += 1) await tell();

    expect(told().map(({ endpoint: to, date }) => [to, date])).toEqual([
      ['a', '2026-11-23'],
      ['b', '2026-11-23'],
    ]);
    expect(told()[0]).toMatchObject({
      outcomes: 2,
      acknowledgement: { delivered: 1, waiting: 0, failed: 1, none: 0 },
      requests: [
        { id: 'req_00001', acknowledgement: 'delivered' },
        { id: 'req_00002', acknowledgement: 'failed' },
      ],
      more: false,
    });
  });

  it('a day with more than a page: all counted, the first two hundred named', async () => {
    const at = new Date('2026-11-23T08:00:00Z');
    const lines = Array.from({ length: 1_003 }, (_, n) => line(n, at));
    const { clock, startProcess, told } = scene(new Date('2026-11-23T07:00:00Z'), lines);
    const tell = startProcess();
    await tell();
    clock.set(new Date('2026-11-24T07:00:00Z'));
    await tell();

    const [statement] = told();
    expect([statement?.outcomes, statement?.requests.length, statement?.more]).toEqual([1_003, 200, true]);
  });

  it('nobody there for days: each is stated, oldest first, at most thirty-one', async () => {
    const { clock, startProcess, told } = scene(new Date('2026-11-23T07:00:00Z'));
    await startProcess()();
    clock.set(new Date('2026-11-27T07:00:00Z'));
    await startProcess()();
    const days = told().filter(({ endpoint: to }) => to === 'a');
    expect(days.map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);

    clock.set(new Date('2027-06-01T07:00:00Z'));
    await startProcess()();
    expect(told().filter(({ endpoint: to }) => to === 'a')).toHaveLength(4 + 31);
  });

  it('processes that die at any write, at any times: every day once to each endpoint, none left out', async () => {
    const life = fc.record({
      hours: fc.integer({ min: 0, max: 40 }),
      writes: fc.integer({ min: 0, max: 6 }),
      looks: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(life, { maxLength: 12 }), async (lives) => {
        const start = new Date('2026-11-23T07:00:00Z');
        const { clock, startProcess, told } = scene(start);
        await startProcess()();
        for (const { hours, writes, looks } of lives) {
          clock.set(new Date(clock.now().getTime() + hours * 3_600_000));
          const tell = startProcess(writes);
          for (let n = 0; n < looks; n += 1) await tell().catch(() => undefined);
        }
        await startProcess()();
        const expected: string[] = [];
        const last = lastDayOver(clock.now(), zone);
        for (let at = start.getTime(); ; at += 86_400_000) {
          const day = new Date(at).toISOString().slice(0, 10);
          if (day > last) break;
          expected.push(day);
        }
        for (const to of ['a', 'b']) {
          const days = told().filter(({ endpoint: name }) => name === to);
          expect(days.map(({ date }) => date).toSorted()).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
  });
});
