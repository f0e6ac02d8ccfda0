import request from 'supertest';
import type { Server } from 'node:http';
import type { TemplateNote } from '../../src/templates/account/template-note.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const env = {
  ...{ SIMULATOR: 'on', WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
  ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
};
const template = 'recon_reminder_v1';
const path = `/v1/templates/${template}/tr`;
const chosen = { names: [template], languages: ['tr'] };

describe('what people do with templates', () => {
  let world: World;
  let notes: TemplateNote[];
  beforeEach(async () => {
    world = await startWorld({ env });
    notes = [];
    const { audit } = world.application.repositories;
    const note = audit.noteTemplates.bind(audit);
    audit.noteTemplates = async (given) => {
      notes.push(...given);
      await note(given);
    };
  });
  afterEach(() => world.close());

  const read = async () => (await world.api.get(path).expect(200)).body;
  const noted = (): (string | undefined)[][] =>
    notes.map(({ what, before, after }) => [what, before?.body, after?.body]);
  const draft = async (body: string): Promise<void> => {
    await world.api.put(`${path}/draft`, { body }).expect(200);
  };

  it('drafted, deleted, submitted, used and withdrawn: each on record, with the words before and after', async () => {
    const { body } = (await read()) as { body: string };
    const [one, two] = [`Sayın müşterimiz, ${body}`, `Değerli müşterimiz, ${body}`];
    await draft(one);
    await draft(two);
    await world.api.remove(`${path}/draft`).expect(200);
    await draft(one);
    await world.api.post('/v1/templates/submit', chosen).expect(202);
    await waitFor('own words in use', async () => {
      await world.settle();
      return (await read()).inUse === 1;
    });
    await world.api.post(`${path}/withdraw`).expect(200);

    expect(noted().filter(([what]) => what !== 'queued')).toEqual([
      ['drafted', undefined, one],
      ['drafted', one, two],
      ['draft_deleted', two, undefined],
      ['drafted', undefined, one],
      ['submitted', undefined, one],
      ['used', undefined, one],
      ['withdrawn', one, undefined],
    ]);
    expect(noted().filter(([what]) => what === 'queued')).toContainEqual(['queued', undefined, one]);
    const by = new Map(notes.map((note) => [note.what, note.by]));
    expect([by.get('used'), by.get('withdrawn')]).toEqual(['system', expect.stringMatching(/^key:/)]);
  });

  it('refused, or of a revision that is gone: nothing is on record, nothing is changed', async () => {
    await draft(`Sayın müşterimiz, ${(await read()).body as string}`);
    notes = [];
    await world.api.put(`${path}/draft`, { body: 'yarım {{' }).expect(400);
    const { rev } = await read();
    await world.api
      .put(`${path}/draft`, { body: (await read()).body })
      .set('If-Match', `"${rev + 1}"`)
      .expect(412);
    await world.api
      .remove(`${path}/draft`)
      .set('If-Match', `"${rev + 1}"`)
      .expect(412);
    await world.api
      .post('/v1/templates/submit', chosen)
      .set('If-Match', `"${rev + 1}"`)
      .expect(412);

    expect(notes).toEqual([]);
    expect((await read()).rev).toBe(rev);
  });

  it('submitted with If-Match: the draft that was seen; for more than one template it is refused', async () => {
    await draft(`Sayın müşterimiz, ${(await read()).body as string}`);
    const { rev } = await read();
    const submit = (choice: object) =>
      world.api.post('/v1/templates/submit', choice).set('If-Match', `"${rev}"`);
    const { body } = await submit({}).expect(400);
    expect(body.problems).toMatchObject([{ field: 'If-Match' }]);
    await submit(chosen).expect(202);
    expect(await read()).toMatchObject({ draft: null, versions: [{ version: 1 }] });
    await submit(chosen).expect(412);
  });

  it('what the audit cannot keep is not done', async () => {
    const { audit } = world.application.repositories;
    audit.noteTemplates = () => Promise.reject(new Error('the disk is full'));
    const answer = await request(world.application.server as Server)
      .put(`${path}/draft`)
      .set('authorization', `Bearer test-key-0123456789abcdef`)
      .send({ body: `Sayın müşterimiz, ${(await read()).body as string}` });

    expect(answer.status).toBe(500);
    expect((await read()).draft).toBeNull();
  });
});
