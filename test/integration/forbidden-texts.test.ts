import { aLetterEvent, anApprovalEvent, fixtureEvent } from '../support/events.ts';
import { runCaller } from '../support/run-caller.ts';
import { conversationOf, newPerson } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('texts people write to customers', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true, now: '2026-11-23T07:00:00.000Z' });
  });
  afterAll(() => world?.close());

  const { contact_id: _named, ...deadline } = fixtureEvent('evt_1020');
  const withData = (id: string, data: object): object => ({
    ...fixtureEvent(id),
    event_id: `evt_word_${id}`,
    data: { ...(fixtureEvent(id).data as object), ...data },
  });
  const facts = { eventId: 'evt_word', customer: 'C001', contact: 'C001-1' };

  it.each([
    ['data.subject', anApprovalEvent({ ...facts, data: { subject: 'Ş Ü P H E L İ işlem' } }), 'şüpheli'],
    ['data.detail', anApprovalEvent({ ...facts, data: { detail: 'MASAK onayı sonrası' } }), 'MASAK'],
    [
      'data.requested_by',
      anApprovalEvent({ ...facts, data: { requested_by: 'Yaptırım Birimi' } }),
      'yaptırım',
    ],
    [
      'data.price.source',
      anApprovalEvent({ ...facts, data: { price: { rate: '7000', source: 'AML desk' } } }),
      'AML',
    ],
    ['data.letter_id', aLetterEvent({ ...facts, data: { letter_id: 'MASAK-17' } }), 'MASAK'],
    ['data.subject', withData('evt_1020', { subject: 'ŞİB son tarih (MASAK)' }), 'MASAK'],
    ['data.interaction_label', withData('evt_1015', { interaction_label: 'مشبوهة' }), 'مشبوه'],
    [
      'data.emit_data.subject',
      {
        type: 'schedule.date.reached',
        event_id: 'evt_word_date',
        tenant: 't_demo',
        occurred_at: '2026-11-23T10:00:00+03:00',
        data: {
          rule_id: 'r1',
          local_date: '2026-11-26',
          local_time: '09:00',
          anchor: 'due_date',
          offset_days: -3,
          emits: 'deadline.approaching',
          customer_ids: ['C001'],
          emit_data: { ...(deadline.data as object), subject: 'kara liste kontrolü' },
        },
      },
      'kara liste',
    ],
  ])('%s of an event: refused with field and word, and nothing is kept of it', async (field, event, word) => {
    const answer = await world.api.post('/v1/events', event);

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(answer.body.problems).toContainEqual({ field, message: expect.stringContaining(`«${word}»`) });
    const id = String((event as { event_id: string }).event_id);
    expect((await world.api.get(`/v1/events/${id}`)).status).toBe(404);
  });

  it.each([
    [
      'a deadline for the compartment',
      { ...deadline, event_id: 'ok_1', audience: 'staff.compliance_responsible' },
    ],
    ['a deadline for staff', { ...deadline, event_id: 'ok_2', audience: 'staff' }],
  ])('%s with the same words: taken', async (_title, event) => {
    const data = { ...(deadline.data as object), subject: 'ŞİB son tarih (MASAK)' };
    expect((await world.api.post('/v1/events', { ...event, data })).status).toBe(202);
  });

  it('why a document is asked for, which nobody outside reads: taken', async () => {
    const event = withData('evt_1012', { reason_code: 'sanction_screening' });
    expect((await world.api.post('/v1/events', event)).status).toBe(202);
  });

  it('R2: a text of staff: refused with the word, and nothing goes out', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const before = person.got().length;
    const answer = await world.api.post(`/v1/conversations/${id}/messages`, {
      text: 'İşleminiz M.A.S.A.K incelemesinde.',
    });
    await world.settle();

    expect([answer.status, answer.body.problems]).toEqual([
      400,
      [{ field: 'text', message: expect.stringContaining('«MASAK»') }],
    ]);
    expect(person.got()).toHaveLength(before);
  });

  const row = { customer: 'C001', unit: 'HAS', amount: '10.000' };
  const aRunOf = (said: object): object => ({ periodEnd: '2026-10-31', rows: [row], ...said });
  const aCustomer = (said: object): object => ({ name: 'Demo Kuyumculuk', contacts: [], ...said });
  const aReply = (said: object): object => ({
    ...{ title: 'Olur', shortcut: 'olur', texts: { tr: 'Olur' } },
    ...said,
  });
  const contact = { ref: 'W1-1', name: 'Ada', phone: '+905550009911' };
  const aRule = (data: object): object => ({
    ...{ name: 'Ziyaret', on: 'custom.visit', then: [{ do: 'notify', as: 'report.ready', data }] },
  });
  it.each([
    ['post', '/v1/runs', aRunOf({ note: 'MASAK incelemesi sürüyor' }), 'note', 'MASAK'],
    ['post', '/v1/runs', aRunOf({ rows: [row, { ...row, account: 'BLOKE 1' }] }), 'rows[1].account', 'bloke'],
    ['post', '/v1/runs', aRunOf({ rows: [{ ...row, reference: 'MASAK-7' }] }), 'rows[0].reference', 'MASAK'],
    [
      'post',
      '/v1/runs',
      aRunOf({ rows: [{ ...row, customer: 'kara liste 7' }] }),
      'rows[0].customer',
      'kara liste',
    ],
    ['put', '/v1/customers/W1', aCustomer({ name: 'Ada (MASAK)' }), 'name', 'MASAK'],
    [
      'put',
      '/v1/customers/W1',
      aCustomer({ contacts: [{ ...contact, name: 'Ada, şüpheli' }] }),
      'contacts[0].name',
      'şüpheli',
    ],
    [
      'put',
      '/v1/customers/W1',
      aCustomer({ accounts: [{ accountNo: 'BLOKE 120', lines: [] }] }),
      'accounts[0].accountNo',
      'bloke',
    ],
    ['put', '/v1/triggers/word/draft', aRule({ title: 'AML' }), 'then[0].data.title', 'AML'],
    [
      'put',
      '/v1/units/WRD',
      {
        ...{
          kind: 'weight',
          decimals: 3,
          decimalsShown: 2,
          carat: null,
          words: { tr: ['altın'], en: ['gold'], ar: ['ذهب'] },
        },
        names: {
          tr: { name: 'bloke altın', short: 'altın', suffix: 'g' },
          en: { name: 'gold', short: 'gold', suffix: 'g' },
          ar: { name: 'ذهب', short: 'ذهب', suffix: 'غ' },
        },
      },
      'names.tr.name',
      'bloke',
    ],
    [
      'put',
      '/v1/units/HAS/constants',
      {
        constants: [
          { kind: 'buying', value: '2950.50', in: 'TRY', source: 'bloke kuru', validFrom: '2026-11-01' },
        ],
      },
      'constants[0].source',
      'bloke',
    ],
    ['post', '/v1/canned-replies', aReply({ texts: { tr: 'MASAK sordu' } }), 'texts.tr', 'MASAK'],
    ['post', '/v1/canned-replies', aReply({ texts: { tr: 'Olur', en: 'AML check' } }), 'texts.en', 'AML'],
    ['post', '/v1/canned-replies', aReply({ texts: { tr: 'Emanet aldık' } }), 'texts.tr', 'emanet'],
    ['post', '/v1/canned-replies', aReply({ title: 'Yaptırım' }), 'title', 'yaptırım'],
    ['put', '/v1/canned-replies/rpl_any', aReply({ shortcut: 'masak' }), 'shortcut', 'MASAK'],
    [
      'post',
      '/v1/privacy-requests/dsr_any/close',
      { outcome: 'refused', note: 'MASAK incelemesi var' },
      'note',
      'MASAK',
    ],
  ] as const)('%s %s (%#): refused with the field and the word', async (method, path, body, field, word) => {
    const answer = await world.api[method](path, body);

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(answer.body.problems).toContainEqual({ field, message: expect.stringContaining(`«${word}»`) });
  });

  it('R2: a file of a run: its rows say in which column the word stands, a correction with one is refused', async () => {
    const caller = runCaller(world);
    const table = [
      'Müşteri No;Birim;Bakiye;B/A;Hesap No;Mektup No',
      'C001;TL;1.000,50;B;BLOKE 1;',
      'C001;TL;1.000,50;B;120.01.0001;MASAK-3',
      'C001;TL;1.000,50;B;120.01.0001;MUT-99',
    ].join('\n');
    const { body } = await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201);
    const { id } = body as { id: string };
    const rows = await caller.rows(id);

    expect(rows.map(({ state, problems }) => [state, problems])).toEqual([
      ['error', ['account_words']],
      ['error', ['reference_words']],
      ['ready', []],
    ]);
    expect((await caller.file(`/v1/runs/${id}/errors?format=csv`)).toString('utf8')).toContain(
      'Hesap numarasında müşteriye yazılamayacak bir sözcük var',
    );
    const refused = await caller.patch(`/v1/runs/${id}/rows/3`, { reference: 'AML-1' }).expect(400);
    expect(refused.body.problems).toEqual([
      { field: 'reference', message: expect.stringContaining('«AML»') },
    ]);
    const right = await caller.patch(`/v1/runs/${id}/rows/1`, { account: '120.01.0001' }).expect(200);
    expect(right.body.state).toBe('ready');
    const form = await caller.upload(table, { periodEnd: '2026-10-31', note: 'yaptırım' }).expect(400);
    expect(form.body.problems).toEqual([{ field: 'note', message: expect.stringContaining('«yaptırım»') }]);
  });

  it.each([
    ['note', aRunOf({ note: 'İhtar yerine geçer' }), 'statutory_word: must not hold «ihtar»'],
    [
      'rows[0].reference',
      aRunOf({ rows: [{ ...row, reference: 'Emanet-1' }] }),
      'custody_word: must not hold «emanet»',
    ],
  ])('R14 R23: %s of a run: refused, and the reason begins with the rule', async (field, body, message) => {
    const answer = await world.api.post('/v1/runs', body);

    expect(answer.status).toBe(400);
    expect(answer.body.problems).toContainEqual({ field, message: expect.stringContaining(message) });
  });

  it.each([
    ['Temerrüde düştünüz, sözleşmeyi feshediyoruz.', ['temerrüd', 'feshe'], 'statutory_word'],
    ['We hereby rescind; you are in default.', ['rescind', 'you are in default'], 'statutory_word'],
    ['سنفسخ العقد.', ['نفسخ العقد'], 'statutory_word'],
    ['Altınınız emanetimizdedir.', ['emanet'], 'custody_word'],
  ])('R14 R23: staff write «%s»: refused with each word', async (text, words, rule) => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const before = person.got().length;
    const answer = await world.api.post(`/v1/conversations/${id}/messages`, { text });
    await world.settle();

    expect(answer.status).toBe(400);
    expect(answer.body.problems).toEqual(
      words.map((word) => ({
        field: 'text',
        message: expect.stringContaining(`${rule}: must not hold «${word}»`),
      })),
    );
    expect(person.got()).toHaveLength(before);
  });

  it.each([
    'Feshane önünde buluşalım, size akşam döneriz.',
    'Your default address is used; the letter is in our office.',
    'نعود إليكم اليوم.',
  ])('R14 R23: staff write «%s», which gives no notice: it goes out', async (text) => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const { id } = await conversationOf(world, person.contactRef ?? '');
    await world.api.post(`/v1/conversations/${id}/messages`, { text }).expect(202);
    await world.settle();

    expect(person.got().at(-1)?.text).toContain(text);
  });

  it.each([
    ['data.subject', anApprovalEvent({ ...facts, data: { subject: 'Fesih protokolü' } }), 'statutory_word'],
    ['data.detail', anApprovalEvent({ ...facts, data: { detail: 'Emanet altın teslimi' } }), 'custody_word'],
  ])('R14 R23: %s of an event: refused', async (field, event, rule) => {
    const answer = await world.api.post('/v1/events', event);

    expect(answer.status).toBe(400);
    expect(answer.body.problems).toContainEqual({ field, message: expect.stringContaining(`${rule}: `) });
  });

  it('R23: a name is whatever it is: somebody called Emanet is taken', async () => {
    await world.api.put('/v1/customers/W2', aCustomer({ name: 'Ayşe Emanet' })).expect(200);
  });

  it.each(['Yaşar Dondurma A.Ş.', 'Frozen Gıda Ltd.', 'AML Metal'])(
    'R2: a firm called «%s» tells nobody of a check: taken',
    async (name) => {
      await world.api.put('/v1/customers/W3', aCustomer({ name })).expect(200);
    },
  );

  it.each(['Ahmet Yılmaz (RİSKLİ)', 'Yılmaz – BLOKE', 'Yılmaz (hesabı donduruldu)', 'Kara Liste 7'])(
    'R2: somebody who is kept in the books as «%s»: refused, since a message would say so',
    async (name) => {
      const { body } = await world.api.put('/v1/customers/W4', aCustomer({ name })).expect(400);
      expect(body.problems).toEqual([{ field: 'name', message: expect.stringContaining('must not hold') }]);
    },
  );

  it('R23: an account of consignment is called so in the books: taken, and what would tell of a check is not', async () => {
    const at = (accountNo: string) => ({
      accounts: [{ accountNo, lines: [], asOf: '2026-11-20T00:00:00Z' }],
    });
    await world.api.put('/v1/customers/W5', aCustomer(at('EMANET-01'))).expect(200);
    const { body } = await world.api.put('/v1/customers/W5', aCustomer(at('BLOKE-TL'))).expect(400);
    expect(body.problems[0].field).toMatch(/accountNo$/);
    await world.api
      .post(
        '/v1/events',
        aLetterEvent({ eventId: 'evt_consignment', customer: 'W5', data: { account_no: 'EMANET-01' } }),
      )
      .expect(202);
  });
});
