import { aLetterEvent, anApprovalEvent } from '../support/events.ts';
import { aStatus } from '../support/meta-webhook.ts';
import { makeMortal } from '../support/dying-process.ts';
import type { MockGraph } from '../support/mock-graph.ts';
import { newPerson, report, requestOf, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const second = 1_000;
const hour = 60 * 60_000;
const day = 24 * hour;
/** Letters are due on 8 December: a day more. */
const term = 16;

describe('R5: a request whose question never left', () => {
  let world: World;
  let count = 0;
  const start = async (env: Record<string, string> = {}, now?: string): Promise<void> => {
    world = await startWorld({ env, ...(now === undefined ? {} : { now }) });
  };
  afterEach(() => world?.close());

  const letterFor = (person: Person): Record<string, unknown> => {
    count += 1;
    return aLetterEvent({ eventId: `never_${count}`, customer: person.customerRef ?? '' });
  };
  /** To be answered within `milliseconds` from now. */
  const approvalOf = (person: Person, milliseconds: number): Record<string, unknown> => {
    count += 1;
    const now = world.clock.now();
    return anApprovalEvent({
      ...{ eventId: `never_${count}`, customer: person.customerRef ?? '' },
      occurredAt: now.toISOString(),
      data: { reply_deadline: new Date(now.getTime() + milliseconds).toISOString() },
    });
  };
  const refuse = (code: number, only: (body: string) => boolean = () => true): void =>
    world.graph.behave(({ body }) =>
      only(JSON.stringify(body)) ? { kind: 'refuse', code } : { kind: 'accept' },
    );
  const pass = async (days: number): Promise<void> => {
    for (let n = 0; n < days; n += 1) await world.turn(day);
  };
  const tasksOf = async (event: Record<string, unknown>) => {
    const { id } = await requestOf(world, event);
    const { body } = await world.api.get('/v1/tasks?limit=200');
    const tasks = body.data as { requestId: string; reason: string; details: unknown }[];
    return tasks.filter(({ requestId }) => requestId === id).map(({ reason }) => reason);
  };
  const endOf = async (event: Record<string, unknown>): Promise<unknown> => {
    const { status, outcome } = await requestOf(world, event);
    return [status, outcome];
  };
  const told = async (
    person: Person,
    sent: MockGraph['messages'][number] | undefined,
    how: { status: 'delivered' } | { status: 'failed'; errorCode: number },
  ): Promise<void> => {
    await world.webhook(
      aStatus({
        ...{ messageId: sent?.messageId ?? '', at: world.clock.now(), ...how },
        ...{ to: person.phone.replace(/\D/g, ''), callbackData: sent?.callbackData ?? '' },
      } as never),
    );
    await world.settle();
  };
  const refused = { status: 'failed', errorCode: 131026 } as const;
  const sentTo = ({ phone }: Person) => world.graph.messages.filter(({ to }) => to === phone);
  const lastLine = async (person: Person) => (await transcriptOf(world, person.contactRef ?? '')).at(-1);

  it('refused for good by the platform: not delivered, and staff knows', async () => {
    await start();
    const person = await newPerson(world);
    refuse(131009);
    const event = letterFor(person);
    await report(world, event);
    expect(await endOf(event)).toEqual(['open', null]);
    await pass(term);
    expect(await endOf(event)).toEqual(['closed', 'undeliverable']);
    expect(person.got()).toEqual([]);
    expect((await tasksOf(event)).sort()).toEqual(['message_refused', 'undeliverable']);
  });

  it('its template is not approved until it is over: not delivered, and a decision that was not asked', async () => {
    await start();
    const person = await newPerson(world);
    refuse(132001);
    const event = letterFor(person);
    await report(world, event);
    await pass(term);
    expect(await endOf(event)).toEqual(['closed', 'undeliverable']);
    expect(await tasksOf(event)).toEqual(['decision_unasked']);
    const { body } = await world.api.get('/v1/tasks?reason=decision_unasked');
    expect(body.data[0].details).toEqual({
      reference: (event.data as { letter_id: string }).letter_id,
      reason: 'template',
    });
    expect((await lastLine(person))?.status).toMatch(/failed|suppressed/);
  });

  it('dropped by the plan, since messages were stopped in the night: not delivered', async () => {
    await start({ QUIET_HOURS: '20:00-09:00' }, '2026-11-23T18:00:00.000Z');
    const person = await newPerson(world);
    const event = letterFor(person);
    await report(world, event);
    await person.writes('DUR');
    const got = person.got().length;
    await pass(term);
    expect([await endOf(event), person.got().length]).toEqual([['closed', 'undeliverable'], got]);
    expect(await tasksOf(event)).toEqual(['undeliverable']);
  });

  it('dropped by staff: not delivered', async () => {
    await start({ QUIET_HOURS: '20:00-09:00' }, '2026-11-23T18:00:00.000Z');
    const person = await newPerson(world);
    const event = letterFor(person);
    await report(world, event);
    refuse(131009);
    await world.api.post(`/v1/messages/${(await lastLine(person))?.id}/drop`).expect(204);
    await pass(term);
    expect(await endOf(event)).toEqual(['closed', 'undeliverable']);
  });

  it('an approval of an hour whose template is out of use: not delivered, never expired', async () => {
    await start();
    const person = await newPerson(world);
    refuse(132015);
    const event = approvalOf(person, hour);
    await report(world, event);
    await world.turn(hour);
    await world.turn(hour);
    expect(await endOf(event)).toEqual(['closed', 'undeliverable']);
    expect(await tasksOf(event)).toEqual(['decision_unasked']);
  });

  it('its question was refused and a reminder left: it was asked, and nobody answered; received is the reminder', async () => {
    await start();
    const person = await newPerson(world);
    const signed = { kind: 'current_account', form: 'paper', signedOn: '2026-01-02', document: 'x' };
    await world.api.put(`/v1/customers/${person.customerRef}/agreements/cari-1`, signed).expect(200);
    refuse(131009, (body) => body.includes('recon_letter'));
    const event = letterFor(person);
    await report(world, event);
    const shown = async () =>
      (await world.api.get(`/v1/requests/${(await requestOf(world, event)).id}`)).body.objection;
    await pass(4);
    expect(person.got().map(({ template }) => template)).toEqual(['recon_reminder_v1']);
    const before = await shown();
    const [reminder] = world.graph.messages;
    const at = world.clock.now();
    await world.webhook(
      aStatus({
        ...{ messageId: reminder?.messageId ?? '', status: 'delivered', at },
        ...{ to: person.phone.replace(/\D/g, ''), callbackData: reminder?.callbackData ?? '' },
      } as never),
    );
    await world.settle();
    await pass(term);
    expect(await endOf(event)).toEqual(['closed', 'no_response']);
    expect([before.receivedAt, (await shown()).until]).toEqual([null, '2026-12-27']);
  });

  it('its question and its reminder were refused when it was over: not delivered; one of them delivered: nobody answered', async () => {
    await start();
    const [lost, met] = [await newPerson(world), await newPerson(world)];
    const [first, second] = [letterFor(lost), letterFor(met)];
    for (const event of [first, second]) await report(world, event);
    await pass(term);
    expect(await endOf(first)).toEqual(['closed', 'no_response']);
    expect(sentTo(lost).length).toBeGreaterThan(1);
    for (const sent of sentTo(lost)) await told(lost, sent, refused);
    const [question, reminder, ...others] = sentTo(met);
    for (const sent of [question, ...others]) await told(met, sent, refused);
    await told(met, reminder, { status: 'delivered' });
    expect([await endOf(first), await endOf(second)]).toEqual([
      ['closed', 'undeliverable'],
      ['closed', 'no_response'],
    ]);
    expect(await tasksOf(first)).toContain('undeliverable');
    expect(await tasksOf(second)).not.toContain('undeliverable');
  });

  it('its question was refused when it was over, and the notice of its end arrived: not delivered', async () => {
    await start();
    const person = await newPerson(world);
    // The end is told as free text alone.
    await person.writes('merhaba');
    const before = sentTo(person).length;
    const event = approvalOf(person, hour);
    await report(world, event);
    await world.turn(hour);
    const [question, notice, ...others] = sentTo(person).slice(before);
    expect([await endOf(event), others]).toEqual([['closed', 'expired'], []]);
    await told(person, notice, { status: 'delivered' });
    await told(person, question, refused);
    expect(await endOf(event)).toEqual(['closed', 'undeliverable']);
  });

  it.each([
    ['is heard before that is stored', null],
    ['is heard, and the process dies before that is stored', 'outbox.noteFact'],
  ] as const)(
    'its question is refused while it ends, and the refusal %s: not delivered',
    async (_name, death) => {
      await start();
      const person = await newPerson(world);
      const { conversations } = world.application.workers ?? {};
      const step = async (): Promise<void> => {
        await conversations?.sweep();
        await conversations?.idle();
      };
      const { outbox } = world.application.repositories;
      const noteFact = outbox.noteFact.bind(outbox);
      // The refusal was told, and is not settled yet.
      outbox.noteFact = async (...input) => {
        await step();
        return noteFact(...input);
      };
      const mortal = makeMortal(world.application);
      if (death !== null) mortal.dieAt(death, 'after');
      world.graph.behave(async () => {
        // It is on its way, within its lease.
        world.clock.turn(second);
        await step();
        expect(await endOf(event)).toEqual(['closed', 'expired']);
        return { kind: 'refuse', code: 131026 };
      });
      const event = approvalOf(person, second);
      await report(world, event).catch(() => undefined);
      await world.settle().catch(() => undefined);
      expect(mortal.isDead()).toBe(death !== null);
      mortal.revive();
      expect(await endOf(event)).toEqual(['closed', 'undeliverable']);
      await world.turn(hour);
      expect(await endOf(event)).toEqual(['closed', 'undeliverable']);
      expect((await tasksOf(event)).sort()).toEqual(['approval_expired', 'undeliverable']);
    },
  );

  it('refused for good, the process dies as it was told, and its resend meets the end: not delivered', async () => {
    await start();
    const person = await newPerson(world);
    refuse(131009);
    const mortal = makeMortal(world.application);
    mortal.dieAt('outbox.noteFact', 'before');
    const event = approvalOf(person, 150 * second);
    await report(world, event).catch(() => undefined);
    await world.settle().catch(() => undefined);
    expect(mortal.isDead()).toBe(true);
    mortal.revive();
    // Its lease is over, and nobody knows what came of it.
    await world.turn(100 * second);
    expect(await endOf(event)).toEqual(['open', null]);
    await world.turn(60 * second);
    expect(await endOf(event)).toEqual(['closed', 'undeliverable']);
    await world.turn(hour);
    expect([await endOf(event), person.got()]).toEqual([['closed', 'undeliverable'], []]);
  });

  it('taken by the platform and then given up: not delivered; delivered: nobody answered', async () => {
    await start();
    const [lost, met] = [await newPerson(world), await newPerson(world)];
    const [first, second] = [letterFor(lost), letterFor(met)];
    await report(world, first);
    const sent = world.graph.messages.at(-1);
    await report(world, second);
    refuse(131009);
    await world.webhook(
      aStatus({
        ...{ messageId: sent?.messageId ?? '', status: 'failed', errorCode: 131009, at: world.clock.now() },
        ...{ to: lost.phone.replace(/\D/g, ''), callbackData: sent?.callbackData ?? '' },
      } as never),
    );
    await world.settle();
    await pass(term);
    expect([await endOf(first), await endOf(second)]).toEqual([
      ['closed', 'undeliverable'],
      ['closed', 'no_response'],
    ]);
  });
});
