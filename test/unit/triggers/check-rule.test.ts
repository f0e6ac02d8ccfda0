import fc from 'fast-check';
import { checkRule } from '../../../src/triggers/rules/check-rule.ts';
import { compileRule, EventFields, matches } from '../../../src/triggers/rules/compile-rule.ts';
import { ruleTypeOf, ruleTypes } from '../../../src/triggers/rules/rule-types.ts';
import type { Condition, Rule } from '../../../src/triggers/rules/rule.ts';
import { shippedRules } from '../../../src/triggers/rules/shipped-rules.ts';
import { effectsOfRule } from '../../../src/triggers/rule-effects.ts';
import { staffEventTypes } from '../../../src/triggers/event-types.ts';
import type { JsonObject } from '../../../src/shared/json.ts';
import { aRule } from '../../support/rule-ports.ts';
import { aCustomer } from '../../support/records.ts';

const problems = (changes: Partial<Rule>): string[] =>
  checkRule(aRule(changes)).map(({ field, message }) => `${field}: ${message.split(':')[0]}`);
const when = (...conditions: Condition[]): string[] => problems({ when: conditions });
const gold = (quantity: string) => ({ unit: 'HAS', quantity });

describe('a rule that is checked before it is saved', () => {
  it('fits its type: nothing is said against it', () => {
    expect(when()).toEqual([]);
    expect(
      when(
        { field: 'quantity', op: 'at_least', value: gold('100') },
        { field: 'quantity', op: 'below', value: gold('100.001') },
        { field: 'movement_type', op: 'one_of', value: ['sale', 'purchase'] },
        { field: 'movement_type', op: 'is_not', value: 'sale' },
        { field: 'internal', op: 'is', value: false },
        { field: 'posted_at', op: 'after', value: '2026-01-01' },
        { field: 'document_no', op: 'is_set' },
        { field: 'contact_id', op: 'is_missing' },
        { field: 'customer.labels', op: 'has_none', value: ['staff'] },
        { field: 'customer.recipientType', op: 'is', value: 'TACIR' },
      ),
    ).toEqual([]);
  });

  it('a decision is never silent: somebody is asked, whoever has the role', () => {
    const audience = { roles: ['owner'], fallback: 'nobody' } as const;
    const asking = (on: string): string[] => problems({ on, when: [], then: [{ do: 'request', audience }] });
    for (const on of ['approval.requested', 'reconciliation.letter.ready', 'invoice.approval.requested'])
      expect(asking(on)).toEqual(['then[0].audience.fallback: decision_never_silent']);
    expect(asking('document.requested')).toEqual([]);
  });

  const times = (...conditions: [op: string, value: string | number][]): string[] =>
    problems({
      on: 'deadline.approaching',
      then: [{ do: 'notify', audience: null }],
      when: conditions.map(([op, value]) => ({
        ...{ field: typeof value === 'number' ? 'remaining_hours' : 'due_date', op, value },
      })),
    });
  it.each<[string, string[]]>([
    ['above 5 and below 6', times(['above', 5], ['below', 6])],
    ['at least 5 and at most 5, and not 5', times(['at_least', 5], ['at_most', 5], ['is_not', 5])],
    ['5 and 6', times(['is', 5], ['is', 6])],
    ['after a day and before the next', times(['after', '2026-01-31'], ['before', '2026-02-01'])],
    [
      'two beginnings that no word has',
      when(
        { field: 'account_no', op: 'starts_with', value: '120' },
        { field: 'account_no', op: 'starts_with', value: '320' },
      ),
    ],
  ])('%s: no event is that', (_title, found) => {
    expect(found).toEqual([expect.stringMatching(/^when\[\d\]: never_matches$/)]);
  });

  it.each<[string, string[]]>([
    ['above 5 and below 7', times(['above', 5], ['below', 7])],
    ['5, and not 6', times(['is', 5], ['is_not', 6])],
    ['a day between two', times(['after', '2026-01-31'], ['before', '2026-02-02'])],
    [
      'a beginning and a longer one',
      when(
        { field: 'account_no', op: 'starts_with', value: '120' },
        { field: 'account_no', op: 'starts_with', value: '120.01' },
      ),
    ],
  ])('%s: there are such events', (_title, found) => {
    expect(found).toEqual([]);
  });

  const both = [gold('50'), { unit: 'TRY', quantity: '100000' }];
  it.each<[string, unknown, boolean]>([
    ['gold on its threshold', gold('50'), true],
    ['gold below it', gold('49.999'), false],
    ['lira on theirs', { unit: 'TRY', quantity: '100000.00' }, true],
    ['lira that would do for gold', { unit: 'TRY', quantity: '51' }, false],
    ['a unit that is not listed', { unit: 'USD', quantity: '1000000' }, false],
  ])('a threshold for each unit: %s', (_title, amount, holds) => {
    const rule = aRule({ when: [{ field: 'quantity', op: 'at_least', value: both }] });
    expect(checkRule(rule)).toEqual([]);
    const fields = new EventFields({ envelope: { data: amount as JsonObject }, customer: null });
    expect(matches(compileRule('r', 1, rule, ruleTypeOf), fields)).toBe(holds);
  });

  it('thresholds of several units: refused with a unit twice, or where no unit is left', () => {
    const of = (op: string, value: Condition['value']): Condition => ({ field: 'quantity', op, value });
    const never = ['when[1]: never_matches'];
    expect(when(of('at_least', [gold('50'), gold('60')]))).toEqual([
      expect.stringMatching(/^when\[0\]\.value/),
    ]);
    expect(when(of('at_least', both), of('below', gold('60')))).toEqual([]);
    expect(when(of('at_least', both), of('below', gold('50')))).toEqual(never);
    expect(when(of('at_least', both), of('below', { unit: 'USD', quantity: '9' }))).toEqual(never);
    expect(when({ field: 'unit', op: 'is', value: 'TRY' }, of('at_least', both))).toEqual([]);
    expect(when({ field: 'unit', op: 'is', value: 'USD' }, of('at_least', both))).toEqual(never);
  });

  it('what is refused as never matching matches no event', () => {
    const number = fc.integer({ min: 0, max: 4 });
    const day = fc.integer({ min: 1, max: 4 }).map((at) => `2026-01-0${at}`);
    const word = fc.constantFrom('1', '12', '123', '2', '21');
    const condition = fc.oneof(
      fc.record({
        field: fc.constant('remaining_hours'),
        op: fc.constantFrom('is', 'is_not', 'at_least', 'at_most', 'above', 'below'),
        value: number,
      }),
      fc.record({
        field: fc.constant('due_date'),
        op: fc.constantFrom('on', 'before', 'after'),
        value: day,
      }),
      fc.record({
        field: fc.constant('ref_no'),
        op: fc.constantFrom('is', 'is_not', 'starts_with'),
        value: word,
      }),
    );
    const conditions = fc.array(condition, { minLength: 2, maxLength: 5 });
    const data = fc.record({ remaining_hours: number, due_date: day, ref_no: word });
    fc.assert(
      fc.property(conditions, fc.array(data, { minLength: 20, maxLength: 20 }), (when, events) => {
        const rule = aRule({ on: 'deadline.approaching', then: [{ do: 'notify', audience: null }], when });
        const isRefused = checkRule(rule).some(({ message }) => message.startsWith('never_matches'));
        const compiled = compileRule('r', 1, rule, ruleTypeOf);
        const isMatched = events.some((one) =>
          matches(compiled, new EventFields({ envelope: { data: one }, customer: null })),
        );
        expect(isRefused && isMatched).toBe(false);
      }),
    );
  });

  it('R3: why something is asked, and who released it: no rule of any type looks at it, or what it does would tell', () => {
    const secret = ['reason_code', 'release_reason', 'released_by'];
    for (const on of ['document.requested', 'transaction.verification.requested'] as const)
      for (const field of secret)
        expect(problems({ on, when: [{ field, op: 'is', value: 'x' }] })).toContain(
          'when[0].field: unknown_field',
        );
  });

  it.each<[string, Condition, string]>([
    [
      'a field of no event of the type',
      { field: 'letter_id', op: 'is', value: 'x' },
      'when[0].field: unknown_field',
    ],
    ['a name of JavaScript’s', { field: 'constructor', op: 'is_set' }, 'when[0].field: unknown_field'],
    [
      'an operator of another kind',
      { field: 'movement_type', op: 'at_least', value: 3 },
      'when[0].op: must be one of is, is_not, one_of, none_of, is_set, is_missing for this field',
    ],
    [
      'an operator of JavaScript’s',
      { field: 'movement_type', op: 'constructor' },
      'when[0].op: must be one of is, is_not, one_of, none_of, is_set, is_missing for this field',
    ],
    [
      'an amount without a unit',
      { field: 'quantity', op: 'at_least', value: '100' },
      'when[0].value: must be an amount of one unit, or one of each of several, every unit once',
    ],
    [
      'more decimals than the unit keeps',
      { field: 'quantity', op: 'at_least', value: { unit: 'TRY', quantity: '1.234' } },
      'when[0].value: has more decimals than its unit keeps',
    ],
    [
      'a word that is none of the list',
      { field: 'movement_type', op: 'is', value: 'loan' },
      'when[0].value: must be one of purchase, sale, payment_in, payment_out, transfer, adjustment, scrap_in, refinery_return',
    ],
    [
      'a value nobody asked for',
      { field: 'document_no', op: 'is_set', value: 'x' },
      'when[0].value: is not used by this operator',
    ],
    ['no value where one is needed', { field: 'document_no', op: 'is' }, 'when[0].value: must be string'],
  ])('names %s: said by name', (_title, condition, expected) => {
    expect(when(condition)).toEqual([expected]);
  });

  it.each<[string, Condition[]]>([
    [
      'two words for one thing',
      [
        { field: 'movement_type', op: 'is', value: 'sale' },
        { field: 'movement_type', op: 'is', value: 'purchase' },
      ],
    ],
    [
      'a word that is excluded',
      [
        { field: 'movement_type', op: 'is', value: 'sale' },
        { field: 'movement_type', op: 'none_of', value: ['sale'] },
      ],
    ],
    [
      'every word there is excluded',
      [
        { field: 'side', op: 'is_not', value: 'A' },
        { field: 'side', op: 'is_not', value: 'B' },
      ],
    ],
    [
      'a word with another beginning',
      [
        { field: 'document_no', op: 'is', value: 'A1' },
        { field: 'document_no', op: 'starts_with', value: 'B' },
      ],
    ],
    [
      'a floor over a ceiling',
      [
        { field: 'quantity', op: 'at_least', value: gold('10') },
        { field: 'quantity', op: 'at_most', value: gold('9.9999') },
      ],
    ],
    [
      'a floor on a ceiling that leaves it out',
      [
        { field: 'quantity', op: 'at_least', value: gold('10') },
        { field: 'quantity', op: 'below', value: gold('10.0000') },
      ],
    ],
    [
      'two units of one amount',
      [
        { field: 'quantity', op: 'at_least', value: gold('1') },
        { field: 'quantity', op: 'at_least', value: { unit: 'TRY', quantity: '1' } },
      ],
    ],
    [
      'an amount beside another unit',
      [
        { field: 'unit', op: 'is', value: 'TRY' },
        { field: 'quantity', op: 'at_least', value: gold('1') },
      ],
    ],
    [
      'missing and compared',
      [
        { field: 'document_no', op: 'is_missing' },
        { field: 'document_no', op: 'is', value: 'A' },
      ],
    ],
    [
      'a flag both ways',
      [
        { field: 'internal', op: 'is', value: true },
        { field: 'internal', op: 'is', value: false },
      ],
    ],
    [
      'a date that is over before it begins',
      [
        { field: 'posted_at', op: 'after', value: '2026-05-01' },
        { field: 'posted_at', op: 'before', value: '2026-05-01' },
      ],
    ],
    [
      'two days',
      [
        { field: 'posted_at', op: 'on', value: '2026-05-01' },
        { field: 'posted_at', op: 'on', value: '2026-05-02' },
      ],
    ],
    [
      'a label wanted and not',
      [
        { field: 'customer.labels', op: 'has_all', value: ['a', 'b'] },
        { field: 'customer.labels', op: 'has_none', value: ['b'] },
      ],
    ],
  ])('can never match, for %s: never_matches', (_title, conditions) => {
    expect(when(...conditions).map((problem) => problem.split(': ')[1])).toEqual(['never_matches']);
  });

  it('has lines of several units: each condition may be met by another of them', () => {
    const lines = [
      { field: 'lines', op: 'at_least', value: gold('1') },
      { field: 'lines', op: 'at_least', value: { unit: 'TRY', quantity: '1' } },
    ];
    expect(
      problems({ on: 'reconciliation.letter.ready', when: lines, then: [{ do: 'request', audience: null }] }),
    ).toEqual([]);
  });

  it.each<[string, Partial<Rule>, string]>([
    ['a type that is none', { on: 'price.updated' }, 'on: must be one of'],
    ['a date, which is not an event of a customer', { on: 'schedule.date.reached' }, 'on: must be one of'],
    [
      'a question as a notice',
      { on: 'document.requested', when: [] },
      'then[0].do: must be one of request, task, callback, emit, nothing for this type',
    ],
    [
      'silence where somebody waits for a decision',
      { on: 'approval.requested', when: [], then: [{ do: 'nothing' }] },
      'then[0].do: decision_never_silent',
    ],
    [
      'a call alone where somebody waits for a decision',
      { on: 'invoice.approval.requested', when: [], then: [{ do: 'callback', name: 'x' }] },
      'then: decision_never_silent',
    ],
    [
      'nothing beside something',
      { then: [{ do: 'nothing' }, { do: 'callback', name: 'x' }] },
      'then: nothing stands alone',
    ],
    [
      'the customer twice',
      {
        then: [
          { do: 'notify', audience: null },
          { do: 'notify', audience: null },
        ],
      },
      'then: must ask or tell the customer once',
    ],
    [
      'one call twice',
      {
        then: [
          { do: 'callback', name: 'x' },
          { do: 'callback', name: 'x' },
        ],
      },
      'then: must name every callback once',
    ],
    [
      'an ordinary event for the compartment',
      { then: [{ do: 'task', role: 'compliance', urgent: true }] },
      'then[0].role: compartment',
    ],
    [
      'a compartment event for somebody else',
      { on: 'transaction.risk.flagged', when: [], then: [{ do: 'task', role: 'staff', urgent: true }] },
      'then[0].role: compartment',
    ],
    [
      'a compartment event for the business system',
      { on: 'sanction.screening.completed', when: [], then: [{ do: 'callback', name: 'x' }] },
      'then[0].do: must be one of task for this type',
    ],
  ])('does %s: refused by name', (_title, changes, expected) => {
    expect(problems(changes)[0]).toContain(expected);
  });

  it.each<[string, Partial<Rule>, string]>([
    [
      'fewer decisions than there are',
      {
        on: 'approval.requested',
        when: [],
        then: [{ do: 'request', audience: null }],
        cap: { per: 'contact', at_most: 1, within: 'P1D' },
      },
      'cap: decision_never_silent',
    ],
    [
      'a decision that somebody else took',
      {
        on: 'invoice.approval.requested',
        when: [],
        then: [{ do: 'request', audience: null, unless: [{ answered: true }] }],
      },
      'then[0].unless: decision_never_silent',
    ],
    [
      'a fraud that waits',
      {
        on: 'transaction.verification.requested',
        when: [],
        then: [{ do: 'notify', audience: null, wait: { for: 'PT1H', until: null } }],
      },
      'then[0].wait: decision_never_silent',
    ],
    [
      'reports that are told together',
      {
        on: 'report.ready',
        when: [],
        then: [{ do: 'notify', audience: null, collapse: { within: 'PT10M', from: 5 } }],
      },
      'then[0].collapse: is not for events of this type',
    ],
    [
      'two ways of waiting',
      {
        then: [
          {
            ...{ do: 'notify', audience: null, collapse: { within: 'PT10M', from: 5 } },
            wait: { for: 'PT1H', until: null },
          },
        ],
      },
      'then[0].wait.for: stands beside collapse, which waits by itself',
    ],
    [
      'a cap on nothing',
      { then: [{ do: 'nothing' }], cap: { per: 'contact', at_most: 1, within: 'P1D' } },
      'cap: limits what is told, and this rule tells nothing',
    ],
  ])('says about time %s: refused by name', (_title, changes, expected) => {
    expect(problems(changes)).toEqual([expected]);
  });

  it('R1: is on a type for staff: whatever it does, no customer can be named', () => {
    for (const type of staffEventTypes)
      for (const action of ['request', 'notify'] as const)
        for (const audience of [null, { roles: ['owner'], fallback: 'owner' }] as const)
          expect(problems({ on: type, when: [], then: [{ do: action, audience }] })).toEqual([
            'then[0].do: staff_only',
          ]);
  });

  it('R1: is on a type for staff: it causes nothing either, at save, and at work whatever was saved (domain 6.3-a)', () => {
    const emit = { do: 'emit', type: 'feedback.requested', data: {} } as const;
    const rule = { id: 'r', version: 1, name: 'r', then: [emit], cap: null };
    const made = (type: string, audience?: 'staff' | 'customer') =>
      effectsOfRule(
        {
          ...{ type, event_id: 'e', tenant: 't', customer_id: 'C001', occurred_at: '', data: {} },
          ...(audience === undefined ? {} : { audience }),
        },
        rule,
        { now: new Date(0), customer: null },
      ).emits.map((one) => one.type);
    for (const type of staffEventTypes) {
      expect(problems({ on: type, when: [], then: [emit] })).toEqual(['then[0].do: staff_only']);
      expect(made(type)).toEqual([]);
    }
    expect(made('deadline.approaching', 'staff')).toEqual([]);
    expect(made('deadline.approaching', 'customer')).toEqual(['feedback.requested']);
  });

  it('comes with the product: sound, one for each type, below every rule of a tenant', () => {
    const shipped = [...shippedRules().values()];
    expect(shipped.map(({ rule }) => rule.on)).toEqual([...ruleTypes().keys()]);
    for (const { rule } of shipped)
      expect([rule.on, checkRule(rule), rule.priority]).toEqual([rule.on, [], 0]);
  });
});

