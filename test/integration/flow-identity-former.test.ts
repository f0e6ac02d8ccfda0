import type { FormerNote } from '../../src/customers/former-number.ts';
import type { NumberChange } from '../../src/customers/put-customer.ts';
import { newPerson, newPhone, personAt, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 60 * 60_000;
const words = {
  tr: /^Bu numara, .+ çıkarıldı\. .+ bizi arayın\.$/,
  en: /^This number was removed .+ please call us\.$/,
  ar: /^أُزيل هذا الرقم .+ الاتصال بنا\.$/,
};

describe('a number that the books put another in the place of', () => {
  let world: World;
  const changes: NumberChange[] = [];
  const notes: FormerNote[] = [];
  beforeAll(async () => {
    world = await startWorld({ env: { QUIET_HOURS: '20:00-09:00' } });
    const { audit } = world.application.repositories;
    const [noteNumberChange, noteFormer] = [audit.noteNumberChange.bind(audit), audit.noteFormer.bind(audit)];
    audit.noteNumberChange = async (change) => {
      await noteNumberChange(change);
      changes.push(change);
    };
    audit.noteFormer = async (note) => {
      await noteFormer(note);
      // Relayed at least once: the same note again is the same entry of the audit.
      if (!notes.some(({ id }) => id === note.id)) notes.push(note);
    };
  });
  beforeEach(() => {
    // Ten in the morning, a day after the last test.
    world.clock.set(
      `${new Date(world.clock.now().getTime() + 24 * hour).toISOString().slice(0, 10)}T07:00:00.000Z`,
    );
    changes.length = 0;
    notes.length = 0;
  });
  afterAll(() => world?.close());

  const contactOf = (person: Person, phone: string, over: object = {}) => ({
    ...{ ref: person.contactRef, name: 'Gizli İsim', phone, roles: ['all'], canBind: true },
    ...over,
  });
  const put = (person: Person, contacts: object[], customerRef = person.customerRef) =>
    world.api.put(`/v1/customers/${customerRef}`, { name: 'Deneme Ltd.', contacts });
  const moves = async (person: Person, phone: string): Promise<void> => {
    await put(person, [contactOf(person, phone)]).expect(200);
    await world.settle();
  };
  const removedAt = (person: Person) =>
    person
      .got()
      .filter(
        ({ text, template }) => /removed|çıkarıldı|أُزيل/.test(text) || template === 'number_removed_v1',
      );
  const lineOf = async (person: Person) =>
    (await transcriptOf(world, person.contactRef ?? '')).findLast(({ text }) =>
      /removed|çıkarıldı|أُزيل/.test(text ?? ''),
    );
  /** What both entries of the audit say of it. */
  const former = () => [...changes, ...notes].flatMap((entry) => entry.former ?? []);

  it('inside the service window: told there once in free text, in the transcript and the audit; the new one is not', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const own = personAt(world, newPhone());
    await moves(person, own.phone);
    expect(removedAt(person)).toEqual([]);
    await world.turn(61_000);
    expect(removedAt(person)).toMatchObject([{ kind: 'text', text: expect.stringMatching(words.tr) }]);
    expect(removedAt(person)[0]?.text).not.toMatch(/Gizli|Deneme|\d/);
    expect(own.got()).toEqual([]);
    expect(await lineOf(person)).toMatchObject({ direction: 'out', text: expect.stringMatching(words.tr) });
    expect(former()).toEqual(['told']);
    expect(notes).toMatchObject([{ contactRef: person.contactRef, from: person.phone }]);
    // What comes back from there is nobody's.
    await person.writes('ben değildim');
    expect(person.got().at(-1)?.text).not.toMatch(/Gizli/);
  });

  it.each(['en', 'ar'] as const)('a conversation in %s: told in that language', async (language) => {
    const person = await newPerson(world, { language });
    await person.writes(language === 'en' ? 'hello' : 'مرحبا');
    await put(person, [contactOf(person, newPhone(), { language })]).expect(200);
    await world.turn(61_000);
    expect(removedAt(person)).toMatchObject([{ text: expect.stringMatching(words[language]) }]);
  });

  it('outside the service window: told by the utility template', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    await world.turn(25 * hour);
    await moves(person, newPhone());
    await world.turn(61_000);
    expect(removedAt(person)).toMatchObject([
      { kind: 'template', template: 'number_removed_v1', language: 'tr' },
    ]);
    expect(former()).toEqual(['told']);
  });

  it('the same call twice, and once more later: told once', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const own = newPhone();
    await Promise.all([moves(person, own), moves(person, own)]);
    await world.turn(61_000);
    await moves(person, own);
    await world.turn(61_000);
    expect(removedAt(person)).toHaveLength(1);
    expect(notes.map(({ former: outcome }) => outcome)).toEqual(['told']);
  });

  it('put back and taken away again: told of each', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    for (const phone of [newPhone(), person.phone, newPhone()]) {
      await moves(person, phone);
      await world.turn(61_000);
      await person.writes('merhaba');
    }
    expect(removedAt(person)).toHaveLength(2);
  });

  it('the process dies before the books are written, then the call is repeated: told once', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const { customers } = world.application.repositories;
    const upsert = customers.upsert.bind(customers);
    customers.upsert = () => Promise.reject(new Error('died'));
    const own = newPhone();
    await put(person, [contactOf(person, own)]).expect(500);
    customers.upsert = upsert;
    await world.turn(10_000);
    await moves(person, own);
    await world.turn(121_000);
    expect(removedAt(person)).toHaveLength(1);
  });

  it('the process dies before the books are written, and nobody repeats it: not told', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const { customers } = world.application.repositories;
    const upsert = customers.upsert.bind(customers);
    customers.upsert = () => Promise.reject(new Error('died'));
    await put(person, [contactOf(person, newPhone())]).expect(500);
    customers.upsert = upsert;
    await world.turn(121_000);
    expect(removedAt(person)).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('the process dies right after the books are written: told', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const { customers } = world.application.repositories;
    const upsert = customers.upsert.bind(customers);
    customers.upsert = async (customer) => {
      await upsert(customer);
      throw new Error('died');
    };
    await put(person, [contactOf(person, newPhone())]).expect(500);
    customers.upsert = upsert;
    await world.turn(61_000);
    expect(removedAt(person)).toHaveLength(1);
  });

  it('after DUR: not told, and both the transcript and the audit say why', async () => {
    const person = await newPerson(world);
    await person.writes('DUR');
    await moves(person, newPhone());
    await world.turn(61_000);
    expect(removedAt(person)).toEqual([]);
    expect(await lineOf(person)).toMatchObject({
      status: 'suppressed',
      statuses: [{ status: 'suppressed', error: 'notices_stopped' }],
    });
    expect(former()).toEqual(['not_told:notices_stopped']);
  });

  it('DUR written from it before it is told, by now a stranger’s: not told', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    await moves(person, newPhone());
    await person.writes('DUR');
    await world.turn(61_000);
    expect(removedAt(person)).toEqual([]);
    expect(former()).toEqual(['not_told:notices_stopped']);
  });

  it('another contact of the books has it by now, in the same call or in a later one: not told', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const next = { ...person, contactRef: `${person.contactRef}-next` };
    await put(person, [contactOf(person, newPhone()), contactOf(next, person.phone)]).expect(200);
    await world.turn(61_000);
    expect(removedAt(person)).toEqual([]);
    expect(former()).toEqual(['not_told:number_of_contact']);

    const [other, heir] = [await newPerson(world), await newPerson(world)];
    await other.writes('merhaba');
    await moves(other, newPhone());
    await moves(heir, other.phone);
    await world.turn(61_000);
    expect(removedAt(other)).toEqual([]);
    expect(notes.map(({ former: outcome }) => outcome)).toContain('not_told:number_of_contact');
  });

  it('at night: waits for the morning, and is withdrawn where another contact has the number by then', async () => {
    const [one, two, heir] = [await newPerson(world), await newPerson(world), await newPerson(world)];
    world.clock.turn(11 * hour);
    await one.writes('merhaba');
    await two.writes('merhaba');
    await moves(one, newPhone());
    await moves(two, newPhone());
    await world.turn(3 * hour);
    expect([...removedAt(one), ...removedAt(two)]).toEqual([]);
    await moves(heir, two.phone);
    await world.turn(11 * hour);
    expect(removedAt(one)).toHaveLength(1);
    expect(removedAt(two)).toEqual([]);
    expect(await lineOf(two)).toMatchObject({
      statuses: [{ status: 'suppressed', error: 'number_of_contact' }],
    });
  });

  it('a number that was never written to and never wrote: not told, no conversation is opened for it', async () => {
    const person = await newPerson(world);
    await moves(person, newPhone());
    await world.turn(61_000);
    expect(person.got()).toEqual([]);
    expect(former()).toEqual(['not_told:no_conversation']);
  });

  it('a second number that nobody proved and nothing was said at: the first is told, the second is not', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const second = personAt(world, newPhone());
    await moves(person, second.phone);
    await world.turn(61_000);
    await moves(person, newPhone());
    await world.turn(61_000);
    expect(removedAt(person)).toHaveLength(1);
    expect(second.got()).toEqual([]);
    expect(changes.at(-1)?.former).toBe('not_told:no_conversation');
  });

  it('an unproved number that wrote: told', async () => {
    const person = await newPerson(world);
    await put(person, [contactOf(person, person.phone, { phoneVerified: false })]).expect(200);
    world.clock.turn(1_000);
    await person.writes('merhaba');
    await moves(person, newPhone());
    await world.turn(61_000);
    expect(removedAt(person)).toHaveLength(1);
  });

  it('whoever has it said «yanlış numara»: not told', async () => {
    const person = await newPerson(world);
    await person.writes('yanlış numara');
    await moves(person, newPhone());
    await world.turn(61_000);
    expect(removedAt(person)).toEqual([]);
    expect(former()).toEqual(['not_told:wrong_number']);
  });

  it('changed under another customer that names the contact: told as well, and on record', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    await put(person, [contactOf(person, newPhone())], `${person.customerRef}-other`).expect(200);
    await world.turn(61_000);
    expect(removedAt(person)).toHaveLength(1);
    expect(changes).toMatchObject([{ contactRef: person.contactRef, from: person.phone }]);
  });

  it('a call that is refused because the new number is taken: not told', async () => {
    const [person, other] = [await newPerson(world), await newPerson(world)];
    await person.writes('merhaba');
    await put(person, [contactOf(person, other.phone)]).expect(409);
    await world.turn(61_000);
    expect(removedAt(person)).toEqual([]);
    expect(notes).toEqual([]);
  });
});
