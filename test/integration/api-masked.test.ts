import request from 'supertest';
import { sessionCookieName } from '../../src/api/session-cookie.ts';
import type { Role } from '../../src/staff/permissions.ts';
import { hashToken } from '../../src/staff/session.ts';
import { anAgreement } from '../support/agreements.ts';
import { makeTestApp, type TestApp } from '../support/app.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { aRun, aRunRow } from '../support/run-ports.ts';
import { aSession, aStaffAccount } from '../support/staff-accounts.ts';

const token = 'p'.repeat(43);
const phone = '+905000000101';
const agreed = '+905320000202';
const taxNumber = '1234567890';
const [maskedPhone, maskedAgreed, maskedTax] = ['+90 ••• ••• 01 01', '+90 ••• ••• 02 02', '••••••••90'];

const fill = ({ held }: TestApp, role: Role): void => {
  held.staff = [aStaffAccount({ role })];
  held.sessions = [aSession({ tokenHash: hashToken(token) })];
  held.customers = [
    {
      ...{ tenantId: tenantA, ref: 'C001', name: 'Örnek Kuyumculuk', language: 'tr', taxNumber },
      contacts: [
        {
          ...{ ref: 'C001-1', name: 'Deniz Örnekoğlu', phone, language: 'tr' },
          ...{ roles: ['owner'], canBind: true, limits: [] },
        },
      ],
      ...{ createdAt: startOfTests, updatedAt: startOfTests, rev: 3 },
    },
  ];
  const persons = [{ contactRef: 'C001-1', name: 'Deniz Örnekoğlu', phone: agreed, limits: [] }];
  held.agreements = [
    {
      ...{ ...anAgreement({ persons }), tenantId: tenantA },
      ...{ rev: 1, updatedAt: startOfTests, updatedBy: 'key:1' },
    },
  ];
  const row = aRunRow(1);
  held.runs = [aRun()];
  held.runRows = [{ ...row, body: { ...row.body, contact: '0500 000 01 01' } }];
};

/** The same calls by a program and by a person. */
const callers = (role: Role = 'accountant') => {
  const test = makeTestApp();
  fill(test, role);
  const by =
    (headers: Record<string, string>) =>
    (method: 'get' | 'put' | 'patch' | 'post', path: string, body?: object) => {
      const sent = request(test.app)[method](path).set(headers);
      return body === undefined ? sent : sent.send(body);
    };
  return {
    test,
    key: by({ Authorization: test.bearer(['*']) }),
    person: by({ Cookie: `${sessionCookieName}=${token}`, Origin: 'http://localhost:3000' }),
  };
};

const body = { name: 'Örnek', contacts: [{ ref: 'C001-1', name: 'Deniz', phone }], taxNumber };
const agreementBody = {
  ...{ kind: 'channel_evidence', form: 'paper', signedOn: '2026-01-02' },
  persons: [{ contactRef: 'C001-1', name: 'Deniz Örnekoğlu', phone: agreed }],
};

const answers = [
  ['get', '/v1/customers/C001', undefined, [phone, taxNumber], [maskedPhone, maskedTax]],
  ['get', '/v1/customers', undefined, [phone, taxNumber], [maskedPhone, maskedTax]],
  ['get', '/v1/contacts', undefined, [phone], [maskedPhone]],
  ['get', '/v1/contacts?q=Deniz', undefined, [phone], [maskedPhone]],
  ['get', '/v1/search?q=Deniz&kind=contact', undefined, [phone], [maskedPhone]],
  ['put', '/v1/customers/C001', body, [phone, taxNumber], [maskedPhone, maskedTax]],
  ['get', '/v1/customers/C001/agreements', undefined, [agreed], [maskedAgreed]],
  ['put', '/v1/customers/C001/agreements/del-1', agreementBody, [agreed], [maskedAgreed]],
  ['get', '/v1/runs/run_1/rows', undefined, ['0500 000 01 01'], [maskedPhone]],
  ['get', '/v1/runs/run_1/rows/1', undefined, ['0500 000 01 01'], [maskedPhone]],
] as const;

