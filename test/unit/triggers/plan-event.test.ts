import fc from 'fast-check';
import customers from '../../../fixtures/demo/customers.json' with { type: 'json' };
import events from '../../../fixtures/demo/events.json' with { type: 'json' };
import type { Contact, ContactRole, Customer } from '../../../src/customers/customer.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import { audiences } from '../../../src/triggers/audience.ts';
import type { EventEnvelope } from '../../../src/triggers/event-envelope.ts';
import { isForCompliance, taskOfEvent, type EventTask } from '../../../src/triggers/event-task.ts';
import { requestEventTypes, staffEventTypes } from '../../../src/triggers/event-types.ts';
import { planEvent, type EventPlan } from '../../../src/triggers/plan-event.ts';
import { requestingEventTypes } from '../../../src/triggers/request-rules.ts';
import { aLetterEvent, anApprovalEvent, fixtureEvent } from '../../support/events.ts';
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

const demoCustomer = (ref: string): Customer | null => {
  const found = customers.find(({ customer_id: id }) => id === ref);
  if (found === undefined) return null;
  const contacts = found.contacts.map((contact): Contact => ({
    ref: contact.contact_id,
    name: contact.name,
    phone: contact.phone,
    language: 'tr',
    roles: contact.roles as ContactRole[],
    canBind: contact.can_bind,
    limits: [],
  }));
  return aCustomer({ ref, contacts });
};

/** A fixture event, planned at the moment it happened. */
const demoPlan = (eventId: string, changes: Partial<EventEnvelope> = {}): EventPlan => {
  const event = { ...fixtureEvent(eventId), ...changes } as unknown as EventEnvelope;
  return planEvent(event, demoCustomer(event.customer_id ?? ''), {
    ...context,
    now: new Date(event.occurred_at),
  });
};

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

  it('for a contact whose number is somebody else’s: the next one is asked, or a failure when named', () => {
    const lost = { ...aContact({ ref: 'C001-2' }), phoneUnlinkedAt: now };
    const known = aCustomer({ contacts: [lost, aContact({ ref: 'C001-3', canBind: false })] });
    expect(plan(letter(), known)).toMatchObject({ contact: { ref: 'C001-3' } });
    expect(plan(letter({ contact: 'C001-2' }), known)).toEqual({
      kind: 'failed',
      reason: 'contact_unreachable',
    });
    expect(plan(letter(), aCustomer({ contacts: [lost] }))).toEqual({ kind: 'failed', reason: 'no_contact' });
  });

  it('of an unknown customer, of a customer without contacts, past its deadline: says so', () => {
    expect(plan(letter(), null)).toEqual({ kind: 'failed', reason: 'unknown_customer' });
    expect(plan(letter(), aCustomer({ contacts: [] }))).toEqual({ kind: 'failed', reason: 'no_contact' });
    expect(plan(letter({ data: { reply_deadline: '2026-11-22' } }))).toEqual({
      kind: 'failed',
      reason: 'deadline_passed',
    });
  });

  it('past its deadline when it is worked: of our doing where it came in time', () => {
    const event = letter({ data: { reply_deadline: '2026-11-22' } });
    const cameAt = (at: string) => planEvent(event, customer, { ...context, cameAt: new Date(at) });
    expect(cameAt('2026-11-22T12:00:00.000Z')).toEqual({
      ...{ kind: 'failed', reason: 'deadline_passed', isOurs: true },
    });
    expect(cameAt('2026-11-22T21:00:00.000Z')).toEqual({ kind: 'failed', reason: 'deadline_passed' });
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

  it('each type that reaches a customer has a rule, and nothing else has', () => {
    expect([...requestingEventTypes].sort()).toEqual([...requestEventTypes].sort());
  });
});

