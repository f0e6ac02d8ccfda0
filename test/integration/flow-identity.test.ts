import { MongoClient } from 'mongodb';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import { aButtonTap, aTextMessage } from '../support/meta-webhook.ts';
import {
  choiceOf,
  conversationOf,
  newPeople,
  newPerson,
  newPhone,
  personAt,
  report,
  requestOf,
  transcriptOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('who is writing', () => {
  let world: World;
  let client: MongoClient;
  let count = 0;
  const databaseName = freshDatabaseName();
  beforeAll(async () => {
    world = await startWorld({ databaseName });
    client = await MongoClient.connect(testDatabaseUri());
  });
  afterAll(async () => {
    await world?.close();
    await client?.close();
  });

  const conversations = (): Promise<number> =>
    client.db(databaseName).collection('conversations').countDocuments({});
  const userIdOf = (n: number): string => `TR.70000000000000000${n}`;
  const withLetter = async (person: Person): Promise<Record<string, unknown>> => {
    count += 1;
    const event = aLetterEvent({
      eventId: `flow_id_${count}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    await report(world, event);
    return event;
  };
  /** What went to a user id instead of a number. */
  const sentToUser = (userId: string) => world.graph.messages.filter((message) => message.userId === userId);

  it('two first messages of a new person at once, by id alone and by id with number: one conversation', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const before = await conversations();
      const phone = newPhone();
      const userId = userIdOf(10 + round);
      const at = world.clock.now();
      await Promise.all([
        world.webhook(aTextMessage({ from: null, userId, text: 'merhaba', at })),
        world.webhook(aTextMessage({ from: phone.slice(1), userId, text: 'merhaba', at })),
      ]);
      await world.settle();

      expect((await conversations()) - before).toBe(1);
      expect(personAt(world, phone).got().length + sentToUser(userId).length).toBe(2);
    }
  });

  it('a known contact who writes with a user id beside the number: the same conversation', async () => {
    const person = await newPerson(world);
    const event = await withLetter(person);
    const { id } = await conversationOf(world, person.contactRef ?? '');
    await person.writes('mutabıkız', { userId: userIdOf(20) });
    expect(person.sees().text).toContain('«MUTABAKAT»');

    // From now on the number is withheld: the id alone is the same person.
    await world.webhook(
      aButtonTap({
        from: null,
        userId: userIdOf(20),
        id: choiceOf(person.sees(), 'confirmed'),
        at: world.clock.now(),
      }),
    );
    await world.settle();
    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'agreed',
      decision: { contactRef: person.contactRef },
    });
    expect((await conversationOf(world, person.contactRef ?? '')).id).toBe(id);
  });

  it('a contact in the books who first writes with a user id only, then shows the number: recognised', async () => {
    const person = await newPerson(world);
    const userId = userIdOf(30);
    const at = world.clock.now();
    await world.webhook(aTextMessage({ from: null, userId, text: 'merhaba', at }));
    await world.settle();
    expect(JSON.stringify(sentToUser(userId).at(-1)?.body)).toContain('kayıtlarımızda tanımlı olmadığı');

    await person.writes('merhaba', { userId });
    const event = await withLetter(person);
    await person.taps('agreed');
    await person.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
    // The id alone leads there now, too.
    const next = await withLetter(person);
    await world.webhook(
      aButtonTap({ from: null, userId, id: choiceOf(person.sees(), 'agreed'), at: world.clock.now() }),
    );
    await world.settle();
    expect(person.sees().text).toContain('«MUTABAKAT»');
    expect((await requestOf(world, next)).status).toBe('open');
  });

  it('a stranger with a user id only: answered at that id, never with data of a customer', async () => {
    const userId = userIdOf(40);
    await world.webhook(aTextMessage({ from: null, userId, text: 'bakiyem nedir', at: world.clock.now() }));
    await world.settle();

    const [answer] = sentToUser(userId);
    expect(answer?.to).toBeNull();
    expect(JSON.stringify(answer?.body)).toContain('hesap bilgisi paylaşamıyoruz');
  });

  it('a stranger is taken into the books by number: from then on a contact', async () => {
    const phone = newPhone();
    const stranger = personAt(world, phone);
    await stranger.writes('merhaba');
    expect(stranger.sees().text).toContain('tanımlı olmadığı');
    await world.api.put('/v1/customers/LATER', {
      name: 'Sonradan Ltd.',
      contacts: [{ ref: 'LATER-1', name: 'Sonradan', phone, language: 'tr', roles: ['all'], canBind: true }],
    });
    const event = aLetterEvent({ eventId: 'flow_id_later', customer: 'LATER', contact: 'LATER-1' });
    await report(world, event);
    await stranger.taps('agreed');
    await stranger.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'agreed',
      decision: { contactRef: 'LATER-1' },
    });
    const lines = await transcriptOf(world, 'LATER-1');
    expect(lines[0]).toMatchObject({ direction: 'in', text: 'merhaba' });
  });

  it('a stranger shows a number that goes into the books only later: from then on a contact', async () => {
    const phone = newPhone();
    const stranger = personAt(world, phone);
    const userId = userIdOf(70);
    await world.webhook(aTextMessage({ from: null, userId, text: 'merhaba', at: world.clock.now() }));
    await world.settle();
    await stranger.writes('merhaba', { userId });
    await world.api.put('/v1/customers/LATEST', {
      name: 'En Son Ltd.',
      contacts: [{ ref: 'LATEST-1', name: 'En Son', phone, language: 'tr', roles: ['all'], canBind: true }],
    });
    const event = aLetterEvent({ eventId: 'flow_id_latest', customer: 'LATEST', contact: 'LATEST-1' });
    await report(world, event);
    await stranger.taps('agreed');
    await stranger.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'agreed',
      decision: { contactRef: 'LATEST-1' },
    });
  });

  it('only a username and no number: answered at the user id', async () => {
    const userId = userIdOf(60);
    const body = aTextMessage({ from: null, userId, text: 'merhaba', at: world.clock.now() });
    const withName = JSON.parse(
      JSON.stringify(body).replace('"profile":{', '"profile":{"username":"kuyumcu.elif",'),
    ) as object;
    expect(await world.webhook(withName)).toBe(200);
    await world.settle();
    expect(sentToUser(userId)).toHaveLength(1);
  });

  it("somebody who claims a colleague's button from an unknown number: nothing happens to the request", async () => {
    const [person] = (await newPeople(world)) as [Person];
    const event = await withLetter(person);
    const before = await requestOf(world, event);
    await personAt(world, newPhone()).tapsId(choiceOf(person.sees(), 'agreed'));
    expect(await requestOf(world, event)).toEqual(before);
  });

  it('a contact taken out of the books: may no longer answer', async () => {
    const [first, second] = (await newPeople(world, [{}, {}])) as [Person, Person];
    const event = await withLetter(first);
    await world.api.put(`/v1/customers/${first.customerRef}`, {
      name: 'Deneme Ltd.',
      contacts: [
        {
          ref: second.contactRef,
          name: 'Kalan',
          phone: second.phone,
          language: 'tr',
          roles: ['all'],
          canBind: true,
        },
      ],
    });
    await first.taps('agreed');
    await world.settle();

    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'open', decision: null });
  });
});
