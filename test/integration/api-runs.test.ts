import type { Server } from 'node:http';
import request from 'supertest';
import writeExcelFile from 'write-excel-file/node';
import { readTable } from '../../src/runs/table/read-table.ts';
import { callerWith } from '../support/callers.ts';
import { personAt } from '../support/scenario.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const period = { periodEnd: '2026-10-31' };

/** Turkish Excel: title, headers, semicolons, commas, one line for each unit. */
const table = `Cari bakiyeler;;;;;
Müşteri No;Hesap Kodu;Birim;Bakiye;B/A;Yetkili
C001;120.01.0001;HAS;1.250,340;B;
C001;120.01.0001;TL;264.750,00;A;
C001;120.01.0001;USD;0,00;;
C002;120.01.0002;HAS;3.180,075;B;
C008;120.03.0008;USD;88.210,40;B;Noor Exampleton
C404;120.01.0404;TL;1,00;B;
C004;320.01.0001;Yen;5,00;A;
C005;120.01.0005;HAS;bin;B;
GENEL TOPLAM;;;;;
`;

describe('making a run', () => {
  let world: World;
  let caller: RunCaller;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
    caller = runCaller(world);
  });
  afterAll(() => world?.close());

  const made = async (content: string | Buffer = table, fields: Record<string, string> = {}) => {
    const answer = await caller.upload(content, { ...period, ...fields }).expect(201);
    return answer.body as { id: string; state: string; counts: object } & Record<string, unknown>;
  };

  it('a table of a Turkish ledger: letters per account with all their units, sums per unit, nothing sent', async () => {
    const run = await made();

    expect(run).toMatchObject({
      state: 'draft',
      rows: 6,
      counts: { ready: 3, error: 3 },
      problems: { customer_unknown: 1, unit_unknown: 1, amount_unreadable: 1 },
      languages: { tr: 2, en: 1 },
      sums: [
        { unit: 'HAS', letters: 2, debit: '4430.415', credit: '0.000' },
        { unit: 'TRY', letters: 1, debit: '0.00', credit: '264750.00' },
        { unit: 'USD', letters: 2, debit: '88210.40', credit: '0.00' },
      ],
      reading: { numbers: 'tr', sides: 'named', encoding: 'utf-8' },
      source: { kind: 'csv', filename: 'bakiyeler.csv', lines: 8 },
    });
    expect(await caller.rows(run.id)).toMatchObject([
      {
        ...{ n: 1, state: 'ready', customerRef: 'C001', name: 'Örnek Kuyumculuk San. ve Tic. A.Ş.' },
        asked: { ref: 'C001-1', name: 'Deniz Örnekoğlu', language: 'tr' },
        letter: { id: 'MUT-2026-10-C001-120.01.0001', version: 1 },
        lines: [
          { unit: 'HAS', quantity: '1250.340', side: 'B' },
          { unit: 'TRY', quantity: '264750.00', side: 'A' },
          { unit: 'USD', quantity: '0.00', side: 'B' },
        ],
        source: [{ line: 3 }, { line: 4 }, { line: 5 }],
      },
      { n: 2, state: 'ready', customerRef: 'C002' },
      { n: 3, state: 'ready', asked: { ref: 'C008-1', language: 'en' } },
      { n: 4, state: 'error', problems: ['customer_unknown'] },
      { n: 5, state: 'error', problems: ['unit_unknown'] },
      { n: 6, state: 'error', problems: ['amount_unreadable'] },
    ]);
    expect((await world.api.get(`/v1/runs/${run.id}`)).body).toEqual(run);
    await world.settle();
    expect(world.graph.messages).toEqual([]);
  });

  it('a spreadsheet with merged headers of two lines: numbers exact, debit and credit in their columns', async () => {
    const content = await writeExcelFile([
      [{ value: 'Mutabakat listesi', columnSpan: 5 }],
      [
        { value: 'Müşteri No', rowSpan: 2 },
        { value: 'Döviz', rowSpan: 2 },
        { value: 'Bakiye', columnSpan: 2 },
      ],
      [null, null, 'Borç', 'Alacak'],
      ['C001', 'HAS', 1250.38, null],
      ['C001', 'TL', null, 0.1 + 0.2],
    ]).toBuffer();

    const [row] = await caller.rows((await made(content)).id);

    expect(row).toMatchObject({
      state: 'ready',
      accountNo: 'C001',
      lines: [
        { unit: 'HAS', quantity: '1250.380', side: 'B' },
        { unit: 'TRY', quantity: '0.30', side: 'A' },
      ],
    });
  });

  it('rows as JSON: the same, with exact decimals and a sign', async () => {
    const answer = await world.api
      .post('/v1/runs', {
        ...period,
        name: 'Ekim',
        rows: [
          { customer: 'C001', account: '120.01.0001', unit: 'HAS', amount: '1250.3401' },
          { customer: 'C001', account: '120.01.0001', unit: 'TRY', amount: '-3.5' },
          { customer: 'C002', account: '120.01.0002', unit: 'HAS', amount: '1.00001' },
        ],
      })
      .expect(201);

    expect(answer.body).toMatchObject({ name: 'Ekim', counts: { ready: 1, error: 1 }, reading: null });
    expect((await caller.rows(answer.body.id))[0]?.lines).toEqual([
      { unit: 'HAS', quantity: '1250.3401', side: 'B' },
      { unit: 'TRY', quantity: '3.50', side: 'A' },
    ]);
  });

  it('what the books say against a letter: each named', async () => {
    const stopping = personAt(world, '+905000001201');
    await stopping.writes('DUR');
    await world.settle();
    await world.api
      .put('/v1/customers/C900', {
        name: 'Yetkisiz Ltd.',
        contacts: [
          { ref: 'C900-1', name: 'Can', phone: '+905000009001', roles: ['reconcile'], canBind: false },
        ],
      })
      .expect(200);
    await world.api
      .put('/v1/customers/C901', {
        name: 'Sınırlı Ltd.',
        contacts: [
          {
            ...{ ref: 'C901-1', name: 'Ece', phone: '+905000009011', roles: ['all'], canBind: true },
            limits: [{ unit: 'TRY', quantity: '100.00' }],
          },
        ],
      })
      .expect(200);
    await world.api.put('/v1/customers/C902', { name: 'Kimsesiz Ltd.', contacts: [] }).expect(200);

    const { id } = await made(`Müşteri No;Birim;Bakiye;Yetkili
C012;TL;1,00;
C900;TL;1,00;
C901;TL;100,01;
C901;TL;5,00;
C902;TL;1,00;
C001;TL;1,00;Adı Bilinmeyen
C002;TL;1,00;0500 000 02 01
`);
    const problems = (await caller.rows(id)).map((row) => [row.customerRef, row.problems.join()]);

    expect(problems).toEqual([
      ['C012', 'stopped'],
      ['C900', 'nobody_may_bind'],
      ['C901', 'unit_twice,nobody_may_bind'],
      ['C902', 'no_contact'],
      ['C001', 'contact_unknown'],
      ['C002', ''],
    ]);
  });

  it('errors as a file: what was written with the reason, which is read here again once it is corrected', async () => {
    const { id } = await made();
    const csv = await caller.file(`/v1/runs/${id}/errors`);
    const { lines } = await readTable(csv);
    const spreadsheet = await readTable(await caller.file(`/v1/runs/${id}/errors?format=xlsx&language=en`));

    expect(lines.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      [
        ...[
          'Dosya satırı',
          'Müşteri No',
          'Müşteri Adı',
          'Hesap No',
          'Birim',
          'Tutar',
          'B/A',
          'Yetkili',
          'Dil',
        ],
        ...['Mektup No', 'Dönem Sonu', 'Neden gönderilemez'],
      ],
      ['8', 'C404', '', '120.01.0404', 'TL', '1,00', 'B', '', '', '', '', 'Müşteri kayıtlarda yok'],
      [
        '9',
        'C004',
        'Kurgu Rafineri A.Ş.',
        '320.01.0001',
        'Yen',
        '5,00',
        'A',
        '',
        '',
        '',
        '',
        'Birim tanınmadı',
      ],
      [
        ...['10', 'C005', 'Düşsel Atölye – Bora Kurmaca', '120.01.0005', 'HAS', 'bin', 'B', '', '', '', ''],
        'Tutar okunamadı',
      ],
    ]);
    expect(spreadsheet.lines[1]?.cells.at(-1)?.text).toBe('The customer is not in the books');
    const corrected = csv
      .toString('utf8')
      .replace(';Yen;', ';EUR;')
      .replace(';bin;', ';1.000,5;')
      .replace('C404', 'C003');
    expect((await made(corrected)).counts).toEqual({ ready: 3 });
  });

  it('a row is corrected: looked at anew, counted anew; left out: it does not go', async () => {
    const { id } = await made();
    const change = (n: number, body: object) => caller.patch(`/v1/runs/${id}/rows/${n}`, body);

    expect((await change(4, { customer: 'C003' }).expect(200)).body).toMatchObject({
      ...{ state: 'ready', problems: [], customerRef: 'C003' },
      letter: { id: 'MUT-2026-10-C003-120.01.0404' },
    });
    const lines = [{ unit: 'HAS', quantity: '1000', side: 'B' }];
    expect((await change(6, { lines }).expect(200)).body).toMatchObject({
      ...{ state: 'ready', lines: [{ unit: 'HAS', quantity: '1000.000', side: 'B' }] },
    });
    expect((await change(1, { excluded: true }).expect(200)).body).toMatchObject({ state: 'excluded' });
    expect((await change(2, { contact: 'C002-9' }).expect(200)).body).toMatchObject({
      ...{ state: 'error', problems: ['contact_unknown'] },
    });
    expect((await world.api.get(`/v1/runs/${id}`)).body).toMatchObject({
      counts: { ready: 3, error: 2, excluded: 1 },
      sums: [
        { unit: 'HAS', debit: '1000.000' },
        { unit: 'TRY', debit: '1.00' },
        { unit: 'USD', debit: '88210.40' },
      ],
    });
    expect((await change(1, { excluded: false, contact: null }).expect(200)).body).toMatchObject({
      state: 'ready',
    });
    // The books were corrected, the row was not: an empty change looks at it anew.
    await change(2, { contact: null, customer: 'C777' }).expect(200);
    await world.api.put('/v1/customers/C777', {
      name: 'Yeni Ltd.',
      contacts: [{ ref: 'C777-1', name: 'Ali', phone: '+905000007701', roles: ['all'], canBind: true }],
    });
    expect((await change(2, {}).expect(200)).body).toMatchObject({
      state: 'ready',
      asked: { ref: 'C777-1' },
    });
    expect((await change(99, {})).status).toBe(404);
    const wrong = [{ unit: 'TRY', quantity: '1.005', side: 'B' }];
    expect((await change(1, { lines: wrong })).body.code).toBe('validation_failed');
  });

  it('one letter from two rows, by the file or by a correction: the second waits', async () => {
    const { id } = await made(
      'Müşteri No;Hesap;Birim;Bakiye;Mektup No\nC001;1;TL;1,00;M-1\nC001;2;TL;1,00;M-1\n',
    );

    expect((await caller.rows(id)).map(({ problems }) => problems)).toEqual([[], ['letter_twice']]);
    const other = await caller.patch(`/v1/runs/${id}/rows/2`, { reference: 'M-2' }).expect(200);
    expect(other.body.problems).toEqual([]);
    const same = await caller.patch(`/v1/runs/${id}/rows/2`, { reference: 'M-1' }).expect(200);
    expect(same.body.problems).toEqual(['letter_twice']);
  });

  it('columns nobody recognises: named, mapped by a person once, and known for the next table', async () => {
    const strange = 'Kime;Ne;Kaç\nC001;TL;1,00\n';

    const seen = await caller.upload(strange, {}, '/v1/runs/columns').expect(200);
    expect(seen.body).toMatchObject({
      ...{ format: 'csv', mapping: {}, isKept: false, missing: ['customer', 'amount'], rows: 1 },
      columns: [
        { header: 'Kime', samples: ['C001'] },
        { header: 'Ne', samples: ['TL'] },
        { header: 'Kaç', samples: ['1,00'] },
      ],
    });
    expect((await caller.upload(strange, period)).body).toMatchObject({
      ...{ status: 422, code: 'columns_not_recognised' },
    });
    const mapping = { customer: 0, unit: 1, amount: 2 };
    await made(strange, { mapping: JSON.stringify(mapping) });
    expect((await caller.upload(strange.toUpperCase(), {}, '/v1/runs/columns')).body).toMatchObject({
      ...{ mapping, isKept: true, missing: [] },
    });
    expect((await made(strange.replace('1,00', '2,00'))).counts).toEqual({ ready: 1 });
  });

  it('the same call again under one key: one run; another file under it: refused', async () => {
    const send = (content: string) => caller.upload(content, period).set('Idempotency-Key', 'ekim-2026');

    const [first, second] = [await send(table), await send(table)];
    const other = await send(table.replace('264.750,00', '1,00'));

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await caller.rows(first.body.id)).toHaveLength(6);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it.each<[string, string | Buffer, Record<string, string>, number, string]>([
    ['no table', Buffer.from([0, 1, 2, 0]), period, 422, 'table_unreadable'],
    ['headers alone', 'Müşteri No;Birim;Bakiye\n', period, 422, 'table_unreadable'],
    [
      'a column that is not there',
      table,
      { ...period, mapping: '{"customer":99,"amount":3}' },
      400,
      'validation_failed',
    ],
    ['a field nobody knows', table, { ...period, mapping: '{"phone":1}' }, 400, 'validation_failed'],
    ['a mapping that is no JSON', table, { ...period, mapping: '{"customer":' }, 400, 'validation_failed'],
    ['no period', table, {}, 400, 'validation_failed'],
    ['a date that is none', table, { periodEnd: '31.10.2026' }, 400, 'validation_failed'],
    ['something beside', table, { ...period, x: '1' }, 400, 'validation_failed'],
    ['more than ten megabytes', Buffer.alloc(10_000_001, 'x'), period, 413, 'payload_too_large'],
  ])('a form with %s: refused', async (_title, content, fields, status, code) => {
    const answer = await caller.upload(content, fields);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('neither rows nor a file, and a file for a route that takes none: refused', async () => {
    expect((await world.api.post('/v1/runs', period)).status).toBe(400);
    const elsewhere = request(world.application.server as Server)
      .post('/v1/events')
      .set('Authorization', `Bearer ${testApiKey}`)
      .attach('file', Buffer.from('x'), 'x.csv');
    expect((await elsewhere).status).toBe(415);
  });

  it('runs are listed, newest first, for whoever may read them', async () => {
    await world.turn(1_000);
    const { id } = await made();
    const reader = await callerWith(world, ['runs:read']);
    const list = await reader.get('/v1/runs?state=draft&limit=1');

    expect(list.body.data).toMatchObject([{ id, state: 'draft', rows: 6 }]);
    expect((await reader.get(`/v1/runs/${id}/rows?state=ready`)).body.data).toHaveLength(3);
    const [first] = (await reader.get(`/v1/runs/${id}/rows`)).body.data;
    expect((await reader.get(`/v1/runs/${id}/rows/1`)).body).toEqual(first);
    expect((await reader.get(`/v1/runs/${id}/rows/9999`)).status).toBe(404);
    expect((await reader.post('/v1/runs', { ...period, rows: [] })).status).toBe(403);
  });
});