/** Domain 8.2 and 7: kind and variant, reference, lines, when it ends, reminders. */
const expected: readonly [string, object][] = [
  ['evt_1001', { kind: 'reconciliation', variant: 'letter', reference: 'MUT-2026-10-C001' }],
  ['evt_1002', { kind: 'reconciliation', variant: 'letter', reference: 'MUT-2026-10-C002' }],
  ['evt_1003', { kind: 'reconciliation', variant: 'letter', reference: 'MUT-2026-10-C004' }],
  ['evt_1004', { kind: 'reconciliation', variant: 'letter', reference: 'MUT-2026-10-C008' }],
  [
    'evt_1005',
    {
      kind: 'notice',
      variant: 'report',
      reference: 'RPR-88121',
      lines: [],
      expiresAt: '2026-11-26T08:15:00.000Z',
    },
  ],
  ['evt_1006', { kind: 'approval', variant: 'invoice', reference: 'ORN2026000000417' }],
  [
    'evt_1008',
    {
      kind: 'notice',
      variant: 'movement',
      reference: 'MV-77120',
      accountNo: '120.01.0005',
      lines: [{ unit: 'HAS', quantity: '42.870', side: 'A' }],
      expiresAt: '2026-12-24T09:05:00.000Z',
      reminders: [],
    },
  ],
  ['evt_1009', { kind: 'notice', variant: 'movement', reference: 'MV-77121' }],
  ['evt_1010', { kind: 'approval', variant: 'transaction', reference: 'ONY-3107' }],
  ['evt_1011', { kind: 'approval', variant: 'transaction', expiresAt: '2026-11-24T11:35:00.000Z' }],
  [
    'evt_1012',
    {
      kind: 'document',
      variant: 'document',
      reference: 'BLG-2044',
      dueAt: '2026-12-07T20:59:59.000Z',
      expiresAt: '2026-12-07T20:59:59.000Z',
      reminders: ['2026-11-28T06:10:00.000Z', '2026-12-02T06:10:00.000Z'],
    },
  ],
  [
    'evt_1014',
    {
      kind: 'notice',
      variant: 'difference',
      reference: 'SPM-118',
      lines: [{ unit: 'HAS', quantity: '8420.115', side: 'A' }],
      expiresAt: '2026-12-03T20:59:59.000Z',
      reminders: ['2026-11-29T08:00:00.000Z'],
    },
  ],
  [
    'evt_1015',
    {
      kind: 'feedback',
      variant: 'feedback',
      reference: 'STS-9921',
      expiresAt: '2026-11-28T13:00:00.000Z',
      reminders: [],
    },
  ],
  [
    'evt_1017',
    {
      kind: 'notice',
      variant: 'verification',
      reference: 'ODM-3390',
      lines: [{ unit: 'USD', quantity: '25000.00', side: 'B' }],
      expiresAt: '2026-11-27T06:00:00.000Z',
    },
  ],
  [
    'evt_1018',
    {
      kind: 'notice',
      variant: 'payment',
      reference: 'TKS-0006-03',
      lines: [{ unit: 'TRY', quantity: '1850.00', side: 'B' }],
      dueAt: '2026-12-03T20:59:59.000Z',
      expiresAt: '2026-12-06T20:59:59.000Z',
      reminders: [],
    },
  ],
  ['evt_1019', { kind: 'document', variant: 'document', reference: 'BLG-2051' }],
  [
    'evt_1020',
    {
      kind: 'notice',
      variant: 'deadline',
      reference: 'MUT-2026-10-C008:3',
      expiresAt: '2026-12-08T20:59:59.000Z',
      reminders: [],
    },
  ],
];

describe('the demo events', () => {
  it.each(expected)('%s: plans what its row says, for the contact it names', (eventId, content) => {
    const event = fixtureEvent(eventId);
    expect(demoPlan(eventId)).toMatchObject({
      kind: 'request',
      contact: { ref: event.contact_id },
      content: { ...content, customerRef: event.customer_id, eventId },
    });
  });

  it.each([
    ['evt_1007', { role: 'compliance', reason: 'sanction_screening', urgent: true, customerRefs: ['C011'] }],
    ['evt_1013', { role: 'accounting', reason: 'account_deviation', urgent: false, customerRefs: ['C004'] }],
    ['evt_1016', { role: 'compliance', reason: 'transaction_risk', urgent: true, customerRefs: ['C007'] }],
  ])('%s: is work for staff, with the data of the event, the same task each time', (eventId, task) => {
    const planned = demoPlan(eventId);
    expect(planned).toMatchObject({
      kind: 'task',
      task: { ...task, requestId: null, details: fixtureEvent(eventId).data },
    });
    expect(demoPlan(eventId)).toEqual(planned);
  });

  it('twenty of them: each is in one of the two lists', () => {
    expect(events).toHaveLength(expected.length + 3);
  });
});

