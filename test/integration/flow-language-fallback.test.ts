import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import canonicalize from 'canonicalize';
import request from 'supertest';
import { aLetterEvent, aMovementEvent, anApprovalEvent } from '../support/events.ts';
import { newPerson, report, requestOf, transcriptOf, type Person } from '../support/scenario.ts';
import type { TemplateFacts } from '../../src/templates/account/account-template.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import type { Language } from '../../src/vocabulary/language.ts';
import { aRule } from '../support/rule-ports.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const letterTemplate = 'recon_letter_ready_nodoc_v1';
const tenantId = 't_demo';
const accountId = '301122334455667';

const facts = (status: TemplateFacts['status'], category: TemplateFacts['category'] = 'utility') => ({
  ...{ status, category, reason: null, advice: null, comingCategory: null },
});
const hashOf = (value: object): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');

describe('a template that is out of use in the language of the person', () => {
  let world: World;
  let count = 0;
  const start = async (env: Record<string, string> = {}): Promise<void> => {
    world = await startWorld({ env });
  };
  afterEach(() => world?.close());

  /** The platform says it, and this process has had the time to ask. */
  const known = async (
    name: string,
    standings: { readonly [language in Language]?: Partial<TemplateFacts> },
  ): Promise<void> => {
    const at = world.clock.now();
    await world.application.repositories.templates.note(
      tenantId,
      Object.entries(standings).map(([language, of]) => ({
        ...{ key: { accountId, name, language }, facts: of, at },
      })),
    );
    await world.turn(31_000);
  };
  const letter = async (person: Person): Promise<void> => {
    count += 1;
    await report(world, aLetterEvent({ eventId: `spoken_${count}`, customer: person.customerRef ?? '' }));
  };
  const languageSent = (): unknown =>
    (world.graph.messages.at(-1)?.body.template as { language: { code: string } } | undefined)?.language.code;
  const explained = async (person: Person, language: 'tr' | 'en') => {
    const line = (await transcriptOf(world, person.contactRef ?? '')).at(-1);
    return (await world.api.get(`/v1/messages/${line?.id}/explain?lang=${language}`).expect(200)).body;
  };

  it('approved in English: said in that, and the message, its plan and its explanation say so', async () => {
    await start();
    await known(letterTemplate, { tr: facts('rejected'), en: facts('approved'), ar: facts('approved') });
    const person = await newPerson(world);
    await letter(person);
    expect([person.sees().template, languageSent()]).toEqual([letterTemplate, 'en']);
    const [line] = await transcriptOf(world, person.contactRef ?? '');
    expect(line?.text).toMatch(/^Dear /);
    expect(line?.choices.map(({ title }) => title)).toContain('We agree');
    const [inTurkish, inEnglish] = [await explained(person, 'tr'), await explained(person, 'en')];
    expect(inTurkish.template).toEqual({
      ...{ name: letterTemplate, language: 'en' },
      insteadOf: { language: 'tr', reason: 'template_rejected' },
    });
    expect(inTurkish.sentences).toContain(
      'Kişinin dili Türkçe; şablonun bu dili kullanılamadığı için (platform reddetti) İngilizce metin seçildi.',
    );
    expect(inEnglish.sentences).toContain(
      'The person’s language is Turkish; as the template cannot be used in it (the platform rejected it), the English words were chosen.',
    );
    expect(inEnglish.plan.insteadOf).toEqual({ language: 'tr', reason: 'template_rejected' });
  });

  it('its button tapped: the dialog goes on in the language of the person, and the letter goes in it again when it is back', async () => {
    await start();
    await known(letterTemplate, { tr: facts('paused'), en: facts('approved') });
    const person = await newPerson(world);
    await letter(person);
    await person.taps('agreed');
    expect(person.sees().text).toContain('«MUTABAKAT»');
    await known(letterTemplate, { tr: facts('approved') });
    const other = await newPerson(world);
    await letter(other);
    expect(languageSent()).toBe('tr');
  });

  it('a decision behind it: the evidence holds the words of the question in English, and the recap that binds in theirs', async () => {
    await start();
    await known('approval_request_v1', { tr: facts('disabled'), en: facts('approved') });
    const person = await newPerson(world);
    const event = anApprovalEvent({ eventId: 'spoken_approval', customer: person.customerRef ?? '' });
    await report(world, event);
    const [asked] = await transcriptOf(world, person.contactRef ?? '');
    expect(languageSent()).toBe('en');
    await person.taps('approved');
    await person.taps('confirmed');
    const { id } = await requestOf(world, event);
    const { decisions, messages } = (await world.api.get(`/v1/requests/${id}/evidence`)).body;
    expect(asked?.text).toMatch(/^Dear /);
    expect(messages[0].text).toBe(asked?.text);
    const { text, choices, language, shownHash } = decisions.at(-1).question;
    expect([language, shownHash]).toEqual(['tr', hashOf({ text, choices, language })]);
  });

  it.each<[string, Language, { readonly [language in Language]?: Partial<TemplateFacts> }, string]>([
    ['Arabic is nobody’s here', 'tr', { tr: facts('rejected'), ar: facts('approved') }, 'tr'],
    [
      'who speaks Arabic gets the language of the business',
      'ar',
      { ar: facts('deleted'), en: facts('approved'), tr: facts('approved') },
      'tr',
    ],
    [
      'the other one is marketing by now',
      'tr',
      { tr: facts('rejected'), en: facts('approved', 'marketing') },
      'tr',
    ],
  ])('%s: in the person’s %s', async (_name, language, standings, sent) => {
    await start();
    await known(letterTemplate, standings);
    const person = await newPerson(world, { language });
    await letter(person);
    expect((await explained(person, 'en')).template.language).toBe(sent);
  });

  it('inside the window, or forbidden by the business: in their own', async () => {
    await start();
    await known(letterTemplate, { tr: facts('rejected'), en: facts('approved') });
    const person = await newPerson(world);
    await person.writes('merhaba');
    await letter(person);
    expect([person.sees().kind, person.sees().text]).toEqual(['buttons', expect.stringContaining('Sayın')]);
    await world.close();
    await start({ LANGUAGE_FALLBACK: 'off' });
    await known(letterTemplate, { tr: facts('rejected'), en: facts('approved') });
    const other = await newPerson(world);
    await letter(other);
    expect((await explained(other, 'en')).template).toMatchObject({ language: 'tr', insteadOf: null });
  });

  it('refused by the platform alone: held, and the next goes in English; refused in that too, it is held as well', async () => {
    await start();
    await known(letterTemplate, { tr: facts('approved'), en: facts('approved') });
    const refuse = (...refused: string[]): void =>
      world.graph.behave(({ body }) =>
        refused.includes((body.template as { language: { code: string } }).language.code)
          ? { kind: 'refuse', code: 132015 }
          : { kind: 'accept' },
      );
    refuse('tr');
    const people = [await newPerson(world), await newPerson(world), await newPerson(world)] as const;
    for (const person of people.slice(0, 2)) await letter(person);
    expect(people.map((person) => person.got().length)).toEqual([0, 1, 0]);
    expect((await explained(people[1], 'en')).template.insteadOf.reason).toBe('template_held');
    refuse('tr', 'en');
    await letter(people[2]);
    const { data } = (await world.api.get('/v1/messages?state=held')).body;
    expect(data.map(({ held }: { held: { reason: string } }) => held.reason)).toEqual([
      'template',
      'template',
    ]);
  });

  it('tried out: a dry run shows the words that would go', async () => {
    await start();
    await known('account_movement_v1', { tr: facts('missing'), en: facts('approved') });
    const person = await newPerson(world);
    const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
    await world.api
      .put('/v1/triggers/spoken/draft', { ...aRule({ when }), then: [{ do: 'notify' }] })
      .expect(200);
    const event = aMovementEvent({ eventId: 'spoken_dry', customer: person.customerRef ?? '' });
    const { body } = await world.api.post('/v1/triggers/spoken/dry-run', { sample: event }).expect(200);
    const said = JSON.stringify(body);
    expect(said).toContain('"insteadOf":{"language":"tr","reason":"template_missing"}');
    expect(said).toContain('"language":"en"');
  });
});

