import type { Server } from 'node:http';
import request from 'supertest';
import { recordOfGivenKey } from '../../src/api/issue-api-key.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { callerWith } from '../support/callers.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { storedText } from '../support/read-everything.ts';
import { newPerson, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

interface ShownPrivacyRequest {
  id: string;
  kind: string;
  status: string;
  contactRef: string;
  conversationId: string;
  messageId: string;
  receivedAt: string;
  dueAt: string;
}

describe('privacy requests, made in the chat and answered over the API', () => {
  const databaseName = freshDatabaseName();
  let world: World;
  let receiver: CallbackReceiver;
  beforeAll(async () => {
    world = await startWorld({ demo: true, databaseName });
    receiver = await startCallbackReceiver();
    await registerReceiver(world, receiver);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });

  const listed = async (query = ''): Promise<ShownPrivacyRequest[]> =>
    (await world.api.get(`/v1/privacy-requests?limit=200${query}`)).body.data as ShownPrivacyRequest[];
  const requestsOf = async ({ contactRef }: Person): Promise<ShownPrivacyRequest[]> =>
    (await listed()).filter((one) => one.contactRef === contactRef);
  const asking = async (words = 'verilerimi silin'): Promise<[Person, ShownPrivacyRequest]> => {
    const person = await newPerson(world);
    await person.writes(words);
    const [made] = await requestsOf(person);
    if (made === undefined) throw new Error(`«${words}» made no request`);
    return [person, made];
  };

  it.each([
    ['verilerimi silin', 'erasure', true],
    ['verilerimi öğrenmek istiyorum', 'access', false],
  ])('«%s»: open, due on the thirtieth day, with the message it was made in', async (words, kind, urgent) => {
    const [person, made] = await asking(words);
    const line = (await transcriptOf(world, person.contactRef ?? '')).find(({ id }) => id === made.messageId);

    expect(made).toMatchObject({
      kind,
      status: 'open',
      customerRefs: [person.customerRef],
      closedAt: null,
      outcome: null,
      note: null,
    });
    expect(Date.parse(made.dueAt) - Date.parse(made.receivedAt)).toBe(30 * 24 * 60 * 60_000);
    expect(line).toMatchObject({ direction: 'in', text: words });
    const tasks = await world.api.get(`/v1/tasks?conversation=${made.conversationId}`);
    expect(tasks.body.data).toMatchObject([{ reason: `privacy_${kind}`, urgent, role: 'staff' }]);
    expect(person.sees().text).toContain('30 gün');
    const told = await receiver.waitForCalls('privacy.request_received');
    expect(told.filter(({ body }) => body.data.contactRef === person.contactRef)).toHaveLength(1);
  });

  it('from the menu of privacy: the same', async () => {
    const person = await newPerson(world);
    await person.writes('gizlilik');
    await person.taps('askedForCorrection');

    expect(await requestsOf(person)).toMatchObject([{ kind: 'correction', status: 'open' }]);
  });

  it('answered: closed once, with who, when, how and why; a second time is a conflict and changes nothing', async () => {
    const [, made] = await asking();
    const officer = await callerWith(world, ['privacy:write']);
    world.clock.turn(5_000);
    const path = `/v1/privacy-requests/${made.id}/close`;
    const closed = await officer.post(path, { outcome: 'refused', note: 'TTK 82: ticari mektup saklanır.' });
    world.clock.turn(5_000);
    const again = await world.api.post(path, { outcome: 'answered', note: 'başka' });
    const read = await officer.get(`/v1/privacy-requests/${made.id}`);

    expect([closed.status, again.status, again.body.code]).toEqual([200, 409, 'privacy_request_closed']);
    expect(closed.body).toMatchObject({
      ...made,
      status: 'closed',
      outcome: 'refused',
      note: 'TTK 82: ticari mektup saklanır.',
      closedBy: `key:${officer.keyId}`,
      closedAt: new Date(world.clock.now().getTime() - 5_000).toISOString(),
    });
    expect(read.body).toEqual(closed.body);
  });

  it('two people answer at once: one answer stands', async () => {
    const [, made] = await asking();
    const path = `/v1/privacy-requests/${made.id}/close`;
    const answers = await Promise.all(
      ['answered', 'refused'].map((outcome) => world.api.post(path, { outcome, note: outcome })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const stands = answers.find(({ status }) => status === 200)?.body as object;
    expect((await world.api.get(`/v1/privacy-requests/${made.id}`)).body).toEqual(stands);
  });

  it('the list: due first, page by page, by status', async () => {
    const [, early] = await asking();
    world.clock.turn(1_000);
    const [, late] = await asking();
    await world.api
      .post(`/v1/privacy-requests/${early.id}/close`, { outcome: 'answered', note: 'gönderildi' })
      .expect(200);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await world.api.get(`/v1/privacy-requests?limit=1${more}`);
      paged.push(...(body.data as ShownPrivacyRequest[]).map(({ id }) => id));
      cursor = body.nextCursor as string | null;
    } while (cursor !== null);
    const all = await listed();

    expect(paged).toEqual(all.map(({ id }) => id));
    expect(all.map(({ dueAt }) => dueAt)).toEqual(all.map(({ dueAt }) => dueAt).sort());
    expect((await listed('&status=closed')).map(({ id }) => id)).toContain(early.id);
    expect((await listed('&status=open')).map(({ id }) => id)).toContain(late.id);
    expect((await listed('&status=open')).map(({ id }) => id)).not.toContain(early.id);
  });

  it.each([
    ['without a note', { outcome: 'answered' }],
    ['with an empty note', { outcome: 'answered', note: '  ' }],
    ['with another outcome', { outcome: 'ignored', note: 'x' }],
    ['with more than it takes', { outcome: 'answered', note: 'x', closedBy: 'me' }],
    ['with an operator', { outcome: 'answered', note: { $ne: null } }],
  ])('closed %s: refused, still open', async (_title, body) => {
    const [, made] = await asking();
    const answer = await world.api.post(`/v1/privacy-requests/${made.id}/close`, body);

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect((await world.api.get(`/v1/privacy-requests/${made.id}`)).body.status).toBe('open');
  });

  it('another tenant, an unknown id, a key that may only read: 421, 404, 403', async () => {
    const [, made] = await asking();
    const key = 'wk_privacyother_secretsecretsecret';
    await world.application.repositories.keys.create(
      recordOfGivenKey(
        {
          tenantId: 't_other' as TenantId,
          name: 'o',
          scopes: ['*'],
          expiresAt: null,
          now: world.clock.now(),
        },
        key,
      ),
    );
    const server = world.application.server as Server;
    const foreign = (method: 'get' | 'post', path: string) =>
      request(server)[method](path).set('Authorization', `Bearer ${key}`);
    const reader = await callerWith(world, ['privacy:read']);
    const body = { outcome: 'answered', note: 'x' };
    const path = `/v1/privacy-requests/${made.id}`;

    // Another process serves that tenant: this one says so, whatever is asked, and shows nothing.
    for (const call of [
      foreign('get', path),
      foreign('post', `${path}/close`).send(body),
      foreign('get', '/v1/privacy-requests'),
    ])
      expect(await call).toMatchObject({ status: 421, body: { code: 'not_served_here' } });
    expect((await world.api.post('/v1/privacy-requests/prv_none/close', body)).status).toBe(404);
    expect((await reader.get(path)).status).toBe(200);
    expect((await reader.post(`${path}/close`, body)).status).toBe(403);
    expect((await world.api.get(path)).body.status).toBe('open');
  });

  it('what was answered, at rest: sealed', async () => {
    const [, made] = await asking();
    await world.api
      .post(`/v1/privacy-requests/${made.id}/close`, { outcome: 'answered', note: 'canary kişisel veri' })
      .expect(200);

    for (const [name, text] of await storedText(databaseName))
      expect([name, text.includes('canary')]).toEqual([name, false]);
  });
});
