import { newestCode, startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { aLetterEvent } from '../support/events.ts';
import { aMessage, aTextMessage, webhookBody } from '../support/meta-webhook.ts';
import {
  choiceOf,
  newPerson,
  newPhone,
  personAt,
  report,
  requestOf,
  sentMessages,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const amounts = /1[.,]250|264[.,]750|3[.,]180/;

describe('keys that change hands', () => {
  let world: World;
  let business: CallbackReceiver;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld();
    business = await startCallbackReceiver();
    await world.api.put('/v1/callbacks/erp', { url: business.url, types: ['*'] });
  });
  afterAll(async () => {
    await world?.close();
    await business?.close();
  });

  const userId = (): string => {
    count += 1;
    return `TR.7100000000000000${String(count).padStart(3, '0')}`;
  };
  const letter = async (person: Person): Promise<Record<string, unknown>> => {
    count += 1;
    const event = aLetterEvent({
      eventId: `flow_keys_${count}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    await report(world, event);
    return event;
  };
  const deliver = async (body: object): Promise<void> => {
    expect(await world.webhook(body)).toBe(200);
    await world.settle();
  };
  const system = (person: Person, told: object, from: string | null = person.phone.slice(1)) =>
    deliver(
      aMessage(
        { type: 'system', system: { body: 'User A changed', ...told } },
        { from, at: world.clock.now() },
      ),
    );
  /** Somebody at these keys writes; answers what they got for it. */
  const writes = async (keys: { phone: string | null; userId: string | null }, text: string) => {
    const before = sentMessages(world).length;
    const from = keys.phone === null ? null : keys.phone.slice(1);
    await deliver(aTextMessage({ from, userId: keys.userId, text, at: world.clock.now() }));
    return sentMessages(world)
      .slice(before)
      .map(({ text: said }) => said)
      .join('\n');
  };
  const code = (contactRef: string | null): Promise<string> => newestCode(world, business, contactRef);
  const told = (type: string, person: Person) =>
    business.of(type).filter(({ body }) => body.data['contactRef'] === person.contactRef);
  const tasksOf = async (person: Person): Promise<string[]> => {
    const { body } = await world.api.get('/v1/tasks?status=open&limit=200');
    return (body.data as { reason: string; customerRefs: string[] }[])
      .filter(({ customerRefs }) => customerRefs.includes(person.customerRef ?? ''))
      .map(({ reason }) => reason);
  };
  const contactOf = async (person: Person) => {
    const { body } = await world.api.get(`/v1/customers/${person.customerRef}`);
    return (body.contacts as { phone: string; phoneVerified: boolean }[])[0];
  };
  /** A contact of the books who wrote with a number and a user id, and has a balance. */
  const known = async (): Promise<{ person: Person; a: string }> => {
    const person = await newPerson(world);
    await world.api.put(`/v1/customers/${person.customerRef}`, {
      name: 'Deneme Ltd.',
      contacts: [
        { ref: person.contactRef, name: 'Deneme', phone: person.phone, roles: ['all'], canBind: true },
      ],
      accounts: [
        { accountNo: `120.${person.customerRef}`, lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }] },
      ],
    });
    const a = userId();
    expect(await writes({ phone: person.phone, userId: a }, 'bakiye')).toMatch(amounts);
    return { person, a };
  };

  describe('a number that changed, told by the platform', () => {
    it('with both ids: the next request goes to the new number and names no amount; code, then all of it', async () => {
      const { person, a } = await known();
      const moved = personAt(world, newPhone());
      const b = userId();
      await system(person, {
        type: 'user_changed_number',
        wa_id: moved.phone.slice(1),
        user_id: b,
        previous_user_id: a,
      });
      const atOld = person.got().length;
      const event = await letter(person);
      expect(person.got()).toHaveLength(atOld);
      expect(
        moved
          .got()
          .map(({ text }) => text)
          .join(),
      ).not.toMatch(amounts);
      expect(await contactOf(person)).toMatchObject({ phone: moved.phone, phoneVerified: false });
      expect(await tasksOf(person)).toContain('number_changed');
      await business.waitForCalls('contact.number_changed');
      expect(told('contact.number_changed', person).at(-1)?.body.data).toMatchObject({
        previousPhone: person.phone,
        phone: moved.phone,
        previousUserId: a,
        userId: b,
      });

      const keys = { phone: moved.phone, userId: b };
      expect(await writes(keys, 'bakiye')).not.toMatch(amounts);
      expect(await writes(keys, 'mutabıkız')).not.toMatch(amounts);
      expect((await requestOf(world, event)).decision).toBeNull();

      expect(await writes(keys, await code(person.contactRef))).toMatch(amounts);
      expect(await contactOf(person)).toMatchObject({ phone: moved.phone, phoneVerified: true });
      const question = moved.got().find(({ choices }) => choices.some(({ id }) => id.endsWith('.agreed')));
      await moved.taps('agreed', question);
      await moved.taps('confirmed');
      expect(await requestOf(world, event)).toMatchObject({
        outcome: 'agreed',
        decision: { contactRef: person.contactRef },
      });
      expect(person.got()).toHaveLength(atOld);
    });

    it('a stranger who has the old number next: a stranger', async () => {
      const { person, a } = await known();
      await letter(person);
      const button = choiceOf(person.sees(), 'agreed');
      await system(person, {
        type: 'user_changed_number',
        wa_id: newPhone().slice(1),
        user_id: userId(),
        previous_user_id: a,
      });
      const stranger = { phone: person.phone, userId: userId() };
      expect(await writes(stranger, 'bakiye')).toContain('kayıtlarımızda tanımlı olmadığı');
      await person.tapsId(button);
      expect(person.sees().text).not.toMatch(amounts);
      expect(await writes({ phone: null, userId: a }, 'bakiye')).not.toMatch(amounts);
    });

    it('only numbers, as older events: the same', async () => {
      const { person } = await known();
      const event = await letter(person);
      const moved = personAt(world, newPhone());
      await system(person, { type: 'user_changed_number', wa_id: moved.phone.slice(1) });
      await moved.writes('mutabıkız');
      expect(moved.sees().text).toContain('6 haneli bir kod');
      await moved.writes(await code(person.contactRef));
      // What waited comes with what was asked for meanwhile, in whatever order.
      const question = moved.got().find(({ choices }) => choices.some(({ id }) => id.endsWith('.agreed')));
      await moved.taps('agreed', question);
      await moved.taps('confirmed');
      expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
    });

    it('after the first message of the new number: known by it once the notice is there, and asked for a code', async () => {
      const { person, a } = await known();
      const moved = { phone: newPhone(), userId: userId() };
      expect(await writes(moved, 'bakiye')).toContain('kayıtlarımızda tanımlı olmadığı');
      await system(person, {
        type: 'user_changed_number',
        wa_id: moved.phone.slice(1),
        user_id: moved.userId,
        previous_user_id: a,
      });
      const answer = await writes(moved, 'bakiye');
      expect(answer).toContain('6 haneli bir kod');
      expect(answer).not.toMatch(amounts);
    });

    it('in one body with the first message of the new number: asked for a code', async () => {
      const { person, a } = await known();
      const moved = { phone: newPhone(), userId: userId() };
      const at = String(Math.floor(world.clock.now().getTime() / 1000));
      const before = sentMessages(world).length;
      const notice = {
        from: person.phone.slice(1),
        from_user_id: a,
        id: `wamid.batch${count}`,
        timestamp: at,
        type: 'system',
        system: {
          type: 'user_changed_number',
          wa_id: moved.phone.slice(1),
          user_id: moved.userId,
          previous_user_id: a,
          body: '',
        },
      };
      const text = {
        from: moved.phone.slice(1),
        from_user_id: moved.userId,
        id: `wamid.batchtext${count}`,
        timestamp: at,
        type: 'text',
        text: { body: 'bakiye' },
      };
      await deliver(webhookBody({ messages: [notice, text] }));
      const said = sentMessages(world)
        .slice(before)
        .map((one) => one.text)
        .join();
      expect(said).toContain('6 haneli bir kod');
      expect(said).not.toMatch(amounts);
    });

    it('without a number: the new id is asked for a code, the old number gets nothing', async () => {
      const { person, a } = await known();
      const b = userId();
      await system(person, { type: 'user_changed_user_id', user_id: b, previous_user_id: a }, null);
      const atOld = person.got().length;
      await letter(person);
      expect(await writes({ phone: null, userId: b }, 'bakiye')).not.toMatch(amounts);
      expect(await writes({ phone: null, userId: b }, await code(person.contactRef))).toMatch(amounts);
      expect(person.got()).toHaveLength(atOld);
    });

    it('to a number that is another contact’s in the books: nothing is pointed there, and staff is told', async () => {
      const { person, a } = await known();
      const { person: other, a: others } = await known();
      await system(person, {
        type: 'user_changed_number',
        wa_id: other.phone.slice(1),
        user_id: userId(),
        previous_user_id: a,
      });
      const { body } = await world.api.get('/v1/tasks?status=open&limit=200');
      expect((body.data as { reason: string }[]).map(({ reason }) => reason)).toContain('key_conflict');
      // Nobody knows who reads it: the other one proves it as well.
      expect(await writes({ phone: other.phone, userId: others }, 'bakiye')).not.toMatch(amounts);
      await writes({ phone: other.phone, userId: others }, await code(other.contactRef));
      expect(await contactOf(other)).toMatchObject({ phone: other.phone, phoneVerified: true });
    });

    it('the books name the old number again: it stays where it moved', async () => {
      const { person, a } = await known();
      const moved = newPhone();
      await system(person, {
        type: 'user_changed_number',
        wa_id: moved.slice(1),
        user_id: userId(),
        previous_user_id: a,
      });
      await world.api.put(`/v1/customers/${person.customerRef}`, {
        name: 'Deneme Ltd.',
        contacts: [
          { ref: person.contactRef, name: 'Deneme', phone: person.phone, roles: ['all'], canBind: true },
        ],
      });
      const atOld = person.got().length;
      await letter(person);
      expect(person.got()).toHaveLength(atOld);
      expect(await contactOf(person)).toMatchObject({ phone: moved, phoneVerified: false });
    });
  });

  describe('another user id at the same number, without a notice', () => {
    it('no amount, no decision, a task and a callback; a code makes it the person’s', async () => {
      const { person } = await known();
      const event = await letter(person);
      const button = choiceOf(person.sees(), 'agreed');
      const b = userId();
      const keys = { phone: person.phone, userId: b };
      expect(await writes(keys, 'bakiye')).toContain('6 haneli bir kod');
      await person.tapsId(button);
      expect(person.sees().text).not.toMatch(amounts);
      expect((await requestOf(world, event)).decision).toBeNull();
      expect(await tasksOf(person)).toContain('other_user_id');
      await business.waitForCalls('contact.identity_changed');
      expect(told('contact.identity_changed', person)).toHaveLength(1);

      expect(await writes(keys, await code(person.contactRef))).toMatch(amounts);
      await person.taps('agreed');
      await person.taps('confirmed');
      expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
    });

    it('the books say it is the person: amounts again', async () => {
      const { person } = await known();
      const keys = { phone: person.phone, userId: userId() };
      expect(await writes(keys, 'bakiye')).not.toMatch(amounts);
      world.clock.turn(60_000);
      await world.api.put(`/v1/customers/${person.customerRef}`, {
        name: 'Deneme Ltd.',
        contacts: [
          {
            ...{ ref: person.contactRef, name: 'Deneme', phone: person.phone, roles: ['all'], canBind: true },
            phoneVerified: true,
          },
        ],
      });
      expect(await writes(keys, 'bakiye')).toMatch(amounts);
    });

    it('a second number at the same user id: answered there without an amount, requests stay where they were', async () => {
      const { person, a } = await known();
      const shown = newPhone();
      expect(await writes({ phone: shown, userId: a }, 'bakiye')).toContain('6 haneli bir kod');
      const before = personAt(world, shown).got().length;
      await letter(person);
      expect(personAt(world, shown).got()).toHaveLength(before);
      expect(person.sees().text).not.toMatch(amounts);
      expect(await writes({ phone: shown, userId: a }, await code(person.contactRef))).toMatch(amounts);
      expect(await contactOf(person)).toMatchObject({ phone: shown, phoneVerified: true });
    });
  });

  describe('the platform says that the telephone has another key', () => {
    it.each(['customer_identity_changed', 'user_identity_changed'])(
      '%s between question and tap: the tap asks for a code and decides nothing',
      async (type) => {
        const { person } = await known();
        const event = await letter(person);
        await person.taps('agreed');
        const recap = choiceOf(person.sees(), 'confirmed');
        await system(person, { type, wa_id: person.phone.slice(1) });
        await person.tapsId(recap);
        expect(person.sees().text).toContain('6 haneli bir kod');
        expect((await requestOf(world, event)).decision).toBeNull();
        expect(await tasksOf(person)).toContain('identity_changed');

        await person.writes(await code(person.contactRef));
        const again = person.sees();
        // The recap of before does not bind any more: it is asked again.
        await person.tapsId(recap);
        expect((await requestOf(world, event)).decision).toBeNull();
        await person.taps('confirmed', again);
        expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
      },
    );
  });

  describe('a number that the books put in another’s place', () => {
    const put = (api: World['api'], person: Person, phone: string, phoneVerified?: boolean) =>
      api.put(`/v1/customers/${person.customerRef}`, {
        name: 'Deneme Ltd.',
        contacts: [
          {
            ...{ ref: person.contactRef, name: 'Deneme', phone, roles: ['all'], canBind: true },
            ...(phoneVerified === undefined ? {} : { phoneVerified }),
          },
        ],
      });

    it.each([undefined, true])(
      'given with phoneVerified %s: approves nothing there, and nothing at the old one once it is put back',
      async (stated) => {
        const { person, a } = await known();
        const event = await letter(person);
        const [button] = [choiceOf(person.sees(), 'agreed')];
        const own = personAt(world, newPhone());
        await put(world.api, person, own.phone, stated);
        await own.tapsId(button);
        await own.writes('mutabıkız');
        await own.writes('bakiye');
        expect(
          own
            .got()
            .map(({ text }) => text)
            .join(),
        ).not.toMatch(amounts);
        expect((await requestOf(world, event)).decision).toBeNull();

        await put(world.api, person, person.phone, stated);
        expect(await writes({ phone: person.phone, userId: a }, 'bakiye')).not.toMatch(amounts);
        expect(await writes({ phone: person.phone, userId: a }, await code(person.contactRef))).toMatch(
          amounts,
        );
        await person.taps('agreed');
        await person.taps('confirmed');
        const { id } = await requestOf(world, event);
        const { body } = await world.api.get(`/v1/requests/${id}/evidence`);
        expect(JSON.stringify(body)).toMatch(/"numberBy":"key:[^"]+"/);
      },
    );

    it('said to be the person’s in a later call of staff: served', async () => {
      const { person } = await known();
      const own = personAt(world, newPhone());
      await put(world.api, person, own.phone);
      await own.writes('bakiye');
      expect(own.sees().text).not.toMatch(amounts);
      world.clock.turn(60_000);
      await put(world.api, person, own.phone, true);
      await own.writes('bakiye');
      expect(own.sees().text).toMatch(amounts);
    });

    it('said so by a key that only writes customers: not served', async () => {
      const { person } = await known();
      const made = await world.api.post('/v1/apikeys', { name: 'erp', scopes: ['customers:write'] });
      const key = String(made.body.key ?? made.body.secret);
      const own = personAt(world, newPhone());
      await put(world.api, person, own.phone);
      world.clock.turn(60_000);
      const api = {
        ...world.api,
        put: (path: string, body: object) => world.api.put(path, body).set('Authorization', `Bearer ${key}`),
      };
      expect((await put(api, person, own.phone, true)).status).toBe(200);
      await own.writes('bakiye');
      expect(own.sees().text).not.toMatch(amounts);
    });
  });

  describe('keys of two contacts in one message', () => {
    it('nothing is pointed elsewhere: both have to prove themselves, and staff is told', async () => {
      const one = await known();
      const two = await known();
      const mixed = { phone: two.person.phone, userId: one.a };
      expect(await writes(mixed, 'bakiye')).not.toMatch(amounts);
      expect(await tasksOf(one.person)).toContain('other_number');
      const { body } = await world.api.get('/v1/tasks?status=open&limit=200');
      expect((body.data as { reason: string }[]).map(({ reason }) => reason)).toContain('key_conflict');
      expect(await writes({ phone: two.person.phone, userId: two.a }, 'bakiye')).not.toMatch(amounts);
      expect(await writes({ phone: one.person.phone, userId: one.a }, 'bakiye')).not.toMatch(amounts);
      // A code proves who writes, not that the number of another contact is theirs.
      await writes(mixed, 'bakiye');
      await writes(mixed, await code(one.person.contactRef));
      expect(await contactOf(two.person)).toMatchObject({ phone: two.person.phone });
      expect(await contactOf(one.person)).toMatchObject({ phone: one.person.phone });
    });
  });
});
