import request from 'supertest';
import type { Server } from 'node:http';
import { sampleDocument } from '../../src/templates/account/sample-document.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { startWorld, type World } from '../support/world.ts';

const env = {
  ...{ SIMULATOR: 'on', WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
  ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
};
const [one = '', two = '', three = ''] = templateDefinitions()
  .filter(({ language, header }) => language === 'tr' && header === 'document')
  .map(({ name }) => name);

describe('the sample of a document header', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ env });
    await agent().put('/simulator/api/chaos').send({ holdReviews: true });
    await world.api.post('/v1/templates/sync').expect(200);
  });
  afterEach(() => world?.close());

  const agent = () => request(world.application.server as Server);
  const submit = async (template: string): Promise<void> => {
    const { body } = (await world.api.get(`/v1/templates/${template}/tr`)).body as { body: string };
    await world.api.put(`/v1/templates/${template}/tr/draft`, { body: `Bilginize. ${body}` }).expect(200);
    await world.api.post('/v1/templates/submit', { names: [template], languages: ['tr'] }).expect(202);
    await world.settle();
  };
  const stateOf = async (template: string): Promise<object[]> => {
    const { body } = await world.api.get(`/v1/templates/${template}/tr`);
    return body.platform.filter(({ version }: { version: number | null }) => version === 1);
  };
  const sample = async () => {
    const [{ accountId }] = (await world.api.get('/v1/templates/accounts')).body.data;
    return (await world.application.repositories.templates.account('t_demo', accountId))?.sample ?? null;
  };
  const isPending = [{ status: 'pending', submission: null, differences: [] }];

  it('uploaded in two steps with the first template, kept by its handle, and named again by the next', async () => {
    expect(await sample()).toBeNull();
    await submit(one);
    const kept = await sample();
    expect(kept).toMatchObject({ sha256: sampleDocument.sha256, handle: expect.stringMatching(/^4:/) });
    await world.turn(60_000);
    await submit(two);

    expect(await sample()).toEqual(kept);
    expect([await stateOf(one), await stateOf(two)]).toMatchObject([isPending, isPending]);
  });

  it('forgotten by the platform: uploaded once again, and the template is there', async () => {
    await submit(one);
    const before = await sample();
    await agent().delete('/simulator/api/uploads').expect(204);
    await submit(two);
    const after = await sample();
    await submit(three);

    expect(after?.handle).not.toBe(before?.handle);
    expect(await sample()).toEqual(after);
    expect([await stateOf(two), await stateOf(three)]).toMatchObject([isPending, isPending]);
  });

  it('templates without a document: nothing is uploaded', async () => {
    await submit('recon_reminder_v1');
    expect([await sample(), await stateOf('recon_reminder_v1')]).toMatchObject([null, isPending]);
  });
});
