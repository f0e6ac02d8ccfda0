import { aButtonTap, aTemplateTap } from '../support/meta-webhook.ts';
import { choiceOf, lastTo, sentMessages } from '../support/scenario.ts';
import { fixtureEvent } from '../support/events.ts';
import { startWorld, type World } from '../support/world.ts';

const accountant = '+905000000102';
const owner = '+905000000101';
const digits = (phone: string): string => phone.slice(1);

describe('a reconciliation from the event to the signed answer (evt_1001)', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  afterAll(() => world?.close());

  it('accepts the event durably: 202, and the same again changes nothing', async () => {
    const first = await world.api.post('/v1/events', fixtureEvent('evt_1001'));
    const second = await world.api.post('/v1/events', fixtureEvent('evt_1001'));
    await world.settle();

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(first.body).toEqual({ eventId: 'evt_1001' });
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(sentMessages(world)).toHaveLength(1);
  });

  it('sends the letter as a template without a document header, balances per unit', () => {
    const letter = lastTo(world, accountant);

    expect(letter.template).toBe('recon_letter_ready_nodoc_v1');
    expect(letter.language).toBe('tr');
    expect(letter.text).toContain('1.250,340 g has (B) · 264.750,00 TL (A)');
    expect(letter.choices).toHaveLength(3);
  });

  it('R6: is forwarded when a contact who cannot bind agrees', async () => {
    const letter = lastTo(world, accountant);
    const tap = aTemplateTap({
      from: digits(accountant),
      id: choiceOf(letter, 'agreed'),
      title: 'Mutabıkız',
      at: world.clock.now(),
      replyTo: letter.messageId,
    });

    expect(await world.webhook(tap)).toBe(200);
    await world.settle();

    expect(lastTo(world, accountant).text).toContain('kendisine ileteceğiz');
    expect(lastTo(world, owner).template).toBe('recon_letter_ready_nodoc_v1');
    const requests = await world.api.get('/v1/requests?eventId=evt_1001');
    expect(requests.body.data[0]).toMatchObject({ status: 'open', outcome: null, contactRef: 'C001-1' });
    expect(requests.body.data[0].history.map(({ what }: { what: string }) => what)).toContain(
      'forwarded_unauthorised',
    );
  });

  it('R6 R7: shows the authorised contact a recap of every unit line and records his confirmation', async () => {
    const letter = lastTo(world, owner);
    await world.webhook(
      aTemplateTap({
        from: digits(owner),
        id: choiceOf(letter, 'agreed'),
        title: 'Mutabıkız',
        at: world.clock.now(),
      }),
    );
    await world.settle();
    const recap = lastTo(world, owner);
    expect(recap.kind).toBe('buttons');
    for (const line of ['1.250,340 g has', '264.750,00 TL', '0,00 USD']) expect(recap.text).toContain(line);

    await world.webhook(
      aButtonTap({
        from: digits(owner),
        id: choiceOf(recap, 'confirmed'),
        title: 'Evet, onaylıyorum',
        at: world.clock.now(),
      }),
    );
    await world.settle();

    const [request] = (await world.api.get('/v1/requests?eventId=evt_1001')).body.data;
    expect(request).toMatchObject({ status: 'closed', outcome: 'agreed', contactRef: 'C001-1' });
    expect(request.lines.map(({ answer }: { answer: string }) => answer)).toEqual([
      'agreed',
      'agreed',
      'agreed',
    ]);
    expect(request.decision).toMatchObject({ contactRef: 'C001-1' });
    expect(request.decision.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(request.decision.shownHash).toMatch(/^[0-9a-f]{64}$/);
    expect(lastTo(world, owner).text).toContain('Mutabakat yanıtınız kaydedildi');
  });

  it('says what is recorded when an old button is tapped again, and changes nothing', async () => {
    const letter = sentMessages(world).find(({ to, template }) => to === owner && template !== null);
    const before = (await world.api.get('/v1/requests?eventId=evt_1001')).body.data[0];
    await world.webhook(
      aTemplateTap({
        from: digits(owner),
        id: choiceOf(letter!, 'disagreed'),
        title: 'Mutabık değiliz',
        at: world.clock.now(),
      }),
    );
    await world.settle();

    const after = (await world.api.get('/v1/requests?eventId=evt_1001')).body.data[0];
    expect(after).toEqual(before);
    expect(sentMessages(world).at(-1)?.text).toMatch(/kay/i);
  });

  it('R15: keeps the whole conversation: transcript with statuses, recorded steps, evidence that hashes again', async () => {
    const [conversation] = (await world.api.get('/v1/conversations?contact=C001-1')).body.data;
    const transcript = (await world.api.get(`/v1/conversations/${conversation.id}/transcript?format=json`))
      .body;
    const steps = (await world.api.get(`/v1/conversations/${conversation.id}/steps`)).body;

    expect(transcript.messages.map(({ direction }: { direction: string }) => direction)).toEqual([
      'out',
      'in',
      'out',
      'in',
      'out',
      'in',
      'out',
    ]);
    expect(transcript.messages[0]).toMatchObject({ kind: 'template', status: 'accepted' });
    expect(steps.data.map(({ rev }: { rev: number }) => rev)).toEqual([1, 2, 3, 4]);
  });
});
