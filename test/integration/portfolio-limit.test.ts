import { aMovementEvent } from '../support/events.ts';
import { webhookBody } from '../support/meta-webhook.ts';
import { newPerson, newPeople, sentMessages, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 60 * 60_000;

describe('the messaging limit of the portfolio', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  let told = 1_795_300_000;
  const says = async (people: unknown, at?: number): Promise<void> => {
    told += 10;
    const body = webhookBody(
      { max_daily_conversations_per_business: people },
      {},
      'business_capability_update',
    ) as { entry: [Record<string, unknown>] };
    body.entry[0].time = at ?? told;
    expect(await world.webhook(body)).toBe(200);
    await world.settle();
  };
  const limit = async () => (await world.api.get('/v1/channels').expect(200)).body.data[0].dailyLimit;
  let events = 0;
  const notices = async (people: readonly Person[]): Promise<void> => {
    await Promise.all(
      people.map(({ customerRef }) => {
        events += 1;
        const event = aMovementEvent({ eventId: `tier_${events}`, customer: customerRef ?? '' });
        return world.api.post('/v1/events', event).expect(202);
      }),
    );
    await world.settle();
  };
  const several = async (count: number): Promise<Person[]> =>
    (await Promise.all(Array.from({ length: count }, () => newPeople(world)))).flat();
  const gotSome = (people: readonly Person[]): number => people.filter((one) => one.got().length > 0).length;

  it('said by webhook, and once more: the last word stands at the number', async () => {
    expect(await limit()).toBeNull();
    await says('TIER_250');
    await says(4);
    await says('TIER_100K', 1_795_299_000);
    await says('TIER_NOT_SET');
    expect(await limit()).toMatchObject({ people: 4 });
  });

  it('more messages at one moment than there is room for: so many leave, the others are held and say why', async () => {
    const answering = await newPerson(world);
    await answering.writes('merhaba');
    const people = await several(9);
    await notices(people);
    expect(gotSome(people)).toBe(4);
    const held = (await world.api.get('/v1/messages?state=held').expect(200)).body.data;
    expect(held).toHaveLength(5);
    expect(new Set(held.map((one: { held: { reason: string } }) => one.held.reason))).toEqual(
      new Set(['daily_reach']),
    );

    // Whoever wrote within the day is none of them, and whoever was written to is counted already.
    const reached = people.filter((one) => one.got().length > 0);
    await notices([answering, ...reached]);
    expect([answering, ...reached].map((one) => one.got().length > 1)).toEqual(Array(5).fill(true));
    expect(gotSome(people)).toBe(4);

    await says(6);
    await world.turn(1_000);
    expect(gotSome(people)).toBe(6);
    await says(-1);
    await world.turn(1_000);
    expect(gotSome(people)).toBe(9);
    expect(await limit()).toMatchObject({ people: null });
  });

  it('a day later there is room again', async () => {
    await says(1);
    await world.turn(25 * hour);
    const people = await several(2);
    await notices(people);
    expect(gotSome(people)).toBe(1);
    await world.turn(25 * hour);
    expect(gotSome(people)).toBe(2);
    const all = sentMessages(world).map(({ messageId }) => messageId);
    expect(new Set(all).size).toBe(all.length);
  });
});
