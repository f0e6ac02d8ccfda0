import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { amounts, keyScene, type KeyScene } from '../support/key-scene.ts';
import { aStatus } from '../support/meta-webhook.ts';
import {
  conversationOf,
  newPerson,
  newPhone,
  personAt,
  requestOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('whom the platform says a message reached', () => {
  let world: World;
  let business: CallbackReceiver;
  let scene: KeyScene;
  beforeAll(async () => {
    world = await startWorld();
    business = await startCallbackReceiver();
    await world.api.put('/v1/callbacks/erp', { url: business.url, types: ['*'] });
    scene = keyScene(world, business);
  });
  afterAll(async () => {
    await world?.close();
    await business?.close();
  });
  afterEach(() => world.graph.behave({ kind: 'accept' }));

  /** What the platform says of the last message to this person. */
  const told = async (person: Person, userId: string, statuses = ['delivered']): Promise<void> => {
    const sent = world.graph.messages.findLast(({ to }) => to === person.phone);
    for (const status of statuses) {
      const { messageId = '', callbackData } = sent ?? {};
      const facts = {
        messageId,
        callbackData: callbackData ?? '',
        status,
        userId,
        to: person.phone.slice(1),
      };
      await scene.deliver(aStatus({ ...facts, at: world.clock.now() }));
    }
  };
  const stepsOf = async (person: Person): Promise<string[]> => {
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const { body } = await world.api.get(`/v1/conversations/${id}/steps?limit=200`);
    return (body.data as { inputs: { type: string }[] }[]).flatMap(({ inputs }) =>
      inputs.map(({ type }) => type),
    );
  };
  /** A contact who has a letter and never wrote. */
  const written = async (): Promise<{ person: Person; event: Record<string, unknown> }> => {
    const person = await newPerson(world);
    await scene.put(person, person.phone);
    return { person, event: await scene.letter(person) };
  };

  it('a user id of somebody who never wrote: whoever writes under it alone is the contact', async () => {
    const { person, event } = await written();
    const a = scene.userId();
    await told(person, a);
    expect(await scene.writes({ phone: null, userId: a }, 'bakiye')).toMatch(amounts);
    await scene.writes({ phone: null, userId: a }, 'mutabıkız');
    await person.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'agreed',
      decision: { contactRef: person.contactRef },
    });
    expect(await scene.tasks(person)).toEqual([]);
  });

  it('sent, delivered and read, each with the same user id: one step', async () => {
    const { person } = await written();
    await told(person, scene.userId(), ['sent', 'delivered', 'read', 'read']);
    expect((await stepsOf(person)).filter((type) => type === 'recipient-named')).toHaveLength(1);
  });

  it('the user id that is known: no step', async () => {
    const a = scene.userId();
    const person = await scene.known(a);
    await told(person, a, ['sent', 'delivered', 'read']);
    expect(await stepsOf(person)).not.toContain('recipient-named');
  });

  it('another user id than the known one: doubt, task and callback; no amount before a code', async () => {
    const a = scene.userId();
    const person = await scene.known(a);
    const event = await scene.letter(person);
    await told(person, scene.userId());
    expect(await scene.tasks(person)).toContain('other_user_id');
    await business.waitForCalls('contact.identity_changed');
    const keys = { phone: person.phone, userId: a };
    expect(await scene.writes(keys, 'bakiye')).not.toMatch(amounts);
    expect(await scene.writes(keys, 'mutabıkız')).not.toMatch(amounts);
    expect((await requestOf(world, event)).decision).toBeNull();
    expect(await scene.writes(keys, await scene.code(person.contactRef))).toMatch(amounts);
  });

  it('a user id of somebody who wrote as a stranger: that is the contact', async () => {
    const a = scene.userId();
    expect(await scene.writes({ phone: null, userId: a }, 'bakiye')).toContain(
      'kayıtlarımızda tanımlı olmadığı',
    );
    const { person } = await written();
    await told(person, a);
    expect(await scene.writes({ phone: null, userId: a }, 'bakiye')).toMatch(amounts);
  });

  it('a user id of another contact: nothing is pointed elsewhere, both prove themselves, staff is told', async () => {
    const a = scene.userId();
    const other = await scene.known(a);
    const { person } = await written();
    await told(person, a);
    expect(await scene.tasks(null)).toContain('key_conflict');
    expect(await scene.writes({ phone: other.phone, userId: a }, 'bakiye')).not.toMatch(amounts);
    expect(await scene.writes({ phone: person.phone, userId: null }, 'bakiye')).not.toMatch(amounts);
    expect(await scene.writes({ phone: other.phone, userId: a }, await scene.code(other.contactRef))).toMatch(
      amounts,
    );
    expect(await scene.contactOf(other)).toMatchObject({ phone: other.phone, phoneVerified: true });
    expect(await scene.contactOf(person)).toMatchObject({ phone: person.phone, phoneVerified: false });
  });

  describe('the answer to a send writes the number in another way', () => {
    it('a way nobody wrote from: the person is known by it, and written to as before', async () => {
      const alias = newPhone();
      world.graph.behave({ kind: 'accept', named: { wa_id: alias.slice(1) } });
      const { person } = await written();
      world.graph.behave({ kind: 'accept' });
      expect(await scene.writes({ phone: alias, userId: null }, 'bakiye')).toMatch(amounts);
      expect(await scene.contactOf(person)).toMatchObject({ phone: person.phone, phoneVerified: true });
      expect(await scene.tasks(person)).toEqual([]);
      const [before, answers] = [person.got().length, personAt(world, alias).got().length];
      await scene.letter(person);
      expect(person.got()).toHaveLength(before + 1);
      expect(personAt(world, alias).got()).toHaveLength(answers);
    });

    it('with a user id that is new at it: doubt', async () => {
      const alias = newPhone();
      const person = await scene.known(scene.userId());
      world.graph.behave({ kind: 'accept', named: { wa_id: alias.slice(1) } });
      await scene.letter(person);
      world.graph.behave({ kind: 'accept' });
      expect(await scene.writes({ phone: alias, userId: scene.userId() }, 'bakiye')).not.toMatch(amounts);
      expect(await scene.tasks(person)).toContain('other_user_id');
    });

    it('a number of another contact: it stays theirs, both prove themselves, staff is told', async () => {
      const other = await scene.known(null);
      world.graph.behave({ kind: 'accept', named: { wa_id: other.phone.slice(1) } });
      const { person } = await written();
      world.graph.behave({ kind: 'accept' });
      expect(await scene.tasks(null)).toContain('key_conflict');
      expect(await scene.writes({ phone: other.phone, userId: null }, 'bakiye')).not.toMatch(amounts);
      await scene.writes({ phone: other.phone, userId: null }, await scene.code(other.contactRef));
      expect(await scene.contactOf(other)).toMatchObject({ phone: other.phone, phoneVerified: true });
      expect(await scene.writes({ phone: person.phone, userId: null }, 'bakiye')).not.toMatch(amounts);
    });

    it.each([
      ['Brazil, without the ninth digit', '+5531987654321', '553187654321'],
      ['Mexico, with the 1', '+525512345678', '5215512345678'],
      ['Argentina, with the 9', '+541123456789', '5491123456789'],
    ])('%s: the same number, no step and no stranger', async (_name, phone, waId) => {
      const person = await newPerson(world);
      const own = personAt(world, phone, {
        customerRef: person.customerRef ?? '',
        contactRef: person.contactRef ?? '',
      });
      await scene.put(own, phone, { phoneVerified: true });
      world.clock.turn(60_000);
      await scene.put(own, phone, { phoneVerified: true });
      world.graph.behave({ kind: 'accept', named: { wa_id: waId } });
      await scene.letter(own);
      expect(await stepsOf(own)).not.toContain('recipient-named');
      expect(await scene.writes({ phone: `+${waId}`, userId: null }, 'bakiye')).toMatch(amounts);
    });
  });
});
