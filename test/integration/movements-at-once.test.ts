import fc from 'fast-check';
import { freshDatabaseName } from '../support/engine.ts';
import { aMovementEvent, type EventFacts } from '../support/events.ts';
import { startMockGraph } from '../support/mock-graph.ts';
import { newPeople, newPerson, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const second = 1_000;
const minute = 60 * second;
const shipped = { id: 'shipped.account.movement.posted', version: 2 };
const [one, many] = ['account_movement_v1', 'account_movements_v1'];

let world: World;
let events = 0;

const movement = (person: Person, facts: Partial<EventFacts> = {}): Record<string, unknown> => {
  events += 1;
  return aMovementEvent({ eventId: `once_${events}`, customer: person.customerRef ?? '', ...facts });
};
const eventOf = async ({ event_id: id }: Record<string, unknown>) =>
  (await world.api.get(`/v1/events/${String(id)}`)).body;
const post = async (event: Record<string, unknown>) => {
  const { status } = await world.api.post('/v1/events', event);
  expect([200, 202]).toContain(status);
  await world.settle();
};
const send = async (event: Record<string, unknown>) => {
  await post(event);
  return eventOf(event);
};
const sendMany = async (person: Person, count: number): Promise<Record<string, unknown>[]> => {
  const all = Array.from({ length: count }, () => movement(person));
  for (const event of all) await post(event);
  return all;
};
/** Without marks of direction. */
const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');
const templatesOf = (person: Person) => person.got().map(({ template }) => template);

describe('movements of which no rule of the tenant speaks', () => {
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  it('seven in some minutes: four at once, each, and the others in one message ten minutes after the fifth', async () => {
    const person = await newPerson(world);
    const all = [];
    let fifthAt = 0;
    for (let n = 0; n < 7; n += 1) {
      if (n === 4) fifthAt = world.clock.now().getTime();
      all.push(await send(movement(person, { data: { quantity: `${n + 1}.500` } })));
      expect(person.got()).toHaveLength(Math.min(n + 1, 4));
      await world.turn(minute);
    }
    const until = new Date(fifthAt + 10 * minute).toISOString();
    expect(all.map(({ status }) => status)).toEqual([
      ...Array(4).fill('processed'),
      ...Array(3).fill('accepted'),
    ]);
    expect(all.slice(4).map(({ waitsUntil }) => waitsUntil)).toEqual(Array(3).fill(until));
    await world.turn(Date.parse(until) - world.clock.now().getTime() - 1);
    expect(person.got()).toHaveLength(4);
    await world.turn(1);
    expect(templatesOf(person)).toEqual([one, one, one, one, many]);
    const said = plain(person.sees().text).split(' | ');
    expect(said[2]).toBe('3');
    expect(said[3]).toContain('19,500 g has');
    const came = await Promise.all(all.map(({ eventId }) => eventOf({ event_id: eventId })));
    expect(came.map(({ status, trigger }) => [status, trigger])).toEqual(
      Array(7).fill(['processed', shipped]),
    );
    expect(new Set(came.slice(4).flatMap(({ requestIds }) => requestIds))).toHaveProperty('size', 1);
  });

  it('five, and no more of them: the fifth comes as itself; afterwards the next is told at once', async () => {
    const person = await newPerson(world);
    await sendMany(person, 5);
    expect(person.got()).toHaveLength(4);
    await world.turn(10 * minute);
    expect(templatesOf(person)).toEqual(Array(5).fill(one));
    await sendMany(person, 1);
    expect(person.got()).toHaveLength(6);
  });

  it('it goes on and on: at most four by themselves in any ten minutes, everything else in one message for each ten', async () => {
    const person = await newPerson(world);
    // The fifth comes after eight minutes, the next that is kept anew after eighteen, and so on.
    for (let n = 0; n < 16; n += 1) {
      await sendMany(person, 1);
      await world.turn(2 * minute);
    }
    await world.turn(8 * minute);
    expect(templatesOf(person)).toEqual([one, one, one, one, many, many, many]);
  });

  it('of another account, or for another person: counted apart', async () => {
    const [first, other] = (await newPeople(world, [{ roles: ['reports'] }, { roles: ['reports'] }])) as [
      Person,
      Person,
    ];
    for (let n = 0; n < 4; n += 1)
      for (const facts of [{}, { data: { account_no: '120.02' } }])
        await post(movement(first, { ...facts, contact: first.contactRef ?? '' }));
    await post(movement(first, { contact: other.contactRef ?? '' }));
    expect([templatesOf(first), templatesOf(other)]).toEqual([Array(8).fill(one), [one]]);
  });

  it('one that was told in a message with others, reported under another id: told once, whenever it comes', async () => {
    const person = await newPerson(world);
    await sendMany(person, 4);
    const [kept] = await sendMany(person, 2);
    const twin = (name: string) => ({ ...kept, event_id: `${String(kept?.event_id)}_${name}` });
    expect(await send(twin('soon'))).toMatchObject({ status: 'ignored', reason: 'already_requested' });
    await world.turn(10 * minute);
    await world.turn(60 * minute);
    expect(await send(twin('late'))).toMatchObject({ status: 'ignored', reason: 'already_requested' });
    await world.turn(10 * minute);
    expect(templatesOf(person)).toEqual([one, one, one, one, many]);
  });

  it('the same event twice, of those at once and of those that wait: nothing more comes of it', async () => {
    const person = await newPerson(world);
    const all = await sendMany(person, 6);
    for (const event of all) await post(event);
    await world.turn(10 * minute);
    expect(templatesOf(person)).toEqual([one, one, one, one, many]);
  });

  it('the person stops messages while some wait: they get none of them', async () => {
    const person = await newPerson(world);
    const all = await sendMany(person, 6);
    await person.writes('DUR');
    const before = person.got().length;
    await world.turn(20 * minute);
    expect(person.got()).toHaveLength(before);
    expect(await eventOf(all[5] ?? {})).not.toMatchObject({ status: 'accepted' });
  });

  it('a rule is published while some wait: they are told as they were to be', async () => {
    const person = await newPerson(world);
    const all = await sendMany(person, 6);
    const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
    const rule = { name: 'Sessiz', on: 'account.movement.posted', when, then: [{ do: 'nothing' }] };
    await world.api.put('/v1/triggers/silent/draft', rule).expect(200);
    await world.api.post('/v1/triggers/silent/publish').expect(200);
    await world.turn(10 * minute);
    expect(templatesOf(person)).toEqual([one, one, one, one, many]);
    expect(await eventOf(all[5] ?? {})).toMatchObject({ status: 'processed', trigger: shipped });
    expect(await send(movement(person))).toMatchObject({ status: 'ignored', reason: 'by_rule' });
  });
});

describe('whatever movements come when', () => {
  interface Told {
    /** Messages of one movement, and those of several with how many they name. */
    messages: readonly (1 | { of: number })[];
  }

  /** Instants of movements, in milliseconds and in order, to the messages in the order they leave. */
  const expected = (instants: readonly number[]): Told => {
    const told: { at: number; message: 1 | { of: number } }[] = [];
    const windows: { until: number; held: number }[] = [];
    for (const [n, at] of instants.entries()) {
      const open = windows.findLast(({ until }) => at < until);
      const before = instants.slice(0, n).filter((other) => other > at - 10 * minute);
      if (open !== undefined) open.held += 1;
      else if (before.length >= 4) windows.push({ until: at + 10 * minute, held: 1 });
      else told.push({ at, message: 1 });
    }
    for (const { until, held } of windows)
      told.unshift({ at: until, message: held === 1 ? 1 : { of: held } });
    return { messages: told.sort((a, b) => a.at - b.at).map(({ message }) => message) };
  };

  // Many more walks of the counting alone: test/contract/rule-tally-repository.test.ts.
  it('in two processes: the messages of the model; nobody is told twice, nothing is lost', async () => {
    const graph = await startMockGraph();
    const databaseName = freshDatabaseName();
    world = await startWorld({ databaseName, graph });
    const other = await startWorld({ databaseName, graph });
    try {
      const gap = fc.constantFrom(0, 0, 1, 20, 100, 290, 610).map((seconds) => seconds * second);
      await fc.assert(
        fc.asyncProperty(fc.array(gap, { minLength: 4, maxLength: 9 }), async (gaps) => {
          const person = await newPerson(world);
          other.clock.set(world.clock.now().toISOString());
          const all: Record<string, unknown>[] = [];
          const instants: number[] = [];
          const turn = async (milliseconds: number): Promise<void> => {
            other.clock.turn(milliseconds);
            await world.turn(milliseconds);
            await other.settle();
          };
          for (const [n, length] of gaps.entries()) {
            if (length > 0) await turn(length);
            instants.push(world.clock.now().getTime());
            all.push(movement(person));
            const at = n % 3 === 0 ? other : world;
            await at.api.post('/v1/events', all.at(-1) ?? {}).expect(202);
            await at.settle();
          }
          for (let n = 0; n < 3; n += 1) await turn(5 * minute);
          const messages = person
            .got()
            .map(({ template, text }) =>
              template === one ? 1 : { of: Number(plain(text).split(' | ')[2]) },
            );
          expect({ messages }).toEqual(expected(instants));
          const came = await Promise.all(all.map(eventOf));
          expect(came.map(({ status }) => status)).toEqual(all.map(() => 'processed'));
          const requests = new Set(came.flatMap(({ requestIds }) => requestIds as string[]));
          expect(requests.size).toBe(messages.length);
        }),
        { numRuns: 3 },
      );
    } finally {
      await other.close();
      await world.close();
      await graph.close();
    }
  }, 60_000);
});
