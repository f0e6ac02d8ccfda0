import { MongoCustomTypeRepository } from '../../src/storage/repositories/mongo-custom-type-repository.ts';
import { MongoSaidOfRequestRepository } from '../../src/storage/repositories/mongo-said-of-request-repository.ts';
import { MongoRuleTallyRepository } from '../../src/storage/repositories/mongo-rule-tally-repository.ts';
import { noShadows, type ActingRule } from '../../src/triggers/rule-action.ts';
import { createHash } from 'node:crypto';
import { Unavailable } from '../../src/shared/errors.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { ConversationInput } from '../../src/vocabulary/conversation-input.ts';
import type { Customer } from '../../src/customers/customer.ts';
import { makeSubmitInput } from '../../src/inbox/submit-input.ts';
import { MongoAccountRepository } from '../../src/storage/repositories/mongo-account-repository.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { MongoEventRepository } from '../../src/storage/repositories/mongo-event-repository.ts';
import { MongoIdentityRepository } from '../../src/storage/repositories/mongo-identity-repository.ts';
import { MongoInboxRepository } from '../../src/storage/repositories/mongo-inbox-repository.ts';
import { MongoRequestWorkRepository } from '../../src/storage/repositories/mongo-request-work-repository.ts';
import { noQuietHours } from '../../src/timers/quiet-hours.ts';
import type { EventEnvelope } from '../../src/triggers/event-envelope.ts';
import type { EventTask } from '../../src/triggers/event-task.ts';
import { EventWorker } from '../../src/triggers/event-worker.ts';
import { lookupOf } from '../support/own-units.ts';
import { tenantA } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { fixtureEvent } from '../support/events.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { aChange, aContact, aCustomer } from '../support/records.ts';
import { waitFor } from '../support/wait-for.ts';

const envelopeOf = (id: string, changes: object = {}, data: object = {}): EventEnvelope => {
  const event = fixtureEvent(id);
  // Fixtures are plain JSON in the envelope's form.
  return { ...event, ...changes, data: { ...(event.data as object), ...data } } as unknown as EventEnvelope;
};

