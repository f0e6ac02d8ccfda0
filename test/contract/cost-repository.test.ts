import { hourOf } from '../../src/pricing/cost-hour.ts';
import { platformPrices } from '../../src/pricing/price-list.ts';
import { MongoCostRepository } from '../../src/storage/repositories/mongo-cost-repository.ts';
import { MongoOutboxRepository } from '../../src/storage/repositories/mongo-outbox-repository.ts';
import { MongoPriceSettingsRepository } from '../../src/storage/repositories/mongo-price-settings-repository.ts';
import { entryBeingSent } from '../../src/delivery/outbox-entry.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const hour = 60 * 60_000;
const first = hourOf(startOfTests);
const after = (hours: number): Date => new Date(first.getTime() + hours * hour);

describe('MongoCostRepository', () => {
  let database: TestDatabase;
  let outbox: MongoOutboxRepository;
  let costs: MongoCostRepository;
  let count = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
    outbox = new MongoOutboxRepository(database.models, database.vault);
    costs = new MongoCostRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('outbox', 'costs'));
  afterAll(() => database.close());

  const sent = async (
    takenAt: Date,
    { tenantId = tenantA, requestId = null as string | null, tariff = 'TR.utility' } = {},
  ): Promise<string> => {
    count += 1;
    const intent = anIntent({ id: `cnv_${count}:1:0`, conversationId: `cnv_${count}`, tenantId, requestId });
    const entry = entryBeingSent(intent, { owner: 'p', until: after(1) });
    const how = { state: 'settled', outcome: 'accepted', sentAs: 'template', wakeAt: null } as const;
    const providerMessageId = `wamid.${count}`;
    await outbox.recordSent([
      { entry, set: { ...how, providerMessageId, acceptedAt: takenAt, takenAt, tariff } },
    ]);
    return intent.id;
  };
  const one = { channelId: 'chn_1', market: 'TR', category: 'utility', charged: 0, expected: 0, free: 0 };

  it('sent in two hours by two tenants: counted by hour, of the tenant alone', async () => {
    await sent(after(0));
    await sent(after(0.9));
    await sent(after(1));
    await sent(after(1), { tenantId: tenantB });
    await sent(after(2), { tariff: 'DE.service' });

    expect(await costs.countSent(tenantA, first, after(2))).toEqual([
      { hour: first, counts: [{ ...one, expected: 2 }] },
      { hour: after(1), counts: [{ ...one, expected: 1 }] },
    ]);
    expect(await costs.firstSentAt(tenantA)).toEqual(first);
    expect(await costs.firstSentAt(tenantB)).toEqual(after(1));
  });

  it('delivered and failed: as the statuses say', async () => {
    const [delivered, failed] = [await sent(after(0)), await sent(after(0))];
    const update = (intentId: string, status: string) => ({
      intentId,
      providerMessageId: 'wamid.x',
      fact: { status, at: after(1), attempt: 1, error: null },
    });
    await outbox.applyStatuses(tenantA, [update(delivered, 'delivered'), update(failed, 'failed')]);

    expect(await costs.countSent(tenantA, first, after(1))).toEqual([
      { hour: first, counts: [{ ...one, charged: 1 }] },
    ]);
  });

  it('nobody noted how it was sent, a status proved it: counted as what the window says', async () => {
    for (const [windowExpiresAt, id] of [
      [null, 'cnv_o:1:0'],
      [after(24), 'cnv_i:1:0'],
    ] as const) {
      const intent = anIntent({ id, conversationId: id.slice(0, 5), windowExpiresAt });
      await outbox.adopt([entryBeingSent(intent, { owner: 'dead', until: after(1) })]);
      const fact = { status: 'delivered', at: after(0), attempt: 1, error: null };
      await outbox.applyStatuses(tenantA, [{ intentId: id, providerMessageId: `wamid.${id}`, fact }]);
    }

    const [counted] = await costs.countSent(tenantA, first, after(1));
    expect(counted?.counts.map(({ category, charged }) => [category, charged]).sort()).toEqual([
      ['service', 1],
      ['utility', 1],
    ]);
  });

  it('by request: those that belong to one; too many: nothing', async () => {
    await sent(after(0), { requestId: 'req_1' });
    await sent(after(1), { requestId: 'req_1' });
    await sent(after(1), { requestId: 'req_2' });
    await sent(after(1));

    expect(await costs.countRequests(tenantA, first, after(3), 4)).toEqual([
      {
        requestId: 'req_1',
        counts: [
          { ...one, expected: 1, hour: first },
          { ...one, expected: 1, hour: after(1) },
        ],
      },
      { requestId: 'req_2', counts: [{ ...one, expected: 1, hour: after(1) }] },
    ]);
    expect(await costs.countRequests(tenantA, first, after(3), 3)).toBeNull();
  });

  it('saved, saved again with less: the last count stands, and says when to look again', async () => {
    const range = { from: first, to: after(2) };
    const counts = [{ ...one, category: 'utility' as const, charged: 3 }];
    await costs.saveHours(tenantA, range, [
      { hour: first, counts, recountAt: after(3) },
      { hour: after(1), counts, recountAt: null },
    ]);
    await costs.saveHours(tenantB, range, [{ hour: first, counts, recountAt: after(3) }]);
    expect(await costs.lastHour(tenantA)).toEqual(after(1));
    expect(await costs.hoursToRecount(tenantA, after(2), 10)).toEqual([]);
    expect(await costs.hoursToRecount(tenantA, after(3), 10)).toEqual([first]);
    await costs.saveHours(tenantA, range, [{ hour: first, counts, recountAt: null }]);

    expect(await costs.hours(tenantA, first, after(2))).toEqual([
      { hour: first, counts },
      { hour: after(1), counts: [] },
    ]);
    expect(await costs.hoursToRecount(tenantA, after(9), 10)).toEqual([]);
    expect(await costs.hours(tenantB, first, after(2))).toHaveLength(1);
  });
});

