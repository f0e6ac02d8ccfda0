import { readFileSync } from 'node:fs';
import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { amounts, keyScene, type KeyScene, type WritingKeys } from '../support/key-scene.ts';
import { aMessage, aStatus } from '../support/meta-webhook.ts';
import { newPerson, newPhone, type Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const [, table = ''] = readFileSync('docs/adr/0030-proved-keys.md', 'utf8').split('## What happens');
/** Rows of the first table: key seen, known, notice. */
const documented = (table.split('\n\n').find((part) => part.startsWith('| key seen')) ?? '')
  .split('\n')
  .slice(2)
  .map((row) => row.split('|').slice(1, 4).join('|').trim());

describe('each row of the table of keys', () => {
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

  const served = async (keys: WritingKeys): Promise<void> =>
    expect(await scene.writes(keys, 'bakiye')).toMatch(amounts);
  const stranger = async (keys: WritingKeys): Promise<void> =>
    expect(await scene.writes(keys, 'bakiye')).toContain('kayıtlarımızda tanımlı olmadığı');
  /** No amount before a code, and all of it after. */
  const coded = async (keys: WritingKeys, person: Person, reason?: string): Promise<void> => {
    expect(await scene.writes(keys, 'bakiye')).not.toMatch(amounts);
    if (reason !== undefined) expect(await scene.tasks(person)).toContain(reason);
    // Callbacks are called beside the conversations.
    await waitFor('the code', () =>
      business
        .of('contact.verification_requested')
        .some(({ body }) => body.data['contactRef'] === person.contactRef),
    );
    expect(await scene.writes(keys, await scene.code(person.contactRef))).toMatch(amounts);
  };
  const conflict = async (...people: Person[]): Promise<void> => {
    expect(await scene.tasks(null)).toContain('key_conflict');
    for (const person of people)
      expect(await scene.contactOf(person)).toMatchObject({ phone: person.phone, phoneVerified: false });
  };
  const system = (person: Person, told: object, from: string | null = person.phone.slice(1)) =>
    scene.deliver(
      aMessage({ type: 'system', system: { body: '', ...told } }, { from, at: world.clock.now() }),
    );
  const changed = (person: Person, a: string, phone: string, b: string) =>
    system(person, {
      ...{ type: 'user_changed_number', wa_id: phone.slice(1) },
      ...{ user_id: b, previous_user_id: a },
    });
  const reached = async (person: Person, userId: string): Promise<void> => {
    const sent = world.graph.messages.findLast((message) => message.to === person.phone);
    const [messageId, callbackData] = [sent?.messageId ?? '', sent?.callbackData ?? ''];
    const to = person.phone.slice(1);
    await scene.deliver(
      aStatus({ messageId, callbackData, status: 'delivered', userId, to, at: world.clock.now() }),
    );
  };
  const shares = (userId: string, phone: string) =>
    scene.deliver(
      aMessage(
        {
          type: 'contacts',
          contacts: [{ phones: [{ phone, wa_id: phone.slice(1) }], origin: 'contact_request' }],
        },
        { from: null, userId, at: world.clock.now() },
      ),
    );
  /** With a user id, and what it is. */
  const both = async (): Promise<{ person: Person; a: string; p: string }> => {
    const a = scene.userId();
    const person = await scene.known(a);
    return { person, a, p: person.phone };
  };
  const lettered = async (): Promise<Person> => {
    const person = await newPerson(world);
    await scene.put(person, person.phone);
    await scene.letter(person);
    return person;
  };

  const rows: readonly [string, () => Promise<void>][] = [
    [
      'P and A, or one of them | P, A | none',
      async () => {
        const { a, p } = await both();
        await served({ phone: p, userId: a });
        await served({ phone: p, userId: null });
        await served({ phone: null, userId: a });
      },
    ],
    [
      'P and A | P | none',
      async () => {
        const person = await scene.known(null);
        const a = scene.userId();
        await served({ phone: person.phone, userId: a });
        await served({ phone: null, userId: a });
      },
    ],
    [
      'P and A | A | none, P in the books',
      async () => {
        const a = scene.userId();
        await stranger({ phone: null, userId: a });
        const person = await lettered();
        await served({ phone: person.phone, userId: a });
        await served({ phone: person.phone, userId: null });
      },
    ],
    [
      'P and B | P, A | none',
      async () => {
        const { person, p } = await both();
        await coded({ phone: p, userId: scene.userId() }, person, 'other_user_id');
      },
    ],
    [
      "none: a message to P reached P and A | P | platform's word",
      async () => {
        const [person, a] = [await lettered(), scene.userId()];
        await reached(person, a);
        await served({ phone: null, userId: a });
      },
    ],
    [
      "none: a message to P reached P and B | P, A | platform's word",
      async () => {
        const { person, a, p } = await both();
        await scene.letter(person);
        await reached(person, scene.userId());
        await coded({ phone: p, userId: a }, person, 'other_user_id');
      },
    ],
    [
      "none: a message to P reached R | P | platform's word",
      async () => {
        const alias = newPhone();
        world.graph.behave({ kind: 'accept', named: { wa_id: alias.slice(1) } });
        const person = await lettered();
        world.graph.behave({ kind: 'accept' });
        await served({ phone: alias, userId: null });
        const before = person.got().length;
        await scene.letter(person);
        expect(person.got()).toHaveLength(before + 1);
      },
    ],
    [
      "none: a message to P reached a key of another contact | P | platform's word",
      async () => {
        const { person: other, a } = await both();
        const person = await lettered();
        await reached(person, a);
        await conflict(person, other);
      },
    ],
    [
      'U of no books shares its own number P, or staff says so | P | none',
      async () => {
        const [person, u] = [await lettered(), scene.userId()];
        await stranger({ phone: null, userId: u });
        await shares(u, person.phone);
        await coded({ phone: null, userId: u }, person, 'other_user_id');
      },
    ],
    [
      'the same | P, A | none',
      async () => {
        const [{ p, a }, u] = [await both(), scene.userId()];
        await stranger({ phone: null, userId: u });
        await shares(u, p);
        expect(await scene.tasks(null)).toContain('key_conflict');
        await stranger({ phone: null, userId: u });
        await served({ phone: p, userId: a });
      },
    ],
    [
      'Q and A | P, A | none',
      async () => {
        const { person, a } = await both();
        const q = newPhone();
        expect(await scene.writes({ phone: q, userId: a }, 'bakiye')).not.toMatch(amounts);
        const before = person.got().length;
        await scene.letter(person);
        expect(person.got().length).toBeGreaterThan(before);
        await coded({ phone: q, userId: a }, person, 'other_number');
      },
    ],
    [
      'A alone | P | none',
      async () => {
        // The books know P; A wrote as a stranger and was linked without proof.
        const [person, a] = [await lettered(), scene.userId()];
        await stranger({ phone: null, userId: a });
        await shares(a, person.phone);
        await coded({ phone: null, userId: a }, person, 'other_user_id');
      },
    ],
    [
      'P of one contact and A of another | both | none',
      async () => {
        const [one, two] = [await both(), await both()];
        expect(await scene.writes({ phone: one.p, userId: two.a }, 'bakiye')).not.toMatch(amounts);
        await conflict(one.person, two.person);
      },
    ],
    [
      'P and A | P, A | P → Q, A → B',
      async () => {
        const { person, a, p } = await both();
        await changed(person, a, newPhone(), scene.userId());
        await stranger({ phone: p, userId: a });
      },
    ],
    [
      'Q or B | P, A | P → Q, A → B, before or after',
      async () => {
        const { person, a } = await both();
        const keys = { phone: newPhone(), userId: scene.userId() };
        await changed(person, a, keys.phone, keys.userId);
        await coded({ ...keys, phone: null }, person, 'number_changed');
        await served(keys);
      },
    ],
    [
      'B | P, A | A → B without a number',
      async () => {
        const { person, a } = await both();
        const b = scene.userId();
        await system(person, { type: 'user_changed_user_id', user_id: b, previous_user_id: a }, null);
        await coded({ phone: null, userId: b }, person, 'user_id_changed');
      },
    ],
    [
      'P and A | P, A | the telephone has another key',
      async () => {
        const { person, a, p } = await both();
        await system(person, { type: 'customer_identity_changed', wa_id: p.slice(1) });
        await coded({ phone: p, userId: a }, person, 'identity_changed');
      },
    ],
    [
      'P and A | P, A | none; the message names another key of the telephone',
      async () => {
        const { person, a, p } = await both();
        await served({ phone: p, userId: a, telephoneKey: 'DF2lS5v2W6x=' });
        await coded({ phone: p, userId: a, telephoneKey: 'Zk93bM0q1Aa=' }, person, 'identity_changed');
      },
    ],
    [
      "Q | P, A | P → Q, Q is another contact's",
      async () => {
        const [one, two] = [await both(), await both()];
        await changed(one.person, one.a, two.p, scene.userId());
        expect(await scene.tasks(null)).toContain('key_conflict');
        expect(await scene.writes({ phone: two.p, userId: two.a }, 'bakiye')).not.toMatch(amounts);
        expect(await scene.contactOf(two.person)).toMatchObject({ phone: two.p });
      },
    ],
    [
      'P | P | the books take `phoneVerified` back, once',
      async () => {
        const person = await scene.known(null);
        await scene.put(person, person.phone, { phoneVerified: false });
        const keys = { phone: person.phone, userId: null };
        await coded(keys, person);
        await scene.put(person, person.phone, { phoneVerified: false });
        await served(keys);
      },
    ],
    [
      'P | P, A | the books name Q',
      async () => {
        const { person, p } = await both();
        const q = newPhone();
        await scene.put(person, q);
        await stranger({ phone: p, userId: null });
        expect(await scene.writes({ phone: q, userId: null }, 'bakiye')).not.toMatch(amounts);
      },
    ],
  ];

  it('the rows below: are those of the decision', () => {
    const plain = (row: string): string => row.replace(/\s*\|\s*/g, ' | ');
    expect(rows.map(([row]) => row)).toEqual(documented.map(plain));
  });

  it.each(rows)('%s: as the table says', (_row, happens) => happens());
});
