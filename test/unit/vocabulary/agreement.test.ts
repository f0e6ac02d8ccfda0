import { agreementOn, standingOf, type Answered } from '../../../src/vocabulary/agreement.ts';
import { anAgreement } from '../../support/agreements.ts';

const answered = (changes: Partial<Answered> = {}): Answered => ({
  ...{ date: '2026-11-23', contactRef: 'C001-1', phone: '+905000000101' },
  lines: [{ unit: 'HAS', quantity: '1000.000' }],
  ...changes,
});
const named = anAgreement().persons;

describe('R17: what an answer lacks by the agreement on evidence', () => {
  it.each([
    ['nothing', [anAgreement()], {}, []],
    ['nothing where no unit has a limit', [anAgreement()], { lines: [{ unit: 'TRY', quantity: '9' }] }, []],
    ['the agreement', [], {}, ['agreement_missing']],
    [
      'the agreement, where only the account has one',
      [anAgreement({ kind: 'current_account', persons: [] })],
      {},
      ['agreement_missing'],
    ],
    [
      'the agreement before its first day',
      [anAgreement({ validFrom: '2026-11-24' })],
      {},
      ['agreement_missing'],
    ],
    ['nothing on its first day', [anAgreement({ validFrom: '2026-11-23' })], {}, []],
    ['nothing on its last day', [anAgreement({ validUntil: '2026-11-23' })], {}, []],
    ['a new one, the day after', [anAgreement({ validUntil: '2026-11-22' })], {}, ['agreement_expired']],
    [
      'nothing, where a new one follows',
      [anAgreement({ validUntil: '2026-11-22' }), anAgreement({ id: 'del-2', validFrom: '2026-11-23' })],
      {},
      [],
    ],
    ['the person', [anAgreement()], { contactRef: 'C001-2' }, ['person_not_named']],
    [
      'nothing of somebody it names by number alone',
      [anAgreement({ persons: named.map((one) => ({ ...one, contactRef: null })) })],
      {},
      [],
    ],
    [
      'nothing of somebody whom an older one names that holds as well',
      [anAgreement(), anAgreement({ id: 'del-2', validFrom: '2026-06-01', persons: [] })],
      {},
      [],
    ],
    [
      'the person, where neither of two names them',
      [anAgreement(), anAgreement({ id: 'del-2', validFrom: '2026-06-01' })],
      { contactRef: 'C001-2' },
      ['person_not_named'],
    ],
    ['the number', [anAgreement()], { phone: '+905000000199' }, ['number_not_named']],
    ['nothing that can be told, of a hidden number', [anAgreement()], { phone: null }, []],
    [
      'the limit',
      [anAgreement()],
      { lines: [{ unit: 'HAS', quantity: '1000.001' }] },
      ['above_agreed_limit'],
    ],
    [
      'number and limit',
      [anAgreement()],
      { phone: '+905000000199', lines: [{ unit: 'HAS', quantity: 'çok' }] },
      ['number_not_named', 'above_agreed_limit'],
    ],
  ] as const)('R17: %s', (_what, agreements, changes, warnings) => {
    expect(standingOf(agreements, answered(changes)).warnings).toEqual(warnings);
  });

  it('of two that hold: the newest that names the person, and the newest where none does', () => {
    const [old, renewed, narrow] = [
      anAgreement(),
      anAgreement({ id: 'del-2', validFrom: '2026-06-01' }),
      anAgreement({ id: 'del-3', validFrom: '2026-07-01', persons: [] }),
    ];
    const idOf = (changes: Partial<Answered>): string | undefined =>
      standingOf([old, narrow, renewed], answered(changes)).agreement?.id;
    expect(idOf({})).toBe('del-2');
    expect(idOf({ contactRef: 'C001-2', phone: null })).toBe('del-3');
  });

  it('of two that hold: the one that began last', () => {
    const [old, renewed] = [anAgreement(), anAgreement({ id: 'del-2', validFrom: '2026-06-01' })];

    expect(agreementOn([renewed, old], 'channel_evidence', '2026-11-23')?.id).toBe('del-2');
    expect(agreementOn([renewed, old], 'channel_evidence', '2026-05-31')?.id).toBe('del-1');
  });
});
