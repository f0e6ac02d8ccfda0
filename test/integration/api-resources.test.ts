import request from 'supertest';
import type { RequestId, ConversationId } from '../../src/shared/ids.ts';
import { makeTestApp, type TestApp } from '../support/app.ts';
import {
  aConversation,
  aCustomerBody,
  aDecision,
  aMessage,
  aRequest,
  aStep,
} from '../support/builders-api.ts';

const client = (test: TestApp) => {
  const key = test.bearer();
  const send = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    request(test.app)[method](path).set('Authorization', key);
  return {
    get: (path: string) => send('get', path),
    post: (path: string) => send('post', path),
    put: (path: string) => send('put', path),
    delete: (path: string) => send('delete', path),
  };
};

describe('/v1/customers', () => {
  it('gets a customer: stored with a normalised phone and answered as stored', async () => {
    const test = makeTestApp();
    const api = client(test);

    const answer = await api.put('/v1/customers/C001').send(aCustomerBody());

    const expected = {
      ...aCustomerBody(),
      ref: 'C001',
      recipientType: null,
      writtenAccountContract: null,
      taxNumber: null,
      labels: [],
      contacts: [{ ...aCustomerBody().contacts[0], phone: '+905000000101', phoneVerified: true }],
      accounts: [],
    };
    expect([answer.status, answer.body]).toEqual([200, expected]);
    expect((await api.get('/v1/customers/C001')).body).toEqual(expected);
    expect((await api.get('/v1/contacts?customer=C001')).body).toEqual({
      data: [{ ...expected.contacts[0], customerRefs: ['C001'] }],
      nextCursor: null,
    });
  });

  it('gets the least a customer needs: language of the house, nobody binds, no roles', async () => {
    const api = client(makeTestApp());
    const contacts = [{ ref: 'C9-1', name: 'Ada', phone: '+905000000901' }];

    const answer = await api.put('/v1/customers/C9').send({ name: 'Ada', contacts });

    expect(answer.body).toEqual({
      ref: 'C9',
      name: 'Ada',
      language: 'tr',
      recipientType: null,
      writtenAccountContract: null,
      taxNumber: null,
      labels: [],
      contacts: [{ ...contacts[0], language: 'tr', roles: [], canBind: false, phoneVerified: true }],
      accounts: [],
    });
  });

  it('gets accounts, kind of recipient, contract and an unverified number: answered as stored', async () => {
    const api = client(makeTestApp());
    const lines = [{ unit: 'HAS', quantity: '1250.340', side: 'B' }];
    const known = { recipientType: 'TACIR', writtenAccountContract: true, labels: ['vip'] };
    const contacts = [{ ...aCustomerBody().contacts[0], phoneVerified: false }];
    const accounts = [
      { accountNo: '120.01.0001', lines, asOf: '2026-11-01T00:00:00+03:00' },
      { accountNo: '120.01.0002', lines },
    ];

    const answer = await api.put('/v1/customers/C001').send(aCustomerBody({ ...known, contacts, accounts }));

    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining(known)]);
    expect(answer.body.contacts[0].phoneVerified).toBe(false);
    expect(answer.body.accounts).toEqual([
      { accountNo: '120.01.0001', lines, asOf: '2026-10-31T21:00:00.000Z' },
      { accountNo: '120.01.0002', lines, asOf: '2026-11-24T10:00:00.000Z' },
    ]);
    expect((await api.get('/v1/customers/C001')).body).toEqual(answer.body);
  });

  it.each([
    ['123 456 78 90', '1234567890'],
    ['100.000.001-46', '10000000146'],
  ])('gets the tax number %s: stored in digits alone, and shown back', async (written, taxNumber) => {
    const api = client(makeTestApp());

    const answer = await api.put('/v1/customers/C001').send(aCustomerBody({ taxNumber: written }));

    expect([answer.status, answer.body.taxNumber]).toEqual([200, taxNumber]);
    expect((await api.get('/v1/customers/C001')).body.taxNumber).toBe(taxNumber);
    // What was read may be written back.
    expect((await api.put('/v1/customers/C001').send(aCustomerBody({ taxNumber }))).status).toBe(200);
  });

  it.each(['1234567891', '10000000147', '01234567890', '123456789', 'yok', ''])(
    'gets the tax number «%s», whose check digits are wrong: 400 with the field, and nothing changes',
    async (taxNumber) => {
      const api = client(makeTestApp());
      await api.put('/v1/customers/C001').send(aCustomerBody({ taxNumber: '1234567890' }));

      const answer = await api.put('/v1/customers/C001').send(aCustomerBody({ taxNumber }));

      expect([answer.status, answer.body.code, answer.body.problems]).toEqual([
        ...[400, 'validation_failed', [expect.objectContaining({ field: 'taxNumber' })]],
      ]);
      if (taxNumber !== '') expect(JSON.stringify(answer.body)).not.toContain(taxNumber);
      expect((await api.get('/v1/customers/C001')).body.taxNumber).toBe('1234567890');
    },
  );

  const account = { accountNo: '120.01.0001', lines: [{ unit: 'TRY', quantity: '1.00', side: 'B' }] };

  it.each([
    ['an account twice', { accounts: [account, account] }, 'accounts'],
    [
      'a unit twice in an account',
      { accounts: [{ ...account, lines: [...account.lines, ...account.lines] }] },
      'accounts[0].lines',
    ],
    ['a local time of a balance', { accounts: [{ ...account, asOf: '2026-11-01' }] }, 'accounts[0].asOf'],
    ['another kind of recipient', { recipientType: 'TACİR' }, 'recipientType'],
    ['movements', { accounts: [{ ...account, movements: [] }] }, 'accounts[0].movements'],
  ])('gets %s: 400 with the path of the field', async (_case, changes, field) => {
    const answer = await client(makeTestApp()).put('/v1/customers/C001').send(aCustomerBody(changes));

    expect([answer.status, answer.body.problems]).toEqual([400, [expect.objectContaining({ field })]]);
  });

  const contact = aCustomerBody().contacts[0];

  it.each([
    ['no phone', [{ ...contact, phone: undefined }], 'contacts[0].phone'],
    ['a word as phone', [{ ...contact, phone: 'call me' }], 'contacts[0].phone'],
    ['an unknown role', [{ ...contact, roles: ['king'] }], 'contacts[0].roles[0]'],
    ['an unknown language', [{ ...contact, language: 'de' }], 'contacts[0].language'],
    [
      'a limit as number',
      [{ ...contact, limits: [{ unit: 'HAS', quantity: 5 }] }],
      'contacts[0].limits[0].quantity',
    ],
    [
      'a limit with too many decimals',
      [{ ...contact, limits: [{ unit: 'TRY', quantity: '5.001' }] }],
      'contacts[0].limits[0].quantity',
    ],
    ['a contact twice', [contact, { ...contact, phone: '+905000000102' }], 'contacts'],
    ['a phone twice', [contact, { ...contact, ref: 'C001-9', phone: '+90 500 000 01 01' }], 'contacts'],
    ['a name of two lines', [{ ...contact, name: 'Ada\nHesapçı' }], 'contacts[0].name'],
  ])('gets %s: 400 with the path of the field and no echo of the value', async (_case, contacts, field) => {
    const test = makeTestApp();

    const answer = await client(test).put('/v1/customers/C001').send({ name: 'X', contacts });

    expect([answer.status, answer.body.problems]).toEqual([400, [expect.objectContaining({ field })]]);
    expect(answer.text).not.toMatch(/call me|king|\+90500/);
    expect(test.held.customers).toEqual([]);
  });

  it('is listed in pages: every customer once, in order', async () => {
    const test = makeTestApp();
    const api = client(test);
    for (const ref of ['C3', 'C1', 'C2']) await api.put(`/v1/customers/${ref}`).send(aCustomerBody());

    const first = await api.get('/v1/customers?limit=2');
    const second = await api.get(`/v1/customers?limit=2&cursor=${first.body.nextCursor}`);

    const refs = [...first.body.data, ...second.body.data].map(({ ref }) => ref);
    expect([refs, second.body.nextCursor]).toEqual([['C1', 'C2', 'C3'], null]);
  });

  it.each(['limit=0', 'limit=201', 'limit=ten', 'cursor=%00', 'cursor=e30', 'colour=red', 'limit=1&limit=2'])(
    'is listed with %s: 400',
    async (query) => {
      expect((await client(makeTestApp()).get(`/v1/customers?${query}`)).status).toBe(400);
    },
  );
});

