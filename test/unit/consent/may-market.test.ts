import { marketingRefusal, type MarketingFacts } from '../../../src/consent/may-market.ts';
import { explainedReasons } from '../../../src/explain/words.ts';

const at = (day: number): Date => new Date(`2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z`);
const recorded = (changes: object = {}) =>
  ({ status: 'ONAY', source: 'HS_MESAJ', saidAt: at(23), recordedAt: at(24), ...changes }) as const;
const facts = (changes: Partial<MarketingFacts> = {}): MarketingFacts => ({
  ...{ said: 'accepted', recipientTypes: ['BIREYSEL'], iys: recorded() },
  calendar: { timeZone: 'Europe/Istanbul' },
  ...changes,
});

describe('R21: whether a commercial message may go to a person', () => {
  it.each<[string, Partial<MarketingFacts>, string | null]>([
    ['a consumer who said yes, and the registry has it', {}, null],
    ['a consumer who said nothing', { said: undefined }, 'marketing_not_consented'],
    ['nobody knows what they are', { said: undefined, recipientTypes: [null] }, 'marketing_not_consented'],
    ['of no customer', { said: undefined, recipientTypes: [] }, 'marketing_not_consented'],
    ['a merchant who said nothing', { said: undefined, recipientTypes: ['TACIR'] }, null],
    [
      'a merchant and a consumer in one',
      { said: undefined, recipientTypes: ['TACIR', 'BIREYSEL'] },
      'marketing_not_consented',
    ],
    ['a merchant who said no', { said: 'rejected', recipientTypes: ['TACIR'] }, 'marketing_refused'],
    ['a consumer who took it back', { said: 'withdrawn' }, 'marketing_refused'],
    ['the registry has nothing', { iys: null }, 'iys_pending'],
    ['a merchant of whom the registry has nothing', { iys: null, recipientTypes: ['TACIR'] }, 'iys_pending'],
    ['the registry has a refusal', { iys: recorded({ status: 'RET' }) }, 'iys_refused'],
    ['recorded on the third business day', { iys: recorded({ recordedAt: at(26) }) }, null],
    ['recorded later', { iys: recorded({ recordedAt: at(27) }) }, 'iys_late'],
    ['a Sunday in between does not count', { iys: recorded({ saidAt: at(20), recordedAt: at(25) }) }, null],
  ])('%s: %j', (_who, changes, refusal) => {
    expect(marketingRefusal(facts(changes))).toBe(refusal);
  });

  it('every refusal has words in both languages', () => {
    for (const code of [
      ...['marketing_refused', 'marketing_not_consented', 'iys_pending', 'iys_refused', 'iys_late'],
    ])
      expect(explainedReasons).toContain(code);
  });
});
