import { aMovementEvent } from '../support/events.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPerson, transcriptOf, type Person } from '../support/scenario.ts';
import type { TemplateFacts } from '../../src/templates/account/account-template.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { startWorld, type World } from '../support/world.ts';

const base = 'account_movement_v1';
const name = 'movement_vip';
const key = { template: name, language: 'tr' } as const;
const tenantId = 't_demo';
const accountId = '301122334455667';
const product = templateDefinitions().find((one) => one.name === base && one.language === 'tr');
const body = `Değerli müşterimiz, ${product?.body ?? ''}`;
const isVip = /^Değerli müşterimiz, /;
const approved = { status: 'approved', reason: null, advice: null } as const;
const paused = { status: 'paused', reason: null, advice: null } as const;

describe('a template that a rule chose', () => {
  let world: World;
  let count = 0;
  beforeEach(async () => {
    world = await startWorld();
    await world.api.put(`/v1/templates/${name}`, { base }).expect(200);
  });
  afterEach(() => world?.close());

  const submit = async (fallback: string | null = base): Promise<void> => {
    const { wordings } = world.application.repositories;
    const by = { at: world.clock.now(), by: 'key:a' };
    await wordings.saveDraft(tenantId, key, { ...by, wording: { body, fallback } }, 0);
    await wordings.submit(tenantId, key, { ...by, name: `${name}_t1` }, 1);
  };
  /** The platform says it, and this process has had the time to ask. */
  const known = async (facts: Partial<TemplateFacts>): Promise<void> => {
    const at = world.clock.now();
    await world.application.repositories.templates.note(tenantId, [
      { key: { accountId, name: `${name}_t1`, language: 'tr' }, facts, at },
    ]);
    await world.turn(31_000);
  };
  const bringIntoUse = async (fallback?: string | null): Promise<void> => {
    await submit(fallback);
    const by = { at: world.clock.now(), by: 'system' };
    await world.application.repositories.wordings.use(tenantId, key, 1, by, 2);
    await known(approved);
  };
  const write = (then: object = {}, id = 'vip') =>
    world.api.put(`/v1/triggers/${id}/draft`, {
      ...aRule({ when: [] }),
      then: [{ do: 'notify', template: name, ...then }],
    });
  const publish = async (then: object = {}): Promise<void> => {
    await write(then).expect(200);
    await world.api.post('/v1/triggers/vip/publish').expect(200);
  };
  const move = async (person: Person): Promise<void> => {
    count += 1;
    const event = aMovementEvent({ eventId: `chosen_${count}`, customer: person.customerRef ?? '' });
    await world.api.post('/v1/events', event).expect(202);
    await world.settle();
  };
  const explained = async (person: Person) => {
    const lines = await transcriptOf(world, person.contactRef ?? '');
    return (await world.api.get(`/v1/messages/${lines.at(-1)?.id ?? ''}/explain?lang=en`).expect(200)).body;
  };

  it('approved: said under its name outside the window, in its words inside, with the buttons of its base', async () => {
    await bringIntoUse();
    await publish();
    const person = await newPerson(world);
    await move(person);
    expect(person.sees()).toMatchObject({ kind: 'template', template: `${name}_t1` });
    const { template, sentences } = await explained(person);
    expect(template).toEqual({ name: `${name}_t1`, language: 'tr', chosen: { name }, insteadOf: null });
    expect(sentences.join('\n')).toContain(`the words of the template ${name}, which the rule chose`);

    await person.writes('merhaba');
    await move(person);
    expect(person.sees()).toMatchObject({ kind: 'buttons', text: expect.stringMatching(isVip) });
    expect(person.sees().choices).toHaveLength(3);
  });

  it('not approved, then rejected, then approved and paused: its base is said, by name, and explain says why', async () => {
    await submit();
    const draft = await write();
    expect([draft.status, draft.body.warnings]).toEqual([
      200,
      [
        expect.objectContaining({
          code: 'template_not_in_use',
          field: 'then[0].template',
          message: `${name} is not in use in ar, en, tr: until it is, ${base} is said`,
        }),
      ],
    ]);
    await world.api.post('/v1/triggers/vip/publish').expect(200);
    const person = await newPerson(world);
    const said = async (): Promise<unknown[]> => {
      await move(person);
      const { template } = await explained(person);
      return [person.sees().template, template.name, template.chosen];
    };

    expect(await said()).toEqual([base, base, { name, unsaid: 'not_approved' }]);
    await known({ status: 'rejected', reason: 'INVALID_FORMAT', advice: null });
    expect(await said()).toEqual([base, base, { name, unsaid: 'rejected' }]);
    const by = { at: world.clock.now(), by: 'system' };
    await world.application.repositories.wordings.use(tenantId, key, 1, by, 2);
    await known(approved);
    expect(await said()).toEqual([`${name}_t1`, `${name}_t1`, { name }]);
    await known(paused);
    expect(await said()).toEqual([base, base, { name, unsaid: 'paused' }]);
    expect((await explained(person)).sentences.join('\n')).toContain(
      `${base} was said in its place: Meta paused it`,
    );
  });

  it('paused, with nothing in its place: held with the reason', async () => {
    await bringIntoUse(null);
    await publish();
    await known(paused);
    const person = await newPerson(world);
    await move(person);

    expect(person.got()).toEqual([]);
    const held = (await world.api.get('/v1/tasks?reason=template_held')).body.data;
    expect(held).toMatchObject([{ details: { template: `${name}_t1`, status: 'paused' } }]);
  });

  it('chosen for somebody who stopped messages: nothing is said', async () => {
    await bringIntoUse();
    await publish();
    const person = await newPerson(world);
    await person.writes('DUR');
    const before = person.got().length;
    await move(person);

    expect(person.got()).toHaveLength(before);
  });

  it('several movements told as one: in the words of that form, which is another template', async () => {
    await bringIntoUse();
    await publish({ collapse: { within: 'PT10M', from: 2 } });
    const person = await newPerson(world);
    await move(person);
    await move(person);
    await world.turn(10 * 60_000);

    expect(person.sees().template).toBe('account_movements_v1');
    expect((await explained(person)).template.chosen).toEqual({ name, unsaid: 'other_form' });
  });

  it('a dry run: says its words, and which template was chosen', async () => {
    await bringIntoUse();
    await write().expect(200);
    const person = await newPerson(world);
    const {
      event_id: _id,
      tenant: _tenant,
      ...sample
    } = aMovementEvent({
      ...{ eventId: 'x', customer: person.customerRef ?? '' },
    });
    const { items } = (await world.api.post('/v1/triggers/vip/dry-run', { sample }).expect(200)).body;

    expect(items[0].outcome.effects[0].messages).toMatchObject([
      { text: expect.stringMatching(isVip), template: `${name}_t1`, chosen: { name } },
    ]);
    expect(person.got()).toEqual([]);
  });

  it('one there is not, one of another message, one without words: refused by name', async () => {
    const problem = async (template: string): Promise<string> => {
      const { status, body: answer } = await write({ template });
      return `${status} ${answer.problems[0].field} ${answer.problems[0].message.split(':')[0]}`;
    };
    await world.api.put('/v1/templates/payment_vip', { base: 'payment_due_v1' }).expect(200);

    expect(await problem('movement_gold')).toBe('400 then[0].template unknown_template');
    expect(await problem(base)).toBe('400 then[0].template unknown_template');
    expect(await problem('payment_vip')).toBe('400 then[0].template template_does_not_fit');
    expect(await problem(name)).toBe('400 then[0].template no_words');
  });

  it('deleted while a rule says it: refused with the rule named; afterwards no rule can say it', async () => {
    await bringIntoUse();
    await publish();
    const usedBy = async (of: string) => (await world.api.get(`/v1/templates/${of}/tr`)).body.usedBy;
    expect(await usedBy(name)).toEqual({ notices: [], rules: [{ id: 'vip', name: aRule().name }] });
    expect(await usedBy(base)).toEqual({ notices: ['notice.movement'], rules: [] });
    const refused = await world.api.remove(`/v1/templates/${name}`);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'template_in_use',
      'Rules say it: vip.',
    ]);

    await write({ template: null }).expect(200);
    await world.api.post('/v1/triggers/vip/publish').expect(200);
    expect(await usedBy(base)).toMatchObject({ rules: [{ id: 'vip' }] });
    await world.api.remove(`/v1/templates/${name}`).expect(204);
    expect((await world.api.post('/v1/triggers/vip/undo')).status).toBe(400);
    const person = await newPerson(world);
    await move(person);
    expect(person.sees().template).toBe(base);
  });
});
