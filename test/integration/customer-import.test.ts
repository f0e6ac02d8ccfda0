import writeXlsx from 'write-excel-file/node';
import request from 'supertest';
import { startWorld, testApiKey, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const send = (content: string | Buffer, mode?: string) => {
  const call = request(world.application.server as Parameters<typeof request>[0])
    .post('/v1/customers/import')
    .set('Authorization', `Bearer ${testApiKey}`)
    .attach('file', Buffer.from(content), 'liste.csv');
  return mode === undefined ? call : call.field('mode', mode);
};
const customer = async (ref: string) => (await world.api.get(`/v1/customers/${ref}`).expect(200)).body;
const list = (...lines: string[]): string => `\uFEFFCari Kodu;Unvan;Yetkili;GSM;Rol\n${lines.join('\n')}\n`;

describe('customers from a table', () => {
  it('looked at: what would come of it, and nothing is written', async () => {
    const answer = await send(list('IM1;Bir;Deniz;0532 900 00 01;onay'));

    expect([answer.status, answer.body]).toEqual([
      200,
      { isApplied: false, lines: 1, made: 1, changed: 0, unchanged: 0, refused: 0, problems: [] },
    ]);
    expect((await world.api.get('/v1/customers/IM1')).status).toBe(404);
  });

  it('applied, and applied again: written once, then nothing changes', async () => {
    const content = list('IM2;İki;Deniz;0532 900 00 02;onay', 'IM2;İki;Ayşe;0532 900 00 03;mutabakat');
    expect((await send(content, 'apply')).body).toMatchObject({ isApplied: true, made: 1, refused: 0 });
    const first = await customer('IM2');
    expect(first.contacts.map(({ ref, phone }: { ref: string; phone: string }) => [ref, phone])).toEqual([
      ['IM2-1', '+905329000002'],
      ['IM2-2', '+905329000003'],
    ]);

    expect((await send(content, 'apply')).body).toMatchObject({ made: 0, changed: 0, unchanged: 1 });
    expect(await customer('IM2')).toEqual(first);
  });

  it('a customer that is there: what the table does not name stays', async () => {
    const contact = {
      ...{ ref: 'X', name: 'Eski', phone: '+905329000004', roles: ['owner'], canBind: true },
      limits: [{ unit: 'HAS', quantity: '5.0000' }],
    };
    await world.api
      .put('/v1/customers/IM3', { name: 'Üç', labels: ['toptan'], contacts: [contact] })
      .expect(200);
    const content = list('IM3;Üç Yeni;Yeni Ad;05329000004;', 'IM3;Üç Yeni;Ali;05329000005;belge');
    expect((await send(content, 'apply')).body).toMatchObject({ changed: 1 });

    expect(await customer('IM3')).toMatchObject({
      ...{ name: 'Üç Yeni', labels: ['toptan'] },
      contacts: [
        { ...contact, name: 'Yeni Ad' },
        { ref: 'IM3-1', roles: ['documents'], canBind: false },
      ],
    });
  });

  it('the registry of commercial messages: written, changed, left alone by empty cells and tables without it, gone with the number', async () => {
    const table = (phone: string, cells: string): string =>
      `Cari Kodu;Unvan;Yetkili;GSM;Yetkili Kodu;İYS;İYS Kaynağı;İYS İzin Tarihi;İYS Kayıt Tarihi\nIM30;Otuz;Deniz;${phone};IM30-1;${cells}\n`;
    const said = 'onay;HS_MESAJ;01.03.2026;02.03.2026';
    const iys = {
      ...{ status: 'ONAY', source: 'HS_MESAJ' },
      ...{ saidAt: '2026-02-28T21:00:00.000Z', recordedAt: '2026-03-01T21:00:00.000Z' },
    };
    expect((await send(table('05329000050', said), 'apply')).body).toMatchObject({ made: 1, problems: [] });
    expect((await customer('IM30')).contacts[0]).toMatchObject({ iys });
    for (const same of [table('05329000050', said), table('05329000050', ';;;')])
      expect((await send(same, 'apply')).body).toMatchObject({ unchanged: 1, problems: [] });
    // Something else of the contact is changed by a table that says nothing of the registry.
    const changed = list('IM30;Otuz;Deniz Yeni;05329000050;onay');
    expect((await send(changed, 'apply')).body).toMatchObject({ changed: 1 });
    expect((await customer('IM30')).contacts[0]).toMatchObject({ name: 'Deniz Yeni', iys });

    const refused = 'ret;HS_CAGRI_MERKEZI;05.03.2026;06.03.2026';
    expect((await send(table('05329000050', refused), 'apply')).body).toMatchObject({ changed: 1 });
    expect((await customer('IM30')).contacts[0].iys).toMatchObject({ status: 'RET' });
    expect((await send(table('05329000051', ';;;'), 'apply')).body).toMatchObject({ changed: 1 });
    expect((await customer('IM30')).contacts[0]).not.toHaveProperty('iys');

    const wrong = await send(table('05329000051', 'onay;HS_MESAJ;03.03.2026;02.03.2026'), 'apply_right');
    expect(wrong.body).toMatchObject({
      ...{ refused: 1, changed: 0 },
      problems: [{ line: 2, ref: 'IM30', field: 'iysRecordedAt', code: 'before_said' }],
    });
  });

  it('an entry of the registry that was said later stays: an old table brings no consent back', async () => {
    const table = (ref: string, cells: string, phone = '05329000055', name = 'Deniz'): string =>
      `Cari Kodu;Unvan;Yetkili;GSM;Yetkili Kodu;İYS;İYS Kaynağı;İYS İzin Tarihi;İYS Kayıt Tarihi\n${ref};Otuz;${name};${phone};IM35-1;${cells}\n`;
    const contact = { ref: 'IM35-1', name: 'Deniz', phone: '+905329000055', roles: ['approve'] };
    const ret = {
      ...{ status: 'RET', source: 'HS_MESAJ' },
      ...{ saidAt: '2026-10-05T09:00:00.000Z', recordedAt: '2026-10-05T10:00:00.000Z' },
    };
    const books = { name: 'Otuz', contacts: [{ ...contact, iys: ret }] };
    await world.api.put('/v1/customers/IM35', books).expect(200);
    const iysOf = async (ref = 'IM35') => (await customer(ref)).contacts[0].iys;

    const old = 'onay;HS_MESAJ;01.03.2024;02.03.2024';
    for (const mode of ['preview', 'apply'])
      expect((await send(table('IM35', old), mode)).body).toMatchObject({ unchanged: 1, problems: [] });
    const other = await send(table('IM35', old, undefined, 'Deniz Yeni'), 'apply');
    expect(other.body).toMatchObject({ changed: 1 });
    expect(await customer('IM35')).toMatchObject({ contacts: [{ name: 'Deniz Yeni', iys: ret }] });

    // The same person at a customer that has not had them yet, which no plan of this customer sees.
    expect((await send(table('IM36', old), 'apply')).body).toMatchObject({ made: 1 });
    expect([await iysOf(), await iysOf('IM36')]).toEqual([ret, ret]);

    // Of the same moment the refusal stays; what was said later counts, either way.
    const same = 'onay;HS_WEB;05.10.2026 12:00;05.10.2026 13:00';
    expect((await send(table('IM35', same), 'apply')).body).toMatchObject({ unchanged: 1 });
    expect(await iysOf()).toEqual(ret);
    const later = 'onay;HS_WEB;06.10.2026;07.10.2026';
    expect((await send(table('IM35', later), 'apply')).body).toMatchObject({ changed: 1 });
    expect(await iysOf()).toMatchObject({ status: 'ONAY', source: 'HS_WEB' });
    const olderRet = 'ret;HS_WEB;01.10.2026;02.10.2026';
    expect((await send(table('IM35', olderRet), 'apply')).body).toMatchObject({ unchanged: 1 });
    expect(await iysOf()).toMatchObject({ status: 'ONAY' });

    // Whoever reports an entry by name may put it right, and another number has none of it.
    await world.api.put('/v1/customers/IM35', books).expect(200);
    expect(await iysOf()).toEqual(ret);
    expect((await send(table('IM35', old, '05329000056'), 'apply')).body).toMatchObject({ changed: 1 });
    expect(await iysOf()).toMatchObject({ status: 'ONAY' });
  });

  it('a contact that left its customer: the entry of its number stays where it was said later', async () => {
    const contact = {
      ...{ ref: 'IM37-9', name: 'Deniz', phone: '+905329000057', roles: ['approve'] },
      iys: {
        ...{ status: 'RET', source: 'HS_MESAJ' },
        ...{ saidAt: '2026-10-05T09:00:00.000Z', recordedAt: '2026-10-05T10:00:00.000Z' },
      },
    };
    await world.api.put('/v1/customers/IM37', { name: 'Otuz', contacts: [contact] }).expect(200);
    await world.api.put('/v1/customers/IM37', { name: 'Otuz', contacts: [] }).expect(200);

    const content =
      'Cari Kodu;Unvan;Yetkili;GSM;İYS;İYS Kaynağı;İYS İzin Tarihi;İYS Kayıt Tarihi\n' +
      'IM37;Otuz;Deniz;05329000057;onay;HS_MESAJ;01.03.2024;02.03.2024\n';
    expect((await send(content, 'apply')).body).toMatchObject({ changed: 1, problems: [] });
    expect((await customer('IM37')).contacts).toMatchObject([{ ref: 'IM37-1', iys: { status: 'RET' } }]);
  });

  it('tax number, labels and limits: written, kept where the next table has no such column, refused by name', async () => {
    const head = 'Cari Kodu;Unvan;Yetkili;GSM;Vergi No;Etiket;Onay Limiti\n';
    const content = `${head}IM20;Yirmi;Deniz;0532 900 00 40;123 456 78 90;Toptan, vip;"500 HAS; TL: 100.000,50"\n`;
    expect((await send(content, 'apply')).body).toMatchObject({ made: 1, problems: [] });
    const written = await customer('IM20');
    const limits = [
      { unit: 'HAS', quantity: '500' },
      { unit: 'TRY', quantity: '100000.50' },
    ];
    expect(written).toMatchObject({
      ...{ taxNumber: '1234567890', labels: ['toptan', 'vip'] },
      contacts: [{ limits }],
    });
    expect((await send(content, 'apply')).body).toMatchObject({ unchanged: 1 });
    expect((await send(list('IM20;Yirmi;Deniz;0532 900 00 40;'), 'apply')).body).toMatchObject({
      ...{ unchanged: 1, problems: [] },
    });
    expect(await customer('IM20')).toEqual(written);

    const wrong = `${head}IM20;Yirmi;Deniz;0532 900 00 40;1234567891;vip;\nIM21;Y;A;0532 900 00 41;;;HAS 1.000\n`;
    expect((await send(wrong, 'apply')).body).toMatchObject({
      ...{ isApplied: false, refused: 2 },
      problems: [
        { line: 2, ref: 'IM20', field: 'taxNumber', code: 'not_a_tax_number' },
        { line: 3, ref: 'IM21', field: 'limits', code: 'unclear_number' },
      ],
    });
    expect(await customer('IM20')).toEqual(written);
    const other = content.replace('123 456 78 90', '10000000146').replace('500 HAS', '600 HAS');
    expect((await send(other, 'apply')).body).toMatchObject({ changed: 1 });
    expect(await customer('IM20')).toMatchObject({
      ...{ taxNumber: '10000000146', contacts: [{ limits: [{ unit: 'HAS', quantity: '600' }, limits[1]] }] },
    });
  });

  it('something wrong: nothing is written; with apply_right the others are, and the report says which not', async () => {
    const content = list('IM4;Dört;A;05329000006;onay', 'IM5;Beş;B;9,05E+11;onay');
    expect((await send(content, 'apply')).body).toMatchObject({
      ...{ isApplied: false, made: 1, refused: 1 },
      problems: [{ line: 3, ref: 'IM5', field: 'phone', code: 'digits_lost' }],
    });
    expect((await world.api.get('/v1/customers/IM4')).status).toBe(404);
    expect((await send(content, 'apply_right')).body).toMatchObject({ isApplied: true, made: 1, refused: 1 });
    expect((await customer('IM4')).name).toBe('Dört');
    expect((await world.api.get('/v1/customers/IM5')).status).toBe(404);
  });

  it('a number of somebody else: that customer alone is refused', async () => {
    await world.api
      .put('/v1/customers/IM6', {
        name: 'Altı',
        contacts: [{ ref: 'IM6-1', name: 'A', phone: '+905329000007' }],
      })
      .expect(200);
    const content = list('IM7;Yedi;B;05329000007;', 'IM8;Sekiz;C;05329000008;');

    expect((await send(content, 'apply')).body).toMatchObject({
      made: 1,
      refused: 1,
      problems: [{ ref: 'IM7' }],
    });
  });

  it('a spreadsheet with telephones as numbers: read as they were typed', async () => {
    const content = await writeXlsx([
      ['Müşteri No', 'Müşteri Adı', 'Yetkili', 'Telefon'].map((value) => ({ value })),
      [{ value: 'IM9' }, { value: 'Dokuz' }, { value: 'D' }, { value: 5_329_000_009 }],
    ]).toBuffer();
    expect((await send(content, 'apply')).body).toMatchObject({ made: 1 });
    expect((await customer('IM9')).contacts).toMatchObject([{ phone: '+905329000009' }]);
  });

  it.each([
    ['no file', null, 400, 'validation_failed'],
    ['no table', 'Tutar;Birim\n1;HAS', 422, 'columns_not_recognised'],
    ['headings alone', 'Müşteri No;Müşteri Adı\n', 422, 'table_unreadable'],
  ])('%s: refused', async (_title, content, status, code) => {
    const answer =
      content === null ? await world.api.post('/v1/customers/import', {}) : await send(content, 'apply');
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});
