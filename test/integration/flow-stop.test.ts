import { aLetterEvent } from '../support/events.ts';
import { aTextMessage } from '../support/meta-webhook.ts';
import { newPerson, report, requestOf, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('a person who wants no messages, or is not who we thought', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  let letters = 0;
  const letterFor = ({ customerRef, contactRef }: Person): Record<string, unknown> => {
    letters += 1;
    return aLetterEvent({
      eventId: `evt_stop_${letters}`,
      customer: customerRef ?? '',
      contact: contactRef ?? '',
    });
  };

  it.each(['STOP', 'DURDUR', 'إيقاف'])(
    'R21: «%s», then a letter: no balance is sent, the business learns that it cannot be delivered',
    async (words) => {
      const person = await newPerson(world);
      await person.writes(words);
      const before = person.got().length;
      const event = letterFor(person);
      await report(world, event);

      expect(person.got()).toHaveLength(before);
      expect(await requestOf(world, event)).toMatchObject({ status: 'closed', outcome: 'undeliverable' });
    },
  );

  it('R28: «yanlış numara» to a letter: it ends as undeliverable, and the number hears nothing more of this customer', async () => {
    const person = await newPerson(world);
    const first = letterFor(person);
    await report(world, first);
    await person.writes('yanlış numara');
    const apology = person.sees().text;
    const before = person.got().length;
    await world.api.post('/v1/events', letterFor(person));
    await world.settle();

    expect(apology).toContain('Özür dileriz');
    expect(await requestOf(world, first)).toMatchObject({
      status: 'closed',
      outcome: 'undeliverable',
      decision: null,
    });
    expect(person.got()).toHaveLength(before);
  });

  it('«DUR»: said at once, with how to resume', async () => {
    const person = await newPerson(world);
    await person.writes('DUR');

    expect(person.sees().text).toContain('BAŞLA');
  });

  it('«BAŞLA» after «DUR»: letters come again', async () => {
    const person = await newPerson(world);
    await person.writes('dur');
    await person.writes('BAŞLA');
    const event = letterFor(person);
    await report(world, event);

    expect(await requestOf(world, event)).toMatchObject({ status: 'open' });
  });

  it('the first messages of somebody new, one right after the other: applied in the order they came', async () => {
    const person = await newPerson(world);
    const texts = ['m 0', 'm 1', 'm 2', 'm 3', 'm 4', 'm 5'];
    for (const text of texts) {
      await world.webhook(aTextMessage({ from: person.phone.slice(1), text, at: world.clock.now() }));
    }
    await world.settle();

    const lines = await transcriptOf(world, person.contactRef ?? '');
    expect(lines.filter(({ direction }) => direction === 'in').map(({ text }) => text)).toEqual(texts);
  });
});
