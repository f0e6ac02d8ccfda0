import type { StoredDocument } from '../../src/storage/models.ts';
import { MongoSessionRepository } from '../../src/storage/repositories/mongo-session-repository.ts';
import { MongoSlowdownRepository } from '../../src/storage/repositories/mongo-slowdown-repository.ts';
import { MongoStaffRepository } from '../../src/storage/repositories/mongo-staff-repository.ts';
import type { Slowdown } from '../../src/staff/slowdown.repository.ts';
import { noCredentials, type StaffAccount } from '../../src/staff/staff-account.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';
import { aSession, aStaffAccount } from '../support/staff-accounts.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.empty('staff', 'staffrosters', 'sessions', 'slowdowns'));
afterAll(() => database.close());

const staff = (): MongoStaffRepository => new MongoStaffRepository(database.models, database.vault);
const stored = async (account: StaffAccount = aStaffAccount()): Promise<StaffAccount> => {
  expect(await staff().create(account)).toBe(true);
  return account;
};
const bytesOf = async (name: 'staff' | 'sessions'): Promise<string> => {
  const found = await database.models.collection<StoredDocument>(name).find({}, { raw: true }).toArray();
  return found.map((document) => Buffer.from(document as unknown as Uint8Array).toString('utf8')).join('\n');
};

describe('an account', () => {
  it('stored: read back as it was; name, address and secrets cannot be read in the database', async () => {
    const account = await stored(
      aStaffAccount({
        credentials: {
          passwordHash: '$argon2id$secret-hash',
          totpSecret: 'SECRETTOTP',
          pendingTotpSecret: null,
          passkeys: [],
          recoveryCodes: ['a'.repeat(64)],
        },
      }),
    );
    const bytes = await bytesOf('staff');

    expect(await staff().find(tenantA, account.id)).toEqual(account);
    const secrets = ['Ayşe', 'ayse@', 'example.com', 'secret-hash', 'SECRETTOTP', 'a'.repeat(64)];
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
  });

  it('of another tenant: not found by its id, nor by its address; the same address may be in both', async () => {
    const account = await stored();
    expect(await staff().find(tenantB, account.id)).toBeNull();
    expect(await staff().findByEmail(tenantB, 'ayse@example.com')).toBeNull();
    await stored(aStaffAccount({ tenantId: tenantB, id: 'stf_2' }));
    expect((await staff().list(tenantB, { limit: 10, after: null })).items.map(({ id }) => id)).toEqual([
      'stf_2',
    ]);
  });

  it('its address: found however it is written, and of one account only, at making and at changing', async () => {
    await stored();
    expect((await staff().findByEmail(tenantA, ' AYSE@Example.com '))?.id).toBe('stf_1');
    const other = aStaffAccount({ id: 'stf_2', email: 'Ayse@example.com' });
    expect(await staff().create(other)).toBe(false);
    const third = await stored(aStaffAccount({ id: 'stf_3', email: null }));
    await stored(aStaffAccount({ id: 'stf_4', email: null }));
    expect(await staff().edit(third, { email: 'AYSE@example.com' })).toBe('email_taken');
  });

  it('bound to a name at the provider: found by it in its tenant alone, of one account, until it is reset', async () => {
    const [issuer, sub] = ['https://accounts.example.com', 'sub-of-somebody'];
    const account = await stored();
    const other = await stored(aStaffAccount({ id: 'stf_2', email: null }));
    const bound = await staff().saveCredentials(account, { oidc: { issuer, sub } });

    expect(await staff().findByOidc(tenantA, { issuer, sub })).toEqual(bound);
    expect(await staff().findByOidc(tenantB, { issuer, sub })).toBeNull();
    expect(await staff().findByOidc(tenantA, { issuer: `${issuer}/`, sub })).toBeNull();
    expect((await bytesOf('staff')).includes(sub)).toBe(false);
    expect(await staff().saveCredentials(other, { oidc: { issuer, sub } })).toBeNull();
    // A change of something else leaves it.
    const changed = await staff().saveCredentials(bound ?? account, { totpSecret: 'A' });
    expect((await staff().findByOidc(tenantA, { issuer, sub }))?.id).toBe('stf_1');
    await staff().saveCredentials(changed ?? account, noCredentials);
    expect(await staff().findByOidc(tenantA, { issuer, sub })).toBeNull();
    expect(await staff().saveCredentials(other, { oidc: { issuer, sub } })).not.toBeNull();
  });

  it('changed from two sides, of what both read: one is written, the other told', async () => {
    const account = await stored();
    const edits = await Promise.all([
      staff().edit(account, { role: 'clerk' }),
      staff().edit(account, { role: 'auditor' }),
    ]);
    expect(edits.filter((one) => one === null)).toHaveLength(1);
    const saves = await Promise.all([
      staff().saveCredentials(account, { totpSecret: 'A' }),
      staff().saveCredentials(account, { totpSecret: 'B', totpStep: 7 }),
    ]);
    expect(saves.filter((one) => one === null)).toHaveLength(1);
    // What people edit and what they sign in with do not get in each other's way.
    const now = await staff().find(tenantA, account.id);
    expect([now?.rev, now?.credentialsRev]).toEqual([2, 2]);
  });
});

