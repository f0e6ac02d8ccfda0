import { freshDatabaseName } from '../support/engine.ts';
import { aLetterEvent, anApprovalEvent } from '../support/events.ts';
import {
  conversationOf,
  newPerson,
  report,
  requestOf,
  transcriptOf,
  whatHappened,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 60 * 60_000;

describe('a person of ours in the chat', () => {
  let world: World;
  let events = 0;
  beforeAll(async () => {
    world = await startWorld({ demo: true, databaseName: freshDatabaseName() });
  });
  afterAll(() => world?.close());

  const orders = async (
    person: Person,
    order: string,
    body?: object,
  ): Promise<{ status: number; body: { code?: string } }> => {
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const answer = await world.api.post(`/v1/conversations/${id}/${order}`, body);
    await world.settle();
    return answer;
  };
  const modeOf = async (person: Person): Promise<string> =>
    (await world.api.get(`/v1/conversations?contact=${person.contactRef}`)).body.data[0].mode as string;
  const facts = (person: Person) => {
    events += 1;
    return {
      eventId: `evt_human_${events}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    };
  };
  const withLetter = async (): Promise<[Person, Record<string, unknown>]> => {
    const person = await newPerson(world);
    const event = aLetterEvent(facts(person));
    await report(world, event);
    return [person, event];
  };
  const tasksOf = async (person: Person): Promise<{ reason: string; requestId: string | null }[]> => {
    const { id } = await conversationOf(world, person.contactRef ?? '');
    return (await world.api.get(`/v1/tasks?conversation=${id}`)).body.data as {
      reason: string;
      requestId: string | null;
    }[];
  };

  it.each(['temsilci', 'biriyle görüşmek istiyorum', 'human', 'موظف'])(
    '«%s»: told that somebody answers, and when; a task for staff, the bot still there',
    async (words) => {
      const person = await newPerson(world);
      await person.writes(words);

      expect(person.got()).toHaveLength(1);
      expect(person.sees().text).toMatch(/09/);
      expect(await tasksOf(person)).toMatchObject([{ reason: 'human_requested', requestId: null }]);
      expect(await modeOf(person)).toBe('bot');
    },
  );

  it('asked for again, in words and by the button of a letter: one task', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await person.writes('human');
    await report(world, aLetterEvent(facts(person)));
    await person.taps('askedForHuman');

    expect((await tasksOf(person)).map(({ reason }) => reason)).toEqual(['human_requested']);
  });

  it('asked for again after somebody was done with it: a task of its own', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const { body } = await world.api.get(`/v1/tasks?conversation=${id}`);
    const done = await world.api.post(`/v1/tasks/${body.data[0].id}/complete`, {});
    expect(done.status).toBe(200);
    await person.writes('temsilci');

    expect(await tasksOf(person)).toHaveLength(2);
  });

  it('while a letter is open: the task names it, the letter stays open and can be answered', async () => {
    const [person, event] = await withLetter();
    const letter = person.sees();
    await person.taps('askedForHuman', letter);

    const request = await requestOf(world, event);
    expect(await tasksOf(person)).toMatchObject([{ reason: 'human_requested', requestId: request.id }]);
    expect(whatHappened(request)).toContain('human_requested');
    await person.taps('agreed', letter);
    await person.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({ status: 'closed', outcome: 'agreed' });
  });

  it('taken over: told once; then words and buttons get no answer, decide nothing, and staff sees all of them', async () => {
    const [person, event] = await withLetter();
    const letter = person.sees();
    await person.writes('bir dakika');
    const taken = await orders(person, 'takeover');
    expect([taken.status, await modeOf(person)]).toEqual([202, 'staff']);
    expect(person.sees().text).toBe('Bundan sonra size temsilcimiz yanıt verecek.');
    const before = person.got().length;
    await person.writes('mutabıkız');
    await person.taps('agreed', letter);
    await person.taps('disagreed', letter);
    await person.writes('menü');
    await person.writes('anlaşılmaz');
    await orders(person, 'takeover');

    expect(person.got()).toHaveLength(before);
    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'open', decision: null });
    expect(request.lines.map(({ answer }) => answer)).toEqual([null, null]);
    expect(whatHappened(request).filter((what) => what === 'answered_while_staff')).toHaveLength(2);
    const words = (await transcriptOf(world, person.contactRef ?? '')).filter(
      ({ direction }) => direction === 'in',
    );
    expect(words.map(({ text, kind }) => [kind, text])).toEqual([
      ['text', 'bir dakika'],
      ['text', 'mutabıkız'],
      ['choice', 'agreed'],
      ['choice', 'disagreed'],
      ['text', 'menü'],
      ['text', 'anlaşılmaz'],
    ]);
  });

  it('staff writes inside the window: sent as it is, in the transcript as staff, once per Idempotency-Key', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await orders(person, 'takeover');
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const say = () =>
      world.api
        .post(`/v1/conversations/${id}/messages`, { text: 'Merhaba, nasıl yardımcı olabilirim?' })
        .set('Idempotency-Key', `say-${id}`);
    const [first, second] = [await say(), await say()];
    await world.settle();

    expect([first.status, second.status]).toEqual([202, 202]);
    const ours = person.got().filter(({ text }) => text === 'Merhaba, nasıl yardımcı olabilirim?');
    expect(ours).toMatchObject([{ kind: 'text', choices: [] }]);
    const line = (await transcriptOf(world, person.contactRef ?? '')).at(-1);
    expect(line).toMatchObject({ author: 'staff', direction: 'out', status: 'accepted' });
  });

  it('staff writes a day after the last word of the person: 409, nothing is sent', async () => {
    const person = await newPerson(world);
    await person.writes('temsilci');
    await orders(person, 'takeover');
    // The last five minutes are left to the difference between our clock and the platform's.
    await world.turn(24 * hour - 6 * 60_000);
    const inside = await orders(person, 'messages', { text: 'hâlâ açık' });
    await world.turn(2 * 60_000);
    const before = person.got().length;
    const outside = await orders(person, 'messages', { text: 'geç kaldı' });

    expect([inside.status, outside.status, outside.body.code]).toEqual([202, 409, 'window_closed']);
    expect(person.got()).toHaveLength(before);
    expect(person.sees().text).toBe('hâlâ açık');
  });

  it('staff writes to somebody who never wrote: 409', async () => {
    const [person] = await withLetter();

    expect(await orders(person, 'messages', { text: 'merhaba' })).toMatchObject({
      status: 409,
      body: { code: 'window_closed' },
    });
  });

  it.each([
    ['nothing', { text: '   ' }],
    ['more than the platform takes', { text: 'x'.repeat(4097) }],
    ['something else', { text: 'x', to: '+905000000101' }],
  ])('staff writes %s: 400', async (_title, body) => {
    const person = await newPerson(world);
    await person.writes('temsilci');

    expect((await orders(person, 'messages', body)).status).toBe(400);
  });

  it('given back: said with what is open first, which is asked again with buttons that count', async () => {
    const [person, event] = await withLetter();
    const approval = anApprovalEvent(facts(person));
    await report(world, approval);
    await person.writes('bir dakika');
    await orders(person, 'takeover');
    await person.writes('mutabıkız');
    const before = person.got().length;
    const released = await orders(person, 'release');
    const after = person.got().slice(before);

    expect([released.status, await modeOf(person)]).toEqual([202, 'bot']);
    expect(
      after.map(({ text }) => /^(?:Temsilcimizle görüşmeniz bitti; .*\n\n)?Sayın/.exec(text)?.[0]),
    ).toEqual(['Temsilcimizle görüşmeniz bitti; otomatik hattımız yeniden hizmetinizde.\n\nSayın', 'Sayın']);
    const letter = after.find(({ choices }) => choices.some(({ id }) => id.endsWith('.agreed')));
    expect(letter).toBeDefined();
    await person.taps('agreed', letter);
    await person.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({ status: 'closed', outcome: 'agreed' });
    expect(await requestOf(world, approval)).toMatchObject({ status: 'open' });
  });

  it('given back when the service window is over: the letter goes as its template, in its own words alone', async () => {
    const [person] = await withLetter();
    await person.writes('bir dakika');
    await orders(person, 'takeover');
    await world.turn(25 * 60 * 60_000);
    await orders(person, 'release');

    expect(person.sees().template).toBe('recon_letter_ready_nodoc_v1');
    const line = (await transcriptOf(world, person.contactRef ?? '')).at(-1);
    expect(line?.text).toMatch(/^Sayın Deneme Kişi/);
  });

  it('given back without having been taken: nothing is said or asked', async () => {
    const [person] = await withLetter();
    await person.writes('bir dakika');
    const before = person.got().length;
    expect((await orders(person, 'release')).status).toBe(202);

    expect(person.got()).toHaveLength(before);
  });

  it('«DUR» while staff speaks: stops at once and is confirmed, whoever is reading', async () => {
    const [person, event] = await withLetter();
    await person.writes('bir dakika');
    await orders(person, 'takeover');
    const before = person.got().length;
    await person.writes('DUR');

    expect(person.got()).toHaveLength(before + 1);
    expect((await world.api.get(`/v1/consents?contact=${person.contactRef}`)).body.data[0]).toMatchObject({
      action: 'withdrawn',
      answer: 'DUR',
    });
    expect((await requestOf(world, event)).status).toBe('open');
  });

  it('words that cannot be understood: the list, choices, then a person is offered, once', async () => {
    const person = await newPerson(world);
    for (const text of ['xqz', 'qxz', 'zxq']) await person.writes(text);

    const [first, second, third] = person.got().map(({ text }) => text);
    expect(first).toContain('anlayamadım');
    expect(second).toContain('Sizi yine anlayamadım');
    expect(third).toContain('Temsilcimize haber verdim');
    expect(await tasksOf(person)).toMatchObject([{ reason: 'not_understood' }]);
    await person.writes('bakiye');
    world.clock.turn(10_000);
    await person.writes('zzq');
    expect(person.sees().text).toBe(first);
    expect(await tasksOf(person)).toHaveLength(1);
  });

  it('a letter is open and words are not understood: asked again, choices, then a person is offered; nothing decided', async () => {
    const [person, event] = await withLetter();
    for (const text of ['xqz', 'qxz', 'zxq']) await person.writes(text);

    expect(person.sees().text).toContain('Temsilcimize haber verdim');
    expect(await tasksOf(person)).toMatchObject([{ reason: 'not_understood' }]);
    expect(await requestOf(world, event)).toMatchObject({ status: 'open', decision: null });
  });
});
