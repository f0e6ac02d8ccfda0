import request from 'supertest';
import type { Server } from 'node:http';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

/** The simulator is the platform, which outlives the process, and reviews only when it is told to. */
const env = {
  ...{ SIMULATOR: 'on', WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
  ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
};
/** Above every lease. */
const leasesMs = 10 * 60_000;

/** Writes of a submission, of the reading before it, and of taking it to the platform. */
const submitting: readonly (readonly [CallName, number])[] = [
  ['templates.beginRead', 1],
  ['templates.noteRead', 1],
  ['templates.endRead', 1],
  ['audit.noteTemplates', 1],
  ['audit.noteTemplates', 2],
  ['wordings.submit', 1],
  ['templates.queue', 1],
  ['templates.claim', 1],
  ['templates.note', 1],
  ['templates.settle', 1],
];
/** Of learning that it is approved. */
const approving: readonly (readonly [CallName, number])[] = [
  ['templates.note', 1],
  ['audit.noteTemplates', 1],
  ['wordings.use', 1],
];
const moments = ['before', 'after'] as const;
const inTurkish = templateDefinitions().filter(({ language }) => language === 'tr');
const plain = inTurkish.filter(({ header }) => header === null).map(({ name }) => name);
const withDocument = inTurkish.filter(({ header }) => header !== null).map(({ name }) => name);
/** Each death happens to a template of its own. */
const deathsOf = (points: typeof submitting, from: number) =>
  points
    .flatMap(([call, nth]) => moments.map((moment) => ({ call, nth, moment })))
    .map((death, index) => ({ ...death, template: plain[from + index] ?? '' }));
const whileSubmitting = deathsOf(submitting, 0);
const whileApproving = deathsOf(approving, whileSubmitting.length);

describe('a process that dies while templates are taken to the platform', () => {
  let world: World;
  let mortal: DyingProcess;

  beforeAll(async () => {
    world = await startWorld({ env });
    await simulator('put', 'chaos', { holdReviews: true });
    await world.api.post('/v1/templates/sync').expect(200);
    const { templates, wordings, audit, tasks } = world.application.repositories;
    mortal = makeMortal({ repositories: { templates, wordings, audit, tasks } });
  });
  afterAll(async () => {
    mortal?.revive();
    await world?.close();
  });

  const simulator = async (method: 'put' | 'post', what: string, body: object): Promise<void> => {
    const agent = request(world.application.server as Server);
    await agent[method](`/simulator/api/${what}`)
      .send(body)
      .expect((answer) => answer.status < 300);
  };
  const atPlatform = async (template: string): Promise<string[]> => {
    const { body } = await request(world.application.server as Server).get('/simulator/api/templates');
    return (body.templates as { name: string; language: string }[])
      .filter(({ name, language }) => language === 'tr' && name.startsWith(`${template}_t`))
      .map(({ name }) => name);
  };
  const draft = async (template: string): Promise<void> => {
    const { body } = (await world.api.get(`/v1/templates/${template}/tr`)).body as { body: string };
    await world.api.put(`/v1/templates/${template}/tr/draft`, { body: `Bilginize. ${body}` }).expect(200);
  };
  const submit = (template: string) =>
    world.api.post('/v1/templates/submit', { names: [template], languages: ['tr'] });
  const settle = () =>
    world.settle().catch((error: unknown) => {
      if (!mortal.isDead()) throw error;
    });
  /** Started again; leases end. */
  const goOn = async (): Promise<void> => {
    mortal.revive();
    await world.turn(leasesMs);
    await world.turn(leasesMs);
  };
  /** Dies while it submits; whoever was not answered asks again. */
  const submitAndDie = async (template: string): Promise<void> => {
    const { status } = await submit(template);
    await settle();
    expect(mortal.isDead()).toBe(true);
    await goOn();
    if (status !== 202) await submit(template).expect(202);
    await world.settle();
    await world.turn(leasesMs);
  };
  const isThereOnce = async (template: string): Promise<void> => {
    expect(await atPlatform(template)).toEqual([`${template}_t1`]);
    const { body } = await world.api.get(`/v1/templates/${template}/tr`);
    expect(body.versions).toHaveLength(1);
    expect(body.draft).toBeNull();
    expect(body.platform.filter(({ version }: { version: number | null }) => version === 1)).toMatchObject([
      { status: 'pending', submission: null, differences: [] },
    ]);
  };

  it.each(whileSubmitting)(
    'submitting, $moment $call, the $nth.: $template is on the account once, as it was written',
    async ({ call, nth, moment, template }) => {
      await draft(template);
      mortal.dieAt(call, moment, { nth });
      await submitAndDie(template);
      await isThereOnce(template);
    },
  );

  it.each(
    (['audit.noteTemplates', 'wordings.makeNamed', 'wordings.submit', 'templates.settle'] as const).flatMap(
      (call) => moments.map((moment) => ({ call, moment })),
    ),
  )('a template of one’s own, $moment $call: made, and on the account once', async ({ call, moment }) => {
    const template = `own_${call.replaceAll(/\W/g, '_').toLowerCase()}_${moment}`;
    const make = () => world.api.put(`/v1/templates/${template}`, { base: 'account_movement_v1' });
    const isMaking = call === 'audit.noteTemplates' || call === 'wordings.makeNamed';
    if (isMaking) {
      mortal.dieAt(call, moment, { nth: 1 });
      expect((await make()).status).toBeGreaterThanOrEqual(500);
      await goOn();
    }
    await make().expect(200);
    await draft(template);
    if (isMaking) {
      await submit(template).expect(202);
      await world.settle();
    } else {
      mortal.dieAt(call, moment, { nth: 1 });
      await submitAndDie(template);
    }
    await isThereOnce(template);
  });

  it.each(moments)(
    'a template of one’s own, %s it is deleted: deleted once more, and gone',
    async (moment) => {
      const path = `/v1/templates/gone_${moment}`;
      await world.api.put(path, { base: 'account_movement_v1' }).expect(200);
      mortal.dieAt('wordings.retire', moment, { nth: 1 });
      expect((await world.api.remove(path)).status).toBeGreaterThanOrEqual(500);
      await goOn();

      expect((await world.api.remove(path)).status).toBe(moment === 'before' ? 204 : 404);
      expect((await world.api.get(`${path}/tr`)).status).toBe(404);
    },
  );

  it.each(moments)(
    'its sample is uploaded, and it dies %s that is kept: on the account once',
    async (moment) => {
      const template = withDocument[moments.indexOf(moment)] ?? '';
      await request(world.application.server as Server).delete('/simulator/api/uploads');
      await draft(template);
      mortal.dieAt('templates.saveSample', moment);
      const { status } = await submit(template);
      await settle();
      // Whoever found a handle that still counts keeps none.
      const hasDied = mortal.isDead();
      await goOn();
      if (status !== 202) await submit(template).expect(202);
      await world.turn(leasesMs);
      expect(hasDied).toBe(true);
      await isThereOnce(template);
    },
  );

  it.each(whileApproving)(
    'approved, $moment $call, the $nth.: $template is in use, once',
    async ({ call, nth, moment, template }) => {
      await draft(template);
      await submit(template).expect(202);
      await world.settle();
      mortal.dieAt(call, moment, { nth });
      await simulator('post', `templates/${template}_t1/tr`, { status: 'APPROVED' });
      await waitFor('its death', async () => {
        await settle();
        return mortal.isDead();
      });
      await goOn();
      await world.api.post('/v1/templates/sync').expect(200);

      const { body } = await world.api.get(`/v1/templates/${template}/tr`);
      expect(body.inUse).toBe(1);
      const used = body.history.filter(({ what }: { what: string }) => what === 'used');
      expect(used).toHaveLength(1);
      expect(await atPlatform(template)).toEqual([`${template}_t1`]);
    },
  );
});
