import { aLetterEvent, aMovementEvent, anApprovalEvent, fixtureEvent } from '../support/events.ts';
import { newPerson, personAt, report, requestOf, whatHappened, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 60 * 60_000;
const inIstanbul = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Istanbul',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Turns the clock in steps of so many hours; answers the local times at which this person was seen to have got something. */
const timesOfMessages = async (
  world: World,
  person: Person,
  { hours, step = 1 }: { hours: number; step?: number },
): Promise<string[]> => {
  const times: string[] = [];
  let seen = person.got().length;
  for (let passed = 0; passed < hours; passed += step) {
    await world.turn(step * hour);
    const now = person.got().length;
    for (; seen < now; seen += 1) times.push(inIstanbul.format(world.clock.now()));
  }
  return times;
};

describe('a letter that nobody answers (evt_1004)', () => {
  let world: World;
  const event = fixtureEvent('evt_1004');
  let noor: Person;
  let times: string[];
  beforeAll(async () => {
    world = await startWorld({ demo: true });
    noor = personAt(world, '+905000000801', { customerRef: 'C008', contactRef: 'C008-1' });
    await report(world, event);
    times = await timesOfMessages(world, noor, { hours: 16 * 24, step: 4 });
  });
  afterAll(() => world?.close());

  it('is reminded after 3 and 7 business days and one business day before the deadline, in the morning', () => {
    // Monday 23 November: Thursday 26, Wednesday 2 December, Monday 7 December before Tuesday 8.
    expect(times.map((time) => time.slice(0, 10))).toEqual(['2026-11-26', '2026-12-02', '2026-12-07']);
    for (const time of times) expect(time.slice(11) >= '09:00' && time.slice(11) <= '20:00').toBe(true);
  });

  it('is written in English, as templates: no service window was ever open', () => {
    expect(noor.got().map(({ template, language }) => [template, language])).toEqual([
      ['recon_letter_ready_nodoc_v1', 'en'],
      ['recon_reminder_v1', 'en'],
      ['recon_reminder_v1', 'en'],
      ['recon_reminder_v1', 'en'],
    ]);
    expect(noor.sees().text).toContain('88,210.40 USD (Dr) · 640.000 g pure gold (Cr)');
  });

  it('ends as no_response, never as agreed, with its story', async () => {
    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'closed', outcome: 'no_response', decision: null });
    expect(request.lines.map(({ answer }) => answer)).toEqual([null, null]);
    expect(whatHappened(request)).toEqual([
      'created',
      'assigned',
      'reminder_sent',
      'reminder_sent',
      'reminder_sent',
      'no_response',
    ]);
    expect(request.closedAt && request.closedAt >= request.expiresAt).toBe(true);
  });

  it('an answer afterwards: told that time is up, nothing recorded', async () => {
    const before = await requestOf(world, event);
    await noor.taps('agreed', noor.got()[0]);
    expect(noor.sees().text).toContain('has expired and is not treated as approved');
    expect(await requestOf(world, event)).toEqual(before);
  });
});

