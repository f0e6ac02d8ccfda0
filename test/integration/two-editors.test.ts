import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

interface Thing {
  path: string;
  /** A whole body in which `word` can be told again from the answer. */
  body(word: number): object;
  word(answer: Record<string, unknown>): unknown;
}

const contact = (name: string, phone: string) => ({
  ref: 'TE-1',
  name,
  phone,
  roles: ['owner'],
  canBind: true,
});

const things: readonly (readonly [string, Thing])[] = [
  [
    'a customer',
    {
      path: '/v1/customers/TE',
      body: (word) => ({
        name: `Kuyumcu ${word}`,
        contacts: [contact(`Deniz ${word}`, `+90500000770${word}`)],
      }),
      word: ({ name }) => Number(String(name).split(' ')[1]),
    },
  ],
  [
    'a callback endpoint',
    {
      path: '/v1/callbacks/te',
      body: (word) => ({ url: `https://127.0.0.1:9/hook/${word}` }),
      word: ({ url }) => Number(String(url).split('/').at(-1)),
    },
  ],
  [
    'prices',
    {
      path: '/v1/prices',
      body: (word) => ({
        currency: 'USD',
        prices: [{ market: 'TR', category: 'utility', from: '2026-10-01', amount: `0.0${word}1` }],
      }),
      word: ({ prices }) => Number((prices as { amount: string }[])[0]?.amount.slice(3, 4)),
    },
  ],
  [
    'a budget',
    {
      path: '/v1/budget',
      body: (word) => ({ amount: String(word), currency: 'USD' }),
      word: ({ amount }) => Number(amount),
    },
  ],
  [
    'a model outside',
    {
      path: '/v1/outside-model',
      body: (word) => ({ enabled: false, url: 'https://127.0.0.1:9/v1', model: String(word) }),
      word: ({ model }) => Number(model),
    },
  ],
];

const put = (thing: Thing, word: number, rev?: string) => {
  const call = world.api.put(thing.path, thing.body(word));
  return rev === undefined ? call : call.set('If-Match', rev);
};
const read = async ({ path, word }: Thing) => {
  const { headers, body } = await world.api.get(path).expect(200);
  return { rev: String(headers.etag), word: word(body) };
};

describe.each(things)('two people edit %s', (_title, thing) => {
  it('one after the other: who did not see the first change is refused with 412, and it stays', async () => {
    const made = await put(thing, 1).expect(200);
    const seen = await read(thing);
    expect(made.headers.etag).toBe(seen.rev);

    const first = await put(thing, 2, seen.rev).expect(200);
    const second = await put(thing, 3, seen.rev);
    expect([second.status, second.body.code]).toEqual([412, 'precondition_failed']);
    expect(await read(thing)).toEqual({ rev: first.headers.etag, word: 2 });
    await put(thing, 3, String(first.headers.etag)).expect(200);
    expect((await read(thing)).word).toBe(3);
  });

  it('at the same moment: one of them alone, and what is read is theirs', async () => {
    await put(thing, 1).expect(200);
    const { rev } = await read(thing);
    const answers = await Promise.all([2, 3, 4, 5].map((word) => put(thing, word, rev)));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect(await read(thing)).toEqual({ rev: winner?.headers.etag, word: thing.word(winner?.body ?? {}) });
  });

  it('without the header: the last one counts, and each is another revision', async () => {
    const revs = new Set<string>();
    for (const word of [1, 2, 3]) revs.add(String((await put(thing, word).expect(200)).headers.etag));

    expect([revs.size, (await read(thing)).word]).toEqual([3, 3]);
  });
});

describe('an editor who saw a revision', () => {
  it('of what is not there: 412, and nothing is made', async () => {
    for (const path of ['/v1/customers/TE-none', '/v1/callbacks/te-none']) {
      const body = path.includes('customers')
        ? { name: 'X', contacts: [contact('Y', '+905000000991')] }
        : { url: 'https://127.0.0.1:9/hook' };
      expect((await world.api.put(path, body).set('If-Match', '"1"')).status).toBe(412);
      expect((await world.api.get(path)).status).toBe(404);
    }
  });

  it('refused for a number that is taken: the next one who saw it is not kept waiting', async () => {
    await world.api
      .put('/v1/customers/TE-taken', {
        name: 'T',
        contacts: [{ ...contact('T', '+905000000992'), ref: 'TE-9' }],
      })
      .expect(200);
    const thing = things[0]?.[1] as Thing;
    await put(thing, 1).expect(200);
    const { rev } = await read(thing);
    const taken = { name: 'K', contacts: [contact('Deniz', '+905000000992')] };
    const refused = await world.api.put(thing.path, taken).set('If-Match', rev);
    expect([refused.status, refused.body.code]).toEqual([409, 'contact_phone_taken']);

    await put(thing, 2, rev).expect(200);
  });

  it('of an endpoint that was removed and made anew: 412, also when it is to be removed', async () => {
    const thing = things[1]?.[1] as Thing;
    await put(thing, 1).expect(200);
    const { rev } = await read(thing);
    await world.api.remove(thing.path).expect(204);
    world.clock.turn(1);
    await put(thing, 2).expect(200);

    expect((await put(thing, 3, rev)).status).toBe(412);
    expect((await world.api.remove(thing.path).set('If-Match', rev)).status).toBe(412);
    expect((await read(thing)).word).toBe(2);
  });

  it.each(['/v1/prices', '/v1/budget', '/v1/outside-model'])(
    'of %s that was changed: not taken away',
    async (path) => {
      const thing = things.find(([, one]) => one.path === path)?.[1] as Thing;
      await put(thing, 1).expect(200);
      const { rev } = await read(thing);
      const { headers } = await put(thing, 2).expect(200);

      expect((await world.api.remove(path).set('If-Match', rev)).status).toBe(412);
      await world.api.remove(path).set('If-Match', String(headers.etag)).expect(204);
    },
  );
});
