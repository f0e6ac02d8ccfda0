import phrases from '../../fixtures/phrases.json' with { type: 'json' };
import { aLetterEvent, anApprovalEvent, type EventFacts } from '../support/events.ts';
import { aTextMessage } from '../support/meta-webhook.ts';
import {
  newPeople,
  newPerson,
  report,
  requestOf,
  whatHappened,
  type Person,
  type ShownRequest,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

interface Phrase {
  phrase: string;
  meaning: string;
  approval: string;
}

const all = phrases as Phrase[];
const typed = all.filter(({ phrase }) => !phrase.includes('reaction'));
/** So many of every meaning. */
const sample = (of: readonly Phrase[], perIntent: number): Phrase[] => {
  const byMeaning = new Map<string, Phrase[]>();
  for (const phrase of of) byMeaning.set(phrase.meaning, [...(byMeaning.get(phrase.meaning) ?? []), phrase]);
  return [...byMeaning.values()].flatMap((list) => list.slice(0, perIntent));
};

describe('typed answers', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  const withLetter = async (): Promise<{ person: Person; event: Record<string, unknown> }> => {
    count += 1;
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: `flow_t_${count}`, customer: person.customerRef ?? '' });
    await report(world, event);
    return { person, event };
  };

  it('strong words: a recap of every line, and the same words again confirm it', async () => {
    const { person, event } = await withLetter();
    await person.writes('Mutabıkız');

    expect(person.sees().text).toContain('«MUTABAKAT»');
    expect(person.sees().text).toContain('100,000 g has (B)');
    expect((await requestOf(world, event)).status).toBe('open');

    // In the same second nobody can have read the recap.
    await person.writes('evet onaylıyorum');
    expect((await requestOf(world, event)).status).toBe('open');
    await world.turn(5_000);
    await person.writes('evet onaylıyorum');
    expect(await requestOf(world, event)).toMatchObject({ status: 'closed', outcome: 'agreed' });
  });

  it('strong words twice in one delivery: the second does not confirm a recap nobody has read', async () => {
    const { person, event } = await withLetter();
    await Promise.all([
      person.writes('mutabıkız', { at: world.clock.now() }),
      person.writes('mutabıkız', { at: new Date(world.clock.now().getTime() - 1_000) }),
    ]);

    const { status } = await requestOf(world, event);
    const recaps = person.got().filter(({ text }) => text.includes('«MUTABAKAT»'));
    expect(recaps.length).toBeGreaterThan(0);
    expect(['open', 'closed']).toContain(status);
    if (recaps.length > 1) expect(status).toBe('open');
  });

  it.each(['tamam', '👍', 'ok', 'evet', 'olur'])(
    'soft words «%s»: asks whether to record it, records nothing',
    async (words) => {
      const { person, event } = await withLetter();
      await person.writes(words);

      expect(person.sees().text).toContain('onay olarak kaydedeyim mi');
      expect(person.sees().choices.map(({ title }) => title)).toContain('Mutabıkız');
      expect(await requestOf(world, event)).toMatchObject({ status: 'open', outcome: null, decision: null });
    },
  );

  it('soft words in the recap: the recap again, still nothing recorded', async () => {
    const { person, event } = await withLetter();
    await person.taps('agreed');
    await person.writes('tamam');

    expect(person.sees().text).toContain('«MUTABAKAT»');
    expect((await requestOf(world, event)).status).toBe('open');
  });

  it('«onaylarım» (I would approve): treated as not yet, with the day until when', async () => {
    const { person, event } = await withLetter();
    await person.writes('onaylarım');

    expect(person.sees().text).toContain('hiçbir yanıt kaydedilmedi');
    expect((await requestOf(world, event)).status).toBe('open');
  });

  const inGroups = async <T>(items: readonly T[], work: (item: T) => PromiseLike<unknown>): Promise<void> => {
    for (let from = 0; from < items.length; from += 16)
      await Promise.all(items.slice(from, from + 16).map(work));
  };
  /** Every phrase to a person of its own, each with one open request; answers what came of it. */
  const sayAll = async (
    said: readonly Phrase[],
    eventOf: (eventId: string, person: Person) => Record<string, unknown>,
  ): Promise<{ phrase: Phrase; request: ShownRequest; isRecap: boolean }[]> => {
    // A customer has a hundred contacts at most.
    if (said.length > 100)
      return [...(await sayAll(said.slice(0, 100), eventOf)), ...(await sayAll(said.slice(100), eventOf))];
    const people = await newPeople(
      world,
      said.map(() => ({})),
    );
    const prepared = said.map((phrase, index) => {
      const person = people[index] as Person;
      count += 1;
      return { phrase, person, event: eventOf(`flow_t_${count}`, person) };
    });
    await inGroups(prepared, ({ event }) => world.api.post('/v1/events', event));
    await world.settle();
    await inGroups(prepared, ({ person, phrase }) =>
      world.webhook(
        aTextMessage({ from: person.phone.slice(1), text: phrase.phrase, at: world.clock.now() }),
      ),
    );
    await world.settle();
    const customer = people[0]?.customerRef ?? '';
    const { body } = await world.api.get(`/v1/requests?customer=${customer}&limit=200`);
    const requests = body.data as (ShownRequest & { eventId: string })[];
    return prepared.map(({ person, event, phrase }) => {
      const request = requests.find(({ eventId }) => eventId === event.event_id);
      if (request === undefined) throw new Error(`no request for «${phrase.phrase}»`);
      const isRecap = /«(MUTABAKAT|ONAY)» olarak kaydedilecek/.test(person.sees().text);
      return { phrase, request, isRecap };
    });
  };
  const factsOf = (eventId: string, { customerRef, contactRef }: Person): EventFacts => ({
    eventId,
    customer: customerRef ?? '',
    contact: contactRef ?? '',
  });
  const aLetter = (eventId: string, person: Person): Record<string, unknown> =>
    aLetterEvent(factsOf(eventId, person));
  const anApproval = (eventId: string, person: Person): Record<string, unknown> =>
    anApprovalEvent(factsOf(eventId, person));
  const named = (results: readonly { phrase: Phrase }[]): string[] =>
    results.map(({ phrase: { phrase, meaning } }) => `${phrase} (${meaning})`);

  it.each([
    ['a letter', aLetter, 15],
    ['an approval', anApproval, 4],
  ] as const)(
    'phrases that are not an approval, to %s: close nothing and bring no recap of a yes',
    async (_what, eventOf, perIntent) => {
      const results = await sayAll(
        sample(
          // Whoever says that the number is wrong ends what is open (flow-stop).
          typed.filter(({ approval, meaning }) => approval === 'no' && meaning !== 'reportedWrongNumber'),
          perIntent,
        ),
        eventOf,
      );

      expect(results.length).toBeGreaterThan(40);
      const wrong = results.filter(
        ({ request, isRecap }) => request.status !== 'open' || request.decision !== null || isRecap,
      );
      expect(named(wrong)).toEqual([]);
    },
    120_000,
  );

  it('phrases that may count, to a letter: every one brings the recap, none closes it', async () => {
    const results = await sayAll(
      typed.filter(({ approval }) => approval === 'yes'),
      aLetter,
    );

    expect(results.length).toBeGreaterThan(15);
    expect(named(results.filter(({ request, isRecap }) => !isRecap || request.status !== 'open'))).toEqual(
      [],
    );
  });

  it('phrases that have to be asked about, to a letter: none brings the recap', async () => {
    const results = await sayAll(
      typed.filter(({ approval }) => approval === 'ask'),
      aLetter,
    );

    expect(results.length).toBeGreaterThan(15);
    expect(named(results.filter(({ request, isRecap }) => isRecap || request.status !== 'open'))).toEqual([]);
  });

  it.each([
    ['a thumbs-up reaction', { type: 'reaction', reaction: { message_id: 'LETTER', emoji: '👍' } }],
    [
      'a voice message',
      { type: 'audio', audio: { id: '1', mime_type: 'audio/ogg', voice: true, sha256: 'x' } },
    ],
    [
      'an image called «onaylıyorum»',
      { type: 'image', image: { id: '2', mime_type: 'image/jpeg', sha256: 'x', caption: 'onaylıyorum' } },
    ],
    [
      'a sticker',
      { type: 'sticker', sticker: { id: '3', mime_type: 'image/webp', sha256: 'x', animated: false } },
    ],
  ])('%s: decides nothing, the question comes again with its buttons', async (_name, content) => {
    const { person, event } = await withLetter();
    const letter = person.sees();
    const own = JSON.parse(JSON.stringify(content).replace('LETTER', letter.messageId)) as object;
    await person.sends(own);
    await person.sends(own);

    expect(await requestOf(world, event)).toMatchObject({ status: 'open', outcome: null, decision: null });
    expect(person.sees().choices.map(({ title }) => title)).toContain('Mutabıkız');
  });

  it('a forwarded «mutabıkız»: somebody else wrote it, it does not count', async () => {
    const { person, event } = await withLetter();
    await person.sends({ type: 'text', text: { body: 'mutabıkız' }, context: { forwarded: true } });

    expect(person.sees().text).not.toContain('«MUTABAKAT»');
    expect((await requestOf(world, event)).status).toBe('open');
  });

  it('a person whom nobody understands twice: the third time a representative takes over', async () => {
    const { person, event } = await withLetter();
    await person.writes('asdf qwer');
    expect(person.sees().text).toContain('anlayamadım');
    for (const text of ['zxcv', 'hjkl']) {
      await world.turn(60_000);
      await person.writes(text);
    }

    expect(person.sees().text).toMatch(/temsilci/i);
    expect((await requestOf(world, event)).status).toBe('open');
  });

  it('«temsilci»: handed over, noted in the request, nothing closed', async () => {
    const { person, event } = await withLetter();
    await person.writes('temsilci');

    expect(person.sees().text).toContain('temsilcimize aktarıyorum');
    const request = await requestOf(world, event);
    expect(request.status).toBe('open');
    expect(whatHappened(request)).toContain('human_requested');
  });

  describe('two requests open', () => {
    let person: Person;
    let letter: Record<string, unknown>;
    let approval: Record<string, unknown>;
    beforeAll(async () => {
      ({ person, event: letter } = await withLetter());
      approval = anApprovalEvent({ eventId: 'flow_t_two', customer: person.customerRef ?? '' });
      await report(world, approval);
    });

    it('a typed «onaylıyorum» asks which one is meant and decides nothing', async () => {
      await person.writes('onaylıyorum');

      expect(person.sees().kind).toBe('list');
      expect(person.sees().choices).toHaveLength(2);
      expect(JSON.stringify(person.sees().choices)).toContain('ONY-flow_t_two');
      for (const event of [letter, approval])
        expect(await requestOf(world, event)).toMatchObject({ status: 'open', decision: null });
    });

    it('choosing one asks its question again; the words from before are not applied', async () => {
      const { id } = await requestOf(world, approval);
      await person.taps(`choseRequest:${id}`);

      expect(person.sees().text).toContain('Külçe teslimi');
      expect(person.sees().text).not.toContain('«ONAY» olarak kaydedilecek');
      expect(person.sees().choices.map(({ title }) => title)).toContain('Onaylıyorum');
    });

    it('a typed answer that quotes a request is about that one', async () => {
      const question = person.got().find(({ template }) => template === 'approval_request_v1');
      await person.writes('onaylıyorum', { replyTo: question?.messageId ?? '' });

      expect(person.sees().text).toContain('«ONAY» olarak kaydedilecek');
      await person.taps('confirmed');
      expect(await requestOf(world, approval)).toMatchObject({ status: 'closed', outcome: 'approved' });
      expect((await requestOf(world, letter)).status).toBe('open');
    });

    it('«onaylıyorum» about the letter that is left: recap of the letter', async () => {
      await person.writes('onaylıyorum');
      expect(person.sees().text).toContain('«MUTABAKAT»');
    });
  });
});
