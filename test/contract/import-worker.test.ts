import { setImmediate as breath } from 'node:timers/promises';
import { makePutCustomer, type PutCustomer } from '../../src/customers/put-customer.ts';
import { makeBeginImport } from '../../src/imports/begin-import.ts';
import { makeCancelImport } from '../../src/imports/cancel-import.ts';
import { ImportWorker } from '../../src/imports/import-worker.ts';
import { makePlanCustomer } from '../../src/imports/plan-customer.ts';
import type { ReadCustomer } from '../../src/imports/read-customers.ts';
import { MongoCustomerImportRepository } from '../../src/storage/repositories/mongo-customer-import-repository.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { MongoImportRowRepository } from '../../src/storage/repositories/mongo-import-row-repository.ts';
import { fakeClock } from '../support/app-ports.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { anImport } from '../support/import-ports.ts';
import { lookupOf } from '../support/own-units.ts';

const phoneOf = (n: number): string => `+90532${String(n).padStart(7, '0')}`;
const read = (n: number, phone = phoneOf(n)): ReadCustomer => ({
  ...{ line: n + 1, ref: `K${String(n)}`, name: 'Sonra' },
  contacts: [{ line: n + 1, ref: `K${String(n)}-1`, name: 'Deniz', phone, roles: ['approve'] }],
});
const silent = { error: () => undefined } as never;

