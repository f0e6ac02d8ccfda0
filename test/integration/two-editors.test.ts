import { aWordingBody } from '../support/template-ports.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let runId: string;
let keyId: string;
beforeAll(async () => {
  world = await startWorld();
  const rows = [{ customer: 'TE', unit: 'HAS', amount: '1' }];
  const run = await world.api.post('/v1/runs', { periodEnd: '2026-10-31', rows }).expect(201);
  const key = await world.api.post('/v1/apikeys', { name: 'Okur', scopes: ['runs:read'] }).expect(201);
  [runId, keyId] = [run.body.id, key.body.id];
});
afterAll(() => world?.close());

interface Thing {
  readonly path: string;
  /** Where it is written; left out: there. */
  write?: string;
  /** Left out: `put`. */
  method?: 'patch';
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

const ownWords = '/v1/templates/recon_reminder_v1/tr';

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
    'own words of a template',
    {
      path: ownWords,
      write: `${ownWords}/draft`,
      body: (word) => ({ body: `Deneme ${word}: ${aWordingBody()}` }),
      word: ({ draft }) => Number(/^Deneme (\d)/.exec((draft as { body: string }).body)?.[1]),
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
  [
    'a row of a run',
    {
      get path() {
        return `/v1/runs/${runId}/rows/1`;
      },
      method: 'patch',
      body: (word) => ({ reference: `M-${word}` }),
      word: ({ reference }) => Number(String(reference).slice(2)),
    },
  ],
  [
    'a day of one’s own',
    {
      path: '/v1/calendar/2027-01-04',
      body: (word) => ({ kind: 'holiday', name: `Sayım ${word}` }),
      word: ({ name }) => Number(String(name).split(' ')[1]),
    },
  ],
  [
    'a type of event of one’s own',
    {
      path: '/v1/triggers/types/custom.te.ready',
      body: (word) => ({ name: `Hazır ${word}`, fields: [] }),
      word: ({ own }) => Number((own as { name: string }).name.split(' ')[1]),
    },
  ],
  [
    'the pace of a key',
    {
      get path() {
        return `/v1/apikeys/${keyId}`;
      },
      method: 'patch',
      body: (word) => ({ callsPerMinute: word }),
      word: ({ callsPerMinute }) => callsPerMinute,
    },
  ],
];

const put = (thing: Thing, word: number, rev?: string) => {
  const call = world.api[thing.method ?? 'put'](thing.write ?? thing.path, thing.body(word));
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
  it('of a row: another field of it that somebody corrects at the same time is not lost without the header', async () => {
    const row = things.find(([title]) => title === 'a row of a run')?.[1] as Thing;
    const answers = await Promise.all([
      world.api.patch(row.path, { reference: 'M-7' }),
      world.api.patch(row.path, { language: 'en' }),
      world.api.patch(row.path, { periodEnd: '2026-09-30' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await world.api.get(row.path)).body).toMatchObject({
      ...{ reference: 'M-7', language: 'en', periodEnd: '2026-09-30' },
    });
  });

  it.each(['/v1/calendar/2027-01-04', '/v1/triggers/types/custom.te.ready'])(
    'of %s that was removed and made anew: 412, also when it is to be removed; "0" only makes a new one',
    async (path) => {
      const thing = things.find(([, one]) => one.path === path)?.[1] as Thing;
      await put(thing, 1).expect(200);
      const { rev } = await read(thing);
      await put(thing, 2, '"0"').expect(412);
      await world.api.remove(path).set('If-Match', rev).expect(204);
      world.clock.turn(1);
      await put(thing, 2, '"0"').expect(200);

      expect((await put(thing, 3, rev)).status).toBe(412);
      expect((await world.api.remove(path).set('If-Match', rev)).status).toBe(412);
      expect((await read(thing)).word).toBe(2);
    },
  );

  it('of a public holiday: read at revision 0, and said something else of with it', async () => {
    const day = await world.api.get('/v1/calendar/2027-04-23').expect(200);
    expect([day.headers['etag'], day.body.source]).toEqual(['"0"', 'public']);
    const said = { kind: 'working', name: 'Açık' };
    await world.api.put('/v1/calendar/2027-04-23', said).set('If-Match', '"0"').expect(200);
    await world.api.get('/v1/calendar/2027-04-22').expect(404);
  });

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
