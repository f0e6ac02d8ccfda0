import { promptKeys } from '../../../machines/prompt-keys.ts';
import { callbackTypes } from '../../../src/callbacks/callback-types.ts';
import type { EstimatedCost, Explanation } from '../../../src/explain/explanation.ts';
import { sentencesOf } from '../../../src/explain/sentences.ts';
import { noNames, spokenIn } from '../../../src/explain/spoken.ts';
import { explainedReasons, explainLanguages, wordsOf } from '../../../src/explain/words.ts';
import { holdReasons } from '../../../src/delivery/plan-record.ts';
import { priceCategories } from '../../../src/pricing/price-list.ts';
import { dateEventType, escalationEventType, requestEventTypes } from '../../../src/triggers/event-types.ts';

const at = new Date('2026-11-24T10:00:00.000Z');
const explanation = (changes: Partial<Explanation> = {}): Explanation => ({
  ...{ messageId: 'cnv_1:1:0', conversationId: 'cnv_1', requestId: 'req_1', prompt: 'reconciliation.letter' },
  ...{ fate: 'sent', because: null, decidedAt: at, occasion: 'unasked', sentAs: 'template' },
  event: { eventId: 'evt_1', type: 'reconciliation.letter.ready', receivedAt: at },
  rule: { id: 'shipped.reconciliation.letter.ready', version: 1 },
  causes: [],
  request: { id: 'req_1', kind: 'reconciliation', status: 'open', outcome: null },
  contact: { contactRef: 'C001-1', customerRefs: ['C001'], reachedBy: 'phone' },
  consent: { notices: 'on', marketing: null, feedback: null },
  window: { expiresAt: null, wasOpen: false },
  template: { name: 'recon_letter_ready_v1', language: 'tr', insteadOf: null },
  ...{ plan: null, hold: null, handled: null },
  price: {
    state: 'charged',
    market: 'TR',
    category: 'utility',
    amount: '0.0009',
    currency: 'USD',
    isEstimate: true,
  },
  attempts: { count: 1, unknown: 0, lastReason: null, acceptedAt: at, nextAt: null },
  statuses: [{ status: 'delivered', at, attempt: 1, error: null }],
  answer: null,
  callbacks: [],
  ...changes,
});
const told = (changes: Partial<Explanation>, language: 'tr' | 'en' = 'en'): string =>
  sentencesOf(explanation(changes), language, () => 'THEN').join(' ');

