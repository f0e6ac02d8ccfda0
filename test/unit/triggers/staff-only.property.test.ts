import fc from 'fast-check';
import type { EventEnvelope } from '../../../src/triggers/event-envelope.ts';
import { acceptedEvent } from '../../../src/triggers/emitted-check.ts';
import {
  requestEventTypes,
  scheduledEventTypes,
  staffEventTypes,
  isStaffEventType,
} from '../../../src/triggers/event-types.ts';
import type { CustomType } from '../../../src/triggers/custom-type.ts';
import type { EmitData } from '../../../src/triggers/emit-data.ts';
import { planEvent } from '../../../src/triggers/plan-event.ts';
import type { ActingRule, RuleAction } from '../../../src/triggers/rule-action.ts';
import { RuleDates, type RuleDateParts } from '../../../src/triggers/rule-dates.ts';
import { effectsOfRule, tellOf } from '../../../src/triggers/rule-effects.ts';
import type { RuleWork } from '../../../src/triggers/rule-work.ts';
import { checkRule } from '../../../src/triggers/rules/check-rule.ts';
import { checkTemplate, type RuleTemplate } from '../../../src/triggers/rules/rule-templates.ts';
import { ruleInputSchema, ruleOf } from '../../../src/triggers/rules/rule-schema.ts';
import { ruleTypesWith } from '../../../src/triggers/rules/rule-types.ts';
import type { Condition, Rule } from '../../../src/triggers/rules/rule.ts';
import type { WaitingEvent } from '../../../src/triggers/event-work.repository.ts';
import { toldEvent } from '../../../src/triggers/told-event.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import { startOfTests, tenantA } from '../../support/builders-api.ts';
import { lookupOf } from '../../support/own-units.ts';
import { aContact, aCustomer } from '../../support/records.ts';
import { marked } from '../../support/staff-only.ts';

const now = new Date('2026-11-23T07:00:00.000Z');
const customer = aCustomer({ contacts: [aContact({ roles: ['all'] })] });

/** One whose fields can fill every form, under a name that leads nowhere. */
const ownType = (type: string): CustomType => ({
  ...{ tenantId: tenantA, type, name: type, updatedAt: startOfTests, updatedBy: 'key:a', rev: 1 },
  fields: [
    { name: 'order_no', kind: 'reference', required: true, choices: [] },
    { name: 'total', kind: 'amount', required: true, choices: [] },
    { name: 'day', kind: 'date', required: true, choices: [] },
  ],
});
const own = [ownType('custom.order.ready'), ownType('custom.sanction.screening.completed')];
const ownTypes = own.map(({ type }) => type);
const typeOf = ruleTypesWith(own);
const parts = {
  customTypes: {
    find: async (_tenant: string, type: string) => own.find((one) => one.type === type) ?? null,
  },
  units: lookupOf(),
};
const dataOfOwn = { order_no: 'S-1', total: { unit: 'HAS', quantity: '5.000' }, day: '2026-12-01' };

/** Data that each type takes, whatever event it is made of. */
const whole: { readonly [type: string]: EmitData } = {
  'feedback.requested': {
    interaction_id: 'S-1',
    interaction_label: { text: 'Sipariş {event_id}' },
    interaction_date: '2026-11-20',
  },
  'document.requested': { request_id: { from: 'event_id' }, document_code: 'vergi_levhasi' },
  'deadline.approaching': {
    ...{ item_type: 'order', item_id: 'S-1', subject: 'Sipariş', ref_no: 'S-1', due_date: '2026-12-01' },
    ...{ remaining_hours: 24, reminder_no: 1 },
  },
  ...Object.fromEntries(
    ownTypes.map((type) => [
      type,
      { order_no: 'S-1', total: { from: 'total' }, day: '2026-12-01' } satisfies EmitData,
    ]),
  ),
};

const everyType = [
  ...requestEventTypes,
  ...staffEventTypes,
  ...ownTypes,
  'schedule.date.reached',
  'trigger.date.reached',
];
const anyType = fc.constantFrom(...everyType, ...staffEventTypes, ...staffEventTypes);

const anyCondition = (on: string): fc.Arbitrary<Condition> => {
  const fields = (typeOf(on)?.fields ?? []).map(({ field }) => field);
  const op = fc.constantFrom('is_set', 'is_missing', 'is', 'at_least', 'before');
  return fc.record(
    {
      field: fc.constantFrom(...fields, 'reason_code', 'score'),
      op,
      value: fc.constantFrom('x', 5, '2026-11-24'),
    },
    { requiredKeys: ['field', 'op'] },
  );
};

