import { contentHash } from '../../src/evidence/content-hash.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { aLetterEvent } from '../support/events.ts';
import { aRule } from '../support/rule-ports.ts';
import { aRunRow } from '../support/run-ports.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const tenantId = 't_demo' as TenantId;

describe('a run under a rule that lets letters wait', () => {
  let world: World;
  let caller: RunCaller;
  beforeAll(async () => {
    world = await startWorld({ demo: true, env: { RUN_LETTERS_PER_SECOND: '1000' } });
    caller = runCaller(world);
  });
  afterAll(() => world?.close());

  /** Letters to these people wait for two hours. */
  const letWait = async (id: string, persons: readonly Person[]): Promise<void> => {
    const when = [
      { field: 'customer.ref', op: 'one_of', value: persons.map(({ customerRef }) => customerRef ?? '') },
    ];
    const rule = {
      ...aRule({ on: 'reconciliation.letter.ready', when }),
      then: [{ do: 'request', wait: { for: 'PT2H' } }],
    };
    await world.api.put(`/v1/triggers/${id}/draft`, rule).expect(200);
    await world.api.post(`/v1/triggers/${id}/publish`).expect(200);
  };
  const started = async (persons: readonly Person[]): Promise<string> => {
    const lines = persons.map(({ customerRef }) => `${customerRef};TL;1.000,50;B`);
    const made = await caller
      .upload(['Müşteri No;Birim;Bakiye;B/A', ...lines].join('\n'), { periodEnd: '2026-10-31' })
      .expect(201);
    const { id } = made.body as { id: string };
    await world.api.post(`/v1/runs/${id}/start`).expect(202);
    await world.settle();
    return id;
  };
  const statesOf = async (id: string): Promise<string[]> => (await caller.rows(id)).map(({ state }) => state);

  it('withdrawn: what was asked is withdrawn, what waits is never asked, and the order ends', async () => {
    const persons = [await newPerson(world), await newPerson(world), await newPerson(world)];
    await letWait('run-later', persons.slice(0, 2));
    const id = await started(persons);
    expect(await statesOf(id)).toEqual(['handed', 'handed', 'open']);

    await world.api.post(`/v1/runs/${id}/cancel`, { withdraw: true }).expect(202);
    await world.turn(1_000);

    expect(await statesOf(id)).toEqual(['cancelled', 'cancelled', 'withdrawn']);
    expect((await world.api.get(`/v1/runs/${id}`)).body).toMatchObject({ state: 'cancelled', errand: null });
    await world.turn(3 * hour);
    expect(persons.slice(0, 2).map((person) => person.got())).toEqual([[], []]);
  });

  it('withdrawn in the last minute before they go: waited for, then withdrawn', async () => {
    const persons = [await newPerson(world)];
    await letWait('run-soon', persons);
    const id = await started(persons);
    await world.turn(2 * hour - minute / 2);
    await world.api.post(`/v1/runs/${id}/cancel`, { withdraw: true }).expect(202);
    await world.turn(1_000);
    expect(await statesOf(id)).toEqual(['handed']);

    for (let turns = 0; turns < 3; turns += 1) await world.turn(minute);

    expect(await statesOf(id)).toEqual(['withdrawn']);
  });

  it('reminded of: what waits is not, what was asked is', async () => {
    const persons = [await newPerson(world), await newPerson(world)];
    await letWait('run-reminded', persons.slice(0, 1));
    const id = await started(persons);
    await world.turn(minute);
    await world.api.post(`/v1/runs/${id}/remind`).expect(202);
    await world.turn(1_000);

    expect(persons.map((person) => person.got().length)).toEqual([0, 2]);
    expect((await world.api.get(`/v1/runs/${id}`)).body.errand).toBeNull();
  });

  it('a thousand that wait are not in the way of what is handed over after them', async () => {
    const { events, runRows } = world.application.repositories;
    const waiting = Array.from({ length: 1_000 }, (_, index) =>
      aRunRow(index + 1, { runId: 'run_waits', tenantId, state: 'handing' }),
    );
    await runRows.add(waiting);
    // One after the other, fifty side by side: an outside engine would keep the last of a thousand waiting for too long.
    const accept = async ({ eventId }: (typeof waiting)[number]): Promise<void> => {
      const envelope = aLetterEvent({ eventId, customer: 'C001' });
      await events.accept({
        ...{ tenantId, eventId, envelope: envelope as never, fingerprint: contentHash(envelope as never) },
        ...{ receivedAt: world.clock.now(), status: 'accepted', reason: null },
        dueAt: new Date(world.clock.now().getTime() + 24 * hour),
      });
    };
    for (let from = 0; from < waiting.length; from += 50)
      await Promise.all(waiting.slice(from, from + 50).map(accept));
    const numbers = waiting.map(({ n }) => n);
    await runRows.handed(tenantId, 'run_waits', numbers, world.clock.now());
    const person = await newPerson(world);
    const table = `Müşteri No;Birim;Bakiye;B/A\n${person.customerRef};TL;1.000,50;B`;
    const made = await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201);
    const { id } = made.body as { id: string };
    await world.api.put(`/v1/customers/${person.customerRef}`, { name: 'Boş', contacts: [] }).expect(200);
    await world.api.post(`/v1/runs/${id}/start`).expect(202);
    await world.settle();

    expect((await caller.rows(id)).map(({ state, failure }) => [state, failure])).toEqual([
      ['failed', 'unknown_contact'],
    ]);
  });
});
