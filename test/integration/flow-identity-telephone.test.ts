import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { amounts, keyScene, type KeyScene } from '../support/key-scene.ts';
import { requestOf } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('a number that has telephones checked', () => {
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

  it('a message from another telephone, without a notice: code, task and callback before any amount', async () => {
    const a = scene.userId();
    const person = await scene.known(a);
    const first = { phone: person.phone, userId: a, telephoneKey: 'DF2lS5v2W6x=' };
    const second = { ...first, telephoneKey: 'Zk93bM0q1Aa=' };
    expect(await scene.writes(first, 'bakiye')).toMatch(amounts);
    const event = await scene.letter(person);
    expect(await scene.writes(second, 'mutabıkız')).toContain('6 haneli bir kod');
    expect(await scene.writes(second, 'bakiye')).not.toMatch(amounts);
    expect((await requestOf(world, event)).decision).toBeNull();
    expect(await scene.tasks(person)).toContain('identity_changed');
    const [told] = await business.waitForCalls('contact.identity_changed');
    expect(told?.body.data).toMatchObject({ reason: 'identity_changed', contactRef: person.contactRef });
    expect(await scene.contactOf(person)).toMatchObject({ phone: person.phone, phoneVerified: false });

    await scene.writes(second, await scene.code(person.contactRef));
    expect(await scene.writes(second, 'bakiye')).toMatch(amounts);
    expect(await scene.contactOf(person)).toMatchObject({ phone: person.phone, phoneVerified: true });
  });
});
