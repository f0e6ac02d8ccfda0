import type { IncomingMessage } from 'node:http';
import request from 'supertest';
import { makeAuthenticate } from '../../src/api/authenticate.ts';
import type { AnyRoute } from '../../src/api/define-route.ts';
import { recordOfGivenKey } from '../../src/api/issue-api-key.ts';
import { makeApiRouter } from '../../src/api/make-api-router.ts';
import { WrongKeys } from '../../src/api/wrong-keys.ts';
import { BodyIntake } from '../../src/http/body-intake.ts';
import { unitCodes } from '../../src/money/units.ts';
import { shippedRules } from '../../src/triggers/rules/shipped-rules.ts';
import { contentHash } from '../../src/evidence/content-hash.ts';
import type { CallbackEndpoint } from '../../src/callbacks/callback.repository.ts';
import type { ChannelEvent } from '../../src/channels/channel-event.ts';
import type { Customer } from '../../src/customers/customer.ts';
import type { RunErrand } from '../../src/runs/run.ts';
import { platformPrices } from '../../src/pricing/price-list.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { anAgreement } from '../support/agreements.ts';
import { lookupOf, platinum } from '../support/own-units.ts';
import { makeTestApp, type TestApp } from '../support/app.ts';
import {
  aChannel,
  aConversation,
  aCustomerBody,
  aDecision,
  aLetterEvent,
  aMessage,
  aRequest,
  aStep,
  startOfTests,
  tenantA,
  tenantB,
} from '../support/builders-api.ts';
import { sessionCookieName } from '../../src/api/session-cookie.ts';
import { hashToken } from '../../src/staff/session.ts';
import { aSession, aStaffAccount } from '../support/staff-accounts.ts';
import { aMovementEvent } from '../support/events.ts';
import { aDeadLetter } from '../support/dead-letter-ports.ts';
import { aFile, found } from '../support/file-records.ts';
import { nothingHeld, type Held } from '../support/held.ts';
import { aCustomType, anOwnDay, aRule, aRuleRecord } from '../support/rule-ports.ts';
import { aShadow, aShadowRecord } from '../support/shadow-ports.ts';
import { aCannedReply } from '../support/reply-ports.ts';
import { aWordingBody, aWordingRecord } from '../support/template-ports.ts';
import { anImport } from '../support/import-ports.ts';
import { aRun, aRunRow } from '../support/run-ports.ts';
import { aConsent, aNote, anUnrecognisedText, aPrivacyRequest, aTask } from '../support/staff-records.ts';
import { permits, roleTable, scopes, type Scope } from '../../src/staff/permissions.ts';

const sessionToken = 's'.repeat(43);

/** Ids that exist in tenant A, by what the route's path begins with. */
const ids: readonly (readonly [path: string, id: string])[] = [
  ['/v1/events/', 'evt_0001'],
  ['/v1/customers/', 'C001'],
  ['/v1/callbacks/', 'erp'],
  ['/v1/apikeys/', 'keyofa'],
  ['/v1/channels/', 'chn_1'],
  ['/v1/requests/', 'req_1'],
  ['/v1/conversations/', 'cnv_1'],
  ['/v1/messages/', 'msg_1'],
  ['/v1/canned-replies/', 'rpl_1'],
  ['/v1/tasks/', 'tsk_1'],
  ['/v1/consents/', 'con_1'],
  ['/v1/privacy-requests/', 'prv_1'],
  ['/v1/unrecognised/', 'unr_1'],
  ['/v1/documents/', 'fil_1'],
  ['/v1/triggers/types/', 'custom.order.ready'],
  ['/v1/units/', 'PLT_G'],
  ['/v1/calendar/', '2030-12-31'],
  ['/v1/triggers/', 'movement-large'],
  ['/v1/templates/', 'reminder_vip'],
  ['/v1/imports/', 'imp_1'],
  ['/v1/runs/{id}/resume', 'run_2'],
  ['/v1/runs/{id}/pause', 'run_3'],
  ['/v1/runs/{id}/remind', 'run_3'],
  ['/v1/runs/{id}/cancel', 'run_4'],
  ['/v1/runs/{id}/errand/cancel', 'run_5'],
  ['/v1/runs/', 'run_1'],
  ['/v1/deadletters/', aDeadLetter().id],
  ['/v1/sessions/', 'ses_1'],
  ['/v1/me/passkeys/', 'AA'],
  ['/v1/me/push-subscriptions/', 'psh_1'],
  ['/v1/staff/', 'stf_1'],
];

/** What a route cannot be asked without. */
const queries: Readonly<Record<string, string>> = {
  '/v1/search': '?q=Ornek',
  '/v1/costs': '?from=2026-11-01&to=2026-12-01',
  '/v1/messages': '?state=held',
};

const pathOf = ({ path }: AnyRoute): string => {
  const id = ids.find(([start]) => path.startsWith(start))?.[1];
  if (id === undefined && path.includes('{')) throw new Error(`no object for ${path}`);
  const filled = path
    .replace(/\{\w+\}/, id ?? '')
    .replace('{id}', 'del-1')
    .replace('{version}', '2')
    .replace('{n}', '1')
    .replace('{language}', 'tr');
  return filled + (queries[path] ?? '');
};

/** Without its priority, of which 42 is one. */
const { priority: _fits, ...ruleBody } = aRule();

const {
  event_id: _id,
  tenant: _tenant,
  ...aMovementSample
} = aMovementEvent({ eventId: 'x', customer: 'C001' });

const aPasskeyAnswer = {
  id: 'AA',
  type: 'public-key',
  response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' },
};

const aReplyBody = { title: 'Selam', shortcut: 'selam', texts: { tr: 'Merhaba {{contact.name}}' } };

