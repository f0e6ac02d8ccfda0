import { anApprovalEvent, fixtureEvent } from './events.ts';
import { processApiKey } from './process.ts';

/** What a business system reports again and again while processes die. */
export interface BusinessLoad {
  /** Ids of events that were answered 202. */
  accepted: readonly string[];
  /** Resolves when the last event has its answer. */
  stop(): Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const hour = 60 * 60_000;

/** Customers of the demo whose contact gets everything. */
const everybody = ['C002', 'C005', 'C006', 'C007', 'C011', 'C012'] as const;

const fixtureFor = (id: string, eventId: string, customer: string, data: object): object => {
  const event = fixtureEvent(id);
  return {
    ...event,
    event_id: eventId,
    customer_id: customer,
    ...('contact_id' in event ? { contact_id: `${customer}-1` } : {}),
    occurred_at: new Date().toISOString(),
    data: { ...(event.data as object), ...data },
  };
};

/** The `n`th event: an approval, a document, a movement, something for staff alone, in turn. */
const eventOf = (n: number): { eventId: string; event: object } => {
  const customer = everybody[n % everybody.length] ?? 'C002';
  const kind = (['approval', 'document', 'movement', 'staff'] as const)[n % 4] ?? 'approval';
  const eventId = `evt_kill_${kind}_${n}`;
  const later = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
  switch (kind) {
    case 'approval':
      return {
        eventId,
        event: anApprovalEvent({
          eventId,
          customer: `C0${String((n % 12) + 1).padStart(2, '0')}`,
          occurredAt: new Date().toISOString(),
          data: { reply_deadline: later(20) },
        }),
      };
    case 'document': {
      const data = {
        request_id: `BLG-${n}`,
        document_code: 'vergi_levhasi',
        due_date: later(14 * 24).slice(0, 10),
      };
      return { eventId, event: fixtureFor('evt_1012', eventId, customer, data) };
    }
    case 'movement': {
      // Of an account of its own: the fifth of one account within ten minutes would wait for the others (ADR 0067).
      const data = {
        ...{ movement_id: `MV-${n}`, account_no: `120.01.${String(1_000 + n)}` },
        posted_at: new Date().toISOString(),
      };
      return { eventId, event: fixtureFor('evt_1009', eventId, customer, data) };
    }
    case 'staff':
      return { eventId, event: fixtureFor('evt_1013', eventId, 'C004', { deviation_id: `SPM-${n}` }) };
  }
};

export const isStaffEvent = (eventId: string): boolean => eventId.includes('_staff_');

/** Posts each event again and again until it is accepted, as an outbox of a business system does. */
export const startBusinessLoad = (ports: readonly number[]): BusinessLoad => {
  const accepted: string[] = [];
  let over = false;
  const report = async (event: object): Promise<boolean> => {
    for (let n = 0; !over; n += 1) {
      const answer = await fetch(`http://127.0.0.1:${ports[n % ports.length]}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${processApiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(event),
        signal: AbortSignal.timeout(5_000),
      }).catch(() => null);
      const text = await answer?.text().catch(() => '');
      if (answer?.status === 202) return true;
      if (answer?.status === 400 || answer?.status === 422) throw new Error(`event refused: ${text}`);
      await pause(100);
    }
    return false;
  };
  const work = (async () => {
    for (let n = 1; !over; n += 1) {
      const { eventId, event } = eventOf(n);
      if (await report(event)) accepted.push(eventId);
      await pause(150);
    }
  })();
  // Looked at when the load is stopped; until then nobody waits for it.
  work.catch(() => undefined);
  return {
    accepted,
    stop: async () => {
      over = true;
      await work;
    },
  };
};
