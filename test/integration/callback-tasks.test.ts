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
  const tasks = async (): Promise<ShownTask[]> =>
    ((await world.api.get('/v1/tasks?reason=callback_disabled&limit=200')).body.data as ShownTask[]).filter(
      ({ details }) => details.endpoint === name,
    );
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

  it('removed: the task is done', async () => {
    await disabledBy(410);
    const { status } = await request(world.application.server as never)
      .delete(`/v1/callbacks/${name}`)
      .set('Authorization', `Bearer ${testApiKey}`);

    expect(status).toBe(204);
    expect(await tasks()).toMatchObject([{ status: 'done', doneBy: 'system' }]);
  });
});
