import { aLetterEvent } from '../support/events.ts';
import { aMessage } from '../support/meta-webhook.ts';
import { newPerson, newPhone, personAt, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 60 * 60_000;

describe('a message that waits for the end of the quiet hours', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld({ env: { QUIET_HOURS: '20:00-09:00,sun' } });
  });
  afterAll(() => world?.close());

  /** A contact at night, with a letter that waits. */
  const waiting = async (): Promise<Person> => {
    count += 1;
    world.clock.set(`2026-11-2${3 + count}T20:00:00.000Z`);
    const person = await newPerson(world);
    const event = aLetterEvent({
      eventId: `waiting_${count}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
      data: { reply_deadline: '2026-12-20' },
    });
    await world.api.post('/v1/events', event).expect(202);
    await world.settle();
    expect(person.got()).toEqual([]);
    return person;
  };
  const system = async (person: Person, told: object): Promise<void> => {
    const content = { type: 'system', system: { body: 'User A changed', ...told } };
    await world.webhook(aMessage(content, { from: person.phone.slice(1), at: world.clock.now() }));
    await world.settle();
  };
  const putAt = (person: Person, phone: string) =>
    world.api
      .put(`/v1/customers/${person.customerRef}`, {
        name: 'Deneme Ltd.',
        contacts: [{ ref: person.contactRef, name: 'Deneme', phone, roles: ['all'], canBind: true }],
      })
      .expect(200);

  const templates = (person: Person) => person.got().map(({ template }) => template);

  /** What is said at the old number of the change itself; nothing of what waited. */
  const moves: [string, (person: Person, phone: string) => Promise<unknown>, string[]][] = [
    [
      'the platform says that the number changed',
      (person, phone) => system(person, { type: 'user_changed_number', wa_id: phone.slice(1) }),
      [],
    ],
    ['the books name another number', putAt, ['number_removed_v1']],
  ];
  it.each(moves)(
    '%s: withdrawn with its reason, nothing of it goes to the old number',
    async (_name, move, told) => {
      const person = await waiting();
      await move(person, newPhone());
      await world.turn(12 * hour);
      expect(templates(person)).toEqual(told);
      const lines = await transcriptOf(world, person.contactRef ?? '');
      expect(lines.filter(({ direction }) => direction === 'out')[0]).toMatchObject({
        status: 'suppressed',
        statuses: [{ status: 'suppressed', error: 'number_moved' }],
      });
    },
  );

  it('nothing moved: goes out in the morning', async () => {
    const person = await waiting();
    await putAt(person, person.phone);
    await world.turn(12 * hour);
    expect(person.got()).toHaveLength(1);
  });

  it('a number that moved, until the next reminder: the new one hears that something waits, and no amount', async () => {
    const person = await waiting();
    const moved = personAt(world, newPhone());
    await putAt(person, moved.phone);
    // Also by day: whatever is late asks what time it is.
    for (let half = 0; half < 28; half += 1) await world.turn(12 * hour);
    expect(templates(person)).toEqual(['number_removed_v1']);
    expect(moved.got().length).toBeGreaterThan(0);
    for (const { text } of moved.got()) expect(text).not.toMatch(/1[.,]250|264[.,]750/);
  });
});
