import request from 'supertest';
import { sessionCookieName } from '../../src/api/session-cookie.ts';
import { roles, roleTable, permits, type Role } from '../../src/staff/permissions.ts';
import { hashToken } from '../../src/staff/session.ts';
import { anAgreement } from '../support/agreements.ts';
import type { ApiPorts } from '../../src/api/api-routes.ts';
import { makeTestApp } from '../support/app.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { aSession, aStaffAccount } from '../support/staff-accounts.ts';

const token = 'p'.repeat(43);
const phone = '+905000000101';
const taxNumber = '1234567890';
const agreed = '+905320000101';

const customerOf = (ref: string) => ({
  ...{ tenantId: tenantA, ref, name: 'Örnek Kuyumculuk', language: 'tr' as const, taxNumber },
  contacts: [
    {
      ...{ ref: `${ref}-1`, name: 'Deniz Örnekoğlu', phone, language: 'tr' as const },
      ...{ roles: ['owner' as const], canBind: true, limits: [] },
    },
  ],
  ...{ createdAt: startOfTests, updatedAt: startOfTests, rev: 3 },
});

/** A customer with an agreement, and somebody of a role signed in. */
const appOf = (role: Role = 'clerk', ports: (ports: ApiPorts) => ApiPorts = (same) => same) => {
  const test = makeTestApp({ ports });
  test.held.staff = [aStaffAccount({ role })];
  test.held.sessions = [aSession({ tokenHash: hashToken(token) })];
  test.held.customers = [customerOf('C001'), customerOf('C002')];
  const person = { contactRef: 'C001-1', name: 'Deniz Örnekoğlu', phone: agreed, limits: [] };
  test.held.agreements = [
    {
      ...{ ...anAgreement({ id: 'kanal-1', persons: [person] }), tenantId: tenantA },
      ...{ rev: 1, updatedAt: startOfTests, updatedBy: 'key:1' },
    },
  ];
  const reveal = (body: object, ref = 'C001') =>
    request(test.app)
      .post(`/v1/customers/${ref}/reveal`)
      .set('Cookie', `${sessionCookieName}=${token}`)
      .set('Origin', 'http://localhost:3000')
      .send(body);
  return { test, reveal };
};

const all = { contacts: ['C001-1'], taxNumber: true, agreements: ['kanal-1'] };