const madeOf = (type: string): fc.Arbitrary<EmitData> => {
  const known = whole[type] ?? {};
  return fc.oneof(
    { arbitrary: fc.constant(known), weight: 6 },
    { arbitrary: fc.constant({ ...known, subject: { from: 'case_id' } }), weight: 1 },
  );
};
const anyAudience = fc.constantFrom(null, { roles: ['owner'], fallback: 'owner' } as const);
const telling = (what: 'request' | 'notify'): fc.Arbitrary<RuleAction> =>
  fc
    .tuple(fc.option(fc.constantFrom(...scheduledEventTypes), { nil: undefined }), anyAudience)
    .chain(([as, audience]) =>
      fc.record(
        {
          ...{ do: fc.constant(what), as: fc.constant(as), audience: fc.constant(audience) },
          data: madeOf(as ?? ''),
          escalate: fc.constant([{ after: 'P1D', to: 'contact', roles: ['owner'] }]),
          wait: fc.constant({ for: 'PT1H', until: null }),
        },
        { requiredKeys: ['do', 'audience', ...(as === undefined ? [] : (['as', 'data'] as const))] },
      ),
    ) as fc.Arbitrary<RuleAction>; // what a person can write, sound or not
const emitting: fc.Arbitrary<RuleAction> = anyType.chain((type) =>
  madeOf(type).map((data) => ({ do: 'emit', type, data }) as const),
);
const plainly = fc
  .constantFrom('request', 'notify')
  .map((what): RuleAction => ({ do: what, audience: null }));
const working = fc
  .constantFrom('staff', 'accounting', 'compliance', 'compliance')
  .map((role): RuleAction => ({ do: 'task', role, urgent: true }));
const anyAction: fc.Arbitrary<RuleAction> = fc.oneof(
  telling('request'),
  telling('notify'),
  ...[plainly, emitting, emitting, working, working],
  fc.constant<RuleAction>({ do: 'callback', name: 'x' }),
);

const schedules = anyType.chain((of) => {
  const dates = (typeOf(of)?.fields ?? []).filter(({ kind }) => kind === 'date').map(({ field }) => field);
  return fc.constantFrom(
    { every: 'month', day: 1, at: '09:00', move: 'next' } as const,
    ...[...dates, 'as_of'].map((field) => ({
      ...{ relative: { of, field, days: -1, business: false }, at: '09:00' },
    })),
  );
});
const anyRule: fc.Arbitrary<Rule> = fc
  .tuple(anyType, fc.option(schedules, { nil: undefined, freq: 2 }))
  .chain(([type, schedule]) =>
    fc.record(
      {
        name: fc.constant('Kural'),
        on: fc.constant(schedule === undefined ? type : 'schedule'),
        schedule: fc.constant(schedule),
        customers: fc.constantFrom<Rule['customers'][]>('all', 'none', ['C001']),
        when: fc.oneof(
          { arbitrary: fc.constant([]), weight: 3 },
          fc.array(anyCondition(type), { maxLength: 3 }),
        ),
        then: fc.array(anyAction, { minLength: 1, maxLength: 2 }),
        priority: fc.integer({ min: 1, max: 100 }),
      },
      {
        requiredKeys: [
          'name',
          'on',
          'when',
          'then',
          'priority',
          ...(schedule === undefined ? [] : (['schedule'] as const)),
        ],
      },
    ),
  );

const causeOf = ({ on, schedule }: Rule): string =>
  schedule !== undefined && 'relative' in schedule ? schedule.relative.of : on;
const reaches = ({ do: what }: RuleAction): boolean => ['request', 'notify', 'emit'].includes(what);
const acting = ({ then }: Rule): ActingRule => ({ id: 'r', version: 1, name: 'r', then, cap: null });

/** As they come from the business system: of each type for staff, and a deadline that is addressed to staff. */
const staffEvents: readonly EventEnvelope[] = [
  ...staffEventTypes.map((type) => ({ type, data: marked[type] })),
  { type: 'deadline.approaching', audience: 'staff' as const, data: whole['deadline.approaching'] },
  {
    type: 'deadline.approaching',
    audience: 'staff.compliance' as const,
    data: whole['deadline.approaching'],
  },
].map((event, at) => ({
  ...{ event_id: `evt_${at}`, tenant: tenantA, customer_id: 'C001', occurred_at: now.toISOString() },
  ...event,
})) as EventEnvelope[]; // the marks are JSON

