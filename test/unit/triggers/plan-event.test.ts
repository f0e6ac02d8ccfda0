import type { Customer } from '../../../src/customers/customer.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import type { EventEnvelope } from '../../../src/triggers/event-envelope.ts';
import { planEvent, requestingEventTypes } from '../../../src/triggers/plan-event.ts';
import { aLetterEvent, anApprovalEvent } from '../../support/events.ts';
import { aContact, aCustomer } from '../../support/records.ts';

const now = new Date('2026-11-23T07:00:00.000Z');
const context = { now, timeZone: 'Europe/Istanbul', quietHours: noQuietHours };
const customer = aCustomer({
  ref: 'C001',
  contacts: [
    aContact({ ref: 'C001-1', roles: ['approve'] }),
    aContact({ ref: 'C001-2', roles: ['reconcile'], canBind: false }),
  ],
});
// The builders make plain JSON in the envelope's form.
const letter = (facts: Partial<Parameters<typeof aLetterEvent>[0]> = {}): EventEnvelope =>
  aLetterEvent({ eventId: 'evt_1', customer: 'C001', ...facts }) as unknown as EventEnvelope;
const plan = (event: EventEnvelope, known: Customer | null = customer) => planEvent(event, known, context);

describe('plan of an event', () => {
  it('that asks something: a request with the figures of the event and a derived id', () => {
    const planned = plan(letter());
    expect(planned).toMatchObject({
      kind: 'request',
      contact: { ref: 'C001-2' },
      content: {
        kind: 'reconciliation',
        variant: 'letter',
        eventId: 'evt_1',
        reference: 'MUT-evt_1',
        version: 1,
        customerRef: 'C001',
        lines: [
          { unit: 'HAS', quantity: '100.000', side: 'B' },
          { unit: 'TRY', quantity: '5000.00', side: 'A' },
        ],
        dueAt: '2026-12-08T20:59:59.000Z',
        document: null,
      },
    });
    expect(plan(letter())).toEqual(planned);
  });

  it('another event about the same thing: another request id', () => {
    const ids = ['evt_1', 'evt_2'].map((eventId) => {
      const planned = plan(letter({ eventId }));
      return planned.kind === 'request' ? planned.content.requestId : null;
    });
    expect(new Set(ids).size).toBe(2);
  });

  it('that names a contact: that one, or a failure when there is none', () => {
    expect(plan(letter({ contact: 'C001-1' }))).toMatchObject({ contact: { ref: 'C001-1' } });
    expect(plan(letter({ contact: 'C009-1' }))).toEqual({ kind: 'failed', reason: 'unknown_contact' });
  });

  it('of an unknown customer, of a customer without contacts, past its deadline: says so', () => {
    expect(plan(letter(), null)).toEqual({ kind: 'failed', reason: 'unknown_customer' });
    expect(plan(letter(), aCustomer({ contacts: [] }))).toEqual({ kind: 'failed', reason: 'no_contact' });
    expect(plan(letter({ data: { reply_deadline: '2026-11-22' } }))).toEqual({
      kind: 'failed',
      reason: 'deadline_passed',
    });
  });

  it('that nobody is asked about: ignored, also when its name is one of JavaScript’s', () => {
    for (const type of ['price.updated', 'toString', '__proto__', 'constructor'])
      expect(plan({ ...letter(), type })).toEqual({ kind: 'ignored', reason: 'no_trigger' });
  });

  it('with a price: the request ends when the price does', () => {
    const event = anApprovalEvent({
      eventId: 'evt_3',
      customer: 'C001',
      data: { price: { valid_until: '2026-11-23T10:10:00+03:00' } },
    }) as unknown as EventEnvelope;
    expect(plan(event)).toMatchObject({ content: { expiresAt: '2026-11-23T07:10:00.000Z' } });
    const open = { ...event, data: { ...event.data, price: {} } };
    expect(plan(open)).toMatchObject({ content: { expiresAt: '2026-11-23T07:15:00.000Z' } });
  });

  it('each type that opens a request is one of the three', () => {
    expect([...requestingEventTypes].sort()).toEqual([
      'approval.requested',
      'invoice.approval.requested',
      'reconciliation.letter.ready',
    ]);
  });
});
