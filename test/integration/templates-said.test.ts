import { aLetterEvent } from '../support/events.ts';
import { newPerson, report, transcriptOf, type Person } from '../support/scenario.ts';
import type { TemplateFacts } from '../../src/templates/account/account-template.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { startWorld, type World } from '../support/world.ts';

const template = 'recon_letter_ready_nodoc_v1';
const ownName = `${template}_t1`;
const key = { template, language: 'tr' } as const;
const tenantId = 't_demo';
const accountId = '301122334455667';
const product = templateDefinitions().find(({ name, language }) => name === template && language === 'tr');
const ownBody = `Kendi sözlerimizle: ${product?.body ?? ''}`;

describe('messages outside the window, in a tenant’s own words', () => {
  let world: World;
  let count = 0;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world?.close());

  const bringIntoUse = async (fallback: string | null): Promise<void> => {
    const { wordings } = world.application.repositories;
    const by = { at: world.clock.now(), by: 'key:a' };
    await wordings.saveDraft(tenantId, key, { ...by, wording: { body: ownBody, fallback } }, null);
    await wordings.submit(tenantId, key, { ...by, name: ownName }, 1);
    await wordings.use(tenantId, key, 1, { ...by, by: 'system' }, 2);
  };
  /** The platform says it, and this process has had the time to ask. */
  const known = async (name: string, facts: Partial<TemplateFacts>): Promise<void> => {
    const at = world.clock.now();
    await world.application.repositories.templates.note(tenantId, [
      { key: { accountId, name, language: 'tr' }, facts, at },
    ]);
    await world.turn(31_000);
  };
  const letter = async (person: Person): Promise<void> => {
    count += 1;
    await report(world, aLetterEvent({ eventId: `said_${count}`, customer: person.customerRef ?? '' }));
  };
  const approved = { status: 'approved', reason: null, advice: null } as const;

  it('approved: said under their name, and the transcript says what the platform shows', async () => {
    await bringIntoUse(template);
    await known(ownName, approved);
    const person = await newPerson(world);
    await letter(person);
    expect(person.sees()).toMatchObject({ kind: 'template', template: ownName });
    const lines = await transcriptOf(world, person.contactRef ?? '');
    expect(lines.at(-1)?.text).toMatch(/^Kendi sözlerimizle: /);
  });

  it('inside the window: the same words', async () => {
    await bringIntoUse(template);
    await known(ownName, approved);
    const person = await newPerson(world);
    await person.writes('merhaba');
    await letter(person);
    expect(person.sees().kind).toBe('buttons');
    expect(person.sees().text).toMatch(/^Kendi sözlerimizle: /);
  });

  it('paused, with a fallback: the words of the product; carried again: its own', async () => {
    await bringIntoUse(template);
    await known(ownName, { status: 'paused', reason: null, advice: null });
    const person = await newPerson(world);
    await letter(person);
    expect(person.sees().template).toBe(template);
    await known(ownName, approved);
    await letter(person);
    expect(person.sees().template).toBe(ownName);
  });

  it('paused, with a template of the tenant’s as fallback: its words; that an advertisement or out of use as well: those of the product', async () => {
    const { wordings } = world.application.repositories;
    const made = { template: 'letter_short', language: 'tr' } as const;
    const by = { at: world.clock.now(), by: 'key:a' };
    await wordings.makeNamed(tenantId, { template: made.template, base: template });
    const wording = { body: `Kısaca: ${product?.body ?? ''}`, fallback: template };
    await wordings.saveDraft(tenantId, made, { ...by, wording }, null);
    const { rev } = (await wordings.find(tenantId, made)) ?? { rev: 0 };
    await wordings.submit(tenantId, made, { ...by, name: 'letter_short_t1' }, rev);
    await wordings.use(tenantId, made, 1, { ...by, by: 'system' }, rev + 1);
    await bringIntoUse(made.template);
    await known(ownName, { status: 'paused', reason: null, advice: null });
    const person = await newPerson(world);
    await letter(person);
    expect(person.sees().template).toBe('letter_short_t1');
    expect((await transcriptOf(world, person.contactRef ?? '')).at(-1)?.text).toMatch(/^Kısaca: /);
    // An advertisement would need another consent: whoever gave none would hear nothing at all.
    await known('letter_short_t1', { category: 'marketing' });
    await letter(person);
    expect(person.sees().template).toBe(template);
    await known('letter_short_t1', { category: 'utility' });
    await letter(person);
    expect(person.sees().template).toBe('letter_short_t1');
    await known('letter_short_t1', { status: 'rejected', reason: null, advice: null });
    await letter(person);
    expect(person.sees().template).toBe(template);
    await known(ownName, approved);
    await letter(person);
    expect(person.sees().template).toBe(ownName);
  });

  it('paused, without a fallback: held under its name, without a call', async () => {
    await bringIntoUse(null);
    await known(ownName, { status: 'paused', reason: null, advice: null });
    const person = await newPerson(world);
    await letter(person);
    expect(world.graph.calls).toEqual([]);
    const held = (await world.api.get('/v1/tasks?reason=template_held')).body.data;
    expect(held).toMatchObject([{ details: { template: ownName, status: 'paused', why: null } }]);
  });

  it('taken as marketing: counted as marketing', async () => {
    await known(template, { category: 'marketing', comingCategory: null });
    const person = await newPerson(world);
    await letter(person);
    const costs = (await world.api.get('/v1/costs?from=2026-11-01&to=2026-12-01&by=category')).body;
    expect(JSON.stringify(costs)).toContain('"marketing"');
  });
});
