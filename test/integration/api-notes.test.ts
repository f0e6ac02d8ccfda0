import { MongoClient } from 'mongodb';
import { callerWith } from '../support/callers.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { filesOfZip } from '../support/files-of-zip.ts';
import { conversationOf, newPerson, transcriptOf, type Person } from '../support/scenario.ts';
import { takenFile } from '../support/taken-file.ts';
import { startWorld, type World } from '../support/world.ts';

describe('internal notes about a chat', () => {
  const databaseName = freshDatabaseName();
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true, databaseName });
  });
  afterAll(() => world?.close());

  const chatOf = async (): Promise<[Person, string]> => {
    const person = await newPerson(world);
    await person.writes('Merhaba');
    return [person, `/v1/conversations/${(await conversationOf(world, person.contactRef ?? '')).id}`];
  };
  const notesOf = async (chat: string) =>
    (await world.api.get(`${chat}/notes`)).body.data as { text: string }[];

  it('written: listed newest first with who and when; the customer is sent nothing, no transcript holds it', async () => {
    const [person, chat] = await chatOf();
    const before = person.got().length;
    const writer = await callerWith(world, ['conversations:write']);
    await writer.post(`${chat}/notes`, { text: '  Aradım, canary yarın ödeyecek.  ' }).expect(201);
    world.clock.turn(1_000);
    const { body } = await world.api.post(`${chat}/notes`, { text: 'İkinci' }).expect(201);
    await world.settle();

    expect(await notesOf(chat)).toEqual([
      body,
      {
        ...{ id: expect.stringMatching(/^not_/), text: 'Aradım, canary yarın ödeyecek.', byName: null },
        ...{ by: `key:${writer.keyId}`, conversationId: chat.split('/').at(-1) },
        at: new Date(world.clock.now().getTime() - 1_000).toISOString(),
      },
    ]);
    expect(person.got()).toHaveLength(before);
    for (const format of ['json', 'csv'])
      expect((await world.api.get(`${chat}/transcript?format=${format}`)).text).not.toContain('canary');
    expect(JSON.stringify(await transcriptOf(world, person.contactRef ?? ''))).not.toContain('canary');
  });

  it('the same key again: one note; with other words refused; on record once, without its words', async () => {
    const [, chat] = await chatOf();
    const write = (text: string) =>
      world.api.post(`${chat}/notes`, { text }).set('Idempotency-Key', 'press-1');
    const answers = [await write('bir'), await write('bir'), await write('iki')];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [201, undefined],
      [201, undefined],
      [422, 'idempotency_key_reused'],
    ]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect((await notesOf(chat)).map(({ text }) => text)).toEqual(['bir']);
    const { body } = await world.api.get(`/v1/audit?subject=${chat.split('/').at(-1)}`);
    expect(body.data).toMatchObject([{ what: 'note.written', details: { note: answers[0]?.body.id } }]);
  });

  it.each([
    ['nothing', ''],
    ['too much', 'x'.repeat(4097)],
    ['a word that tells of a check', 'MASAK sordu'],
  ])('of %s: refused by the field, nothing is kept', async (_case, text) => {
    const [, chat] = await chatOf();
    const { status, body } = await world.api.post(`${chat}/notes`, { text });

    expect([status, body.problems[0].field]).toEqual([400, 'text']);
    expect(await notesOf(chat)).toEqual([]);
  });

  it('the number changes hands: each history has the notes about its own person, with its chat', async () => {
    const historyOf = async (customer: string | null): Promise<string[]> => {
      const { body } = await takenFile(world, `/v1/customers/${customer}/history`).expect(200);
      const kept = (await filesOfZip(body as Buffer)).get('notes.json')?.toString() ?? '';
      return (JSON.parse(kept) as { text: string }[]).map(({ text }) => text);
    };
    const [person, chat] = await chatOf();
    await world.api.post(`${chat}/notes`, { text: 'ilk kişi hakkında' }).expect(201);
    await person.writes('yanlış numara');
    const contacts = [{ ref: 'DEVIR-1', name: 'Elif Örnek', phone: person.phone, roles: ['all'] }];
    await world.api.put('/v1/customers/DEVIR', { name: 'Devir Kuyum', contacts }).expect(200);
    await person.writes('Merhaba');

    expect(`/v1/conversations/${(await conversationOf(world, 'DEVIR-1')).id}`).toBe(chat);
    expect([await historyOf('DEVIR'), await historyOf(person.customerRef)]).toEqual([
      [],
      ['ilk kişi hakkında'],
    ]);
    await world.api.post(`${chat}/notes`, { text: 'yeni kişi hakkında' }).expect(201);
    expect(await historyOf('DEVIR')).toEqual(['yeni kişi hakkında']);
  });

  it('an erasure is answered: the notes of the person are gone from what is stored, those of others stay', async () => {
    const [person, chat] = await chatOf();
    await person.writes('verilerimi silin');
    await world.api.post(`${chat}/notes`, { text: 'silinecek canary' }).expect(201);
    const { body } = await world.api.get('/v1/privacy-requests?limit=200');
    const { id } = (body.data as { id: string; contactRef: string }[]).find(
      ({ contactRef }) => contactRef === person.contactRef,
    ) as { id: string };
    const [, others] = await chatOf();
    await world.api.post(`${others}/notes`, { text: 'kalacak' }).expect(201);
    await world.api
      .post(`/v1/privacy-requests/${id}/close`, { outcome: 'answered', note: 'silindi' })
      .expect(200);

    expect([await notesOf(chat), (await notesOf(others)).length]).toEqual([[], 1]);
    const client = await MongoClient.connect(testDatabaseUri());
    const left = client.db(databaseName).collection('internalnotes');
    expect(await left.countDocuments({ conversationId: chat.split('/').at(-1) ?? '' })).toBe(0);
    await client.close();
  });

  it('a key that may only read, or nothing of chats: nothing is told or written', async () => {
    const [, chat] = await chatOf();
    await world.api.post(`${chat}/notes`, { text: 'bizim' }).expect(201);
    const reader = await callerWith(world, ['conversations:read']);
    const stranger = await callerWith(world, ['tasks:write', 'customers:write']);
    const answers = await Promise.all([
      reader.post(`${chat}/notes`, { text: 'yazamaz' }),
      stranger.get(`${chat}/notes`),
      stranger.post(`${chat}/notes`, { text: 'yazamaz' }),
      world.api.get('/v1/conversations/cnv_none/notes'),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 404]);
    expect((await notesOf(chat)).map(({ text }) => text)).toEqual(['bizim']);
  });
});