describe('the worker of long tables', () => {
  let database: TestDatabase;
  let imports: MongoCustomerImportRepository;
  let rows: MongoImportRowRepository;
  let customers: MongoCustomerRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    imports = new MongoCustomerImportRepository(database.models, database.vault);
    rows = new MongoImportRowRepository(database.models, database.vault);
    customers = new MongoCustomerRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const clock = fakeClock();
  const putCustomer: PutCustomer = (...asked) =>
    makePutCustomer({
      ...{ customers, clock },
      formerNumbers: { numbersOf: async () => new Map(), findChat: async () => null },
      noteNumberChange: async () => undefined,
      numberReplaced: async () => undefined,
    })(...asked);
  const notes: unknown[] = [];
  const noteCancelled = async (note: unknown): Promise<void> => {
    notes.push(note);
  };
  const cancelImport = makeCancelImport({
    imports: { find: (...asked) => imports.find(...asked), change: (...asked) => imports.change(...asked) },
    ...{ noteCancelled, clock },
  });
  const workerOf = (put: PutCustomer = putCustomer): ImportWorker =>
    new ImportWorker({
      ...{ imports, rows, clock, putCustomer: put, owner: 'a', leaseMs: 60_000, logger: silent },
      noteCancelled,
      planCustomer: makePlanCustomer({ customers, units: lookupOf() }),
      tenantIds: async () => [tenantA],
    });
  /** Looks at all of them; then they are to be written. */
  const checked = async (table: readonly ReadCustomer[], worker: ImportWorker): Promise<void> => {
    await imports.create(anImport({ customers: table.length, wrong: 0, problems: [], problemCount: 0 }));
    await rows.add(
      table.map((customer, index) => ({
        ...{ tenantId: tenantA, importId: 'imp_1', n: index + 1, state: 'waiting' as const, customer },
        ...{ kind: null, seenRev: null, problem: null },
      })),
    );
    await worker.sweep();
    await worker.sweep();
    expect((await imports.find(tenantA, 'imp_1'))?.state).toBe('writing');
  };
  const counted = async () => Object.fromEntries(await rows.count(tenantA, 'imp_1'));
  const phoneAt = async (ref: string) =>
    (await customers.find(tenantA, ref))?.contacts.map(({ phone }) => phone);

  it('read so slowly that it was given up: what was added afterwards is removed as well', async () => {
    const worker = workerOf();
    let chunks = 0;
    const slow = {
      add: async (added: Parameters<typeof rows.add>[0]) => {
        chunks += 1;
        if (chunks === 2) {
          clock.set(new Date(clock.now().getTime() + 16 * 60_000));
          await worker.sweep();
          expect(await counted()).toEqual({});
        }
        await rows.add(added);
      },
      removeAll: rows.removeAll.bind(rows),
    };
    const table = Array.from({ length: 501 }, (_, n) => read(n + 1));
    const begun = await makeBeginImport({ imports, rows: slow, clock })(
      tenantA,
      { lines: 501, customers: table, wrong: 0, problems: [], fingerprint: 'f' },
      { id: 'imp_1', filename: null, order: anImport().order },
    );

    expect([chunks, begun.state, begun.hasRows]).toEqual([2, 'abandoned', false]);
    expect(await counted()).toEqual({});
  });

  it('one cannot be written now: the others are, and it alone is written again', async () => {
    let failures = 0;
    const worker = workerOf(async (tenantId, ref, input) => {
      if (ref === 'K2' && failures === 0) {
        failures += 1;
        throw new Error('no connection');
      }
      return putCustomer(tenantId, ref, input);
    });
    await checked([read(1), read(2), read(3)], worker);
    await worker.sweep();
    expect(await counted()).toEqual({ 'begun:made': 1, 'done:made': 2 });

    await worker.sweep();
    expect((await imports.find(tenantA, 'imp_1'))?.result).toMatchObject({ made: 3, refused: 0 });
  });

  it('a number that one gives up and a later one takes: one after the other', async () => {
    const moved = phoneOf(9);
    await putCustomer(tenantA, 'K1', {
      name: 'Önce',
      language: 'tr',
      labels: [],
      contacts: read(1, moved).contacts.map(({ line: _line, ...one }) => ({
        ...one,
        ref: 'K1-1',
        canBind: false,
      })),
    } as never);
    const course: string[] = [];
    const worker = workerOf(async (tenantId, ref, input) => {
      course.push(`${ref} begins`);
      for (let turns = 0; turns < 20; turns += 1) await breath();
      const put = await putCustomer(tenantId, ref, input);
      course.push(`${ref} ends`);
      return put;
    });
    await checked([read(1), read(2, moved), read(3)], worker);
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await worker.sweep();

    expect((await imports.find(tenantA, 'imp_1'))?.result).toMatchObject({ made: 2, changed: 1, refused: 0 });
    expect(course.indexOf('K1 ends')).toBeLessThan(course.indexOf('K2 begins'));
    expect([await phoneAt('K1'), await phoneAt('K2')]).toEqual([[phoneOf(1)], [moved]]);
  });

  it('stopped while twenty are written: they are finished, no other is begun, and the counts are of what was written', async () => {
    notes.length = 0;
    let asked = false;
    const worker = workerOf(async (tenantId, ref, input) => {
      if (!asked) {
        asked = true;
        const stopped = await cancelImport(tenantA, 'imp_1', 'staff:1');
        expect(stopped).toMatchObject({ state: 'cancelled', result: null, doneAt: null });
      }
      return putCustomer(tenantId, ref, input);
    });
    const table = Array.from({ length: 45 }, (_, n) => read(n + 1));
    await checked(table, worker);
    await worker.sweep();
    expect(await counted()).toEqual({ 'checked:made': 25, 'done:made': 20 });
    const again = await cancelImport(tenantA, 'imp_1', 'staff:2');
    expect(again).toMatchObject({ state: 'cancelled', cancelled: { by: 'staff:1', was: 'writing' } });

    await worker.sweep();
    const result = { made: 20, changed: 0, unchanged: 0, refused: 0 };
    expect(await imports.find(tenantA, 'imp_1')).toMatchObject({
      ...{ state: 'cancelled', isApplied: true, result, doneAt: clock.now() },
      ...{ problems: [], problemCount: 0 },
    });
    await worker.sweep();
    expect(await counted()).toEqual({});
    expect(await worker.sweep()).toBe(0);
    expect([await phoneAt('K20'), await phoneAt('K21')]).toEqual([[phoneOf(20)], undefined]);
    // The call, the call again, and the worker in case the call's process died: the same entry.
    expect(new Set(notes.map((note) => JSON.stringify(note))).size).toBe(1);
    expect(notes).toContainEqual({
      ...{ tenantId: tenantA, importId: 'imp_1', by: 'staff:1', was: 'writing', at: clock.now() },
    });
  });

  it('stopped while it is looked at: nothing is written, and what was found so far is counted', async () => {
    const worker = workerOf();
    await imports.create(anImport({ customers: 3, wrong: 1 }));
    await rows.add(
      [1, 2, 3].map((n) => ({
        ...{ tenantId: tenantA, importId: 'imp_1', n, state: 'waiting' as const, customer: read(n) },
        ...{ kind: null, seenRev: null, problem: null },
      })),
    );
    await rows.checked(tenantA, 'imp_1', [
      { n: 1, kind: 'made', seenRev: null, problem: null },
      { n: 2, kind: 'refused', seenRev: null, problem: { field: 'ref', code: 'refused' } },
    ]);
    await cancelImport(tenantA, 'imp_1', 'staff:1');
    await worker.sweep();

    expect(await imports.find(tenantA, 'imp_1')).toMatchObject({
      ...{ state: 'cancelled', isApplied: false, problemCount: 2 },
      result: { made: 1, changed: 0, unchanged: 0, refused: 2 },
    });
    await worker.sweep();
    expect(await counted()).toEqual({});
    expect(await phoneAt('K1')).toBeUndefined();
  });

  it('stopped while it is read: whoever reads it removes what they stored, and what they leave goes when nobody can be adding', async () => {
    const worker = workerOf();
    const dying = {
      add: async (added: Parameters<typeof rows.add>[0]) => {
        await cancelImport(tenantA, 'imp_1', 'staff:1');
        await worker.sweep();
        await worker.sweep();
        await rows.add(added);
      },
      removeAll: async () => {
        throw new Error('died');
      },
    };
    const begin = (of: Parameters<typeof makeBeginImport>[0]['rows']) =>
      makeBeginImport({ imports, rows: of, clock })(
        tenantA,
        { lines: 1, customers: [read(1)], wrong: 0, problems: [], fingerprint: 'f' },
        { id: 'imp_1', filename: null, order: anImport().order },
      );
    await expect(begin(dying)).rejects.toThrow('died');
    expect(await counted()).toEqual({ 'waiting:': 1 });
    expect(await worker.sweep()).toBe(0);
    // The same call again: it is over, and is not read.
    expect(await begin(rows)).toMatchObject({ state: 'cancelled', isApplied: false });

    clock.set(new Date(clock.now().getTime() + 16 * 60_000));
    await worker.sweep();
    expect(await counted()).toEqual({});
    expect((await imports.find(tenantA, 'imp_1'))?.hasRows).toBe(false);
  });

  it('over before anybody stops it: it says so', async () => {
    await imports.create(anImport({ state: 'done' }));
    await imports.create(anImport({ id: 'imp_2', state: 'abandoned' }));
    for (const id of ['imp_1', 'imp_2'])
      await expect(cancelImport(tenantA, id, 'staff:1')).rejects.toMatchObject({ code: 'import_over' });
    await expect(cancelImport(tenantB, 'imp_1', 'staff:1')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('somebody makes the customer in the moment in which it is to be made: theirs stays, and its line says so', async () => {
    const worker = workerOf(async (tenantId, ref, input) => {
      await putCustomer(tenantId, ref, { ...input, name: 'Arada', seenRev: null });
      return putCustomer(tenantId, ref, input);
    });
    await checked([read(1)], worker);
    for (let sweeps = 0; sweeps < 2; sweeps += 1) await worker.sweep();

    const done = await imports.find(tenantA, 'imp_1');
    expect(done).toMatchObject({ state: 'done', result: { made: 0, refused: 1 } });
    expect(done?.problems).toEqual([{ line: 2, ref: 'K1', field: 'phone', code: 'refused' }]);
    expect(await customers.find(tenantA, 'K1')).toMatchObject({ name: 'Arada', rev: 1 });
  });
});
