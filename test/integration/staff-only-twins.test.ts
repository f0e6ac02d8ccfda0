import { callerWith } from '../support/callers.ts';
import { aLetterEvent } from '../support/events.ts';
import { conversationOf, newPerson, requestOf, transcriptOf, type Person } from '../support/scenario.ts';
import { staffEvent, staffTypes, tell } from '../support/staff-only.ts';
import { startWorld, type World } from '../support/world.ts';

describe('a customer with a case beside a twin without one', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true, now: '2026-11-26T05:00:00.000Z' });
  });
  afterAll(() => world?.close());

  const twin = async (): Promise<Person> => {
    const person = await newPerson(world, { language: 'tr' });
    const customer = person.customerRef ?? '';
    const contacts = (await world.api.get(`/v1/customers/${customer}`)).body.contacts as object[];
    await world.api.put(`/v1/customers/${customer}`, { name: 'İkiz Kuyumculuk', contacts }).expect(200);
    return person;
  };
  const letter = (person: Person): Record<string, unknown> => {
    const facts = { customer: person.customerRef ?? '', contact: person.contactRef ?? '' };
    const data = { letter_id: 'MUT-TWIN', account_no: '120.01.0777' };
    return aLetterEvent({ eventId: `evt_twin_${facts.customer}`, ...facts, data });
  };
  const says = (text: string) => (person: Person) => person.writes(text);
  const taps = (choice: string) => (person: Person) => person.taps(choice);
  const menuTo = (choice: string) => async (person: Person) => {
    await person.writes('menü');
    await person.taps(choice);
  };
  const walk: ((person: Person) => Promise<unknown>)[] = [
    says('menü'),
    says('işlemim neden bekliyor'),
    (person) => tell(world, letter(person)),
    menuTo('askedForBalance'),
    says('bakiye'),
    says('hareketler'),
    menuTo('askedForStatement'),
    says('why is my transaction waiting'),
    says('لماذا معاملتي معلقة'),
    says('anlaşılmaz bir söz'),
    says('mutabıkız'),
    taps('confirmed'),
    says('temsilci'),
    says('DUR'),
    says('BAŞLA'),
  ];

  /** What differs between any two people is taken out: numbers, ids, tokens of buttons. */
  const alike = (person: Person, value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(person.phone.slice(1), '<phone>')
        .replaceAll(person.customerRef ?? '', '<customer>')
        // Hashes of what was shown hold the buttons' tokens.
        .replaceAll(/[0-9a-f]{64}/g, '<hash>')
        .replaceAll(/\b(wamid\.|msg_|cnv_|req_|dec_|in_|con_|ann_|tsk_)[\w+/=.-]+/g, '<id>')
        .replaceAll(/"id":"[\w-]{10,}\.(\d+)\./g, '"id":"<token>.$1.'),
    ) as unknown;

  const everythingOf = async (person: Person): Promise<object> => {
    const conversation = await conversationOf(world, person.contactRef ?? '');
    const steps = await world.api.get(`/v1/conversations/${conversation.id}/steps?limit=200`);
    const request = await requestOf(world, { event_id: `evt_twin_${person.customerRef}` });
    const customer = await world.api.get(`/v1/customers/${person.customerRef}`);
    return {
      sent: person.got(),
      conversation,
      transcript: await transcriptOf(world, person.contactRef ?? ''),
      steps: (steps.body as { data: { inputs: { type: string }[] }[] }).data.map((step) => ({
        ...step,
        inputs: step.inputs.map(({ type }) => type),
      })),
      request,
      customer: customer.body,
    };
  };

  it('R3 R4: both do the same, day-long: equal words, buttons, steps, effects, requests and records', async () => {
    const flagged = await twin();
    const clean = await twin();
    for (const [n, act] of walk.entries()) {
      const type = staffTypes[n % staffTypes.length] ?? 'transaction.risk.flagged';
      await tell(world, staffEvent(type, flagged.customerRef ?? ''));
      await act(flagged);
      await act(clean);
      world.clock.turn(60_000);
    }

    const [one, other] = [
      alike(flagged, await everythingOf(flagged)),
      alike(clean, await everythingOf(clean)),
    ];
    expect(one).toEqual(other);
    expect(flagged.got().length).toBeGreaterThan(12);
    const ofStaff = async (person: Person): Promise<unknown> => {
      const ordinary = await callerWith(world, ['tasks:read']);
      const { data } = (await ordinary.get('/v1/tasks?limit=200')).body as {
        data: { customerRefs: string[]; reason: string }[];
      };
      const reasons = data.filter(({ customerRefs }) => customerRefs.includes(person.customerRef ?? ''));
      return reasons
        .map(({ reason }) => reason)
        .filter((reason) => reason !== 'account_deviation')
        .sort();
    };
    expect(await ofStaff(flagged)).toEqual(await ofStaff(clean));
  }, 90_000);
});
