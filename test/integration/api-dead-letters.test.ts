import type { ChannelId, TenantId } from '../../src/shared/ids.ts';
import { registerReceiver, startCallbackReceiver } from '../support/callback-receiver.ts';
import { aLetterEvent } from '../support/events.ts';
import { aStatus, aTextMessage } from '../support/meta-webhook.ts';
import { conversationOf, newPerson, report, requestOf, sentMessages } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

interface ShownLetter {
  id: string;
  kind: string;
  state: string;
  reason: string;
  attempts: number | null;
  replays: number;
  subject: Record<string, string | null>;
}

const tenant = 't_demo' as TenantId;
const deadline = { data: { reply_deadline: '2027-06-01' } };

describe('dead letters', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ env: { CALLBACK_RETRY_SCHEDULE: '0s,5s', SEND_MAX_ATTEMPTS: '4' } });
  });
  afterAll(() => world?.close());
  afterEach(async () => {
    world.graph.behave({ kind: 'accept' });
    for (const { id } of await listed()) await drop(id);
  });

  const listed = async (query = ''): Promise<ShownLetter[]> =>
    (await world.api.get(`/v1/deadletters${query}`)).body.data;
  const only = async (query = ''): Promise<ShownLetter> => {
    const [letter, ...others] = await listed(query);
    if (letter === undefined || others.length > 0) throw new Error(`${others.length} others`);
    return letter;
  };
  const replay = (id: string) => world.api.post(`/v1/deadletters/${id}/replay`);
  const drop = (id: string, reason = 'Elle halledildi') =>
    world.api.post(`/v1/deadletters/${id}/drop`, { reason });
  const one = async (id: string): Promise<ShownLetter> => (await world.api.get(`/v1/deadletters/${id}`)).body;

  it('a letter the platform refuses, replayed when it takes it: sent, arrived, its request open again', async () => {
    const person = await newPerson(world);
    world.graph.behave({ kind: 'refuse', code: 131026 });
    const event = aLetterEvent({ eventId: 'dead_1', customer: person.customerRef ?? '', ...deadline });
    expect(await report(world, event)).toMatchObject({ outcome: 'undeliverable' });
    const letter = await only();
    expect(letter).toMatchObject({ kind: 'message', state: 'dead', reason: 'graph_131026', replays: 0 });
    expect(letter.subject.requestId).toBe((await requestOf(world, event)).id);

    world.graph.behave({ kind: 'accept' });
    const answers = [await replay(letter.id), await replay(letter.id)];
    expect(answers.map(({ status, body }) => [status, body.state, body.replays])).toEqual([
      [202, 'replayed', 1],
      [202, 'replayed', 1],
    ]);
    await world.settle();
    const sent = sentMessages(world).filter(({ to }) => to === person.phone);
    expect(sent).toHaveLength(1);
    const { messageId = '', callbackData } = world.graph.messages.at(-1) ?? {};
    const status = { messageId, status: 'delivered', callbackData: callbackData ?? '' };
    await world.webhook(aStatus({ ...status, to: person.phone.slice(1), at: world.clock.now() }));
    await world.settle();

    expect((await requestOf(world, event)).status).toBe('open');
    await person.taps('agreed');
    await person.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
    expect(await listed()).toEqual([]);
  });

  it('a message whose attempts are used up, replayed and refused again: has all of them anew', async () => {
    const person = await newPerson(world);
    world.graph.behave({ kind: 'refuse', code: 131016 });
    const event = aLetterEvent({ eventId: 'dead_tries', customer: person.customerRef ?? '', ...deadline });
    await report(world, event);
    await world.turn(600_000);
    const first = await only();
    expect(first).toMatchObject({ kind: 'message', attempts: 2 });

    await replay(first.id);
    await world.settle();
    expect(await one(first.id)).toMatchObject({ state: 'replayed', attempts: 1 });
    await world.turn(600_000);
    expect(await one(first.id)).toMatchObject({ state: 'dead', attempts: 2, replays: 1 });
  });

  it('an event that fails by our fault, replayed after the repair: one request', async () => {
    const person = await newPerson(world);
    const { requestStore } = world.application.repositories;
    const works = requestStore.open.bind(requestStore);
    requestStore.open = () => Promise.reject(new TypeError('a fault of ours'));
    const event = aLetterEvent({ eventId: 'dead_2', customer: person.customerRef ?? '', ...deadline });
    await world.api.post('/v1/events', event);
    for (const rest of [0, 3_000, 11_000, 61_000, 301_000]) await world.turn(rest);
    const letter = await only();
    expect(letter).toMatchObject({ kind: 'event', reason: 'internal_error', attempts: 5 });
    expect(letter.subject).toMatchObject({ eventId: 'dead_2', type: 'reconciliation.letter.ready' });
    expect((await world.api.get('/v1/events/dead_2')).body).toMatchObject({
      ...{ status: 'failed', reason: 'internal_error' },
    });

    requestStore.open = works;
    await replay(letter.id);
    await world.settle();
    expect(await requestOf(world, event)).toMatchObject({ status: 'open' });
    expect((await world.api.get('/v1/events/dead_2')).body.status).toBe('processed');
  });

  it('callbacks whose attempts are used up, replayed by reason: called again under their ids', async () => {
    const receiver = await startCallbackReceiver();
    await registerReceiver(world, receiver, 'dead', ['request.closed']);
    receiver.answer(500);
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: 'dead_3', customer: person.customerRef ?? '', ...deadline });
    await report(world, event);
    await person.taps('agreed');
    await person.taps('confirmed');
    const letter = await waitFor('the callback to be given up', async () => {
      world.clock.turn(6_000);
      return (await listed('?kind=callback'))[0] ?? null;
    });
    expect(letter).toMatchObject({ reason: 'attempts_exhausted', attempts: 2 });
    expect(letter.subject).toMatchObject({ endpoint: 'dead', type: 'request.closed' });
    const calls = receiver.calls.length;

    receiver.answer(200);
    const filter = { reason: 'attempts_exhausted', from: '2026-11-20T00:00:00Z' };
    const answer = await world.api.post('/v1/deadletters/replay', filter);
    expect([answer.status, answer.body]).toEqual([202, { replayed: 1, notReady: 0, more: false }]);
    await waitFor('the call', () => (receiver.calls.length > calls ? receiver.calls : null));

    const ids = receiver.calls.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect((await world.api.post('/v1/deadletters/replay', filter)).body.replayed).toBe(0);
    await receiver.close();
  });

  it('a message for a number that nobody set up: not ready, then set up, then answered', async () => {
    await world.webhook(
      aTextMessage({ from: '905310000777', at: world.clock.now(), text: 'Merhaba', phoneNumberId: '999' }),
    );
    const letter = await only();
    expect(letter).toMatchObject({ kind: 'unrouted', reason: 'unrouted' });
    expect(letter.subject).toMatchObject({ phoneNumberId: '999' });
    const early = await replay(letter.id);
    expect([early.status, early.body.code]).toEqual([409, 'dead_letter_not_ready']);
    expect((await world.api.post('/v1/deadletters/replay', { kind: 'unrouted' })).body).toEqual({
      ...{ replayed: 0, notReady: 1, more: false },
    });
    expect((await one(letter.id)).state).toBe('dead');

    const { channels } = world.application.repositories;
    const channel = {
      ...{ id: 'chn_999' as ChannelId, tenantId: tenant, provider: 'meta' as const, phoneNumberId: '999' },
      ...{ wabaId: '1', name: 'second', status: 'active' as const, createdAt: world.clock.now() },
    };
    await channels.save(channel, { accessToken: 'EAAtest' });
    expect((await replay(letter.id)).status).toBe(202);
    await world.settle();

    expect(sentMessages(world).filter(({ to }) => to === '+905310000777').length).toBeGreaterThan(0);
    expect(world.graph.messages.at(-1)?.phoneNumberId).toBe('999');
  });

  it('what nobody can read: not ready as long as nobody can, and dropped with a reason', async () => {
    const body = { object: 'whatsapp_business_account', entry: [{ id: '1', time: 1, changes: ['strange'] }] };
    await world.webhook(body);
    const letter = await only();
    expect(letter).toMatchObject({ kind: 'input', reason: 'unrecognised' });
    expect((await replay(letter.id)).body.code).toBe('dead_letter_not_ready');

    const dropped = await drop(letter.id, 'Eski sürümden kalma');
    expect([dropped.status, dropped.body.state]).toEqual([200, 'dropped']);
    expect((await drop(letter.id)).status).toBe(200);
    expect((await replay(letter.id)).body.code).toBe('dead_letter_closed');
    expect(await listed()).toEqual([]);
  });

  it('asked without a filter, or for what is no dead letter: refused by name', async () => {
    const refused = await world.api.post('/v1/deadletters/replay', {});
    expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
    for (const path of ['/v1/deadletters/dl_event_YWJj', '/v1/deadletters/nothing'])
      expect((await world.api.get(path)).status).toBe(404);
  });
});

