import request from 'supertest';
import type { TenantId } from '../../src/shared/ids.ts';
import {
  startCallbackReceiver,
  registerReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import { aStatus, type StatusFacts } from '../support/meta-webhook.ts';
import { newPerson, report, type Person } from '../support/scenario.ts';
import { startWorld, testApiKey, waitFor, type World } from '../support/world.ts';

const hour = 60 * 60_000;
const day = 24 * hour;

const own = (amount: string) => ({
  currency: 'USD',
  freeServicePerMonth: 0,
  prices: [
    { market: 'TR', category: 'utility', from: '2026-01-01', amount },
    { market: 'TR', category: 'service', from: '2026-01-01', amount },
  ],
});

/** A movement told as a notice: it may wait. */
const aMovement = (eventId: string, { customerRef, contactRef }: Person): Record<string, unknown> => {
  const fixture = fixtureEvent('evt_1008');
  return {
    ...fixture,
    ...{ event_id: eventId, customer_id: customerRef, contact_id: contactRef },
    data: { ...(fixture.data as object), movement_id: `MV-${eventId}` },
  };
};

describe('what messages cost', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(async () => {
    await world?.close();
  });

  const remove = (path: string) =>
    request(world.application.server ?? '')
      .delete(path)
      .set('Authorization', `Bearer ${testApiKey}`);
  const costs = async (by: string, from = '2026-11-01', to = '2027-01-01') =>
    (await world.api.get(`/v1/costs?from=${from}&to=${to}&by=${by}`).expect(200)).body;
  const tell = async (index: number, facts: Partial<StatusFacts>): Promise<void> => {
    const { messageId, callbackData } = world.graph.messages[index] as (typeof world.graph.messages)[number];
    const told = { messageId, callbackData: callbackData ?? '', at: world.clock.now(), ...facts };
    expect(await world.webhook(aStatus(told))).toBe(200);
    await world.settle();
  };
  const letter = async (person: Person) => {
    count += 1;
    return report(world, aLetterEvent({ eventId: `cost_${count}`, customer: person.customerRef ?? '' }));
  };

  it('sent, delivered, answered in the chat: by month, category and request, as money', async () => {
    await world.api.put('/v1/prices', own('0.01')).expect(200);
    const person = await newPerson(world);
    const { id } = await letter(person);
    expect((await costs('month')).data).toEqual([
      { key: '2026-11', charged: 0, expected: 1, free: 0, unpriced: 0, amount: '0', expectedAmount: '0.01' },
    ]);
    await tell(0, { status: 'delivered' });
    await person.taps('agreed');

    const byCategory = await costs('category');
    expect(byCategory).toMatchObject({ currency: 'USD', isEstimate: false, by: 'category' });
    expect(byCategory.data).toMatchObject([
      { key: 'service', charged: 0, expected: 1, expectedAmount: '0.01' },
      { key: 'utility', charged: 1, expected: 0, amount: '0.01' },
    ]);
    expect((await costs('request')).data).toMatchObject([{ key: id, charged: 1, expected: 1 }]);
    expect((await costs('month')).total).toMatchObject({ charged: 1, expected: 1, amount: '0.01' });
  });

  it('failed after it was taken: costs nothing', async () => {
    const before = (await costs('month')).total;
    await letter(await newPerson(world));
    await tell(world.graph.messages.length - 1, { status: 'failed', errorCode: 131026 });

    expect((await costs('month')).total).toEqual(before);
  });

  it('free by the word of the platform: counted as free', async () => {
    const before = (await costs('month')).total;
    await letter(await newPerson(world));
    const pricing = { category: 'utility', type: 'free_entry_point' };
    await tell(world.graph.messages.length - 1, { status: 'delivered', pricing });

    expect((await costs('month')).total).toEqual({ ...before, free: before.free + 1 });
    // Counted apart from those of the number's own allowance.
    const { costs: repository } = world.application.repositories;
    const hours = await repository.hours(
      't_demo' as TenantId,
      new Date('2026-11-23T00:00:00Z'),
      new Date('2026-11-25T00:00:00Z'),
    );
    expect(hours.flatMap(({ counts }) => counts).some(({ freeEntry }) => freeEntry === 1)).toBe(true);
  });

  it('delivered the next day: the hour it was sent in is counted again', async () => {
    const person = await newPerson(world);
    await letter(person);
    const index = world.graph.messages.length - 1;
    const before = await costs('category', '2026-11-23', '2026-11-24');
    await world.turn(day + 3 * hour);
    await tell(index, { status: 'delivered' });
    await world.turn(day);

    const after = await costs('category', '2026-11-23', '2026-11-24');
    const utility = ({ data }: typeof before) => data.find(({ key }: { key: string }) => key === 'utility');
    expect([utility(after).charged, utility(after).expected]).toEqual([
      utility(before).charged + 1,
      utility(before).expected - 1,
    ]);
  });

  it('a key of another area, dates in the wrong order, no date: refused', async () => {
    const answers = [
      await world.api.get('/v1/costs?from=2026-11-02&to=2026-11-02'),
      await world.api.get('/v1/costs?from=2026-11-02'),
      await world.api.get('/v1/costs?from=2026-11-02&to=2026-11-03&by=person'),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      Array.from({ length: 3 }, () => [400, 'validation_failed']),
    );
  });

  it('prices: ours until there are others, and again when those are taken away', async () => {
    const { body } = await world.api.get('/v1/prices').expect(200);
    expect(body).toMatchObject({ isOwn: true, isEstimate: false, updatedBy: expect.stringMatching(/^key:/) });
    expect(body.prices[0]).toEqual({ ...own('0.01').prices[0], until: null });
    const overlapping = { ...own('0.01'), prices: [...own('0.01').prices, ...own('0.02').prices] };
    expect((await world.api.put('/v1/prices', overlapping)).body.problems).toEqual([
      { field: 'prices', message: 'two rows of TR service are in force on 2026-01-01' },
    ]);
    expect([(await remove('/v1/prices')).status, (await remove('/v1/prices')).status]).toEqual([204, 404]);
    expect((await world.api.get('/v1/prices')).body).toMatchObject({ isOwn: false, isEstimate: true });
  });
});

