import { MongoClient } from 'mongodb';
import request from 'supertest';
import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import { newPerson, report, requestOf } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const codes = [0, 10, 190, 200, 368, 131031, 131042, 133010];

describe('a number the platform takes nothing of', () => {
  let world: World;
  let receiver: CallbackReceiver;
  let database: MongoClient;
  const databaseName = freshDatabaseName();
  let count = 0;
  beforeAll(async () => {
    receiver = await startCallbackReceiver();
    world = await startWorld({ databaseName });
    database = await MongoClient.connect(testDatabaseUri());
    await registerReceiver(world, receiver);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
    await database?.close();
  });
  /** The pause runs on the database's clock, which no test turns: it is taken away instead of waited for. */
  const endPause = () => database.db(databaseName).collection('buckets').deleteMany({});
  beforeEach(() => {
    receiver.calls.length = 0;
  });

  const readiness = async (): Promise<[number, string]> => {
    const { status, body } = await request(world.application.server as never).get('/readyz');
    return [status, body.status];
  };
  const tasksFor = async (code: number): Promise<{ urgent: boolean }[]> => {
    const { body } = await world.api.get('/v1/tasks?reason=number_held&limit=200');
    return body.data.filter(({ details }: { details: { code: number } }) => details.code === code);
  };

  it.each(codes)('code %i: held and told once, degraded, and everything goes on by itself', async (code) => {
    const person = await newPerson(world);
    count += 1;
    const event = aLetterEvent({ eventId: `number_${count}`, customer: person.customerRef ?? '' });
    expect(await readiness()).toEqual([200, 'ready']);
    world.graph.behave({ kind: 'refuse', code });
    await report(world, event);
    for (let turns = 0; turns < 2; turns += 1) {
      await endPause();
      await world.turn(61_000);
    }

    expect(person.got()).toHaveLength(0);
    expect(await requestOf(world, event)).toMatchObject({ status: 'open' });
    expect(await readiness()).toEqual([200, 'degraded']);
    expect(await tasksFor(code)).toMatchObject([{ urgent: true }]);
    await waitFor('channel.held', () => receiver.of('channel.held').length === 1);
    expect(receiver.of('channel.held')[0]?.body.data).toMatchObject({ code });
    expect((await world.api.get('/v1/channels')).body.data[0].trouble).toMatchObject({ code });

    world.graph.behave({ kind: 'accept' });
    await endPause();
    await world.turn(61_000);
    expect(person.got()).toHaveLength(1);
    expect(await readiness()).toEqual([200, 'ready']);
    await waitFor('channel.resumed', () => receiver.of('channel.resumed').length === 1);
    expect((await world.api.get('/v1/channels')).body.data[0].trouble).toBeNull();
  });

  it('a code about one message (131026, 132000): the number works', async () => {
    const person = await newPerson(world);
    count += 1;
    world.graph.behave({ kind: 'refuse', code: 132000 });
    await report(world, aLetterEvent({ eventId: `number_${count}`, customer: person.customerRef ?? '' }));
    world.graph.behave({ kind: 'accept' });
    expect(await readiness()).toEqual([200, 'ready']);
  });
});
