import fc from 'fast-check';
import { contactRoles, type Contact, type Customer } from '../../../src/customers/customer.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import type { EventEnvelope } from '../../../src/triggers/event-envelope.ts';
import { requestEventTypes } from '../../../src/triggers/event-types.ts';
import { planEvent } from '../../../src/triggers/plan-event.ts';
import { endsAsSaid } from '../../../src/triggers/request-rules.ts';
import { audienceFallbacks, audienceRoles, type TellAction } from '../../../src/triggers/rule-action.ts';
import { reachOf } from '../../../src/triggers/rules/rule-reach.ts';
import { pastItsEnd } from '../../../src/triggers/rules/rule-terms.ts';
import { ruleTypeOf } from '../../../src/triggers/rules/rule-types.ts';
import { lookOver } from '../../../src/triggers/rules/rule-warnings.ts';
import type { Condition, Rule } from '../../../src/triggers/rules/rule.ts';
import { aMovementEvent } from '../../support/events.ts';
import { aContact, aCustomer } from '../../support/records.ts';
import { aRule } from '../../support/rule-ports.ts';
import { paged } from '../../support/held.ts';

const now = new Date('2026-11-23T07:00:00.000Z');
const calendar = { timeZone: 'Europe/Istanbul', quietHours: noQuietHours };

interface Known {
  customer: Customer;
  stopped?: readonly string[];
}

/** Books of this many; answers what was asked of them. */
const books = (all: readonly Known[]) => {
  const pages: number[] = [];
  return {
    pages,
    customersReached: async (
      _tenantId: string,
      { refs }: { refs?: readonly string[] | undefined },
      page: Parameters<typeof paged>[2],
    ) => {
      pages.push(page.limit);
      const found = all.filter(({ customer: { ref } }) => refs?.includes(ref) !== false);
      return paged(
        found.map(({ customer, stopped = [] }) => ({ customer, stopped: new Set(stopped) })),
        ({ customer: { ref } }) => ref,
        page,
      );
    },
  };
};

const contact = (ref: string, changes: Partial<Contact> = {}): Contact =>
  aContact({ ref, roles: ['reports'], canBind: false, ...changes });
const someone = (ref: string, changes: Partial<Customer> = {}): Known => ({
  customer: aCustomer({ ref, contacts: [contact(`${ref}-1`)], ...changes }),
});
const tell = (changes: Partial<TellAction> = {}): Rule['then'] => [
  { do: 'notify', audience: { roles: ['reports'], fallback: 'nobody' }, ...changes },
];
const warned = async (all: readonly Known[], rule: Partial<Rule>): Promise<string[]> => {
  const parts = {
    ...books(all),
    rulesOn: async () => [],
    templatesOf: async () => [],
    isCustomer: async (_tenantId: string, ref: string) => all.some(({ customer }) => customer.ref === ref),
    nextDate: async () => null,
    settingsOf: async () => ({
      ...calendar,
      company: { name: 'x', workingHours: 'x', privacyUrl: 'x' },
      privacyNotice: null,
      keepsUnrecognised: false,
    }),
    now: () => now,
  };
  const { warnings } = await lookOver(parts, 't', {
    ...{ id: 'mine', countsReach: true, rule: aRule({ when: [], then: tell(), ...rule }) },
  });
  return warnings.map(({ code, field, message }) => `${code} ${field}: ${message}`);
};
const label = (...value: string[]): Condition => ({ field: 'customer.labels', op: 'has_any', value });

