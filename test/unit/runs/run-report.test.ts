import { noOwnUnits } from '../../../src/money/own-units.ts';
import fc from 'fast-check';
import { drawReport } from '../../../src/runs/report-document.ts';
import { reportLinesOf, ReportSums } from '../../../src/runs/run-report.ts';
import type { RowOutcome, RunRow } from '../../../src/runs/run-row.ts';
import { aRun, aRunRow } from '../../support/run-ports.ts';
import { textOfPdf } from '../../support/text-of-pdf.ts';

type Answered = RowOutcome['lines'];

const row = (n: number, state: RunRow['state'], lines: RunRow['body']['lines'], answered: Answered = []) => {
  const { body } = aRunRow(n);
  const outcome: RowOutcome = {
    ...{ contactRef: 'C001-1', decisionId: 'dec_1', contentHash: null, closedAt: null, reason: null },
    lines: answered,
  };
  return aRunRow(n, { state, body: { ...body, lines, outcome } });
};

const has = (quantity: string, side: 'A' | 'B' = 'B') => ({ unit: 'HAS', quantity, side });
const lira = (quantity: string, side: 'A' | 'B' = 'B') => ({ unit: 'TRY', quantity, side });

describe('the report of a run', () => {
  it('a letter answered per unit: each balance with its own answer and its difference in that unit', () => {
    const partly = row(
      1,
      'agreed_partial',
      [has('8420.115', 'A'), lira('100.00')],
      [
        { ...has('8420.115', 'A'), answer: 'disagreed', own: { quantity: '8418.990', side: 'A' } },
        { ...lira('100.00'), answer: 'agreed', own: null },
      ],
    );

    expect(
      reportLinesOf(partly, noOwnUnits).map(({ line, outcome, difference }) => [
        line.unit,
        outcome,
        difference,
      ]),
    ).toEqual([
      ['HAS', 'disagreed', '1.125'],
      ['TRY', 'agreed', null],
    ]);
  });

  it.each([
    ['B', '10.00', 'B', '7.50', '-2.50'],
    ['B', '10.00', 'A', '7.50', '-17.50'],
    ['A', '10.00', 'A', '12.00', '-2.00'],
    ['B', '10.00', 'B', '10.00', '0.00'],
  ] as const)(
    'ours %s %s and theirs %s %s: a difference of %s',
    (side, ours, theirSide, theirs, expected) => {
      const own = { quantity: theirs, side: theirSide };
      const answered = row(
        1,
        'disagreed',
        [lira(ours, side)],
        [{ ...lira(ours, side), answer: 'disagreed', own }],
      );

      expect(reportLinesOf(answered, noOwnUnits)[0]?.difference).toBe(expected);
    },
  );

  it('counted: letters by state, letters and amounts per unit by answer, shares of what was sent', () => {
    const sums = new ReportSums(noOwnUnits);
    for (const one of [
      row(1, 'agreed', [has('2.000'), lira('30.00', 'A')]),
      row(2, 'open', [has('1.000')]),
      row(3, 'no_response', [has('1.000', 'A')]),
      row(4, 'undeliverable', [lira('70.00', 'A')]),
      row(5, 'error', [lira('5.00')]),
    ])
      sums.add(one);

    expect(sums.report()).toEqual({
      rows: 5,
      states: [
        { state: 'agreed', letters: 1, share: '20.0' },
        { state: 'open', letters: 1, share: '20.0' },
        { state: 'no_response', letters: 1, share: '20.0' },
        { state: 'undeliverable', letters: 1, share: '20.0' },
        { state: 'error', letters: 1, share: '20.0' },
      ],
      units: [
        {
          ...{ unit: 'HAS', outcome: 'agreed', letters: 1, debit: '2.000', credit: '0.000' },
          ...{ share: '33.3', shareOfDebit: '66.7', shareOfCredit: '0.0' },
        },
        {
          ...{ unit: 'HAS', outcome: 'unanswered', letters: 2, debit: '1.000', credit: '1.000' },
          ...{ share: '66.7', shareOfDebit: '33.3', shareOfCredit: '100.0' },
        },
        {
          ...{ unit: 'TRY', outcome: 'agreed', letters: 1, debit: '0.00', credit: '30.00' },
          ...{ share: '50.0', shareOfDebit: null, shareOfCredit: '30.0' },
        },
        {
          ...{ unit: 'TRY', outcome: 'undelivered', letters: 1, debit: '0.00', credit: '70.00' },
          ...{ share: '50.0', shareOfDebit: null, shareOfCredit: '70.0' },
        },
        {
          ...{ unit: 'TRY', outcome: 'unsent', letters: 1, debit: '5.00', credit: '0.00' },
          ...{ share: null, shareOfDebit: null, shareOfCredit: null },
        },
      ],
    });
  });

  it('whatever the rows are: every balance is in exactly one share, and sums are exact', () => {
    const states = ['agreed', 'open', 'failed', 'error', 'withdrawn', 'no_response', 'cancelled'] as const;
    const balance = fc.tuple(fc.constantFrom(...states), fc.integer({ min: 0, max: 10 ** 9 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(balance, { maxLength: 40 }), (balances) => {
        const sums = new ReportSums(noOwnUnits);
        for (const [index, [state, cents, isDebit]] of balances.entries())
          sums.add(row(index + 1, state, [lira((cents / 100).toFixed(2), isDebit ? 'B' : 'A')]));
        const { units } = sums.report();
        const total = (amounts: readonly string[]): bigint =>
          amounts.reduce((sum, amount) => sum + BigInt(amount.replace('.', '')), 0n);

        expect(units.reduce((sum, { letters }) => sum + letters, 0)).toBe(balances.length);
        expect(total(units.flatMap(({ debit, credit }) => [debit, credit]))).toBe(
          balances.reduce((sum, [, cents]) => sum + BigInt(cents), 0n),
        );
      }),
    );
  });

  it('on paper, of many rows: pages that are full are given out before all rows are read', async () => {
    const all = 120;
    let read = 0;
    async function* many(): AsyncGenerator<RunRow> {
      for (let n = 1; n <= all; n += 1) {
        read += 1;
        yield row(n, 'open', [has('1.500')]);
      }
    }
    const paper = {
      ...{ company: 'Demo', by: 'key:1', at: new Date('2026-12-09T21:00:00.000Z') },
      ...({ language: 'tr', timeZone: 'Europe/Istanbul', ownUnits: noOwnUnits } as const),
    };
    const readAtFirst: number[] = [];
    const chunks: Buffer[] = [];
    for await (const chunk of drawReport(aRun({ rows: 20_000 }), () => many(), paper)) {
      readAtFirst.push(read);
      chunks.push(chunk);
    }
    // Read twice: for the shares on the first page, then for the balances.
    expect(readAtFirst[0]).toBeLessThan(2 * all);
    expect(readAtFirst.at(-1)).toBe(2 * all);
    const text = (await textOfPdf(Buffer.concat(chunks))).join(' ');
    expect(text.split('1,500')).toHaveLength(all + 1);
  });
});