describe('reminders and answers', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  afterAll(() => world?.close());

  it('an answer stops the reminders', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: 'timers_1', customer: person.customerRef ?? '' });
    await report(world, event);
    await person.taps('agreed');
    await person.taps('confirmed');
    const got = person.got().length;
    for (let day = 0; day < 20; day += 1) await world.turn(24 * hour);

    expect(person.got()).toHaveLength(got);
    expect((await requestOf(world, event)).outcome).toBe('agreed');
  });

  it('an outage over several reminders and the expiry: one ending, no pile of late reminders', async () => {
    const person = await newPerson(world);
    const { dueAt } = await report(
      world,
      aLetterEvent({
        eventId: 'timers_2',
        customer: person.customerRef ?? '',
        data: { reply_deadline: '2027-01-15' },
      }),
    );
    await world.turn(new Date(dueAt).getTime() - world.clock.now().getTime() + 48 * hour);

    const request = await requestOf(world, { event_id: 'timers_2' });
    expect(request).toMatchObject({ status: 'closed', outcome: 'no_response' });
    expect(whatHappened(request).filter((what) => what === 'reminder_sent')).toHaveLength(0);
  });

  it('an approval of a day: reminded at half-time and an hour before the end', async () => {
    const person = await newPerson(world);
    const now = world.clock.now().getTime();
    const reply_deadline = new Date(now + 24 * hour).toISOString();
    await report(
      world,
      anApprovalEvent({ eventId: 'timers_3', customer: person.customerRef ?? '', data: { reply_deadline } }),
    );
    const seen: number[] = [];
    for (let passed = 1; passed <= 25; passed += 1) {
      const before = person.got().length;
      await world.turn(hour);
      if (person.got().length > before) seen.push(passed);
    }

    expect(seen).toEqual([12, 23]);
    expect((await requestOf(world, { event_id: 'timers_3' })).outcome).toBe('expired');
  });

  it('a «no» that was begun and never confirmed: decides nothing, and staff are told when time is up', async () => {
    const person = await newPerson(world);
    const reply_deadline = new Date(world.clock.now().getTime() + 24 * hour).toISOString();
    await report(
      world,
      anApprovalEvent({ eventId: 'timers_4', customer: person.customerRef ?? '', data: { reply_deadline } }),
    );
    await person.taps('rejected');
    await world.turn(13 * hour);
    expect(await requestOf(world, { event_id: 'timers_4' })).toMatchObject({ status: 'open', outcome: null });

    await world.turn(12 * hour);
    const request = await requestOf(world, { event_id: 'timers_4' });
    expect(request).toMatchObject({ status: 'closed', outcome: 'expired', reason: null });
    const { body } = await world.api.get(`/v1/tasks?reason=rejection_unfinished&request=${request.id}`);
    expect(body.data).toMatchObject([{ urgent: true, status: 'open' }]);
  });
});

