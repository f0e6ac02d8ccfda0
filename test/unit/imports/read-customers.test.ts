import { findColumns, phoneOf, readCustomers } from '../../../src/imports/read-customers.ts';
import { ownUnitsOf } from '../../../src/money/own-units.ts';
import { readTable } from '../../../src/runs/table/read-table.ts';
import { platinum } from '../../support/own-units.ts';

const read = async (content: string | Buffer) => {
  const { lines } = await readTable(Buffer.from(content));
  const found = findColumns(lines);
  if (found === null) throw new Error('no columns');
  return readCustomers(lines.slice(found.dataFrom), found.columns, {
    ...{ own: ownUnitsOf([platinum]), timeZone: 'Europe/Istanbul' },
  });
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

  it('tax numbers, labels and limits: of the customer, and of each contact; what can be read in one way alone', async () => {
    const { customers, problems } = await read(
      'Cari Kodu,Ünvan,Yetkili,GSM,VKN/TCKN,Etiketler,Onay Limiti\n' +
        '1,Bir,A,05321000011,123 456 78 90,"Toptan, vip","500 HAS; TL: 100.000,50; 12,5 platin"\n' +
        '1,Bir,B,05321000012,,"Toptan, vip",22 ayar 250\n' +
        '2,İki,C,05321000013,10000000146.0,,\n',
    );
    expect(problems).toEqual([]);
    expect(customers).toMatchObject([
      {
        ...{ ref: '1', taxNumber: '1234567890', labels: ['toptan', 'vip'] },
        contacts: [
          {
            limits: [
              { unit: 'HAS', quantity: '500' },
              { unit: 'TRY', quantity: '100000.50' },
              { unit: 'PLT_G', quantity: '12.5' },
            ],
          },
          { limits: [{ unit: 'XAU_G_22K', quantity: '250' }] },
        ],
      },
      { ref: '2', taxNumber: '10000000146', labels: [] },
    ]);
    expect(customers[1]?.contacts[0]).not.toHaveProperty('limits');
  });

  it('the registry of commercial messages: as its own words, as people write them, in English; days are days of the business', async () => {
    const { customers, problems } = await read(
      'Cari Kodu;Unvan;GSM;İYS Durumu;İYS Kaynağı;İYS İzin Tarihi;İYS Kayıt Tarihi\n' +
        '1;Bir;05321000011;ONAY;HS_MESAJ;01.03.2026 14:05;02.03.2026 09:00:30\n' +
        '2;İki;05321000012;Ret;Çağrı Merkezi;2026-03-01;01/03/2026 18:30\n' +
        '3;Üç;05321000013;onaylı;e-posta;1.3.26;4.3.26\n' +
        '4;Dört;05321000014;;;;\n',
    );
    expect(problems).toEqual([]);
    expect(customers.map(({ contacts }) => contacts[0]?.iys)).toEqual([
      {
        ...{ status: 'ONAY', source: 'HS_MESAJ' },
        ...{ saidAt: '2026-03-01T11:05:00.000Z', recordedAt: '2026-03-02T06:00:00.000Z' },
      },
      {
        ...{ status: 'RET', source: 'HS_CAGRI_MERKEZI' },
        ...{ saidAt: '2026-02-28T21:00:00.000Z', recordedAt: '2026-02-28T21:00:00.000Z' },
      },
      {
        ...{ status: 'ONAY', source: 'HS_EPOSTA' },
        ...{ saidAt: '2026-02-28T21:00:00.000Z', recordedAt: '2026-03-03T21:00:00.000Z' },
      },
      undefined,
    ]);
    const english = await read(
      'Customer no;Name;Phone;IYS status;IYS source;IYS said at;IYS recorded at\n' +
        '1;One;05321000011;refused;HS_WEB;2026-03-01;2026-03-02\n',
    );
    expect(english.problems).toEqual([]);
    expect(english.customers[0]?.contacts[0]?.iys).toMatchObject({ status: 'RET', source: 'HS_WEB' });
  });

  it.each([
    ['evet;HS_WEB;01.03.2026;02.03.2026', [['iys', 'unknown_word']]],
    ['yok;HS_WEB;01.03.2026;02.03.2026', [['iys', 'unknown_word']]],
    ['onay;posta;01.03.2026;02.03.2026', [['iysSource', 'unknown_word']]],
    ['onay;HS_WEB;31.02.2026;02.03.2026', [['iysSaidAt', 'not_a_date']]],
    ['onay;HS_WEB;01.03.2026 25:10;02.03.2026', [['iysSaidAt', 'not_a_date']]],
    ['onay;HS_WEB;01.03.2026;dün', [['iysRecordedAt', 'not_a_date']]],
    ['onay;HS_WEB;03.03.2026;02.03.2026', [['iysRecordedAt', 'before_said']]],
    [
      'onay;;;',
      [
        ['iysSource', 'missing'],
        ['iysSaidAt', 'missing'],
        ['iysRecordedAt', 'missing'],
      ],
    ],
    [';HS_WEB;01.03.2026;02.03.2026', [['iys', 'missing']]],
  ])('an entry of the registry «%s»: its line is wrong, and the column is named', async (cells, expected) => {
    const { problems } = await read(
      `Cari Kodu;Unvan;GSM;İYS;İYS Kaynağı;İYS İzin Tarihi;İYS Kayıt Tarihi\n1;Bir;05321000011;${cells}\n`,
    );
    expect(problems.map(({ line, ref, field, code }) => [line, ref, field, code])).toEqual(
      expected.map(([field, code]) => [2, '1', field, code]),
    );
  });

  it.each(['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty'])(
    'a word every object knows, %s, is none of ours',
    async (word) => {
      const head =
        'Cari Kodu;Unvan;GSM;Rol;Dil;İmza Yetkisi;Alıcı Tipi;İYS;İYS Kaynağı;İYS İzin Tarihi;İYS Kayıt Tarihi';
      const { problems } = await read(
        `${head}\n1;Bir;05321000011;${word};${word};${word};${word};${word};${word};01.03.2026;02.03.2026\n`,
      );
      expect(problems.map(({ field, code }) => `${field} ${code}`).sort()).toEqual(
        ['canBind', 'iys', 'iysSource', 'language', 'recipientType', 'roles'].map(
          (field) => `${field} unknown_word`,
        ),
      );
    },
  );

  describe('the order of days and months', () => {
    const datesOf = async (...cells: string[]) => {
      const rows = cells.map((one, at) => `${at};Bir;0532100${String(1000 + at)};onay;HS_WEB;${one}`);
      const { customers, problems } = await read(
        `Cari Kodu;Unvan;GSM;İYS;İYS Kaynağı;İYS İzin Tarihi;İYS Kayıt Tarihi\n${rows.join('\n')}\n`,
      );
      const days = customers.map(({ contacts: [one] }) =>
        [one?.iys?.saidAt, one?.iys?.recordedAt].map((at) =>
          at === undefined ? null : new Date(Date.parse(at) + 3 * 3_600_000).toISOString().slice(0, 10),
        ),
      );
      return { days, problems: problems.map(({ line, field, code }) => [line, field, code]) };
    };

    it('one date that has the month first says it of its whole column, however late it comes', async () => {
      const many = Array.from({ length: 3_000 }, () => '03/04/2026;03/05/2026');
      const { days, problems } = await datesOf(...many, '10/30/2026;10/31/2026');
      expect(problems).toEqual([]);
      expect(days[0]).toEqual(['2026-03-04', '2026-03-05']);
      expect(days.at(-1)).toEqual(['2026-10-30', '2026-10-31']);
    });

    it('a column that shows none has that of the other; where neither does, days come first', async () => {
      expect(await datesOf('01/31/2026;02/03/2026')).toEqual({
        days: [['2026-01-31', '2026-02-03']],
        problems: [],
      });
      expect((await datesOf('03/04/2026;04/04/2026')).days).toEqual([['2026-04-03', '2026-04-04']]);
      expect((await datesOf('31/01/2026;02/03/2026')).days).toEqual([['2026-01-31', '2026-03-02']]);
    });

    it('each column has its own, and a year first has no order', async () => {
      expect(await datesOf('01/31/2026;31.01.2026', '02/03/2026;2026-02-04')).toEqual({
        ...{
          days: [
            ['2026-01-31', '2026-01-31'],
            ['2026-02-03', '2026-02-04'],
          ],
          problems: [],
        },
      });
    });

    it('of a column with both what reads two ways, or the other way, is refused; nothing is guessed', async () => {
      const { problems, days } = await datesOf(
        '31/01/2026;2026-12-31',
        '30/01/2026;2026-12-31',
        '10/31/2026;2026-12-31',
        '03/04/2026;2026-12-31',
        '05/05/2026;2026-12-31',
      );
      expect(problems).toEqual([
        [4, 'iysSaidAt', 'unclear_date'],
        [5, 'iysSaidAt', 'unclear_date'],
      ]);
      expect(days.map(([said]) => said)).toEqual(['2026-01-31', '2026-01-30', null, null, '2026-05-05']);
    });
  });

  it('an entry of the registry without a number: it is of none', async () => {
    const { problems } = await read(
      'Cari Kodu;Unvan;GSM;İYS;İYS Kaynağı;İYS İzin Tarihi;İYS Kayıt Tarihi\n1;Bir;;ret;HS_WEB;01.03.2026;02.03.2026\n',
    );
    expect(problems).toEqual([{ line: 2, ref: '1', field: 'phone', code: 'missing' }]);
  });

  it.each([
    ['1234567891', '', 'taxNumber', 'not_a_tax_number'],
    ['yok', '', 'taxNumber', 'not_a_tax_number'],
    ['123456789', '', 'taxNumber', 'digits_lost'],
    ['1,23457E+09', '', 'taxNumber', 'digits_lost'],
    ['', '500 elma', 'limits', 'unknown_unit'],
    ['', '500', 'limits', 'unknown_unit'],
    ['', 'HAS 1.000', 'limits', 'unclear_number'],
    ['', 'HAS 1,000', 'limits', 'unclear_number'],
    ['', 'TRY 1,255', 'limits', null],
    ['', 'HAS 5 | has 6', 'limits', 'taken_twice'],
  ])('tax number «%s», limit «%s»: %s is %s', async (tax, limit, field, code) => {
    const { problems } = await read(
      `Cari Kodu;Ünvan;Yetkili;GSM;Vergi No;Yetki Limiti\n1;Bir;A;05321000021;${tax};${limit}\n`,
    );
    expect(problems).toEqual(code === null ? [] : [{ line: 2, ref: '1', field, code }]);
  });

  it('a limit alone is one of credit, and numbers that stand for nobody are none', async () => {
    const { customers, problems } = await read(
      'Cari Kodu;Ünvan;Yetkili;GSM;Vergi No;Limit\n1;Bir;A;05321000041;11111111111;500.000,00\n2;İki;B;05321000042;2222222222;1\n',
    );
    expect(problems).toEqual([]);
    expect(customers.map(({ taxNumber }) => taxNumber)).toEqual([undefined, undefined]);
    expect(customers[0]?.contacts[0]).not.toHaveProperty('limits');
  });

  it('two tax numbers of one customer: told', async () => {
    const { problems } = await read(
      'Cari Kodu;Ünvan;Yetkili;GSM;Vergi No\n1;Bir;A;05321000031;1234567890\n1;Bir;B;05321000032;10000000146\n',
    );
    expect(problems).toEqual([{ line: 3, ref: '1', field: 'taxNumber', code: 'differs' }]);
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
