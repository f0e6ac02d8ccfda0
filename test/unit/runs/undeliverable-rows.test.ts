import { noOwnUnits } from '../../../src/money/own-units.ts';
import { drawReport } from '../../../src/runs/report-document.ts';
import { writeReport } from '../../../src/runs/report-file.ts';
import type { RowOutcome, RunRow } from '../../../src/runs/run-row.ts';
import type { RequestId } from '../../../src/shared/ids.ts';
import { readTable } from '../../../src/runs/table/read-table.ts';
import { aRun, aRunRow } from '../../support/run-ports.ts';
import { textOfPdf } from '../../support/text-of-pdf.ts';

const closedAt = new Date('2026-12-09T21:00:00.000Z');

/** A letter of one balance in lira that ended like this. */
const ended = (n: number, state: RunRow['state'], quantity: string): RunRow => {
  const { body } = aRunRow(n);
  const outcome: RowOutcome = {
    ...{ contactRef: `C00${n}-1`, decisionId: null, contentHash: null, closedAt, reason: null, lines: [] },
  };
  const lines = [{ unit: 'TRY', quantity, side: 'B' as const }];
  return aRunRow(n, {
    ...{
      state,
      customer: `C00${n}`,
      requestId: `req_${n}` as RequestId,
      handedAt: new Date('2026-11-23T07:00:00.000Z'),
    },
    body: { ...body, lines, outcome },
  });
};
const rows = [ended(1, 'undeliverable', '70.00'), ended(2, 'no_response', '30.00')];
async function* all(): AsyncGenerator<RunRow> {
  yield* rows;
}

const options = (language: 'tr' | 'en') => ({
  ...{ language, timeZone: 'Europe/Istanbul', ownUnits: noOwnUnits },
});

/** By the titles of their head. */
const named = (head: readonly string[], cells: readonly string[]): Record<string, string> =>
  Object.fromEntries(head.map((title, index) => [title, cells[index] ?? '']));

describe('a letter that never reached its person, in the report of its run', () => {
  it('as CSV: not delivered, who it was for and when it ended; apart from who kept silent, also in the shares', async () => {
    const written = (await writeReport(all(), 'csv', options('tr'))).toString('utf8').replace('\uFEFF', '');
    const lines = written.split('\r\n').map((line) => line.split(';'));
    const [head = [], first = [], second = []] = lines;
    expect(named(head, first)).toMatchObject({
      ...{ 'Müşteri No': 'C001', Yanıt: 'Ulaşmadı', Sonuç: 'Ulaştırılamadı', 'Kanıt (karar no)': '' },
    });
    expect(named(head, second)).toMatchObject({ 'Müşteri No': 'C002', Yanıt: 'Yanıtsız' });
    expect(first.join(';')).toContain('C001-1;23.11.2026 10:00;10.12.2026 00:00;req_1');
    expect(lines).toContainEqual(['Ulaştırılamadı', '1', '%50,0']);
    expect(lines).toContainEqual(['TRY', 'Ulaşmadı', '1', '%50,0', '70,00', '%70,0', '0,00', '']);
  });

  it('as XLSX: the same words and figures in the sheet of its rows', async () => {
    const content = await writeReport(all(), 'xlsx', options('en'));
    const { lines } = await readTable(content);
    const texts = lines.map(({ cells }) => cells.map(({ text }) => text));
    const [head = [], first = [], second = []] = texts;
    expect(named(head, first)).toMatchObject({
      ...{ 'Customer No': 'C001', Answer: 'Not delivered', Outcome: 'Not delivered', Amount: '70' },
    });
    expect(named(head, second)).toMatchObject({ Answer: 'No answer' });
  });

  it.each([
    ['tr', 'Ulaştırılamadı 1 %50,0', 'Ulaşmadı', 'Yanıtsız'],
    ['en', 'Not delivered 1 50.0%', 'Not delivered', 'No answer'],
  ] as const)(
    'on paper (%s): in the shares and beside its balance',
    async (language, share, answer, other) => {
      const paper = { ...options(language), company: 'Demo', by: 'key:1', at: closedAt };
      const chunks: Buffer[] = [];
      for await (const chunk of drawReport(aRun({ rows: 2 }), () => all(), paper)) chunks.push(chunk);
      const pdf = Buffer.concat(chunks);
      const text = (await textOfPdf(pdf)).join(' ').replace(/\s+/g, ' ');
      expect(text).toContain(share);
      const [, first, second] = text.split(/C00[12]\b(?!-)/);
      expect(first).toContain(answer);
      expect(second).toContain(other);
    },
  );
});
