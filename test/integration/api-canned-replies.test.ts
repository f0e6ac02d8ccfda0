import { callerWith } from '../support/callers.ts';
import { startWorld, type World } from '../support/world.ts';

const path = '/v1/canned-replies';
const problems = expect.arrayContaining([{ field: 'shortcut', message: expect.any(String) }]);

describe('canned replies', () => {
  let world: World;
  let made = 0;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  afterAll(() => world?.close());
  afterEach(async () => {
    for (const { id } of await all()) await world.api.remove(`${path}/${id}`).expect(204);
  });

  interface Reply {
    id: string;
    shortcut: string;
    rev: number;
  }
  const all = async () => (await world.api.get(`${path}?limit=200`)).body.data as Reply[];
  const words = (changes: object = {}): object => {
    made += 1;
    return { title: 'Teşekkür', shortcut: `tesekkur-${made}`, texts: { tr: 'Sağ olun' }, ...changes };
  };
  const make = async (changes: object = {}): Promise<Reply> =>
    (await world.api.post(path, words(changes)).expect(201)).body as Reply;
  const auditOf = async (id: string): Promise<{ what: string }[]> =>
    (await world.api.get(`/v1/audit?subject=${id}`)).body.data as { what: string }[];

  it('made, changed and deleted: listed by shortcut as it is, each act on record without its words', async () => {
    const { headers, body } = await world.api
      .post(path, {
        ...{ title: '  Hesap hazır ', shortcut: 'HESAP-1' },
        texts: {
          en: ' Dear {{contact.name}} ',
          tr: 'Sayın canary {{customer.name}},\nhazır. {{staff.name}}',
        },
      })
      .expect(201);
    const { id, rev } = body as Reply;

    expect(body).toEqual({
      ...{ id: expect.stringMatching(/^rpl_/), title: 'Hesap hazır', shortcut: 'hesap-1' },
      texts: { tr: 'Sayın canary {{customer.name}},\nhazır. {{staff.name}}', en: 'Dear {{contact.name}}' },
      ...{ rev: expect.any(Number), updatedAt: world.clock.now().toISOString() },
      updatedBy: expect.stringMatching(/^key:/),
    });
    expect(headers['etag']).toBe(`"${rev}"`);
    await make({ shortcut: 'a' });
    expect((await all()).map(({ shortcut }) => shortcut)).toEqual(['a', 'hesap-1']);
    const page = (await world.api.get(`${path}?limit=1`)).body;
    expect((await world.api.get(`${path}?limit=1&cursor=${page.nextCursor}`)).body).toEqual({
      ...{ data: [body], nextCursor: null },
    });

    const changed = await world.api
      .put(`${path}/${id}`, { title: 'Hesap', shortcut: 'hesap-1', texts: { ar: 'جاهز' } })
      .set('If-Match', `"${rev}"`)
      .expect(200);
    expect(changed.body).toMatchObject({ title: 'Hesap', texts: { ar: 'جاهز' }, rev: rev + 1 });
    await world.api
      .remove(`${path}/${id}`)
      .set('If-Match', `"${rev + 1}"`)
      .expect(204);
    expect((await all()).map(({ shortcut }) => shortcut)).toEqual(['a']);
    const acts = await auditOf(id);
    expect(acts.map(({ what }) => what).sort()).toEqual(['reply.changed', 'reply.made', 'reply.removed']);
    expect(JSON.stringify(acts)).not.toMatch(/canary|Hesap|جاهز/);
  });

  it('changed or deleted by whoever saw another revision: 412, it stays; the same again changes nothing', async () => {
    const said = words();
    const { id, rev } = (await world.api.post(path, said).expect(201)).body as Reply;
    const again = await world.api.put(`${path}/${id}`, said).set('If-Match', `"${rev}"`).expect(200);
    const late = words();
    const answers = await Promise.all([
      world.api.put(`${path}/${id}`, late).set('If-Match', `"${rev - 1}"`),
      world.api.remove(`${path}/${id}`).set('If-Match', `"${rev + 1}"`),
      world.api.put(`${path}/rpl_none`, late),
      world.api.remove(`${path}/rpl_none`),
    ]);

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [412, 'precondition_failed'],
      [412, 'precondition_failed'],
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
    expect([again.body.rev, (await all())[0]?.rev]).toEqual([rev, rev]);
    expect((await auditOf(id)).map(({ what }) => what)).toEqual(['reply.made']);
  });

  it('two changes at once of the same revision: one is written, the other is told', async () => {
    const { id, rev } = await make();
    const answers = await Promise.all(
      ['bir', 'iki'].map((title) =>
        world.api.put(`${path}/${id}`, words({ title })).set('If-Match', `"${rev}"`),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await all())[0]?.rev).toBe(rev + 1);
  });

  it('a shortcut that another has, in whatever letters: 409 by its field; of many at once one has it', async () => {
    await make({ shortcut: 'selam' });
    const { id } = await make();
    const answers = await Promise.all([
      world.api.post(path, words({ shortcut: 'Selam' })),
      world.api.put(`${path}/${id}`, words({ shortcut: 'SELAM' })),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code, body.problems])).toEqual(
      answers.map(() => [409, 'shortcut_taken', problems]),
    );

    const race = await Promise.all(
      Array.from({ length: 4 }, () => world.api.post(path, words({ shortcut: 'yaris' }))),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect((await all()).filter(({ shortcut }) => shortcut === 'yaris')).toHaveLength(1);
  });

  it('the same key again: one reply, also once it was changed; with other words refused', async () => {
    const said = words();
    const press = (body: object) => world.api.post(path, body).set('Idempotency-Key', 'press-1');
    const [first, second] = [await press(said), await press(said)];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);

    await world.api.put(`${path}/${first.body.id}`, words({ title: 'Başka' })).expect(200);
    const later = await press(said);
    expect([later.status, later.body.id, later.body.title]).toEqual([201, first.body.id, 'Başka']);
    const other = await press(words());
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    expect(await all()).toHaveLength(1);
  });

  it.each([
    ['title', { title: ' ' }],
    ['title', { title: 'x'.repeat(61) }],
    ['title', { title: 'iki\nsatır' }],
    ['shortcut', { shortcut: '' }],
    ['shortcut', { shortcut: 'x'.repeat(21) }],
    ['shortcut', { shortcut: 'iki söz' }],
    ['texts', { texts: {} }],
    ['texts.de', { texts: { tr: 'a', de: 'b' } }],
    ['texts.tr', { texts: { tr: ' ' } }],
    ['texts.en', { texts: { tr: 'a', en: 'x'.repeat(1001) } }],
    ['texts.en', { texts: { tr: '{{contact.name}}', en: 'Dear {{contact.phone}}' } }],
    ['texts.ar', { texts: { ar: 'عزيزي {{contact.name' } }],
    ['rev', { rev: 3 }],
  ])('with a wrong %s (%#): 400 by the field, nothing is kept', async (field, changes) => {
    const { status, body } = await world.api.post(path, words(changes));

    expect([status, body.problems[0].field]).toEqual([400, field]);
    expect(await all()).toEqual([]);
  });

  it('whoever may read or write chats reads them; who may not change templates changes none', async () => {
    const { shortcut } = await make();
    const [reader, writer, stranger] = [
      await callerWith(world, ['conversations:read']),
      await callerWith(world, ['conversations:write']),
      await callerWith(world, ['templates:write']),
    ];
    const answers = await Promise.all([
      reader.get(path),
      writer.get(path),
      stranger.get(path),
      writer.post(path, words()),
      stranger.post(path, words()),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403, 201]);
    expect(answers[0]?.body.data).toMatchObject([{ shortcut }]);
  });
});