describe('what a step owed and nobody can write', () => {
  it('the conversation goes on, and it is written after the repair', async () => {
    const world = await startWorld({ env: { LEASE_MS: '300', INPUT_MAX_ATTEMPTS: '1' } });
    try {
      const { tasks } = world.application.repositories;
      const works = tasks.open.bind(tasks);
      const person = await newPerson(world);
      await person.writes('Merhaba');
      tasks.open = () => Promise.reject(new TypeError('a fault of ours'));
      await person.writes('temsilci');
      const letters = async (): Promise<ShownLetter[]> => (await world.api.get('/v1/deadletters')).body.data;
      // A lease ends by the clock of the database.
      const letter = await waitFor('the debt to be set aside', async () => {
        await world.turn(20_000);
        return (await letters())[0] ?? null;
      });
      expect(letter).toMatchObject({ kind: 'relay', reason: 'relay_failed', state: 'dead' });
      const { id } = await conversationOf(world, person.contactRef ?? '');
      expect(letter.subject).toMatchObject({ conversationId: id });
      const before = person.got().length;
      await person.writes('menü');
      expect(person.got().length).toBeGreaterThan(before);

      tasks.open = works;
      const open = async (): Promise<number> =>
        (await world.api.get(`/v1/tasks?conversation=${id}&reason=human_requested`)).body.data.length;
      expect(await open()).toBe(0);
      await world.api.post(`/v1/deadletters/${letter.id}/replay`);
      await world.settle();
      expect(await open()).toBe(1);
      expect(await letters()).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
