import request from 'supertest';
import type { Server } from 'node:http';
import type { TenantId } from '../../src/shared/ids.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

/** The simulator is the platform, and reviews only when it is told to. */
const env = {
  SIMULATOR: 'on',
  WHATSAPP_PHONE_NUMBER_ID: '',
  WHATSAPP_WABA_ID: '',
  WHATSAPP_ACCESS_TOKEN: '',
  WHATSAPP_APP_SECRET: '',
  WHATSAPP_VERIFY_TOKEN: '',
  WHATSAPP_GRAPH_URL: '',
};

interface Placed {
  name: string;
  version: number | null;
  inUse: boolean;
  status: string;
  reason: string | null;
  category: string;
  quality: string;
  submission: { state: string; problem: { cause: string } | null } | null;
  differences: { field: string; ours: string | null; theirs: string | null }[];
}

const template = 'recon_reminder_v1';
const path = `/v1/templates/${template}/tr`;

describe('templates on the account', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ env });
    await simulator('put', 'chaos', { holdReviews: true });
    await world.api.post('/v1/templates/sync').expect(200);
  });
  afterEach(() => world.close());

  const simulator = async (method: 'put' | 'post', what: string, body: object): Promise<void> => {
    const agent = request(world.application.server as Server);
    const answer = await agent[method](`/simulator/api/${what}`).send(body);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  };
  const placed = async (): Promise<Placed[]> => (await world.api.get(path)).body.platform;
  const own = async (): Promise<Placed | undefined> =>
    (await placed()).find(({ version }) => version !== null);
  const force = async (name: string, what: object, until: (one: Placed) => boolean): Promise<void> => {
    await simulator('post', `templates/${name}/tr`, what);
    await waitFor(`what was done to ${name}`, async () => {
      await world.settle();
      return (await placed()).some((one) => one.name === name && until(one));
    });
  };
  const body = async (): Promise<string> => (await world.api.get(path)).body.body;
  const write = async (changed: (text: string) => string, more: object = {}): Promise<void> => {
    await world.api.put(`${path}/draft`, { body: changed(await body()), ...more }).expect(200);
  };
  const submit = async (): Promise<object> => {
    const answer = await world.api.post('/v1/templates/submit', { names: [template], languages: ['tr'] });
    expect(answer.status).toBe(202);
    await world.settle();
    return answer.body;
  };
  const access = async (): Promise<{ accountId: string; token: string }> => {
    const { items } = await world.application.repositories.channels.list('t_demo' as TenantId, {
      ...{ limit: 1, after: null },
    });
    const [channel] = items;
    if (channel === undefined) throw new Error('there is a channel');
    const secrets = await world.application.repositories.channels.secretsOf('t_demo' as TenantId, channel.id);
    return { accountId: channel.wabaId ?? '', token: secrets?.accessToken ?? '' };
  };
  const graph = async (where: string, sent: object): Promise<void> => {
    const { token } = await access();
    await request(world.application.server as Server)
      .post(`/simulator/graph/v26.0/${where}`)
      .set('authorization', `Bearer ${token}`)
      .send(sent)
      .expect(200);
  };
  /** Of the newest own words, as they would have been sent. */
  const componentsOf = async (): Promise<object[]> => {
    const { versions, parameters, buttons } = (await world.api.get(path)).body;
    const examples = parameters.map(({ name, sample }: { name: string; sample: string }) => ({
      ...{ param_name: name, example: sample },
    }));
    return [
      { type: 'BODY', text: versions.at(-1).body, example: { body_text_named_params: examples } },
      { type: 'BUTTONS', buttons: buttons.map((text: string) => ({ type: 'QUICK_REPLY', text })) },
    ];
  };
  const tasks = async (reason: string): Promise<{ status: string; details: Record<string, unknown> }[]> =>
    (await world.api.get(`/v1/tasks?reason=${reason}`)).body.data;

  it('read: what the product ships is approved, as it is here', async () => {
    const all = (await world.api.get('/v1/templates?limit=200')).body.data;
    expect(all.length).toBeGreaterThan(30);
    for (const { platform } of all)
      expect(platform).toMatchObject([{ status: 'approved', differences: [], inUse: true }]);
    expect((await world.api.get('/v1/templates?status=rejected')).body.data).toEqual([]);
    expect((await world.api.get('/v1/templates/accounts')).body.data).toMatchObject([
      { others: 0, problem: null, readAt: '2026-11-23T07:00:00.000Z' },
    ]);
  });

  it('own words: created under a name of their own, in use once they are approved, and back again', async () => {
    await write((text) => `Bir hatırlatma. ${text}`);
    expect(await submit()).toMatchObject({ queued: [{ name: `${template}_t1`, action: 'create' }] });
    expect(await own()).toMatchObject({ status: 'pending', inUse: false, submission: null });
    expect(await submit()).toMatchObject({ queued: [], unchanged: 2 });

    await force(`${template}_t1`, { status: 'APPROVED' }, ({ inUse }) => inUse);
    expect((await world.api.get(path)).body).toMatchObject({
      inUse: 1,
      history: [{ what: 'submitted' }, { what: 'used', version: 1, by: 'system' }],
    });

    await world.api.post(`${path}/withdraw`).expect(200);
    expect((await placed()).find(({ version }) => version === null)).toMatchObject({ inUse: true });
    await world.api.post(`${path}/withdraw`).expect(409);
  });

  it('rejected: the reason is shown, staff is told, and the next words take its name', async () => {
    await write((text) => `Bir hatırlatma. ${text}`);
    await submit();
    const news = { status: 'REJECTED', reason: 'INVALID_FORMAT', recommendation: 'Full address.' };
    await force(`${template}_t1`, news, ({ status }) => status === 'rejected');
    expect(await own()).toMatchObject({ reason: 'INVALID_FORMAT', advice: 'Full address.', inUse: false });
    expect(await tasks('template_out_of_use')).toMatchObject([
      { status: 'open', details: { template: `${template}_t1`, status: 'rejected', why: 'INVALID_FORMAT' } },
    ]);

    await write((text) => `Küçük bir hatırlatma. ${text}`);
    expect(await submit()).toMatchObject({ queued: [{ name: `${template}_t1`, action: 'edit' }] });
    await force(`${template}_t1`, { status: 'APPROVED' }, ({ inUse }) => inUse);
    expect(await own()).toMatchObject({ version: 2, name: `${template}_t1`, differences: [] });
    expect(await tasks('template_out_of_use')).toMatchObject([{ status: 'done' }]);
  });

  it('taken as marketing: never in use by itself, and staff is told', async () => {
    await write((text) => `Bir hatırlatma. ${text}`);
    await submit();
    await simulator('post', `templates/${template}_t1/tr`, { category: 'MARKETING' });
    await force(`${template}_t1`, { status: 'APPROVED' }, ({ status }) => status === 'approved');
    expect(await own()).toMatchObject({ category: 'marketing', inUse: false });
    expect(await tasks('template_category_changed')).toMatchObject([
      { details: { template: `${template}_t1`, from: 'utility', to: 'marketing', isInForce: true } },
    ]);
  });

  it('paused by its quality, and carried again: told, and the task is done', async () => {
    await force(template, { quality: 'RED' }, ({ quality }) => quality === 'red');
    await force(template, { status: 'PAUSED' }, ({ status }) => status === 'paused');
    expect(await tasks('template_out_of_use')).toMatchObject([
      { status: 'open', details: { template, status: 'paused' } },
    ]);
    await force(template, { status: 'APPROVED' }, ({ status }) => status === 'approved');
    expect(await tasks('template_out_of_use')).toMatchObject([{ status: 'done' }]);
  });

  it('reworded by somebody at the platform: shown field by field, told, and put back once', async () => {
    const ours = await body();
    const theirs = `${ours} Saygılarımızla.`;
    await force(template, { body: theirs }, ({ differences }) => differences.length > 0);
    expect((await placed())[0]?.differences).toEqual([{ field: 'body', ours, theirs }]);
    expect(await tasks('template_reworded')).toMatchObject([{ details: { template, language: 'tr' } }]);

    expect(await submit()).toMatchObject({ queued: [{ name: template, action: 'edit' }] });
    expect(await placed()).toMatchObject([{ status: 'pending', differences: [] }]);
    await force(template, { status: 'APPROVED' }, ({ status }) => status === 'approved');
    // The same news in the same second would be one.
    await world.turn(1_000);
    await force(template, { body: theirs }, ({ differences }) => differences.length > 0);
    await submit();
    expect(await placed()).toMatchObject([
      { status: 'approved', submission: { state: 'waiting', problem: { cause: 'too_often' } } },
    ]);
    await world.turn(24 * 60 * 60_000);
    expect(await placed()).toMatchObject([{ status: 'pending', submission: null, differences: [] }]);
  });

  it('the answer to a creation is lost: found on the account, and not created twice', async () => {
    await simulator('put', 'chaos', { holdReviews: true, loseTemplateAnswers: 1 });
    await write((text) => `Bir hatırlatma. ${text}`);
    await submit();
    expect(await own()).toMatchObject({ submission: { state: 'waiting' } });
    await world.turn(60_000);
    expect(await own()).toMatchObject({ status: 'pending', submission: null });
    const all = (await request(world.application.server as Server).get('/simulator/api/templates')).body;
    expect(all.templates.filter(({ name }: Placed) => name === `${template}_t1`)).toHaveLength(1);
  });

  it.each([
    ['before it was created', false],
    ['after it was created', true],
  ])('whoever took it there died %s: the next goes on, and it is there once', async (_title, isCreated) => {
    await write((text) => `Bir hatırlatma. ${text}`);
    await world.api.post('/v1/templates/submit', { names: [template], languages: ['tr'] }).expect(202);
    const now = world.clock.now();
    const until = new Date(now.getTime() + 120_000);
    const { templates, channels } = world.application.repositories;
    const tenantId = 't_demo' as TenantId;
    const claimed = await templates.claim(tenantId, { owner: 'dead', now, until });
    expect(claimed?.name).toBe(`${template}_t1`);
    if (isCreated) {
      const { items } = await channels.list(tenantId, { limit: 1, after: null });
      await graph(`${items[0]?.wabaId ?? ''}/message_templates`, {
        ...{ name: `${template}_t1`, language: 'tr', category: 'UTILITY' },
        components: await componentsOf(),
      });
    }
    await world.settle();
    expect(await own()).toMatchObject({ submission: { state: 'queued' } });
    await world.turn(120_000);
    expect(await own()).toMatchObject({ status: 'pending', submission: null, differences: [] });
    const all = (await request(world.application.server as Server).get('/simulator/api/templates')).body;
    expect(all.templates.filter(({ name }: Placed) => name === `${template}_t1`)).toHaveLength(1);
  });

  it('somebody deletes one: missing after the next reading, and created anew', async () => {
    const agent = request(world.application.server as Server);
    const { accountId, token } = await access();
    await agent
      .delete(`/simulator/graph/v26.0/${accountId}/message_templates?name=${template}`)
      .set('authorization', `Bearer ${token}`)
      .expect(200);
    await world.api.post('/v1/templates/sync').expect(200);
    await waitFor(
      'the reading',
      async () => (await world.settle(), (await placed())[0]?.status === 'missing'),
    );

    expect(await submit()).toMatchObject({ queued: [{ name: template, action: 'create' }] });
    await waitFor('a new one', async () => (await world.settle(), (await placed())[0]?.status === 'pending'));
    await force(template, { status: 'APPROVED' }, ({ status }) => status === 'approved');
    expect((await placed())[0]).toMatchObject({ submission: null, differences: [] });
    const { templates } = (await agent.get('/simulator/api/templates')).body;
    expect(
      templates.filter(
        ({ name, language }: Record<string, string>) => name === template && language === 'tr',
      ),
    ).toHaveLength(1);
  });
});