const holds = (condition: Condition, data: JsonObject, facts: { labels?: string[] } = {}): boolean => {
  const envelope = { data };
  const customer = aCustomer(facts);
  return matches(compileRule('r', 1, aRule({ when: [condition] })), new EventFields({ envelope, customer }));
};

describe('a condition', () => {
  const amount = fc.record({
    unit: fc.constantFrom('HAS', 'TRY', 'PCS_CEYREK'),
    units: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  });
  const decimalOf = ({ units }: { units: bigint }): string =>
    `${units / 10_000n}.${String(units % 10_000n).padStart(4, '0')}`;

  it('on amounts: compared exactly, as decimals of one unit, and never across units', () => {
    fc.assert(
      fc.property(amount, amount, (found, limit) => {
        const data = { unit: found.unit, quantity: decimalOf(found) };
        const value = { unit: limit.unit, quantity: decimalOf(limit) };
        const isSame = found.unit === limit.unit;
        const said = ['at_least', 'at_most', 'above', 'below'].map((op) =>
          holds({ field: 'quantity', op, value }, data),
        );
        const order = found.units < limit.units ? -1 : Number(found.units > limit.units);
        expect(said).toEqual([order >= 0, order <= 0, order > 0, order < 0].map((is) => isSame && is));
      }),
    );
  });

  it('and its opposite: of words, one of the two holds, whatever the event has', () => {
    const word = fc.constantFrom('sale', 'purchase', 'transfer');
    fc.assert(
      fc.property(fc.option(word), fc.array(word, { minLength: 1 }), (found, words) => {
        const data: JsonObject = found === null ? {} : { movement_type: found };
        const value = [...new Set(words)];
        const is = holds({ field: 'movement_type', op: 'one_of', value }, data);
        expect(holds({ field: 'movement_type', op: 'none_of', value }, data)).toBe(!is);
        expect(is).toBe(found !== null && value.includes(found));
      }),
    );
  });

  it.each<[string, Condition, JsonObject, boolean]>([
    ['a flag that is missing counts as false', { field: 'internal', op: 'is', value: false }, {}, true],
    [
      'a date is that of the instant',
      { field: 'posted_at', op: 'on', value: '2026-11-24' },
      { posted_at: '2026-11-24T23:30:00+03:00' },
      true,
    ],
    [
      'before a day is not on it',
      { field: 'posted_at', op: 'before', value: '2026-11-24' },
      { posted_at: '2026-11-24T00:00:00+03:00' },
      false,
    ],
    [
      'a text begins',
      { field: 'document_no', op: 'starts_with', value: 'FT-' },
      { document_no: 'FT-1' },
      true,
    ],
    ['what is not there is not set', { field: 'document_no', op: 'is_set' }, {}, false],
    [
      'what is not there is less than nothing',
      { field: 'quantity', op: 'at_most', value: gold('1') },
      {},
      false,
    ],
  ])('%s', (_title, condition, data, expected) => {
    expect(holds(condition, data)).toBe(expected);
  });

  it('on labels: any, all or none of them', () => {
    const labels = ['vip', 'staff'];
    const said = (op: string, value: string[]): boolean =>
      holds({ field: 'customer.labels', op, value }, {}, { labels });
    expect([
      said('has_any', ['x', 'vip']),
      said('has_all', ['vip', 'x']),
      said('has_all', ['vip', 'staff']),
    ]).toEqual([true, false, true]);
    expect([said('has_none', ['x']), said('has_none', ['x', 'staff'])]).toEqual([true, false]);
  });
});
