import { fixtureEvent } from '../support/events.ts';
import { aTextMessage } from '../support/meta-webhook.ts';
import { personAt } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('a number that is somebody else’s', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ demo: true, now: '2026-11-27T07:00:00.000Z' });
  });
  afterAll(() => world.close());

  const report = async (event: object): Promise<Record<string, unknown>> => {
    expect((await world.api.post('/v1/events', event)).status).toBe(202);
    await world.settle();
    const { event_id: id } = event as { event_id: string };
    return (await world.api.get(`/v1/events/${id}`)).body as Record<string, unknown>;
  };
  const contact = async (): Promise<Record<string, unknown>> =>
    ((await world.api.get('/v1/customers/C012')).body as { contacts: Record<string, unknown>[] })
      .contacts[0] ?? {};

  it('R28: said in the chat: from then on a stranger writes there, and the contact is not written to', async () => {
    const person = personAt(world, '+905000001201');
    expect(await report(fixtureEvent('evt_1019'))).toMatchObject({ status: 'processed' });
    await person.writes('yanlış numara');

    expect(await contact()).toMatchObject({
      phone: '+905000001201',
      phoneVerified: false,
      phoneUnlinkedAt: '2026-11-27T07:00:00.000Z',
    });
    const { body } = await world.api.get('/v1/conversations');
    expect(body.data).toMatchObject([{ contactRef: null, customerRefs: [], openRequestIds: [] }]);

    const before = person.got().length;
    await person.writes('bakiye');
    const shown = person.got().slice(before);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.text).not.toMatch(/2\.750|Mehmet/);

    const again = { ...fixtureEvent('evt_1019'), event_id: 'evt_again' };
    const data = { request_id: 'BLG-9', document_code: 'vergi_levhasi' };
    expect(await report({ ...again, data })).toMatchObject({
      status: 'failed',
      reason: 'contact_unreachable',
    });
    expect(person.got()).toHaveLength(before + 1);
  });

  it('R28: put into the books again as it was: stays apart until it is given as verified', async () => {
    const put = async (phoneVerified?: boolean): Promise<Record<string, unknown>> => {
      const contacts = [{ ref: 'C012-1', name: 'Mehmet Varsayım', phone: '+905000001201', phoneVerified }];
      await world.api.put('/v1/customers/C012', { name: 'Mehmet Varsayım', contacts }).expect(200);
      return contact();
    };
    expect(await put()).toHaveProperty('phoneUnlinkedAt');
    expect(await put(false)).toHaveProperty('phoneUnlinkedAt');
    const linked = await put(true);
    expect(linked).not.toHaveProperty('phoneUnlinkedAt');
    expect(linked).toMatchObject({ phone: '+905000001201', phoneVerified: true });
  });

  it('R28: the customer’s again: known at once; «yanlış numara» and «bakiye» in one delivery: no balance', async () => {
    await world.turn(60_000);
    const person = personAt(world, '+905000001201');
    const said = (from: number): string =>
      person
        .got()
        .slice(from)
        .map(({ text }) => text)
        .join();
    const contacts = [{ ref: 'C012-1', name: 'Mehmet Varsayım', phone: '+905000001201', roles: ['all'] }];
    const lines = [{ unit: 'HAS', quantity: '41.250', side: 'B' }];
    const accounts = [{ accountNo: '120.01.0012', lines }];
    await world.api.put('/v1/customers/C012', { name: 'Mehmet Varsayım', contacts, accounts }).expect(200);
    await person.writes('bakiye');
    expect(said(0)).toMatch('41,250');

    const before = person.got().length;
    const written = (text: string) =>
      aTextMessage({ from: '905000001201', at: world.clock.now(), text }) as { entry: object[] };
    const [first, second] = [written('yanlış numara'), written('bakiye')];
    expect(await world.webhook({ ...first, entry: [...first.entry, ...second.entry] })).toBe(200);
    await world.settle();
    expect(person.got().length).toBeGreaterThan(before + 1);
    expect(said(before)).not.toMatch('41,250');
  });

  it('given to a contact of another customer: gets messages in the same conversation, as somebody new', async () => {
    const contacts = [{ ref: 'C044-1', name: 'Elif Örnek', phone: '+905000001201', roles: ['all'] }];
    await world.api.put('/v1/customers/C044', { name: 'Örnek Kuyum', contacts }).expect(200);
    const named = { customer_id: 'C044', contact_id: 'C044-1' };
    const event = { ...fixtureEvent('evt_1019'), event_id: 'evt_new', ...named };
    const data = { request_id: 'BLG-44', document_code: 'vergi_levhasi' };
    expect(await report({ ...event, data })).toMatchObject({ status: 'processed' });
    const { body } = await world.api.get('/v1/conversations');
    expect(body.data).toMatchObject([{ contactRef: 'C044-1', openRequestIds: [expect.any(String)] }]);
  });
});
