import { findColumns, phoneOf, readCustomers } from '../../../src/imports/read-customers.ts';
import { readTable } from '../../../src/runs/table/read-table.ts';

const read = async (content: string | Buffer) => {
  const { lines } = await readTable(Buffer.from(content));
  const found = findColumns(lines);
  if (found === null) throw new Error('no columns');
  return readCustomers(lines.slice(found.dataFrom), found.columns);
};

describe('a list of customers', () => {
  it('Turkish headings, a byte order mark and semicolons: customers with their contacts', async () => {
    const { customers, problems } = await read(
      '\uFEFFCari listesi;;;;;\r\nCARİ KODU;Ünvan;Yetkili;Cep Telefonu;Dil;Rol;İmza Yetkisi\r\n' +
        'C1;Örnek Kuyumculuk;Deniz Örnek;0532 100 00 01;TR;Sahip, Onay;Evet\r\n' +
        'C1;Örnek Kuyumculuk;Ayşe Örnek;+90 532 100 00 02;en;mutabakat;hayır\r\n' +
        'C2;Altın A.Ş.;;;;;\r\n',
    );
    expect(problems).toEqual([]);
    expect(customers).toMatchObject([
      {
        ref: 'C1',
        name: 'Örnek Kuyumculuk',
        contacts: [
          { name: 'Deniz Örnek', phone: '+905321000001', roles: ['owner', 'approve'], canBind: true },
          {
            name: 'Ayşe Örnek',
            phone: '+905321000002',
            language: 'en',
            roles: ['reconcile'],
            canBind: false,
          },
        ],
      },
      { ref: 'C2', contacts: [] },
    ]);
  });

  it.each([
    ['5321000001', '+905321000001'],
    ['905321000001', '+905321000001'],
    ['05321000001', '+905321000001'],
    ['5321000001.0', '+905321000001'],
    ['971501234567', '+971501234567'],
  ])('a telephone that a spreadsheet kept as the number %s: %s', (text, phone) => {
    expect(phoneOf({ text, isNumber: true })).toEqual({ phone });
  });

  it.each([
    ['9,05E+11', 'digits_lost'],
    ['9.05321E+11', 'digits_lost'],
    ['2026-11-23', 'not_a_phone'],
    ['532100', 'not_a_phone'],
    ['', 'missing'],
  ])('no telephone: %s is %s', (text, problem) => {
    expect(phoneOf({ text, isNumber: false })).toEqual({ problem });
  });

  it('lines with something wrong: each is named with its customer, the others are read', async () => {
    const { customers, problems } = await read(
      'Müşteri No;Müşteri Adı;Telefon;Rol;Dil\nC1;A;05321000001;şef;tr\n;B;05321000003;;\nC3;;;;\nC4;D;05321000001;;xx\nC1;Başka;05321000005;;\n',
    );
    expect(problems).toEqual([
      { line: 2, ref: 'C1', field: 'roles', code: 'unknown_word' },
      { line: 3, ref: null, field: 'ref', code: 'missing' },
      { line: 4, ref: 'C3', field: 'name', code: 'missing' },
      { line: 5, ref: 'C4', field: 'language', code: 'unknown_word' },
      { line: 5, ref: 'C4', field: 'phone', code: 'taken_twice' },
      { line: 6, ref: 'C1', field: 'name', code: 'differs' },
    ]);
    expect(customers.map(({ ref }) => ref)).toEqual(['C1', 'C4']);
  });

  it('a table of something else: no columns', async () => {
    expect(findColumns((await readTable(Buffer.from('Tutar;Birim\n1;HAS'))).lines)).toBeNull();
  });
});
