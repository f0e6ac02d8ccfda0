import type { Server } from 'node:http';
import { MongoClient, type Db } from 'mongodb';
import request from 'supertest';
import { recordOfGivenKey } from '../../src/api/issue-api-key.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { callerWith } from '../support/callers.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aTextMessage } from '../support/meta-webhook.ts';
import { storedText } from '../support/read-everything.ts';
import {
  conversationOf,
  newPerson,
  personAt,
  newPhone,
  transcriptOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

interface ShownText {
  id: string;
  conversationId: string;
  messageId: string;
  at: string;
  language: string;
  text: string;
  as: string;
  read: string;
  label: { intent: string; strength: string; dialect: string | null; by: string; at: string } | null;
  expiresAt: string;
}

/** Words that no list, no grammar and no classifier can have an opinion of. */
const nonsense = 'zqxw 1.250 vbnq Deneme';

describe('texts that were not understood, over the API', () => {
  const databaseName = freshDatabaseName();
  let world: World;
  let client: MongoClient;
  let db: Db;
  beforeAll(async () => {
    world = await startWorld({ demo: true, databaseName });
    client = await MongoClient.connect(testDatabaseUri());
    db = client.db(databaseName);
  });
  afterAll(async () => {
    await client?.close();
    await world?.close();
  });

  const server = (): Server => world.application.server as Server; // these worlds listen
  const listed = async (query: string): Promise<ShownText[]> =>
    (await world.api.get(`/v1/unrecognised?limit=200${query}`)).body.data as ShownText[];
  const ofPerson = async ({ contactRef }: Person, query = ''): Promise<ShownText[]> => {
    const { id } = await conversationOf(world, contactRef ?? '');
    return listed(`&conversation=${id}${query}`);
  };
  const writing = async (text = nonsense): Promise<[Person, ShownText]> => {
    const person = await newPerson(world);
    await person.writes(text);
    const [made, ...more] = await ofPerson(person);
    if (made === undefined || more.length > 0) throw new Error(`«${text}» made ${more.length} texts`);
    return [person, made];
  };
  const labelling = (key: string, path: string, body: object) =>
    request(server()).put(path).set('Authorization', key).send(body);
  const auditOf = async (subject: string): Promise<string[]> =>
    (await db.collection('audit').find({ subject }).sort({ at: 1 }).toArray()).map(
      ({ what, by }) => `${String(what)} ${String(by)}`,
    );
  const withKey = async (scope: 'unrecognised:read' | 'unrecognised:write') => {
    const issued = await world.api.post('/v1/apikeys', { name: 'caller', scopes: [scope] });
    const { id, key } = issued.body as { id: string; key: string };
    return { by: `key:${id}`, authorization: `Bearer ${key}` };
  };

  it('two people label the same text: who did not see the other’s label gets 412, and it stays', async () => {
    const [, text] = await writing();
    const path = `/v1/unrecognised/${text.id}`;
    const { headers } = await world.api.get(path).expect(200);
    const seen = String(headers['etag']);
    const say = (intent: string, rev: string) =>
      world.api.put(`${path}/label`, { intent, strength: 'clear' }).set('If-Match', rev);
    const first = await say('reject', seen).expect(200);
    expect((await say('approve', seen)).body.code).toBe('precondition_failed');
    expect((await world.api.remove(`${path}/label`).set('If-Match', seen)).status).toBe(412);
    const shown = await world.api.get(path).expect(200);
    expect([shown.headers['etag'], shown.body.label.intent]).toEqual([first.headers['etag'], 'reject']);
    await world.api.remove(`${path}/label`).set('If-Match', String(shown.headers['etag'])).expect(200);
  });

  it('words that nobody reads: one record with the line of the transcript, for 90 days', async () => {
    const [person, made] = await writing();
    const line = (await transcriptOf(world, person.contactRef ?? '')).find(({ id }) => id === made.messageId);

    expect(line).toMatchObject({ direction: 'in', text: nonsense });
    expect(made).toMatchObject({
      text: nonsense,
      as: 'unknown',
      read: 'unknown',
      language: 'tr',
      requests: [],
      label: null,
    });
    expect(Date.parse(made.expiresAt) - Date.parse(made.at)).toBe(90 * 24 * 60 * 60_000);
    expect((await world.api.get(`/v1/unrecognised/${made.id}`)).body).toEqual(made);
  });

  it('the same message delivered again by the platform: the same one record', async () => {
    const person = await newPerson(world);
    const body = aTextMessage({
      ...{ from: person.phone.replace(/\D/g, ''), at: world.clock.now(), text: nonsense },
      messageId: `wamid.again${person.contactRef}`,
    });
    for (let times = 0; times < 3; times += 1) {
      expect(await world.webhook(body)).toBe(200);
      await world.settle();
    }

    expect(await ofPerson(person)).toHaveLength(1);
  });

  it('words that were understood, a stranger, staff who speaks: nothing', async () => {
    const person = await newPerson(world);
    await person.writes('menü');
    await person.writes('teşekkürler');
    const { id } = await conversationOf(world, person.contactRef ?? '');
    await world.api.post(`/v1/conversations/${id}/takeover`).expect(202);
    await world.settle();
    await person.writes(nonsense);
    const before = await listed('');
    await personAt(world, newPhone()).writes(nonsense);

    expect(await ofPerson(person)).toEqual([]);
    expect(await listed('')).toEqual(before);
  });

  it('labelled, labelled otherwise, exported, taken back: who and when is known each time', async () => {
    const [person, made] = await writing();
    const { by, authorization } = await withKey('unrecognised:write');
    const path = `/v1/unrecognised/${made.id}`;
    const first = await labelling(authorization, `${path}/label`, { intent: 'approve', strength: 'clear' });
    world.clock.turn(1_000);
    const second = await labelling(authorization, `${path}/label`, {
      ...{ intent: 'askedForStatement', strength: 'soft', dialect: 'colloquial' },
    });
    const exported = await request(server())
      .get('/v1/unrecognised/export')
      .set('Authorization', authorization);

    const at = world.clock.now().toISOString();
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body).toMatchObject({ ...made, rev: 1, label: { intent: 'approve', dialect: null, by } });
    expect(second.body.label).toEqual({
      ...{ intent: 'askedForStatement', strength: 'soft', dialect: 'colloquial' },
      ...{ by, at },
    });
    expect(exported.status).toBe(200);
    expect(exported.headers['content-type']).toBe('text/tab-separated-values; charset=utf-8');
    expect(exported.headers['cache-control']).toBe('no-store');
    expect(exported.text).toBe('askedForStatement\tsoft\tcolloquial\tzqxw 0 vbnq X\n');

    expect((await ofPerson(person, '&labelled=yes')).map(({ id }) => id)).toEqual([made.id]);
    expect(await ofPerson(person, '&labelled=no')).toEqual([]);
    const taken = await request(server()).delete(`${path}/label`).set('Authorization', authorization);
    expect([taken.status, taken.body.label]).toEqual([200, null]);
    expect(await ofPerson(person, '&labelled=yes')).toEqual([]);
    expect(
      (await request(server()).get('/v1/unrecognised/export').set('Authorization', authorization)).text,
    ).toBe('');
    // All at one instant of the clock.
    expect((await auditOf(made.id)).sort()).toEqual([
      `unrecognised.labelled ${by}`,
      `unrecognised.labelled ${by}`,
      `unrecognised.unlabelled ${by}`,
    ]);
  });

  it('read, listed, exported: each look is in the audit log, without the words', async () => {
    const [person, made] = await writing();
    const { by, authorization } = await withKey('unrecognised:read');
    const read = (path: string) =>
      request(server()).get(path).set('Authorization', authorization).expect(200);
    await read(`/v1/unrecognised/${made.id}`);
    const { id } = await conversationOf(world, person.contactRef ?? '');
    await read(`/v1/unrecognised?conversation=${id}`);
    await read('/v1/unrecognised/export');

    expect(await auditOf(made.id)).toEqual([`unrecognised.viewed ${by}`]);
    const ofMany = (await auditOf('unrecognised')).filter((entry) => entry.endsWith(by));
    expect(ofMany.sort()).toEqual([`unrecognised.exported ${by}`, `unrecognised.viewed ${by}`]);
  });

  it('the list: newest first, page by page, by instant, language and what came of them', async () => {
    const person = await newPerson(world);
    for (const word of ['zqxw a', 'zqxw b', 'zqxw c']) {
      world.clock.turn(60_000);
      await person.writes(word);
    }
    const all = await ofPerson(person);
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await world.api.get(`/v1/unrecognised?limit=1&conversation=${id}${more}`);
      paged.push(...(body.data as ShownText[]).map(({ text }) => text));
      cursor = body.nextCursor as string | null;
    } while (cursor !== null);

    expect(paged).toEqual(['zqxw c', 'zqxw b', 'zqxw a']);
    expect((await ofPerson(person, `&from=${all[1]?.at ?? ''}`)).map(({ text }) => text)).toEqual([
      'zqxw c',
      'zqxw b',
    ]);
    expect(await ofPerson(person, '&language=ar')).toEqual([]);
    expect(await ofPerson(person, '&language=tr&as=unknown')).toHaveLength(3);
    expect(await ofPerson(person, '&as=served')).toEqual([]);
  });

  it.each([
    ['no intent', { strength: 'clear' }],
    ['an intent nobody has', { intent: 'nonsense', strength: 'clear' }],
    ['a strength nobody has', { intent: 'approve', strength: 'strong' }],
    ['a dialect nobody has', { intent: 'approve', strength: 'clear', dialect: 'x' }],
    ['a name of who labels', { intent: 'approve', strength: 'clear', by: 'me' }],
    ['a tab', { intent: 'approve\tclear', strength: 'clear' }],
  ])('labelled with %s: refused, nothing changed', async (_title, body) => {
    const [, made] = await writing();
    const answer = await world.api.put(`/v1/unrecognised/${made.id}/label`, body);

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect((await world.api.get(`/v1/unrecognised/${made.id}`)).body.label).toBeNull();
  });

  it('another scope, another tenant, an unknown id: 403, 421, 404, and nothing changed', async () => {
    const [, made] = await writing();
    const body = { intent: 'reject', strength: 'clear' };
    const reader = await withKey('unrecognised:read');
    const clerk = await callerWith(world, ['conversations:write', 'privacy:write', 'tasks:write']);
    const foreign = 'wk_unrecognisedother_secretsecretsecret';
    const [tenantId, now] = ['t_other' as TenantId, world.clock.now()];
    await world.application.repositories.keys.create(
      recordOfGivenKey({ tenantId, name: 'o', scopes: ['*'], expiresAt: null, now }, foreign),
    );
    const path = `/v1/unrecognised/${made.id}`;
    const calls = (authorization: string) => [
      request(server()).get('/v1/unrecognised').set('Authorization', authorization),
      request(server()).get('/v1/unrecognised/export').set('Authorization', authorization),
      request(server()).get(path).set('Authorization', authorization),
    ];
    const writes = (authorization: string) => [
      labelling(authorization, `${path}/label`, body),
      request(server()).delete(`${path}/label`).set('Authorization', authorization),
      request(server()).delete(path).set('Authorization', authorization),
    ];

    for (const call of [...calls(`Bearer ${foreign}`), ...writes(`Bearer ${foreign}`)])
      expect(await call).toMatchObject({ status: 421, body: { code: 'not_served_here' } });
    for (const route of ['/v1/unrecognised', '/v1/unrecognised/export', path])
      expect((await clerk.get(route)).status).toBe(403);
    for (const call of writes(reader.authorization)) expect((await call).status).toBe(403);
    expect((await world.api.put('/v1/unrecognised/unr_none/label', body)).status).toBe(404);
    expect((await world.api.get('/v1/unrecognised/unr_none')).status).toBe(404);
    expect((await world.api.get(path)).body).toEqual(made);
  });

  it('deleted by staff: gone, on record; the transcript keeps the line', async () => {
    const [person, made] = await writing();
    const { by, authorization } = await withKey('unrecognised:write');
    const path = `/v1/unrecognised/${made.id}`;
    const gone = await request(server()).delete(path).set('Authorization', authorization);

    expect(gone.status).toBe(204);
    expect((await world.api.get(path)).status).toBe(404);
    expect(await auditOf(made.id)).toEqual([`unrecognised.removed ${by}`]);
    expect((await transcriptOf(world, person.contactRef ?? '')).map(({ id }) => id)).toContain(
      made.messageId,
    );
  });

  it.each([
    ['verilerimi silin', 'answered', 0],
    ['verilerimi silin', 'refused', 1],
    ['verilerimi öğrenmek istiyorum', 'answered', 1],
  ])('«%s», closed as %s: %i of their texts left, and all of others', async (words, outcome, left) => {
    const [other] = await writing();
    const [person] = await writing();
    await person.writes(words);
    const requests = (await world.api.get('/v1/privacy-requests?limit=200&status=open')).body.data as {
      id: string;
      contactRef: string;
    }[];
    const made = requests.find(({ contactRef }) => contactRef === person.contactRef);
    await world.api
      .post(`/v1/privacy-requests/${made?.id ?? ''}/close`, { outcome, note: 'yanıtlandı' })
      .expect(200);

    expect(await ofPerson(person)).toHaveLength(left);
    expect(await ofPerson(other)).toHaveLength(1);
  });

  it('at rest: neither the words nor a label’s reader can find them in the database', async () => {
    await writing('zqxw canaryword');

    for (const [name, text] of await storedText(databaseName))
      expect([name, text.includes('canaryword')]).toEqual([name, false]);
  });

  it('in the reference: the export is a table of text, not JSON', async () => {
    const { paths } = (await world.api.get('/openapi.json')).body as {
      paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
    };

    expect(Object.keys(paths['/v1/unrecognised/export']?.get.responses['200']?.content ?? {})).toEqual([
      'text/tab-separated-values',
    ]);
  });
});

describe('a tenant that does not want texts kept', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true, env: { KEEP_UNRECOGNISED: 'off' } });
  });
  afterAll(() => world?.close());

  it('words that nobody reads: answered as ever, and nothing is kept', async () => {
    const person = await newPerson(world);
    await person.writes(nonsense);

    expect(person.got()).toHaveLength(1);
    expect((await world.api.get('/v1/unrecognised')).body.data).toEqual([]);
  });
});
