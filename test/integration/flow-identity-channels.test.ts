import type { ChannelId, TenantId } from '../../src/shared/ids.ts';
import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.ts';
import { amounts, keyScene, type KeyScene } from '../support/key-scene.ts';
import { newPhone } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const second = { phoneNumberId: '410000000000002' };

describe('the same person at two numbers of ours', () => {
  let world: World;
  let business: CallbackReceiver;
  let scene: KeyScene;
  beforeAll(async () => {
    world = await startWorld();
    business = await startCallbackReceiver();
    await world.api.put('/v1/callbacks/erp', { url: business.url, types: ['*'] });
    const { channels } = world.application.repositories;
    const first = await channels.findByPhoneNumberId('410000000000001');
    if (first === null) throw new Error('there is no first number');
    await channels.save({ ...first, id: 'zz_second' as ChannelId, ...second }, { accessToken: 'EAAtest' });
    expect((await channels.list(first.tenantId as TenantId, { limit: 5, after: null })).items).toHaveLength(
      2,
    );
    scene = keyScene(world, business);
  });
  afterAll(async () => {
    await world?.close();
    await business?.close();
  });

  const codeOf = async (contactRef: string | null): Promise<string> => {
    await waitFor('the code', () =>
      business
        .of('contact.verification_requested')
        .some(({ body }) => body.data['contactRef'] === contactRef),
    );
    return scene.code(contactRef);
  };

  it('keys: a user id is learned on each number once, and served on both', async () => {
    const a = scene.userId();
    const person = await scene.known(a);
    const keys = { phone: person.phone, userId: a };
    expect(await scene.writes({ ...keys, ...second }, 'bakiye')).toMatch(amounts);
    expect(await scene.writes({ ...keys, phone: null, ...second }, 'bakiye')).toMatch(amounts);
    expect(await scene.tasks(person)).toEqual([]);
  });

  it('doubt and proof: a doubt at one is a doubt at both, a code at one ends it', async () => {
    const a = scene.userId();
    const person = await scene.known(a);
    const keys = { phone: person.phone, userId: a };
    expect(await scene.writes({ ...keys, ...second }, 'bakiye')).toMatch(amounts);
    expect(await scene.writes({ ...keys, userId: scene.userId() }, 'bakiye')).not.toMatch(amounts);
    expect(await scene.writes({ ...keys, ...second }, 'bakiye')).not.toMatch(amounts);
    expect(await scene.writes(keys, 'bakiye')).not.toMatch(amounts);
    expect(await scene.writes(keys, await codeOf(person.contactRef))).toMatch(amounts);
    expect(await scene.contactOf(person)).toMatchObject({ phone: person.phone, phoneVerified: true });
  });

  it('the books replace a number that wrote to both: told once, by the number it wrote to last', async () => {
    const a = scene.userId();
    const person = await scene.known(a);
    world.clock.turn(1_000);
    await scene.writes({ phone: person.phone, userId: a, ...second }, 'bakiye');
    const before = person.got().length;
    await scene.put(person, newPhone());
    await world.turn(61_000);
    expect(person.got().slice(before)).toMatchObject([{ text: expect.stringContaining('çıkarıldı') }]);
    const { body } = await world.api.get('/v1/conversations?limit=200');
    const own = (body.data as { id: string; channelId: string; contactRef: string | null }[]).filter(
      ({ contactRef }) => contactRef === person.contactRef,
    );
    const told = [];
    for (const { id, channelId } of own) {
      const { text } = await world.api.get(`/v1/conversations/${id}/transcript?format=json`);
      if (text.includes('çıkarıldı')) told.push(channelId);
    }
    expect(own).toHaveLength(2);
    expect(told).toEqual(['zz_second']);
  });
});
