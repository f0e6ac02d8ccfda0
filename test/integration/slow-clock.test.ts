import request from 'supertest';
import { aTextMessage } from '../support/meta-webhook.ts';
import { lastTo, newPerson, transcriptOf } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;

describe('a clock that is a quarter of an hour slow', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  const readiness = async (): Promise<string> =>
    (await request(world.application.server as never).get('/readyz')).body.status;

  it('a fresh message: acknowledged, noticed, and answered when the rule lets it; nothing is lost', async () => {
    const person = await newPerson(world);
    expect(await readiness()).toBe('ready');
    const at = new Date(world.clock.now().getTime() + 15 * minute);
    const facts = { from: person.phone.slice(1), at, text: 'menü' };
    const body = aTextMessage(facts);
    expect([await world.webhook(body), await world.webhook(body)]).toEqual([200, 200]);
    await world.settle();

    expect(person.got()).toEqual([]);
    expect(await readiness()).toBe('degraded');
    const metrics = await request(world.application.server as never).get('/metrics');
    expect(metrics.text).toMatch(/^platform_clock_ahead_seconds 900$/m);

    await world.turn(5 * minute);
    await world.settle();
    expect(lastTo(world, person.phone).text).not.toBe('');
    expect(person.got()).toHaveLength(1);
    const lines = await transcriptOf(world, person.contactRef ?? '');
    expect(lines.filter(({ direction }) => direction === 'in')).toHaveLength(1);
  });
});