const bodies: Readonly<Record<string, object>> = {
  '/v1/evidence/verify': {
    ...{ format: 'mutabik-evidence/1', request: { id: 'req_1' }, content: {}, decisions: [] },
  },
  '/v1/events': aLetterEvent(),
  '/v1/customers/import': { mode: 'preview' },
  '/v1/customers/{ref}': aCustomerBody(),
  '/v1/customers/{ref}/agreements/{id}': {
    ...{ kind: 'current_account', form: 'paper', signedOn: '2026-01-02' },
  },
  '/v1/customers/{ref}/reveal': { taxNumber: true, reason: 'contact' },
  '/v1/requests/{id}/settle': { outcome: 'accepted' },
  '/v1/conversations/{id}/messages': { text: 'Merhaba' },
  '/v1/conversations/{id}/assignee': { assignee: 'stf_1' },
  '/v1/tasks/{id}/assignee': { assignee: 'stf_1' },
  '/v1/conversations/{id}/notes': { text: 'Aradım, yarın ödeyecek' },
  '/v1/canned-replies': aReplyBody,
  '/v1/canned-replies/{id}': aReplyBody,
  '/v1/conversations/{id}/link': { contactRef: 'C001-1' },
  '/v1/channels/{id}/test-message': { phone: '+905000000101' },
  '/v1/callbacks/{name}': { url: 'https://erp.example.com/hook' },
  '/v1/callbacks/{name}/replay': { from: '2026-11-23T07:00:00Z' },
  '/v1/apikeys/{id}': { callsPerMinute: 60 },
  '/v1/apikeys': { name: 'reader', scopes: ['requests:read'] },
  '/v1/documents/{id}/reject': { reason: 'unreadable' },
  '/v1/tasks/{id}/claim': { owner: 'ayse' },
  '/v1/triggers/types/{type}': { name: 'Sipariş hazır', fields: [...aCustomType().fields] },
  '/v1/units/{code}': {
    kind: 'weight',
    decimals: 3,
    decimalsShown: 2,
    names: platinum.names,
    words: platinum.words,
  },
  '/v1/units/{code}/constants': { constants: [] },
  '/v1/calendar/{date}': { kind: 'holiday', name: 'Sayım' },
  '/v1/triggers/{id}/draft': ruleBody,
  '/v1/triggers/{id}/dry-run': { sample: aMovementSample },
  '/v1/triggers/{id}/shadow': {},
  '/v1/templates/{name}/{language}/draft': { body: aWordingBody() },
  '/v1/templates/submit': {},
  '/v1/templates/{name}': { base: 'recon_reminder_v1' },
  '/v1/tasks/{id}/complete': { resolution: 'Arandı' },
  '/v1/sign-in/link': { token: 'of-nobody' },
  '/v1/sign-in/password': { email: 'nobody@example.com', password: 'of nobody at all' },
  '/v1/sign-in/totp': { code: '000000' },
  '/v1/sign-in/recovery-code': { code: 'AAAA' },
  '/v1/sign-in/passkey/options': {},
  '/v1/sign-in/passkey': aPasskeyAnswer,
  '/v1/me': { name: 'Ada' },
  '/v1/me/proof': { code: '000000' },
  '/v1/me/password': { password: 'of nobody at all' },
  '/v1/me/totp/confirm': { code: '000000' },
  '/v1/me/notices': {
    ...{ kinds: {}, channels: { email: true }, console: { badge: true, sound: false } },
    ...{ quietHours: null, urgentAlways: false, digestAt: ['09:00'] },
  },
  '/v1/me/notices/test': { channel: 'email' },
  '/v1/me/push-subscriptions': {
    ...{ name: 'Telefon', endpoint: 'https://push.example.com/1' },
    keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
  },
  '/v1/me/passkeys': {
    name: 'Telefon',
    response: { id: 'AA', type: 'public-key', response: { clientDataJSON: 'AA', attestationObject: 'AA' } },
  },
  '/v1/staff': { name: 'Ada', email: 'ada@example.com', role: 'clerk' },
  '/v1/staff/{id}': { name: 'Ada' },
  '/v1/outside-model': {
    enabled: true,
    url: 'https://model.example.com/v1/chat/completions',
    model: 'small',
  },
  '/v1/prices': {
    currency: 'USD',
    prices: [{ market: 'TR', category: 'utility', from: '2026-10-01', amount: '0.0011' }],
  },
  '/v1/budget': { amount: '10', currency: 'USD' },
  '/v1/unrecognised/{id}/label': { intent: 'approve', strength: 'clear', dialect: 'std' },
  '/v1/runs': { periodEnd: '2026-10-31', rows: [{ customer: 'C001', unit: 'HAS', amount: '1.5' }] },
  '/v1/runs/{id}/rows/{n}': { excluded: true },
  '/v1/runs/{id}/cancel': { withdraw: true },
  '/v1/deadletters/replay': { kind: 'callback' },
  '/v1/deadletters/{id}/drop': { reason: 'Elle halledildi' },
  '/v1/privacy-requests/{id}/close': { outcome: 'answered', note: 'KEP ile yanıtlandı' },
};

const send = (test: TestApp, method: AnyRoute['method'], path: string) => {
  const agent = request(test.app);
  // Open routes take calls of our own pages alone.
  return agent[method](path).set('Origin', 'http://localhost:3000');
};

const call = (test: TestApp, route: AnyRoute, authorization: string | null) => {
  const sent = send(test, route.method, pathOf(route));
  if (authorization !== null) sent.set('Authorization', authorization);
  if (route.path === '/v1/runs/columns')
    return sent.attach('file', Buffer.from('Müşteri;Bakiye\nC1;1'), 'a.csv');
  if (route.path === '/v1/customers/import')
    return sent.attach('file', Buffer.from('Müşteri No;Müşteri Adı\nC9;Dokuz'), 'a.csv');
  return route.body === null ? sent : sent.send(bodies[route.path] ?? {});
};