describe('numbers shown whole', () => {
  it('those that were asked for, and who saw whose and why is on record', async () => {
    const { test, reveal } = appOf();
    const { status, body } = await reveal({ ...all, reason: 'contact', note: 'Cevap vermedi' });

    expect([status, body]).toEqual([
      200,
      {
        contacts: [{ ref: 'C001-1', phone }],
        taxNumber,
        agreements: [
          expect.objectContaining({ id: 'kanal-1', persons: [expect.objectContaining({ phone: agreed })] }),
        ],
      },
    ]);
    expect(test.held.reveals).toEqual(['C001 C001-1,tax number,kanal-1 contact Cevap vermedi staff:stf_1']);
  });

  it('nothing that was not asked for', async () => {
    const { test, reveal } = appOf();
    const { body } = await reveal({ taxNumber: true, reason: 'verify' });

    expect(body).toEqual({ contacts: [], taxNumber, agreements: [] });
    expect(JSON.stringify(body)).not.toContain('+90');
    expect(test.held.reveals).toEqual(['C001 tax number verify - staff:stf_1']);
  });

  it('each look is a line, a repeated one too', async () => {
    const { test, reveal } = appOf();
    const again = () => reveal({ contacts: ['C001-1'], reason: 'contact' }).set('Idempotency-Key', 'one');
    await again().expect(200);
    await again().expect(200);

    expect(test.held.reveals).toHaveLength(2);
  });

  it('is on record before anything is answered: while it cannot be, no number leaves', async () => {
    const { reveal } = appOf('clerk', (ports) => ({
      ...ports,
      noteReveal: () => Promise.reject(new Error('the database does not answer')),
    }));
    const { status, text } = await reveal({ ...all, reason: 'contact' });

    expect(status).toBe(500);
    for (const number of [phone, taxNumber, agreed]) expect(text).not.toContain(number);
  });

  it('waits for the record: what is being written is not answered yet', async () => {
    let letWrite = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      letWrite = resolve;
    });
    let begun = (): void => undefined;
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { test, reveal } = appOf('clerk', (ports) => ({
      ...ports,
      noteReveal: () => {
        begun();
        return gate;
      },
    }));
    let isAnswered = false;
    const answer = reveal({ ...all, reason: 'contact' }).then((response) => {
      isAnswered = true;
      return response;
    });
    await isBegun;
    // A whole other call meanwhile: an answer that did not wait would be here.
    await request(test.app)
      .get('/v1/customers/C001')
      .set('Authorization', test.bearer(['*']))
      .expect(200);
    expect(isAnswered).toBe(false);
    letWrite();

    expect((await answer).body.taxNumber).toBe(taxNumber);
  });

  it.each([
    ['a contact of somebody else', { contacts: ['C002-1'] }],
    ['an agreement that is not there', { agreements: ['kanal-2'] }],
  ])('%s: 404, nothing is on record', async (_what, asked) => {
    const { test, reveal } = appOf();
    const { body } = await reveal({ ...asked, reason: 'contact' }).expect(404);

    expect(body.code).toBe('not_found');
    expect(test.held.reveals).toEqual([]);
  });

  it.each([
    ['nothing', { reason: 'contact' }, 'body'],
    ['without a reason', { taxNumber: true }, 'reason'],
    ['with a reason nobody knows', { taxNumber: true, reason: 'curiosity' }, 'reason'],
    ['for another reason that is not told', { taxNumber: true, reason: 'other' }, 'note'],
    ['for another reason of spaces', { taxNumber: true, reason: 'other', note: '  ' }, 'note'],
    [
      'with the number in the note',
      { taxNumber: true, reason: 'other', note: 'ara: 0500 000 01 01' },
      'note',
    ],
    ['with a long note', { taxNumber: true, reason: 'contact', note: 'a'.repeat(201) }, 'note'],
    ['of an operator', { contacts: [{ $ne: null }], reason: 'contact' }, 'body'],
    ['of one contact twice', { contacts: ['C001-1', 'C001-1'], reason: 'contact' }, 'contacts'],
  ])('%s: 400 that names the field', async (_what, sent, field) => {
    const { test, reveal } = appOf();
    const { body } = await reveal(sent).expect(400);

    expect(body).toMatchObject({ code: 'validation_failed', problems: [{ field }] });
    expect(test.held.reveals).toEqual([]);
  });

  it('of thirty customers at once; of more 429 with Retry-After, another person is not held up', async () => {
    const { test, reveal } = appOf();
    for (let n = 0; n < 30; n += 1) await reveal({ taxNumber: true, reason: 'contact' }).expect(200);
    const over = await reveal({ taxNumber: true, reason: 'contact' }, 'C002').expect(429);

    expect(over.body.code).toBe('rate_limited');
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
    expect(over.text).not.toContain(taxNumber);
    expect(test.held.reveals).toHaveLength(30);
    test.held.staff.push(aStaffAccount({ id: 'stf_2', email: 'b@example.com', role: 'clerk' }));
    test.held.sessions = [aSession({ tokenHash: hashToken(token), staffId: 'stf_2' })];
    await reveal({ taxNumber: true, reason: 'contact' }).expect(200);
  });

  it.each(roles)('%s: as the table of permissions says', async (role) => {
    const { test, reveal } = appOf(role);
    const may = permits(roleTable[role].scopes, 'customers:reveal');
    const { status, body } = await reveal({ ...all, reason: 'legal' });

    expect([status, test.held.reveals.length]).toEqual(may ? [200, 1] : [403, 0]);
    if (!may) expect(body.code).toBe('forbidden');
  });

  it('whoever may write customers may see what they write', () => {
    const writing = roles.filter((role) => permits(roleTable[role].scopes, 'customers:write'));

    expect(writing.length).toBeGreaterThan(0);
    for (const role of writing) expect(permits(roleTable[role].scopes, 'customers:reveal')).toBe(true);
    expect(permits(roleTable.auditor.scopes, 'customers:reveal')).toBe(false);
  });
});
