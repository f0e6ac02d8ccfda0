import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { amounts, keyScene, type KeyScene } from '../support/key-scene.ts';
import { choiceOf, requestOf } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('what the books say of an unchanged number', () => {
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

  it('phoneVerified false while a letter waits: its buttons and words decide nothing, no amount, code, then all of it', async () => {
    const person = await scene.known(null);
    const keys = { phone: person.phone, userId: null };
    const event = await scene.letter(person);
    const button = choiceOf(person.sees(), 'agreed');
    await person.tapsId(button);
    const recap = choiceOf(person.sees(), 'confirmed');
    world.clock.turn(60_000);
    await scene.put(person, person.phone, { phoneVerified: false });
    const before = person.got().length;
    await person.tapsId(recap);
    await person.tapsId(button);
    await person.writes('mutabıkız');
    await person.writes('bakiye');
    const said = person
      .got()
      .slice(before)
      .map(({ text }) => text)
      .join('\n');
    expect(said).not.toMatch(amounts);
    expect(said).toContain('6 haneli bir kod');
    expect((await requestOf(world, event)).decision).toBeNull();

    await scene.writes(keys, await scene.code(person.contactRef));
    // The books say the same with every export: that is no news, and the proof holds.
    await scene.put(person, person.phone, { phoneVerified: false });
    const asked = person.got().findLast(({ choices }) => choices.some(({ id }) => id.endsWith('.confirmed')));
    await person.taps('confirmed', asked);
    expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
  });

  it('phoneVerified false after the person proved it, then a reminder of staff: names no amount', async () => {
    const person = await scene.known(null);
    const event = await scene.letter(person);
    world.clock.turn(60_000);
    await scene.put(person, person.phone, { phoneVerified: false });
    const before = person.got().length;
    const { id } = await requestOf(world, event);
    await world.api.post(`/v1/requests/${id}/remind`);
    await world.settle();
    expect(
      person
        .got()
        .slice(before)
        .map(({ text }) => text)
        .join('\n'),
    ).not.toMatch(amounts);
  });
});
