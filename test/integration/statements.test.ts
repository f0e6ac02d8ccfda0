import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import { newPerson, report, requestOf } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

describe('the statement of a day', () => {
  const databaseName = freshDatabaseName();
  let world: World;
  let receiver: CallbackReceiver;
  beforeAll(async () => {
    world = await startWorld({ databaseName });
    receiver = await startCallbackReceiver();
    await registerReceiver(world, receiver);
    await tell(world);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });

  const tell = (of: World): Promise<void> => of.application.workers?.tellStatements() ?? Promise.resolve();
  const agreed = async (eventId: string): Promise<string> => {
    const person = await newPerson(world);
    const data = { reply_deadline: '2026-12-20' };
    const event = aLetterEvent({ eventId, customer: person.customerRef ?? '', data });
    await report(world, event);
    await person.taps('agreed');
    await person.taps('confirmed');
    return (await requestOf(world, event)).id;
  };
  const read = async (query: string) => (await world.api.get(`/v1/statements${query}`).expect(200)).body;

  it('outcomes that were taken and one that was not: told after midnight, once, also by another process', async () => {
    const taken = [await agreed('stm_1'), await agreed('stm_2')];
    await receiver.waitForCalls('request.closed', 2);
    receiver.answer(({ body }) => (body.type === 'request.closed' ? 500 : 204));
    const missed = await agreed('stm_3');
    await receiver.waitForCalls('request.closed', 3);
    await waitFor('the refusal', async () =>
      (await read('?date=2026-11-23')).data.some((line: { calls: { attempts: number }[] }) =>
        line.calls.some(({ attempts }) => attempts > 0 && line.calls.length > 0),
      )
        ? true
        : null,
    );
    world.clock.set('2026-11-23T21:14:00.000Z');
    await tell(world);
    expect(receiver.of('statement.daily')).toEqual([]);

    world.clock.set('2026-11-23T21:15:00.000Z');
    const other = await startWorld({ databaseName, now: '2026-11-23T21:16:00.000Z', graph: world.graph });
    try {
      await Promise.all([tell(world), tell(other), tell(world)]);
      const [call] = await receiver.waitForCalls('statement.daily');
      expect(call?.body.data).toMatchObject({ date: '2026-11-23', outcomes: 3, more: false });
      const named = call?.body.data['requests'] as { id: string; acknowledgement: string }[];
      expect(named.map(({ id, acknowledgement }) => [id, acknowledgement]).toSorted()).toEqual(
        [...taken.map((id) => [id, 'delivered']), [missed, 'waiting']].toSorted(),
      );
      await tell(other);
    } finally {
      await other.close();
    }
    const { body } = await world.api.get('/v1/callbacks/erp/deliveries?limit=200').expect(200);
    const told = (body.data as { type: string }[]).filter(({ type }) => type === 'statement.daily');
    expect(told).toHaveLength(1);
  });

  it('read page by page: each outcome with its calls, the day before has none, a date that is none is 400', async () => {
    const lines: { id: string; acknowledgement: string; calls: { id: string; endpoint: string }[] }[] = [];
    let cursor = '';
    do {
      const page = await read(`?date=2026-11-23&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      lines.push(...page.data);
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');

    expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
    expect(lines.every(({ calls }) => calls.length === 1 && calls[0]?.id.startsWith('msg_'))).toBe(true);
    expect(await read('')).toMatchObject({ date: '2026-11-23', from: '2026-11-22T21:00:00.000Z' });
    expect((await read('?date=2026-11-22')).data).toEqual([]);
    expect((await world.api.get('/v1/statements?date=2026-13-01')).status).toBe(400);
  });
});
