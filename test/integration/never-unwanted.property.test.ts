import fc from 'fast-check';
import { aLetterEvent, aMovementEvent, anApprovalEvent, fixtureEvent } from '../support/events.ts';
import { aButtonTap, aListTap, aTextMessage } from '../support/meta-webhook.ts';
import { aRule } from '../support/rule-ports.ts';
import { choiceOf, newPeople, sentMessages, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const rounds = 5;
const kinds = ['letter', 'movement', 'approval', 'feedback'] as const;
type Kind = (typeof kinds)[number];

const who = fc.nat({ max: 2 });
const kind = fc.constantFrom(...kinds);
const purpose = fc.constantFrom<'feedback' | 'marketing'>('feedback', 'marketing');
/** What one customer's people and the business system do in one round. */
const move = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constant('stop' as const), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('start' as const), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('refuse' as const), purpose, who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('agree' as const), purpose, who }) },
  {
    weight: 9,
    arbitrary: fc.record({ does: fc.constant('event' as const), kind, to: fc.option(who, { nil: null }) }),
  },
  // The same event again, alone or twice at once; or the same thing under another id.
  { weight: 2, arbitrary: fc.record({ does: fc.constant('replay' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('repeat' as const) }) },
  // Whatever they said before: only hours, caps and money are passed by.
  { weight: 3, arbitrary: fc.record({ does: fc.constant('release' as const) }) },
  // Both at one moment: whichever comes first, what is not said by then is never said.
  { weight: 2, arbitrary: fc.record({ does: fc.constant('cross' as const), kind, who }) },
);
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;
const roles = fc.constantFrom<string[]>(['all'], ['reconcile', 'reports'], ['approve'], ['owner']);
const language = fc.constantFrom<'tr' | 'en' | 'ar'>('tr', 'tr', 'en', 'ar');
const household = fc.record({
  people: fc.array(fc.record({ roles, canBind: fc.boolean(), language }), { minLength: 1, maxLength: 3 }),
  moves: fc.array(move, { minLength: rounds, maxLength: rounds }),
});
const story = fc.record({
  households: fc.array(household, { minLength: 11, maxLength: 11 }),
  turns: fc.array(fc.constantFrom(minute, 40 * minute, 5 * 60 * minute), {
    minLength: rounds,
    maxLength: rounds,
  }),
});

/** The little that has to be known of a person to say what they may get. */
interface Known {
  person: Person;
  isStopped: boolean;
  refusesFeedback: boolean;
  /** They said yes to commercial messages, and did not take it back since. */
  wantsMarketing: boolean;
  /** Something of theirs is on its way in this round: answers come, and what was asked a moment before may. */
  isBusy: boolean;
}

interface Home {
  people: Known[];
  moves: readonly Move[];
  events: { kind: Kind; body: Record<string, unknown> }[];
}

/** The marker of an event in whatever is said of it: no two events have the same. */
const figureOf = (n: number): string => `7${String(n).padStart(4, '0')}.000`;
const markerOf = (n: number): RegExp =>
  new RegExp(`7${String(n).padStart(4, '0').slice(0, 1)}[.,]?${String(n).padStart(4, '0').slice(1)}[,.]000`);

