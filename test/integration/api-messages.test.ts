import type { Server } from 'node:http';
import { MongoClient } from 'mongodb';
import request from 'supertest';
import {
  startCallbackReceiver,
  registerReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import { aStatus } from '../support/meta-webhook.ts';
import { newPerson, report, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const hour = 60 * 60_000;

/** A movement told as a notice. */
const aMovement = (eventId: string, { customerRef, contactRef }: Person): Record<string, unknown> => {
  const fixture = fixtureEvent('evt_1008');
  return {
    ...fixture,
    ...{ event_id: eventId, customer_id: customerRef, contact_id: contactRef },
    data: { ...(fixture.data as object), movement_id: `MV-${eventId}` },
  };
};

interface Shown {
  id: string;
  held: { reason: string; until: string } | null;
}

describe('messages that are held', () => {
  const databaseName = freshDatabaseName();
  let world: World;
  let client: MongoClient;
  let person: Person;
  let count = 0;
  beforeAll(async () => {
    // Monday, nine in the evening in Istanbul.
    world = await startWorld({
      ...{ databaseName, now: '2026-11-23T18:00:00.000Z', env: { QUIET_HOURS: '20:00-09:00' } },
    });
    client = await MongoClient.connect(testDatabaseUri());
  });
  beforeEach(async () => {
    person = await newPerson(world);
  });
  afterAll(async () => {
    await client?.close();
    await world?.close();
  });

  const auditOf = async (subject: string) =>
    (await client.db(databaseName).collection('audit').find({ subject }).toArray()).map(
      ({ what, by }) => `${String(what)} ${String(by)}`,
    );
  const heldOf = async (contact: Person): Promise<Shown[]> => {
    const lines = await transcriptOf(world, contact.contactRef ?? '');
    const ids = new Set(lines.map(({ id }) => id));
    const { body } = await world.api.get('/v1/messages?state=held&limit=200').expect(200);
    return (body.data as Shown[]).filter(({ id }) => ids.has(id));
  };
  const reportHeld = async (): Promise<string> => {
    count += 1;
    await report(world, aMovement(`held_${count}`, person));
    const [held] = await heldOf(person);
    if (held === undefined) throw new Error('nothing is held');
    return held.id;
  };
  const explained = async (id: string, lang = 'en') =>
    (await world.api.get(`/v1/messages/${id}/explain?lang=${lang}`).expect(200)).body;

  it('in the quiet hours: listed with reason and instant, by its reason, explained', async () => {
    const id = await reportHeld();

    expect(await heldOf(person)).toMatchObject([
      { id, status: 'pending', held: { reason: 'quiet_hours', until: '2026-11-24T06:00:00.000Z' } },
    ]);
    const byReason = async (reason: string) =>
      (await world.api.get(`/v1/messages?state=held&reason=${reason}&limit=200`)).body.data.length;
    expect([await byReason('quiet_hours'), await byReason('budget')]).toEqual([1, 0]);
    expect(await explained(id)).toMatchObject({
      ...{ fate: 'held', because: 'quiet_hours', hold: { reason: 'quiet_hours' }, attempts: { count: 0 } },
      event: { eventId: 'held_1', type: 'account.movement.posted' },
      rule: { id: 'shipped.account.movement.posted', version: 2 },
      plan: { verdict: 'hold' },
      price: { state: 'estimated', market: 'TR', category: 'utility', amount: '0.0009', currency: 'USD' },
    });
    expect((await explained(id)).sentences.join(' ')).toContain('It would cost about 0.0009 USD');
    expect((await explained(id, 'tr')).sentences.join(' ')).toContain('tahminen 0.0009 USD');
  });

  it('let go by staff: sent at once, and on record who did it', async () => {
    const id = await reportHeld();
    await world.api.post(`/v1/messages/${id}/release`).expect(204);
    await world.settle();

    expect(person.got()).toHaveLength(1);
    expect(await heldOf(person)).toEqual([]);
    const told = await explained(id);
    expect(told).toMatchObject({
      fate: 'sent',
      handled: { what: 'released', by: expect.stringMatching(/^key:/) },
      hold: null,
      plan: { verdict: 'send', as: 'template', before: { verdict: 'hold', reason: 'quiet_hours' } },
      price: { state: 'expected', category: 'utility', amount: '0.0009', isEstimate: true },
    });
    expect((await world.api.post(`/v1/messages/${id}/release`)).body.code).toBe('message_not_held');
    expect(await auditOf(id)).toEqual([`message.released ${told.handled.by}`]);
  });

  it('let go, and refused by the platform for good: its plan let it go, and says until when it was held', async () => {
    const id = await reportHeld();
    world.graph.behave({ kind: 'refuse', code: 131026, status: 400 });
    await world.api.post(`/v1/messages/${id}/release`).expect(204);
    await world.settle();
    world.graph.behave({ kind: 'accept' });

    const told = await explained(id);
    expect(told).toMatchObject({
      ...{ fate: 'failed', because: 'graph_131026', hold: null },
      plan: {
        verdict: 'send',
        before: { verdict: 'hold', check: 'quiet_hours', until: '2026-11-24T06:00:00.000Z' },
      },
    });
    expect(told.plan.checks.map(({ result }: { result: string }) => result)).toEqual(
      Array.from({ length: told.plan.checks.length }, () => 'passed'),
    );
    expect(told.sentences.join(' ')).toMatch(/Before that it was to wait until .*: the quiet hours\./);
    expect((await explained(id, 'tr')).sentences.join(' ')).toMatch(
      /Öncesinde .* bekleyecekti: sessiz saatler\./,
    );
  });

  it('the person said DUR: it is over at once, in no list, not to be let go, and its line says why', async () => {
    const id = await reportHeld();
    await person.writes('DUR');
    const got = person.got().length;
    expect(got).toBe(1);
    expect(await heldOf(person)).toEqual([]);
    for (const order of ['release', 'drop'])
      expect((await world.api.post(`/v1/messages/${id}/${order}`)).body.code).toBe('message_not_held');
    await world.settle();

    expect(person.got()).toHaveLength(got);
    const line = (await transcriptOf(world, person.contactRef ?? '')).find((one) => one.id === id);
    expect(line).toMatchObject({ status: 'suppressed', statuses: [{ error: 'notices_stopped' }] });
    const told = await explained(id);
    expect(told).toMatchObject({ fate: 'not_sent', because: 'notices_stopped', attempts: { count: 0 } });
    expect(told.sentences.join(' ')).not.toMatch(/attempt/);
  });

  it('dropped by staff: never sent, also in the morning', async () => {
    const id = await reportHeld();
    await world.api.post(`/v1/messages/${id}/drop`).expect(204);
    await world.turn(13 * hour);

    expect(person.got()).toHaveLength(0);
    const [line] = await transcriptOf(world, person.contactRef ?? '');
    expect(line).toMatchObject({ status: 'suppressed', statuses: [{ error: 'dropped_by_staff' }] });
    expect(await explained(id, 'tr')).toMatchObject({
      ...{ fate: 'not_sent', because: 'dropped_by_staff', price: null, attempts: { count: 0 } },
      plan: { verdict: 'drop', before: { verdict: 'hold', reason: 'quiet_hours' } },
    });
    expect(await auditOf(id)).toEqual([expect.stringMatching(/^message\.dropped key:/)]);
  });

  it('unknown, of another kind of id, without an instant to wait for: 404 and 409', async () => {
    expect((await world.api.post('/v1/messages/cnv_x:1:0/release')).status).toBe(404);
    expect((await world.api.get('/v1/messages/cnv_x:1:0/explain')).status).toBe(404);
    expect((await world.api.get('/v1/messages')).status).toBe(400);
    expect((await world.api.get('/v1/messages/cnv_x:1:0/explain?lang=de')).status).toBe(400);
  });
});

describe('the first message to a person, held with the privacy notice before it', () => {
  it('R18: let go by staff: the notice goes first, and on record with it', async () => {
    const world = await startWorld({
      now: '2026-11-23T18:00:00.000Z',
      env: { QUIET_HOURS: '20:00-09:00', PRIVACY_NOTICE_VERSION: '1' },
    });
    const person = await newPerson(world);
    await report(world, aMovement('held_first', person));
    const held = (await world.api.get('/v1/messages?state=held').expect(200)).body.data as Shown[];
    const [notice, movement] = held.map(({ id }) => id);
    await world.api.post(`/v1/messages/${movement ?? ''}/release`).expect(204);
    await world.settle();

    expect([held.length, person.got().map(({ template }) => template)]).toEqual([
      2,
      ['privacy_notice_v1', 'account_movement_v1'],
    ]);
    for (const id of [notice, movement])
      expect((await world.api.get(`/v1/messages/${id ?? ''}/explain`)).body.handled).toMatchObject({
        what: 'released',
      });
    await world.close();
  });
});

describe('a reminder of the night', () => {
  it('R29: answered before the morning: the reminder is not sent, and its line says why', async () => {
    const world = await startWorld({ env: { QUIET_HOURS: '20:00-09:00' } });
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: 'night', customer: person.customerRef ?? '' });
    const { id } = await report(world, event);
    // Nine in the evening.
    await world.turn(11 * hour);
    await world.api.post(`/v1/requests/${id}/remind`).expect(202);
    await world.settle();
    await person.taps('agreed');
    const heldNow = async () => (await world.api.get('/v1/messages?state=held')).body.data.length;
    expect(await heldNow()).toBe(1);
    await person.taps('confirmed');
    // At once: nobody is shown until the morning that it will go.
    expect(await heldNow()).toBe(0);
    const got = person.got().length;
    await world.turn(13 * hour);

    expect(person.got()).toHaveLength(got);
    const lines = await transcriptOf(world, person.contactRef ?? '');
    expect(
      lines.flatMap(({ statuses }) => statuses).filter(({ error }) => error === 'request_ended'),
    ).toHaveLength(1);
    const ended = lines.find(({ statuses }) => statuses.some(({ error }) => error === 'request_ended'));
    expect((await world.api.get(`/v1/messages/${ended?.id}/explain`)).body).toMatchObject({
      ...{ fate: 'not_sent', because: 'request_ended', attempts: { count: 0 } },
      plan: { verdict: 'drop', before: { verdict: 'hold', reason: 'quiet_hours' } },
    });
    await world.close();
  });
});