describe('/v1/requests', () => {
  it('is read: exactly the documented shape, nothing of our own', async () => {
    const test = makeTestApp();
    test.held.requests.push(aRequest());

    const answer = await client(test).get('/v1/requests/req_1');

    expect(answer.body).toEqual({
      id: 'req_1',
      kind: 'reconciliation',
      status: 'open',
      outcome: null,
      eventId: 'evt_0001',
      reference: 'MUT-2026-10-C001',
      version: 1,
      customerRef: 'C001',
      contactRef: 'C001-2',
      lines: [
        { unit: 'HAS', quantity: '1250.340', side: 'B', answer: 'agreed', own: null },
        {
          unit: 'TRY',
          quantity: '264750.00',
          side: 'A',
          answer: 'disagreed',
          own: { quantity: '1.00', side: 'B' },
        },
      ],
      reason: null,
      createdAt: '2026-11-23T07:00:00.000Z',
      dueAt: '2026-12-08T20:59:59.000Z',
      expiresAt: '2026-12-23T20:59:59.000Z',
      closedAt: null,
      decision: null,
      history: [{ at: '2026-11-23T07:00:00.000Z', what: 'created', by: 'system' }],
    });
  });

  it.each([
    ['', ['req_1', 'req_2']],
    ['?status=closed', ['req_2']],
    ['?kind=approval', ['req_2']],
    ['?customer=C001', ['req_1']],
    ['?reference=ONY-1', ['req_2']],
    ['?eventId=evt_0001', ['req_1', 'req_2']],
    ['?due=overdue', ['req_2']],
    ['?due=2026-12-31T00:00:00%2B03:00', ['req_1', 'req_2']],
    ['?customer=C001&status=closed', []],
  ])('is listed with %s: %j', async (query, found) => {
    const test = makeTestApp();
    test.held.requests.push(
      aRequest(),
      aRequest({
        id: 'req_2' as RequestId,
        kind: 'approval',
        status: 'closed',
        outcome: 'approved',
        customerRef: 'C002',
        reference: 'ONY-1',
        dueAt: new Date('2026-11-20T00:00:00Z'),
      }),
    );

    const answer = await client(test).get(`/v1/requests${query}`);

    expect(answer.body.data.map(({ id }: { id: string }) => id)).toEqual(found);
  });

  it.each(['cancel', 'remind'])(
    'gets %s: the order is stored under the conversation, 202 with the request',
    async (type) => {
      const test = makeTestApp();
      test.held.requests.push(aRequest());

      const answer = await client(test).post(`/v1/requests/req_1/${type}`);

      expect([answer.status, answer.body.id]).toEqual([202, 'req_1']);
      expect(test.held.commands).toMatchObject([
        {
          tenantId: 't_demo',
          conversationId: 'cnv_1',
          command: { type, requestId: 'req_1', by: expect.stringMatching(/^key:/) },
        },
      ]);
    },
  );

  it('gets the same order twice with one Idempotency-Key: one command id', async () => {
    const test = makeTestApp();
    test.held.requests.push(aRequest());
    const api = client(test);

    for (const key of ['k1', 'k1', 'k2'])
      await api.post('/v1/requests/req_1/remind').set('Idempotency-Key', key);

    const [first, second, third] = test.held.commands.map(({ commandId }) => commandId);
    expect([first === second, first === third]).toEqual([true, false]);
  });

  it.each([
    ['has ended', aRequest({ status: 'closed', outcome: 'agreed' }), 'request_closed'],
    ['is with nobody yet', aRequest({ conversationId: null }), 'request_not_started'],
  ])('gets an order while it %s: 409 and nothing ordered', async (_case, record, code) => {
    const test = makeTestApp();
    test.held.requests.push(record);

    const answer = await client(test).post('/v1/requests/req_1/cancel');

    expect([answer.status, answer.body.code, test.held.commands]).toEqual([409, code, []]);
  });

  it('is asked for its evidence: what was asked, shown and answered, as a file', async () => {
    const test = makeTestApp();
    test.held.requests.push(aRequest());
    test.held.decisions.push(aDecision());
    test.held.messages.push(aMessage());

    const answer = await client(test).get('/v1/requests/req_1/evidence?format=json');

    expect(answer.headers['content-disposition']).toBe('attachment; filename="evidence-req_1.json"');
    expect(answer.body).toMatchObject({
      format: 'mutabik-evidence/1',
      request: { id: 'req_1' },
      content: { reference: 'MUT-2026-10-C001' },
      decisions: [{ id: 'dec_1', question: { shownHash: 'b'.repeat(64) }, answer: { text: 'Mutabıkız' } }],
      messages: [{ id: 'msg_1', text: 'Mutabık mısınız?' }],
    });
    expect((await client(test).get('/v1/requests/req_1/evidence?format=exe')).status).toBe(400);
  });
});

