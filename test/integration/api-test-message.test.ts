import { newPerson, personAt, report, requestOf, type Person } from '../support/scenario.ts';
import { aLetterEvent } from '../support/events.ts';
import { startWorld, type World } from '../support/world.ts';

interface Last {
  orderedAt: string;
  by: string;
  conversationId: string;
  message: { id: string; status: string; text: string; held: { reason: string } | null } | null;
  because: string | null;
}

describe('the test message of a number', () => {
  let world: World;
  let path = '';
  beforeEach(async () => {
    world = await startWorld({ env: { QUIET_HOURS: '20:00-09:00' } });
    const { data } = (await world.api.get('/v1/channels')).body as { data: { id: string }[] };
    path = `/v1/channels/${data[0]?.id ?? ''}/test-message`;
  });
  afterEach(() => world?.close());

  const last = async (): Promise<Last | null> =>
    ((await world.api.get(path).expect(200)).body as { test: Last | null }).test;
  const templatesOf = (person: Person): (string | null)[] => person.got().map(({ template }) => template);

  it('to a telephone nobody knows, typed as people do: by its template, once; what became of it is told', async () => {
    const owner = personAt(world, '+905321112299');
    expect(await last()).toBeNull();
    const order = () =>
      world.api.post(path, { phone: '0532 111 22 99' }).set('Idempotency-Key', 'k1').expect(202);
    const { conversationId } = (await order()).body as { conversationId: string };
    await order();
    await world.settle();

    expect(templatesOf(owner)).toEqual(['number_test_v1']);
    expect(owner.sees().text).toBe('DEMO KIYMETLİ MADEN A.Ş.');
    expect(await last()).toMatchObject({
      ...{ by: expect.stringMatching(/^key:/), conversationId, because: null },
      message: { status: 'accepted', text: expect.stringContaining('deneme mesajı') },
    });
    const { data } = (await world.api.get('/v1/audit?action=channel.test_message')).body as {
      data: object[];
    };
    expect(data).toHaveLength(1);
    expect(JSON.stringify(data)).toContain(conversationId);
    expect(JSON.stringify(data)).not.toContain('5321112299');
  });

  it('to a contact with an open letter: the dialog waits for its answer as before', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({
      eventId: 'evt_try',
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    await report(world, event);
    await world.api.post(path, { phone: person.phone }).expect(202);
    await world.settle();
    expect(templatesOf(person).at(-1)).toBe('number_test_v1');
    const letter = person.got().find(({ template }) => template?.startsWith('recon_letter') === true);
    await person.taps('agreed', letter);
    await person.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({ status: 'closed', outcome: 'agreed' });
  });

  it.each([
    ['DUR', 'a stranger', false],
    ['DUR', 'a contact', true],
    ['yanlış numara', 'a contact', true],
  ])('after «%s» of %s: refused, nothing is sent, nothing is on record', async (said, _who, isContact) => {
    const person = isContact ? await newPerson(world) : personAt(world, '+905321112298');
    await person.writes('merhaba');
    await person.writes(said);
    const before = person.got().length;
    const { body } = await world.api.post(path, { phone: person.phone }).expect(409);
    await world.settle();

    expect(body.code).toBe('notices_stopped');
    expect(person.got()).toHaveLength(before);
    expect(await last()).toBeNull();
  });

  it('in the quiet hours: held until they end, and says so', async () => {
    world.clock.turn(12 * 60 * 60_000);
    const owner = personAt(world, '+905321112299');
    await world.api.post(path, { phone: owner.phone }).expect(202);
    await world.settle();

    expect(owner.got()).toEqual([]);
    expect(await last()).toMatchObject({
      because: 'quiet_hours',
      message: { held: { reason: 'quiet_hours' } },
    });
    await world.turn(12 * 60 * 60_000);
    expect(templatesOf(owner)).toEqual(['number_test_v1']);
  });

  it('more than five in a row: refused until a while later, whoever they are to', async () => {
    const chats = async (): Promise<number> =>
      ((await world.api.get('/v1/conversations?limit=200').expect(200)).body as { data: object[] }).data
        .length;
    const before = await chats();
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await world.api.post(path, { phone: `+90532111220${n}` })).status);
    const refused = await world.api.post(path, { phone: '+905321112250' });

    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    expect(refused.body.code).toBe('rate_limited');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(200);
    // Nobody was made for what was refused.
    expect(await chats()).toBe(before + 5);
  });

  it('more written since than a page of the chat holds: still told what became of it', async () => {
    const owner = personAt(world, '+905321112299');
    await owner.writes('merhaba');
    await world.api.post(path, { phone: owner.phone }).expect(202);
    await world.settle();
    const before = await last();
    expect(before?.message?.text).toContain('deneme mesajı');
    for (let n = 0; n < 60; n += 1) await owner.writes(`merhaba ${n}`);

    expect((await last())?.message?.id).toBe(before?.message?.id);
  });

  it.each(['', '12', 'me', '+90 532 111'])('«%s» is no whole number: 400 at the field', async (phone) => {
    const { body } = await world.api.post(path, { phone }).expect(400);
    expect(body).toMatchObject({
      code: 'validation_failed',
      problems: [{ field: expect.stringMatching(/phone$/) }],
    });
  });

  it('of a number of nobody: 404', async () => {
    const nobodys = '/v1/channels/chn_nobody/test-message';
    await world.api.post(nobodys, { phone: '+905321112299' }).expect(404);
    await world.api.get(nobodys).expect(404);
  });
});