describe('any story of STOP, START, consents, events and repetitions', () => {
  let world: World;
  let count = 0;
  let releases = 0;
  beforeAll(async () => {
    world = await startWorld({ env: { QUIET_HOURS: '20:00-09:00', MARKETING_CAP: 'off' } });
    const rules = {
      later: {
        ...aRule({ when: [] }),
        then: [{ do: 'notify', wait: { for: 'PT30M', until: 'business_hours' } }],
      },
      bookkeeper: {
        ...aRule({ when: [], priority: 40 }),
        on: 'reconciliation.letter.ready',
        then: [{ do: 'request', audience: { roles: ['reconcile'], fallback: 'usual' } }],
      },
    };
    for (const [id, rule] of Object.entries(rules)) {
      await world.api.put(`/v1/triggers/${id}/draft`, { ...rule, name: id }).expect(200);
      await world.api.post(`/v1/triggers/${id}/publish`).expect(200);
    }
  });
  afterAll(() => world?.close());

  /** Told of movements by a template that the platform takes as marketing. */
  const commercial = 'account_movement_v1';
  const takenAsMarketing = async (): Promise<void> => {
    const time = Math.floor(world.clock.now().getTime() / 1_000);
    const changes = ['tr', 'en', 'ar'].map((told, index) => ({
      field: 'template_category_update',
      value: {
        ...{ message_template_name: commercial, message_template_language: told },
        message_template_id: String(index + 1),
        ...{ previous_category: 'UTILITY', new_category: 'MARKETING' },
      },
    }));
    for (const change of changes)
      await hears({
        object: 'whatsapp_business_account',
        entry: [{ id: '301122334455667', time, changes: [change] }],
      });
    await world.settle();
  };
  /** The registry has a consent of everybody: what they said here decides. */
  const withRegistry = async (
    made: readonly Person[],
    facts: readonly { roles: string[]; canBind: boolean; language: string }[],
  ): Promise<void> => {
    const iys = {
      status: 'ONAY',
      source: 'HS_WEB',
      saidAt: '2026-11-20T10:00:00Z',
      recordedAt: '2026-11-20T11:00:00Z',
    };
    const contacts = made.map(({ contactRef, phone }, n) => ({
      ...{ ref: contactRef, name: `Deneme Kişi ${n + 1}`, phone, iys, ...facts[n] },
    }));
    const ref = made[0]?.customerRef ?? '';
    await world.api.put(`/v1/customers/${ref}`, { name: `Deneme ${ref} Ltd.`, contacts }).expect(200);
  };

  const personOf = ({ people }: Home, at: number): Known => people[at % people.length] as Known;

  const eventOf = (home: Home, of: Kind, to: number | null): Record<string, unknown> => {
    count += 1;
    const { person } = personOf(home, to ?? 0);
    const facts = {
      ...{ eventId: `story_${count}`, customer: person.customerRef ?? '' },
      ...(to === null ? {} : { contact: person.contactRef ?? '' }),
      occurredAt: world.clock.now().toISOString(),
    };
    const lines = [{ unit: 'HAS', quantity: figureOf(count), side: 'B' as const }];
    if (of === 'letter') return aLetterEvent({ ...facts, lines });
    if (of === 'approval')
      return anApprovalEvent({ ...facts, lines, data: { reply_deadline: '2026-12-20T14:00:00+03:00' } });
    if (of === 'movement')
      return aMovementEvent({
        ...facts,
        data: { quantity: figureOf(count), posted_at: facts.occurredAt, account_no: `120.${count}` },
      });
    const { contact_id: _named, ...feedback } = fixtureEvent('evt_1015');
    return {
      ...feedback,
      ...{ event_id: facts.eventId, customer_id: facts.customer, occurred_at: facts.occurredAt },
      ...(to === null ? {} : { contact_id: person.contactRef }),
      data: {
        ...{ interaction_id: facts.eventId, interaction_date: '2026-11-22' },
        interaction_label: figureOf(count),
      },
    };
  };

  const post = async (body: Record<string, unknown>): Promise<void> => {
    const { status } = await world.api.post('/v1/events', body);
    expect([200, 202]).toContain(status);
  };
  const hears = async (body: unknown): Promise<void> => {
    // The platform delivers at least once.
    for (let n = 0; n < 2; n += 1) expect(await world.webhook(body)).toBe(200);
  };
  const write = ({ person }: Known, text: string): Promise<void> =>
    hears(aTextMessage({ from: person.phone.replace(/\D/g, ''), at: world.clock.now(), text }));
  const tap = ({ person }: Known, choice: string): Promise<void> => {
    const seen = person.sees();
    const facts = { from: person.phone.replace(/\D/g, ''), at: world.clock.now(), title: choice };
    const made = { ...facts, id: choiceOf(seen, choice), replyTo: seen.messageId };
    return hears(seen.kind === 'list' ? aListTap(made) : aButtonTap(made));
  };

  /** Staff lets go everything that is held of a customer's people. */
  const releaseOf = async ({ people }: Home): Promise<void> => {
    const idsAt = async (path: string): Promise<string[]> =>
      ((await world.api.get(path).expect(200)).body.data as { id: string }[]).map(({ id }) => id);
    for (const { person } of people)
      for (const chat of await idsAt(`/v1/conversations?contact=${person.contactRef ?? ''}`))
        for (const id of await idsAt(`/v1/messages?state=held&conversation=${chat}`)) {
          const { status } = await world.api.post(`/v1/messages/${id}/release`);
          expect([204, 409]).toContain(status);
          releases += status === 204 ? 1 : 0;
        }
  };

  /** What a move is, one part after the other; everybody's first parts happen side by side, then the second ones. */
  const partsOf = (home: Home, one: Move): (() => Promise<void>)[] => {
    const last = home.events.at(-1);
    switch (one.does) {
      case 'stop':
      case 'start': {
        const known = personOf(home, one.who);
        known.isBusy = true;
        known.isStopped = one.does === 'stop';
        if (known.isStopped) known.wantsMarketing = false;
        return [() => write(known, one.does === 'stop' ? 'DUR' : 'BAŞLA')];
      }
      case 'refuse':
      case 'agree': {
        const known = personOf(home, one.who);
        known.isBusy = true;
        if (one.purpose === 'feedback') known.refusesFeedback = one.does === 'refuse';
        else known.wantsMarketing = one.does === 'agree';
        const answer = one.does === 'refuse' ? 'refusedConsent' : 'gaveConsent';
        const opened = one.purpose === 'feedback' ? 'openedFeedback' : 'openedMarketing';
        return [
          () => write(known, 'gizlilik'),
          () => tap(known, opened),
          () => tap(known, `${answer}:${one.purpose}`),
        ];
      }
      case 'release':
        return [() => releaseOf(home)];
      case 'event': {
        const body = eventOf(home, one.kind, one.to);
        home.events.push({ kind: one.kind, body });
        return [() => post(body)];
      }
      case 'replay':
        return last === undefined
          ? []
          : [() => Promise.all([post(last.body), post(last.body)]).then(() => undefined)];
      case 'repeat':
        return last === undefined
          ? []
          : [() => post({ ...last.body, event_id: `${String(last.body.event_id)}_again` })];
      case 'cross': {
        const known = personOf(home, one.who);
        const body = eventOf(home, one.kind, one.who);
        home.events.push({ kind: one.kind, body });
        known.isBusy = true;
        known.isStopped = true;
        known.wantsMarketing = false;
        return [() => Promise.all([post(body), write(known, 'DUR')]).then(() => undefined)];
      }
    }
  };

  it('nobody who said stop is told anything they did not ask for, nothing goes out without consent, nothing twice', async () => {
    await takenAsMarketing();
    const tally = { unwanted: 0, said: 0, silent: 0 };
    await fc.assert(
      fc.asyncProperty(story, async ({ households, turns }) => {
        const homes: Home[] = [];
        const known = { isStopped: false, refusesFeedback: false, wantsMarketing: false, isBusy: false };
        await Promise.all(
          households.map(async ({ people, moves }) => {
            const made = await newPeople(world, people);
            await withRegistry(made, people);
            homes.push({ people: made.map((person) => ({ person, ...known })), moves, events: [] });
          }),
        );
        const everybody = new Map(
          homes.flatMap(({ people }) =>
            people.map((one) => [one.person.phone.replace(/\D/g, ''), one] as const),
          ),
        );
        const began = world.graph.messages.length;
        let seen = began;
        /** Looks at what went out since the last look. */
        const look = (): void => {
          const sent = sentMessages(world).slice(seen);
          seen += sent.length;
          for (const message of sent) {
            const known = everybody.get((message.to ?? '').replace(/\D/g, ''));
            if (known === undefined) throw new Error('somebody else was written to');
            if (!known.isBusy) expect([message.text, known.isStopped]).toEqual([message.text, false]);
            if (!known.isBusy && message.template === commercial)
              expect([message.to, known.wantsMarketing]).toEqual([message.to, true]);
            if (!known.isBusy && known.refusesFeedback)
              expect(message.template ?? '').not.toMatch(/feedback/);
          }
        };
        for (const [round, turn] of turns.entries()) {
          const parts = homes.map((home) => partsOf(home, home.moves[round] as Move));
          const most = Math.max(...parts.map(({ length }) => length));
          for (let part = 0; part < most; part += 1) {
            await Promise.all(parts.map(async (own) => own[part]?.()));
            await world.settle();
          }
          look();
          for (const known of everybody.values()) known.isBusy = false;
          await world.turn(turn);
          look();
        }
        // Whatever was held until the morning has had its time.
        await world.turn(20 * 60 * minute);
        look();
        for (const known of everybody.values()) tally.unwanted += known.isStopped ? 1 : 0;
        const said = sentMessages(world).slice(began);
        for (const { events } of homes)
          for (const { body } of events) {
            const n = Number(String(body.event_id).split('_')[1]);
            const about = said.filter(({ text }) => markerOf(n).test(text));
            tally[about.length === 0 ? 'silent' : 'said'] += 1;
            // It is all over before anybody is reminded.
            expect([n, about.length <= 1]).toEqual([n, true]);
          }
      }),
      { numRuns: 1, seed: 20261123, endOnFailure: true },
    );
    // It was about something.
    expect(Math.min(tally.unwanted, tally.said, tally.silent)).toBeGreaterThan(5);
    expect(releases).toBeGreaterThan(0);
  });
});