describe('a question that is held for the morning', () => {
  it('taken back by the business, and of a kind that its person refuses: in no list any more, never sent', async () => {
    const world = await startWorld({ env: { QUIET_HOURS: '20:00-09:00' } });
    const [asked, refusing] = [await newPerson(world), await newPerson(world)];
    const questionsHeld = async () => {
      const { data } = (await world.api.get('/v1/messages?state=held')).body as {
        data: { choices: unknown[] }[];
      };
      return data.filter(({ choices }) => choices.length > 0).length;
    };
    // Eleven in the evening.
    await world.turn(13 * hour);
    const letter = aLetterEvent({ eventId: 'night_taken_back', customer: asked.customerRef ?? '' });
    const { id } = await report(world, letter);
    const { contact_id: _named, ...feedback } = fixtureEvent('evt_1015');
    const data = { ...(feedback.data as object), interaction_id: 'night', interaction_date: '2026-11-22' };
    await report(world, {
      ...{ ...feedback, event_id: 'night_feedback', customer_id: refusing.customerRef, data },
      occurred_at: world.clock.now().toISOString(),
    });
    const before = await questionsHeld();
    await world.api.post(`/v1/requests/${id}/cancel`).expect(202);
    await world.settle();
    const between = await questionsHeld();
    await refusing.writes('gizlilik');
    await refusing.taps('openedFeedback');
    await refusing.taps('refusedConsent:feedback');
    expect([before, between, await questionsHeld()]).toEqual([2, 1, 0]);
    const asks = (person: Person) => person.got().filter(({ choices }) => choices.length > 0).length;
    const shown = [asks(asked), asks(refusing)];
    await world.turn(13 * hour);
    expect([asks(asked), asks(refusing)]).toEqual(shown);
    await world.close();
  });
});

