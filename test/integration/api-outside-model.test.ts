import request from 'supertest';
import { makeAddressPolicy } from '../../src/callbacks/address-policy.ts';

import { makeTestApp, type TestApp } from '../support/app.ts';
import { tenantB } from '../support/builders-api.ts';
import { type Scope, scopes } from '../../src/staff/permissions.ts';

const path = '/v1/outside-model';
const settings = {
  enabled: true,
  url: 'https://model.example.com/v1/chat/completions',
  model: 'small-1',
  apiKey: 'sk-secret-0123456789',
};

const calls = (test: TestApp, granted: readonly Scope[] = ['admin'], tenant?: typeof tenantB) => {
  const bearer = test.bearer(granted, tenant);
  const set = (call: request.Test) => call.set('Authorization', bearer);
  return {
    put: (body: object) => set(request(test.app).put(path)).send(body),
    get: () => set(request(test.app).get(path)),
    remove: () => set(request(test.app).delete(path)),
  };
};
const localApp = (): TestApp =>
  makeTestApp({
    ports: (ports) => ({
      ...ports,
      callbackPolicy: makeAddressPolicy(['127.0.0.0/8', '10.0.0.0/8']),
      lookup: async () => ['10.0.0.7'],
    }),
  });

describe('/v1/outside-model', () => {
  it('never set: 404', async () => {
    expect((await calls(makeTestApp()).get()).status).toBe(404);
  });

  it('set and read: everything but the key, which is in no answer', async () => {
    const test = makeTestApp();
    const api = calls(test);
    const answers = [await api.put(settings), await api.get()];
    const { apiKey, ...shown } = settings;

    for (const { status, body, text } of answers) {
      expect([status, body]).toEqual([
        200,
        {
          ...shown,
          hasKey: true,
          timeoutMs: 2000,
          updatedAt: expect.any(String),
          updatedBy: expect.stringMatching(/^key:/),
        },
      ]);
      expect(text).not.toContain(apiKey);
    }
    expect(test.held.outsideModels).toMatchObject([{ apiKey, isOn: true }]);
  });

  it('turned off without the key: the key stays for later, and is not shown', async () => {
    const test = makeTestApp();
    const api = calls(test);
    await api.put(settings);
    const { apiKey, ...rest } = settings;
    const answer = await api.put({ ...rest, enabled: false });

    expect(answer.body).toMatchObject({ enabled: false, hasKey: true });
    expect(test.held.outsideModels).toMatchObject([{ apiKey, isOn: false }]);
  });

  it('the key as null: gone', async () => {
    const test = makeTestApp();
    const api = calls(test);
    await api.put(settings);

    expect((await api.put({ ...settings, apiKey: null })).body).toMatchObject({ hasKey: false });
    expect(test.held.outsideModels).toMatchObject([{ apiKey: null }]);
  });

  it.each([
    ['another host', 'https://elsewhere.example.com/v1/chat/completions'],
    ['a host that begins alike', 'https://model.example.com.evil.example/v1/chat/completions'],
  ])('%s without the key: 400, nothing changed; the key never goes there', async (_what, url) => {
    const test = makeTestApp();
    const api = calls(test);
    await api.put(settings);
    const { apiKey: _key, ...rest } = settings;
    const answer = await api.put({ ...rest, url });

    expect([answer.status, answer.body.problems]).toEqual([
      400,
      [{ field: 'apiKey', message: 'must be given anew for another address' }],
    ]);
    expect(test.held.outsideModels).toMatchObject([{ url: settings.url }]);
  });

  it('taken away: 204, then 404', async () => {
    const api = calls(makeTestApp());
    await api.put(settings);

    expect([(await api.remove()).status, (await api.remove()).status, (await api.get()).status]).toEqual([
      204, 404, 404,
    ]);
  });

  it('of another tenant: neither seen nor removed', async () => {
    const test = makeTestApp();
    await calls(test).put(settings);
    const other = calls(test, ['admin'], tenantB);

    expect([(await other.get()).status, (await other.remove()).status]).toEqual([404, 404]);
    expect(test.held.outsideModels).toHaveLength(1);
  });

  it('every scope but admin and *: 403 for each route', async () => {
    const test = makeTestApp();
    const less = scopes.filter((scope) => scope !== 'admin' && scope !== '*');
    const api = calls(test, less);
    const answers = [await api.put(settings), await api.get(), await api.remove()];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(test.held.outsideModels).toEqual([]);
  });

  it.each([
    'http://model.example.com/v1/chat/completions',
    'http://127.0.0.1:11434/v1/chat/completions',
    'http://localhost:11434/v1/chat/completions',
    'https://127.0.0.1/v1',
    'https://169.254.169.254/latest',
    'https://[::1]/v1',
    'https://user:pw@model.example.com/v1',
    'https://model.example.com:8443/v1',
    'ftp://model.example.com/',
    'model',
  ])('%s, nothing excepted: 400, not stored', async (url) => {
    const test = makeTestApp();
    const answer = await calls(test).put({ ...settings, url });

    expect([answer.status, answer.body.code]).toEqual([400, 'callback_url_refused']);
    expect(test.held.outsideModels).toEqual([]);
  });

  it('a name that leads to a private address: 400', async () => {
    const test = makeTestApp({ ports: (ports) => ({ ...ports, lookup: async () => ['10.0.0.7'] }) });

    expect((await calls(test).put(settings)).body.code).toBe('callback_url_refused');
  });

  it('plain http where the operator excepted loopback and a private range: loopback only', async () => {
    const api = calls(localApp());
    const statusOf = async (url: string) => (await api.put({ ...settings, url })).status;

    expect([
      await statusOf('http://127.0.0.1:11434/v1/chat/completions'),
      await statusOf('http://10.0.0.7/v1/chat/completions'),
      await statusOf('http://inside.example.com/v1/chat/completions'),
    ]).toEqual([200, 400, 400]);
  });

  it.each([
    ['a time-out above three seconds', { timeoutMs: 3001 }],
    ['a time-out of nothing', { timeoutMs: 0 }],
    ['no word about on or off', { enabled: undefined }],
    ['a key that is no header', { apiKey: 'a\r\nx: y' }],
    ['a field too many', { secret: 'x' }],
  ])('%s: 400', async (_what, change) => {
    const answer = await calls(makeTestApp()).put({ ...settings, ...change });

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });
});
