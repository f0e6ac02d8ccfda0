import { constantsOf, type UnitConstant } from '../../../src/money/unit-constants.ts';

const one = (changes: Partial<UnitConstant>): UnitConstant => ({
  ...{ kind: 'milyem', value: '916', in: null, source: null, validFrom: '2026-01-01', validUntil: null },
  ...changes,
});
const valuesOn = (date: string, constants: readonly UnitConstant[]): string[] =>
  constantsOf(['XAU_G_22K'], [{ code: 'XAU_G_22K', constants }], date).map(({ value }) => value);

describe('constants of a day', () => {
  const all = [one({}), one({ value: '916.6', validFrom: '2026-07-01' })];

  it.each([
    ['2025-12-31', []],
    ['2026-01-01', ['916']],
    ['2026-06-30', ['916']],
    ['2026-07-01', ['916.6']],
    ['2030-01-01', ['916.6']],
  ])('on %s: %j', (date, held) => {
    expect(valuesOn(date, all)).toEqual(held);
    expect(valuesOn(date, [...all].reverse())).toEqual(held);
  });

  it('one that has ended: does not bring the one before it back', () => {
    const ended = [...all, one({ value: '917', validFrom: '2026-08-01', validUntil: '2026-08-31' })];

    expect(valuesOn('2026-08-31', ended)).toEqual(['917']);
    expect(valuesOn('2026-09-01', ended)).toEqual([]);
  });

  it('of several kinds and units: those of the letter, in the order of its lines; a unit without any has none', () => {
    const held = constantsOf(
      ['PCS_CEYREK', 'TRY', 'XAU_G_22K'],
      [
        { code: 'HAS', constants: [one({ kind: 'selling', value: '7000', in: 'TRY', source: 'KMTP' })] },
        { code: 'XAU_G_22K', constants: all },
        {
          code: 'PCS_CEYREK',
          constants: [one({ kind: 'has', value: '1.608' }), one({ kind: 'grams', value: '1.754' })],
        },
      ],
      '2026-10-31',
    );

    expect(held.map(({ unit, kind, value }) => `${unit} ${kind} ${value}`)).toEqual([
      ...['PCS_CEYREK grams 1.754', 'PCS_CEYREK has 1.608', 'XAU_G_22K milyem 916.6'],
    ]);
  });
});