describe('a template of the business’s own that is out of use in the language of the person', () => {
  const [base, name] = ['account_movement_v1', 'movement_vip'];
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await world.api.put(`/v1/templates/${name}`, { base }).expect(200);
  });
  afterEach(() => world?.close());

  /** Submitted and taken into use. */
  const worded = async (language: Language, fallback: string | null): Promise<void> => {
    const { wordings } = world.application.repositories;
    const [key, by] = [
      { template: name, language },
      { at: world.clock.now(), by: 'system' },
    ];
    const of = templateDefinitions().find((one) => one.name === base && one.language === language);
    const wording = { body: `VIP. ${of?.body ?? ''}`, fallback };
    await wordings.saveDraft(tenantId, key, { ...by, wording }, 0);
    await wordings.submit(tenantId, key, { ...by, name: `${name}_t1` }, 1);
    await wordings.use(tenantId, key, 1, by, 2);
  };
  const known = async (standings: readonly [string, Language, TemplateFacts['status']][]): Promise<void> => {
    const at = world.clock.now();
    await world.application.repositories.templates.note(
      tenantId,
      standings.map(([template, language, status]) => ({
        ...{ key: { accountId, name: template, language }, facts: facts(status), at },
      })),
    );
    await world.turn(31_000);
  };
  const told = async () => {
    await world.api
      .put('/v1/triggers/vip/draft', { ...aRule({ when: [] }), then: [{ do: 'notify', template: name }] })
      .expect(200);
    await world.api.post('/v1/triggers/vip/publish').expect(200);
    const person = await newPerson(world);
    await report(world, aMovementEvent({ eventId: 'spoken_vip', customer: person.customerRef ?? '' }));
    const line = (await transcriptOf(world, person.contactRef ?? '')).at(-1);
    const { template } = (await world.api.get(`/v1/messages/${line?.id}/explain`).expect(200)).body;
    return template;
  };

  it('its base in use: that is said, in their language', async () => {
    await worded('tr', base);
    await known([
      [`${name}_t1`, 'tr', 'paused'],
      [base, 'tr', 'approved'],
      [base, 'en', 'approved'],
    ]);
    expect(await told()).toEqual({
      ...{ name: base, language: 'tr', insteadOf: null, chosen: { name, unsaid: 'paused' } },
    });
  });

  it('its base out of use too: said in English, in words of their own where there are any', async () => {
    await worded('tr', base);
    await worded('en', base);
    await known([
      [`${name}_t1`, 'tr', 'paused'],
      [base, 'tr', 'rejected'],
      [base, 'en', 'approved'],
      [`${name}_t1`, 'en', 'approved'],
    ]);
    const insteadOf = { language: 'tr', reason: 'template_rejected' };
    expect(await told()).toEqual({ name: `${name}_t1`, language: 'en', chosen: { name }, insteadOf });
  });

  it('nothing may stand in for it: not said in English in the words of the product', async () => {
    await worded('tr', null);
    await known([
      [`${name}_t1`, 'tr', 'paused'],
      [base, 'en', 'approved'],
    ]);
    expect(await told()).toMatchObject({ name: `${name}_t1`, language: 'tr', insteadOf: null });
  });
});

