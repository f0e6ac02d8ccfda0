import { aLetterEvent, aMovementEvent } from '../support/events.ts';
import { newPerson, report, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 60 * 60_000;
const day = 24 * hour;

describe('notices whose template the platform takes as marketing', () => {
  let world: World;
  let template: string;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld({ env: { MARKETING_CAP: '2/7d' } });
    const person = await newPerson(world);
    await tell(person);
    template = person.sees().template ?? '';
  });
  afterAll(() => world?.close());

  const becomes = async (from: string, to: string): Promise<void> => {
    const value = {
      ...{ message_template_name: template, message_template_language: 'tr', message_template_id: '1' },
      ...{ previous_category: from, new_category: to },
    };
    const time = Math.floor(world.clock.now().getTime() / 1_000);
    expect(
      await world.webhook({
        object: 'whatsapp_business_account',
        entry: [{ id: '301122334455667', time, changes: [{ field: 'template_category_update', value }] }],
      }),
    ).toBe(200);
    await world.settle();
    world.clock.turn(2_000);
  };
  const tell = async ({ customerRef }: Person) => {
    count += 1;
    return report(
      world,
      aMovementEvent({
        eventId: `stream_${count}`,
        customer: customerRef ?? '',
        occurredAt: world.clock.now().toISOString(),
        // Each of an account of its own: none waits for others (ADR 0067).
        data: { posted_at: world.clock.now().toISOString(), account_no: `120.01.${count}` },
      }),
    );
  };
  /** What became of the last message, and why. */
  const because = async ({ contactRef }: Person): Promise<string> => {
    const last = (await transcriptOf(world, contactRef ?? '')).findLast(
      ({ direction }) => direction === 'out',
    );
    const told = await world.api.get(`/v1/messages/${last?.id ?? ''}/explain`).expect(200);
    return `${told.body.fate} ${told.body.because ?? ''}`.trim();
  };
  const writes = (person: Person, facts: object, recipientType = 'BIREYSEL') =>
    world.api
      .put(`/v1/customers/${person.customerRef ?? ''}`, {
        ...{ name: 'Deneme', recipientType },
        contacts: [
          {
            ...{ ref: person.contactRef, name: 'Deneme', phone: person.phone, roles: ['all'], canBind: true },
            ...facts,
          },
        ],
      })
      .expect(200);
  const registry = (status: string, saidAt: string, recordedAt: string) => ({
    iys: { status, source: 'HS_MESAJ', saidAt, recordedAt },
  });
  const agrees = async (person: Person): Promise<void> => {
    await person.writes('gizlilik');
    await person.taps('openedMarketing');
    await person.taps('gaveConsent:marketing');
    // The window is over when the next notice comes.
    await world.turn(2 * day);
  };

  it('a consumer: nothing without a yes and an entry of the registry, each refusal with its reason; then so many as the cap says', async () => {
    await becomes('UTILITY', 'MARKETING');
    const person = await newPerson(world);
    await tell(person);
    expect([person.got(), await because(person)]).toEqual([[], 'not_sent marketing_not_consented']);

    await agrees(person);
    const said = person.got().length;
    await tell(person);
    expect(await because(person)).toBe('not_sent iys_pending');
    await writes(person, registry('RET', '2026-11-23T10:00:00+03:00', '2026-11-23T11:00:00+03:00'));
    await tell(person);
    expect(await because(person)).toBe('not_sent iys_refused');
    await writes(person, registry('ONAY', '2026-11-09T10:00:00+03:00', '2026-11-20T11:00:00+03:00'));
    await tell(person);
    expect(await because(person)).toBe('not_sent iys_late');
    expect(person.got()).toHaveLength(said);

    await writes(person, registry('ONAY', '2026-11-23T10:00:00+03:00', '2026-11-24T11:00:00+03:00'));
    for (let n = 0; n < 3; n += 1) await tell(person);
    expect(person.got()).toHaveLength(said + 2);
    expect(await because(person)).toBe('held cap');
  });

  it('a merchant: an entry of the registry is enough, until they refuse', async () => {
    const person = await newPerson(world);
    await writes(person, registry('ONAY', '2026-11-23T10:00:00+03:00', '2026-11-23T11:00:00+03:00'), 'TACIR');
    await tell(person);
    expect(person.got()).toHaveLength(1);
    await person.writes('gizlilik');
    await person.taps('openedMarketing');
    await person.taps('refusedConsent:marketing');
    await world.turn(2 * day);
    await tell(person);
    expect(await because(person)).toBe('not_sent marketing_refused');
  });

  it('questions, and words inside the window, are no commercial messages; STOP is above all of it', async () => {
    const person = await newPerson(world);
    await report(world, aLetterEvent({ eventId: 'stream_letter', customer: person.customerRef ?? '' }));
    expect(person.got()).toHaveLength(1);
    await person.writes('merhaba');
    const said = person.got().length;
    await tell(person);
    expect(person.got()).toHaveLength(said + 1);

    await writes(person, registry('ONAY', '2026-11-23T10:00:00+03:00', '2026-11-23T11:00:00+03:00'), 'TACIR');
    await person.writes('DUR');
    await world.turn(2 * day);
    await tell(person);
    expect(await because(person)).toBe('not_sent notices_stopped');
  });

  it('the entry of the registry: read back, kept where it is not named, and not taken over to another number', async () => {
    const person = await newPerson(world);
    const entry = registry('ONAY', '2026-11-23T07:00:00.000Z', '2026-11-24T08:00:00.000Z');
    const iysOf = async () =>
      (await world.api.get(`/v1/customers/${person.customerRef ?? ''}`)).body.contacts[0].iys;
    await writes(person, entry);
    expect(await iysOf()).toEqual(entry.iys);
    await writes(person, {});
    expect(await iysOf()).toEqual(entry.iys);
    await writes({ ...person, phone: '+905000099901' }, {});
    expect(await iysOf()).toBeUndefined();
    await writes({ ...person, phone: '+905000099901' }, entry);
    await writes({ ...person, phone: '+905000099901' }, { iys: null });
    expect(await iysOf()).toBeUndefined();
    const refused = await world.api.put(`/v1/customers/${person.customerRef ?? ''}`, {
      name: 'Deneme',
      contacts: [
        {
          ...{ ref: person.contactRef, name: 'D', phone: person.phone },
          ...registry('ONAY', '2026-11-24T10:00:00+03:00', '2026-11-23T10:00:00+03:00'),
        },
      ],
    });
    expect([refused.status, refused.body.problems[0].field]).toEqual([400, 'contacts[0].iys.recordedAt']);
  });

  it('a template that is taken as a notice again: goes to everybody', async () => {
    await becomes('MARKETING', 'UTILITY');
    const person = await newPerson(world);
    await tell(person);
    expect(person.got()).toHaveLength(1);
  });
});
