import { aLetterEvent, aMovementEvent, anApprovalEvent } from '../support/events.ts';
import { runCaller } from '../support/run-caller.ts';
import { newPeople, report, requestOf, whatHappened, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

type Facts = Parameters<typeof aLetterEvent>[0];

describe('where there is a choice of people', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld({ now: '2026-11-24T08:00:00.000Z' });
  });
  afterAll(() => world?.close());

  /** An event that names the customer alone, unless the facts name somebody. */
  const about = (
    make: (facts: Facts) => Record<string, unknown>,
    { customerRef }: Person,
    { contact, ...facts }: Partial<Facts> = {},
  ): Record<string, unknown> => {
    count += 1;
    const made = make({
      ...{ eventId: `choice_${count}`, occurredAt: '2026-11-24T10:30:00+03:00', customer: customerRef ?? '' },
      ...{ contact: contact ?? '', ...facts },
    });
    const { contact_id: _nobody, ...nobodyNamed } = made;
    return contact === undefined ? nobodyNamed : made;
  };
  const people = async <N extends number>(_n: N, facts: Parameters<typeof newPeople>[1]) =>
    (await newPeople(world, facts)) as [Person, Person, Person];
  const tasksOf = async (requestId: string, reason: string) =>
    (await world.api.get(`/v1/tasks?reason=${reason}&request=${requestId}`)).body.data as object[];

  it('an event names nobody: whoever stopped messages is passed over, by hand and in a dry run', async () => {
    const [silent, willing] = await people(2, [{}, {}]);
    await silent.writes('DUR');
    const said = silent.got().length;
    const letter = await report(world, about(aLetterEvent, silent));
    expect([letter.status, letter.contactRef]).toEqual(['open', willing.contactRef]);
    const movement = await report(world, about(aMovementEvent, silent));
    expect(movement.contactRef).toBe(willing.contactRef);
    expect(silent.got()).toHaveLength(said);

    const rule = { name: 'Mektup', on: 'reconciliation.letter.ready', when: [], priority: 50 };
    await world.api
      .put('/v1/triggers/letters/draft', {
        ...rule,
        then: [{ do: 'request', audience: { roles: ['owner'] } }],
      })
      .expect(200);
    const tried = await world.api.post('/v1/triggers/letters/dry-run', {
      sample: about(aLetterEvent, silent),
    });
    expect(tried.body.items[0].outcome.effects).toMatchObject([{ contactRef: willing.contactRef }]);
  });

  it('wants messages again: is the first to be asked again', async () => {
    const [silent] = await people(2, [{}, {}]);
    await silent.writes('DUR');
    await silent.writes('BAŞLA');
    expect((await report(world, about(aLetterEvent, silent))).contactRef).toBe(silent.contactRef);
  });

  it('everybody stopped: nothing is said, it ends as undeliverable, and staff has a task', async () => {
    const [one, other] = await people(2, [{}, {}]);
    for (const person of [one, other]) await person.writes('DUR');
    const said = [one, other].map((person) => person.got().length);
    const letter = await report(world, about(aLetterEvent, one));
    expect([letter.status, letter.outcome]).toEqual(['closed', 'undeliverable']);
    expect(await tasksOf(letter.id, 'notices_stopped')).toMatchObject([{ urgent: true }]);
    expect([one, other].map((person) => person.got().length)).toEqual(said);
  });

  it('a deadline: the contact whose answer is awaited, not after they stopped messages', async () => {
    const [asked, other] = await people(2, [{}, {}]);
    const letter = about(aLetterEvent, asked, { contact: asked.contactRef ?? '' });
    await report(world, letter);
    await asked.writes('DUR');
    const deadline = about(aLetterEvent, asked);
    const { letter_id: item } = letter.data as { letter_id: string };
    const told = await report(world, {
      ...deadline,
      type: 'deadline.approaching',
      data: {
        ...{ item_type: 'reconciliation', item_id: item, subject: 'Mutabakat', ref_no: item },
        ...{ due_date: '2026-11-27', remaining_hours: 72, reminder_no: 1 },
      },
    });
    expect(told.contactRef).toBe(other.contactRef);
  });

  it('passed on: to the next who may bind; where only such are left it ends, and staff has a task', async () => {
    const [clerk, silent, willing] = await people(3, [{ canBind: false }, {}, {}]);
    await silent.writes('DUR');
    const letter = about(aLetterEvent, clerk, { contact: clerk.contactRef ?? '' });
    await report(world, letter);
    await clerk.taps('agreed');
    const passed = await requestOf(world, letter);
    expect([passed.status, passed.contactRef]).toEqual(['open', willing.contactRef]);

    const [other, mute] = await people(2, [{ canBind: false }, {}]);
    await mute.writes('DUR');
    const said = mute.got().length;
    const left = about(aLetterEvent, other, { contact: other.contactRef ?? '' });
    await report(world, left);
    await other.taps('agreed');
    const ended = await requestOf(world, left);
    expect([ended.status, ended.outcome]).toEqual(['closed', 'forwarded_unauthorised']);
    expect(await tasksOf(ended.id, 'notices_stopped')).toMatchObject([{ urgent: true, role: 'staff' }]);
    expect(mute.got()).toHaveLength(said);
  });

  it('a second approver: another person, or staff is told that nobody is there, until they want messages again', async () => {
    const [first, silent] = await people(2, [{}, {}]);
    await silent.writes('DUR');
    const said = silent.got().length;
    const approval = about(anApprovalEvent, first, {
      contact: first.contactRef ?? '',
      data: { four_eyes: true, reply_deadline: '2026-11-26T14:00:00+03:00' },
    });
    await report(world, approval);
    await first.taps('approved');
    await first.taps('confirmed');
    const waits = await requestOf(world, approval);
    expect([waits.status, waits.contactRef]).toEqual(['open', first.contactRef]);
    expect(whatHappened(waits)).toContain('no_second_approver');
    expect(await tasksOf(waits.id, 'no_second_approver')).toHaveLength(1);
    expect(silent.got()).toHaveLength(said);
    await silent.writes('BAŞLA');
    await world.api.post(`/v1/requests/${waits.id}/remind`, {}).expect(202);
    await world.settle();
    expect((await requestOf(world, approval)).contactRef).toBe(silent.contactRef);
  });

  it('a run: stopped after the rows were checked, another one gets the letter', async () => {
    const [first, willing] = await people(2, [{}, {}]);
    const rows = `Müşteri No;Hesap Kodu;Birim;Bakiye;B/A\n${first.customerRef};120.01;HAS;1250,34;B\n`;
    const caller = runCaller(world);
    const run = await caller.upload(rows, { periodEnd: '2026-10-31' }).expect(201);
    const { id } = run.body as { id: string };
    expect((await caller.row(id, 1)).asked?.ref).toBe(first.contactRef);
    await first.writes('DUR');
    const said = first.got().length;
    await world.api.post(`/v1/runs/${id}/start`, {}).expect(202);
    await world.settle();
    await world.turn(60_000);
    const { requestId } = await caller.row(id, 1);
    const letter = await world.api.get(`/v1/requests/${requestId ?? ''}`);
    expect([letter.body.status, letter.body.contactRef]).toEqual(['open', willing.contactRef]);
    expect(first.got()).toHaveLength(said);
  });

  it('a run: only who stopped messages may bind the customer: the row says so', async () => {
    const [, silent] = await people(2, [{ canBind: false }, {}]);
    await silent.writes('DUR');
    const rows = `Müşteri No;Hesap Kodu;Birim;Bakiye;B/A\n${silent.customerRef};120.01;HAS;1250,34;B\n`;
    const caller = runCaller(world);
    const run = await caller.upload(rows, { periodEnd: '2026-10-31' }).expect(201);
    expect((await caller.row((run.body as { id: string }).id, 1)).problems).toEqual(['nobody_may_bind']);
  });
});
