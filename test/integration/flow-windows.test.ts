import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import { aStatus } from '../support/meta-webhook.ts';
import {
  conversationOf,
  newPerson,
  personAt,
  report,
  requestOf,
  transcriptOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 60 * 60_000;
const minute = 60_000;

describe('service window and language', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  afterAll(() => world?.close());

  const letterFor = (person: Person): Record<string, unknown> => {
    count += 1;
    return aLetterEvent({
      eventId: `flow_w_${count}`,
      customer: person.customerRef ?? '',
      data: { reply_deadline: '2027-03-01' },
    });
  };

  it('nobody wrote yet: a template; inside 24 h of their message: the same as an interactive message; later: a template', async () => {
    const person = await newPerson(world);
    await report(world, letterFor(person));
    expect(person.sees().kind).toBe('template');

    await person.writes('merhaba');
    await report(world, letterFor(person));
    expect(person.sees().kind).toBe('buttons');
    expect(person.sees().text).toContain('mutabakat mektubu hazırdır');
    expect(person.sees().choices.map(({ title }) => title)).toEqual([
      'Mutabıkız',
      'Mutabık değiliz',
      'Temsilciye bağlan',
    ]);

    world.clock.turn(23 * hour + 54 * minute);
    await report(world, letterFor(person));
    expect(person.sees().kind).toBe('buttons');

    world.clock.turn(2 * minute);
    await report(world, letterFor(person));
    expect(person.sees()).toMatchObject({ kind: 'template', template: 'recon_letter_ready_nodoc_v1' });
  });

  it('a letter with a document: its own template with the document as header, and as a message inside the window', async () => {
    const person = await newPerson(world);
    const event = letterFor(person);
    const document = { document_url: 'https://files.example/m.pdf', document_filename: 'mutabakat.pdf' };
    await report(world, { ...event, data: { ...(event.data as object), ...document } });
    expect(person.sees().template).toBe('recon_letter_ready_v1');
    const { body } = world.graph.messages.at(-1) ?? { body: {} };
    expect(JSON.stringify(body)).toContain('https://files.example/m.pdf');

    await person.writes('merhaba');
    const next = letterFor(person);
    await report(world, { ...next, data: { ...(next.data as object), ...document } });
    expect(person.sees().kind).toBe('buttons');
    expect(JSON.stringify(world.graph.messages.at(-1)?.body)).toContain('"header"');
  });

  it("the time of the person's message counts, not of its arrival", async () => {
    const person = await newPerson(world);
    await person.writes('merhaba', { at: new Date(world.clock.now().getTime() - 20 * hour) });
    const { windowExpiresAt } = await conversationOf(world, person.contactRef ?? '');
    expect(windowExpiresAt).toBe(new Date(world.clock.now().getTime() + 4 * hour).toISOString());
  });

  it('a recap that can no longer be said: suppressed, visible in the transcript, nothing decided', async () => {
    const person = await newPerson(world);
    const event = letterFor(person);
    await report(world, event);
    await person.taps('agreed');
    const seen = person.got().length;
    const recap = person.sees();
    world.clock.turn(26 * hour);
    await person.writes('tamam', { at: new Date(world.clock.now().getTime() - 25 * hour) });

    expect(person.got()).toHaveLength(seen);
    const lines = await transcriptOf(world, person.contactRef ?? '');
    expect(lines.at(-1)).toMatchObject({ direction: 'out', status: 'suppressed', providerMessageId: null });
    expect(lines.at(-1)?.text).toContain('«MUTABAKAT»');
    expect(await requestOf(world, event)).toMatchObject({ status: 'open', decision: null });
    expect(recap.text).toContain('«MUTABAKAT»');
  });

  it('the platform says the window is closed (131047 later): the same is sent as a template, once', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    await report(world, letterFor(person));
    const first = world.graph.messages.at(-1);
    expect(person.sees().kind).toBe('buttons');
    const buttons = person.sees().choices.map(({ id }) => id);
    const failed = {
      messageId: first?.messageId ?? '',
      status: 'failed',
      errorCode: 131047,
      to: person.phone.slice(1),
      at: world.clock.now(),
      callbackData: first?.callbackData ?? '',
    };
    await world.webhook(aStatus(failed));
    await world.settle();
    await world.webhook(aStatus({ ...failed, at: new Date(world.clock.now().getTime() + 1_000) }));
    await world.turn(5_000);

    expect(person.sees().template).toBe('recon_letter_ready_nodoc_v1');
    expect(person.sees().choices.map(({ id }) => id)).toEqual(buttons);
    expect(person.got().filter(({ template }) => template !== null)).toHaveLength(1);
    await person.taps('agreed');
    expect(person.sees().text).toContain('«MUTABAKAT»');
  });

  it('the platform refuses at once with 131047: the template follows', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    world.graph.behave(({ body }) =>
      body.type === 'template' || body.status === 'read'
        ? { kind: 'accept' }
        : { kind: 'refuse', code: 131047 },
    );
    await report(world, letterFor(person));
    await world.turn(1_000);
    world.graph.behave({ kind: 'accept' });

    expect(person.sees().template).toBe('recon_letter_ready_nodoc_v1');
  });

  it('English (C008): template, buttons and recap in English', async () => {
    const noor = personAt(world, '+905000000801', { customerRef: 'C008', contactRef: 'C008-1' });
    await report(world, { ...fixtureEvent('evt_1004'), event_id: 'flow_w_en' });
    expect(noor.sees().language).toBe('en');
    await noor.taps('agreed');

    expect(noor.sees().text).toContain('88,210.40 USD (Dr)');
    expect(noor.sees().choices.map(({ title }) => title)).toEqual(['Yes, I approve', 'Go back']);
    await noor.writes('yes');
    await noor.taps('confirmed');
    expect(noor.sees().text).toContain('Your agreement has been recorded');
  });

  it('Arabic (C007): template, buttons and recap in Arabic, typed agreement understood', async () => {
    const samir = personAt(world, '+905000000701', { customerRef: 'C007', contactRef: 'C007-1' });
    const event = aLetterEvent({
      eventId: 'flow_w_ar',
      customer: 'C007',
      contact: 'C007-1',
      lines: [{ unit: 'PCS_TAM', quantity: '3', side: 'A' }],
    });
    await report(world, event);
    expect(samir.sees()).toMatchObject({ language: 'ar', kind: 'template' });
    expect(samir.sees().text).toContain('دائن');
    await samir.writes('أوافق');

    expect(samir.sees().choices.map(({ title }) => title)).toEqual(['نعم، أوافق', 'تراجع']);
    await samir.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
    expect(samir.sees().text).toContain('سُجّل ردكم على المطابقة');
  });

  it("a language other than that of the customer: the contact's own counts", async () => {
    const person = await newPerson(world, { language: 'ar' });
    await report(world, letterFor(person));
    expect(person.sees().language).toBe('ar');
  });
});
