import { MongoClient } from 'mongodb';
import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { amounts, keyScene, type KeyScene } from '../support/key-scene.ts';
import { aMessage } from '../support/meta-webhook.ts';
import { conversationOf, newPerson, newPhone, requestOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('somebody who is known by a user id alone', () => {
  let world: World;
  let business: CallbackReceiver;
  let scene: KeyScene;
  let client: MongoClient;
  const databaseName = freshDatabaseName();
  beforeAll(async () => {
    world = await startWorld({ databaseName });
    business = await startCallbackReceiver();
    await world.api.put('/v1/callbacks/erp', { url: business.url, types: ['*'] });
    client = await MongoClient.connect(testDatabaseUri());
    scene = keyScene(world, business);
  });
  afterAll(async () => {
    await client?.close();
    await world?.close();
    await business?.close();
  });

  const conversations = async (): Promise<string[]> => {
    const { body } = await world.api.get('/v1/conversations?limit=200');
    return (body.data as { id: string }[]).map(({ id }) => id);
  };
  /** A stranger of a user id; answers their conversation. */
  const stranger = async (userId: string): Promise<string> => {
    const before = await conversations();
    const said = await scene.writes({ phone: null, userId }, 'bakiye');
    expect(said).toContain('kayıtlarımızda tanımlı olmadığı');
    return (await conversations()).find((id) => !before.includes(id)) ?? '';
  };
  const shares = (userId: string, phone: string, card: object = { origin: 'contact_request' }) => {
    const phones = [{ phone, wa_id: phone.slice(1), type: 'CELL' }];
    const contacts = [{ name: { formatted_name: 'Deneme' }, phones, ...card }];
    return scene.deliver(
      aMessage({ type: 'contacts', contacts }, { from: null, userId, at: world.clock.now() }),
    );
  };
  const inBooks = async (): Promise<Person> => {
    const person = await newPerson(world);
    await scene.put(person, person.phone);
    return person;
  };
  const link = (conversationId: string, contactRef: string | null) =>
    world.api.post(`/v1/conversations/${conversationId}/link`, { contactRef });
  const notesOn = (conversationId: string) =>
    client
      .db(databaseName)
      .collection('audit')
      .countDocuments({ what: 'person.linked', subject: conversationId });

  const ways: [string, (userId: string, conversationId: string, person: Person) => Promise<unknown>][] = [
    ['the card of their own number', (userId, _id, person) => shares(userId, person.phone)],
    [
      'a card that is marked at the message',
      (userId, _id, person) =>
        scene.deliver(
          aMessage(
            {
              type: 'contacts',
              origin: 'contact_request',
              contacts: [{ phones: [{ phone: person.phone }] }],
            },
            { from: null, userId, at: world.clock.now() },
          ),
        ),
    ],
    ['the word of staff', (_userId, id, person) => link(id, person.contactRef).expect(200)],
  ];
  it.each(ways)('%s: found as the contact, no amount before a code, then all of it', async (_name, tell) => {
    const userId = scene.userId();
    const conversationId = await stranger(userId);
    const person = await inBooks();
    const event = await scene.letter(person);
    await tell(userId, conversationId, person);
    const keys = { phone: null, userId };
    expect(await scene.writes(keys, 'bakiye')).not.toMatch(amounts);
    expect(await scene.writes(keys, 'mutabıkız')).not.toMatch(amounts);
    expect((await requestOf(world, event)).decision).toBeNull();
    expect(await scene.tasks(person)).toContain('other_user_id');
    expect(await scene.writes(keys, await scene.code(person.contactRef))).toMatch(amounts);
    expect(await scene.writes(keys, 'bakiye')).toMatch(amounts);
    expect(await notesOn(conversationId)).toBe(1);
  });

  it.each([
    ['a card of somebody else', { origin: 'other' }],
    ['a card without a mark', {}],
  ])('%s: a stranger as before', async (_name, card) => {
    const userId = scene.userId();
    const conversationId = await stranger(userId);
    const person = await inBooks();
    await shares(userId, person.phone, card);
    expect(await scene.writes({ phone: null, userId }, 'bakiye')).toContain(
      'kayıtlarımızda tanımlı olmadığı',
    );
    expect(await scene.tasks(person)).toEqual([]);
    expect(await notesOn(conversationId)).toBe(0);
  });

  it('a number that is in no books: a stranger as before, also once the books name it', async () => {
    const userId = scene.userId();
    await stranger(userId);
    const phone = newPhone();
    await shares(userId, phone);
    const person = await newPerson(world);
    await scene.put(person, phone);
    expect(await scene.writes({ phone: null, userId }, 'bakiye')).not.toMatch(amounts);
  });

  it('a contact who is known by another user id: nothing is pointed elsewhere, task and 409', async () => {
    const a = scene.userId();
    const person = await scene.known(a);
    const userId = scene.userId();
    const conversationId = await stranger(userId);
    await shares(userId, person.phone);
    expect(await scene.tasks(null)).toContain('key_conflict');
    const answer = await link(conversationId, person.contactRef);
    expect([answer.status, answer.body.code]).toEqual([409, 'key_conflict']);
    expect(await scene.writes({ phone: null, userId }, 'bakiye')).toContain(
      'kayıtlarımızda tanımlı olmadığı',
    );
    expect(await scene.writes({ phone: person.phone, userId: a }, 'bakiye')).toMatch(amounts);
    expect(await notesOn(conversationId)).toBe(0);
  });

  it('linked twice: the same answer and one note; to a second contact: 409', async () => {
    const userId = scene.userId();
    const conversationId = await stranger(userId);
    const [person, other] = [await inBooks(), await inBooks()];
    const first = await link(conversationId, person.contactRef).expect(200);
    const again = await link(conversationId, person.contactRef).expect(200);
    expect(again.body.id).toBe(first.body.id);
    expect(await notesOn(conversationId)).toBe(1);
    expect((await link(conversationId, other.contactRef)).status).toBe(409);
    await scene.writes({ phone: null, userId }, 'bakiye');
    expect((await conversationOf(world, person.contactRef ?? '')).id).toBe(first.body.id);
  });

  it('a conversation of a contact of the books: 409 for another, 200 for the same', async () => {
    const person = await scene.known(null);
    const other = await inBooks();
    const { id } = await conversationOf(world, person.contactRef ?? '');
    expect((await link(id, other.contactRef)).status).toBe(409);
    expect((await link(id, person.contactRef)).body).toMatchObject({ id, contactRef: person.contactRef });
  });

  it('nobody by this reference, no such conversation, no word on staff’s work: 404, 404, 403', async () => {
    const conversationId = await stranger(scene.userId());
    const person = await inBooks();
    expect((await link(conversationId, 'NOBODY-1')).status).toBe(404);
    expect((await link('cnv_missing', person.contactRef)).status).toBe(404);
    const made = await world.api.post('/v1/apikeys', { name: 'chat', scopes: ['conversations:write'] });
    const key = String(made.body.key ?? made.body.secret);
    const refused = await link(conversationId, person.contactRef).set('Authorization', `Bearer ${key}`);
    expect(refused.status).toBe(403);
  });
});
