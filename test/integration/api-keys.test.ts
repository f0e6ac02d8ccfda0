import request from 'supertest';
import { makeTestApp, sign } from '../support/app.ts';
import { fakeClock } from '../support/app-ports.ts';
import { aLetterEvent, startOfTests, tenantB } from '../support/builders-api.ts';
import type { Scope } from '../../src/staff/permissions.ts';

/** A key of these scopes, and its id. */
const keyOf = (test: ReturnType<typeof makeTestApp>, scopes: readonly Scope[], tenant?: typeof tenantB) => {
  const bearer = test.bearer(scopes, tenant);
  return { bearer, id: test.held.keys.at(-1)?.id ?? '' };
};

describe('revoking an API key', () => {
  const revoke = (test: ReturnType<typeof makeTestApp>, bearer: string, id: string) =>
    request(test.app).delete(`/v1/apikeys/${id}`).set('Authorization', bearer);
  const revokedAt = (test: ReturnType<typeof makeTestApp>, id: string) =>
    test.held.keys.find((key) => key.id === id)?.revokedAt ?? null;

  it.each([
    ['everything', ['*']],
    ['the compliance compartment', ['compliance']],
    ['the compartment among others', ['tasks:write', 'compliance']],
  ] as const)('of %s, by an administrator who could not give it: 403, and it lives', async (_of, scopes) => {
    const test = makeTestApp();
    const other = keyOf(test, scopes);
    const answer = await revoke(test, keyOf(test, ['admin']).bearer, other.id);

    expect([answer.status, answer.body.code, revokedAt(test, other.id)]).toEqual([403, 'forbidden', null]);
  });

  it.each([
    ['what an administrator may give', ['customers:read', 'admin'], ['admin']],
    ['the compartment, by who has it', ['compliance'], ['admin', 'compliance']],
    ['everything, by who has everything', ['*'], ['*']],
  ] as const)('of %s: 204, and it is over', async (_of, scopes, by) => {
    const test = makeTestApp();
    const other = keyOf(test, scopes);
    const answer = await revoke(test, keyOf(test, by).bearer, other.id);

    expect([answer.status, revokedAt(test, other.id)]).toEqual([204, expect.any(Date)]);
  });

  it('of the compartment of another tenant: 404 like a missing one, so that it says nothing', async () => {
    const test = makeTestApp();
    const other = keyOf(test, ['compliance'], tenantB);
    const admin = keyOf(test, ['admin']).bearer;
    const [foreign, missing] = [await revoke(test, admin, other.id), await revoke(test, admin, 'nothing')];

    expect([foreign.status, missing.status, revokedAt(test, other.id)]).toEqual([404, 404, null]);
  });
});

describe('how often a key calls', () => {
  const paced = (callsPerMinute: number) => {
    const clock = fakeClock();
    const test = makeTestApp({ callsPerMinute, ports: (ports) => ({ ...ports, clock }) });
    return { test, clock };
  };
  const read = (test: ReturnType<typeof makeTestApp>, bearer: string) =>
    request(test.app).get('/v1/customers').set('Authorization', bearer);
  const report = (test: ReturnType<typeof makeTestApp>, bearer: string) =>
    request(test.app).post('/v1/events').set('Authorization', bearer).send(aLetterEvent());

  it('more often than it may: 429 with the seconds to wait, on every route, and after them it goes on', async () => {
    const { test, clock } = paced(6);
    const bearer = test.bearer();
    expect((await read(test, bearer)).status).toBe(200);

    for (const answer of [await read(test, bearer), await report(test, bearer)]) {
      expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
        429,
        'rate_limited',
        '10',
      ]);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    }
    expect(test.held.events).toEqual([]);
    clock.set(new Date(startOfTests.getTime() + 10_000));
    expect((await report(test, bearer)).status).toBe(202);
  });

  it('one key calls too often: another of the same tenant, and webhooks of the platform, are taken', async () => {
    const { test } = paced(1);
    const bearer = test.bearer();
    await read(test, bearer);
    expect((await read(test, bearer)).status).toBe(429);

    expect((await read(test, test.bearer())).status).toBe(200);
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [] });
    for (let n = 0; n < 5; n += 1) {
      const webhook = request(test.app)
        .post('/webhooks/whatsapp')
        .set('Content-Type', 'application/json')
        .set('X-Hub-Signature-256', sign(body));
      expect((await webhook.send(body)).status).toBe(200);
    }
  });

  it('a wrong key: 401, and it takes nothing of the right one', async () => {
    const { test } = paced(6);
    const bearer = test.bearer();
    for (let n = 0; n < 5; n += 1) expect((await read(test, `${bearer}x`)).status).toBe(401);

    expect((await read(test, bearer)).status).toBe(200);
  });

  it('a key of its own pace: issued with it, changed by an administrator, null gives it that of every key', async () => {
    const { test } = paced(60_000);
    const admin = test.bearer(['admin']);
    const issued = await request(test.app)
      .post('/v1/apikeys')
      .set('Authorization', admin)
      .send({ name: 'erp', scopes: ['customers:read'], callsPerMinute: 1 });
    expect([issued.status, issued.body.callsPerMinute]).toEqual([201, 1]);
    const bearer = `Bearer ${issued.body.key}`;
    const answers = [(await read(test, bearer)).status, (await read(test, bearer)).status];
    expect(answers).toEqual([200, 429]);

    const change = (callsPerMinute: unknown) =>
      request(test.app)
        .patch(`/v1/apikeys/${issued.body.id}`)
        .set('Authorization', admin)
        .send({ callsPerMinute });
    expect((await change(0)).status).toBe(400);
    expect((await change(null)).body.callsPerMinute).toBeNull();
    expect(test.held.keys.some((key) => key.callsPerMinute !== undefined)).toBe(false);
  });

  it('set by an administrator on a key that could not be given: 403, and nothing changes', async () => {
    const { test } = paced(60_000);
    const other = keyOf(test, ['compliance']);
    const answer = await request(test.app)
      .patch(`/v1/apikeys/${other.id}`)
      .set('Authorization', test.bearer(['admin']))
      .send({ callsPerMinute: 1 });

    expect([answer.status, test.held.keys.some((key) => key.callsPerMinute === 1)]).toEqual([403, false]);
  });
});
