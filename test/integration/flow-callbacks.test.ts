import {
  registerReceiver,
  startCallbackReceiver,
  verifyCall,
  type CallbackReceiver,
  type ReceivedCall,
} from '../support/callback-receiver.ts';
import { aLetterEvent } from '../support/events.ts';
import { newPeople, newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

/** The library that checks signatures reads the real clock, so this world lives in the present. */
const now = new Date();
const deadline = new Date(now.getTime() + 12 * 24 * 60 * 60_000).toISOString().slice(0, 10);

describe('callbacks to the business system', () => {
  let world: World;
  let receiver: CallbackReceiver;
  let secret: string;
  let count = 0;
  beforeAll(async () => {
    receiver = await startCallbackReceiver();
    world = await startWorld({ now: now.toISOString() });
    secret = await registerReceiver(world, receiver);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });
  beforeEach(() => {
    receiver.calls.length = 0;
    receiver.answer(204);
  });

  const withLetter = async (people: readonly Person[]): Promise<Record<string, unknown>> => {
    count += 1;
    const event = aLetterEvent({
      eventId: `flow_c_${count}`,
      customer: people[0]?.customerRef ?? '',
      contact: people[0]?.contactRef ?? '',
      data: { reply_deadline: deadline },
    });
    await report(world, event);
    return event;
  };

  /** Turns the clock in steps until so many calls were made: an attempt counts from when it was recorded. */
  const turnUntilCalls = (wanted: number, stepMs: number): Promise<ReceivedCall[]> =>
    waitFor(`${wanted} calls`, () => {
      const calls = receiver.of('request.closed');
      if (calls.length >= wanted) return calls;
      world.clock.turn(stepMs);
      return null;
    });

  it('request.closed with the whole request, signed so that the independent library accepts it', async () => {
    const person = await newPerson(world);
    const event = await withLetter([person]);
    await person.taps('agreed');
    await person.taps('confirmed');
    const [call] = await receiver.waitForCalls('request.closed');
    if (call === undefined) throw new Error('a call was awaited');

    expect(verifyCall(secret, call)).toEqual(call.body);
    expect(call.headers['content-type']).toContain('application/json');
    expect(call.body.data).toEqual({ request: await requestOf(world, event) });
    expect(call.body.data).toMatchObject({
      request: { outcome: 'agreed', decision: { contactRef: person.contactRef } },
    });
    expect(Number.isNaN(Date.parse(call.body.timestamp))).toBe(false);
  });

  it('a test call: signed, of its own type, whatever the endpoint wants', async () => {
    const tried = await startCallbackReceiver();
    const tellSecret = await registerReceiver(world, tried, 'tried', ['request.closed']);
    const { status, body } = await world.api.post('/v1/callbacks/tried/test', {});
    const [call] = await tried.waitForCalls('callback.test');
    if (call === undefined) throw new Error('a call was awaited');

    expect(status).toBe(202);
    expect(call.headers['webhook-id']).toBe(body.id);
    expect(verifyCall(tellSecret, call)).toMatchObject({ type: 'callback.test', data: {} });
    expect((await world.api.post('/v1/callbacks/none/test', {})).status).toBe(404);
    await tried.close();
  });

  it('names no phone number and no message id of the platform', async () => {
    const person = await newPerson(world);
    await withLetter([person]);
    await person.taps('agreed');
    await person.taps('confirmed');
    const [call] = await receiver.waitForCalls('request.closed');

    expect(call?.raw).not.toContain(person.phone.slice(1));
    expect(call?.raw).not.toContain('wamid');
  });

  it('request.updated when it is passed on, with who is asked now', async () => {
    const people = await newPeople(world, [{ canBind: false }, {}]);
    const [clerk, owner] = people as [Person, Person];
    await withLetter(people);
    await clerk.taps('agreed');
    const updates = await receiver.waitForCalls('request.updated');

    const history = updates.flatMap(
      ({ body }) => (body.data.request as { history: { what: string }[] }).history,
    );
    expect(history.map(({ what }) => what)).toContain('forwarded_unauthorised');
    await owner.taps('agreed');
    await owner.taps('confirmed');
    const [closed] = await receiver.waitForCalls('request.closed');
    expect(closed?.body.data).toMatchObject({ request: { outcome: 'agreed', contactRef: owner.contactRef } });
  });

  it('an answer of 500: called again later under the same id, freshly signed, until it is taken', async () => {
    receiver.answer(500);
    const person = await newPerson(world);
    await withLetter([person]);
    await person.taps('agreed');
    await person.taps('confirmed');
    await receiver.waitForCalls('request.closed', 1);
    await turnUntilCalls(2, 1_000);
    receiver.answer(200);
    const calls = await turnUntilCalls(3, 30_000);

    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(calls.map(({ raw }) => raw)).size).toBe(1);
    expect(new Set(calls.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
    world.clock.turn(60 * 60_000);
    await world.settle();
    expect(receiver.of('request.closed')).toHaveLength(3);
  });

  it("a message that can never arrive: message.failed with the platform's code", async () => {
    const person = await newPerson(world);
    world.graph.behave(({ body }) =>
      body.type === 'template' ? { kind: 'refuse', code: 131026 } : { kind: 'accept' },
    );
    const event = await withLetter([person]);
    const [call] = await receiver.waitForCalls('message.failed');
    world.graph.behave({ kind: 'accept' });

    const { id } = await requestOf(world, event);
    expect(call?.body.data).toMatchObject({ requestId: id, reason: 'graph_131026' });
    expect(call?.raw).not.toContain(person.phone.slice(1));
    const [closed] = await receiver.waitForCalls('request.closed');
    expect(closed?.body.data).toMatchObject({ request: { id, outcome: 'undeliverable' } });
  });

  it('only the types an endpoint asked for', async () => {
    const other = await startCallbackReceiver();
    await registerReceiver(world, other, 'closed-only', ['request.closed']);
    const people = await newPeople(world, [{ canBind: false }, {}]);
    const [clerk, owner] = people as [Person, Person];
    await withLetter(people);
    await clerk.taps('agreed');
    await owner.taps('agreed');
    await owner.taps('confirmed');
    await other.waitForCalls('request.closed');
    await receiver.waitForCalls('request.closed');

    expect(other.calls.map(({ body }) => body.type)).toEqual(['request.closed']);
    await other.close();
  });

  it('an answer of 410: the endpoint is out of use and is not called again', async () => {
    const gone = await startCallbackReceiver();
    await registerReceiver(world, gone, 'gone');
    gone.answer(410);
    const first = await newPerson(world);
    await withLetter([first]);
    await first.taps('agreed');
    await first.taps('confirmed');
    await gone.waitForCalls('request.closed');
    await waitFor('the endpoint to be out of use', async () => {
      const { body } = await world.api.get('/v1/callbacks/gone');
      return body.status === 'disabled' && body.disabledReason === 'gone';
    });

    const second = await newPerson(world);
    await withLetter([second]);
    await second.taps('agreed');
    await second.taps('confirmed');
    await waitFor('the other endpoint', () => receiver.of('request.closed').length >= 2);
    expect(gone.calls).toHaveLength(1);
    await gone.close();
  });

  const agreeing = async (): Promise<string> => {
    const person = await newPerson(world);
    const event = await withLetter([person]);
    await person.taps('agreed');
    await person.taps('confirmed');
    return (await requestOf(world, event)).id;
  };
  const requestIdsOf = (calls: readonly ReceivedCall[]): unknown[] =>
    calls.map(({ body }) => (body.data.request as { id: string }).id);
  const deliveriesOf = async (name: string, query = ''): Promise<Record<string, unknown>[]> =>
    (await world.api.get(`/v1/callbacks/${name}/deliveries${query}`)).body.data;

  it('out of use, then enabled again: what happened meanwhile is called, in order, with what met the 410', async () => {
    const back = await startCallbackReceiver();
    await registerReceiver(world, back, 'back', ['request.closed']);
    back.answer(410);
    const ids = [await agreeing()];
    await waitFor('the endpoint to be out of use', async () => {
      const { body } = await world.api.get('/v1/callbacks/back');
      return body.status === 'disabled';
    });
    for (let more = 0; more < 4; more += 1) {
      world.clock.turn(1_000);
      ids.push(await agreeing());
    }
    await waitFor(
      'all of them to be kept',
      async () => (await deliveriesOf('back', '?status=held')).length === 5,
    );
    expect(back.calls).toHaveLength(1);

    back.answer(204);
    await registerReceiver(world, back, 'back', ['request.closed']);
    await waitFor('all of them', () => back.calls.length === 6);
    expect(requestIdsOf(back.calls.slice(1))).toEqual(ids);
    expect(new Set(back.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(5);
    await waitFor('the records', async () => (await deliveriesOf('back', '?status=delivered')).length === 5);
    expect((await deliveriesOf('back')).map(({ status }) => status)).toEqual(Array(5).fill('delivered'));
    const oldest = (await deliveriesOf('back')).at(-1);
    expect(oldest).toMatchObject({
      type: 'request.closed',
      attempts: [{ outcome: 'http_410' }, { outcome: 'delivered' }],
      nextAttemptAt: null,
      reason: null,
    });
    await back.close();
  });

  it('replay by id, and by a range of time: the same calls again; of another endpoint nothing', async () => {
    const again = await startCallbackReceiver();
    await registerReceiver(world, again, 'again', ['request.closed']);
    const first = await agreeing();
    await again.waitForCalls('request.closed', 1);
    world.clock.turn(60_000);
    const from = world.clock.now().toISOString();
    const second = await agreeing();
    await again.waitForCalls('request.closed', 2);
    await waitFor('the records', async () => (await deliveriesOf('again', '?status=delivered')).length === 2);
    const [newest, oldest] = await deliveriesOf('again');

    const byId = await world.api.post('/v1/callbacks/again/replay', { ids: [oldest?.id] });
    expect([byId.status, byId.body]).toEqual([202, { replayed: 1 }]);
    await again.waitForCalls('request.closed', 3);
    const byTime = await world.api.post('/v1/callbacks/again/replay', { from });
    expect([byTime.status, byTime.body]).toEqual([202, { replayed: 1 }]);
    const calls = await again.waitForCalls('request.closed', 4);
    expect(requestIdsOf(calls)).toEqual([first, second, first, second]);
    expect(calls.map(({ headers }) => headers['webhook-id'])).toEqual([
      oldest?.id,
      newest?.id,
      oldest?.id,
      newest?.id,
    ]);

    const foreign = (await deliveriesOf('erp'))[0]?.id;
    expect((await world.api.post('/v1/callbacks/again/replay', { ids: [foreign] })).status).toBe(404);
    expect((await world.api.post('/v1/callbacks/again/replay', {})).status).toBe(400);
    expect((await world.api.post('/v1/callbacks/none/replay', { from })).status).toBe(404);
    await again.close();
  });
});