const anErrand: RunErrand = {
  ...{ id: 'cmd_errand', kind: 'remind', by: 'key:1', at: startOfTests },
  ...{ afterN: 0, pacedTo: startOfTests },
};

const endpoint: CallbackEndpoint = {
  tenantId: tenantA,
  name: 'erp',
  url: 'https://erp.example.com/',
  types: ['*'],
  secrets: [],
  disabledReason: null,
  failingSince: null,
  createdAt: startOfTests,
  updatedAt: startOfTests,
};

const channelEvent: ChannelEvent = {
  tenantId: tenantA,
  id: 'che_1',
  channelId: aChannel().id,
  field: 'account_update',
  event: 'ACCOUNT_VIOLATION',
  subject: null,
  at: startOfTests,
  receivedAt: startOfTests,
  details: '{"violation_type":"SPAM"}',
};

const customer: Customer = {
  tenantId: tenantA,
  ref: 'C001',
  name: 'Örnek Kuyumculuk San. ve Tic. A.Ş.',
  language: 'tr',
  contacts: [
    {
      ref: 'C001-1',
      name: 'Deniz Örnekoğlu',
      phone: '+905000000101',
      language: 'tr',
      roles: ['owner'],
      canBind: true,
      limits: [],
    },
  ],
  createdAt: startOfTests,
  updatedAt: startOfTests,
};

const keyOfA = recordOfGivenKey(
  { tenantId: tenantA, name: 'a', scopes: ['events:read'], expiresAt: null, now: startOfTests },
  'wk_keyofa_secretsecretsecret',
);

/** A request every kind of order may be given about: staff may end one for a document another way. */
const requestOfA = aRequest({
  kind: 'document',
  content: { ...aRequest().content, kind: 'document', variant: 'document' },
});
const fileOfA = aFile({
  state: 'clean',
  found: found(12),
  contents: { original: 'key-of-a', view: 'view-of-a' },
  nextAttemptAt: null,
});

/** Tenant A with one of everything, whatever was there before. */
const outsideOfA = {
  ...{ tenantId: tenantA, isOn: true, url: 'https://model.example.com/v1/chat/completions', model: 'small' },
  ...{ apiKey: 'of-a', timeoutMs: 2000, updatedAt: startOfTests, updatedBy: 'key:keyofa' },
};

const pricesOfA = {
  list: { ...platformPrices, updatedAt: startOfTests, updatedBy: 'key:keyofa' },
  budget: {
    ...{ amount: '10', currency: 'USD', warnAtPercent: 80 },
    updatedAt: startOfTests,
    updatedBy: 'k',
  },
  standing: null,
};

const fill = ({ held }: TestApp): void => {
  Object.assign(held, nothingHeld(), {
    requests: [requestOfA],
    conversations: [aConversation()],
    messages: [aMessage()],
    notes: [aNote()],
    cannedReplies: [aCannedReply()],
    steps: [aStep()],
    decisions: [aDecision()],
    channels: [aChannel()],
    channelEvents: [channelEvent],
    customers: [customer],
    agreements: [
      {
        ...{ ...anAgreement(), tenantId: tenantA },
        ...{ rev: 1, updatedAt: startOfTests, updatedBy: 'key:keyofa' },
      },
    ],
    rules: [aRuleRecord()],
    customTypes: [aCustomType()],
    shadows: [aShadow()],
    shadowRecords: [aShadowRecord()],
    units: [{ tenantId: tenantA, version: 1, unit: platinum, at: startOfTests, by: 'key:keyofa' }],
    ownDays: [anOwnDay()],
    wordings: [aWordingRecord(), aWordingRecord({ template: 'reminder_vip', base: 'recon_reminder_v1' })],
    endpoints: [endpoint],
    keys: [keyOfA],
    tasks: [aTask('tsk_1')],
    consents: [aConsent('con_1')],
    privacyRequests: [aPrivacyRequest('prv_1')],
    unrecognised: [anUnrecognisedText('unr_1')],
    imports: [anImport()],
    runs: [
      aRun(),
      ...(['paused', 'running', 'done'] as const).map((state, index) =>
        aRun({ id: `run_${index + 2}`, state }),
      ),
      aRun({ id: 'run_5', state: 'done', errand: anErrand }),
    ],
    runRows: [aRunRow(1)],
    deadLetters: [aDeadLetter()],
    staff: [aStaffAccount()],
    sessions: [aSession({ tokenHash: hashToken(sessionToken) })],
    outsideModels: [outsideOfA],
    priceSettings: new Map([[tenantA, pricesOfA]]),
    files: [fileOfA],
    contents: { 'key-of-a': '%PDF-1.4 imza', 'view-of-a': 'a picture' },
    events: [
      {
        tenantId: tenantA,
        eventId: 'evt_0001',
        fingerprint: contentHash(aLetterEvent()),
        envelope: aLetterEvent(),
        receivedAt: startOfTests,
        status: 'accepted',
        reason: null,
      },
    ],
  } satisfies Partial<Held>);
};

/** Lists that are given out as files. */
const isFile = ({ path }: AnyRoute): boolean => path.startsWith('/v1/exports/');

/** The header of a table and no line below it; of transcripts: no conversation. */
const isEmptyFile = ({ text, body }: { text: string; body: { transcripts?: unknown[] } }): boolean =>
  body.transcripts === undefined ? text.trim().split('\r\n').length === 1 : body.transcripts.length === 0;
