import writeExcelFile from 'write-excel-file/node';
import { decodeText } from '../../../src/runs/table/decode-text.ts';
import { separatorOf } from '../../../src/runs/table/read-csv.ts';
import { typedNumber } from '../../../src/runs/table/read-spreadsheet.ts';
import { readTable } from '../../../src/runs/table/read-table.ts';

const textsOf = async (content: Buffer): Promise<(readonly [line: number, ...cells: string[]])[]> =>
  (await readTable(content)).lines.map(
    ({ line, cells }) => [line, ...cells.map(({ text }) => text)] as const,
  );

/** Windows-1254 as Turkish Excel writes it: the letters that are elsewhere than in Latin 1. */
const windows1254 = (text: string): Buffer => {
  const own: Readonly<Record<string, number>> = { ğ: 0xf0, Ğ: 0xd0, ı: 0xfd, İ: 0xdd, ş: 0xfe, Ş: 0xde };
  return Buffer.from([...text].map((letter) => own[letter] ?? letter.charCodeAt(0)));
};

describe('a table of separated text', () => {
  it.each([
    ['UTF-8', Buffer.from('Müşteri;Hesap\nÇiğdem İşçi;1'), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from('\uFEFFMüşteri;Hesap\nÇiğdem İşçi;1'), 'utf-8'],
    ['Windows-1254', windows1254('Müşteri;Hesap\nÇiğdem İşçi;1'), 'windows-1254'],
    ['UTF-16', Buffer.from('\uFEFFMüşteri;Hesap\nÇiğdem İşçi;1', 'utf16le'), 'utf-16'],
  ])('in %s: the letters are right', async (_title, content, encoding) => {
    expect(decodeText(content).encoding).toBe(encoding);
    expect(await textsOf(content)).toEqual([
      [1, 'Müşteri', 'Hesap'],
      [2, 'Çiğdem İşçi', '1'],
    ]);
  });

  it.each([
    ['Müşteri;Tutar\nC001;1.250,34\nC002;3,00\n', ';'],
    ['Customer,Amount\nC001,"1,250.34"\nC002,3.00\n', ','],
    ['Müşteri\tTutar\nC001\t1.250,34\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['No;Ad;Tutar\n1;a;1,00\n2;b;2,00\n\nToplam;%33,3\nToplam;%66,7\nx;1,0\n', ';'],
    ['yalnız bir sütun\n1\n2\n', ';'],
  ])('%j is separated by %j', (text, separator) => {
    expect(separatorOf(text)).toBe(separator);
  });

  it('quotes, line breaks in cells, a line of its separator, empty lines: cells as meant, lines by their number', async () => {
    const content = Buffer.from('sep=,\r\nMüşteri,Not\r\n\r\nC001,"a ""b"", c"\r\nC002,"iki\r\nsatır"\r\n');

    expect(await textsOf(content)).toEqual([
      [2, 'Müşteri', 'Not'],
      [4, 'C001', 'a "b", c'],
      [6, 'C002', 'iki satır'],
    ]);
  });

  it('marks nobody sees around a value: gone', async () => {
    expect(await textsOf(Buffer.from("'-12,5;'x\n"))).toEqual([[1, '-12,5', "'x"]]);
    expect(await textsOf(Buffer.from('\u200eC001\u200f;\u00a0 1 \u00a0\n'))).toEqual([[1, 'C001', '1']]);
  });

  it.each([
    ['nothing', Buffer.from(''), 'empty'],
    ['spaces alone', Buffer.from(' ; \n;\n'), 'empty'],
    ['bytes that are no text', Buffer.from([1, 0, 2, 0, 0, 0, 9]), 'not_a_table'],
    ['an old or encrypted file of Office', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'old_or_encrypted'],
    ['a broken archive', Buffer.from('PK\u0003\u0004broken', 'latin1'), 'damaged'],
  ])('%s: refused as %s', async (_title, content, reason) => {
    await expect(readTable(content)).rejects.toMatchObject({ code: 'table_unreadable', details: { reason } });
  });

  it('more columns, or more lines, than a run takes: refused for its size', async () => {
    const wide = Buffer.from(`${'x;'.repeat(201)}\n`);
    const long = Buffer.from('x;1\n'.repeat(20_051));

    await expect(readTable(wide)).rejects.toMatchObject({ code: 'table_too_large' });
    await expect(readTable(long)).rejects.toMatchObject({ code: 'table_too_large' });
  });
});

describe('a spreadsheet', () => {
  it('texts, numbers, dates, empty cells and lines: as they were typed', async () => {
    const content = await writeExcelFile([
      ['Müşteri', 'Tutar', 'Tarih', null],
      [],
      ['C001', 1250.38, { value: new Date('2026-10-31'), type: Date, format: 'dd.mm.yyyy' }, true],
    ]).toBuffer();

    const { format, encoding, lines } = await readTable(content);

    expect([format, encoding]).toEqual(['xlsx', null]);
    expect(lines.map(({ line }) => line)).toEqual([1, 3]);
    expect(lines[1]?.cells.slice(0, 3)).toEqual([
      { text: 'C001', isNumber: false },
      { text: '1250.38', isNumber: true },
      { text: '2026-10-31', isNumber: false },
    ]);
  });

  it.each([
    ['1250.3799999999999', '1250.38'],
    ['0.30000000000000004', '0.3'],
    ['1E3', '1000'],
    ['-264750', '-264750'],
    ['not a number', 'not a number'],
  ])('a number kept as %s: %s', (stored, typed) => {
    expect(typedNumber(stored)).toBe(typed);
  });
});
