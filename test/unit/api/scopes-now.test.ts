import { principalOf, principalOfStaff } from '../../../src/api/principal.ts';
import { makeScopesNow } from '../../../src/api/scopes-now.ts';
import { issueApiKey } from '../../../src/api/issue-api-key.ts';
import { roleTable } from '../../../src/staff/permissions.ts';
import { startOfTests, tenantA, tenantB } from '../../support/builders-api.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { nothingHeld } from '../../support/held.ts';
import { aStaffAccount, staffSessionsOf } from '../../support/staff-accounts.ts';

describe('what a caller who was proved before may do by now', () => {
  const start = () => {
    const clock = new FakeClock(startOfTests.toISOString());
    const held = nothingHeld();
    const sessions = staffSessionsOf(held, clock);
    const keys = { find: (id: string) => Promise.resolve(held.keys.find((key) => key.id === id) ?? null) };
    return { clock, held, sessions, scopesNow: makeScopesNow({ keys, sessions, clock }) };
  };

  const visitor = { address: '192.0.2.1', agent: 'a browser', sessionToken: null };

  it('a person of ours: what their role stands for now, nothing when account or session ended', async () => {
    const { clock, held, sessions, scopesNow } = start();
    const account = aStaffAccount({ role: 'clerk' });
    held.staff.push(account);
    const { session } = await sessions.begin(account, { stage: 'full', way: 'password', visitor });
    const caller = principalOfStaff(account, session);

    expect(await scopesNow(caller)).toEqual(roleTable.clerk.scopes);
    held.staff.splice(0, 1, { ...account, role: 'auditor' });
    expect(await scopesNow(caller)).toEqual(roleTable.auditor.scopes);
    held.staff.splice(0, 1, { ...account, isDisabled: true });
    expect(await scopesNow(caller)).toBeNull();
    held.staff.splice(0, 1, account);
    clock.turn(29 * 60_000);
    expect(await scopesNow(caller)).toEqual(roleTable.clerk.scopes);
    // Listening is no use of a session.
    clock.turn(2 * 60_000);
    expect(await scopesNow(caller)).toBeNull();
  });

  it('a key: its scopes until it is revoked or over; a key of that name of another tenant is none', async () => {
    const { clock, held, scopesNow } = start();
    const { record } = issueApiKey({
      ...{ tenantId: tenantA, name: 'k', scopes: ['tasks:read'], now: startOfTests },
      expiresAt: new Date(startOfTests.getTime() + 1_000),
    });
    held.keys.push(record);

    expect(await scopesNow(principalOf(record))).toEqual(['tasks:read']);
    expect(await scopesNow(principalOf({ ...record, tenantId: tenantB }))).toBeNull();
    clock.turn(1_000);
    expect(await scopesNow(principalOf(record))).toBeNull();
  });
});