/** Nobody gives a role, or takes it away, that can do more than they can. */
const given: Readonly<Record<string, readonly Scope[]>> = {
  'post /v1/staff': roleTable.clerk.scopes,
  'patch /v1/staff/{id}': roleTable.accountant.scopes,
  'post /v1/staff/{id}/link': roleTable.accountant.scopes,
};

/** Of a route that needs scopes. */
const neededBy = ({ method, path, scope, alsoNeeds }: AnyRoute): Scope[] => [
  scope as Scope,
  ...alsoNeeds,
  ...(given[`${method} ${path}`] ?? []),
];

const filled = (): TestApp => {
  const test = makeTestApp();
  fill(test);
  return test;
};

const allRoutes = makeTestApp().routes;
const titled = allRoutes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);
const known = titled.filter(([, { scope }]) => scope !== 'anybody');
const scoped = known.filter(([, { scope }]) => scope !== 'self' && scope !== 'session');
const ofPeople = titled.filter(([, { scope }]) => scope === 'session');
const open = titled.filter(([, { scope }]) => scope === 'anybody');

describe('permissions', () => {
  it('of a route are a scope, or it is of one of three kinds: every route is tried below', () => {
    expect(scoped.every(([, { scope }]) => (scopes as readonly string[]).includes(scope))).toBe(true);
    expect([scoped.length > 100, ofPeople.length > 0, open.length > 0]).toEqual([true, true, true]);
  });

  it.each(known)('%s is called without credentials: 401 with a challenge', async (_title, route) => {
    const answer = await call(filled(), route, null);

    expect([answer.status, answer.body.code, answer.headers['www-authenticate']]).toEqual([
      401,
      'unauthorized',
      'Bearer',
    ]);
  });

  it.each(ofPeople)(
    '%s is called with a key of every scope: 403, it is for people',
    async (_title, route) => {
      const test = filled();
      const answer = await call(test, route, test.bearer(['*', 'compliance']));

      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    },
  );

  it.each(open.filter(([, { method }]) => method !== 'get'))(
    '%s is called by a page of others, or by none: 403 and nothing changed',
    async (_title, route) => {
      const test = filled();
      const before = JSON.stringify(test.held);
      const from = (headers: Record<string, string>) =>
        request(test.app)[route.method](pathOf(route)).set(headers).send(bodies[route.path]);
      const answers = [
        await from({}),
        await from({ Origin: 'https://evil.example' }),
        await from({ Origin: 'null' }),
        await from({ Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'cross-site' }),
      ];

      expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
        answers.map(() => '403 origin_refused'),
      );
      expect(JSON.stringify(test.held)).toBe(before);
    },
  );

  it.each(scoped)(
    '%s is called with each scope alone: only the declared ones open it',
    async (_title, route) => {
      const test = makeTestApp();
      fill(test);
      const all = await call(test, route, test.bearer(neededBy(route)));
      expect(all.status).toBeLessThan(300);
      for (const scope of scopes) {
        fill(test);
        const answer = await call(test, route, test.bearer([scope]));

        const opened = answer.status < 300;
        const refused = answer.status === 403;
        const suffices = neededBy(route).every((needed) => permits([scope], needed));
        expect([scope, opened, refused]).toEqual([scope, suffices, !suffices]);
      }
    },
  );

  it('are written down for every route: this table changes with intent only', () => {
    const table = Object.fromEntries(titled.map(([title, route]) => [title, route.scope]));

    expect(table).toEqual({
      'POST /v1/events': 'events:write',
      'GET /v1/imports': 'customers:read',
      'GET /v1/imports/{id}': 'customers:read',
      'POST /v1/imports/{id}/cancel': 'customers:write',
      'GET /v1/templates': 'templates:read',
      'GET /v1/templates/accounts': 'templates:read',
      'GET /v1/templates/{name}/{language}': 'templates:read',
      'PUT /v1/templates/{name}/{language}/draft': 'templates:write',
      'DELETE /v1/templates/{name}/{language}/draft': 'templates:write',
      'POST /v1/templates/{name}/{language}/withdraw': 'templates:write',
      'PUT /v1/templates/{name}': 'templates:write',
      'DELETE /v1/templates/{name}': 'templates:write',
      'POST /v1/templates/submit': 'templates:write',
      'POST /v1/templates/sync': 'templates:write',
      'GET /v1/events/{eventId}': 'events:read',
      'PUT /v1/customers/{ref}': 'customers:write',
      'POST /v1/customers/import': 'customers:write',
      'GET /v1/customers/{ref}/agreements': 'customers:read',
      'POST /v1/customers/{ref}/reveal': 'customers:reveal',
      'PUT /v1/customers/{ref}/agreements/{id}': 'customers:write',
      'DELETE /v1/customers/{ref}/agreements/{id}': 'customers:write',
      'GET /v1/customers/{ref}': 'customers:read',
      'GET /v1/customers': 'customers:read',
      'GET /v1/contacts': 'customers:read',
      'GET /v1/stream': 'self',
      'GET /v1/search': 'self',
      'GET /v1/requests': 'requests:read',
      'GET /v1/requests/{id}': 'requests:read',
      'POST /v1/requests/{id}/cancel': 'requests:write',
      'POST /v1/requests/{id}/remind': 'requests:write',
      'POST /v1/requests/{id}/settle': 'requests:write',
      'GET /v1/requests/{id}/evidence': 'requests:read',
      'POST /v1/evidence/verify': 'requests:read',
      'GET /v1/conversations': 'conversations:read',
      'GET /v1/conversations/{id}': 'conversations:read',
      'GET /v1/conversations/{id}/messages': 'conversations:read',
      'GET /v1/conversations/{id}/steps': 'conversations:read',
      'GET /v1/conversations/{id}/transcript': 'conversations:read',
      'GET /v1/customers/{ref}/transcript': 'conversations:read',
      'GET /v1/customers/{ref}/history': 'customers:read',
      'GET /v1/exports/transcripts': 'conversations:read',
      'GET /v1/exports/customers': 'customers:read',
      'GET /v1/exports/requests': 'requests:read',
      'GET /v1/exports/conversations': 'conversations:read',
      'GET /v1/exports/tasks': 'tasks:read',
      'POST /v1/conversations/{id}/messages': 'conversations:write',
      'PUT /v1/conversations/{id}/assignee': 'conversations:write',
      'DELETE /v1/conversations/{id}/assignee': 'conversations:write',
      'GET /v1/colleagues': 'conversations:read',
      'PUT /v1/tasks/{id}/assignee': 'tasks:write',
      'DELETE /v1/tasks/{id}/assignee': 'tasks:write',
      'GET /v1/conversations/{id}/notes': 'conversations:read',
      'POST /v1/conversations/{id}/notes': 'conversations:write',
      'GET /v1/canned-replies': 'conversations:read',
      'POST /v1/canned-replies': 'templates:write',
      'PUT /v1/canned-replies/{id}': 'templates:write',
      'DELETE /v1/canned-replies/{id}': 'templates:write',
      'POST /v1/conversations/{id}/takeover': 'conversations:write',
      'POST /v1/conversations/{id}/release': 'conversations:write',
      'POST /v1/conversations/{id}/link': 'conversations:write',
      'GET /v1/documents': 'documents:read',
      'GET /v1/documents/{id}': 'documents:read',
      'GET /v1/documents/{id}/content': 'documents:read',
      'POST /v1/documents/{id}/tickets': 'documents:read',
      'POST /v1/documents/{id}/accept': 'documents:write',
      'POST /v1/documents/{id}/reject': 'documents:write',
      'POST /v1/documents/{id}/identity': 'documents:write',
      'GET /v1/tasks': 'tasks:read',
      'GET /v1/tasks/{id}': 'tasks:read',
      'POST /v1/tasks/{id}/claim': 'tasks:write',
      'POST /v1/tasks/{id}/complete': 'tasks:write',
      'GET /v1/consents': 'consents:read',
      'GET /v1/consents/{id}': 'consents:read',
      'GET /v1/privacy-requests': 'privacy:read',
      'GET /v1/privacy-requests/{id}': 'privacy:read',
      'POST /v1/privacy-requests/{id}/close': 'privacy:write',
      'GET /v1/unrecognised': 'unrecognised:read',
      'GET /v1/unrecognised/export': 'unrecognised:read',
      'GET /v1/unrecognised/{id}': 'unrecognised:read',
      'PUT /v1/unrecognised/{id}/label': 'unrecognised:write',
      'DELETE /v1/unrecognised/{id}/label': 'unrecognised:write',
      'DELETE /v1/unrecognised/{id}': 'unrecognised:write',
      'POST /v1/runs': 'runs:write',
      'POST /v1/runs/columns': 'runs:write',
      'GET /v1/runs': 'runs:read',
      'GET /v1/runs/{id}': 'runs:read',
      'GET /v1/runs/{id}/rows': 'runs:read',
      'GET /v1/runs/{id}/rows/{n}': 'runs:read',
      'GET /v1/runs/{id}/errors': 'runs:read',
      'GET /v1/runs/{id}/report': 'runs:read',
      'GET /v1/runs/{id}/rows/{n}/letter': 'runs:read',
      'PATCH /v1/runs/{id}/rows/{n}': 'runs:write',
      'POST /v1/runs/{id}/start': 'runs:write',
      'POST /v1/runs/{id}/pause': 'runs:write',
      'POST /v1/runs/{id}/resume': 'runs:write',
      'POST /v1/runs/{id}/remind': 'runs:write',
      'POST /v1/runs/{id}/cancel': 'runs:write',
      'POST /v1/runs/{id}/errand/cancel': 'runs:write',
      'PUT /v1/callbacks/{name}': 'callbacks:write',
      'GET /v1/callbacks/{name}': 'callbacks:read',
      'GET /v1/callbacks': 'callbacks:read',
      'DELETE /v1/callbacks/{name}': 'callbacks:write',
      'GET /v1/callbacks/{name}/deliveries': 'callbacks:read',
      'POST /v1/callbacks/{name}/replay': 'callbacks:write',
      'POST /v1/callbacks/{name}/test': 'callbacks:write',
      'GET /v1/events': 'events:read',
      'POST /v1/apikeys': 'admin',
      'GET /v1/apikeys': 'admin',
      'GET /v1/apikeys/{id}': 'admin',
      'GET /v1/statements': 'requests:read',
      'PATCH /v1/apikeys/{id}': 'admin',
      'DELETE /v1/apikeys/{id}': 'admin',
      'PUT /v1/outside-model': 'admin',
      'GET /v1/outside-model': 'admin',
      'DELETE /v1/outside-model': 'admin',
      'GET /v1/triggers': 'triggers:read',
      'GET /v1/triggers/types': 'triggers:read',
      'PUT /v1/triggers/types/{type}': 'triggers:write',
      'GET /v1/triggers/types/{type}': 'triggers:read',
      'DELETE /v1/triggers/types/{type}': 'triggers:write',
      'GET /v1/units': 'units:read',
      'GET /v1/units/{code}': 'units:read',
      'PUT /v1/units/{code}': 'units:write',
      'DELETE /v1/units/{code}': 'units:write',
      'GET /v1/units/{code}/constants': 'units:read',
      'PUT /v1/units/{code}/constants': 'units:write',
      'GET /v1/calendar': 'triggers:read',
      'GET /v1/calendar/{date}': 'triggers:read',
      'PUT /v1/calendar/{date}': 'triggers:write',
      'DELETE /v1/calendar/{date}': 'triggers:write',
      'GET /v1/triggers/{id}/dates': 'triggers:read',
      'GET /v1/triggers/{id}': 'triggers:read',
      'GET /v1/triggers/{id}/versions': 'triggers:read',
      'GET /v1/triggers/{id}/versions/{version}': 'triggers:read',
      'PUT /v1/triggers/{id}/draft': 'triggers:write',
      'DELETE /v1/triggers/{id}/draft': 'triggers:write',
      'POST /v1/triggers/{id}/publish': 'triggers:write',
      'POST /v1/triggers/{id}/withdraw': 'triggers:write',
      'POST /v1/triggers/{id}/undo': 'triggers:write',
      'POST /v1/triggers/{id}/dry-run': 'triggers:read',
      'GET /v1/triggers/{id}/shadow': 'triggers:read',
      'POST /v1/triggers/{id}/shadow': 'triggers:write',
      'DELETE /v1/triggers/{id}/shadow': 'triggers:write',
      'GET /v1/triggers/{id}/shadow/events': 'triggers:read',
      'GET /v1/deadletters': 'deadletters:read',
      'POST /v1/deadletters/replay': 'deadletters:write',
      'GET /v1/deadletters/{id}': 'deadletters:read',
      'POST /v1/deadletters/{id}/replay': 'deadletters:write',
      'POST /v1/deadletters/{id}/drop': 'deadletters:write',
      'GET /v1/channels': 'channels:read',
      'GET /v1/channels/{id}/checks': 'channels:read',
      'GET /v1/channels/{id}/events': 'channels:read',
      'POST /v1/channels/{id}/test-message': 'channels:write',
      'GET /v1/channels/{id}/test-message': 'channels:write',
      'GET /v1/messages': 'conversations:read',
      'GET /v1/messages/{id}/explain': 'conversations:read',
      'POST /v1/messages/{id}/release': 'conversations:write',
      'POST /v1/messages/{id}/drop': 'conversations:write',
      'GET /v1/costs': 'costs:read',
      'GET /v1/prices': 'costs:read',
      'PUT /v1/prices': 'admin',
      'DELETE /v1/prices': 'admin',
      'GET /v1/budget': 'costs:read',
      'PUT /v1/budget': 'admin',
      'DELETE /v1/budget': 'admin',
      'GET /v1/sign-in': 'anybody',
      'POST /v1/sign-in/link': 'anybody',
      'GET /v1/me': 'self',
      'POST /v1/sign-in/password': 'anybody',
      'POST /v1/sign-in/totp': 'anybody',
      'POST /v1/sign-in/recovery-code': 'anybody',
      'POST /v1/sign-in/passkey/options': 'anybody',
      'POST /v1/sign-in/passkey': 'anybody',
      'GET /v1/sign-in/oidc': 'anybody',
      'GET /v1/sign-in/oidc/callback': 'anybody',
      'PATCH /v1/me': 'session',
      'POST /v1/me/proof': 'session',
      'PUT /v1/me/password': 'session',
      'POST /v1/me/totp': 'session',
      'POST /v1/me/totp/confirm': 'session',
      'DELETE /v1/me/totp': 'session',
      'POST /v1/me/recovery-codes': 'session',
      'POST /v1/me/passkeys/options': 'session',
      'POST /v1/me/passkeys': 'session',
      'DELETE /v1/me/passkeys/{id}': 'session',
      'POST /v1/me/proof/options': 'session',
      'GET /v1/me/notices': 'session',
      'PUT /v1/me/notices': 'session',
      'POST /v1/me/notices/test': 'session',
      'GET /v1/me/push-subscriptions': 'session',
      'POST /v1/me/push-subscriptions': 'session',
      'DELETE /v1/me/push-subscriptions/{id}': 'session',
      'GET /v1/staff': 'staff:read',
      'POST /v1/staff': 'staff:write',
      'GET /v1/staff/{id}': 'staff:read',
      'PATCH /v1/staff/{id}': 'staff:write',
      'POST /v1/staff/{id}/link': 'staff:write',
      'GET /v1/audit': 'audit:read',
      'GET /v1/sessions': 'self',
      'DELETE /v1/sessions/current': 'session',
      'DELETE /v1/sessions/{id}': 'self',
    });
  });

  it.each([
    ['writing includes reading', ['requests:write'], 'requests:read', true],
    ['reading does not include writing', ['requests:read'], 'requests:write', false],
    ['one area does not open another', ['events:write'], 'requests:read', false],
    ['nothing is no scope', [], 'events:read', false],
  ] as const)('%s', (_title, granted, needed, permitted) => {
    expect(permits(granted, needed)).toBe(permitted);
  });

  it('are missing on a route: the start fails', () => {
    const { routes, ...parts } = {
      routes: [{ ...(allRoutes[0] as AnyRoute), scope: undefined as unknown as Scope }],
      authenticate: async () => Promise.reject(new Error('never')),
      requireOwnOrigin: () => undefined,
      isProofFresh: () => true,
      trustedProxyHops: 0,
      units: lookupOf(),
      metrics: { observe: () => {}, countSignatureFailure: () => {}, countShed: () => {} },
      eventGate: { look: () => {}, enter: () => {} },
      maxInflightApi: 1,
      maxStreams: 1,
      maxInflightPdfs: 1,
      intake: new BodyIntake({ maxBytes: 1, maxBodies: 1, timeoutMs: 1 }),
    };

    expect(() => makeApiRouter({ routes, ...parts })).toThrow('has no scope');
  });
});

