import request from 'supertest';
import { aLetterEvent } from '../support/events.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { aTextMessage } from '../support/meta-webhook.ts';
import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { newPerson, report, requestOf } from '../support/scenario.ts';
import { phoneNumberId, startWorld, type World } from '../support/world.ts';

const otherKey = 'other-key-0123456789abcdef';
const otherNumber = '410000000000009';

describe('two tenants on one database, each with a process', () => {
  let ours: World;
  let theirs: World;
  let receiver: CallbackReceiver;
  beforeAll(async () => {
    const databaseName = freshDatabaseName();
    receiver = await startCallbackReceiver();
    ours = await startWorld({ demo: true, databaseName });
    theirs = await startWorld({
      demo: true,
      databaseName,
      env: {
        TENANT_ID: 't_other',
        API_KEY: otherKey,
        WHATSAPP_PHONE_NUMBER_ID: otherNumber,
        DEMO_DATA: 'off',
        CALLBACK_URL: receiver.url,
        QUIET_HOURS: 'off',
      },
    });
  });
  afterAll(async () => {
    await theirs?.close();
    await ours?.close();
    await receiver?.close();
  });

  const asOther = (world: World, method: 'get' | 'post' | 'put', path: string, body?: object) => {
    const client = request(world.application.server as never);
    return client[method](path).set('Authorization', `Bearer ${otherKey}`).send(body);
  };

  it.each([
    ['get', '/v1/customers', undefined],
    ['get', '/v1/requests', undefined],
    ['get', '/v1/tasks', undefined],
    ['put', '/v1/customers/X1', { name: 'X', contacts: [] }],
    ['post', '/v1/events', aLetterEvent({ eventId: 'foreign', customer: 'X1' })],
  ] as const)(
    "%s %s with the other tenant's key: 421 at this process, never 500",
    async (method, path, body) => {
      const answer = await asOther(ours, method, path, body);
      expect([answer.status, answer.body.code]).toEqual([421, 'not_served_here']);
      expect((await asOther(theirs, 'get', '/v1/customers')).status).toBe(200);
    },
  );

  it("a webhook of the other tenant's number: 421 here, so that the platform calls again; 200 there", async () => {
    const facts = { from: '905550001122', at: ours.clock.now(), text: 'merhaba' };
    const bodyFor = (number: string): object =>
      JSON.parse(JSON.stringify(aTextMessage(facts)).replaceAll(phoneNumberId, number)) as object;
    expect(await ours.webhook(bodyFor(otherNumber))).toBe(421);
    expect(await theirs.webhook(bodyFor(otherNumber))).toBe(200);
    expect(await ours.webhook(bodyFor(phoneNumberId))).toBe(200);
    await ours.settle();
    await theirs.settle();
  });

  it("the other tenant's callbacks: not in this process's way", async () => {
    await asOther(theirs, 'post', '/v1/callbacks/default/test', {}).expect(202);
    const person = await newPerson(ours);
    const event = aLetterEvent({ eventId: 'ours_1', customer: person.customerRef ?? '' });
    await report(ours, event);
    await person.taps('agreed');
    await person.taps('confirmed');
    expect(await requestOf(ours, event)).toMatchObject({ outcome: 'agreed' });
    await receiver.waitForCalls('callback.test');
  });
});
