import { readFileSync } from 'node:fs';
import { startWorld, type World } from '../support/world.ts';

/** Calls of a page, as it shows them: the line with the address, then the body. */
const callsIn = (page: string): { title: string; method: string; path: string; body: object | undefined }[] =>
  [...readFileSync(`docs/how-to/${page}`, 'utf8').matchAll(/^[ ]*```http\n([\s\S]*?)^[ ]*```/gm)].map(
    ([, block = '']) => {
      const [line = '', ...rest] = block.trim().split('\n');
      const [method = '', path = ''] = line.trim().split(' ');
      const written = rest.join('\n').trim();
      // The examples are objects of JSON.
      return {
        title: line.trim(),
        method,
        path,
        body: written === '' ? undefined : (JSON.parse(written) as object),
      };
    },
  );

describe.each(['a-rule.md', 'a-date-rule.md', 'a-unit.md'])('the calls of %s', (page) => {
  let world: World;
  const calls = callsIn(page);
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  afterAll(() => world?.close());

  it('are there', () => {
    expect(calls.length).toBeGreaterThan(0);
  });

  it.each(calls)('$title: is taken', async ({ method, path, body }) => {
    const { api } = world;
    const call = {
      GET: () => api.get(path),
      PUT: () => api.put(path, body ?? {}),
      POST: () => api.post(path, body),
      DELETE: () => api.remove(path),
    }[method];
    const answer = await call?.();
    expect([answer?.status, answer?.body.problems, answer?.body.warnings ?? []]).toEqual([
      path === '/v1/events' ? 202 : 200,
      undefined,
      expect.not.arrayContaining([expect.objectContaining({ code: 'never_comes' })]),
    ]);
    await world.settle();
  });
});

describe('what the pages promise', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
    for (const { method, path, body } of callsIn('a-date-rule.md'))
      await (method === 'PUT'
        ? world.api.put(path, body ?? {})
        : method === 'POST'
          ? world.api.post(path, body)
          : world.api.get(path));
    await world.settle();
  });
  afterAll(() => world?.close());

  it('the cheque of the page: its customer is told three business days before it is due, and accounting has a task', async () => {
    const asked = async () =>
      (await world.api.get('/v1/requests?kind=notice&customer=C001')).body.data.filter(
        ({ reference }: { reference: string }) => reference === 'CEK-A-17',
      );
    world.clock.set('2026-12-29T06:59:59Z');
    await world.settle();
    expect(await asked()).toHaveLength(0);
    world.clock.set('2026-12-29T07:00:00Z');
    await world.settle();
    expect(await asked()).toHaveLength(1);
    const { body } = await world.api.get('/v1/tasks?reason=trigger');
    expect(body.data).toMatchObject([
      { role: 'accounting', details: { trigger: 'cheque-due', local_date: '2026-12-29' } },
    ]);
  });
});
