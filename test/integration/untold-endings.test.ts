import { aLetterEvent, anApprovalEvent } from '../support/events.ts';
import { newPerson, report, requestOf, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const day = 24 * 60 * 60_000;

describe('the end of a request, when the person has not written for a day', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  const letter = (person: Person, data: Record<string, unknown> = {}): Record<string, unknown> => {
    count += 1;
    return aLetterEvent({ eventId: `ending_${count}`, customer: person.customerRef ?? '', data });
  };
  const cancel = async (event: Record<string, unknown>): Promise<void> => {
    const { id } = await requestOf(world, event);
    expect((await world.api.post(`/v1/requests/${id}/cancel`)).status).toBe(202);
    await world.settle();
  };

  it.each(['tr', 'en', 'ar'] as const)('withdrawn, in %s: told once, by its template', async (language) => {
    const person = await newPerson(world, { language });
    const event = letter(person);
    await report(world, event);
    await cancel(event);
    await world.turn(1_000);

    expect(person.got()).toHaveLength(2);
    expect(person.sees()).toMatchObject({
      kind: 'template',
      template: 'recon_withdrawn_v1',
      language,
      choices: [],
    });
    expect(person.sees().text).toContain(String((event.data as { letter_id: string }).letter_id));
    expect((await transcriptOf(world, person.contactRef ?? '')).at(-1)).toMatchObject({ kind: 'template' });
  });

  it('after STOP: not told, and the line says why', async () => {
    const person = await newPerson(world);
    const event = letter(person);
    await report(world, event);
    await person.writes('DUR');
    const told = person.got().length;
    await world.turn(2 * day);
    await cancel(event);

    expect(person.got()).toHaveLength(told);
    expect((await transcriptOf(world, person.contactRef ?? '')).at(-1)).toMatchObject({
      status: 'suppressed',
      statuses: [{ status: 'suppressed', error: 'notices_stopped' }],
    });
  });

  it('inside the window: in words, which cost nothing', async () => {
    const person = await newPerson(world);
    const event = letter(person);
    await report(world, event);
    await person.writes('sonra bakarım');
    await cancel(event);

    expect(person.sees()).toMatchObject({ kind: 'text', template: null });
    expect(person.sees().text).toMatch(/geri çektik/);
  });

  it('expired: not told, and the line says why', async () => {
    const person = await newPerson(world);
    count += 1;
    const event = anApprovalEvent({
      eventId: `ending_${count}`,
      customer: person.customerRef ?? '',
      occurredAt: world.clock.now().toISOString(),
      data: { reply_deadline: new Date(world.clock.now().getTime() + day).toISOString() },
    });
    await report(world, event);
    await world.turn(2 * day);

    expect(await requestOf(world, event)).toMatchObject({ outcome: 'expired' });
    expect((await transcriptOf(world, person.contactRef ?? '')).at(-1)).toMatchObject({
      status: 'suppressed',
      statuses: [{ status: 'suppressed', error: 'window_closed' }],
    });
  });
});
