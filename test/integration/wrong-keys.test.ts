import { makeLogger } from '../../src/http/make-logger.ts';
import { makeTestApp } from '../support/app.ts';
import { aLetterEvent, startOfTests } from '../support/builders-api.ts';
import request from 'supertest';
import { WrongKeys } from '../../src/api/wrong-keys.ts';
import { hashApiKey } from '../../src/api/issue-api-key.ts';
import { silentLogger } from '../../src/shared/logger.ts';

const guess = (number: number): string => `wk_guessed${number}_${'s'.repeat(30)}ecret${number}`;

const recording = () => {
  const lines: Record<string, unknown>[] = [];
  const logger = makeLogger({
    level: 'warn',
    destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  return { ...makeTestApp({ parts: { logger } }), lines };
};
const read = (test: ReturnType<typeof recording>, bearer: string) =>
  request(test.app).get('/v1/customers').set('Authorization', bearer);

describe('wrong API keys of one address', () => {
  it('ten: each refused and logged with the address and nothing of its secret; then 429 with the time to wait', async () => {
    const test = recording();
    for (let number = 1; number <= 10; number += 1)
      expect((await read(test, `Bearer ${guess(number)}`)).status).toBe(401);
    const slowed = await read(test, `Bearer ${guess(11)}`);

    expect([slowed.status, slowed.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(slowed.headers['retry-after'])).toBe(300);
    expect(test.lines).toHaveLength(10);
    expect(test.lines[0]).toMatchObject({ address: '127.0.0.1', keyShown: 'wk_guessed1_...', slowed: false });
    expect(test.lines[9]).toMatchObject({ address: '127.0.0.1', slowed: true });
    expect(JSON.stringify(test.lines)).not.toContain('ecret');
  });

  it('an address that is slowed: events are refused too, a key that was right lately goes on, another does not', async () => {
    const test = recording();
    const [known, unknown] = [test.bearer(), test.bearer()];
    expect((await read(test, known)).status).toBe(200);
    for (let number = 1; number <= 10; number += 1) await read(test, `Bearer ${guess(number)}`);
    const event = await request(test.app)
      .post('/v1/events')
      .set('Authorization', `Bearer ${guess(1)}`)
      .send(aLetterEvent());

    expect([event.status, (await read(test, known)).status, (await read(test, unknown)).status]).toEqual([
      429, 200, 429,
    ]);
  });

  it('a key that is revoked while its address is slowed: refused like any other', async () => {
    const test = recording();
    const known = test.bearer();
    await read(test, known);
    for (let number = 1; number <= 10; number += 1) await read(test, `Bearer ${guess(number)}`);
    const [key] = test.held.keys;
    if (key !== undefined) key.revokedAt = startOfTests;

    expect((await read(test, known)).status).toBe(401);
    expect((await read(test, known)).status).toBe(429);
  });

  it('calls without a key: 401 always, and none is counted', async () => {
    const test = recording();
    for (let number = 1; number <= 12; number += 1)
      expect((await request(test.app).get('/v1/customers')).status).toBe(401);

    expect([test.lines, (await read(test, test.bearer())).status]).toEqual([[], 200]);
  });
});

describe('what is kept of wrong keys', () => {
  const wrong = (keys: WrongKeys, source: string, now: number): void =>
    keys.noteWrong(hashApiKey(source), 'token', { source, now });

  it('after its time: looked up again', () => {
    const keys = new WrongKeys(silentLogger, { calls: 2, windowMs: 1000 });
    wrong(keys, 'a', 0);
    wrong(keys, 'a', 100);

    expect(() => keys.look('h', () => 'a', 999)).toThrow('Too many wrong keys');
    expect(() => keys.look('h', () => 'b', 999)).not.toThrow();
    expect(() => keys.look('h', () => 'a', 1000)).not.toThrow();
  });

  it('of a key without an id: how long it is, no more', () => {
    const lines: object[] = [];
    const keys = new WrongKeys({ warn: (fields) => void lines.push(fields) });
    keys.noteWrong('h', 'hunter2hunter2', { source: 'a', now: 0 });

    expect(lines).toEqual([{ address: 'a', keyShown: 'of-14-characters', slowed: false }]);
  });

  it('of more addresses than are remembered, and more keys: the newest, in bounded memory', () => {
    const keys = new WrongKeys(silentLogger, { calls: 1, windowMs: 1000 });
    for (let number = 0; number < 30_000; number += 1) {
      wrong(keys, String(number), 1);
      keys.noteRight(`right${number}`);
    }

    expect(() => keys.look('h', () => '29999', 2)).toThrow();
    expect(() => keys.look('h', () => '0', 2)).not.toThrow();
    expect(() => keys.look('right29999', () => '29999', 2)).not.toThrow();
    expect(() => keys.look('right0', () => '29999', 2)).toThrow();
  });
});
