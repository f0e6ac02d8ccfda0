import { aLetterEvent } from '../support/events.ts';
import { aStatus, type StatusFacts } from '../support/meta-webhook.ts';
import type { GraphCallRecord } from '../support/mock-graph.ts';
import {
  newPerson,
  newPhone,
  personAt,
  report,
  requestOf,
  transcriptOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const withNotice = 'recon_letter_ready_nodoc_first_v1';
const without = 'recon_letter_ready_nodoc_v1';

describe('a first message that says the privacy notice and does not go out', () => {
  let world: World;
  let count = 0;
  beforeEach(async () => {
    world = await startWorld({ env: { PRIVACY_NOTICE_VERSION: '1' } });
  });
  afterEach(() => world?.close());

  const letter = async (person: Person): Promise<Record<string, unknown>> => {
    count += 1;
    const event = aLetterEvent({ eventId: `unsaid_${count}`, customer: person.customerRef ?? '' });
    await report(world, event);
    return event;
  };
  const refuseTemplates = (code: number): void =>
    world.graph.behave(({ body }: GraphCallRecord) =>
      body.type === 'template' ? { kind: 'refuse', code } : { kind: 'accept' },
    );
  const recorded = async ({ contactRef }: Person): Promise<{ action: string; messageId: string }[]> => {
    const { body } = await world.api.get(`/v1/consents?contact=${contactRef ?? ''}`);
    const all = body.data as { action: string; messageId: string; at: string }[];
    return all.toSorted((one, other) => one.at.localeCompare(other.at));
  };
  const actions = async (person: Person): Promise<string[]> =>
    (await recorded(person)).map(({ action }) => action);
  const templatesOf = (person: Person): (string | null)[] => person.got().map(({ template }) => template);
  const tell = async (person: Person, facts: Partial<StatusFacts>): Promise<void> => {
    const message = world.graph.messages.at(-1);
    const { messageId = '', callbackData = '' } = message ?? {};
    await world.turn(1_000);
    const status = { messageId, callbackData, to: person.phone.slice(1), at: world.clock.now() };
    expect(await world.webhook(aStatus({ ...status, ...facts } as StatusFacts))).toBe(200);
    await world.settle();
  };

  it('refused for good: taken back on record, and the next letter says it', async () => {
    const person = await newPerson(world);
    refuseTemplates(131026);
    await letter(person);
    await world.settle();
    const dropped = await recorded(person);
    world.graph.behave({ kind: 'accept' });
    await world.turn(1_000);
    await letter(person);

    expect(dropped.map(({ action }) => action).toSorted()).toEqual(['not_presented', 'presented']);
    expect(new Set(dropped.map(({ messageId }) => messageId)).size).toBe(1);
    expect(templatesOf(person)).toEqual([withNotice]);
    expect((await actions(person)).at(-1)).toBe('presented');
    const lines = await transcriptOf(world, person.contactRef ?? '');
    expect((await recorded(person)).at(-1)?.messageId).toBe(lines.at(-1)?.id);
  });

  it('refused for good, and the person writes: the answer says it', async () => {
    const person = await newPerson(world);
    refuseTemplates(100);
    await letter(person);
    await world.settle();
    // Records of one moment have no order.
    await world.turn(1_000);
    await person.writes('merhaba');

    expect(person.got().filter(({ text }) => text.includes('/privacy'))).toHaveLength(1);
    expect((await actions(person)).at(-1)).toBe('presented');
  });

  it('refused for good, the letter stays open: its reminder says it', async () => {
    const person = await newPerson(world);
    refuseTemplates(100);
    const event = await letter(person);
    await world.settle();
    world.graph.behave({ kind: 'accept' });
    expect(await requestOf(world, event)).toMatchObject({ status: 'open' });
    await world.turn(3 * day);

    const [first] = templatesOf(person);
    expect(first).toMatch(/_first_v|privacy_notice_v/);
    expect((await actions(person)).filter((action) => action === 'presented')).toHaveLength(2);
  });

  it('held for its template: what is said meanwhile says it; carried again: it goes, and is on record as said', async () => {
    const person = await newPerson(world);
    refuseTemplates(132015);
    await letter(person);
    await world.settle();
    const held = await actions(person);
    await person.writes('merhaba');
    const answered = person.got().map(({ text }) => text.includes('/privacy'));
    world.graph.behave({ kind: 'accept' });
    await world.turn(2 * hour);

    expect(held.toSorted()).toEqual(['not_presented', 'presented']);
    expect(answered).toContain(true);
    expect(templatesOf(person).filter((name) => name === withNotice).length).toBeLessThanOrEqual(1);
    expect((await actions(person)).at(-1)).toBe('presented');
    await letter(person);
    expect(person.sees().text).not.toContain('/privacy');
  });

  it('held and then sent, with nothing in between: on record as presented, and not said again', async () => {
    const person = await newPerson(world);
    refuseTemplates(132015);
    await letter(person);
    await world.settle();
    world.graph.behave({ kind: 'accept' });
    await world.turn(2 * hour);
    await letter(person);

    expect(templatesOf(person)).toEqual([withNotice, without]);
    expect((await actions(person)).toSorted()).toEqual(['not_presented', 'presented', 'presented']);
  });

  it('held until it is worth nothing: expired, and taken back', async () => {
    const person = await newPerson(world);
    refuseTemplates(132015);
    await letter(person);
    await world.turn(60 * day);
    const over = await actions(person);
    world.graph.behave({ kind: 'accept' });
    await person.writes('merhaba');

    // What tells of the end said it as well, and waited for its template too.
    const takenBack = over.filter((action) => action === 'not_presented').length;
    expect([over.length, takenBack > 0]).toEqual([takenBack * 2, true]);
    expect(person.got().some(({ text }) => text.includes('/privacy'))).toBe(true);
    const all = await actions(person);
    expect(all.filter((action) => action === 'presented').length).toBeGreaterThan(all.length / 2);
  });

  it('held, and dropped by staff: the next one says it', async () => {
    const person = await newPerson(world);
    refuseTemplates(132015);
    await letter(person);
    await world.settle();
    const { data } = (await world.api.get('/v1/messages?state=held')).body as { data: { id: string }[] };
    for (const { id } of data) expect((await world.api.post(`/v1/messages/${id}/drop`)).status).toBe(204);
    world.graph.behave({ kind: 'accept' });
    await world.turn(2 * hour);
    await letter(person);

    expect(templatesOf(person)).toEqual([withNotice]);
    expect((await actions(person)).toSorted()).toEqual(['not_presented', 'presented', 'presented']);
  });

  it('taken, and failed later: the next one says it; delivered after all: it counts again', async () => {
    const person = await newPerson(world);
    await letter(person);
    await tell(person, { status: 'failed', errorCode: 131026 });
    const failed = await actions(person);
    await tell(person, { status: 'delivered' });
    const reached = await actions(person);
    await world.turn(1_000);
    await letter(person);

    expect(failed).toEqual(['presented', 'not_presented']);
    expect(reached).toEqual(['presented', 'not_presented', 'presented']);
    expect(templatesOf(person)).toEqual([withNotice, without]);
  });

  it('nobody knows whether it arrived: it is not claimed, and the next one says it', async () => {
    const person = await newPerson(world);
    world.graph.behave(({ body }) =>
      body.type === 'template' ? { kind: 'process-then-reset' } : { kind: 'accept' },
    );
    await letter(person);
    for (let minute = 0; minute < 12; minute += 1) await world.turn(60_000);
    const unknown = await actions(person);
    world.graph.behave({ kind: 'accept' });
    await letter(person);

    expect(unknown.toSorted()).toEqual(['not_presented', 'presented']);
    expect(person.sees().template).toBe(withNotice);
  });

  it('a stranger whose first answer is refused: the next answer says what is kept of him', async () => {
    const stranger = personAt(world, newPhone());
    world.graph.behave({ kind: 'refuse', code: 100 });
    await stranger.writes('merhaba');
    world.graph.behave({ kind: 'accept' });
    await stranger.writes('merhaba');

    expect(stranger.got().map(({ text }) => text.includes('/privacy'))).toEqual([true]);
    await stranger.writes('merhaba');
    expect(stranger.sees().text).not.toContain('/privacy');
  });

  it('the letter was taken, and another one is refused: nothing is taken back', async () => {
    const person = await newPerson(world);
    await letter(person);
    refuseTemplates(131026);
    await letter(person);
    await world.settle();

    expect(await actions(person)).toEqual(['presented']);
  });
});