describe('/v1/conversations', () => {
  const filled = () => {
    const test = makeTestApp();
    test.held.conversations.push(aConversation());
    test.held.messages.push(aMessage());
    test.held.steps.push(aStep());
    return test;
  };

  it('is read: the documented shapes of conversation, messages, steps and transcript', async () => {
    const api = client(filled());
    const conversation = {
      id: 'cnv_1',
      channelId: 'chn_1',
      contactRef: 'C001-2',
      customerRefs: ['C001'],
      mode: 'bot',
      language: 'tr',
      windowExpiresAt: '2026-11-25T09:00:00.000Z',
      lastMessageAt: '2026-11-24T09:00:00.000Z',
      openRequestIds: ['req_1'],
      waiting: null,
    };
    const message = {
      id: 'msg_1',
      conversationId: 'cnv_1',
      direction: 'out',
      kind: 'buttons',
      text: 'Mutabık mısınız?',
      choices: [{ id: 'tok.1.agreed', title: 'Mutabıkız' }],
      author: 'bot',
      at: '2026-11-23T07:00:01.000Z',
      providerMessageId: 'wamid.AAA',
      status: 'delivered',
      statuses: [{ status: 'sent', at: '2026-11-23T07:00:02.000Z', error: null }],
      requestId: 'req_1',
      held: null,
      about: null,
      file: null,
      groupId: null,
      forwarded: false,
      frequentlyForwarded: false,
      referral: null,
      product: null,
      order: null,
      contacts: [],
    };
    const step = {
      rev: 1,
      at: '2026-11-23T07:00:00.000Z',
      inputs: [{ id: 'in_1', type: 'request' }],
      states: { reconciliation: 'awaitingAnswer' },
      effects: [{ type: 'sendPrompt' }],
    };

    const nobodys = { assignee: null, assignedAt: null, formerAssignee: null, rev: 0 };
    const listed = { ...conversation, assignment: nobodys };

    expect((await api.get('/v1/conversations/cnv_1')).body).toEqual(listed);
    expect((await api.get('/v1/conversations?customer=C001&contact=C001-2')).body.data).toEqual([listed]);
    expect((await api.get('/v1/conversations?contact=C9')).body.data).toEqual([]);
    expect((await api.get('/v1/conversations/cnv_1/messages')).body).toEqual({
      data: [message],
      nextCursor: null,
    });
    expect((await api.get('/v1/conversations/cnv_1/steps')).body.data).toEqual([step]);
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect((await api.get('/v1/conversations/cnv_1/transcript?format=json')).body).toEqual({
      export: expect.objectContaining({ format: 'mutabik-transcript/1', from: null, to: null }),
      conversation,
      messages: [{ ...message, sha256: hash }],
      leftOut: 0,
      integrity: { algorithm: 'SHA-256', messages: 1, sha256: hash },
    });
  });

  it('is exported with more messages than a page: all of them', async () => {
    const test = filled();
    for (let n = 0; n < 450; n += 1)
      test.held.messages.push(aMessage({ id: `m_${String(n).padStart(4, '0')}` }));

    const answer = await client(test).get('/v1/conversations/cnv_1/transcript');

    expect(answer.body.messages).toHaveLength(451);
  });

  it('newest messages first: the same ones, and no other order', async () => {
    const test = filled();
    test.held.messages.push(aMessage({ id: 'm_2' }));
    const of = async (query: string) => client(test).get(`/v1/conversations/cnv_1/messages?order=${query}`);
    const ids = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id);

    expect(ids(await of('newest'))).toEqual(ids(await of('oldest')).reverse());
    expect((await of('random')).status).toBe(400);
  });

  it('gets a text of staff: ordered once, 202 with the conversation', async () => {
    const test = filled();

    const answer = await client(test).post('/v1/conversations/cnv_1/messages').send({ text: ' Merhaba ' });

    expect([answer.status, answer.body.id]).toEqual([202, 'cnv_1']);
    expect(test.held.commands).toMatchObject([
      { conversationId: 'cnv_1', command: { type: 'say', text: 'Merhaba' } },
    ]);
  });

  it.each([
    ['the person never wrote', null],
    ['the window is over', new Date('2026-11-24T09:59:59Z')],
  ])('gets a text of staff while %s: 409', async (_case, windowExpiresAt) => {
    const test = makeTestApp();
    test.held.conversations.push(aConversation({ windowExpiresAt }));

    const answer = await client(test).post('/v1/conversations/cnv_1/messages').send({ text: 'Merhaba' });

    expect([answer.status, answer.body.code, test.held.commands]).toEqual([409, 'window_closed', []]);
  });

  it.each(['takeover', 'release'])('gets %s: ordered with the caller’s name', async (type) => {
    const test = filled();

    const answer = await client(test).post(`/v1/conversations/cnv_1/${type}`);

    expect(answer.status).toBe(202);
    expect(test.held.commands).toMatchObject([
      { conversationId: 'cnv_1' as ConversationId, command: { type, by: expect.stringMatching(/^key:/) } },
    ]);
  });
});