describe('telephone and tax numbers in answers', () => {
  it.each(answers)(
    '%s %s: a key gets them whole, a person masked, in the same fields',
    async (method, path, sent, whole, masked) => {
      const { key, person } = callers();
      const ofKey = (await key(method, path, sent).expect(200)).text;
      const ofPerson = (await person(method, path, sent).expect(200)).text;

      for (const one of whole) {
        expect(ofKey).toContain(JSON.stringify(one));
        expect(ofPerson).not.toContain(one);
      }
      for (const one of masked) expect(ofPerson).toContain(JSON.stringify(one));
      const keysOf = (text: string): string[] => [...text.matchAll(/"(\w+)":/g)].map(([found]) => found);
      expect(keysOf(ofPerson)).toEqual(keysOf(ofKey));
    },
  );

  it('the revision is the same, masked or whole', async () => {
    const { key, person } = callers();
    const etags = [await key('get', '/v1/customers/C001'), await person('get', '/v1/customers/C001')].map(
      ({ headers }) => headers['etag'],
    );

    expect(etags).toEqual(['"3"', '"3"']);
  });

  it.each([
    ['accountant', phone, true],
    ['auditor', maskedPhone, false],
  ] as const)('a list taken out by the role %s: %s', async (role, expected, isWhole) => {
    const { person } = callers(role);
    const { text } = await person('get', '/v1/exports/customers').expect(200);

    expect(text).toContain(expected);
    expect(text).toContain(isWhole ? taxNumber : maskedTax);
    expect(text.includes(phone)).toBe(isWhole);
  });
});

describe('rows that cannot go, taken out', () => {
  it.each([
    ['accountant', '0500 000 01 01', true],
    ['auditor', maskedPhone, false],
  ] as const)('by the role %s: %s, and on record', async (role, expected, isWhole) => {
    const { person, test } = callers(role);
    test.held.runRows = test.held.runRows.map((row) => ({ ...row, state: 'error' as const }));
    const { text } = await person('get', '/v1/runs/run_1/errors').expect(200);

    expect(text).toContain(expected);
    expect(text.includes('0500 000 01 01')).toBe(isWhole);
    expect(test.held.exports).toEqual([expect.stringMatching(/^list run_1-errors staff:\S+ csv$/)]);
  });
});

describe('a masked number that is written', () => {
  it.each([
    ['put', '/v1/customers/C001', { ...body, taxNumber: maskedTax }, 'taxNumber'],
    [
      'put',
      '/v1/customers/C001',
      { ...body, contacts: [{ ref: 'C001-1', name: 'Deniz', phone: maskedPhone }] },
      'contacts[0].phone',
    ],
    [
      'put',
      '/v1/customers/C001',
      { ...body, contacts: [{ ref: 'C001-1', name: 'Deniz', phone: '+90 5** *** ** 34' }] },
      'contacts[0].phone',
    ],
    [
      'put',
      '/v1/customers/C001/agreements/del-1',
      { ...agreementBody, persons: [{ name: 'Deniz', phone: maskedAgreed }] },
      'persons[0].phone',
    ],
    ['patch', '/v1/runs/run_1/rows/1', { contact: maskedPhone }, 'contact'],
  ] as const)(
    '%s %s: 400 masked_value that names the field; nothing changed',
    async (method, path, sent, field) => {
      for (const who of ['key', 'person'] as const) {
        const { test, ...by } = callers();
        const before = JSON.stringify([test.held.customers, test.held.agreements, test.held.runRows]);
        const answer = await by[who](method, path, sent).expect(400);

        expect(answer.body).toMatchObject({
          code: 'masked_value',
          problems: [{ field, message: 'is masked' }],
        });
        expect(answer.text).not.toContain('•');
        expect(JSON.stringify([test.held.customers, test.held.agreements, test.held.runRows])).toBe(before);
      }
    },
  );
});