/** Everything that comes of an event by these rules, event by event, as the worker does it; whom each of them asks or tells. */
const outcomesOf = async (first: EventEnvelope, rules: readonly Rule[]) => {
  const asked: string[] = [];
  const made: string[] = [];
  const stored: string[] = [];
  const dates = new RuleDates(
    {
      events: {
        keepDate: async (_tenantId: string, date: { envelope: EventEnvelope } | null) => {
          if (date !== null) stored.push(date.envelope.type);
        },
      },
      dates: {
        near: async () => [{ rule: { id: 'r', version: 1 }, when: { date: '2026-11-24', at: now } }],
        load: async () => null,
      },
    } as unknown as RuleDateParts, // what storing a date needs
    {} as RuleWork, // nothing is reached
  );
  const waiting = [{ envelope: first, depth: 0 }];
  for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
    const { envelope, depth } = event;
    await dates.plan(
      { tenantId: tenantA, eventId: envelope.event_id, envelope, receivedAt: now } as WaitingEvent,
      now,
    );
    for (const rule of rules.filter((one) => causeOf(one) === envelope.type).map(acting)) {
      const told = await toldEvent(parts, tenantA, envelope, { rule, customer });
      const plan =
        told === null
          ? null
          : planEvent(told, customer, { now, timeZone: 'Europe/Istanbul', quietHours: noQuietHours, rule });
      if (plan?.kind === 'request') asked.push(told?.type ?? '');
      const accepted = await Promise.all(
        effectsOfRule(envelope, rule, { now, customer }).emits.map((one) =>
          acceptedEvent(parts, tenantA, one),
        ),
      );
      for (const one of accepted) if (one !== null) made.push(one.type);
      if (depth < 3)
        waiting.push(
          ...accepted.flatMap((one) => (one === null ? [] : [{ envelope: one, depth: depth + 1 }])),
        );
    }
  }
  return { asked, made, stored };
};

const letterOfOwn: RuleTemplate = {
  ...{ name: 'letter_vip', base: 'recon_letter_ready_v1', prompt: 'reconciliation.letter' },
  languages: [{ language: 'tr', state: 'in_use' }],
};

describe('what is for staff alone, and rules of any kind', () => {
  it('R1: any rule that may be saved: on none of its types, at once or near a date, does it tell or cause anything; nor does any rule cause one of them', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(anyRule, (written) => {
        const parsed = ruleInputSchema.safeParse(written);
        if (!parsed.success) return;
        // The words are those of the type, or of a template that was made of those: no rule chooses others.
        const worded = written.then.map((action) => ({ ...action, template: letterOfOwn.name }));
        const chosen = ruleInputSchema.safeParse({ ...written, then: worded });
        if (chosen.success && checkTemplate(ruleOf(chosen.data), [letterOfOwn]).length === 0)
          expect(tellOf(written)?.as ?? written.on).toBe('reconciliation.letter.ready');
        const rule = ruleOf(parsed.data);
        if (checkRule(rule, typeOf).length > 0) return;
        const cause = causeOf(rule);
        const kinds = rule.then.filter(reaches).map(({ do: what }) => what);
        if (isStaffEventType(cause)) expect([cause, kinds]).toEqual([cause, []]);
        for (const action of rule.then)
          if (action.do === 'emit') expect(staffEventTypes).not.toContain(action.type);
        reached.add(kinds.length > 0 ? `${rule.schedule === undefined ? '' : 'dated '}${kinds[0]}` : cause);
      }),
      { numRuns: 3_000, seed: 17 },
    );
    // The rules do come to tell, to cause and to stand on types for staff, so there was something to look at.
    expect([...reached]).toEqual(
      expect.arrayContaining(['request', 'notify', 'emit', 'dated emit', ...staffEventTypes]),
    );
  });

  it('R1: any set of rules, sound or not, as it may lie in the database: an event for staff asks, tells, causes and dates nothing, by no chain', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...staffEvents),
        fc.array(anyRule, { maxLength: 6 }),
        async (event, rules) => {
          expect(await outcomesOf(event, rules)).toEqual({ asked: [], made: [], stored: [] });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('R1: the same rules on an event of a customer: they do ask and cause, and never an event for staff', async () => {
    const asked = new Set<string>();
    const made = new Set<string>();
    const facts = { tenant: tenantA, customer_id: 'C001', occurred_at: now.toISOString() };
    const event = { ...facts, type: 'custom.order.ready', event_id: 'evt_own', data: dataOfOwn };
    await fc.assert(
      fc.asyncProperty(fc.array(anyRule, { maxLength: 6 }), async (rules) => {
        const came = await outcomesOf(event, [
          ...rules,
          ...rules.map((rule) => ({ ...rule, on: event.type })),
        ]);
        for (const type of came.asked) asked.add(type);
        for (const type of came.made) made.add(type);
      }),
      { numRuns: 200, seed: 17 },
    );
    expect([...asked, ...made].filter(isStaffEventType)).toEqual([]);
    expect(asked.size).toBeGreaterThanOrEqual(3);
    expect(made.size).toBeGreaterThanOrEqual(4);
  });
});