describe('the way of a message', () => {
  let world: World;
  let receiver: CallbackReceiver;
  let count = 0;
  beforeAll(async () => {
    receiver = await startCallbackReceiver();
    world = await startWorld();
    await registerReceiver(world, receiver);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });

  const firstOf = async ({ contactRef }: Person): Promise<string> => {
    const [line] = await transcriptOf(world, contactRef ?? '');
    if (line === undefined) throw new Error('no message');
    return line.id;
  };
  const explained = async (id: string, lang = 'en') =>
    (await world.api.get(`/v1/messages/${id}/explain?lang=${lang}`).expect(200)).body;
  const letter = async (person: Person) => {
    count += 1;
    return report(world, aLetterEvent({ eventId: `way_${count}`, customer: person.customerRef ?? '' }));
  };

  it('sent, delivered, agreed to, told: every part as data', async () => {
    const person = await newPerson(world);
    const { id: requestId } = await letter(person);
    const sent = world.graph.messages.at(-1);
    await world.webhook(
      aStatus({
        ...{
          messageId: sent?.messageId ?? '',
          callbackData: sent?.callbackData ?? '',
          at: world.clock.now(),
        },
        pricing: { category: 'utility', type: 'regular' },
      }),
    );
    await person.taps('agreed');
    await person.taps('confirmed');
    await waitFor('the callback', () => receiver.of('request.closed').length > 0);
    const id = await firstOf(person);
    const told = await explained(id);

    expect(told).toMatchObject({
      ...{ messageId: id, requestId, prompt: 'reconciliation.letter', fate: 'sent', because: null },
      ...{ occasion: 'unasked', sentAs: 'template', handled: null, hold: null },
      event: { eventId: 'way_1', type: 'reconciliation.letter.ready' },
      request: { id: requestId, kind: 'reconciliation', status: 'closed', outcome: 'agreed' },
      contact: { contactRef: person.contactRef, customerRefs: [person.customerRef], reachedBy: 'phone' },
      consent: { notices: 'on', marketing: null, feedback: null },
      window: { expiresAt: null, wasOpen: false },
      template: { name: 'recon_letter_ready_nodoc_v1', language: 'tr' },
      plan: { verdict: 'send', as: 'template' },
      price: { state: 'charged', market: 'TR', category: 'utility', amount: '0.0009', currency: 'USD' },
      attempts: { count: 1, unknown: 0, nextAt: null },
      statuses: [{ status: 'delivered', attempt: 1, error: null }],
    });
    expect(told.plan.checks.every(({ result }: { result: string }) => result === 'passed')).toBe(true);
    expect(told.answer).toMatchObject({ decision: { result: 'agreed' } });
    expect(told.callbacks.map(({ type }: { type: string }) => type)).toContain('request.closed');
  });

  it('the same as sentences, in two languages: with its event, template, price and answer', async () => {
    const person = await newPerson(world);
    await letter(person);
    const id = await firstOf(person);
    const [english, turkish] = [await explained(id, 'en'), await explained(id, 'tr')];

    expect(english.sentences.join('\n')).toContain('For the event “Reconciliation letter” (way_2)');
    const { body } = await world.api.get(`/v1/customers/${person.customerRef ?? ''}`).expect(200);
    const { name } = body.contacts[0] as { name: string };
    expect(english).toMatchObject({
      contact: { name },
      rule: { id: 'shipped.reconciliation.letter.ready', name: null },
    });
    expect(turkish.sentences.join('\n')).toContain(`Alıcı ${name} (${person.customerRef ?? ''})`);
    // Whoever may read chats and not customers sees ids.
    const { key } = (
      await world.api.post('/v1/apikeys', {
        ...{ name: 'reads chats', scopes: ['conversations:read', 'requests:read'] },
      })
    ).body as { key: string };
    const blind = await request(world.application.server as Server)
      .get(`/v1/messages/${id}/explain?lang=tr`)
      .set('Authorization', `Bearer ${key}`)
      .expect(200);
    expect(blind.body.contact).toMatchObject({ contactRef: person.contactRef, name: null });
    expect(JSON.stringify(blind.body)).not.toContain(name);
    expect(english.sentences.join('\n')).toContain('recon_letter_ready_nodoc_v1 (tr)');
    expect(english.sentences.join('\n')).toContain('0.0009 USD');
    expect(turkish.sentences).toHaveLength(english.sentences.length);
    expect(turkish.sentences.join('\n')).toContain('şablonuyla (tr) gönderildi');
    expect(turkish.sentences).not.toEqual(english.sentences);
    for (const sentence of [...english.sentences, ...turkish.sentences]) expect(sentence).toMatch(/\.$/);
  });

  it('after DUR: not sent, refused by the check for consent, nothing behind it asked', async () => {
    const person = await newPerson(world);
    await person.writes('DUR');
    await letter(person);
    const lines = await transcriptOf(world, person.contactRef ?? '');
    const told = await explained(lines.at(-1)?.id ?? '');

    expect(told).toMatchObject({ fate: 'not_sent', because: 'notices_stopped', attempts: { count: 0 } });
    expect(told.consent).toMatchObject({ notices: 'stopped' });
    const results = Object.fromEntries(
      told.plan.checks.map(({ check, result }: { check: string; result: string }) => [check, result]),
    );
    expect(results).toMatchObject({ contact: 'passed', consent: 'refused', window: 'not_reached' });
    expect(told.sentences.join(' ')).toContain('the person stopped messages');
  });

  it('refused by the platform: failed, with its code', async () => {
    const person = await newPerson(world);
    world.graph.behave({ kind: 'refuse', code: 131026 });
    await letter(person);
    world.graph.behave({ kind: 'accept' });

    expect(await explained(await firstOf(person))).toMatchObject({
      ...{ fate: 'failed', because: 'graph_131026', statuses: [{ status: 'failed', error: 131026 }] },
    });
  });

  it('an answer in the chat: without event, by the person’s own wish', async () => {
    const person = await newPerson(world);
    await person.writes('menü');
    const lines = await transcriptOf(world, person.contactRef ?? '');
    const answer = lines.find(({ direction }) => direction === 'out');

    expect(await explained(answer?.id ?? '')).toMatchObject({
      ...{
        event: null,
        rule: null,
        request: null,
        occasion: 'answer',
        sentAs: 'free',
        window: { wasOpen: true },
      },
      price: { category: 'service', state: 'expected' },
    });
  });

  it('a template the platform paused: the next message waits without a call, and goes when it is back', async () => {
    const [first, second] = [await newPerson(world), await newPerson(world)];
    world.graph.behave({ kind: 'refuse', code: 132015 });
    await letter(first);
    const calls = world.graph.calls.length;
    await letter(second);
    expect(world.graph.calls).toHaveLength(calls);
    expect(await explained(await firstOf(second))).toMatchObject({
      ...{ fate: 'held', because: 'template', plan: { verdict: 'hold' } },
    });
    world.graph.behave({ kind: 'accept' });
    await world.webhook(templateNews('recon_letter_ready_nodoc_v1'));
    await world.settle();

    expect([first.got().length, second.got().length]).toEqual([1, 1]);
  });
});

const templateNews = (name: string): object => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '301122334455667',
      time: 1_790_000_000,
      changes: [
        {
          field: 'message_template_status_update',
          value: {
            ...{ event: 'APPROVED', message_template_id: 1, message_template_name: name },
            ...{ message_template_language: 'tr', reason: 'NONE' },
          },
        },
      ],
    },
  ],
});