describe('a budget for messages', () => {
  let world: World;
  let receiver: CallbackReceiver;
  beforeAll(async () => {
    receiver = await startCallbackReceiver();
    world = await startWorld();
    await registerReceiver(world, receiver);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });

  const watch = async (): Promise<void> => {
    await world.application.workers?.watchBudgets();
    await world.settle();
  };
  const budget = (amount: string) => world.api.put('/v1/budget', { amount, currency: 'USD' });
  const tasks = async (reason: string) =>
    (await world.api.get(`/v1/tasks?reason=${reason}&limit=200`)).body.data as { urgent: boolean }[];

  it('none: 404, nothing is held', async () => {
    expect((await world.api.get('/v1/budget')).status).toBe(404);
  });

  it('in another currency than the prices: refused', async () => {
    const answer = await world.api.put('/v1/budget', { amount: '5', currency: 'TRY' });
    expect([answer.status, answer.body.code]).toEqual([409, 'currency_mismatch']);
  });

  it('prices taken away while the budget is in their currency: refused', async () => {
    await world.api.put('/v1/prices', { ...own('1'), currency: 'TRY' }).expect(200);
    await world.api.put('/v1/budget', { amount: '5', currency: 'TRY' }).expect(200);
    const refused = await world.api.remove('/v1/prices');
    expect([refused.status, refused.body.code]).toEqual([409, 'currency_mismatch']);
    expect((await world.api.get('/v1/prices')).body).toMatchObject({ currency: 'TRY', isOwn: true });
    await world.api.remove('/v1/budget').expect(204);
    await world.api.remove('/v1/prices').expect(204);
  });

  it('spent: told at its warning and at its end, once each; then notices wait, letters and answers do not', async () => {
    await world.api.put('/v1/prices', own('1'));
    const person = await newPerson(world);
    const other = await newPerson(world);
    expect((await budget('2')).body).toMatchObject({
      level: 'within',
      spent: '0',
      warnAtPercent: 80,
      month: '2026-11',
    });

    await report(world, aMovement('m1', other));
    await report(world, aLetterEvent({ eventId: 'b1', customer: person.customerRef ?? '' }));
    for (let looks = 0; looks < 3; looks += 1) await watch();
    await waitFor('the callback', () => receiver.of('budget.exhausted').length > 0);
    expect((await world.api.get('/v1/budget')).body).toMatchObject({
      ...{ level: 'exhausted', spent: '2', holdsUntil: '2026-11-30T21:00:00.000Z' },
    });
    expect(receiver.of('budget.exhausted').map(({ body }) => body.data)).toEqual([
      { month: '2026-11', spent: '2', budget: '2', currency: 'USD' },
    ]);
    expect((await tasks('budget_exhausted')).map(({ urgent }) => urgent)).toEqual([true]);

    await report(world, aMovement('m2', other));
    expect(other.got()).toHaveLength(1);
    await person.taps('agreed');
    expect(person.got()).toHaveLength(2);
    await report(world, aLetterEvent({ eventId: 'b2', customer: other.customerRef ?? '' }));
    expect(other.got()).toHaveLength(2);
  });

  it('raised: what waited goes at once, in its time', async () => {
    const before = world.graph.messages.length;
    expect((await budget('100')).body).toMatchObject({ level: 'within' });
    await world.settle();

    expect(world.graph.messages.length).toBe(before + 1);
  });

  it('nearly spent: a warning, and nothing is held', async () => {
    expect((await budget('6')).body.level).toBe('warned');
    await watch();
    await waitFor('the callback', () => receiver.of('budget.warned').length > 0);
    const person = await newPerson(world);
    await report(world, aMovement('m3', person));

    expect(person.got()).toHaveLength(1);
    expect(await tasks('budget_warned')).toHaveLength(1);
  });

  it('the month is over: what waited goes', async () => {
    await budget('1');
    const person = await newPerson(world);
    await report(world, aMovement('m4', person));
    expect(person.got()).toHaveLength(0);
    await world.turn(Date.parse('2026-11-30T20:59:00Z') - world.clock.now().getTime());
    await watch();
    expect(person.got()).toHaveLength(0);
    await world.turn(2 * 60_000);
    await watch();
    await world.turn(1_000);

    expect(person.got()).toHaveLength(1);
  });

  it('the month is over in the quiet hours: what waited goes behind them, a day of rest between as well', async () => {
    const quiet = await startWorld({
      now: '2026-10-30T09:00:00.000Z',
      env: { QUIET_HOURS: '20:00-09:00,sun' },
    });
    await quiet.api.put('/v1/prices', own('1'));
    const person = await newPerson(quiet);
    await report(quiet, aMovement('q1', person));
    await quiet.api.put('/v1/budget', { amount: '1', currency: 'USD' });
    await quiet.application.workers?.watchBudgets();
    await report(quiet, aMovement('q2', person));
    expect(person.got()).toHaveLength(1);
    // Sunday 1 November, 00:01 in Istanbul, and its evening.
    for (const night of [
      '2026-10-31T21:01:00.000Z',
      '2026-11-01T17:00:00.000Z',
      '2026-11-02T05:59:00.000Z',
    ]) {
      quiet.clock.set(night);
      await quiet.application.workers?.watchBudgets();
      await quiet.settle();
      expect(person.got()).toHaveLength(1);
    }
    const { data } = (await quiet.api.get('/v1/messages?state=held')).body;
    expect(data.map(({ held }: { held: { reason: string; until: string } }) => held)).toEqual([
      { reason: 'quiet_hours', until: '2026-11-02T06:00:00.000Z' },
    ]);
    await quiet.turn(2 * 60_000);
    expect(person.got()).toHaveLength(2);
    await quiet.close();
  });

  it('messages without a price: counted, and staff hears once a month that the budget does not see them', async () => {
    const elsewhere = { market: 'DE', category: 'utility', from: '2026-01-01', amount: '1' };
    await world.api.put('/v1/prices', { ...own('1'), prices: [elsewhere] }).expect(200);
    await budget('100');
    const person = await newPerson(world);
    await report(world, aLetterEvent({ eventId: 'unpriced_1', customer: person.customerRef ?? '' }));
    for (let looks = 0; looks < 2; looks += 1) await watch();

    const { body } = await world.api.get('/v1/budget');
    expect(body.unpriced).toBeGreaterThan(0);
    expect(await tasks('messages_unpriced')).toMatchObject([
      { urgent: false, role: 'staff', details: { month: body.month, messages: expect.any(Number) } },
    ]);
    await world.api.put('/v1/prices', own('1')).expect(200);
  });

  it('a request whose time is over before there is money: its reminder is never sent, nobody is called unreachable', async () => {
    await budget('100');
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: 'b5', customer: person.customerRef ?? '' });
    await report(world, event);
    await budget('0');
    const got = person.got().length;
    await world.turn(30 * day);
    await budget('0');

    expect(person.got()).toHaveLength(got);
    const { body } = await world.api.get('/v1/requests?eventId=b5');
    expect(body.data[0]).toMatchObject({ status: 'closed', outcome: 'no_response' });
  });
});
