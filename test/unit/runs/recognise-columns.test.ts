import { fieldOfHeader, type TableField } from '../../../src/runs/table/header-words.ts';
import { isMappingFor, missingIn, recogniseColumns } from '../../../src/runs/table/recognise-columns.ts';

const table = (...lines: string[][]) =>
  lines.map((cells, index) => ({ line: index + 1, cells: cells.map((text) => ({ text, isNumber: false })) }));

describe('the columns of a table', () => {
  it.each<[string, TableField | null]>([
    ['Müşteri No', 'customer'],
    ['MÜŞTERİ NO.', 'customer'],
    ['musteri_no', 'customer'],
    ['Cari Kodu', 'customer'],
    ['Customer-No', 'customer'],
    ['Cari Unvanı', 'name'],
    ['HESAP KODU', 'account'],
    ['Account No.', 'account'],
    ['Döviz Cinsi', 'unit'],
    ['Para Birimi', 'unit'],
    ['Currency', 'unit'],
    ['Bakiye', 'amount'],
    ['TUTARI', 'amount'],
    ['Borç Bakiye', 'debit'],
    ['ALACAK BAKİYESİ', 'credit'],
    ['B/A', 'side'],
    ['Borç/Alacak', 'side'],
    ['Dr/Cr', 'side'],
    ['Yetkili', 'contact'],
    ['DİL', 'language'],
    ['Mektup No', 'reference'],
    ['Dönem Sonu', 'periodEnd'],
    ['Telefon', null],
    ['', null],
  ])('«%s» is %s', (header, field) => {
    expect(fieldOfHeader(header)).toBe(field);
  });

  it('headers below a title and a date: found, with the first line of the data', () => {
    const columns = recogniseColumns(
      table(
        ['DEMO KIYMETLİ MADEN A.Ş.'],
        ['Cari bakiye listesi', '', '31.10.2026'],
        ['Müşteri No', 'Unvan', 'Birim', 'Bakiye', 'B/A'],
        ['C001', 'Örnek', 'HAS', '1.250,340', 'B'],
      ),
    );

    expect(columns).toMatchObject({
      mapping: { customer: 0, name: 1, unit: 2, amount: 3, side: 4 },
      headers: ['Müşteri No', 'Unvan', 'Birim', 'Bakiye', 'B/A'],
      dataFrom: 3,
    });
  });

  it('a title that names the month: no part of the headers, which are known again next month', () => {
    const headers = ['Müşteri No', 'Birim', 'Kapanış rakamı'];
    const [october, november] = ['Ekim 2026 bakiyeleri', 'Kasım 2026 bakiyeleri'].map((title) =>
      recogniseColumns(table([title], headers, ['C001', 'TL', '1,00'])),
    );

    expect(october?.headers).toEqual(headers);
    expect(november?.headerKey).toBe(october?.headerKey);
  });

  it('headers of two lines with merged cells: each column has its own', () => {
    const columns = recogniseColumns(
      table(
        ['Müşteri No', 'Hesap', 'Döviz', 'Bakiye', ''],
        ['', '', '', 'Borç', 'Alacak'],
        ['C001', '120.01.0001', 'TL', '', '264.750,00'],
      ),
    );

    expect(columns).toMatchObject({
      mapping: { customer: 0, account: 1, unit: 2, debit: 3, credit: 4 },
      headers: ['Müşteri No', 'Hesap', 'Döviz', 'Bakiye / Borç', 'Bakiye / Alacak'],
      dataFrom: 2,
    });
  });

  it('two columns of one name: the first counts', () => {
    expect(recogniseColumns(table(['Müşteri No', 'Bakiye', 'Bakiye'], ['C1', '1', '2'])).mapping).toEqual({
      customer: 0,
      amount: 1,
    });
  });

  it('nothing that is known: no mapping, and what is missing is named', () => {
    const { mapping, headers, dataFrom } = recogniseColumns(table(['x', 'y'], ['1', '2']));

    expect({ mapping, headers, dataFrom }).toEqual({ mapping: {}, headers: ['x', 'y'], dataFrom: 1 });
    expect(missingIn(mapping, 'current_account')).toEqual(['customer', 'amount']);
    expect(missingIn({ account: 0, debit: 1 }, 'current_account')).toEqual([]);
    expect(missingIn({ account: 0, amount: 1 }, 'babs')).toEqual(['form', 'documents']);
  });

  it('the same headers in other letters and with other data: known again', () => {
    const key = (...headers: string[]): string => recogniseColumns(table(headers, ['C1', '1'])).headerKey;

    expect(key('Müşteri No', 'Bakiye')).toBe(key('MUSTERI NO.', 'bakiye'));
    expect(key('Müşteri No', 'Bakiye')).not.toBe(key('Bakiye', 'Müşteri No'));
  });

  it.each([
    [{ customer: 0, amount: 3 }, true],
    [{ customer: 4 }, false],
    [{ customer: -1 }, false],
    [{ customer: 0.5 }, false],
    [{ telephone: 0 }, false],
  ])('a mapping %j of a table with four columns: %s', (mapping, isFit) => {
    expect(isMappingFor(mapping as Parameters<typeof isMappingFor>[0], 4)).toBe(isFit);
  });
});