describe('the same with a platform that reviews', () => {
  let world: World;
  afterEach(() => world?.close());

  const env = {
    ...{ SIMULATOR: 'on', WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
    ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
  };
  // Bora Hayalci, who speaks Turkish.
  const customer = 'C002';
  const lastOnPhone = async (): Promise<string> => {
    const agent = request(world.application.server as Server);
    const chat = await agent.get('/simulator/api/chats/+905000000201/messages?all=1').expect(200);
    return JSON.stringify(chat.body.messages.at(-1) ?? null);
  };
  /** The webhook brings it, as soon as the platform has reviewed. */
  const reviewed = async (language: Language, what: object, status: string): Promise<void> => {
    const agent = request(world.application.server as Server);
    await agent.post(`/simulator/api/templates/${letterTemplate}/${language}`).send(what).expect(200);
    await waitFor(`${letterTemplate} ${language} ${status}`, async () => {
      await world.settle();
      const { body } = await world.api.get(`/v1/templates/${letterTemplate}/${language}`);
      return body.platform.some((one: { status: string }) => one.status === status);
    });
  };
  const start = async (others: Record<string, string> = {}): Promise<void> => {
    world = await startWorld({ demo: true, env: { ...env, ...others } });
    await world.api.post('/v1/templates/sync').expect(200);
    // What the demo says itself has left.
    await world.settle();
  };

  it('rejected in Turkish, approved in English: the letter is in English on the telephone', async () => {
    await start();
    await reviewed('tr', { status: 'REJECTED' }, 'rejected');
    await report(world, aLetterEvent({ eventId: 'spoken_review', customer }));
    expect(await lastOnPhone()).toContain('Dear Bora Hayalci');
  });

  it('rejected in Turkish, and no other language wanted: not sent and the reason told; approved: it goes by itself', async () => {
    await start({ LANGUAGE_FALLBACK: 'off' });
    await reviewed('tr', { status: 'REJECTED', reason: 'INVALID_FORMAT' }, 'rejected');
    await report(world, aLetterEvent({ eventId: 'spoken_held', customer }));
    const held = async (): Promise<{ reason: string; template?: object }[]> =>
      (await world.api.get('/v1/messages?state=held')).body.data.map((one: { held: object }) => one.held);
    expect(await held()).toMatchObject([
      { reason: 'template', template: { status: 'rejected', reason: 'INVALID_FORMAT' } },
    ]);
    expect(await lastOnPhone()).not.toContain('Bora Hayalci');
    await reviewed('tr', { status: 'APPROVED' }, 'approved');
    await world.turn(1_000);
    expect([await held(), (await lastOnPhone()).includes('Sayın Bora Hayalci')]).toEqual([[], true]);
  });
});
