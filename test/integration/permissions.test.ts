import fc from 'fast-check';
import request from 'supertest';
import { sessionCookieName } from '../../src/api/session-cookie.ts';
import {
  holds,
  mayAppoint,
  permits,
  roleTable,
  roles,
  scopes,
  scopesIn,
  type Role,
  type Scope,
} from '../../src/staff/permissions.ts';
import { hashToken } from '../../src/staff/session.ts';
import { makeTestApp } from '../support/app.ts';
import { mayCall } from '../support/render-permissions.ts';
import { aSession, aStaffAccount } from '../support/staff-accounts.ts';

const token = 'p'.repeat(43);

/** The application with somebody of a role signed in. */
const appOf = (role: Role, stage: 'full' | 'set-up' | 'second-factor' = 'full') => {
  const test = makeTestApp();
  test.held.staff = [aStaffAccount({ role })];
  test.held.sessions = [aSession({ tokenHash: hashToken(token), stage })];
  const call = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string) => {
    const agent = request(test.app);
    return agent[method](path.replaceAll(/\{\w+\}/g, 'missing'))
      .set('Cookie', `${sessionCookieName}=${token}`)
      .set('Origin', 'http://localhost:3000')
      .send(method === 'get' ? undefined : {});
  };
  return { test, call };
};

const { routes } = makeTestApp();
const titled = routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);

describe('a role', () => {
  it.each(titled)(
    '%s is called by every role: it is open to those of the table alone',
    async (_title, route) => {
      if (route.scope === 'anybody') return;
      for (const role of roles) {
        const { test, call } = appOf(role);
        const before = JSON.stringify({ ...test.held, sessions: [] });
        const { status, body } = await call(route.method, route.path);

        if (mayCall(role, route)) expect([role, [401, 403].includes(status)]).toEqual([role, false]);
        else {
          expect([role, status, body.code]).toEqual([role, 403, 'forbidden']);
          expect(JSON.stringify({ ...test.held, sessions: [] })).toBe(before);
        }
      }
    },
  );

  it.each(titled)(
    '%s is called while the account is set up: only what is about oneself',
    async (_title, route) => {
      const isOwn = ['anybody', 'self', 'session'].includes(route.scope);
      const { call } = appOf('owner', 'set-up');
      const { status } = await call(route.method, route.path);

      expect(status === 403).toBe(!isOwn);
      const half = await appOf('owner', 'second-factor').call(route.method, route.path);
      if (route.scope !== 'anybody') expect(half.status).toBe(401);
    },
  );

  it('of compliance alone: sees the compartment; the owner does not', () => {
    const seeing = roles.filter((role) => permits(roleTable[role].scopes, 'compliance'));
    expect(seeing).toEqual(['compliance']);
    expect(roles.some((role) => holds(roleTable[role].scopes, '*'))).toBe(false);
  });

  it('of the auditor: reads and changes nothing', () => {
    const { scopes: held } = roleTable.auditor;
    const changing = routes.filter(({ method, scope }) => method !== 'get' && scope !== 'session');
    const open = changing.filter((route) => mayCall('auditor', route) && route.scope !== 'anybody');
    expect(scopesIn(held).filter((scope) => scope.endsWith(':write'))).toEqual([]);
    // Reading that needs a body, and ending one's own sessions.
    expect(open.map(({ path }) => path).sort()).toEqual([
      '/v1/documents/{id}/tickets',
      '/v1/evidence/verify',
      '/v1/sessions/{id}',
      '/v1/triggers/{id}/dry-run',
    ]);
  });
});

describe('appointing', () => {
  it('by a person: never a role that can do more, but compliance by the owner', () => {
    for (const by of roles)
      for (const role of roleTable[by].appoints) {
        const more = roleTable[role].scopes.filter((scope) => !holds(roleTable[by].scopes, scope));
        expect([by, role, more]).toEqual([
          by,
          role,
          by === 'owner' && role === 'compliance' ? ['compliance'] : [],
        ]);
        // Whoever appoints does not reach further than by whom they appoint.
        for (const next of roleTable[role].appoints) expect(roleTable[by].appoints).toContain(next);
      }
  });

  it('by a key of any scopes: never what the key does not hold, by however many hands', () => {
    const some = fc.subarray([...scopes]);
    fc.assert(
      fc.property(some, fc.constantFrom(...roles), (held: Scope[], role) => {
        if (!mayAppoint({ scopes: held }, role)) return;
        const reached = [role, ...roleTable[role].appoints];
        for (const one of reached)
          for (const scope of scopesIn(roleTable[one].scopes)) expect(holds(held, scope)).toBe(true);
      }),
    );
  });

  it('scopes spelled out: exactly those that are held', () => {
    fc.assert(
      fc.property(fc.subarray([...scopes]), (held: Scope[]) => {
        const spelled = scopesIn(held);
        for (const scope of scopes) expect(spelled.includes(scope)).toBe(holds(held, scope));
        for (const scope of scopes.filter((one) => one !== '*'))
          expect(permits(spelled, scope)).toBe(permits(held, scope));
      }),
    );
  });
});
