import request from 'supertest';
import { makeTestApp } from '../support/app.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

/** Whether a path with a word can be the address of something that another path names by a parameter. */
const meets = (one: string, other: string): boolean => {
  const [own, others] = [one.split('/'), other.split('/')];
  return (
    one !== other &&
    own.length === others.length &&
    own.every((segment, n) => segment === others[n] || segment.startsWith('{') || others[n]?.startsWith('{'))
  );
};

describe('words beside a parameter', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  it('a customer whose reference is a word of ours: is written and read like any other, and the word works too', async () => {
    const contacts = [{ ref: 'import-1', name: 'Deniz', phone: '+905329100001' }];
    await world.api.put('/v1/customers/import', { name: 'İthalat', contacts }).expect(200);

    expect((await world.api.get('/v1/customers/import').expect(200)).body).toMatchObject({
      ref: 'import',
      name: 'İthalat',
    });
    const table = await request(world.application.server as Parameters<typeof request>[0])
      .post('/v1/customers/import')
      .set('Authorization', `Bearer ${testApiKey}`)
      .attach('file', Buffer.from('Müşteri No;Müşteri Adı\nimport;İthalat\n'), 'liste.csv');
    expect([table.status, table.body.unchanged]).toEqual([200, 1]);
  });

  it('a method that neither path takes: 405 with those of both', async () => {
    const { app, bearer } = makeTestApp();
    const answer = await request(app).delete('/v1/customers/import').set('Authorization', bearer());

    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST, PUT, GET, HEAD']);
  });

  it('a rule cannot have a word of ours as its id: it is refused where it would be made', async () => {
    for (const id of ['types', 'calendar']) {
      const answer = await world.api.put(`/v1/triggers/${id}/draft`, {
        ...{ name: 'Kural', on: 'account.movement.posted', when: [], then: [{ do: 'nothing' }] },
      });
      expect([id, answer.status, answer.body.problems[0].field]).toEqual([id, 400, expect.any(String)]);
    }
  });

  it('every other word that takes the place of an id with the same method: the ids are made by us, or have another form', () => {
    const { routes } = makeTestApp();
    const pairs = routes.flatMap(({ method, path }) =>
      routes
        .filter((other) => other.method === method && path < other.path && meets(path, other.path))
        .map((other) => `${method} ${path} ${other.path}`),
    );

    expect(pairs.sort()).toEqual([
      // Ids of sessions are ours: `ses_…`.
      'delete /v1/sessions/current /v1/sessions/{id}',
      // No rule has the id `types` (above), and a type of one's own begins with `custom.`.
      'delete /v1/triggers/types/{type} /v1/triggers/{id}/draft',
      'delete /v1/triggers/types/{type} /v1/triggers/{id}/shadow',
      'get /v1/triggers/types /v1/triggers/{id}',
      'get /v1/triggers/types/{type} /v1/triggers/{id}/dates',
      'get /v1/triggers/types/{type} /v1/triggers/{id}/shadow',
      'get /v1/triggers/types/{type} /v1/triggers/{id}/versions',
      // Ids of texts are ours: `unr_…`.
      'get /v1/unrecognised/export /v1/unrecognised/{id}',
      'put /v1/triggers/types/{type} /v1/triggers/{id}/draft',
    ]);
  });
});
