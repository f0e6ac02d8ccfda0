import request from 'supertest';
import type { Server } from 'node:http';
import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const env = { IMPORT_LINES_AT_ONCE: '10' };
/** Customers of a table; those whose number is even have been in the books before. */
const many = 24;
/** Above the lease of an import, and of a customer that is being written. */
const leaseMs = 61_000;

interface Death {
  call: CallName;
  moment: 'before' | 'after';
  nth: number;
}
const deathsAt = (...points: readonly (readonly [call: CallName, ...nths: number[]])[]): Death[] =>
  points.flatMap(([call, ...nths]) =>
    (nths.length === 0 ? [1] : nths).flatMap((nth) => [
      { call, nth, moment: 'before' as const },
      { call, nth, moment: 'after' as const },
    ]),
  );

/** Every write of a table that becomes an import. */
const making = deathsAt(['customerImports.create'], ['importRows.add'], ['customerImports.change']);
/** Every write from the first look into the books to the end; customers are written in two goes. */
const working = deathsAt(
  ['customerImports.takeLease', 1, 3],
  ['importRows.checked'],
  ['customerImports.change', 1, 2, 3],
  ['importRows.begin', 1, 2],
  ['customers.upsert', 1, 2, 7, 23],
  ['importRows.done', 1, 2],
  ['importRows.removeAll'],
);

