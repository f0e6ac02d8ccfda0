import request from 'supertest';
import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { startWorld, testApiKey, waitFor, type World } from '../support/world.ts';

interface ShownTask {
  status: string;
  urgent: boolean;
  role: string;
  doneBy: string | null;
  details: Record<string, unknown>;
}

const day = 24 * 60 * 60_000;
const secretPath = '/hook-7f3a-secret';

describe('a callback endpoint that is taken out of use', () => {
  let world: World;
  let receiver: CallbackReceiver;
  let count = 0;
  let name: string;
  beforeAll(async () => {
    world = await startWorld();
    receiver = await startCallbackReceiver();
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });
  beforeEach(() => {
    count += 1;
    name = `erp${count}`;
  });

  const save = () =>
    world.api.put(`/v1/callbacks/${name}`, { url: `${receiver.url}${secretPath}`, types: ['*'] });
  const tasks = async (reason = 'callback_disabled'): Promise<ShownTask[]> =>
    ((await world.api.get(`/v1/tasks?reason=${reason}&limit=200`)).body.data as ShownTask[]).filter(
      ({ details }) => details.endpoint === name,
    );
  const deliveries = async (): Promise<{ status: string; nextAttemptAt: string | null }[]> =>
    (await world.api.get(`/v1/callbacks/${name}/deliveries`)).body.data;
  const callsSince = (before: number) =>
    receiver.calls
      .slice(before)
      .map(({ headers, body: { type } }) => ({ id: String(headers['webhook-id']), type }));
  const testCall = async (): Promise<string> =>
    (await world.api.post(`/v1/callbacks/${name}/test`, {})).body.id;
  /** Turns the clock from attempt to attempt until all calls are given up: about 76 hours. */
  const givenUp = () =>
    waitFor('calls given up', async () => {
      const waiting = (await deliveries()).filter(({ status }) => status === 'pending');
      const now = world.clock.now().getTime();
      const next = Math.min(...waiting.map(({ nextAttemptAt }) => Date.parse(nextAttemptAt ?? '')));
      if (waiting.length > 0 && next > now) world.clock.turn(next - now);
      return waiting.length === 0;
    });
  const disabledBy = async (answer: number): Promise<void> => {
    receiver.answer(answer);
    expect((await save()).status).toBe(200);
    for (let calls = 0; calls < 3; calls += 1) await world.api.post(`/v1/callbacks/${name}/test`, {});
    await waitFor('a disabled endpoint', async () => {
      world.clock.turn(answer === 410 ? 0 : day);
      await world.api.post(`/v1/callbacks/${name}/test`, {});
      return (await world.api.get(`/v1/callbacks/${name}`)).body.status === 'disabled';
    });
  };

  it.each([
    [410, 'gone'],
    [500, 'failing'],
  ])('by answers %i: one urgent task that names it, without its address', async (answer, reason) => {
    await disabledBy(answer);
    const found = await tasks();

    expect(found).toMatchObject([
      { status: 'open', urgent: true, role: 'staff', details: { endpoint: name, reason } },
    ]);
    expect(JSON.stringify(found)).not.toContain(secretPath);
  });

  it('saved again: the task is done; out of use once more: another one', async () => {
    await disabledBy(410);
    receiver.answer(204);
    await save();
    expect(await tasks()).toMatchObject([{ status: 'done', doneBy: 'system' }]);

    world.clock.turn(1_000);
    await disabledBy(410);
    expect((await tasks()).map(({ status }) => status).sort()).toEqual(['done', 'open']);
  });

  it('quiet: a call given up is told once a day, five days disable without another call, a save sends it again', async () => {
    receiver.answer(500);
    await save();
    const ids = [await testCall(), await testCall()];
    await givenUp();
    expect(await tasks('callback_given_up')).toMatchObject([
      { status: 'open', urgent: false, role: 'staff', details: { endpoint: name, reason: 'http_500' } },
    ]);
    expect((await world.api.get(`/v1/callbacks/${name}`)).body.status).toBe('active');

    const before = receiver.calls.length;
    await waitFor('a disabled endpoint', async () => {
      world.clock.turn(3 * 60 * 60_000);
      await world.application.workers?.judgeEndpoints();
      return (await world.api.get(`/v1/callbacks/${name}`)).body.disabledReason === 'failing';
    });
    expect(callsSince(before).filter(({ type }) => type !== 'statement.daily')).toEqual([]);
    expect(await tasks()).toMatchObject([{ status: 'open', details: { endpoint: name, reason: 'failing' } }]);

    // A chore of each real minute, which a slow machine may come to by itself: the endpoint takes all types.
    await world.application.workers?.tellStatements();
    receiver.answer(204);
    await save();
    await waitFor('both calls', async () =>
      (await deliveries()).every(({ status }) => status === 'delivered'),
    );
    const again = callsSince(before).filter(({ type }) => type !== 'statement.daily');
    expect(again.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect((await tasks('callback_given_up')).map(({ status }) => status)).toEqual(['done']);
  });

  it('a call given up and a failure months later: in use, and told of nothing but the first', async () => {
    receiver.answer(500);
    await save();
    await testCall();
    await givenUp();
    world.clock.turn(60 * day);
    await world.application.workers?.judgeEndpoints();
    await testCall();
    await waitFor(
      'an attempt',
      async () => Date.parse((await deliveries())[0]?.nextAttemptAt ?? '') > world.clock.now().getTime(),
    );

    expect((await world.api.get(`/v1/callbacks/${name}`)).body.status).toBe('active');
    expect(await tasks()).toEqual([]);
  });

  it('a type that does not exist: refused by name, with those that do', async () => {
    const answer = await world.api.put(`/v1/callbacks/${name}`, {
      ...{ url: receiver.url, types: ['request.closed', 'requests.closed'] },
    });

    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain('request.closed, request.updated');
    expect((await world.api.get(`/v1/callbacks/${name}`)).status).toBe(404);
  });

  it('removed: the task is done', async () => {
    await disabledBy(410);
    const { status } = await request(world.application.server as never)
      .delete(`/v1/callbacks/${name}`)
      .set('Authorization', `Bearer ${testApiKey}`);

    expect(status).toBe(204);
    expect(await tasks()).toMatchObject([{ status: 'done', doneBy: 'system' }]);
  });
});
