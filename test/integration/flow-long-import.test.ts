import writeXlsx from 'write-excel-file/node';
import request from 'supertest';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@mutabik/client';
import { startWorld, testApiKey, type World } from '../support/world.ts';

/** Above what is answered at once here, and more than is written in one go. */
const many = 45;
const day = 24 * 60 * 60_000;

/** What the tests look at. */
interface ShownImport {
  id: string;
  state: string;
  made: number;
  problems: { line: number; ref: string | null; field: string; code: string }[];
}

let tables = 0;
/** Customers whom no other test knows, a line for each. */
const newTable = (lines = many): { refs: string[]; rows: string[][] } => {
  tables += 1;
  const refs = Array.from({ length: lines }, (_, n) => `L${String(tables)}-${String(n)}`);
  const phone = (n: number): string =>
    `+90531${String(tables).padStart(2, '0')}${String(n).padStart(5, '0')}`;
  return { refs, rows: refs.map((ref, n) => [ref, `Kuyumcu ${ref}`, 'Deniz', phone(n)]) };
};
const csvOf = (rows: readonly string[][]): string =>
  ['Cari Kodu;Unvan;Yetkili;GSM', ...rows.map((row) => row.join(';'))].join('\n');

describe('customers of a table that is too long for one call', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ env: { IMPORT_LINES_AT_ONCE: '20' } });
  });
  afterAll(() => world?.close());

  const send = (content: string | Buffer, mode?: string, key?: string): request.Test => {
    const call = request(world.application.server as Server)
      .post('/v1/customers/import')
      .set('Authorization', `Bearer ${testApiKey}`);
    if (key !== undefined) void call.set('Idempotency-Key', key);
    if (mode !== undefined) void call.field('mode', mode);
    return call.attach('file', Buffer.from(content), 'müşteriler.csv');
  };
  const shown = async (id: string) => (await world.api.get(`/v1/imports/${id}`).expect(200)).body;
  /** Sent, and worked to its end. */
  const imported = async (content: string | Buffer, mode: string): Promise<ShownImport> => {
    const { id } = (await send(content, mode).expect(202)).body as ShownImport;
    await world.settle();
    return (await shown(id)) as ShownImport;
  };
  const isThere = async (ref: string): Promise<boolean> =>
    (await world.api.get(`/v1/customers/${ref}`)).status === 200;

  it('looked at: answered at once, then what would come of it; nothing is written', async () => {
    const { refs, rows } = newTable();
    const begun = await send(csvOf(rows)).expect(202);
    expect(begun.body).toMatchObject({
      ...{ state: 'checking', mode: 'preview', filename: 'müşteriler.csv', lines: many, isApplied: false },
      progress: { of: many },
    });
    await world.settle();

    expect(await shown(begun.body.id)).toMatchObject({
      ...{ state: 'done', isApplied: false, made: many, changed: 0, unchanged: 0, refused: 0 },
      ...{ problems: [], problemCount: 0, progress: null },
    });
    expect(await isThere(refs[0] ?? '')).toBe(false);
  });

  it('applied, and applied again: each written once, then nothing changes', async () => {
    const { refs, rows } = newTable();
    expect(await imported(csvOf(rows), 'apply')).toMatchObject({ isApplied: true, made: many, refused: 0 });
    const last = (await world.api.get(`/v1/customers/${refs.at(-1) ?? ''}`).expect(200)).body;
    expect(last).toMatchObject({
      name: `Kuyumcu ${refs.at(-1) ?? ''}`,
      contacts: [{ phone: rows.at(-1)?.[3] }],
    });

    expect(await imported(csvOf(rows), 'apply')).toMatchObject({ isApplied: true, made: 0, unchanged: many });
    expect((await world.api.get(`/v1/customers/${refs.at(-1) ?? ''}`)).body).toEqual(last);
  });

  it('a spreadsheet: the same', async () => {
    const { refs, rows } = newTable();
    const cells = [['Cari Kodu', 'Unvan', 'Yetkili', 'GSM'], ...rows].map((row) =>
      row.map((value) => ({ value })),
    );
    expect(await imported(await writeXlsx(cells).toBuffer(), 'apply')).toMatchObject({ made: many });
    expect(await isThere(refs[0] ?? '')).toBe(true);
  });

  it('something wrong: nothing is written; with apply_right the others are, and the lines say which not', async () => {
    const { refs, rows } = newTable();
    const [first = [], second = [], ...others] = rows;
    const owner = { name: 'Sahibi', contacts: [{ ref: `${refs[1] ?? ''}-X`, name: 'A', phone: second[3] }] };
    await world.api.put(`/v1/customers/OWNER-${String(tables)}`, owner).expect(200);
    const content = csvOf([[...first.slice(0, 3), '9,05E+11'], second, ...others]);

    const whole = await imported(content, 'apply');
    expect(whole).toMatchObject({ state: 'done', isApplied: false, refused: 1, problemCount: 1 });
    expect(await isThere(refs[5] ?? '')).toBe(false);

    const right = await imported(content, 'apply_right');
    expect(right).toMatchObject({ isApplied: true, made: many - 2, refused: 2, problemCount: 2 });
    expect(right.problems).toEqual([
      { line: 2, ref: refs[0], field: 'phone', code: 'digits_lost' },
      { line: 3, ref: refs[1], field: 'phone', code: 'refused' },
    ]);
    expect([
      await isThere(refs[0] ?? ''),
      await isThere(refs[1] ?? ''),
      await isThere(refs[2] ?? ''),
    ]).toEqual([...[false, false, true]]);
  });

  it('more problems than an answer holds: the first thousand by line, and how many there are', async () => {
    const lines = 1_200;
    const { rows } = newTable(lines);
    const { problems, ...counts } = await imported(
      csvOf(rows.map((row) => [...row.slice(0, 3), '12'])),
      'apply',
    );

    expect(counts).toMatchObject({ state: 'done', isApplied: false, refused: lines, problemCount: lines });
    expect(problems.map(({ line }) => line)).toEqual(Array.from({ length: 1_000 }, (_, n) => n + 2));
  });

  it('a customer that somebody changed since it was checked: theirs stays, and its line says so', async () => {
    const { refs, rows } = newTable();
    const [ref = ''] = refs;
    await world.api.put(`/v1/customers/${ref}`, { name: 'Önce', contacts: [] }).expect(200);
    const repository = world.application.repositories.customerImports;
    const change = repository.change.bind(repository);
    repository.change = async (tenantId, id, from, what) => {
      // All were checked; now they are to be written.
      if (what.state === 'writing')
        await world.api.put(`/v1/customers/${ref}`, { name: 'Arada', contacts: [] }).expect(200);
      return change(tenantId, id, from, what);
    };
    const done = await imported(csvOf(rows), 'apply');
    repository.change = change;

    expect(done).toMatchObject({ isApplied: true, made: many - 1, changed: 0, refused: 1 });
    expect(done.problems).toEqual([{ line: 2, ref, field: 'phone', code: 'refused' }]);
    expect((await world.api.get(`/v1/customers/${ref}`)).body).toMatchObject({ name: 'Arada', contacts: [] });
  });

  it('sent again under its key: one import; another table under it: refused', async () => {
    const { rows } = newTable();
    const first = await send(csvOf(rows), 'apply', 'once').expect(202);
    await world.settle();
    const again = await send(csvOf(rows), 'apply', 'once').expect(202);

    expect(again.body).toMatchObject({ id: first.body.id, state: 'done', made: many });
    expect((await send(csvOf(rows), 'preview', 'once')).body.code).toBe('idempotency_key_reused');
    expect((await send(csvOf(newTable().rows), 'apply', 'once')).status).toBe(422);
  });

  it('over: names and numbers of people are gone with its rows, and after a month it is', async () => {
    await world.turn(1_000);
    const { id } = await imported(csvOf(newTable().rows), 'preview');
    const { importRows } = world.application.repositories;
    expect((await importRows.count('t_demo' as never, id)).size).toBe(0);
    const { body } = await world.api.get('/v1/imports?limit=1').expect(200);
    expect(body.data.map((one: ShownImport) => one.id)).toEqual([id]);

    await world.turn(31 * day);

    expect((await world.api.get(`/v1/imports/${id}`)).status).toBe(404);
  });

  it('by the client: followed to its end, and the report is that of a short table', async () => {
    const { port } = (world.application.server as Server).address() as AddressInfo;
    const client = createClient({
      ...{ baseUrl: `http://127.0.0.1:${String(port)}`, apiKey: testApiKey },
      sleep: () => world.settle(),
    });
    const long = await client.customers.import(new Blob([csvOf(newTable().rows)]), { mode: 'apply' });
    const short = await client.customers.import(new Blob([csvOf(newTable(3).rows)]), { mode: 'apply' });

    expect([long, short]).toMatchObject([
      { isApplied: true, lines: many, made: many, problems: [] },
      { isApplied: true, lines: 3, made: 3, problems: [] },
    ]);
  });

  it('stopped by a call: no other customer is written, it is on record, again it is the same, and one that is over is 409', async () => {
    const { refs, rows } = newTable();
    const repository = world.application.repositories.importRows;
    const done = repository.done.bind(repository);
    let stopped: request.Response | null = null;
    const importId = await (async () => {
      const { id } = (await send(csvOf(rows), 'apply').expect(202)).body as ShownImport;
      repository.done = async (...written) => {
        await done(...written);
        stopped ??= await world.api.post(`/v1/imports/${id}/cancel`, {});
      };
      await world.settle();
      repository.done = done;
      return id;
    })();

    expect(stopped).toMatchObject({ status: 202, body: { id: importId, state: 'cancelled', made: 20 } });
    const { body } = await world.api.post(`/v1/imports/${importId}/cancel`, {}).expect(202);
    expect(body).toEqual(await shown(importId));
    expect(body).toMatchObject({
      ...{ state: 'cancelled', isApplied: true, progress: null, made: 20, changed: 0, refused: 0 },
      ...{ cancelledAt: expect.any(String), cancelledBy: expect.stringMatching(/^key:/) },
      doneAt: expect.any(String),
    });
    expect([await isThere(refs[19] ?? ''), await isThere(refs[20] ?? '')]).toEqual([true, false]);
    const { body: audit } = await world.api.get(`/v1/audit?subject=${importId}`).expect(200);
    expect(audit.data).toMatchObject([
      { what: 'import.cancelled', by: body.cancelledBy, details: { was: 'writing' } },
    ]);

    const again = await imported(csvOf(rows), 'apply');
    expect(again).toMatchObject({ state: 'done', made: many - 20, unchanged: 20 });
    const over = await world.api.post(`/v1/imports/${again.id}/cancel`, {});
    expect([over.status, over.body.code]).toEqual([409, 'import_over']);
    expect((await world.api.post('/v1/imports/imp_none/cancel', {})).status).toBe(404);
  });

  it('too long altogether: refused', async () => {
    const answer = await send(csvOf(newTable(20_001).rows), 'preview');
    expect([answer.status, answer.body.code]).toEqual([413, 'table_too_large']);
  });
});