describe('a process that dies in the middle of a long table of customers; another one goes on', () => {
  let dying: World;
  let other: World;
  let mortal: DyingProcess;
  beforeAll(async () => {
    const databaseName = freshDatabaseName();
    other = await startWorld({ databaseName, env });
    // Nothing runs by itself in the process that dies.
    dying = await startWorld({ databaseName, env: { ...env, POLL_INTERVAL_MS: '600000' } });
    mortal = makeMortal(dying.application);
  });
  afterEach(() => mortal.revive());
  afterAll(async () => {
    await dying?.close();
    await other?.close();
  });

  let tables = 0;
  const newTable = async () => {
    tables += 1;
    const refs = Array.from({ length: many }, (_, n) => `K${String(tables)}-${String(n)}`);
    const phoneOf = (n: number): string =>
      `+9053${String(tables).padStart(3, '0')}${String(n).padStart(5, '0')}`;
    for (const [n, ref] of refs.entries()) {
      const contact = { ref: `${ref}-P`, name: 'Önce', phone: phoneOf(n), roles: ['owner'], canBind: true };
      if (n % 2 === 0)
        await other.api.put(`/v1/customers/${ref}`, { name: 'Önce', contacts: [contact] }).expect(200);
    }
    const lines = refs.map((ref, n) => `${ref};Sonra;Deniz;${phoneOf(n)};onay`);
    return { refs, phoneOf, content: ['Cari Kodu;Unvan;Yetkili;GSM;Rol', ...lines].join('\n') };
  };
  const send = (world: World, content: string, key: string): request.Test =>
    request(world.application.server as Server)
      .post('/v1/customers/import')
      .set('Authorization', `Bearer ${testApiKey}`)
      .set('Idempotency-Key', key)
      .field('mode', 'apply')
      .attach('file', Buffer.from(content), 'a.csv');
  const importsOf = (world: World) => {
    const { workers } = world.application;
    if (workers === null) throw new Error('these worlds have workers');
    return workers.imports;
  };
  /** The other process leaves imports alone while this is done. */
  const alone = async (work: () => Promise<unknown>): Promise<void> => {
    const imports = importsOf(other);
    const sweep = imports.sweep.bind(imports);
    imports.sweep = () => Promise.resolve(0);
    await sweep();
    try {
      await work();
    } finally {
      imports.sweep = sweep;
    }
  };

  const expectWritten = async (id: string, { refs, phoneOf }: Awaited<ReturnType<typeof newTable>>) => {
    const counts = { made: many / 2, changed: many / 2, unchanged: 0, refused: 0, problemCount: 0 };
    const { body } = await other.api.get(`/v1/imports/${id}`).expect(200);
    expect(body).toMatchObject({ state: 'done', isApplied: true, progress: null, ...counts });
    expect((await other.application.repositories.importRows.count('t_demo' as never, id)).size).toBe(0);
    for (const [n, ref] of refs.entries()) {
      const customer = (await other.api.get(`/v1/customers/${ref}`).expect(200)).body;
      const isOld = n % 2 === 0;
      const contact = { ref: isOld ? `${ref}-P` : `${ref}-1`, name: 'Deniz', phone: phoneOf(n) };
      expect(customer).toMatchObject({
        name: 'Sonra',
        contacts: [{ ...contact, roles: ['approve'], canBind: isOld }],
      });
      expect(customer.contacts).toHaveLength(1);
      // The contact itself says the same: nothing of the customer is half written.
      const { body: contacts } = await other.api.get(`/v1/contacts?customer=${ref}`).expect(200);
      expect(contacts.data).toMatchObject([{ ...contact, customerRefs: [ref] }]);
    }
  };

  it.each(working)(
    'dead $moment $call $nth: each customer is written whole, and counted once',
    async (death) => {
      const table = await newTable();
      let id = '';
      await alone(async () => {
        id = (await send(other, table.content, `work-${String(tables)}`).expect(202)).body.id;
        dying.clock.turn(leaseMs);
        other.clock.turn(leaseMs);
        mortal.dieAt(death.call, death.moment, { nth: death.nth });
        for (let goes = 0; goes < 8 && !mortal.isDead(); goes += 1)
          await importsOf(dying)
            .sweep()
            .catch(() => 0);
        expect(mortal.isDead()).toBe(true);
      });
      dying.clock.turn(leaseMs);
      await other.turn(leaseMs);

      await expectWritten(id, table);
    },
  );

  it.each(making)(
    'dead $moment $call while it is read: sent again it is one import, whole',
    async (death) => {
      const table = await newTable();
      const key = `make-${String(tables)}`;
      mortal.dieAt(death.call, death.moment);
      expect((await send(dying, table.content, key)).status).toBeGreaterThanOrEqual(500);
      expect(mortal.isDead()).toBe(true);

      const { body } = await send(other, table.content, key).expect(202);
      await other.settle();

      await expectWritten(body.id, table);
    },
  );

  /** Every write of a stop, and of what the worker does then: one of its customers was begun by a process that died. */
  const stopping = deathsAt(
    ['customerImports.change', 1],
    ['audit.noteImportCancelled', 1, 2],
    ['customers.upsert', 1],
    ['importRows.done', 1],
    ['customerImports.change', 2],
    ['importRows.removeAll', 1],
  );
  it.each(stopping)(
    'dead $moment $call $nth while it is stopped: what was begun is whole, no other is written, it is on record once',
    async (death) => {
      const table = await newTable();
      let id = '';
      let isStopped = true;
      await alone(async () => {
        id = (await send(other, table.content, `stop-${String(tables)}`).expect(202)).body.id;
        dying.clock.turn(leaseMs);
        other.clock.turn(leaseMs);
        const { body } = await other.api.get(`/v1/imports/${id}`).expect(200);
        expect(body.state).toBe('checking');
        // Twenty are begun when the process dies, the other four are not.
        mortal.dieAt('importRows.begin', 'after');
        for (let goes = 0; goes < 4 && !mortal.isDead(); goes += 1)
          await importsOf(dying)
            .sweep()
            .catch(() => 0);
        mortal.revive();
        dying.clock.turn(leaseMs);
        other.clock.turn(leaseMs);
        mortal.dieAt(death.call, death.moment, { nth: death.nth });
        await dying.api.post(`/v1/imports/${id}/cancel`, {}).catch(() => null);
        isStopped = !(
          death.call === 'customerImports.change' &&
          death.nth === 1 &&
          death.moment === 'before'
        );
        for (let goes = 0; goes < 4 && !mortal.isDead(); goes += 1)
          await importsOf(dying)
            .sweep()
            .catch(() => 0);
        expect(mortal.isDead()).toBe(true);
        // Whoever ordered it and heard nothing orders it again.
        if (!isStopped) await other.api.post(`/v1/imports/${id}/cancel`, {}).expect(202);
      });
      dying.clock.turn(leaseMs);
      await other.turn(leaseMs);

      const { body } = await other.api.get(`/v1/imports/${id}`).expect(200);
      const counts = { made: 10, changed: 10, unchanged: 0, refused: 0, problemCount: 0 };
      expect(body).toMatchObject({ state: 'cancelled', isApplied: true, ...counts });
      expect(body.doneAt).toEqual(expect.any(String));
      expect((await other.application.repositories.importRows.count('t_demo' as never, id)).size).toBe(0);
      for (const [n, ref] of table.refs.entries()) {
        const { body: customer } = await other.api.get(`/v1/customers/${ref}`);
        const before = n % 2 === 0 ? 'Önce' : undefined;
        expect([ref, customer.name]).toEqual([ref, n < 20 ? 'Sonra' : before]);
      }
      const { body: audit } = await other.api.get(`/v1/audit?subject=${id}`).expect(200);
      expect(audit.data).toMatchObject([{ what: 'import.cancelled', details: { was: 'writing' } }]);
    },
  );

  it('dead while it is read, and never sent again: nothing of it is left but a note', async () => {
    const { refs, content } = await newTable();
    dying.clock.turn(1_000);
    await other.turn(1_000);
    mortal.dieAt('customerImports.change', 'before');
    await send(dying, content, 'never-again');
    await other.turn(16 * 60_000);

    const [found] = (await other.api.get('/v1/imports?limit=1').expect(200)).body.data;
    expect(found).toMatchObject({ state: 'abandoned', isApplied: false, made: 0 });
    const { importRows } = other.application.repositories;
    expect((await importRows.count('t_demo' as never, found.id)).size).toBe(0);
    expect((await other.api.get(`/v1/customers/${refs[1] ?? ''}`)).status).toBe(404);
  });
});