describe('tenants', () => {
  // What a person has of their own is tried in staff-passkeys.test.ts: no key gets there.
  const withObject = titled.filter(
    ([, { path, method, scope }]) => path.includes('{') && method !== 'put' && scope !== 'session',
  );

  it('a template is read by tenant B: nothing of the words of tenant A', async () => {
    const test = filled();
    const read = (tenant: typeof tenantA) =>
      send(test, 'get', '/v1/templates/recon_reminder_v1/tr').set(
        'Authorization',
        test.bearer(['*'], tenant),
      );

    expect((await read(tenantA)).body).toMatchObject({ inUse: 1, rev: 3 });
    const { status, body } = await read(tenantB);
    expect([status, body.rev, body.draft, body.inUse, body.versions]).toEqual([200, 0, null, null, []]);
  });

  it.each(withObject)(
    '%s is called by tenant B for an object of tenant A: 404 like a missing one',
    async (_title, route) => {
      const test = filled();
      const key = test.bearer(['*'], tenantB);
      const before = JSON.stringify(test.held);

      const foreign = await call(test, route, key);
      const missing = await send(
        test,
        route.method,
        route.path
          .replace('{type}', 'custom.missing')
          .replace('{date}', '2031-01-02')
          .replace(/\{\w+\}/, 'missing')
          .replace('{id}', 'missing')
          .replace('{version}', '2')
          .replace('{n}', '1')
          .replace('{language}', 'tr'),
      )
        .set('Authorization', key)
        .send(route.body === null ? undefined : (bodies[route.path] ?? {}));

      expect([foreign.status, missing.status]).toEqual([404, 404]);
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
      expect(JSON.stringify(test.held)).toBe(before);
    },
  );

  // The export and the stream are no lists: api-unrecognised.test.ts and stream.test.ts have them. Of these a tenant has one each, and sums.
  const single = /(outside-model|prices|budget)$/;
  const noList =
    /(export|costs|\/templates|\/me|\/notices|\/push-subscriptions|\/sign-in|\/oidc|\/callback|\/stream)$/;
  const lists = titled.filter(
    ([, { path, method }]) =>
      method === 'get' && !path.includes('{') && !single.test(path) && !noList.test(path),
  );

  it('templates are listed by tenant B: those of the product, without the words of tenant A', async () => {
    const test = filled();

    const { status, body } = await send(test, 'get', '/v1/templates?limit=200').set(
      'Authorization',
      test.bearer(['*'], tenantB),
    );

    expect([status, body.data.length]).toEqual([200, templateDefinitions().length]);
    expect(body.data.every(({ rev }: { rev: number }) => rev === 0)).toBe(true);
  });

  it.each(titled.filter(([, { path }]) => single.test(path)))(
    '%s is called by tenant B: nothing of tenant A is told or changed',
    async (_title, route) => {
      const test = filled();

      const answer = await call(test, route, test.bearer(['*'], tenantB));

      expect(JSON.stringify(answer.body)).not.toContain('keyofa');
      // Prices of ours are there for everybody.
      const isThere = route.method === 'put' || (route.method === 'get' && route.path.endsWith('/prices'));
      expect(answer.status).toBe(isThere ? 200 : 404);
      expect(test.held.outsideModels.filter(({ tenantId }) => tenantId === tenantA)).toEqual([outsideOfA]);
      expect(test.held.priceSettings.get(tenantA)).toEqual(pricesOfA);
    },
  );

  it.each(lists.filter(([, route]) => isFile(route)))(
    '%s is taken by tenant B: a file with nothing of tenant A',
    async (_title, route) => {
      const test = filled();

      const answer = await call(test, route, test.bearer(['*'], tenantB));

      expect([answer.status, isEmptyFile(answer)]).toEqual([200, true]);
    },
  );

  it.each(lists.filter(([, route]) => !isFile(route)))(
    '%s is called by tenant B: nothing of tenant A',
    async (title, route) => {
      const test = filled();

      const answer = await call(test, route, test.bearer(['*'], tenantB));

      // What comes with the product is everybody's.
      const own = title.endsWith('/v1/apikeys')
        ? 1
        : title.includes('/v1/triggers')
          ? shippedRules().size + Number(title.endsWith('/types'))
          : title.endsWith('/v1/units')
            ? unitCodes.length
            : 0;
      const told = answer.body.data.filter(({ source }: { source?: string }) => source !== 'public');
      expect([answer.status, told.length, answer.body.nextCursor]).toEqual([200, own, null]);
    },
  );

  it('put the same reference: two customers, each in its own tenant', async () => {
    const test = filled();

    await request(test.app)
      .put('/v1/customers/C001')
      .set('Authorization', test.bearer(['*'], tenantB))
      .send(aCustomerBody({ name: 'Other' }));

    expect(test.held.customers.map(({ tenantId, name }) => [tenantId, name])).toEqual([
      [tenantA, 'Örnek Kuyumculuk San. ve Tic. A.Ş.'],
      [tenantB, 'Other'],
    ]);
  });
});

