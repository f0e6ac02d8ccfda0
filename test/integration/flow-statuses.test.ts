import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { aLetterEvent } from '../support/events.ts';
import { aStatus, type StatusFacts } from '../support/meta-webhook.ts';
import {
  newPerson,
  report,
  requestOf,
  transcriptOf,
  whatHappened,
  type Person,
  type ShownMessage,
} from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length <= 1
    ? [[...items]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

describe('statuses of the platform', () => {
  let world: World;
  let receiver: CallbackReceiver;
  let count = 0;
  beforeAll(async () => {
    receiver = await startCallbackReceiver();
    world = await startWorld();
    await registerReceiver(world, receiver);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });
  afterEach(() => world.graph.behave({ kind: 'accept' }));

  interface Sent {
    person: Person;
    event: Record<string, unknown>;
    messageId: string;
    callbackData: string;
  }
  const withLetter = async (data: Record<string, unknown> = {}): Promise<Sent> => {
    count += 1;
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: `flow_s_${count}`, customer: person.customerRef ?? '', data });
    await report(world, event);
    const message = world.graph.messages.at(-1);
    return { person, event, messageId: message?.messageId ?? '', callbackData: message?.callbackData ?? '' };
  };
  const tell = async (
    { person, messageId, callbackData }: Sent,
    facts: Partial<StatusFacts>,
  ): Promise<void> => {
    const status = { messageId, callbackData, to: person.phone.slice(1), at: world.clock.now(), ...facts };
    expect(await world.webhook(aStatus(status))).toBe(200);
    await world.settle();
  };
  const closedCallsOf = (requestId: string) =>
    receiver.of('request.closed').filter(({ body }) => requestIn(body).id === requestId);
  const lineOf = async ({ person }: Sent): Promise<ShownMessage> => {
    const [line] = await transcriptOf(world, person.contactRef ?? '');
    if (line === undefined) throw new Error('no message');
    return line;
  };

  it.each(permutations(['sent', 'delivered', 'read']).map((order) => [order.join(', '), order] as const))(
    '%s, each twice: read, with every fact once',
    async (_name, order) => {
      const sent = await withLetter();
      for (const status of [...order, ...order]) await tell(sent, { status });

      const line = await lineOf(sent);
      expect(line.status).toBe('read');
      expect(line.statuses.map(({ status }) => status).sort()).toEqual(['delivered', 'read', 'sent']);
      expect(line.providerMessageId).toBe(sent.messageId);
    },
  );

  it('known by the message id alone, without our own data: applied', async () => {
    const { callbackData: _unused, ...sent } = await withLetter();
    await world.webhook(aStatus({ messageId: sent.messageId, status: 'delivered', at: world.clock.now() }));
    await world.settle();
    expect((await lineOf({ ...sent, callbackData: '' })).status).toBe('delivered');
  });

  it('three in one body: all applied', async () => {
    const sent = await withLetter();
    const bodies = ['delivered', 'sent', 'read'].map(
      (status) => aStatus({ messageId: sent.messageId, status, at: world.clock.now() }) as Body,
    );
    const all = bodies.flatMap((body) => body.entry[0]?.changes[0]?.value.statuses ?? []);
    const [first] = bodies;
    if (first?.entry[0]?.changes[0] !== undefined) first.entry[0].changes[0].value.statuses = all;
    await world.webhook(first);
    await world.settle();
    expect((await lineOf(sent)).status).toBe('read');
  });

  it('before the platform answered our call: matched, sent once', async () => {
    count += 1;
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: `flow_s_${count}`, customer: person.customerRef ?? '' });
    world.graph.behave({ kind: 'accept', delayMs: 400 });
    await world.api.post('/v1/events', event);
    const message = await waitFor('the call to be on the wire', () =>
      world.graph.messages.find(({ to }) => to === person.phone),
    );
    const { messageId, callbackData } = message;
    await world.webhook(
      aStatus({ messageId, callbackData: callbackData ?? '', status: 'delivered', at: world.clock.now() }),
    );
    await world.settle();

    const line = await lineOf({ person, event, messageId, callbackData: '' });
    expect(line).toMatchObject({ status: 'delivered', providerMessageId: messageId });
    expect(person.got()).toHaveLength(1);
  });

  it("of a message we never sent, or of somebody else's data: 200, nothing moves, the world goes on", async () => {
    const sent = await withLetter();
    for (const callbackData of [undefined, 'v1.cnv_nobody:1:0.1', 'theirs', 'v1..1'])
      expect(
        await world.webhook(
          aStatus({
            messageId: `wamid.NOBODY${String(callbackData)}`,
            ...(callbackData === undefined ? {} : { callbackData }),
            at: world.clock.now(),
          }),
        ),
      ).toBe(200);
    await world.settle();

    expect((await lineOf(sent)).status).toBe('accepted');
    await tell(sent, { status: 'sent' });
    expect((await lineOf(sent)).status).toBe('sent');
  });

  it('a value nobody documented: kept, the line does not change', async () => {
    const sent = await withLetter();
    await tell(sent, { status: 'delivered' });
    await tell(sent, { status: 'teleported' });
    expect((await lineOf(sent)).status).toBe('delivered');
  });

  it('failed for good (131026) for the first letter: undeliverable, message.failed, staff may see why', async () => {
    const sent = await withLetter();
    await tell(sent, { status: 'failed', errorCode: 131026 });

    const request = await requestOf(world, sent.event);
    expect(request).toMatchObject({ status: 'closed', outcome: 'undeliverable', decision: null });
    expect((await lineOf(sent)).status).toBe('failed');
    expect(JSON.stringify((await lineOf(sent)).statuses)).toContain('131026');
    await waitFor('message.failed', () =>
      receiver.of('message.failed').some(({ body }) => body.data.requestId === request.id),
    );
  });

  it.each([130472, 131049, 132000, 132016, 135000])(
    'failed with %i, which says nothing about the person: the letter stays open, somebody is told',
    async (errorCode) => {
      const sent = await withLetter();
      await tell(sent, { status: 'failed', errorCode });
      expect(await requestOf(world, sent.event)).toMatchObject({ status: 'open', outcome: null });
    },
  );

  const withDocument = { document_url: 'https://demo.example/letter.pdf' };
  it.each([131053, 132012])(
    'failed with %i for its document: again by the template without',
    async (code) => {
      const sent = await withLetter(withDocument);
      expect(sent.person.sees().template).toBe('recon_letter_ready_v1');
      await tell(sent, { status: 'failed', errorCode: code });
      await world.turn(5_000);

      expect(sent.person.got().map(({ template }) => template)).toEqual([
        'recon_letter_ready_v1',
        'recon_letter_ready_nodoc_v1',
      ]);
      await sent.person.taps('agreed');
      await sent.person.taps('confirmed');
      const decided = await requestOf(world, sent.event);
      expect(decided).toMatchObject({ outcome: 'agreed' });
      const { body } = await world.api.get(`/v1/requests/${decided.id}/evidence`);
      const [decision] = (body as { decisions: { question: object }[] }).decisions;
      expect(decision?.question).toMatchObject({
        template: {
          name: 'recon_letter_ready_nodoc_v1',
          language: 'tr',
          version: '1',
          text: expect.not.stringContaining('Mektup ektedir'),
        },
        documentSha256: null,
      });
      const lines = await transcriptOf(world, sent.person.contactRef ?? '');
      const line = lines.find(({ direction, kind }) => direction === 'out' && kind === 'template');
      expect(decision?.question).toMatchObject({ template: { text: line?.text } });
      expect(line?.text).toContain('Lütfen kayıtlarınızla karşılaştırıp');
    },
  );

  it('a letter that left with its document: its evidence names that template, its words and the document', async () => {
    const sha256 = 'a'.repeat(64);
    const sent = await withLetter({ ...withDocument, document_sha256: sha256 });
    await sent.person.taps('agreed');
    await sent.person.taps('confirmed');
    const { id } = await requestOf(world, sent.event);
    const { body } = await world.api.get(`/v1/requests/${id}/evidence`);
    const [decision] = (body as { decisions: { question: object }[] }).decisions;

    expect(decision?.question).toMatchObject({
      template: {
        name: 'recon_letter_ready_v1',
        language: 'tr',
        version: '1',
        text: expect.stringContaining('Mektup ektedir'),
      },
      documentSha256: sha256,
    });
  });

  it('a paused template (132015) refused at once: the letter goes by the other one; a reminder waits', async () => {
    world.graph.behave(({ body }) =>
      JSON.stringify(body).includes('recon_letter_ready_v1"')
        ? { kind: 'refuse', code: 132015 }
        : { kind: 'accept' },
    );
    const sent = await withLetter(withDocument);
    await world.turn(5_000);
    expect(sent.person.sees().template).toBe('recon_letter_ready_nodoc_v1');

    world.graph.behave(({ body }) =>
      body.type === 'template' ? { kind: 'refuse', code: 132015 } : { kind: 'accept' },
    );
    const held = await withLetter();
    await held.person.writes('merhaba');
    expect(held.person.sees().kind).not.toBe('template');
    world.graph.behave({ kind: 'accept' });
    await world.turn(3_600_000);
    expect(await requestOf(world, held.event)).toMatchObject({ status: 'open' });
    expect(held.person.got().some(({ choices }) => choices.some(({ id }) => id.endsWith('.agreed')))).toBe(
      true,
    );
  });

  const reached = ['delivered', 'read', 'played'];
  it.each(reached)(
    'failed for good (131026), then %s: the letter is open again, and told',
    async (status) => {
      const sent = await withLetter();
      await tell(sent, { status: 'failed', errorCode: 131026 });
      await tell(sent, { status });
      await tell(sent, { status });

      const request = await requestOf(world, sent.event);
      expect(request).toMatchObject({ status: 'open', outcome: null, closedAt: null });
      expect(whatHappened(request).filter((what) => what === 'reopened')).toHaveLength(1);
      expect((await lineOf(sent)).status).toBe(status === 'played' ? 'read' : status);
      await waitFor('request.updated', () =>
        receiver.of('request.updated').some(({ body }) => requestIn(body).id === request.id),
      );

      await sent.person.taps('agreed');
      await sent.person.taps('confirmed');
      expect(await requestOf(world, sent.event)).toMatchObject({ status: 'closed', outcome: 'agreed' });
      await waitFor('the second request.closed', () => closedCallsOf(request.id).length === 2);
      expect(closedCallsOf(request.id).map(({ body }) => requestIn(body).outcome)).toEqual([
        'undeliverable',
        'agreed',
      ]);
    },
  );

  it('failed for good, then only sent: stays out of reach', async () => {
    const sent = await withLetter();
    await tell(sent, { status: 'failed', errorCode: 131026 });
    await tell(sent, { status: 'sent' });
    expect(await requestOf(world, sent.event)).toMatchObject({ status: 'closed', outcome: 'undeliverable' });
  });

  it('failed for good, then «Mutabık değiliz» by its button or typed: the objection is taken', async () => {
    for (const answer of [
      (sent: Sent) => sent.person.taps('disagreed'),
      (sent: Sent) => sent.person.writes('Mutabık değiliz'),
    ]) {
      const sent = await withLetter();
      await tell(sent, { status: 'failed', errorCode: 131026 });
      await answer(sent);

      const request = await requestOf(world, sent.event);
      expect(request).toMatchObject({ status: 'open', outcome: null });
      expect(whatHappened(request)).toContain('reopened');
    }
  });

  it('failed for good for a later message: noted, the request stays open', async () => {
    const sent = await withLetter();
    await sent.person.taps('agreed');
    const recap = world.graph.messages.at(-1);
    await tell(
      { ...sent, messageId: recap?.messageId ?? '', callbackData: recap?.callbackData ?? '' },
      { status: 'failed', errorCode: 131026 },
    );

    const request = await requestOf(world, sent.event);
    expect(request).toMatchObject({ status: 'open', outcome: null });
    expect(whatHappened(request)).toContain('prompt_undeliverable');
  });

  it('failed after delivered: nothing changes, nothing is given up', async () => {
    const sent = await withLetter();
    await tell(sent, { status: 'delivered' });
    await tell(sent, { status: 'failed', errorCode: 131026 });

    expect((await lineOf(sent)).status).toBe('delivered');
    expect((await requestOf(world, sent.event)).status).toBe('open');
  });

  it('failed, then delivered after all: shown as delivered', async () => {
    const sent = await withLetter();
    await sent.person.taps('agreed');
    const recap = world.graph.messages.at(-1);
    const later = { ...sent, messageId: recap?.messageId ?? '', callbackData: recap?.callbackData ?? '' };
    await tell(later, { status: 'failed', errorCode: 131026 });
    await tell(later, { status: 'delivered' });

    const line = (await transcriptOf(world, sent.person.contactRef ?? '')).findLast(
      ({ direction }) => direction === 'out',
    );
    expect(line?.status).toBe('delivered');
  });

  it('failed with a code that passes (131056): the same message again, one more time', async () => {
    const sent = await withLetter();
    await tell(sent, { status: 'failed', errorCode: 131056 });
    await world.turn(60_000);

    expect(sent.person.got()).toHaveLength(2);
    const [first, second] = sent.person.got();
    expect(second?.choices).toEqual(first?.choices);
    expect((await lineOf(sent)).status).toBe('accepted');
    expect((await requestOf(world, sent.event)).status).toBe('open');
  });

  // The last one: the clock goes on by forty days.
  it('R5: the letter read, and its recap read: nobody has answered, and it ends without an answer', async () => {
    const sent = await withLetter({ reply_deadline: '2026-12-08' });
    await tell(sent, { status: 'read' });
    await sent.person.taps('agreed');
    const { messageId, callbackData } = world.graph.messages.at(-1) ?? sent;
    await tell({ ...sent, messageId, callbackData: callbackData ?? '' }, { status: 'read' });
    expect(await requestOf(world, sent.event)).toMatchObject({ status: 'open', decision: null });

    await world.turn(40 * 24 * 60 * 60_000);
    expect(await requestOf(world, sent.event)).toMatchObject({ outcome: 'no_response', decision: null });
  });
});

const requestIn = ({ data }: { data: Record<string, unknown> }): { id?: string; outcome?: string } =>
  data.request ?? {};

interface Body {
  entry: { changes: { value: { statuses: object[] } }[] }[];
}
