import { TemplateWorker } from '../../src/templates/account/template-worker.ts';
import { aLetterEvent } from '../support/events.ts';
import { aStatus } from '../support/meta-webhook.ts';
import { newPerson, report, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const template = 'recon_letter_ready_nodoc_v1';
const hour = 60 * 60_000;
/** Paused; and what stands in its way for good until somebody does something: disabled, unknown. */
const outOfUse = [132015, 132016, 132001];

describe('a message whose template goes out of use on its way', () => {
  let world: World;
  let count = 0;
  const start = async (env: Record<string, string> = {}, now?: string): Promise<void> => {
    world = await startWorld({ env, ...(now === undefined ? {} : { now }) });
  };
  afterEach(() => world?.close());

  const letter = async (person: Person): Promise<void> => {
    count += 1;
    await report(world, aLetterEvent({ eventId: `paused_${count}`, customer: person.customerRef ?? '' }));
  };
  const refuse = (code: number): void =>
    world.graph.behave(({ body }) =>
      body.type === 'template' ? { kind: 'refuse', code } : { kind: 'accept' },
    );
  const accept = (): void => world.graph.behave({ kind: 'accept' });
  const held = async (): Promise<(string | undefined)[]> => {
    const { data } = (await world.api.get('/v1/messages?state=held')).body as {
      data: { held?: { reason: string } }[];
    };
    return data.map((message) => message.held?.reason);
  };
  const news = async (event: string): Promise<void> => {
    const time = Math.floor(world.clock.now().getTime() / 1_000);
    const value = { event, message_template_name: template, message_template_language: 'tr', reason: 'NONE' };
    const changes = [{ field: 'message_template_status_update', value }];
    const entry = [{ id: '301122334455667', time, changes }];
    expect(await world.webhook({ object: 'whatsapp_business_account', entry })).toBe(200);
    await world.settle();
  };
  const got = (person: Person): (string | null)[] => person.got().map((message) => message.template);
  const shown = async (person: Person): Promise<string | undefined> =>
    (await transcriptOf(world, person.contactRef ?? '')).at(-1)?.text;

  it.each(outOfUse)(
    'paused between decision and send (%i): held with the reason, goes by itself when it is back, in the words decided',
    async (code) => {
      await start({ QUIET_HOURS: '20:00-09:00' }, '2026-11-23T18:00:00.000Z');
      const person = await newPerson(world);
      await letter(person);
      expect(await held()).toEqual(['quiet_hours']);
      const decided = await shown(person);
      refuse(code);
      await news('PAUSED');
      await world.turn(13 * hour);
      expect([await held(), got(person)]).toEqual([['template'], []]);
      accept();
      await news('APPROVED');
      await world.turn(1_000);

      expect([await held(), got(person)]).toEqual([[], [template]]);
      expect(await shown(person)).toBe(decided);
      await world.turn(2 * hour);
      expect(got(person)).toEqual([template]);
    },
  );

  it('back in the quiet hours: goes in the morning; let go by staff meanwhile: now', async () => {
    // 18:00 in Istanbul.
    await start({ QUIET_HOURS: '20:00-09:00' }, '2026-11-23T15:00:00.000Z');
    const [person, other] = [await newPerson(world), await newPerson(world)];
    refuse(132015);
    await letter(person);
    await letter(other);
    expect(await held()).toEqual(['template', 'template']);
    accept();
    world.clock.set('2026-11-23T20:00:00.000Z');
    await news('APPROVED');
    await world.turn(1_000);
    expect([await held(), got(person), got(other)]).toEqual([['quiet_hours', 'quiet_hours'], [], []]);
    const line = (await transcriptOf(world, other.contactRef ?? '')).at(-1);
    await world.api.post(`/v1/messages/${line?.id}/release`).expect(204);
    await world.settle();
    expect([await held(), got(person), got(other)]).toEqual([['quiet_hours'], [], [template]]);
    world.clock.set('2026-11-24T06:00:00.000Z');
    await world.settle();

    expect([await held(), got(person)]).toEqual([[], [template]]);
  });

  it('a reminder falls due while the question waits for its template: not said; nor with it', async () => {
    await start();
    const person = await newPerson(world);
    world.graph.behave(({ body }) =>
      JSON.stringify(body).includes(template) ? { kind: 'refuse', code: 132015 } : { kind: 'accept' },
    );
    await letter(person);
    // Reminded on Thursday, three business days later.
    for (let days = 0; days < 4; days += 1) await world.turn(24 * hour);
    expect(got(person)).toEqual([]);
    expect((await transcriptOf(world, person.contactRef ?? '')).at(-1)).toMatchObject({
      ...{ status: 'suppressed', statuses: [{ error: 'question_unsaid' }] },
    });
    accept();
    await world.turn(2 * hour);
    expect(got(person)).toEqual([template]);
    await world.turn(6 * 24 * hour);
    expect(got(person)).toEqual([template, 'recon_reminder_v1']);
  });

  it('paused between two attempts: the second is held, and it goes once', async () => {
    await start();
    const person = await newPerson(world);
    refuse(131056);
    await letter(person);
    refuse(132015);
    await world.turn(60_000);
    expect([await held(), got(person)]).toEqual([['template'], []]);
    accept();
    await world.turn(2 * hour);

    expect([await held(), got(person)]).toEqual([[], [template]]);
  });

  it('rejected, as a reading or another process learnt: held with why, without a call, and goes when it is approved', async () => {
    await start({ LANGUAGE_FALLBACK: 'off' });
    const at = world.clock.now();
    const key = { accountId: '301122334455667', name: template, language: 'tr' };
    const facts = { status: 'rejected', reason: 'INVALID_FORMAT', advice: null } as const;
    await world.application.repositories.templates.note('t_demo', [{ key, facts, at }]);
    await world.turn(31_000);
    const person = await newPerson(world);
    await letter(person);
    for (let hours = 0; hours < 3; hours += 1) await world.turn(hour);
    expect([world.graph.calls, await held()]).toEqual([[], ['template']]);
    const said = { status: 'rejected', reason: 'INVALID_FORMAT' };
    const [line] = (await world.api.get('/v1/messages?state=held')).body.data;
    expect(line.held.template).toEqual(said);
    const explained = (await world.api.get(`/v1/messages/${line.id}/explain?lang=en`)).body;
    expect(explained.hold).toMatchObject({ reason: 'template', template: said });
    expect(explained.sentences.join('\n')).toContain(
      'the template is out of use for now: the platform rejected it (INVALID_FORMAT).',
    );
    const tasks = (await world.api.get('/v1/tasks?reason=template_held')).body.data;
    expect(tasks).toMatchObject([
      { details: { template, language: 'tr', status: 'rejected', why: 'INVALID_FORMAT' } },
    ]);
    await news('APPROVED');
    await world.turn(1_000);
    expect([await held(), got(person)]).toEqual([[], [template]]);
    expect((await world.api.get(`/v1/messages/${line.id}/explain`)).body.hold).toBeNull();
  });

  it('in review: held without a call while somebody confirms it, asked of the platform two hours later, gone when it is approved', async () => {
    await start({ LANGUAGE_FALLBACK: 'off' });
    const at = world.clock.now();
    const key = { accountId: '301122334455667', name: template, language: 'tr' };
    const facts = { status: 'pending', reason: null, advice: null } as const;
    const { templates } = world.application.repositories;
    await templates.note('t_demo', [{ key, facts, at }]);
    await world.turn(31_000);
    const person = await newPerson(world);
    await letter(person);
    refuse(132001);
    await world.turn(hour);
    await templates.noteRead('t_demo', [key], world.clock.now());
    await world.turn(hour);
    expect([world.graph.calls, await held()]).toEqual([[], ['template']]);
    const [line] = (await world.api.get('/v1/messages?state=held')).body.data;
    expect(line.held.template).toEqual({ status: 'pending' });
    const { sentences } = (await world.api.get(`/v1/messages/${line.id}/explain?lang=en`)).body;
    expect(sentences.join('\n')).toContain(
      'the template is out of use for now: the platform has not approved it yet.',
    );
    const tasks = (await world.api.get('/v1/tasks?reason=template_held')).body.data;
    expect(tasks).toMatchObject([{ details: { template, language: 'tr', status: 'pending' } }]);

    await world.turn(2 * hour);
    expect([world.graph.calls.length > 0, await held()]).toEqual([true, ['template']]);
    accept();
    await news('APPROVED');
    await world.turn(1_000);
    expect([await held(), got(person)]).toEqual([[], [template]]);
  });

  it('not on the account, refused as well, and approved at once as it is submitted: goes then, not an hour later', async () => {
    await start({ LANGUAGE_FALLBACK: 'off' });
    const person = await newPerson(world);
    refuse(132001);
    await letter(person);
    const { templates } = world.application.repositories;
    const key = { accountId: '301122334455667', name: template, language: 'tr' } as const;
    const missing = { templateId: null, status: 'missing', reason: null, advice: null } as const;
    await templates.note('t_demo', [{ key, facts: missing, at: world.clock.now() }]);
    await world.turn(61_000);
    expect([await held(), got(person)]).toEqual([['template'], []]);
    accept();
    const follower = world.application.workers?.templates;
    if (follower === undefined) throw new Error('nothing works here');
    const created: string[] = [];
    const create = async (_access: object, { name }: { name: string }) => {
      created.push(name);
      return {
        ...{ kind: 'done' as const },
        value: { templateId: '9', status: 'approved' as const, category: 'utility' as const },
      };
    };
    const account = { ...follower.parts.account, create };
    await templates.queue('t_demo', [key], { by: 'key:k1', at: world.clock.now() });
    await new TemplateWorker({ ...follower.parts, account }).sweep('t_demo');
    await world.turn(1_000);

    expect([created, await held(), got(person)]).toEqual([[template], [], [template]]);
  });

  it('rejected with its document, in use without: it goes without, at once and without a call before', async () => {
    await start({ LANGUAGE_FALLBACK: 'off' });
    const key = { accountId: '301122334455667', name: 'recon_letter_ready_v1', language: 'tr' };
    const facts = { status: 'rejected', reason: null, advice: null } as const;
    await world.application.repositories.templates.note('t_demo', [{ key, facts, at: world.clock.now() }]);
    await world.turn(31_000);
    const person = await newPerson(world);
    const data = { document_url: 'https://demo.example/letter.pdf' };
    await report(world, aLetterEvent({ eventId: 'paused_pdf', customer: person.customerRef ?? '', data }));
    await world.turn(1_000);
    expect([await held(), got(person), world.graph.calls.length]).toEqual([[], [template], 1]);
  });

  it('while it is held, paused again and again: asked once an hour, goes once', async () => {
    await start();
    const person = await newPerson(world);
    refuse(132015);
    await letter(person);
    for (let hours = 0; hours < 5; hours += 1) await world.turn(hour);
    const calls = world.graph.calls.filter(({ body }) => body.type === 'template').length;
    expect(await held()).toEqual(['template']);
    expect(calls).toBeLessThanOrEqual(7);
    accept();
    await world.turn(hour);

    expect([await held(), got(person)]).toEqual([[], [template]]);
  });

  it('taken, and failed later because of its template: held, and sent again once', async () => {
    await start();
    const person = await newPerson(world);
    await letter(person);
    const { messageId, callbackData } = world.graph.messages.at(-1) ?? {};
    const told = { messageId: messageId ?? '', callbackData: callbackData ?? '', at: world.clock.now() };
    refuse(132015);
    await world.webhook(aStatus({ ...told, to: person.phone.slice(1), status: 'failed', errorCode: 132015 }));
    await world.settle();
    await world.turn(10_000);
    expect([await held(), got(person)]).toEqual([['template'], [template]]);
    accept();
    await world.turn(2 * hour);

    expect([await held(), got(person)]).toEqual([[], [template, template]]);
  });

  it('the person writes meanwhile: answered at once, and what was held goes in the open window', async () => {
    await start();
    const person = await newPerson(world);
    refuse(132015);
    await letter(person);
    await person.writes('merhaba');
    expect(person.got().length).toBeGreaterThan(0);
    await world.turn(2 * hour);

    expect(await held()).toEqual([]);
    const asked = person.got().filter(({ choices }) => choices.some(({ id }) => id.endsWith('.agreed')));
    expect(asked.length).toBeGreaterThan(0);
    expect(got(person).filter((name) => name !== null)).toEqual([]);
  });
});
