import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import { conversationOf, newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

type Posted = readonly [path: string, body?: object];

describe('an Idempotency-Key that is used again', () => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  const scene = async (): Promise<{ person: Person; request: string; conversation: string }> => {
    number += 1;
    const person = await newPerson(world);
    await person.writes('merhaba');
    const event = aLetterEvent({
      eventId: `evt_key_${number}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    await report(world, event);
    const { id: request } = await requestOf(world, event);
    const { id: conversation } = await conversationOf(world, person.contactRef ?? '');
    return { person, request: `/v1/requests/${request}`, conversation: `/v1/conversations/${conversation}` };
  };
  type Scene = Awaited<ReturnType<typeof scene>>;
  const post = async ([path, body]: Posted, key: string) => {
    const call = world.api.post(path, body).set('Idempotency-Key', key);
    const { status, body: answer } = await call;
    return { status, code: (answer as { code?: string }).code ?? null };
  };

  const say =
    (text: string) =>
    (one: Scene): Posted => [`${one.conversation}/messages`, { text }];
  const about =
    (where: 'request' | 'conversation', order: string, body?: object) =>
    (one: Scene): Posted =>
      body === undefined ? [`${one[where]}/${order}`] : [`${one[where]}/${order}`, body];

  it.each([
    ['messages, another text', say('Sabah dokuzda açığız.'), say('Öğleden sonra açığız.')],
    ['messages, then takeover', say('Merhaba.'), about('conversation', 'takeover')],
    ['takeover, then release', about('conversation', 'takeover'), about('conversation', 'release')],
    ['release, then messages', about('conversation', 'release'), say('Merhaba.')],
    ['remind, then cancel', about('request', 'remind'), about('request', 'cancel')],
    ['cancel, then remind', about('request', 'cancel'), about('request', 'remind')],
  ])(
    '%s: 422 with the conflict named, and the repeat of the first is answered as before',
    async (_name, first, second) => {
      const one = await scene();
      const taken = await post(first(one), 'key-1');
      await world.settle();
      const before = one.person.got().length;
      const conflict = await post(second(one), 'key-1');
      const again = await post(first(one), 'key-1');
      await world.settle();

      expect([taken, conflict, again]).toEqual([
        { status: 202, code: null },
        { status: 422, code: 'idempotency_key_reused' },
        { status: 202, code: null },
      ]);
      expect(one.person.got()).toHaveLength(before);
    },
  );

  it('settle with another outcome: 422, also after the first has ended the request', async () => {
    const person = await newPerson(world);
    const event = {
      ...fixtureEvent('evt_1012'),
      event_id: 'evt_key_document',
      customer_id: person.customerRef,
      contact_id: person.contactRef,
    };
    await report(world, event);
    const { id } = await requestOf(world, event);
    const settle = (outcome: string) => post([`/v1/requests/${id}/settle`, { outcome }], 'key-1');
    const answers = [await settle('accepted')];
    await world.settle();
    answers.push(await settle('refused'), await settle('accepted'));

    expect(answers.map(({ status }) => status)).toEqual([202, 422, 202]);
    expect((await world.api.get(`/v1/requests/${id}`)).body).toMatchObject({ outcome: 'accepted' });
  });

  it('two texts at the same moment under one key: one goes out, the other is told', async () => {
    const one = await scene();
    const before = one.person.got().length;
    const texts = ['Birinci metin.', 'İkinci metin.'];
    const answers = await Promise.all(texts.map((text) => post(say(text)(one), 'key-race')));
    await world.settle();

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 422]);
    const sent = one.person
      .got()
      .slice(before)
      .map(({ text }) => text);
    expect(sent).toEqual([texts[answers.findIndex(({ status }) => status === 202)]]);
  });

  it('the same key about another conversation, and another key: orders of their own', async () => {
    const [one, other] = [await scene(), await scene()];
    expect(await post(say('Bir.')(one), 'key-2')).toMatchObject({ status: 202 });
    expect(await post(say('İki.')(other), 'key-2')).toMatchObject({ status: 202 });
    expect(await post(say('Üç.')(one), 'key-3')).toMatchObject({ status: 202 });
  });
});
