import request from 'supertest';
import { makeWorld, phoneNumberId, toAda, token, wabaId, type World } from '../support/simulator-world.ts';

const hour = 3_600_000;
const body = 'Sayın {{contact_name}}, mektubunuz hazırdır ve yanıtınızı bekliyoruz.';
const bodyPart = (text = body) => ({
  type: 'BODY',
  text,
  example: { body_text_named_params: [{ param_name: 'contact_name', example: 'Deniz' }] },
});
const template = (changes: object = {}) => ({
  ...{ name: 'new_v1', language: 'tr', category: 'UTILITY', parameter_format: 'NAMED' },
  components: [bodyPart(), { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Tamam' }] }],
  ...changes,
});
const sending = (name = 'new_v1') =>
  toAda({
    type: 'template',
    template: {
      ...{ name, language: { code: 'tr' } },
      components: [
        { type: 'body', parameters: [{ type: 'text', parameter_name: 'contact_name', text: 'Ada' }] },
      ],
    },
  });

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const call = (path: string, sent: object) =>
  request(world.app)
    .post(`/simulator/graph/v26.0/${path}`)
    .set('authorization', `Bearer ${token}`)
    .send(sent);
const read = async (id: string) =>
  (await request(world.app).get(`/simulator/graph/v26.0/${id}`).set('authorization', `Bearer ${token}`)).body;
const create = async (changes: object = {}): Promise<string> => {
  const answer = await call(`${wabaId}/message_templates`, template(changes)).expect(200);
  return String(answer.body.id);
};
const force = (what: object, name = 'new_v1') =>
  request(world.app).post(`/simulator/api/templates/${name}/tr`).send(what).expect(200);
const send = (name?: string) => call(`${phoneNumberId}/messages`, sending(name));
/** What the product was told about templates: the distinctive members of each. Statuses of messages come when they come. */
const told = (): Record<string, unknown>[] =>
  world.product.received
    .map(({ value }) => value as unknown as Record<string, unknown>)
    .filter((value) => 'event' in value || !('statuses' in value));
const reviewed = async (): Promise<void> => {
  const before = told().length;
  world.time.advance(2_000);
  await world.time.until(() => told().length > before, 'the review');
};

describe('the review of templates', () => {
  it('a sound one: pending, then approved with its webhook, and read with its components', async () => {
    const id = await create();
    expect(await read(id)).toMatchObject({ status: 'PENDING', category: 'UTILITY' });
    await send().expect(404);
    await reviewed();
    expect(told()).toEqual([
      {
        ...{ event: 'APPROVED', message_template_id: Number(id), message_template_name: 'new_v1' },
        ...{ message_template_language: 'tr', reason: 'NONE', message_template_category: 'UTILITY' },
      },
    ]);
    expect(await read(id)).toMatchObject({
      ...{ status: 'APPROVED', quality_score: { score: 'UNKNOWN' }, parameter_format: 'NAMED' },
      components: [bodyPart(), { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Tamam' }] }],
    });
    await send().expect(200);
  });

  it('advertising sent in as utility: approved as marketing', async () => {
    await create({ components: [bodyPart('Sayın {{contact_name}}, bu hafta indirim var, bekleriz.')] });
    await reviewed();
    expect(told()).toMatchObject([{ event: 'APPROVED', message_template_category: 'MARKETING' }]);
  });

  it('a shortened address: rejected with the reason and what to do; edited at once and approved', async () => {
    const id = await create({
      components: [bodyPart('Sayın {{contact_name}}, adresimiz bit.ly/abc olmuştur.')],
    });
    await reviewed();
    expect(told()).toMatchObject([
      { event: 'REJECTED', reason: 'INVALID_FORMAT', rejection_info: { reason: 'INVALID_FORMAT' } },
    ]);
    expect(await read(id)).toMatchObject({ status: 'REJECTED', rejected_reason: 'INVALID_FORMAT' });
    for (let n = 0; n < 3; n += 1) {
      await force({ status: 'REJECTED', reason: 'PROMOTIONAL' });
      await call(id, { components: [bodyPart()] }).expect(200, { success: true });
    }
    await reviewed();
    expect(await read(id)).toMatchObject({ status: 'APPROVED', rejected_reason: 'NONE' });
  });

  it('held by hand: stays in review, through a restart, until a status is given', async () => {
    await request(world.app).put('/simulator/api/chaos').send({ holdReviews: true }).expect(200);
    const id = await create();
    world.time.advance(hour);
    await world.restart();
    world.time.advance(hour);
    expect(await read(id)).toMatchObject({ status: 'PENDING' });
    await force({ status: 'REJECTED', reason: 'TAG_CONTENT_MISMATCH' });
    expect(await read(id)).toMatchObject({ status: 'REJECTED', rejected_reason: 'TAG_CONTENT_MISMATCH' });
  });

  it('what cannot be: refused at once, with the code of the platform', async () => {
    const refused: [object, number, number?][] = [
      [{ name: 'Büyük' }, 100],
      [{ components: [] }, 100],
      [{ components: [{ type: 'BODY', text: body }] }, 100],
      [{ components: [bodyPart('{{contact_name}}, mektubunuz hazırdır.')] }, 100, 2388299],
      [{ components: [bodyPart('Mektubunuz hazırdır, sayın {{contact_name}}.')] }, 100, 2388299],
      [{ components: [bodyPart('Ey {{contact_name}} ya')] }, 100, 2388293],
      [{ components: [{ type: 'HEADER', format: 'DOCUMENT' }, bodyPart()] }, 100],
      [
        {
          components: [
            { type: 'HEADER', format: 'DOCUMENT', example: { header_handle: ['4::nobody'] } },
            bodyPart(),
          ],
        },
        131009,
      ],
      [{ name: 'hello_v1' }, 100, 2388024],
    ];
    for (const [changes, code, subcode] of refused) {
      const { body: answer } = await call(`${wabaId}/message_templates`, template(changes)).expect(400);
      expect([answer.error.code, answer.error.error_subcode]).toEqual([code, subcode]);
    }
  });

  it('the hundred and first of an hour: refused for now; an hour later taken', async () => {
    for (let n = 0; n < 100; n += 1) await create({ name: `t_${n}` });
    const { body: answer } = await call(`${wabaId}/message_templates`, template()).expect(400);
    expect(answer.error.code).toBe(80007);
    world.time.advance(hour);
    await create();
  });
});

describe('a template in use', () => {
  let id: string;
  beforeEach(async () => {
    id = await create();
    await reviewed();
    world.product.received.length = 0;
  });

  it('edited: in review again; once a day and ten times in thirty days, and never into another category', async () => {
    await call(id, { category: 'MARKETING' }).expect(400);
    await call(id, { components: [bodyPart(`${body} Lütfen.`)] }).expect(200);
    await send().expect(404);
    await reviewed();
    const { body: again } = await call(id, { components: [bodyPart()] }).expect(400);
    expect(again.error.error_subcode).toBe(2388019);
    for (let n = 1; n < 10; n += 1) {
      world.time.advance(24 * hour);
      await call(id, { components: [bodyPart()] }).expect(200);
      await reviewed();
    }
    world.time.advance(24 * hour);
    await call(id, { components: [bodyPart()] }).expect(400);
    world.time.advance(21 * 24 * hour);
    await call(id, { components: [bodyPart()] }).expect(200);
  });

  it('paused by its quality: three hours, then six, then disabled for good; refused as such meanwhile', async () => {
    await force({ status: 'PAUSED' });
    expect((await send()).body.error.code).toBe(132015);
    world.time.advance(3 * hour - 1);
    expect(await read(id)).toMatchObject({ status: 'PAUSED' });
    world.time.advance(1);
    await world.time.until(() => told().length === 2);
    await send().expect(200);
    await force({ status: 'PAUSED' });
    world.time.advance(6 * hour);
    expect(await read(id)).toMatchObject({ status: 'APPROVED' });
    await force({ status: 'PAUSED' });
    expect((await send()).body.error.code).toBe(132016);
    await world.time.until(() => told().length === 5);
    const news = told().map(({ event, other_info: info }) => [event, (info as { title: string }).title]);
    expect(news.sort()).toEqual([
      ['APPROVED', 'UNPAUSE'],
      ['APPROVED', 'UNPAUSE'],
      ['DISABLED', 'DISABLED'],
      ['PAUSED', 'FIRST_PAUSE'],
      ['PAUSED', 'SECOND_PAUSE'],
    ]);
  });

  it('paused before a restart: comes back at its time all the same', async () => {
    await force({ status: 'PAUSED' });
    await world.restart();
    world.time.advance(3 * hour - 1);
    expect(await read(id)).toMatchObject({ status: 'PAUSED' });
    world.time.advance(1);
    await send().expect(200);
  });

  it('unpaused by hand before its time: in use at once, and its time passes without a word', async () => {
    await force({ status: 'PAUSED' });
    await call(`${id}/unpause`, {}).expect(200, { success: true });
    await send().expect(200);
    await call(`${id}/unpause`, {}).expect(400);
    world.time.advance(3 * hour);
    expect(
      told()
        .map(({ event }) => event)
        .filter(Boolean),
    ).toEqual(['PAUSED', 'APPROVED']);
  });

  it('rated, announced to be moved, moved, reworded: each is told as the platform tells it', async () => {
    await force({ quality: 'RED' });
    await force({ category: 'MARKETING', warning: true });
    expect(await read(id)).toMatchObject({ category: 'UTILITY', correct_category: 'MARKETING' });
    await force({ category: 'MARKETING' });
    await force({ body: `${body} Selamlar.` });
    await world.time.until(() => told().length === 4);
    expect(told()).toMatchObject([
      { previous_quality_score: 'UNKNOWN', new_quality_score: 'RED', message_template_name: 'new_v1' },
      { correct_category: 'MARKETING', new_category: 'UTILITY' },
      { previous_category: 'UTILITY', new_category: 'MARKETING' },
      { message_template_element: `${body} Selamlar.`, message_template_id: Number(id) },
    ]);
    expect(await read(id)).toMatchObject({
      ...{ category: 'MARKETING', previous_category: 'UTILITY', quality_score: { score: 'RED' } },
      components: [{ text: `${body} Selamlar.` }, {}],
    });
  });
});

describe('the sample of a header', () => {
  const upload = async (bytes: Buffer): Promise<string> => {
    const begun = await call(
      `100000000000001/uploads?file_name=a.pdf&file_length=${bytes.length}&file_type=application/pdf`,
      {},
    ).expect(200);
    return String(begun.body.id);
  };
  const append = (id: string, offset: number, bytes: Buffer) =>
    request(world.app)
      .post(`/simulator/graph/v26.0/${id}`)
      .set('authorization', `OAuth ${token}`)
      .set('file_offset', String(offset))
      .set('content-type', 'application/pdf')
      .send(bytes);
  const withHeader = (handle: string) => ({
    components: [{ type: 'HEADER', format: 'DOCUMENT', example: { header_handle: [handle] } }, bodyPart()],
  });

  it('sent in two pieces, through a restart: its handle serves more than one template, until it is forgotten', async () => {
    const bytes = Buffer.from('%PDF-1.4 a sample');
    const id = await upload(bytes);
    expect((await append(id, 0, bytes.subarray(0, 5)).expect(200)).body).toEqual({ id, file_offset: 5 });
    await world.restart();
    expect(await read(id)).toEqual({ id, file_offset: 5 });
    await append(id, 0, bytes.subarray(5)).expect(400);
    const { h: handle } = (await append(id, 5, bytes.subarray(5)).expect(200)).body as { h: string };
    await create({ name: 'one', ...withHeader(handle) });
    await create({ name: 'two', ...withHeader(handle) });
    await request(world.app).delete('/simulator/api/uploads').expect(204);
    await call(`${wabaId}/message_templates`, template({ name: 'three', ...withHeader(handle) })).expect(400);
  });

  it('more bytes than announced, or an upload nobody began: refused', async () => {
    const id = await upload(Buffer.from('12345'));
    await append(id, 0, Buffer.from('123456')).expect(400);
    await append('upload:nobody', 0, Buffer.from('1')).expect(400);
    await call('100000000000001/uploads?file_length=0&file_type=x', {}).expect(400);
  });
});