describe('audience and content of events', () => {
  it('nobody named: each goes to somebody with the role for it', () => {
    const roles: ContactRole[] = ['approve', 'reconcile', 'invoice', 'reports', 'documents'];
    const contacts = roles.map((role) => aContact({ ref: role, roles: [role], canBind: role === 'approve' }));
    const asked = (eventId: string): string | null => {
      const { contact_id: _named, ...event } = fixtureEvent(eventId);
      const planned = planEvent(event as unknown as EventEnvelope, aCustomer({ contacts }), {
        ...context,
        now: new Date(String(event.occurred_at)),
      });
      return planned.kind === 'request' ? planned.contact.ref : null;
    };
    expect(asked('evt_1005')).toBe('reports');
    expect(asked('evt_1012')).toBe('documents');
    expect(asked('evt_1014')).toBe('reconcile');
    expect(['reports', 'reconcile']).toContain(asked('evt_1008'));
    expect(asked('evt_1017')).toBe('approve');
  });

  it('a verification: goes to whoever can bind, before somebody who only has the role', () => {
    const { contact_id: _named, ...event } = fixtureEvent('evt_1017');
    const contacts = [
      aContact({ ref: 'clerk', roles: ['approve'], canBind: false }),
      aContact({ ref: 'boss', roles: ['reports'], canBind: true }),
    ];
    const at = { ...context, now: new Date('2026-11-26T06:00:00Z') };
    expect(planEvent(event as unknown as EventEnvelope, aCustomer({ contacts }), at)).toMatchObject({
      contact: { ref: 'boss' },
    });
  });

  it('a deadline nobody is named for: the contact whose answer is awaited', () => {
    const { contact_id: _named, ...event } = fixtureEvent('evt_1020');
    const at = { ...context, now: new Date('2026-12-07T07:00:00Z'), ownerRef: 'C001-1' };
    expect(planEvent(event as unknown as EventEnvelope, customer, at)).toMatchObject({
      contact: { ref: 'C001-1' },
    });
  });

  it('addressed to staff: a deadline is work for staff, anything else a mistake', () => {
    const { contact_id: _named, ...deadline } = fixtureEvent('evt_1020');
    const addressed = (audience: string) =>
      plan({ ...deadline, audience } as unknown as EventEnvelope) as { kind: string; task: EventTask };
    expect(addressed('staff')).toMatchObject({ kind: 'task', task: { reason: 'deadline_approaching' } });
    expect(
      ['staff', 'staff.sales', 'staff.accounting', 'staff.compliance', 'staff.compliance_responsible'].map(
        (audience) => addressed(audience).task.role,
      ),
    ).toEqual(['staff', 'staff', 'accounting', 'compliance', 'compliance']);
    expect(plan({ ...letter(), audience: 'staff.compliance_responsible' })).toEqual({
      kind: 'failed',
      reason: 'audience_not_allowed',
    });
  });

  it.each([
    ['deadline.approaching', 'staff.compliance', 'compliance'],
    ['deadline.approaching', 'staff.compliance_responsible', 'compliance'],
    ['deadline.approaching', 'staff.owner', 'staff'],
    ['sanction.screening.completed', 'staff.accounting', 'compliance'],
    ['transaction.risk.flagged', 'staff', 'compliance'],
    ['account.deviation.detected', undefined, 'accounting'],
    ['account.deviation.detected', 'staff', 'accounting'],
    ['account.deviation.detected', 'staff.compliance_responsible', 'compliance'],
  ] as const)(
    '%s for %s: work of %s, and hidden exactly when that is the compartment',
    (type, audience, role) => {
      const envelope = { ...letter(), type, audience };
      expect(taskOfEvent('t_demo', envelope, context.now).role).toBe(role);
      expect(isForCompliance({ type, audience })).toBe(role === 'compliance');
    },
  );

  it('of no staff: nothing is hidden', () => {
    for (const audience of [null, 'customer', 'customer.owner', 'staff', 'staff.branch_manager'] as const)
      expect(isForCompliance({ type: 'deadline.approaching', audience })).toBe(false);
  });

  it('R3: a document: why it is asked for is nowhere in the request', () => {
    const data = { ...(fixtureEvent('evt_1012').data as object), reason_code: 'sanction_screening' };
    const planned = demoPlan('evt_1012', { data: data as EventEnvelope['data'] });
    expect(planned.kind).toBe('request');
    expect(JSON.stringify(planned)).not.toMatch(/reason_code|sanction/);
  });

  it('R3: a document, whatever the reason: the same person, term, reminders and words, and no hold of its own', () => {
    const { reason_code: _any, ...data } = fixtureEvent('evt_1012').data as Record<string, unknown>;
    const because = (reason_code?: string) =>
      demoPlan('evt_1012', {
        data: { ...data, ...(reason_code && { reason_code }) } as EventEnvelope['data'],
      });
    const neutral = because();
    expect(neutral).toMatchObject({
      kind: 'request',
      content: { reminders: [expect.any(String), expect.any(String)] },
    });
    for (const reason of [
      'onboarding',
      'expiry',
      'periodic',
      'threshold',
      'screening',
      'risk',
      'sanction_screening',
    ])
      expect(because(reason)).toEqual(neutral);
  });

  it('a transfer between own accounts: nobody is told', () => {
    const data = { ...(fixtureEvent('evt_1008').data as object), movement_type: 'transfer' };
    const internal = { data: { ...data, internal: true } as EventEnvelope['data'] };
    expect(demoPlan('evt_1008', internal)).toEqual({ kind: 'ignored', reason: 'internal_transfer' });
    const external = { data: { ...data, internal: false } as EventEnvelope['data'] };
    expect(demoPlan('evt_1008', external).kind).toBe('request');
  });

  it('a payment of several units without a reference of its own: account and day name it', () => {
    const lines = [
      { unit: 'TRY', quantity: '10.00', side: 'B' },
      { unit: 'HAS', quantity: '1.500', side: 'B' },
    ];
    const data = { account_no: '120.02.0006', lines, due_date: '2026-12-03' };
    expect(demoPlan('evt_1018', { data })).toMatchObject({
      content: { reference: '120.02.0006:2026-12-03', lines },
    });
  });

  it('a report as a spreadsheet: its document is named as one', () => {
    const data = {
      ...(fixtureEvent('evt_1005').data as object),
      format: 'xlsx',
      document_url: 'https://example.com/r',
    };
    expect(demoPlan('evt_1005', { data })).toMatchObject({
      content: { document: { filename: 'RPR-88121.xlsx' } },
    });
  });
});

