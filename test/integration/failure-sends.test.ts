import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import { aStatus } from '../support/meta-webhook.ts';
import type { GraphCallRecord, MockBehaviour } from '../support/mock-graph.ts';
import {
  newPerson,
  report,
  requestOf,
  transcriptOf,
  whatHappened,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const wait = 90_000;

describe('sends that do not go well', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld({ env: { SEND_TIMEOUT_MS: '700' } });
  });
  afterAll(() => world?.close());
  afterEach(() => world.graph.behave({ kind: 'accept' }));

  const letterFor = (person: Person): Record<string, unknown> => {
    count += 1;
    return aLetterEvent({
      eventId: `fail_${count}`,
      customer: person.customerRef ?? '',
      data: { reply_deadline: '2027-06-01' },
    });
  };
  /** The first `times` sends (read receipts not counted) behave like this, then all is well. */
  const first = (times: number, behaviour: MockBehaviour): void => {
    let left = times;
    world.graph.behave((call: GraphCallRecord) => {
      if (call.body.status === 'read' || left === 0) return { kind: 'accept' };
      left -= 1;
      return behaviour;
    });
  };
  const lastStatus = async (person: Person): Promise<string | undefined> =>
    (await transcriptOf(world, person.contactRef ?? '')).findLast(({ direction }) => direction === 'out')
      ?.status;
  const confirm = async (
    person: Person,
    event: Record<string, unknown>,
    letter = person.sees(),
  ): Promise<void> => {
    await person.taps('agreed', letter);
    await person.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
  };

  it.each([
    ['cut after it was taken', { kind: 'process-then-reset' }],
    ['never answered', { kind: 'hang' }],
    ['cut in the middle of the answer', { kind: 'truncate' }],
    ['answered without an id', { kind: 'accept-without-id' }],
  ] satisfies [string, MockBehaviour][])(
    'a letter that was %s: waits, is sent again with the same buttons, one decision comes of both',
    async (_name, behaviour) => {
      const person = await newPerson(world);
      const event = letterFor(person);
      first(1, behaviour);
      await report(world, event);
      expect(await lastStatus(person)).toBe('unknown');
      await world.turn(wait - 1_000);
      expect(person.got()).toHaveLength(1);

      await world.turn(1_000);
      const [one, two] = person.got();
      expect(person.got()).toHaveLength(2);
      expect(two?.choices).toEqual(one?.choices);
      expect(await lastStatus(person)).toBe('accepted');

      await confirm(person, event, one);
      await person.taps('agreed', two);
      const request = await requestOf(world, event);
      expect(whatHappened(request).filter((what) => what === 'agreed')).toHaveLength(1);
      expect(person.sees().text).toContain('Sonuç: mutabık');
    },
  );

  it('a status during the wait: settled with its id, no second copy', async () => {
    const person = await newPerson(world);
    const event = letterFor(person);
    first(1, { kind: 'process-then-reset' });
    await report(world, event);
    const taken = world.graph.messages.at(-1);
    await world.turn(5_000);
    await world.webhook(
      aStatus({
        messageId: taken?.messageId ?? '',
        callbackData: taken?.callbackData ?? '',
        status: 'sent',
        to: person.phone.slice(1),
        at: world.clock.now(),
      }),
    );
    await world.settle();
    await world.turn(2 * wait);

    expect(person.got()).toHaveLength(1);
    const [line] = await transcriptOf(world, person.contactRef ?? '');
    expect(line).toMatchObject({ status: 'sent', providerMessageId: taken?.messageId });
  });

  it('its button tapped during the wait: it arrived, the recap follows at once and no second copy', async () => {
    const person = await newPerson(world);
    const event = letterFor(person);
    first(1, { kind: 'process-then-reset' });
    await report(world, event);
    await person.taps('agreed');

    expect(person.sees().text).toContain('«MUTABAKAT»');
    await person.taps('confirmed');
    await world.turn(2 * wait);
    expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
    expect(person.got()).toHaveLength(3);
  });

  it('an answer in the chat that may or may not have arrived: at most one more copy', async () => {
    const person = await newPerson(world);
    first(5, { kind: 'process-then-reset' });
    await person.writes('merhaba');
    for (let turns = 0; turns < 6; turns += 1) await world.turn(wait + 1_000);

    expect(person.got().length).toBeLessThanOrEqual(2);
    expect(await lastStatus(person)).toBe('unknown');
  });

  it('cut before anything was taken: sent later, exactly once', async () => {
    const person = await newPerson(world);
    first(3, { kind: 'reset' });
    await report(world, letterFor(person));
    for (let turns = 0; turns < 5; turns += 1) await world.turn(wait + 1_000);

    expect(person.got()).toHaveLength(1);
    expect(await lastStatus(person)).toBe('accepted');
  });

  it('answers of 503 for a while: everything arrives afterwards, in order per person', async () => {
    const people = [await newPerson(world), await newPerson(world), await newPerson(world)];
    world.graph.behave({ kind: 'page', status: 503 });
    const events = people.flatMap((person) => [letterFor(person), letterFor(person)]);
    for (const event of events) await world.api.post('/v1/events', event);
    await world.settle();
    expect(people.map((person) => person.got().length)).toEqual([0, 0, 0]);
    world.graph.behave({ kind: 'accept' });
    // How often each was tried meanwhile, and so how long it waits now, depends on how fast the database is.
    const haveAll = () => people.every((person) => person.got().length === 2);
    for (let turns = 0; turns < 12 && !haveAll(); turns += 1) await world.turn(wait + 1_000);
    await world.turn(wait + 1_000);

    for (const [index, person] of people.entries()) {
      const wanted = [events[index * 2], events[index * 2 + 1]];
      const lines = (await transcriptOf(world, person.contactRef ?? '')).filter(
        ({ direction }) => direction === 'out',
      );
      expect(lines.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
      const requests = await Promise.all(wanted.map((event) => requestOf(world, event ?? {})));
      expect(lines.map(({ requestId }) => requestId)).toEqual(requests.map(({ id }) => id));
      expect(person.got().map(({ choices }) => choices[0]?.id.split('.')[0])).toEqual([
        lines[0]?.choices[0]?.id.split('.')[0],
        lines[1]?.choices[0]?.id.split('.')[0],
      ]);
    }
  });

  it('the next message to the same person waits for an uncertain one; another person does not', async () => {
    const slow = await newPerson(world);
    const other = await newPerson(world);
    first(1, { kind: 'process-then-reset' });
    await report(world, letterFor(slow));
    await report(world, letterFor(slow));
    await report(world, letterFor(other));

    expect(slow.got()).toHaveLength(1);
    expect(other.got()).toHaveLength(1);
    await world.turn(wait + 1_000);
    expect(slow.got()).toHaveLength(3);
  });

  it.each([
    ['cut after it was taken', { kind: 'process-then-reset' }],
    ['never answered', { kind: 'hang' }],
  ] satisfies [string, MockBehaviour][])(
    "a report's document that was %s: never sent twice, staff decides",
    async (_name, behaviour) => {
      const person = await newPerson(world);
      count += 1;
      await person.writes('merhaba');
      const { id } = await report(world, {
        ...fixtureEvent('evt_1005'),
        event_id: `fail_${count}`,
        customer_id: person.customerRef,
        contact_id: person.contactRef,
        data: {
          ...(fixtureEvent('evt_1005').data as object),
          report_id: `RPR-${count}`,
          link_expires_at: '2027-06-01T11:15:00+03:00',
          document_url: 'https://demo.example/report.pdf',
        },
      });
      world.graph.behave(({ body }) => (body.type === 'document' ? behaviour : { kind: 'accept' }));
      await person.taps('sendReport');
      const documents = () => person.got().filter(({ kind }) => kind === 'document');
      expect(documents()).toHaveLength(1);
      await world.turn(wait + 1_000);
      await world.turn(10 * wait);
      world.graph.behave({ kind: 'accept' });
      await world.turn(10 * wait);

      expect(documents()).toHaveLength(1);
      expect(await lastStatus(person)).toBe('unknown');
      const { body } = await world.api.get(`/v1/tasks?reason=delivery_unknown&request=${id}`);
      expect(body.data).toHaveLength(1);
    },
  );

  it('refused for good (131026): failed, the letter is undeliverable, not tried again', async () => {
    const person = await newPerson(world);
    const event = letterFor(person);
    first(5, { kind: 'refuse', code: 131026 });
    const calls = world.graph.calls.length;
    await report(world, event);
    await world.turn(wait);

    expect(world.graph.calls.length - calls).toBe(1);
    expect(await lastStatus(person)).toBe('failed');
    expect(await requestOf(world, event)).toMatchObject({ status: 'closed', outcome: 'undeliverable' });
  });

  it('too many to one person (131056): only that one waits', async () => {
    const busy = await newPerson(world);
    const other = await newPerson(world);
    world.graph.behave(({ body }) =>
      body.to === busy.phone ? { kind: 'refuse', code: 131056 } : { kind: 'accept' },
    );
    await report(world, letterFor(busy));
    await report(world, letterFor(other));
    expect(other.got()).toHaveLength(1);
    expect(busy.got()).toHaveLength(0);
    expect(await lastStatus(busy)).toBe('pending');
    world.graph.behave({ kind: 'accept' });
    await world.turn(5_000);

    expect(busy.got()).toHaveLength(1);
  });

  it('buttons of a letter that was sent twice and a third time by a reminder: all lead to the one decision', async () => {
    const person = await newPerson(world);
    const event = letterFor(person);
    first(1, { kind: 'process-then-reset' });
    const { id } = await report(world, event);
    await world.turn(wait + 1_000);
    await world.api.post(`/v1/requests/${id}/remind`);
    await world.settle();
    const [one, two, three] = person.got();
    await person.taps('agreed', three);
    const recap = person.sees();
    await person.taps('agreed', one);
    await person.taps('agreed', two);
    await person.taps('confirmed', recap);

    const request = await requestOf(world, event);
    expect(request.outcome).toBe('agreed');
    expect(whatHappened(request).filter((what) => what === 'agreed')).toHaveLength(1);
  });
});
