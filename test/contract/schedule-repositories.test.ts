import { MongoOwnDayRepository } from '../../src/storage/repositories/mongo-own-day-repository.ts';
import { MongoScheduleStateRepository } from '../../src/storage/repositories/mongo-schedule-state-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { anOwnDay } from '../support/rule-ports.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('state of a schedule', () => {
  const date = { date: '2026-11-27', nominal: '2026-11-27', at: startOfTests, version: 1 };
  const state = (rev: number) => ({
    rev,
    until: startOfTests,
    claimed: [date],
    pending: rev === 1 ? [date] : [],
  });

  it('is written by whoever saw the last one, and by nobody else', async () => {
    const states = new MongoScheduleStateRepository(database.models);
    expect(await states.load(tenantA, 'r')).toBeNull();
    const first = await Promise.all([
      states.save(tenantA, 'r', state(1)),
      states.save(tenantA, 'r', state(1)),
    ]);
    expect(first.sort()).toEqual([false, true]);
    expect(await states.load(tenantA, 'r')).toEqual(state(1));
    const next = await Promise.all([
      states.save(tenantA, 'r', state(2)),
      states.save(tenantA, 'r', state(2)),
    ]);
    expect(next.sort()).toEqual([false, true]);
    expect(await states.save(tenantA, 'r', state(2))).toBe(false);
    expect(await states.load(tenantA, 'r')).toEqual(state(2));
    expect([await states.load(tenantB, 'r'), await states.save(tenantB, 'r', state(2))]).toEqual([
      null,
      false,
    ]);
  });
});

describe('own days', () => {
  it('one for each date, the last word counts; of this tenant, between two dates, in order', async () => {
    const days = new MongoOwnDayRepository(database.models, database.vault);
    const first = anOwnDay({ date: '2026-12-31', name: 'Sayım' });
    const eve = anOwnDay({ date: '2026-12-24', kind: 'holiday' });
    const open = anOwnDay({ date: '2026-12-31', kind: 'working', name: 'Açık', rev: 2 });
    for (const [day, before] of [
      [first, null],
      [eve, null],
      [open, first],
    ] as const)
      expect(await days.save(day, before)).toBe(true);
    // Who saw another one, or none, writes over nothing.
    for (const before of [first, null]) expect(await days.save(first, before)).toBe(false);
    expect([await days.find(tenantA, '2026-12-31'), await days.find(tenantB, '2026-12-31')]).toEqual([
      open,
      null,
    ]);
    expect(await days.list(tenantA, '2026-12-24', '2026-12-31')).toEqual([eve, open]);
    expect(await days.list(tenantA, '2026-12-25', '2026-12-30')).toEqual([]);
    expect(await days.list(tenantB, '2026-12-01', '2026-12-31')).toEqual([]);
    expect([await days.remove({ ...eve, tenantId: tenantB }), await days.remove(first)]).toEqual([
      false,
      false,
    ]);
    expect([await days.remove(eve), await days.remove(eve)]).toEqual([true, false]);
  });

  it('of before changes were counted: at the revision of its instant', async () => {
    const days = new MongoOwnDayRepository(database.models, database.vault);
    const day = anOwnDay({ date: '2027-01-04', rev: startOfTests.getTime() });
    await days.save(day, null);
    await database.models.collection('calendardays').updateOne({ date: day.date }, { $unset: { rev: 1 } });
    expect(await days.find(tenantA, day.date)).toEqual(day);
    expect(await days.save({ ...day, name: 'Açık', rev: day.rev + 1 }, { ...day, rev: 1 })).toBe(false);
    expect(await days.save({ ...day, name: 'Açık', rev: day.rev + 1 }, day)).toBe(true);
  });
});
