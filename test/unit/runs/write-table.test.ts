import { readTable } from '../../../src/runs/table/read-table.ts';
import { writeCsv, writeSpreadsheet } from '../../../src/runs/table/write-table.ts';

describe('a table that is written', () => {
  const head = ['Ad', 'Tutar'];

  it('as separated text: a mark of UTF-8, semicolons, commas of decimals, nothing a program would run', () => {
    const written = writeCsv(head, [
      ['=cmd|A0', { amount: '-1250.340' }],
      ['iki;parça', ''],
    ]).toString('utf8');

    expect(written).toBe('\uFEFFAd;Tutar\r\n\'=cmd|A0;-1250,340\r\n"iki;parça";\r\n');
  });

  it('as a spreadsheet: amounts are numbers while a program keeps all their digits, else text, and a text is no formula', async () => {
    const content = await writeSpreadsheet([
      {
        ...{ name: 'Bir', head },
        lines: [
          ['=1+1', { amount: '-1250.340' }],
          ['', { amount: '999999999999999.1234' }],
        ],
      },
      { name: 'İki', head, lines: [] },
    ]);
    const { lines } = await readTable(content);

    expect(lines.map(({ cells }) => cells)).toEqual([
      [
        { text: 'Ad', isNumber: false },
        { text: 'Tutar', isNumber: false },
      ],
      [
        { text: '=1+1', isNumber: false },
        { text: '-1250.34', isNumber: true },
      ],
      [
        { text: '', isNumber: false },
        { text: '999999999999999.1234', isNumber: false },
      ],
    ]);
  });
});