describe('a rule that would reach nobody', () => {
  it('the audience counts among those whom its own conditions leave: labels, kind of recipient, by number', async () => {
    const all = [
      someone('C1', { labels: ['vip'] }),
      someone('C2', { labels: ['vip'], contacts: [contact('C2-1', { roles: ['documents'] })] }),
      someone('C3', { recipientType: 'TACIR', contacts: [contact('C3-1', { roles: ['documents'] })] }),
    ];
    expect(await warned(all, {})).toEqual([]);
    expect(await warned(all, { when: [label('vip')] })).toEqual([]);
    const merchants: Condition = { field: 'customer.recipientType', op: 'is', value: 'TACIR' };
    expect(await warned(all, { when: [merchants] })).toEqual([
      'reaches_nobody then[0].audience: no contact of the 1 customers it acts on has one of these roles',
    ]);
    expect(await warned(all, { when: [label('gone')] })).toEqual([
      'reaches_nobody when: none of 3 customers meets the conditions on the customer',
    ]);
    const reach = await reachOf(books(all), 't', aRule({ when: [label('vip')], then: tell() }));
    expect(reach).toEqual({ looked: 3, isWhole: true, customers: 2, reached: 1, stopped: 0, next: [] });
  });

  it('everybody said STOP: nobody is reached, whoever has the role; one who did not is enough', async () => {
    const stopped = { ...someone('C1'), stopped: ['C1-1'] };
    const why = 'everybody it would ask or tell stopped messages, at 1 of 1 customers it acts on';
    expect(await warned([stopped], {})).toEqual([`reaches_nobody then[0].audience: ${why}`]);
    expect(await warned([stopped], { then: tell({ audience: null }) })).toEqual([
      `reaches_nobody then[0].audience: ${why}`,
    ]);
    expect(await warned([stopped, someone('C2')], {})).toEqual([]);
  });

  it('a number that is not theirs reaches nobody; a contact the event has to name is the one', async () => {
    const unlinked = someone('C1', { contacts: [contact('C1-1', { phoneUnlinkedAt: now })] });
    expect(await warned([unlinked], {})).toHaveLength(1);
    const named: Condition = { field: 'contact_id', op: 'is', value: 'C2-9' };
    const who = someone('C2', { contacts: [contact('C2-9', { roles: ['documents'] })] });
    expect(await warned([who], { when: [named] })).toEqual([]);
    expect(await warned([who], { when: [{ ...named, op: 'is_not' }] })).toHaveLength(1);
    expect(await warned([someone('C1')], { when: [named] })).toHaveLength(1);
  });

  it('a step of the escalation whose roles nobody else has: named, and staff has the task', async () => {
    const asking = (roles: ('owner' | 'documents')[]): Partial<Rule> => ({
      on: 'document.requested',
      then: [
        {
          ...{ do: 'request', audience: null },
          escalate: [
            { after: 'P1D', to: 'contact', roles },
            { after: 'P2D', to: 'task', role: 'staff', urgent: false },
          ],
        },
      ],
    });
    const alone = someone('C1', { contacts: [contact('C1-1', { roles: ['documents'] })] });
    const why =
      'at none of the 1 customers it reaches another contact has one of these roles: staff has a task';
    const nobody = [`reaches_nobody then[0].escalate[0].roles: ${why}`];
    expect(await warned([alone], asking(['owner']))).toEqual(nobody);
    // Whoever was asked is not asked a second time.
    expect(await warned([alone], asking(['documents']))).toEqual(nobody);
    const owner = contact('C2-2', { roles: ['owner'] });
    const two = [contact('C2-1', { roles: ['documents'] }), owner];
    expect(await warned([alone, someone('C2', { contacts: two })], asking(['owner']))).toEqual([]);
    const stopped = { ...someone('C2', { contacts: two }), stopped: ['C2-2'] };
    expect(await warned([stopped], asking(['owner']))).toEqual(nobody);
  });

  it('before there are customers only what names its roles is warned of; who is not known is said once', async () => {
    expect(await warned([], {})).toEqual(['reaches_nobody then[0].audience: there is no customer yet']);
    expect(await warned([], { then: tell({ audience: null }) })).toEqual([]);
    const unknown: Condition = { field: 'customer.ref', op: 'is', value: 'C9' };
    expect(await warned([someone('C1')], { when: [unknown] })).toEqual([
      'unknown_customer when[0].value: names a customer that is not known',
    ]);
  });

  describe('of very many customers', () => {
    const ref = (at: number): string => `C${String(at).padStart(5, '0')}`;
    const manyOf = (count: number) =>
      Array.from({ length: count }, (_none, at) =>
        someone(ref(at), { contacts: [contact(`${ref(at)}-1`, { roles: ['documents'] })] }),
      );
    const rule = aRule({ when: [], then: tell() });

    it('so many are looked at, twice as many while nobody has the role, and never more', async () => {
      const late = [...manyOf(2_500), someone('C99998'), someone('C99999')];
      expect(await reachOf(books(late), 't', rule)).toMatchObject({
        ...{ looked: 2_502, isWhole: true, customers: 2_502, reached: 2, stopped: 0 },
      });
      expect(await warned(late, {})).toEqual([]);
      const early = books([someone('A'), ...manyOf(5_000)]);
      expect(await reachOf(early, 't', rule)).toMatchObject({ looked: 2_000, isWhole: false, reached: 1 });
      expect(early.pages).toHaveLength(10);

      const none = books([...manyOf(9_000), someone('C99999')]);
      expect(await reachOf(none, 't', rule)).toMatchObject({ looked: 4_000, isWhole: false, reached: 0 });
      expect(none.pages).toEqual(Array.from({ length: 20 }, () => 200));
      expect(await warned(manyOf(9_000), {})).toEqual([
        'reaches_nobody then[0].audience: no contact of the 4000 customers it acts on among the first 4000 customers has one of these roles',
      ]);
      // Whoever is asked without a rule would do: the first who are looked at say it.
      const usual = aRule({ when: [], then: tell({ audience: null }) });
      expect(await reachOf(books(manyOf(9_000)), 't', usual)).toMatchObject({ looked: 2_000 });
    });

    it('the numbers are of one look: nobody is reached who is not acted on', async () => {
      const labelled = { labels: ['vip'], contacts: [contact('C99999-1')] };
      const late = [...manyOf(2_300), someone('C99999', labelled)];
      const vip = aRule({
        when: [{ field: 'customer.labels', op: 'has_any', value: ['vip'] }],
        then: tell(),
      });
      expect(await reachOf(books(late), 't', vip)).toEqual({
        ...{ looked: 2_301, isWhole: true, customers: 1, reached: 1, stopped: 0, next: [] },
      });
    });
  });

  it('what asks and tells nobody reaches nobody, and that is no news', async () => {
    expect(await warned([someone('C1')], { then: [{ do: 'task', role: 'staff', urgent: false }] })).toEqual(
      [],
    );
    expect(await reachOf(books([]), 't', aRule({ then: [{ do: 'nothing' }] }))).toBeNull();
  });

  const aPerson = fc.record({
    roles: fc.uniqueArray(fc.constantFrom(...contactRoles), { maxLength: 3 }),
    canBind: fc.boolean(),
    isStopped: fc.boolean(),
    isUnlinked: fc.boolean(),
  });
  const anAudience = fc.option(
    fc.record({
      roles: fc.uniqueArray(fc.constantFrom(...audienceRoles), { minLength: 1, maxLength: 3 }),
      fallback: fc.constantFrom(...audienceFallbacks),
    }),
  );

  it('counts a customer exactly where an event of it would go to somebody who wants messages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aPerson, { maxLength: 4 }), anAudience, async (people, audience) => {
        const contacts = people.map(({ roles, canBind, isUnlinked }, at) =>
          contact(`C1-${at}`, { roles, canBind, phoneUnlinkedAt: isUnlinked ? now : null }),
        );
        const stopped = contacts.flatMap(({ ref }, at) => (people[at]?.isStopped === true ? [ref] : []));
        const customer = aCustomer({ ref: 'C1', contacts });
        const rule = aRule({ when: [], then: tell({ audience }) });
        // The builder makes plain JSON in the envelope's form.
        const event = aMovementEvent({ eventId: 'e', customer: 'C1' }) as unknown as EventEnvelope;
        const plan = planEvent(event, customer, {
          ...{ now, ...calendar, stopped: new Set(stopped) },
          rule: { ...rule, id: 'mine', version: 1, cap: null },
        });
        const goesTo = plan.kind === 'request' ? plan.contact.ref : null;
        const reach = await reachOf(books([{ customer, stopped }]), 't', rule);
        expect(reach?.reached).toBe(goesTo !== null && !stopped.includes(goesTo) ? 1 : 0);
        expect(reach?.stopped).toBe(goesTo !== null && stopped.includes(goesTo) ? 1 : 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a step past the end of its question', () => {
  const past = (on: string, changes: Partial<TellAction>, when: readonly Condition[] = []): string[] =>
    pastItsEnd(aRule({ on, when, then: [{ do: 'request', audience: null, ...changes }] }), now, calendar).map(
      ({ code, field, message }) => `${code} ${field}: ${message.split(':')[0] ?? ''}`,
    );
  const after = (...all: string[]): Partial<TellAction> => ({
    escalate: all.map((one) => ({ after: one, to: 'task', role: 'staff', urgent: false })),
  });
  const never = (at: number): string =>
    `past_its_end then[0].escalate[${at}].after: the question has ended by then, so this never happens`;
  const partly = (at: number): string =>
    `past_its_end then[0].escalate[${at}].after: the question may have ended by then, so this does not always happen`;
  const babs: Condition = { field: 'kind', op: 'is', value: 'babs' };

  it.each<[string, string[], string[]]>([
    ['an approval ends after a day: before it', past('approval.requested', after('PT23H59M')), []],
    ['an approval: at its end', past('approval.requested', after('PT1H', 'P1D')), [never(1)]],
    ['a letter: on its last day', past('reconciliation.letter.ready', after('P15D')), []],
    ['a letter: the day after', past('reconciliation.letter.ready', after('P15D', 'P16D')), [never(1)]],
    [
      'a letter: in the evening of its last day',
      past('reconciliation.letter.ready', after('P15DT10H')),
      [partly(0)],
    ],
    [
      'a letter about Ba/Bs: a week',
      past('reconciliation.letter.ready', after('P7D', 'P8D'), [babs]),
      [never(1)],
    ],
    ['an invoice: eight days', past('invoice.approval.requested', after('P8D', 'P9D')), [never(1)]],
    [
      'a document: ten days, then a business day',
      past('document.requested', after('P10D', 'P20D')),
      [never(1)],
    ],
  ])('%s', (_title, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('a wait as long as what it waits with: told at once instead', () => {
    const waits = (on: string, length: string): string[] => past(on, { wait: { for: length, until: null } });
    expect(waits('approval.requested', 'PT23H')).toEqual([]);
    expect(waits('approval.requested', 'P1D')).toEqual([
      'past_its_end then[0].wait.for: what is asked or told would have ended by then, so it never waits',
    ]);
    expect(waits('feedback.requested', 'P2D')).toEqual([]);
    expect(waits('feedback.requested', 'P3D')).toHaveLength(1);
    expect(waits('account.movement.posted', 'P29D')).toEqual([]);
    expect(waits('account.movement.posted', 'P30D')).toHaveLength(1);
  });

  it('where the event always names the end nothing is known of it; nor where the rule makes it', () => {
    expect(past('payment.due.approaching', { wait: { for: 'P30D', until: null } })).toEqual([]);
    const form = { ...after('P60D'), as: 'document.requested' } as const;
    expect(past('custom.order.ready', form)).toEqual([never(0)]);
    expect(past('custom.order.ready', { ...form, data: { due_date: { from: 'until' } } })).toEqual([]);
  });

  it('is known of each type whose events need not name the end', () => {
    for (const type of requestEventTypes) {
      const { schema } = ruleTypeOf(type) ?? {};
      const { error } = schema?.safeParse({}) ?? {};
      const isNeeded = (error?.issues ?? []).some(({ path }) => path[0] === 'due_date');
      expect([type, endsAsSaid(type)]).toEqual([type, isNeeded]);
    }
  });
});
