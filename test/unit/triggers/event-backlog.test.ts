import { silentLogger } from '../../../src/shared/logger.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import type { WaitingEvent } from '../../../src/triggers/event-work.repository.ts';
import { EventWorker, type EventWorkerParts } from '../../../src/triggers/event-worker.ts';
import { noRules, noShadows } from '../../../src/triggers/rule-action.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const tenantId = 'tnt_a';

/** An event that opens nothing: what it takes to settle it is all that is counted. */
const anEvent = (eventId: string, note = ''): WaitingEvent => ({
  tenantId,
  eventId,
  receivedAt: new Date('2026-11-26T07:00:00.000Z'),
  envelope: {
    event_id: eventId,
    tenant: tenantId,
    type: 'no.such.type',
    occurred_at: '2026-11-26T07:00:00.000Z',
    data: { note },
  },
});

const setUp = () => {
  const stored = new Map<string, WaitingEvent>();
  const read: string[] = [];
  const settled: string[] = [];
  const parts = {
    clock: new FakeClock('2026-11-26T07:00:00.000Z'),
    logger: silentLogger,
    takeOverAfterMs: 0,
    tenants: {
      tenantIds: async () => [tenantId],
      settingsOf: async () => ({ timeZone: 'Europe/Istanbul', quietHours: noQuietHours }),
    },
    requests: { load: async () => null },
    rules: noRules,
    shadows: noShadows,
    dates: { near: async () => [], load: async () => null },
    events: {
      loadAccepted: async (_tenantId: string, eventId: string) => {
        read.push(eventId);
        return stored.get(eventId) ?? null;
      },
      settle: async (_tenantId: string, eventId: string) => {
        settled.push(eventId);
      },
    },
  };
  // Of the parts only those that an event without a rule needs.
  const worker = new EventWorker(parts as unknown as EventWorkerParts);
  const take = (events: readonly WaitingEvent[]): void => {
    for (const event of events) {
      stored.set(event.eventId, event);
      worker.take(event);
    }
  };
  return { worker, take, read, settled };
};

const idsOf = (events: readonly WaitingEvent[]): string[] => events.map(({ eventId }) => eventId);

describe('events that wait for their turn', () => {
  it('a thousand small ones at once: all worked, none read again', async () => {
    const { worker, take, read, settled } = setUp();
    const events = Array.from({ length: 1_000 }, (_, n) => anEvent(`evt_${n}`));
    take(events);
    await worker.idle();
    expect(settled.toSorted()).toEqual(idsOf(events).toSorted());
    expect(read).toEqual([]);
  });

  it('as large as the API takes them: those beyond sixteen million characters are read when their turn comes', async () => {
    const { worker, take, read, settled } = setUp();
    const note = 'x'.repeat(250_000);
    const events = Array.from({ length: 80 }, (_, n) => anEvent(`evt_${n}`, note));
    take(events);
    await worker.idle();
    expect(settled.toSorted()).toEqual(idsOf(events).toSorted());
    expect(read.toSorted()).toEqual(idsOf(events.slice(63)).toSorted());
  });

  it('what was worked makes room: later ones are at hand again', async () => {
    const { worker, take, read } = setUp();
    const note = 'x'.repeat(250_000);
    take(Array.from({ length: 60 }, (_, n) => anEvent(`evt_a${n}`, note)));
    await worker.idle();
    take(Array.from({ length: 60 }, (_, n) => anEvent(`evt_b${n}`, note)));
    await worker.idle();
    expect(read).toEqual([]);
  });
});
