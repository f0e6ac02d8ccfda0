import { aLetterEvent } from '../support/events.ts';
import { keyScene, type KeyScene } from '../support/key-scene.ts';
import type { CallbackReceiver } from '../support/callback-receiver.ts';
import {
  conversationOf,
  newPerson,
  newPhone,
  personAt,
  requestOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

/** Whoever has a number said DUR in one conversation, and the number is of a contact with another conversation (ADR 0031). */
describe('a number that stopped messages under another record', () => {
  let world: World;
  let scene: KeyScene;
  beforeAll(async () => {
    world = await startWorld();
    // Nobody asks for a code here.
    scene = keyScene(world, {} as CallbackReceiver);
  });
  afterAll(() => world?.close());

  interface Scene {
    /** The contact as it was reached before, with a conversation and an open letter. */
    contact: Person;
    event: Record<string, unknown>;
  }
  const withLetter = async (): Promise<Scene> => {
    const contact = await scene.known(null);
    return { contact, event: await scene.letter(contact) };
  };
  /** How a number that said DUR becomes the contact's. */
  const records: Readonly<Record<string, (one: Scene) => Promise<Person>>> = {
    'a stranger at it, then the books': async ({ contact }) => {
      const at = personAt(world, newPhone());
      await at.writes('DUR');
      await scene.put(contact, at.phone);
      return at;
    },
    'the books, then a contact it was of': async ({ contact }) => {
      const former = await newPerson(world);
      await former.writes('DUR');
      await world.api.put(`/v1/customers/${former.customerRef}`, { name: 'Eski Ltd.', contacts: [] });
      await scene.put(contact, former.phone);
      return personAt(world, former.phone);
    },
    'the books, then a stranger at it': async ({ contact }) => {
      const at = personAt(world, newPhone());
      await at.writes('merhaba');
      await scene.put(contact, at.phone);
      await at.writes('DUR');
      return at;
    },
  };
  const orders: Readonly<Record<string, (one: Scene) => Promise<unknown>>> = {
    'a new letter': ({ contact }) => scene.letter(contact),
    'a reminder that staff orders': async ({ event }) =>
      world.api.post(`/v1/requests/${(await requestOf(world, event)).id}/remind`),
    'a request that is withdrawn': async ({ event }) =>
      world.api.post(`/v1/requests/${(await requestOf(world, event)).id}/cancel`),
    'a chat that is taken over and given back': async ({ contact }) => {
      const { body } = await world.api.get(`/v1/conversations?contact=${contact.contactRef}`);
      for (const { id } of body.data as { id: string }[])
        for (const order of ['takeover', 'release']) await world.api.post(`/v1/conversations/${id}/${order}`);
    },
    'a text of staff': async ({ contact }) => {
      const { body } = await world.api.get(`/v1/conversations?contact=${contact.contactRef}`);
      for (const { id } of body.data as { id: string }[])
        await world.api.post(`/v1/conversations/${id}/messages`, { text: 'Bileziklerde kampanya var.' });
    },
    'reminders of their time': () => world.turn(3 * 24 * 60 * 60_000),
  };
  const table = Object.keys(records).flatMap((record) => Object.keys(orders).map((order) => [record, order]));

  it.each(table)('%s; %s: nothing goes out to it', async (record, order) => {
    const one = await withLetter();
    const at = await records[record as string]?.(one);
    const before = at?.got().length;
    await orders[order as string]?.(one);
    await world.settle();
    expect(
      at
        ?.got()
        .slice(before)
        .map(({ text, template }) => template ?? text),
    ).toEqual([]);
  });

  it.each(Object.keys(records))('%s; BAŞLA from it: messages are wanted again', async (record) => {
    const one = await withLetter();
    const at = await records[record]?.(one);
    await at?.writes('BAŞLA');
    const before = at?.got().length ?? 0;
    await scene.letter(one.contact);
    // The number is unproved: it hears that something waits.
    expect((at?.got().length ?? 0) - before).toBeGreaterThan(0);
  });

  it('said while a message to it waits for the end of the quiet hours: looked at again before the send', async () => {
    const other = await startWorld({
      now: '2026-11-23T20:30:00.000Z',
      env: { QUIET_HOURS: '20:00-09:00,sun' },
    });
    try {
      const person = await newPerson(other);
      const event = aLetterEvent({
        eventId: 'stop_quiet',
        customer: person.customerRef ?? '',
        contact: person.contactRef ?? '',
      });
      await other.api.post('/v1/events', event);
      await other.settle();
      expect(person.got()).toHaveLength(0);
      // The number says it in a conversation that is not the contact's: under its own record.
      const { customers } = other.application.repositories;
      const { id } = await conversationOf(other, person.contactRef ?? '');
      const tenantId = 't_demo';
      expect(await customers.isNumberStopped(tenantId, person.phone)).toBe(false);
      await customers.noteStop(tenantId, `${id}_other`, {
        phone: person.phone,
        stoppedAt: other.clock.now(),
      });
      await other.turn(12 * 60 * 60_000);
      expect(person.got()).toHaveLength(0);
      const { body } = await other.api.get(`/v1/conversations/${id}/messages`);
      expect(body.data).toMatchObject([
        { direction: 'out', status: 'suppressed', statuses: [{ error: 'notices_stopped' }] },
      ]);
    } finally {
      await other.close();
    }
  });
});