describe('event worker', () => {
  let database: TestDatabase;
  let customers: MongoCustomerRepository;
  let events: MongoEventRepository;
  let requests: MongoRequestWorkRepository;
  let accounts: MongoAccountRepository;
  let worker: EventWorker;
  const clock = new FakeClock('2026-11-26T07:00:00.000Z');
  let tasks: EventTask[];
  let inputs: ConversationInput[];
  let reviewed: string[];
  let announced: string[];
  /** The rule of the tenant that acts; null: none. */
  let acting: ActingRule | null;
  /** The only type it acts on; null: it acts on all. */
  let actsOn: string | null;
  let lookedUp: string[];
  /** What the next look-ups of a customer wait for. */
  let delays: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await openTestDatabase();
    const { models, vault } = database;
    customers = new MongoCustomerRepository(models, vault);
    events = new MongoEventRepository(models, vault);
    requests = new MongoRequestWorkRepository(models, vault);
    accounts = new MongoAccountRepository(models, vault);
    worker = new EventWorker({
      events,
      requests,
      accounts,
      identities: new MongoIdentityRepository(models, vault, {
        now: () => clock.now(),
        defaultLanguage: async () => 'tr',
      }),
      said: new MongoSaidOfRequestRepository(models),
      constants: { list: async () => [] },
      agreements: { ofCustomers: async () => null },
      tenants: {
        tenantIds: async () => [tenantA],
        settingsOf: async () => ({
          company: { name: 'Demo', workingHours: '09:00–18:00', privacyUrl: 'https://example.com' },
          timeZone: 'Europe/Istanbul',
          quietHours: noQuietHours,
          privacyNotice: null,
          keepsUnrecognised: true,
        }),
      },
      units: lookupOf(),
      findCustomer: async (_tenantId, ref) => {
        await delays.shift()?.();
        return customers.find(tenantA, ref);
      },
      isStopped: (tenantId, ref) => customers.isStopped(tenantId, ref),
      contactIdOf: async (tenantId, ref) => customers.contactIdOf(tenantId, ref),
      channelOf: async () => 'ch_1',
      openTask: async (_tenantId, task) => {
        if (!tasks.some(({ id }) => id === task.id)) tasks.push(task);
      },
      rules: {
        actingOn: async (_tenantId, { type }) => (actsOn === null || actsOn === type ? acting : null),
        load: async () => acting,
      },
      shadows: noShadows,
      tallies: new MongoRuleTallyRepository(models, vault),
      samples: events,
      customTypes: new MongoCustomTypeRepository(models, vault),
      dates: { near: async () => [], load: async () => null },
      listCustomers: async () => ({ items: [], next: null }),
      announce: async (_tenantId, { data }) => {
        announced.push(String(data['name']));
      },
      isUnderReview: async (_tenantId, transactionRef) => {
        lookedUp.push(transactionRef);
        return reviewed.includes(transactionRef);
      },
      isSubmitted: async (tenantId, id) =>
        (await new MongoInboxRepository(models, vault).bodyOf(tenantId, id)) !== null,
      submitInput: makeSubmitInput({
        inbox: new MongoInboxRepository(models, vault),
        channelOf: async () => 'ch_1',
        onStored: (entries) => {
          for (const { body } of entries) if (body.from === 'system') inputs.push(body.input);
        },
        clock,
      }),
      clock,
      logger: silentLogger,
      takeOverAfterMs: 0,
      maxAttempts: 5,
    });
  });
  beforeEach(() => {
    [tasks, inputs, reviewed, lookedUp, delays, announced, acting] = [[], [], [], [], [], [], null];
    actsOn = null;
    clock.set('2026-11-26T07:00:00.000Z');
  });
  afterEach(async () => {
    for (const name of ['customers', 'contacts', 'events', 'requests', 'inbox', 'accounts'] as const)
      await database.empty(name);
  });
  afterAll(() => database.close());

  const put = (ref: string, changes: Partial<Customer> = {}): Promise<Customer> => {
    const phone = `+90500000${ref.slice(2)}01`;
    const contacts = [aContact({ ref: `${ref}-1`, phone, roles: ['all'], limits: [] })];
    return customers.upsert(aCustomer({ ref, contacts, ...changes }));
  };
  const report = async (envelope: EventEnvelope) => {
    await events.accept({
      tenantId: tenantA,
      eventId: envelope.event_id,
      fingerprint: createHash('sha256').update(envelope.event_id).digest('hex'),
      envelope,
      receivedAt: clock.now(),
      status: 'accepted',
      reason: null,
    });
    worker.enqueue(tenantA, envelope.event_id, envelope.customer_id ?? null);
    await worker.idle();
    return events.find(tenantA, envelope.event_id);
  };
  const close = async (requestId: string): Promise<void> => {
    await requests.applyChanges(tenantA, [
      aChange({ id: `end-${requestId}`, requestId, closed: { outcome: 'x' } }),
    ]);
  };
  const requestIn = async (id: string) =>
    (await requests.load(tenantA, (await events.find(tenantA, id))?.requestIds[0] ?? ''))?.content;

  it.each(['evt_1007', 'evt_1013', 'evt_1016'])(
    '%s, for staff alone: one task, no request, nothing said',
    async (id) => {
      await put('C011');
      const { contact_id: _none, ...staff } = envelopeOf(id);
      const result = await report(staff);
      expect(result).toMatchObject({ status: 'processed', requestIds: [], messageIds: [], reason: null });
      expect(tasks).toMatchObject([{ details: staff.data, requestId: null }]);
      expect(inputs).toEqual([]);
      expect(await database.models.collection('requests').countDocuments({})).toBe(0);
      expect(JSON.stringify(result)).not.toMatch(/score|SCR-|CASE-|SPM-|potential/);
    },
  );

  it('R2: words no customer may read, whichever way they came in: nothing is asked', async () => {
    await put('C011');
    const { contact_id: _none, ...letter } = envelopeOf(
      'evt_1001',
      { customer_id: 'C011' },
      { letter_id: 'MASAK-1' },
    );

    expect(await report(letter)).toMatchObject({ status: 'failed', reason: 'text_refused', requestIds: [] });
    expect(inputs).toEqual([]);
  });

  it('R2: such words beside what an event says about an account: nothing is asked, and the account is kept', async () => {
    await put('C011');
    const { contact_id: _none, ...letter } = envelopeOf(
      'evt_1001',
      { customer_id: 'C011' },
      { letter_id: 'MASAK-2', account_no: '120.01' },
    );

    expect(await report(letter)).toMatchObject({ status: 'failed', reason: 'text_refused', requestIds: [] });
    expect((await accounts.ofCustomers(tenantA, ['C011'])).map(({ accountNo }) => accountNo)).toEqual([
      '120.01',
    ]);
  });

  describe('a decision is never silent', () => {
    const aLetter = (): EventEnvelope => {
      const { contact_id: _none, ...letter } = envelopeOf('evt_1003', { customer_id: 'C011' });
      return letter;
    };
    const ruleThen = (...then: ActingRule['then']): ActingRule => ({
      ...{ id: 'r', version: 1, name: 'Onay', cap: null, then },
    });

    it('a stored rule that would ask nobody: a task and the call of the rule in its place', async () => {
      const phone = '+905000001101';
      await put('C011', { contacts: [aContact({ ref: 'C011-1', phone, roles: ['reports'], limits: [] })] });
      acting = ruleThen(
        { do: 'request', audience: { roles: ['owner'], fallback: 'nobody' } },
        { do: 'callback', name: 'unasked' },
      );
      const first = await report(aLetter());

      expect(first).toMatchObject({ status: 'failed', reason: 'no_contact', requestIds: [] });
      expect(tasks).toMatchObject([
        {
          reason: 'decision_unasked',
          role: 'staff',
          details: { type: 'reconciliation.letter.ready', reason: 'no_contact' },
        },
      ]);
      expect(announced).toEqual(['unasked']);
    });

    it('nobody of the customer can be asked, without a rule: a task', async () => {
      await put('C011', { contacts: [] });

      expect(await report(aLetter())).toMatchObject({ status: 'failed', reason: 'no_contact' });
      expect(tasks.map(({ reason }) => reason)).toEqual(['decision_unasked']);
    });

    it('an event the rule makes does not fit: the question is asked, and staff hears of the event', async () => {
      await put('C011');
      acting = ruleThen(
        { do: 'request', audience: null },
        { do: 'emit', type: 'report.ready', data: { report_id: 'x' } },
      );

      expect(await report(aLetter())).toMatchObject({
        status: 'processed',
        requestIds: [expect.any(String)],
      });
      expect(inputs).toMatchObject([{ type: 'request' }]);
      expect(tasks).toMatchObject([
        { reason: 'emit_refused', details: { trigger: 'r', emits: ['report.ready'] } },
      ]);
    });

    it('staff has a task beside an event that does not fit: the task is made', async () => {
      await put('C011');
      acting = ruleThen(
        { do: 'task', role: 'staff', urgent: false },
        { do: 'emit', type: 'report.ready', data: { report_id: 'x' } },
      );

      expect(await report(aLetter())).toMatchObject({ status: 'failed', reason: 'emit_refused' });
      expect(tasks.map(({ reason }) => reason).sort()).toEqual(['emit_refused', 'trigger']);
    });

    it('an event of one’s own says too little for the approval it is to be: a task, and the rest of the rule', async () => {
      await put('C011');
      acting = ruleThen(
        { do: 'request', as: 'approval.requested', data: {}, audience: null },
        { do: 'callback', name: 'told' },
      );
      const own = { ...aLetter(), type: 'custom.order.ready', data: { order_no: 'S-1' } };

      expect(await report(own)).toMatchObject({ status: 'failed', reason: 'tell_refused' });
      expect(tasks).toMatchObject([{ reason: 'decision_unasked', details: { reason: 'tell_refused' } }]);
      expect(announced).toEqual(['told']);
    });
  });

  describe('what the books call people is no word of a rule', () => {
    const names = ['Fesih Kaya', 'Ayşe Emanet'];
    const ruleThen = (...then: ActingRule['then']): ActingRule => ({
      ...{ id: 'r', version: 1, name: 'Ad', cap: null, then },
    });
    const data = (words: string) => ({
      ...{ interaction_id: 'S-1', interaction_date: '2026-11-20' },
      interaction_label: { text: `${words} {customer.name}` },
    });
    const own = (customerRef: string): EventEnvelope => {
      const { contact_id: _none, ...event } = envelopeOf('evt_1003', { customer_id: customerRef });
      return { ...event, type: 'custom.order.ready', data: { order_no: 'S-1' } };
    };

    it.each(names)('%s: what is told as another type is asked, with the name', async (name) => {
      await put('C011', { name });
      acting = ruleThen({ do: 'request', as: 'feedback.requested', data: data('Sayın'), audience: null });
      expect(await report(own('C011'))).toMatchObject({ status: 'processed', reason: null });
      expect(await database.models.collection('requests').countDocuments({})).toBe(1);
    });

    it.each(names)('%s: an event that is made is taken, and asked', async (name) => {
      await put('C011', { name });
      actsOn = 'custom.order.ready';
      acting = ruleThen({ do: 'emit', type: 'feedback.requested', data: data('Sayın') });
      expect(await report(own('C011'))).toMatchObject({ reason: null });
      const made = await database.models.collection('events').find({ type: 'feedback.requested' }).toArray();
      expect(made).toMatchObject([{ status: 'processed', reason: null, requestIds: [expect.any(String)] }]);
    });

    it('R2: the words of the rule itself are refused as before', async () => {
      await put('C011', { name: 'Ada' });
      acting = ruleThen({ do: 'request', as: 'feedback.requested', data: data('MASAK'), audience: null });
      expect(await report(own('C011'))).toMatchObject({ status: 'failed', reason: 'tell_refused' });
      acting = ruleThen({ do: 'emit', type: 'feedback.requested', data: data('MASAK') });
      const other = { ...own('C011'), event_id: 'evt_emits' };
      await report(other);
      expect(tasks).toMatchObject([{ reason: 'emit_refused' }]);
    });
  });

  describe('an event that escalates', () => {
    const asking: ActingRule = {
      ...{ id: 'r', version: 1, name: 'Sor', cap: null },
      then: [
        { do: 'request', audience: null, escalate: [{ after: 'PT6H', to: 'contact', roles: ['reconcile'] }] },
      ],
    };

    it('dead after the hand-over and before it was noted: nobody else is chosen, and no task is opened', async () => {
      const [first, second] = ['+905000001101', '+905000001102'].map((phone, n) =>
        aContact({ ref: `C011-${n + 1}`, phone, roles: ['all'], limits: [] }),
      );
      await put('C011', { contacts: [first!, second!] });
      acting = asking;
      const { contact_id: _none, ...letter } = envelopeOf('evt_1001', { customer_id: 'C011' });
      const asked = await report(letter);
      expect(asked?.requestIds).toHaveLength(1);
      const due = { type: 'trigger.escalation.due' };
      const waiting = await database.models.collection('events').find(due).toArray();
      expect(waiting).toHaveLength(1);
      clock.turn(6 * 3_600_000);
      await worker.sweep();
      const handedOver = (): number =>
        inputs.filter((one) => one.type === 'command' && one.command.type === 'hand-over').length;
      expect(handedOver()).toBe(1);
      // As if the process had died before; by now the second one was told, and nobody is left.
      await put('C011', { contacts: [first!] });
      await database.models.collection('events').updateOne(due, { $set: { status: 'accepted' } });
      await worker.sweep();
      expect(await database.models.collection('events').findOne(due)).toMatchObject({ status: 'processed' });
      expect([tasks, handedOver()]).toEqual([[], 1]);
    });
  });

  describe('an event that fails by itself', () => {
    const letterOf = (ref: string): EventEnvelope => {
      const { contact_id: _none, ...letter } = envelopeOf('evt_1001', {
        event_id: `evt_${ref}`,
        customer_id: ref,
      });
      return letter;
    };
    const broken = (): Promise<void> => Promise.reject(new TypeError('a fault of ours'));
    const failing = async (ref: string, times: number): Promise<void> => {
      await put(ref);
      delays = Array.from({ length: times }, () => broken);
      await report(letterOf(ref));
    };
    const standing = async (eventId: string) => (await events.find(tenantA, eventId))?.status;

    it('is tried again at once, then after ten seconds, a minute, five: the fifth failure is the last', async () => {
      await failing('C201', 99);
      clock.turn(1);
      expect(await worker.sweep()).toBe(1);
      for (const rest of [10_000, 60_000, 300_000]) {
        clock.turn(rest - 1_000);
        expect(await worker.sweep()).toBe(0);
        clock.turn(1_000);
        expect(await standing('evt_C201')).toBe('accepted');
        expect(await worker.sweep()).toBe(1);
      }
      clock.turn(3_600_000);

      expect(await worker.sweep()).toBe(0);
      const { status, reason } = (await events.find(tenantA, 'evt_C201')) ?? {};
      expect([status, reason]).toEqual(['failed', 'internal_error']);
      delays = [];
    });

    it('twice, then works: processed, and nothing was given up', async () => {
      await failing('C202', 2);
      clock.turn(1);
      await worker.sweep();
      clock.turn(10_000);
      await worker.sweep();
      await worker.idle();

      expect(await standing('evt_C202')).toBe('processed');
    });

    it('until the question is over: it came in time, so staff has the decision nobody was asked', async () => {
      await put('C204');
      clock.set('2026-11-26T20:55:00.000Z');
      const letter = letterOf('C204');
      delays = [broken, broken];
      await report({ ...letter, data: { ...letter.data, reply_deadline: '2026-11-26' } });
      clock.turn(1);
      await worker.sweep();
      clock.turn(600_000);
      await worker.sweep();
      await worker.idle();

      const { status, reason } = (await events.find(tenantA, 'evt_C204')) ?? {};
      expect([status, reason]).toEqual(['failed', 'deadline_passed']);
      expect(tasks).toMatchObject([{ reason: 'decision_unasked', details: { reason: 'deadline_passed' } }]);
    });

    it('because what it needs is not there: however often, it is no failure of its own', async () => {
      await put('C203');
      delays = Array.from({ length: 9 }, () => () => Promise.reject(new Unavailable('not now')));
      await report(letterOf('C203'));
      clock.turn(1);
      for (let time = 1; time < 9; time += 1) await worker.sweep();
      expect(await standing('evt_C203')).toBe('accepted');
      await worker.sweep();
      await worker.idle();

      expect(await standing('evt_C203')).toBe('processed');
    });
  });

  it('two events about one customer at once, the first one slow: asked in the order they were reported', async () => {
    await put('C003');
    const [first, second] = [envelopeOf('evt_1012'), envelopeOf('evt_1006')];
    let goOn = (): void => undefined;
    delays = [() => new Promise<void>((resolve) => (goOn = resolve))];
    const both = Promise.all([report(first), report(second)]);
    await waitFor('the first event to be worked', () => delays.length === 0);
    goOn();
    await both;

    const asked = inputs.flatMap((input) => (input.type === 'request' ? [input.request.eventId] : []));
    expect(asked).toEqual(['evt_1012', 'evt_1006']);
  });

  it('an event worked twice by two processes: one request, one input', async () => {
    await put('C003');
    await report(envelopeOf('evt_1012'));
    await database.models.collection('events').updateMany({}, { $set: { status: 'accepted' } });
    await worker.sweep();
    await worker.idle();
    expect(inputs.filter(({ type }) => type === 'request')).toHaveLength(1);
    expect(await database.models.collection('requests').countDocuments({})).toBe(1);
  });

  it('an approval that two people have to give: is put to the first of them', async () => {
    await put('C002');
    await report(
      envelopeOf('evt_1010', {}, { four_eyes: true, reply_deadline: '2026-11-27T14:00:00+03:00' }),
    );
    expect(inputs).toMatchObject([{ type: 'request', fourEyes: 'first' }]);
  });

  it('a letter and a movement: the account says what they said, also when nobody is told', async () => {
    await put('C005');
    const letter = envelopeOf(
      'evt_1001',
      { customer_id: 'C005', contact_id: 'C009-9' },
      { account_no: '120.01.0005' },
    );
    expect(await report(letter)).toMatchObject({ status: 'failed', reason: 'unknown_contact' });
    const transfer = { movement_type: 'transfer', internal: true };
    expect(await report(envelopeOf('evt_1008', {}, transfer))).toMatchObject({
      status: 'ignored',
      reason: 'internal_transfer',
    });
    expect(await accounts.ofCustomers(tenantA, ['C005'])).toMatchObject([
      {
        accountNo: '120.01.0005',
        asOf: '2026-11-24T09:04:41.000Z',
        lines: [
          { unit: 'HAS', quantity: '12.130', side: 'B' },
          { unit: 'TRY', quantity: '264750.00', side: 'A' },
          { unit: 'USD', quantity: '0.00', side: 'B' },
        ],
        movements: [{ movementId: 'MV-77120', movementType: 'transfer', documentNo: 'GP-2026-0931' }],
      },
    ]);
  });

  it('feedback: once per transaction, and once in thirty days per person', async () => {
    await put('C006');
    const ask = (id: string, interaction: string) =>
      report(envelopeOf('evt_1015', { event_id: id }, { interaction_id: interaction }));
    const first = await ask('f1', 'STS-1');
    expect(first).toMatchObject({ status: 'processed' });
    await close(first?.requestIds[0] ?? '');
    expect(await ask('f2', 'STS-1')).toMatchObject({ status: 'ignored', reason: 'already_requested' });
    clock.turn(29 * 86_400_000);
    expect(await ask('f3', 'STS-3')).toMatchObject({ status: 'ignored', reason: 'asked_recently' });
    clock.turn(2 * 86_400_000);
    expect(await ask('f4', 'STS-4')).toMatchObject({ status: 'processed' });
    expect(await ask('f5', 'STS-1')).toMatchObject({ status: 'ignored', reason: 'already_requested' });
  });

  it('a movement told again under another event: one notice', async () => {
    await put('C005');
    const first = await report(envelopeOf('evt_1008'));
    await close(first?.requestIds[0] ?? '');
    expect(await report(envelopeOf('evt_1008', { event_id: 'again' }))).toMatchObject({
      status: 'ignored',
      reason: 'already_requested',
      requestIds: first?.requestIds,
    });
  });

  describe.each([
    [
      'letter',
      'evt_1002',
      'C002',
      'letter_version',
      { lines: [{ unit: 'HAS', quantity: '9.000', side: 'B' }] },
    ],
    ['approval', 'evt_1010', 'C002', 'approval_version', { subject: 'Başka bir teslim' }],
    ['invoice', 'evt_1006', 'C003', 'invoice_version', { amount: { currency: 'TRY', total: '1.00' } }],
  ])('%s reported again', (_name, id, customer, member, other) => {
    const terms = id === 'evt_1010' ? { reply_deadline: '2026-11-29T14:00:00+03:00' } : {};
    const send = (eventId: string, version: number, data: object = {}) =>
      report(envelopeOf(id, { event_id: eventId }, { ...terms, [member]: version, ...data }));
    const decide = (requestId: string) =>
      requests.applyChanges(tenantA, [
        aChange({ id: `end-${requestId}`, requestId, closed: { outcome: 'approved' } }),
      ]);

    it('the same version with other content: an error that names the request, nobody is asked', async () => {
      await put(customer);
      const first = await send('c1', 1);
      const asked = inputs.length;
      const conflict = { status: 'failed', reason: 'conflicting_content', requestIds: first?.requestIds };

      expect(await send('c2', 1, other)).toMatchObject(conflict);
      expect(await send('c3', 1)).toMatchObject({ status: 'ignored', reason: 'already_requested' });
      await decide(first?.requestIds[0] ?? '');
      expect(await send('c4', 1, other)).toMatchObject(conflict);
      expect(await send('c5', 1)).toMatchObject({ status: 'ignored', reason: 'already_requested' });
      expect(inputs).toHaveLength(asked);
      expect(await send('c6', 2, other)).toMatchObject({ status: 'processed' });
    });

    it('an older version, after a higher one was asked or decided: refused by name', async () => {
      await put(customer);
      const newest = await send('v3', 3);
      const asked = inputs.length;

      expect(await send('v2', 2)).toMatchObject({
        status: 'ignored',
        reason: 'newer_version_open',
        requestIds: newest?.requestIds,
      });
      await decide(newest?.requestIds[0] ?? '');
      expect(await send('v1', 1, other)).toMatchObject({
        status: 'ignored',
        reason: 'newer_version_closed',
        requestIds: newest?.requestIds,
      });
      expect(inputs).toHaveLength(asked);
    });
  });

  it.each([
    ['a document', 'evt_1012', 'C003', { due_date: '2026-12-20' }],
    ['a movement', 'evt_1008', 'C005', { quantity: '43.000' }],
    ['a report', 'evt_1005', 'C002', { link_expires_at: '2026-11-28T11:15:00+03:00' }],
    ['a difference', 'evt_1014', 'C004', { difference: '-2.000' }],
    ['feedback', 'evt_1015', 'C006', { interaction_label: 'yüzük alışı' }],
  ])(
    '%s of the same reference with other content while it is open: an error, asked once',
    async (_, id, customer, other) => {
      await put(customer);
      const terms = id === 'evt_1005' ? { link_expires_at: '2026-11-29T11:15:00+03:00' } : {};
      const first = await report(envelopeOf(id, { event_id: 'k1' }, terms));

      expect(first).toMatchObject({ status: 'processed' });
      expect(await report(envelopeOf(id, { event_id: 'k2' }, { ...terms, ...other }))).toMatchObject({
        status: 'failed',
        reason: 'conflicting_content',
        requestIds: first?.requestIds,
      });
      expect(inputs.filter(({ type }) => type === 'request')).toHaveLength(1);
    },
  );

  it('reminders of one payment by the business system: each is told, none takes the place of another', async () => {
    await put('C006');
    for (const id of ['p1', 'p2', 'p3'])
      expect(await report(envelopeOf('evt_1018', { event_id: id }))).toMatchObject({ status: 'processed' });
    expect(inputs.map(({ type }) => type)).toEqual(['request', 'request', 'request']);
  });

  it('a verification under an open case: settled like any other, to be said to nobody, and the compartment is told', async () => {
    await put('C008');
    reviewed.push('ODM-3390');
    const withheld = await report(envelopeOf('evt_1017'));
    const other = await report(envelopeOf('evt_1017', { event_id: 'v2' }, { transaction_ref: 'ODM-3391' }));
    const asked = inputs.flatMap((input) => (input.type === 'request' ? [input] : []));

    expect({ ...withheld, eventId: '', requestIds: [] }).toEqual({ ...other, eventId: '', requestIds: [] });
    expect([withheld?.status, withheld?.requestIds.length, other?.requestIds.length]).toEqual([
      'processed',
      1,
      1,
    ]);
    expect(asked.map(({ request, isWithheld }) => [request.reference, isWithheld])).toEqual([
      ['ODM-3390', true],
      ['ODM-3391', undefined],
    ]);
    expect(lookedUp).toEqual(['ODM-3390', 'ODM-3391']);
    expect(tasks).toMatchObject([
      { role: 'compliance', reason: 'verification_withheld', details: { transaction_ref: 'ODM-3390' } },
    ]);
  });

  it.each([
    ['no reason', { release_reason: undefined }],
    ['nobody who released it', { released_by: undefined }],
    ['neither', { release_reason: undefined, released_by: undefined }],
    ['another reason', { release_reason: 'sanctions' }],
  ])('a verification with %s: not asked, and the same whether a case is open', async (_, lacking) => {
    await put('C008');
    reviewed.push('ODM-3390');
    const held = await report(envelopeOf('evt_1017', { event_id: 'v3' }, lacking));
    const data = { ...lacking, transaction_ref: 'ODM-3399' };
    const lacks = await report(envelopeOf('evt_1017', { event_id: 'v4' }, data));

    expect({ ...lacks, eventId: '' }).toEqual({ ...held, eventId: '' });
    expect(lacks).toMatchObject({ status: 'ignored', reason: 'not_released', requestIds: [] });
    expect([lookedUp, inputs, tasks]).toEqual([[], [], []]);
  });

  it('a deadline: to the one whose answer is awaited, not after the item is closed, as told when it is not ours', async () => {
    await put('C008', {
      contacts: [
        aContact({ ref: 'C008-1', phone: '+905000000801', roles: ['reconcile'], limits: [] }),
        aContact({ ref: 'C008-2', phone: '+905000000802', roles: ['owner'], limits: [] }),
      ],
    });
    const { contact_id: _named, ...deadline } = envelopeOf('evt_1020');
    const remind = (id: string, no: number, data: object = {}) =>
      report({ ...deadline, event_id: id, data: { ...deadline.data, reminder_no: no, ...data } });
    const letter = await report(envelopeOf('evt_1004', { contact_id: 'C008-2' }));
    expect(await remind('d1', 1)).toMatchObject({ status: 'processed' });
    const [first] = (await events.find(tenantA, 'd1'))?.requestIds ?? [];
    expect((await requests.load(tenantA, first ?? ''))?.contactRef).toBe('C008-2');
    expect(await remind('d1-again', 1)).toMatchObject({ status: 'ignored', reason: 'already_requested' });
    await close(letter?.requestIds[0] ?? '');
    expect(await remind('d2', 2)).toMatchObject({ status: 'ignored', reason: 'item_closed' });
    expect(await remind('d3', 3, { item_id: 'MUT-elsewhere' })).toMatchObject({ status: 'processed' });
  });

  it('a date with customers: one event each is worked, a date reached twice makes them once', async () => {
    await put('C003');
    await put('C012');
    const date = (id: string): EventEnvelope => ({
      type: 'schedule.date.reached',
      event_id: id,
      tenant: tenantA,
      occurred_at: '2026-12-01T09:00:00+03:00',
      data: {
        rule_id: 'SCH-07',
        local_date: '2026-12-01',
        local_time: '09:00',
        emits: 'document.requested',
        customer_ids: ['C003', 'C012', 'C999'],
        emit_data: { request_id: 'BLG-1', document_code: 'vergi_levhasi' },
      },
    });
    expect(await report(date('date'))).toMatchObject({ status: 'processed', requestIds: [], reason: null });
    expect(await report(date('date-again'))).toMatchObject({ status: 'processed' });
    expect(await requestIn('sch_SCH-07_2026-12-01_C003')).toMatchObject({
      kind: 'document',
      customerRef: 'C003',
    });
    expect(await requestIn('sch_SCH-07_2026-12-01_C012')).toMatchObject({ customerRef: 'C012' });
    expect(await events.find(tenantA, 'sch_SCH-07_2026-12-01_C999')).toMatchObject({
      reason: 'unknown_customer',
    });
    expect(inputs).toHaveLength(2);
  });
});