describe('a date that is reached', () => {
  const date = (data: object): EventEnvelope => ({
    type: 'schedule.date.reached',
    event_id: 'evt_d',
    tenant: 't_demo',
    occurred_at: '2026-12-01T09:00:00+03:00',
    data: {
      ...{ rule_id: 'SCH-07', local_date: '2026-12-01', local_time: '09:00' },
      emits: 'document.requested',
      ...data,
    },
  });
  const data = { request_id: 'BLG-1', document_code: 'vergi_levhasi' };

  it('with customers and data: one event each, the same ids for the same rule and day', () => {
    const planned = plan(date({ customer_ids: ['C001', 'C002'], emit_data: data }), null);
    expect(planned).toMatchObject({
      kind: 'emit',
      events: [
        { event_id: 'sch_SCH-07_2026-12-01_C001', type: 'document.requested', customer_id: 'C001', data },
        { event_id: 'sch_SCH-07_2026-12-01_C002', type: 'document.requested', customer_id: 'C002', data },
      ],
    });
  });

  it('more than a day after it and after it was told: skipped, and on record as that; told late on purpose it goes', () => {
    const late = date({ local_date: '2026-10-01', customer_ids: ['C001'], emit_data: data });
    const kept = { ...late, occurred_at: '2026-10-01T09:00:00+03:00' };
    expect(plan(kept, null)).toEqual({ kind: 'ignored', reason: 'skipped_late' });
    expect(plan(late, null)).toMatchObject({ kind: 'emit' });
  });

  it('with nobody to tell, or a type no date may emit: ignored', () => {
    const refused = { kind: 'ignored', reason: 'no_rule' };
    expect(plan(date({}), null)).toEqual(refused);
    for (const emits of [...staffEventTypes, 'transaction.verification.requested', 'schedule.date.reached'])
      expect(plan(date({ emits, customer_ids: ['C001'], emit_data: data }), null)).toEqual(refused);
  });
});

describe('events for staff alone', () => {
  const contactRefs = customer.contacts.map(({ ref }) => ref);
  const anyData = fc.dictionary(
    fc.oneof(
      fc.string(),
      fc.constantFrom('emits', 'customer_ids', 'emit_data', 'contact_id', 'internal', '__proto__'),
    ),
    fc.jsonValue(),
  );

  it('with any address, audience and data: never a request, an event or anything with a contact', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...staffEventTypes),
        fc.option(fc.constantFrom(...contactRefs, 'other'), { nil: undefined }),
        fc.option(fc.constantFrom(...audiences), { nil: undefined }),
        anyData,
        fc.boolean(),
        (type, contactRef, audience, data, isKnown) => {
          const envelope = {
            ...letter(),
            type,
            contact_id: contactRef,
            audience,
            data: data as EventEnvelope['data'],
          };
          const planned = plan(envelope, isKnown ? customer : null);
          expect(planned.kind).toBe('task');
          expect(planned).not.toHaveProperty('contact');
          expect(planned.kind === 'task' && ['compliance', 'accounting'].includes(planned.task.role)).toBe(
            true,
          );
        },
      ),
    );
  });

  it('named by any rule of dates: none is emitted', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...staffEventTypes),
        fc.array(fc.string()),
        anyData,
        (emits, refs, emitted) => {
          const data = {
            rule_id: 'r',
            local_date: '2026-12-01',
            emits,
            customer_ids: refs,
            emit_data: emitted,
          };
          const event = { ...letter(), type: 'schedule.date.reached', data: data as EventEnvelope['data'] };
          expect(plan(event)).toEqual({ kind: 'ignored', reason: 'no_rule' });
        },
      ),
    );
  });
});
