import path from 'node:path';
import request from 'supertest';
import type { ConversationId, RequestId } from '../../src/shared/ids.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aFile } from '../support/file-records.ts';
import { makeUploadWorld, shownInfo, type UploadWorld } from '../support/upload-world.ts';

const day = 86_400_000;
const minute = 60_000;

let database: TestDatabase;
let world: UploadWorld;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  world = makeUploadWorld(database);
});
afterEach(async () => {
  for (const name of ['files', 'uploadlinks', 'fs.files', 'fs.chunks'] as const) await database.empty(name);
});
afterAll(() => database.close());

const uploaded = async (token: string, name = 'a.pdf'): Promise<string> =>
  (await world.upload(token, name)).body.fileId as string;
const finish = (token: string, body?: object) => {
  const call = request(world.app).post(`/u/${token}/finish`);
  return body === undefined ? call : call.send(body);
};
/** Everything a link can be asked for. */
const calls = (token: string): Record<string, request.Test> => ({
  page: request(world.app).get(`/u/${token}`),
  info: request(world.app).get(`/u/${token}/info`),
  upload: world.upload(token),
  remove: request(world.app).delete(`/u/${token}/files/fil_1`),
  finish: finish(token),
});

describe('the upload page', () => {
  it('is opened with a good link: the page, which loads and runs nothing but its own, and is not remembered', async () => {
    const answer = await request(world.app).get(`/u/${await world.aLink()}`);
    expect([answer.status, answer.type]).toEqual([200, 'text/html']);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': expect.stringContaining('noindex'),
    });
    const policy = answer.headers['content-security-policy'] ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.text).not.toMatch(/https?:\/\/|<script(?![^>]+src="page\/)|style=|\son\w+=/);
  });

  it('asks for its parts: styles and scripts of the page, and no other file of the folder', async () => {
    const { app } = world;
    const styles = await request(app).get('/u/page/page.css');
    expect([styles.status, styles.type]).toEqual([200, 'text/css']);
    for (const name of [
      'tsconfig.json',
      'main.ts',
      'index.html',
      '../package.json',
      '%2e%2e/package.json',
      '',
    ])
      expect([name, (await request(app).get(`/u/page/${name}`)).status]).toEqual([name, 404]);
  });

  it('as built: each module finds what it imports, by addresses of the page alone', async () => {
    const { app } = makeUploadWorld(database, { pageFolder: path.resolve('dist/upload') });
    const known = new Set(['main.js']);
    for (const name of known) {
      const module = await request(app).get(`/u/page/${name}`);
      expect([name, module.status, module.type]).toEqual([name, 200, 'text/javascript']);
      for (const [, from = ''] of module.text.matchAll(
        /^(?:import|export)\b[^'"`]*?\bfrom ['"]([^'"]+)['"]/gm,
      )) {
        expect(from).toMatch(/^\.\/[a-z\d-]+\.js$/);
        known.add(from.slice(2));
      }
    }
    expect([...known]).toEqual(
      expect.arrayContaining(['i18next.js', 'locale-texts.js', 'locale-formats.js', 'words-ar.js']),
    );
  });

  it('tells what is asked, and nothing about the person', async () => {
    const answer = await request(world.app).get(`/u/${await world.aLink()}/info`);
    expect([answer.status, answer.body]).toEqual([200, shownInfo]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each(['put', 'delete', 'patch'] as const)('is called with %s: 405', async (method) => {
    expect((await request(world.app)[method](`/u/${await world.aLink()}`)).status).toBe(405);
  });
});

describe('a link that is not good', () => {
  const spoilt: [string, (token: string) => Promise<string>, number, string][] = [
    ['unknown', async (token) => `${token.slice(0, -4)}AAAA`, 404, 'not_found'],
    ['no token at all', async () => 'x', 404, 'not_found'],
    [
      'expired',
      async (token) => {
        world.clock.turn(60 * minute);
        return token;
      },
      410,
      'link_expired',
    ],
    [
      'used',
      async (token) => {
        await uploaded(token);
        await finish(token);
        world.submitted.length = 0;
        return token;
      },
      410,
      'link_used',
    ],
  ];

  it.each(spoilt)(
    'is %s: no call works, the page says so in three languages',
    async (_what, spoil, status, code) => {
      const token = await spoil(await world.aLink());
      const before = await world.files.listOfRequest(tenantA, 'req_1' as RequestId);
      for (const [name, call] of Object.entries(calls(token))) {
        const answer = await call;
        expect([name, answer.status]).toEqual([name, status]);
        if (name !== 'page') expect([name, answer.body.code]).toEqual([name, code]);
        else for (const language of ['tr', 'en', 'ar']) expect(answer.text).toContain(`lang="${language}"`);
      }
      expect(await world.files.listOfRequest(tenantA, 'req_1' as RequestId)).toEqual(before);
      expect(world.submitted).toEqual([]);
    },
  );
});

describe('finishing', () => {
  it('with two files: both are handed to the conversation, kept with the request, and the link ends', async () => {
    const token = await world.aLink();
    const first = await uploaded(token, 'a.pdf');
    world.clock.turn(1_000);
    const ids = [first, await uploaded(token, 'b.pdf')];
    const answer = await finish(token);

    expect([answer.status, answer.body]).toEqual([200, { files: 2 }]);
    expect(world.submitted).toMatchObject([
      { tenantId: tenantA, conversationId: 'cnv_1', requestId: 'req_1', fileIds: ids },
    ]);
    const kept = await world.files.listOfRequest(tenantA, 'req_1' as RequestId);
    expect(kept.map(({ destroyAt }) => destroyAt)).toEqual([null, null]);
    expect((await finish(token)).status).toBe(410);
    expect(world.submitted).toHaveLength(1);
  });

  it('twice at the same moment: one succeeds, and both are the same input', async () => {
    const token = await world.aLink();
    await uploaded(token);
    const statuses = (await Promise.all([finish(token), finish(token)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 410]);
    expect(new Set(world.submitted.map(({ linkId }) => linkId)).size).toBe(1);
  });

  it('while storing fails: 500, the link stays good, and finishing again works', async () => {
    const token = await world.aLink();
    await uploaded(token);
    world.submit.fails = true;
    expect((await finish(token)).status).toBe(500);
    const waiting = await world.files.listOfRequest(tenantA, 'req_1' as RequestId);
    expect(waiting.map(({ destroyAt }) => destroyAt)).not.toContain(null);
    world.submit.fails = false;
    expect((await finish(token)).status).toBe(200);
    expect(world.submitted).toHaveLength(1);
  });

  it('with chosen files: only those are handed over; the rest goes after its day', async () => {
    const token = await world.aLink();
    const [first, second] = [await uploaded(token, 'a.pdf'), await uploaded(token, 'b.pdf')];
    expect((await finish(token, { fileIds: [second] })).body).toEqual({ files: 1 });
    expect(world.submitted[0]?.fileIds).toEqual([second]);
    expect((await world.files.find(tenantA, first))?.destroyAt).toEqual(
      new Date(world.clock.now().getTime() + day),
    );
  });

  it.each([
    ['no file was uploaded', undefined],
    ['an id is not of this link', { fileIds: ['fil_other'] }],
    ['the list is empty', { fileIds: [] }],
    ['the ids are objects', { fileIds: [{ $ne: null }] }],
    ['another field is sent', { files: ['fil_1'] }],
  ])('when %s: 400, the link stays good', async (_what, body) => {
    const token = await world.aLink();
    await world.files.insert([aFile({ id: 'fil_other', state: 'clean', receivedAt: world.clock.now() })]);
    expect((await finish(token, body)).status).toBe(400);
    expect((await request(world.app).get(`/u/${token}/info`)).status).toBe(200);
    expect(world.submitted).toEqual([]);
  });

  it('before a file was scanned: 409 scan_pending; afterwards it works', async () => {
    const token = await world.aLink();
    world.verdict.is = 'unavailable';
    const id = await uploaded(token);
    const answer = await finish(token);
    expect([answer.status, answer.body.code]).toEqual([409, 'scan_pending']);
    expect(world.submitted).toEqual([]);
    await world.files.change(tenantA, id, ['pending_scan'], { state: 'clean' });
    expect((await finish(token)).status).toBe(200);
  });

  it('a file of another tenant, request, conversation or way, or from before the link: never handed over', async () => {
    const base = { state: 'clean', source: 'link', receivedAt: world.clock.now() } as const;
    await world.files.insert([
      aFile({ ...base, id: 'fil_tenant', tenantId: tenantB }),
      aFile({ ...base, id: 'fil_request', requestId: 'req_2' as RequestId }),
      aFile({ ...base, id: 'fil_conversation', conversationId: 'cnv_2' as ConversationId }),
      aFile({ ...base, id: 'fil_chat', source: 'chat' }),
      aFile({ ...base, id: 'fil_before', receivedAt: new Date(world.clock.now().getTime() - 1) }),
    ]);
    const token = await world.aLink();
    const id = await uploaded(token);
    expect((await finish(token)).body).toEqual({ files: 1 });
    expect(world.submitted[0]?.fileIds).toEqual([id]);
  });
});

describe('taking a file back', () => {
  it('once and again: destroyed at once, and no error', async () => {
    const token = await world.aLink();
    const id = await uploaded(token);
    const key = (await world.files.find(tenantA, id))?.contents.original ?? '';
    for (const _time of [1, 2])
      expect((await request(world.app).delete(`/u/${token}/files/${id}`)).status).toBe(204);
    expect(await world.files.find(tenantA, id)).toMatchObject({
      state: 'deleted',
      contents: { original: null, view: null },
    });
    expect(await world.store.read(tenantA, key)).toBeNull();
    expect((await finish(token)).status).toBe(400);
  });

  it('of another request or from the chat: 404, and it stays', async () => {
    await world.files.insert([
      aFile({ id: 'fil_chat', state: 'clean', receivedAt: world.clock.now() }),
      aFile({
        id: 'fil_request',
        state: 'clean',
        source: 'link',
        requestId: 'req_2' as RequestId,
        receivedAt: world.clock.now(),
      }),
      aFile({ id: 'fil_tenant', tenantId: tenantB, state: 'clean', source: 'link' }),
    ]);
    const token = await world.aLink();
    for (const id of ['fil_chat', 'fil_request', 'fil_tenant', 'fil_none', '%24ne'])
      expect([id, (await request(world.app).delete(`/u/${token}/files/${id}`)).status]).toEqual([id, 404]);
    expect((await world.files.find(tenantA, 'fil_chat'))?.state).toBe('clean');
    expect((await world.files.find(tenantB, 'fil_tenant'))?.state).toBe('clean');
  });
});
