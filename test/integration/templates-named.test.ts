import request from 'supertest';
import type { Server } from 'node:http';
import { startWorld, waitFor, type World } from '../support/world.ts';

/** The simulator is the platform, and reviews only when it is told to. */
const env = {
  ...{ SIMULATOR: 'on', WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
  ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
};
const base = 'account_movement_v1';
const vip = '/v1/templates/movement_vip';

describe('a template of a tenant’s own', () => {
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
  const read = async () => (await world.api.get(`${vip}/tr`)).body;
  const review = async (name: string, what: object, status: string): Promise<void> => {
    await simulator('post', `templates/${name}/tr`, what);
    await waitFor(`${name} ${status}`, async () => {
      await world.settle();
      return (await read()).platform.some((one: { status: string }) => one.status === status);
    });
  };
  const submit = async (): Promise<{ queued: object[] }> => {
    const answer = await world.api.post('/v1/templates/submit', { names: ['movement_vip'] }).expect(202);
    await world.settle();
    return answer.body;
  };
  const draft = async (changed: (text: string) => string): Promise<void> => {
    await world.api.put(`${vip}/tr/draft`, { body: changed((await read()).body) }).expect(200);
  };

  it('made of one of the product: has its parts in every language, and nothing of it is on an account', async () => {
    const { data } = (await world.api.put(vip, { base }).expect(200)).body;
    const ofBase = (await world.api.get(`/v1/templates/${base}/tr`)).body;

    expect(data.map(({ name, language }: Record<string, string>) => [name, language])).toEqual([
      ['movement_vip', 'ar'],
      ['movement_vip', 'en'],
      ['movement_vip', 'tr'],
    ]);
    const { buttons, parameters, body, prompt } = ofBase;
    expect([ofBase.base, await read()]).toMatchObject([
      null,
      { base, buttons, parameters, body, prompt, rev: 0, platform: [], inUse: null },
    ]);
    expect((await world.api.put(vip, { base }).expect(200)).body).toEqual({ data, nextCursor: null });
    expect((await submit()).queued).toEqual([]);
  });

  it('worded, rejected, worded anew and approved: followed on the account under names of its own', async () => {
    await world.api.put(vip, { base }).expect(200);
    const refused = await world.api.put(`${vip}/tr/draft`, { body: 'Hesabınızda hareket var.' });
    expect([refused.status, refused.body.problems[0].message]).toEqual([
      400,
      expect.stringContaining('missing_variable'),
    ]);
    await draft((text) => `Değerli müşterimiz, ${text}`);
    expect((await read()).draft.fallback).toBe(base);
    expect((await submit()).queued).toEqual([{ name: 'movement_vip_t1', language: 'tr', action: 'create' }]);
    await review('movement_vip_t1', { status: 'REJECTED', reason: 'INVALID_FORMAT' }, 'rejected');
    const { data: tasks } = (await world.api.get('/v1/tasks?reason=template_out_of_use')).body;
    expect(tasks).toMatchObject([{ details: { template: 'movement_vip_t1', fallback: base } }]);

    await draft((text) => `Sayın müşterimiz, ${text}`);
    expect((await submit()).queued).toMatchObject([{ name: 'movement_vip_t1', action: 'edit' }]);
    await review('movement_vip_t1', { status: 'APPROVED' }, 'approved');
    expect(await read()).toMatchObject({
      inUse: 2,
      platform: [{ name: 'movement_vip_t1', version: 2, inUse: true, differences: [] }],
    });
  });

  it('deleted: not found, listed or submitted; made again it goes on where it was, and of another base not at all', async () => {
    await world.api.put(vip, { base }).expect(200);
    await draft((text) => `Değerli müşterimiz, ${text}`);
    await submit();
    await review('movement_vip_t1', { status: 'APPROVED' }, 'approved');
    await draft((text) => `Kıymetli müşterimiz, ${text}`);
    await world.api.remove(vip).expect(204);

    expect((await world.api.get(`${vip}/tr`)).status).toBe(404);
    expect((await world.api.get('/v1/templates?name=movement_vip')).body.data).toEqual([]);
    expect((await world.api.put(`${vip}/tr/draft`, { body: 'x' })).status).toBe(404);
    expect((await world.api.post(`${vip}/tr/withdraw`)).status).toBe(404);
    expect((await world.api.remove(vip)).status).toBe(404);
    expect((await world.api.post('/v1/templates/submit', { names: ['movement_vip'] })).status).toBe(404);
    expect((await world.api.post('/v1/templates/submit', {})).body.queued).toEqual([]);
    expect((await world.api.put(vip, { base: 'payment_due_v1' })).body.code).toBe('template_name_taken');

    await world.api.put(vip, { base }).expect(200);
    expect((await submit()).queued).toMatchObject([{ name: 'movement_vip_t2', action: 'create' }]);
    expect(await read()).toMatchObject({ inUse: 1, versions: [{ version: 1 }, { version: 2 }] });
  });

  it.each([
    ['movement_t1', base, 400],
    ['movement_v2', base, 400],
    ['Vip', base, 400],
    ['movement_vip', 'movement_gold', 400],
    [base, base, 400],
  ])('%s of %s: refused with %i', async (name, of, status) => {
    expect((await world.api.put(`/v1/templates/${name}`, { base: of })).status).toBe(status);
  });
});