describe('the owners of a tenant', () => {
  it('many come and go at once: one is left in the end, and each that left was told so', async () => {
    const owners = ['stf_1', 'stf_2', 'stf_3', 'stf_4'];
    await Promise.all(owners.map((id) => staff().addOwner(tenantA, id)));
    await Promise.all(owners.map((id) => staff().addOwner(tenantA, id)));
    expect([...(await staff().owners(tenantA))].sort()).toEqual(owners);
    const left = await Promise.all(owners.map((id) => staff().removeOwner(tenantA, id)));

    expect(left.filter(Boolean)).toHaveLength(3);
    expect(await staff().owners(tenantA)).toEqual([owners[left.indexOf(false)]]);
    expect(await staff().removeOwner(tenantB, 'stf_1')).toBe(false);
  });
});

describe('a session', () => {
  const sessions = (): MongoSessionRepository => new MongoSessionRepository(database.models, database.vault);

  it('stored: found by its token; where it began cannot be read in the database', async () => {
    const session = aSession({ address: '203.0.113.77', agent: 'SecretBrowser' });
    await sessions().insert(session);

    expect(await sessions().findByToken(session.tokenHash)).toEqual(session);
    expect(await sessions().find(tenantB, session.id)).toBeNull();
    const bytes = await bytesOf('sessions');
    expect([bytes.includes('203.0.113.77'), bytes.includes('SecretBrowser')]).toEqual([false, false]);
  });

  it('touched late by a slow process: never shortened', async () => {
    const session = aSession();
    await sessions().insert(session);
    await sessions().touch(session.tokenHash, { lastSeenAt: minutes(9), idleExpiresAt: minutes(39) });
    await sessions().touch(session.tokenHash, { lastSeenAt: minutes(5), idleExpiresAt: minutes(35) });

    const now = await sessions().findByToken(session.tokenHash);
    expect([now?.lastSeenAt, now?.idleExpiresAt]).toEqual([minutes(9), minutes(39)]);
  });

  it('of somebody, listed page by page and ended but for one: nothing of others', async () => {
    for (const [n, staffId] of ['stf_1', 'stf_1', 'stf_1', 'stf_2'].entries())
      await sessions().insert(
        aSession({ id: `ses_${n}`, tokenHash: String(n).repeat(64), staffId, createdAt: minutes(n) }),
      );
    const first = await sessions().list(tenantA, { staffId: 'stf_1' }, { limit: 2, after: null });
    const second = await sessions().list(tenantA, { staffId: 'stf_1' }, { limit: 2, after: first.next });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['ses_2', 'ses_1', 'ses_0']);
    await sessions().endAllOf(tenantA, 'stf_1', '1'.repeat(64));
    const all = await sessions().list(tenantA, {}, { limit: 10, after: null });
    expect(all.items.map(({ id }) => id)).toEqual(['ses_3', 'ses_1']);
  });
});

describe('a count of wrong tries', () => {
  const slowdowns = (): MongoSlowdownRepository => new MongoSlowdownRepository(database.models);
  const one: Slowdown = {
    ...{ tenantId: tenantA, key: 'k'.repeat(43), failures: 1, rev: 0, knownUntil: null },
    ...{ until: startOfTests, at: startOfTests, expiresAt: minutes(60) },
  };

  it('written by many at once, of what all of them read: one counts', async () => {
    const many = Array.from({ length: 5 }, () => slowdowns().save(one, null));
    expect((await Promise.all(many)).filter(Boolean)).toHaveLength(1);
    const [seen = one] = await slowdowns().find(tenantA, [one.key]);
    const again = Array.from({ length: 5 }, () => slowdowns().save({ ...seen, failures: 2 }, seen));
    expect((await Promise.all(again)).filter(Boolean)).toHaveLength(1);
    expect(await slowdowns().find(tenantA, [one.key])).toMatchObject([{ failures: 2, rev: 2 }]);
    expect(await slowdowns().find(tenantB, [one.key])).toEqual([]);
  });
});
