import { aLetterEvent, anApprovalEvent } from '../support/events.ts';
import { choiceOf, newPeople, newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('buttons that are no longer, or never were, an answer', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  const withLetter = async (given?: Person): Promise<{ person: Person; event: Record<string, unknown> }> => {
    count += 1;
    const person = given ?? (await newPerson(world));
    const event = aLetterEvent({
      eventId: `flow_b_${count}`,
      customer: person.customerRef ?? '',
      ...(person.contactRef === null ? {} : { contact: person.contactRef }),
    });
    await report(world, event);
    return { person, event };
  };

  /** The tap changes nothing about the request, and the person is told something. */
  const changesNothing = async (
    event: Record<string, unknown>,
    person: Person,
    tap: () => Promise<void>,
  ): Promise<string> => {
    const before = await requestOf(world, event);
    const told = person.got().length;
    await tap();
    expect(await requestOf(world, event)).toEqual(before);
    expect(person.got().length).toBe(told + 1);
    return person.sees().text;
  };

  it('the confirmation of an older recap: nothing, the present one is named', async () => {
    const { person, event } = await withLetter();
    await person.taps('agreed');
    const first = person.sees();
    await person.writes('tamam');
    expect(person.sees().choices[0]?.id).not.toBe(first.choices[0]?.id);

    const reply = await changesNothing(event, person, () => person.taps('confirmed', first));
    expect(reply).toContain('Bu düğme artık geçerli değil');
    expect(reply).toContain(`MUT-${String(event.event_id)}`);
  });

  it('the confirmation of a recap that was left with «Vazgeç»: nothing', async () => {
    const { person, event } = await withLetter();
    await person.taps('agreed');
    const recap = person.sees();
    await person.taps('wentBack');

    const reply = await changesNothing(event, person, () => person.taps('confirmed', recap));
    expect(reply).toContain('yanıtınız kaydedilmedi');
  });

  it("a button of another customer's request: nothing for either of them", async () => {
    const { person: owner, event } = await withLetter();
    const { person: stranger, event: own } = await withLetter();
    const before = await requestOf(world, own);

    const stolen = choiceOf(owner.sees(), 'agreed');
    await changesNothing(event, stranger, () => stranger.tapsId(stolen));
    expect(stranger.sees().text).toContain('Bu düğme artık geçerli değil');
    expect(stranger.sees().text).not.toContain(`MUT-${String(event.event_id)}`);
    expect(await requestOf(world, own)).toEqual(before);
  });

  it("a button of a colleague's chat: nothing, although both belong to the same customer", async () => {
    const [one, other] = await newPeople(world, [{}, {}]);
    if (one === undefined || other === undefined) throw new Error('two people were wanted');
    const { event } = await withLetter(one);
    await withLetter(other);

    const reply = await changesNothing(event, other, () => other.tapsId(choiceOf(one.sees(), 'agreed')));
    expect(reply).toContain('Bu düğme artık geçerli değil');
  });

  it('the confirmation twice: one decision, and the reply says what is recorded', async () => {
    const { person, event } = await withLetter();
    await person.taps('agreed');
    const recap = person.sees();
    await person.taps('confirmed', recap);
    expect((await requestOf(world, event)).outcome).toBe('agreed');

    const reply = await changesNothing(event, person, () => person.taps('confirmed', recap));
    expect(reply).toContain('daha önce sonuçlandı');
    expect(reply).toContain('Sonuç: mutabık');
  });

  it('the opposite answer after the decision: the record stands', async () => {
    const { person, event } = await withLetter();
    const letter = person.sees();
    await person.taps('agreed');
    await person.taps('confirmed');

    const reply = await changesNothing(event, person, () => person.taps('disagreed', letter));
    expect(reply).toContain('Sonuç: mutabık');
  });

  it('two different answers in the same moment: one decision at most, the other one is told', async () => {
    const { person, event } = await withLetter();
    await person.taps('agreed');
    const recap = person.sees();
    await Promise.all([person.taps('confirmed', recap), person.taps('wentBack', recap)]);

    const request = await requestOf(world, event);
    const decided = request.history.filter(({ what }) => what === 'agreed').length;
    expect(decided).toBe(request.status === 'closed' ? 1 : 0);
    expect(person.sees().text).not.toBe(recap.text);
  });

  it('a tap after the time ran out: not approved, the reply says so', async () => {
    const person = await newPerson(world);
    const event = anApprovalEvent({ eventId: 'flow_b_late', customer: person.customerRef ?? '' });
    await report(world, event);
    const question = person.sees();
    await world.turn(30 * 60 * 60_000);
    expect(await requestOf(world, event)).toMatchObject({
      status: 'closed',
      outcome: 'expired',
      decision: null,
    });

    const reply = await changesNothing(event, person, () => person.taps('approved', question));
    expect(reply).toContain('süresi doldu; onaylanmış sayılmaz');
  });

  it.each([
    'x',
    'menu.1.choseRequest:req_nobody',
    'menu.1.askedForWorld',
    '....',
    'AAAAAAAAAAAAAAAAAAAAAA.1.confirmed',
    'agreed',
    '{"$ne":null}',
  ])('an invented id %p: nothing, the reply says that it does not count', async (id) => {
    const { person, event } = await withLetter();
    const reply = await changesNothing(event, person, () => person.tapsId(id));
    expect(reply).toContain('Bu düğme artık geçerli değil');
  });

  it('an invented id as long as the platform allows: nothing', async () => {
    const { person, event } = await withLetter();
    await changesNothing(event, person, () => person.tapsId('a'.repeat(256)));
  });

  it('the right token with a choice this dialog never offers, or an invented prompt: nothing', async () => {
    const { person, event } = await withLetter();
    const [token] = choiceOf(person.sees(), 'agreed').split('.');
    for (const id of [
      `${token}.1.approved`,
      `${token}.99.agreed`,
      `${token}.1.confirmed`,
      `${token}.1.choseSide:A`,
    ])
      expect(await changesNothing(event, person, () => person.tapsId(id))).toContain(
        'Bu düğme artık geçerli değil',
      );
  });
});
