import request from 'supertest';
import type { Scope } from '../../src/api/api-key.ts';
import { makeTestApp } from '../support/app.ts';
import { tenantB } from '../support/builders-api.ts';

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
