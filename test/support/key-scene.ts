import { newestCode, type CallbackReceiver } from './callback-receiver.ts';
import { aLetterEvent } from './events.ts';
import { aTextMessage } from './meta-webhook.ts';
import { newPerson, report, sentMessages, type Person } from './scenario.ts';
import type { World } from './world.ts';

/** Figures of the letter and of the account of a person of this scene. */
export const amounts = /1[.,]250|264[.,]750|3[.,]180/;

/** Under which keys somebody writes. */
export interface WritingKeys {
  phone: string | null;
  userId: string | null;
  /** Left out: the number does not have telephones checked. */
  telephoneKey?: string;
  /** To which of our numbers; left out: the first. */
  phoneNumberId?: string;
}

/** Contacts of the books who write under numbers and user ids, and what they, staff and the business system see. */
export interface KeyScene {
  userId(): string;
  /** A letter to this person; answers its event. */
  letter(person: Person): Promise<Record<string, unknown>>;
  /** A webhook, and everything that follows from it. */
  deliver(body: object): Promise<void>;
  /** Somebody at these keys writes; answers what was sent for it. */
  writes(keys: WritingKeys, text: string): Promise<string>;
  /** The last code the business system was given for this contact. */
  code(contactRef: string | null): Promise<string>;
  /** Reasons of the open tasks of this person's customer; null: of everybody. */
  tasks(person: Person | null): Promise<string[]>;
  contactOf(person: Person): Promise<{ phone: string; phoneVerified: boolean } | undefined>;
  /** Puts the contact with this number into the books. */
  put(person: Person, phone: string, over?: { phoneVerified?: boolean }): Promise<void>;
  /** A contact with a balance, who wrote with this user id, or without one. */
  known(userId: string | null): Promise<Person>;
}

let count = 0;

export const keyScene = (world: World, business: CallbackReceiver): KeyScene => {
  const deliver = async (body: object): Promise<void> => {
    const status = await world.webhook(body);
    if (status !== 200) throw new Error(`the webhook was answered with ${status}`);
    await world.settle();
  };
  const writes = async ({ phone, userId, ...telephone }: WritingKeys, text: string): Promise<string> => {
    const before = sentMessages(world).length;
    await deliver(
      aTextMessage({
        from: phone === null ? null : phone.slice(1),
        userId,
        text,
        at: world.clock.now(),
        ...telephone,
      }),
    );
    return sentMessages(world)
      .slice(before)
      .map((one) => one.text)
      .join('\n');
  };
  const put: KeyScene['put'] = async (person, phone, over = {}) => {
    const contact = {
      ...{ ref: person.contactRef, name: 'Deneme', phone, roles: ['all'], canBind: true },
      ...over,
    };
    const accounts = [
      { accountNo: `120.${person.customerRef}`, lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }] },
    ];
    const path = `/v1/customers/${person.customerRef}`;
    const { status } = await world.api.put(path, { name: 'Deneme Ltd.', contacts: [contact], accounts });
    if (status !== 200) throw new Error(`the customer was answered with ${status}`);
  };
  return {
    userId: () => {
      count += 1;
      return `TR.7200000000000000${String(count).padStart(3, '0')}`;
    },
    letter: async (person) => {
      count += 1;
      const event = aLetterEvent({
        eventId: `key_scene_${count}`,
        customer: person.customerRef ?? '',
        contact: person.contactRef ?? '',
      });
      await report(world, event);
      return event;
    },
    deliver,
    writes,
    code: (contactRef) => newestCode(world, business, contactRef),
    tasks: async (person) => {
      const { body } = await world.api.get('/v1/tasks?status=open&limit=200');
      return (body.data as { reason: string; customerRefs: string[] }[])
        .filter(({ customerRefs }) => person === null || customerRefs.includes(person.customerRef ?? ''))
        .map(({ reason }) => reason);
    },
    contactOf: async (person) => {
      const { body } = await world.api.get(`/v1/customers/${person.customerRef}`);
      return (body.contacts as { phone: string; phoneVerified: boolean }[])[0];
    },
    put,
    known: async (userId) => {
      const person = await newPerson(world);
      await put(person, person.phone);
      const said = await writes({ phone: person.phone, userId }, 'bakiye');
      if (!amounts.test(said)) throw new Error(`no balance was told: ${said}`);
      return person;
    },
  };
};