describe('/v1/callbacks', () => {
  const url = 'https://erp.example.com/hook';

  it('gets an endpoint: the secret is answered once and never again', async () => {
    const test = makeTestApp();
    const api = client(test);

    const made = await api.put('/v1/callbacks/erp').send({ url, types: ['request.closed'] });
    const again = await api.put('/v1/callbacks/erp').send({ url });
    const read = await api.get('/v1/callbacks/erp');
    const list = await api.get('/v1/callbacks');

    expect(made.body).toMatchObject({ name: 'erp', url, types: ['request.closed'], status: 'active' });
    expect(Buffer.from(made.body.secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(again.body.types).toEqual(['*']);
    expect(JSON.stringify([again.body, read.body, list.body])).not.toContain('secret');
    expect(test.held.endpoints[0]?.secrets).toEqual([{ secret: made.body.secret, until: null }]);
  });

  it('gets a secret of the caller’s own, then another: the old one signs for a day more', async () => {
    const test = makeTestApp();
    const api = client(test);
    const [one, two] = ['a', 'b'].map((letter) => `whsec_${Buffer.alloc(32, letter).toString('base64')}`);

    await api.put('/v1/callbacks/erp').send({ url, secret: one });
    const changed = await api.put('/v1/callbacks/erp').send({ url, secret: two });
    const rotated = await api.put('/v1/callbacks/erp').send({ url, rotateSecret: true });

    expect(changed.body.secret).toBe(two);
    expect(test.held.endpoints[0]?.secrets).toEqual([
      { secret: rotated.body.secret, until: null },
      { secret: two, until: new Date('2026-11-25T10:00:00Z') },
    ]);
  });

  it.each(['whsec_short', 'plain', `whsec_${'A'.repeat(100)}`])(
    'gets the bad secret %s: 400',
    async (secret) => {
      expect((await client(makeTestApp()).put('/v1/callbacks/erp').send({ url, secret })).status).toBe(400);
    },
  );

  it.each([
    'http://erp.example.com/',
    'https://erp.example.com:8443/',
    'https://user:pass@erp.example.com/',
    'https://127.0.0.1/',
    'ftp://erp.example.com/',
    'nonsense',
  ])('gets the address %s: 400 callback_url_refused and nothing saved', async (refused) => {
    const test = makeTestApp();

    const answer = await client(test).put('/v1/callbacks/erp').send({ url: refused });

    expect([answer.status, answer.body.code, test.held.endpoints]).toEqual([400, 'callback_url_refused', []]);
  });

  it('is removed: gone, and 404 the second time', async () => {
    const api = client(makeTestApp());
    await api.put('/v1/callbacks/erp').send({ url });

    expect((await api.delete('/v1/callbacks/erp')).status).toBe(204);
    expect((await api.delete('/v1/callbacks/erp')).status).toBe(404);
  });
});
