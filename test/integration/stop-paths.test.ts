import { aLetterEvent, anApprovalEvent } from '../support/events.ts';
import {
  conversationOf,
  newPerson,
  report,
  requestOf,
  transcriptOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('a person who stopped messages, whatever asks for one', () => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  interface Scene {
    person: Person;
    requestId: string;
    conversationId: string;
  }
  const scene = async (): Promise<Scene> => {
    number += 1;
    const person = await newPerson(world);
    await person.writes('merhaba');
    const event = aLetterEvent({
      eventId: `evt_path_${number}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    await report(world, event);
    const { id: requestId } = await requestOf(world, event);
    const { id: conversationId } = await conversationOf(world, person.contactRef ?? '');
    return { person, requestId, conversationId };
  };
  const newer = ({ person }: Scene, eventId: string): Record<string, unknown> =>
    anApprovalEvent({ eventId, customer: person.customerRef ?? '', contact: person.contactRef ?? '' });

  const orders: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
    'a reminder that staff orders': ({ requestId }) => world.api.post(`/v1/requests/${requestId}/remind`),
    'a request that is withdrawn': ({ requestId }) => world.api.post(`/v1/requests/${requestId}/cancel`),
    'a chat that is taken over': ({ conversationId }) =>
      world.api.post(`/v1/conversations/${conversationId}/takeover`),
    'a chat that is taken over and given back': async ({ conversationId }) => {
      await world.api.post(`/v1/conversations/${conversationId}/takeover`);
      await world.settle();
      await world.api.post(`/v1/conversations/${conversationId}/release`);
    },
    'a text of staff': ({ conversationId }) =>
      world.api.post(`/v1/conversations/${conversationId}/messages`, {
        text: 'Bu hafta bileziklerde kampanya var.',
      }),
    'a new letter': (one) => world.api.post('/v1/events', newer(one, `evt_path_new_${number}`)),
    'the number under another contact, then a letter': async ({ person }) => {
      const customer = person.customerRef ?? '';
      const contacts = (await world.api.get(`/v1/customers/${customer}`)).body.contacts as object[];
      const other = { ...contacts[0], ref: `${customer}-new`, name: 'Başka Biri' };
      await world.api.put(`/v1/customers/${customer}`, { name: 'Demo', contacts: [] });
      await world.api.put(`/v1/customers/${customer}`, { name: 'Demo', contacts: [other] }).expect(200);
      const event = aLetterEvent({
        eventId: `evt_path_moved_${number}`,
        customer,
        contact: `${customer}-new`,
      });
      await world.api.post('/v1/events', event);
    },
  };

  it.each(Object.keys(orders))('%s: nothing goes out', async (name) => {
    const one = await scene();
    await one.person.writes('DUR');
    const before = one.person.got().length;
    await orders[name]?.(one);
    await world.settle();

    expect(
      one.person
        .got()
        .slice(before)
        .map(({ text, template }) => template ?? text),
    ).toEqual([]);
  });

  it.each(Object.keys(orders).slice(0, 5))(
    '%s, of somebody who stopped nothing: does go out',
    async (name) => {
      const one = await scene();
      const before = one.person.got().length;
      await orders[name]?.(one);
      await world.settle();

      expect(one.person.got().length).toBeGreaterThan(before);
    },
  );

  it('what was held back: in the transcript with the reason, and no history says that it was sent', async () => {
    const one = await scene();
    await one.person.writes('DUR');
    await world.api.post(`/v1/requests/${one.requestId}/remind`).expect(202);
    await world.settle();

    const lines = await transcriptOf(world, one.person.contactRef ?? '');
    expect(lines.at(-1)).toMatchObject({
      direction: 'out',
      status: 'suppressed',
      statuses: [{ status: 'suppressed', error: 'notices_stopped' }],
    });
    const { body } = await world.api.get(`/v1/requests/${one.requestId}`);
    expect(JSON.stringify(body.history)).not.toMatch(/remind/);
  });

  it('what the person asks after it: is answered, by the bot and then by staff', async () => {
    const one = await scene();
    await one.person.writes('DUR');
    const before = one.person.got().length;
    await one.person.writes('işlemim neden bekliyor');
    expect(one.person.got().length).toBeGreaterThan(before);
    await orders['a text of staff']?.(one);
    await world.settle();

    expect(one.person.sees().text).toContain('kampanya');
  });

  // Last: the letters of the others would be over.
  it('reminders of their time, and the end of the request: nothing goes out', async () => {
    const one = await scene();
    await one.person.writes('DUR');
    const before = one.person.got().length;
    for (let turn = 0; turn < 10; turn += 1) {
      world.clock.turn(4 * 24 * 60 * 60_000);
      await world.settle();
    }

    expect(one.person.got()).toHaveLength(before);
    expect((await world.api.get(`/v1/requests/${one.requestId}`)).body).toMatchObject({ status: 'closed' });
  });
});