describe('MongoPriceSettingsRepository', () => {
  let database: TestDatabase;
  let settings: MongoPriceSettingsRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    settings = new MongoPriceSettingsRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('pricing'));
  afterAll(() => database.close());

  const updated = { updatedAt: startOfTests, updatedBy: 'key:k1' };
  const { isEstimate: _, ...ours } = platformPrices;
  const list = { ...ours, ...updated };
  const budget = { amount: '4711.50', currency: 'USD', warnAtPercent: 80, ...updated };

  const nothing = { list: null, budget: null, standing: null };

  it('nothing said: nothing', async () => {
    expect(await settings.find(tenantA)).toEqual({ ...nothing, listRev: 0, budgetRev: 0 });
    expect(await settings.saveList(tenantA, null)).toBe(false);
  });

  it('each part saved alone: all of them, of this tenant, and no amount can be read where they lie', async () => {
    const told = { month: '2026-11', level: 'warned', amount: '4711.50', currency: 'USD' } as const;
    const standing = { ...told, spent: '4000.25', at: startOfTests };
    await Promise.all([settings.saveList(tenantA, list), settings.saveBudget(tenantA, budget)]);
    await settings.saveStanding(tenantA, standing);

    expect(await settings.find(tenantA)).toEqual({ list, budget, standing, listRev: 1, budgetRev: 1 });
    expect(await settings.find(tenantB)).toEqual({ ...nothing, listRev: 0, budgetRev: 0 });
    const stored = JSON.stringify(await database.models.model('pricing').find({}).lean());
    for (const amount of ['4711', '4000.25', '0.0009']) expect(stored).not.toContain(amount);
  });

  it('taken away: gone once, the others stay', async () => {
    await settings.saveList(tenantA, list);
    await settings.saveBudget(tenantA, budget);

    expect([await settings.saveBudget(tenantA, null), await settings.saveBudget(tenantA, null)]).toEqual([
      true,
      false,
    ]);
    expect(await settings.find(tenantA)).toMatchObject({ list, budget: null });
  });
});