describe('sentencesOf', () => {
  it('of a whole way: a sentence for each part, in both languages alike', () => {
    const [tr, en] = explainLanguages.map((language) => sentencesOf(explanation(), language, () => 'THEN'));
    expect(tr).toHaveLength(en?.length ?? 0);
    expect(en).toEqual([
      'For the event “Reconciliation letter” (evt_1), reported on THEN, the message “reconciliation · letter” was decided on THEN.',
      'The rule that acted: the product’s own for “Reconciliation letter”.',
      'The recipient is C001-1 (C001), reached by number.',
      'The person has not stopped messages.',
      'The person had never written: the window was closed. It was sent with the template recon_letter_ready_v1 (tr).',
      'It passed every check and was sent.',
      '1 attempt was made. The platform took it on THEN.',
      'It costs 0.0009 USD (TR, utility), by estimate.',
      'The platform reported: delivered THEN.',
      'The person has sent nothing about the request since.',
    ]);
  });

  it('names that its reader may see: said in the place of ids and codes, in both languages', () => {
    const names = {
      rule: ({ id }: { id: string }) => (id === 'movement-large' ? 'Büyük hareket' : null),
      type: (type: string) => (type === 'custom.order.ready' ? 'Sipariş hazır' : null),
      ...{ contact: 'Deniz Örnekoğlu', person: 'Ada Personel' },
    };
    const told = (language: 'tr' | 'en') =>
      sentencesOf(
        explanation({
          prompt: 'notice.movement',
          event: { eventId: 'e1', type: 'custom.order.ready', receivedAt: at },
          rule: { id: 'movement-large', version: 2 },
          handled: { what: 'released', by: 'staff:stf_1', at },
          answer: { messageId: 'm', at, decision: { id: 'd', result: 'agreed_partial' } },
        }),
        language,
        () => 'THEN',
        names,
      ).join(' ');
    expect(told('tr')).toContain(
      'THEN tarihinde bildirilen «Sipariş hazır» olayı (e1) için THEN tarihinde «bildirim · hareket» mesajına karar verildi. ' +
        'Uygulanan kural: «Büyük hareket», sürüm 2. Alıcı Deniz Örnekoğlu (C001);',
    );
    expect(told('tr')).toContain('Ada Personel tarafından');
    expect(told('tr')).toContain('Kayda geçen karar: kısmen mutabık.');
    expect(told('en')).toContain('The rule that acted: “Büyük hareket”, version 2.');
  });

  it.each([...promptKeys, 'conversation.numberRemoved', 'conversation.testMessage', 'staff.text'])(
    'the message %s: has words in both languages, and none of its code',
    (prompt) => {
      const [tr, en] = explainLanguages.map((language) => spokenIn(language, noNames).prompt(prompt));
      const [family] = prompt.split('.');
      expect([tr, en].some((words) => words?.includes(prompt))).toBe(false);
      // A family without words would be said by its code.
      expect(tr).not.toMatch(new RegExp(`^«${family ?? ''}[ »]`));
    },
  );

  it.each([...requestEventTypes, dateEventType, escalationEventType])(
    'the event %s: has words in both languages',
    (type) => {
      for (const language of explainLanguages)
        expect(spokenIn(language, noNames).type(type)).not.toContain(type);
    },
  );

  it.each(priceCategories)('the price category %s: has words in both languages', (category) => {
    expect(spokenIn('tr', noNames).category(category)).not.toBe(category);
    // The platform's own words are English.
    expect(spokenIn('en', noNames).category(category)).toBe(category);
  });

  it.each(callbackTypes)('the callback %s: has words in both languages', (type) => {
    for (const language of explainLanguages)
      expect(spokenIn(language, noNames).call(type)).not.toContain(type);
  });

  it('before it was sent: what it would cost, in both languages', () => {
    const price: EstimatedCost = {
      state: 'estimated',
      market: 'TR',
      category: 'utility',
      isEstimate: true,
      amount: '0.0009',
      currency: 'USD',
    };
    expect(told({ price })).toContain('It would cost about 0.0009 USD once it is sent (TR, utility).');
    expect(told({ price }, 'tr')).toContain('Gönderilirse tahminen 0.0009 USD tutar (TR, bilgilendirme).');
    expect(told({ price: { ...price, amount: null } })).toContain('the list has no utility price for TR');
  });

  it('of an event that rules made of others: a sentence for each, the nearest first', () => {
    const reported = { type: 'custom.order.ready', receivedAt: at, rule: { id: 'orders', version: 3 } };
    const causes = [
      { eventId: 'evt_2', type: 'trigger.date.reached', receivedAt: at, rule: null },
      { eventId: 'evt_1', ...reported },
    ];
    expect(told({ causes })).toContain(
      'That event came of the event “Day of the calendar” (evt_2) of THEN. That event was made by a rule of the event “custom.order.ready” (evt_1) of THEN: orders, version 3.',
    );
    expect(told({ causes }, 'tr')).toContain('bir kural oluşturdu: orders, sürüm 3.');
  });

  it.each([
    [
      { fate: 'held', because: 'budget', hold: { reason: 'budget', until: at } },
      'It is held until THEN: the budget for messages is used up.',
    ],
    [{ fate: 'not_sent', because: 'request_ended' }, 'It was not sent: the question was settled meanwhile.'],
    [
      { fate: 'failed', because: 'graph_131026' },
      'It did not arrive: the platform refused it with code 131026.',
    ],
    [{ fate: 'unknown', because: 'timeout' }, 'Nobody knows whether it was sent.'],
    [{ fate: 'waiting', because: 'number_busy' }, 'It waits for its turn: the pace of the number.'],
    [{ handled: { what: 'dropped', by: 'key:1', at } }, 'On THEN an API key dropped it.'],
    [
      { contact: { contactRef: null, customerRefs: [], reachedBy: 'user_id' } },
      'The recipient is in no books and reached by user id.',
    ],
    [
      {
        price: {
          state: 'expected',
          market: 'DE',
          category: 'utility',
          amount: null,
          currency: 'USD',
          isEstimate: true,
        },
      },
      'the list has no utility price for DE.',
    ],
    [
      { answer: { messageId: 'm', at, decision: { id: 'd', result: 'agreed' } } },
      'The person answered on THEN. The decision on record: agreed.',
    ],
    [
      {
        callbacks: [
          {
            id: 'c',
            endpoint: 'erp',
            type: 'request.closed',
            status: 'delivered',
            attempts: 1,
            createdAt: at,
          },
        ],
      },
      '1 call to the business system was queued (“a request was settled”); 1 arrived.',
    ],
  ] as const)('%j: says so', (changes, sentence) => {
    expect(told(changes as unknown as Partial<Explanation>)).toContain(sentence);
  });

  it('every reason for a hold, and every other one: words in both languages', () => {
    expect(explainedReasons).toEqual(expect.arrayContaining([...holdReasons]));
    for (const reason of explainedReasons) {
      const [tr, en] = explainLanguages.map((language) => wordsOf(language).reason(reason));
      expect([reason, tr === reason, en === reason, tr === en]).toEqual([reason, false, false, false]);
    }
  });

  it('a code nobody has words for: the code itself', () => {
    expect(told({ fate: 'not_sent', because: 'something_new' })).toContain('It was not sent: something_new.');
  });
});
