import { aLetterEvent } from '../support/events.ts';
import { aTemplateTap } from '../support/meta-webhook.ts';
import { choiceOf, conversationOf, newPerson, report, requestOf, whatHappened } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;

describe('an objection tapped before the deadline that reaches us after it', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.close());

  it('the letter closed as no_response meanwhile: is open again, staff is told, and ends as disagreed', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({
      eventId: 'late_answer_1',
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    const { expiresAt, id } = await report(world, event);
    const letter = person.sees();
    const tappedAt = new Date(Date.parse(expiresAt) - 3 * minute);
    await world.turn(Date.parse(expiresAt) - world.clock.now().getTime() + 2 * 60 * minute);
    const closed = await requestOf(world, event);

    const body = aTemplateTap({
      from: person.phone.replace(/\D/g, ''),
      at: tappedAt,
      id: choiceOf(letter, 'disagreed'),
      replyTo: letter.messageId,
    });
    expect(await world.webhook(body)).toBe(200);
    await world.settle();
    const open = await requestOf(world, event);
    const { body: tasks } = await world.api.get('/v1/tasks?limit=200');

    expect([closed.status, closed.outcome]).toEqual(['closed', 'no_response']);
    expect(open).toMatchObject({ status: 'open', outcome: null, closedAt: null });
    expect(whatHappened(open)).toEqual(expect.arrayContaining(['reopened', 'answered_in_time']));
    expect(tasks.data).toContainEqual(expect.objectContaining({ reason: 'late_answer', requestId: id }));
    for (let taps = 0; taps < 6 && (await requestOf(world, event)).status === 'open'; taps += 1) {
      const { choices } = person.sees();
      const wanted = ['confirmed', 'choseUnit:ALL', 'finished', 'skipped'].find((one) =>
        choices.some((choice) => choice.id.endsWith(`.${one}`)),
      );
      await person.taps(wanted ?? '');
    }
    expect(await requestOf(world, event)).toMatchObject({ status: 'closed', outcome: 'disagreed' });
  });

  it('staff has the conversation: the letter is open again for a day, staff is told, and nothing is said to the person', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({
      eventId: 'late_answer_2',
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    const { expiresAt, id } = await report(world, event);
    const letter = person.sees();
    const conversation = await conversationOf(world, person.contactRef ?? '');
    const answer = await world.api.post(`/v1/conversations/${conversation.id}/takeover`);
    await world.settle();
    const tappedAt = new Date(Date.parse(expiresAt) - 3 * minute);
    await world.turn(Date.parse(expiresAt) - world.clock.now().getTime() + 2 * 60 * minute);
    const closed = await requestOf(world, event);
    const before = person.got().length;

    const body = aTemplateTap({
      from: person.phone.replace(/\D/g, ''),
      at: tappedAt,
      id: choiceOf(letter, 'disagreed'),
      replyTo: letter.messageId,
    });
    expect([answer.status, await world.webhook(body)]).toEqual([202, 200]);
    await world.settle();
    const open = await requestOf(world, event);
    const { body: tasks } = await world.api.get('/v1/tasks?limit=200');

    expect([closed.status, closed.outcome]).toEqual(['closed', 'no_response']);
    expect(open).toMatchObject({ status: 'open', outcome: null, closedAt: null, decision: null });
    expect(whatHappened(open)).toEqual(
      expect.arrayContaining(['reopened', 'answered_in_time', 'answered_while_staff']),
    );
    expect(tasks.data).toContainEqual(expect.objectContaining({ reason: 'late_answer', requestId: id }));
    expect(person.got()).toHaveLength(before);
  });
});