describe('quiet hours', () => {
  let world: World;
  beforeAll(async () => {
    // Friday 27 November, 19:30 in Istanbul.
    world = await startWorld({
      demo: true,
      now: '2026-11-27T16:30:00.000Z',
      env: { DEMO_DATA: 'off', QUIET_HOURS: '20:00-09:00,sun' },
    });
  });
  afterAll(() => world?.close());

  it('a reminder that would fall into the evening: waits for the next morning', async () => {
    const person = await newPerson(world);
    // Half-time of 32 hours is 11:30 of Saturday; an hour before the end is Sunday 02:30, after the end of quiet too late.
    const reply_deadline = new Date(world.clock.now().getTime() + 63 * hour).toISOString();
    await report(
      world,
      anApprovalEvent({ eventId: 'timers_q1', customer: person.customerRef ?? '', data: { reply_deadline } }),
    );
    const times = await timesOfMessages(world, person, { hours: 62, step: 2 });

    for (const time of times) {
      expect(time.slice(11) >= '09:00' && time.slice(11) <= '20:00').toBe(true);
      expect(time.slice(0, 10)).not.toBe('2026-11-29');
    }
    expect(times).toHaveLength(1);
  });

  it('a letter reported at night: goes out at nine; an answer to it in the night is answered at once', async () => {
    world.clock.set('2026-12-01T20:00:00.000Z');
    const person = await newPerson(world);
    await report(
      world,
      aLetterEvent({
        eventId: 'timers_q2',
        customer: person.customerRef ?? '',
        data: { reply_deadline: '2026-12-20' },
      }),
    );
    expect(person.got()).toEqual([]);
    await world.turn(9 * hour);
    expect(person.got()).toEqual([]);
    await world.turn(hour);
    expect(person.got()).toHaveLength(1);

    await world.turn(15 * hour);
    await person.taps('agreed');
    expect(person.sees().text).toContain('«MUTABAKAT»');
    await person.taps('confirmed');
    expect((await requestOf(world, { event_id: 'timers_q2' })).outcome).toBe('agreed');
  });

  it('a request that ends inside the quiet hours: not held', async () => {
    world.clock.set('2026-12-02T18:00:00.000Z');
    const person = await newPerson(world);
    const reply_deadline = '2026-12-02T22:00:00+00:00';
    await report(
      world,
      anApprovalEvent({ eventId: 'timers_q3', customer: person.customerRef ?? '', data: { reply_deadline } }),
    );

    expect(person.got()).toHaveLength(1);
  });

  it('is it you? at night: asked at once, and again by staff; a movement in the same minute waits', async () => {
    world.clock.set('2026-12-04T20:00:00.000Z');
    const person = await newPerson(world);
    const { contact_id: _named, ...event } = fixtureEvent('evt_1017');
    const ask = { ...event, event_id: 'timers_q4', customer_id: person.customerRef ?? '' };
    await report(world, aMovementEvent({ eventId: 'timers_q5', customer: person.customerRef ?? '' }));
    await report(world, ask);
    expect(person.got().map(({ template }) => template)).toEqual(['transaction_verify_v1']);
    await world.turn(hour);
    const { id } = await requestOf(world, ask);
    await world.api.post(`/v1/requests/${id}/remind`).expect(202);
    await world.settle();
    expect(person.got().map(({ template }) => template)).toEqual(
      Array.from({ length: 2 }, () => 'transaction_verify_v1'),
    );
  });

  it('is it you? at night to somebody who was never written to: with the privacy notice', async () => {
    const first = await startWorld({
      now: '2026-12-04T20:00:00.000Z',
      env: { QUIET_HOURS: '20:00-09:00,sun', PRIVACY_NOTICE_VERSION: '1' },
    });
    const person = await newPerson(first);
    const { contact_id: _named, ...event } = fixtureEvent('evt_1017');
    await report(first, { ...event, event_id: 'timers_q6', customer_id: person.customerRef ?? '' });
    const got = person.got().map(({ template }) => template);
    await first.close();

    expect(got).toEqual(['transaction_verify_first_v1']);
  });

  it('somebody who writes at night: answered at once', async () => {
    world.clock.set('2026-12-06T00:30:00.000Z');
    const person = await newPerson(world);
    await person.writes('merhaba');
    expect(person.got()).toHaveLength(1);
  });
});

describe('a letter, and a day on which the business is closed', () => {
  it('said a moment before: its reminder comes a business day later', async () => {
    const world = await startWorld({ demo: true });
    const person = await newPerson(world);
    const day = { kind: 'holiday', name: 'Sayım' };
    await world.api.put('/v1/calendar/2026-11-25', day).expect(200);
    await report(world, aLetterEvent({ eventId: 'closed', customer: person.customerRef ?? '' }));
    const times = await timesOfMessages(world, person, { hours: 5 * 24, step: 4 });
    expect(times.map((time) => time.slice(0, 10))).toEqual(['2026-11-27']);
    await world.close();
  });
});

describe('the storage fails while a process looks for what is due', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ env: { POLL_INTERVAL_MS: '600000' } });
  });
  afterAll(() => world?.close());

  it('what it had found is worked, and the process becomes idle', async () => {
    const person = await newPerson(world);
    await report(world, aLetterEvent({ eventId: 'evt_due', customer: person.customerRef ?? '' }));
    await world.settle();
    expect(person.got()).toHaveLength(1);
    const { repositories, workers } = world.application;
    if (workers === null) throw new Error('this world has workers');
    const { lostRelays } = repositories;
    const find = lostRelays.findWaiting.bind(lostRelays);
    lostRelays.findWaiting = () => Promise.reject(new Error('the storage does not answer'));
    world.clock.turn(4 * 24 * hour);
    await expect(workers.conversations.sweep()).rejects.toThrow('the storage does not answer');
    lostRelays.findWaiting = find;
    await workers.idle();
    await world.settle();

    expect(person.got().map(({ template }) => template)).toContain('recon_reminder_v1');
  });
});