/** A key, or the session of somebody where the route is for people. */
const proofFor = (test: TestApp, { scope }: AnyRoute): Record<string, string> =>
  scope === 'session' ? { Cookie: `${sessionCookieName}=${sessionToken}` } : { Authorization: test.bearer() };

describe('operator injection', () => {
  const attacks = ['{"$ne":null}', '[$ne]', '$where', '__proto__', 'constructor', "';return true;//"];
  const reads = titled.filter(([, { method }]) => method === 'get');

  it.each(reads)(
    '%s gets attacks in path and query: refused or literal, never another result',
    async (_title, route) => {
      const test = filled();
      const proof = proofFor(test, route);
      const plain = pathOf(route);

      for (const attack of attacks) {
        const text = encodeURIComponent(attack);
        const paths = [
          `${plain}?limit=${text}`,
          `${plain}?customer=${text}`,
          `${plain}?customer[$ne]=1`,
          `${plain}?${text}=1`,
        ];
        if (route.path.includes('{')) paths.push(route.path.replace(/\{\w+\}/, text));
        for (const path of [...paths, `${plain}?limit=1&limit=2`]) {
          const answer = await request(test.app).get(path).set(proof);
          const empty = isFile(route)
            ? isEmptyFile(answer)
            : Array.isArray(answer.body.data) && answer.body.data.length === 0;
          expect([path, [400, 404].includes(answer.status) || empty]).toEqual([path, true]);
        }
      }
      expect(({} as Record<string, unknown>)['$ne']).toBeUndefined();
    },
  );

  /** What is an attack elsewhere and a value here. */
  const fitting: Readonly<Record<string, readonly unknown[]>> = {
    ...{ callsPerMinute: [42, null], quietHours: [null] },
  };

  const writes = titled.filter(([, { body }]) => body !== null);

  it.each(writes)(
    '%s gets an operator in each field of its body: 400 and nothing changed',
    async (_title, route) => {
      const test = filled();
      const proof = proofFor(test, route);
      const before = JSON.stringify(test.held);
      const body = bodies[route.path] ?? {};

      for (const [field, valid] of Object.entries(body) as [string, unknown][]) {
        for (const attack of [{ $ne: null }, [{ $gt: '' }], { $where: '1' }, ['a', 'b'], 42, null, true]) {
          if (typeof attack === 'boolean' && typeof valid === 'boolean') continue;
          if (fitting[field]?.includes(attack)) continue;
          const answer = await send(test, route.method, pathOf(route))
            .set(proof)
            .send({ ...body, [field]: attack });
          expect([field, attack, answer.status]).toEqual([field, attack, 400]);
        }
      }
      expect(JSON.stringify(test.held)).toBe(before);
    },
  );
});

