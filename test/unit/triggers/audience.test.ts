import fc from 'fast-check';
import { audienceOf, audiences, isStaffAudience, storedAudienceOf } from '../../../src/triggers/audience.ts';
import { emittedEvents } from '../../../src/triggers/emitted-events.ts';
import { compartmentRange, keptEventId, postedEventId } from '../../../src/triggers/event-key.ts';
import { isForCompliance } from '../../../src/triggers/event-task.ts';
import { eventSchema } from '../../../src/triggers/event-schema.ts';
import { scheduledEventTypes } from '../../../src/triggers/event-types.ts';
import { fixtureEvent } from '../../support/events.ts';

const deadline = (audience: string): Record<string, unknown> => {
  const { contact_id: _named, ...event } = fixtureEvent('evt_1020');
  return { ...event, audience };
};
const date = (audience: string, emits = 'deadline.approaching', eventId = 'evt_1020'): object => ({
  type: 'schedule.date.reached',
  event_id: 'evt_date',
  tenant: 't_demo',
  audience,
  occurred_at: '2026-11-26T09:00:00+03:00',
  data: {
    rule_id: 'r1',
    local_date: '2026-11-26',
    local_time: '09:00',
    anchor: 'due_date',
    offset_days: -3,
    emits,
    customer_ids: ['C001', 'C002'],
    emit_data: fixtureEvent(eventId).data,
  },
});
const examples: Readonly<Record<(typeof scheduledEventTypes)[number], string>> = {
  'reconciliation.letter.ready': 'evt_1001',
  'approval.requested': 'evt_1010',
  'invoice.approval.requested': 'evt_1006',
  'report.ready': 'evt_1005',
  'document.requested': 'evt_1012',
  'feedback.requested': 'evt_1015',
  'payment.due.approaching': 'evt_1018',
  'deadline.approaching': 'evt_1020',
};

describe('the audience of an event', () => {
  it.each([
    ['staff.compliance', 'staff.compliance'],
    ['staff.compliance_responsible', 'staff.compliance_responsible'],
    ['Staff.Compliance_Responsible', 'staff.compliance_responsible'],
    ['STAFF.ACCOUNTING', 'staff.accounting'],
    ['Customer', 'customer'],
  ])('written as %s: read as %s', (written, read) => {
    expect(audienceOf(written)).toBe(read);
    expect(eventSchema.parse(deadline(written)).audience).toBe(read);
  });

  it.each([
    'compliance',
    'compliance_responsible',
    'staff.compliances',
    'staff.compliance.istanbul',
    'staff.compliance-responsible',
    'staff.complianceresponsible',
    'staff.masak',
    'staffs',
    'customer.compliance',
    'all',
    'C001-1',
    '',
  ])('of no known name, %s: refused by its field, whatever the type', (written) => {
    for (const event of [
      deadline(written),
      date(written),
      { ...fixtureEvent('evt_1007'), audience: written },
    ]) {
      const { error } = eventSchema.safeParse(event);
      expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['audience']);
    }
  });

  it('any text: read as a known name of the same letters, or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...audiences)), (text) => {
        expect(audienceOf(text) ?? '').toBe(
          audiences.some((known) => known === text.toLowerCase()) ? text.toLowerCase() : '',
        );
      }),
    );
  });

  it('as an earlier version stored it, unknown now: the compartment, unless it was a group of the customer', () => {
    const stored = [
      'staff.compliances',
      'compliance',
      'Staff.Compliance.istanbul',
      'customer.compliance',
      'Staff',
    ];
    expect(stored.map(storedAudienceOf)).toEqual([
      'staff.compliance',
      'staff.compliance',
      'staff.compliance',
      'customer',
      'staff',
    ]);
  });

  it.each(audiences)('a date for %s: every event it makes is for the same', (audience) => {
    const parsed = eventSchema.parse(date(audience));
    const made = emittedEvents({ ...parsed, data: parsed.data as never });
    expect(made?.map((event) => [event.audience, isForCompliance(event)])).toEqual(
      Array.from({ length: 2 }, () => [audience, audience.startsWith('staff.compliance')]),
    );
  });

  it.each(scheduledEventTypes)('a date for staff that emits %s: only deadlines are taken', (emits) => {
    for (const audience of audiences.filter(isStaffAudience)) {
      const { error } = eventSchema.safeParse(date(audience, emits, examples[emits]));
      expect(error?.issues.map(({ path }) => path.join('.')) ?? []).toEqual(
        emits === 'deadline.approaching' ? [] : ['audience'],
      );
    }
  });
});

describe('the id an event is kept under', () => {
  const reference = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,60}$/);

  it('of the compartment: never that of an ordinary event, and inside the range of its own event_id alone', () => {
    fc.assert(
      fc.property(reference, reference, fc.stringMatching(/^[0-9a-f]{64}$/), (id, other, fingerprint) => {
        const kept = keptEventId({ type: 'transaction.risk.flagged', event_id: id }, fingerprint);
        const ordinary = keptEventId({ type: 'report.ready', event_id: other }, fingerprint);
        const { from, to } = compartmentRange(other);
        expect(ordinary).toBe(other);
        expect(kept).not.toBe(other);
        expect(postedEventId(kept)).toBe(id);
        expect(kept >= from && kept < to).toBe(id === other);
      }),
    );
  });
});