describe('API keys', () => {
  const read = (test: TestApp, authorization: string) =>
    request(test.app).get('/v1/customers').set('Authorization', authorization);

  it.each([
    ['another secret', (key: string) => `${key.slice(0, -4)}AAAA`],
    ['another id', (key: string) => key.replace(/wk_[0-9a-f]+/, 'wk_00')],
    ['another scheme', (key: string) => key.replace('Bearer', 'Basic')],
    ['nothing after the scheme', () => 'Bearer '],
    ['something behind it', (key: string) => `${key} x`],
  ])('come with %s: 401', async (_case, spoil) => {
    const test = makeTestApp();

    expect((await read(test, spoil(test.bearer()))).status).toBe(401);
  });

  it('are opaque texts given by the operator: found by their hash', async () => {
    const test = makeTestApp();
    const issue = {
      tenantId: tenantA,
      name: 'env',
      scopes: ['*'] as const,
      expiresAt: null,
      now: startOfTests,
    };
    test.held.keys.push(recordOfGivenKey(issue, 'operator-given-key-0001'));

    expect((await read(test, 'Bearer operator-given-key-0001')).status).toBe(200);
    expect((await read(test, 'Bearer operator-given-key-0002')).status).toBe(401);
  });

  it('are issued, used, revoked: shown once, stored as a hash, dead at once', async () => {
    const test = makeTestApp();
    const admin = test.bearer(['admin']);

    const issued = await request(test.app)
      .post('/v1/apikeys')
      .set('Authorization', admin)
      .send({ name: 'erp', scopes: ['customers:read'] });

    expect([issued.status, issued.body.scopes]).toEqual([201, ['customers:read']]);
    expect(issued.body.key).toMatch(/^wk_[0-9a-f]+_[A-Za-z0-9_-]{43}$/);
    // The secret is the last 43 characters; it may hold an underscore itself.
    expect(JSON.stringify(test.held.keys)).not.toContain(issued.body.key.slice(-43));
    expect((await read(test, `Bearer ${issued.body.key}`)).status).toBe(200);
    const list = await request(test.app).get('/v1/apikeys').set('Authorization', admin);
    expect(JSON.stringify(list.body)).not.toMatch(/wk_|hash/);
    await request(test.app).delete(`/v1/apikeys/${issued.body.id}`).set('Authorization', admin).expect(204);
    expect((await read(test, `Bearer ${issued.body.key}`)).status).toBe(401);
  });

  it('are over their time: 401', async () => {
    const test = makeTestApp();
    const key = test.bearer();
    test.held.keys = test.held.keys.map((record) => ({ ...record, expiresAt: startOfTests }));
    const authenticate = makeAuthenticate({
      clock: { now: () => startOfTests },
      sessions: { find: async () => null },
      requireOwnOrigin: () => undefined,
      isServed: () => true,
      wrongKeys: new WrongKeys(silentLogger),
      keyRates: { take: async () => undefined },
      trustedProxyHops: 0,
      keys: {
        find: async (id) => test.held.keys.find((record) => record.id === id) ?? null,
        findByHash: async () => null,
        create: async () => undefined,
        list: async () => ({ items: [], next: null }),
        revoke: async () => false,
        revokeGiven: async () => undefined,
        setCallsPerMinute: async () => null,
        touch: async () => undefined,
      },
    });

    // What is read of a call.
    const call = (...authorization: string[]): IncomingMessage =>
      ({ headersDistinct: { authorization }, headers: {}, socket: {} }) as unknown as IncomingMessage;
    await expect(authenticate(call(key))).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(authenticate(call(key, key))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
