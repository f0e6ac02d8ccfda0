import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import {
  ada,
  hello,
  makeWorld,
  phoneNumberId,
  samir,
  toAda,
  token,
  wabaId,
  type World,
} from '../support/simulator-world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
});

const graph = (path: string): string => `/simulator/graph/v26.0/${path}`;
const send = (body: object) =>
  request(world.app)
    .post(graph(`${phoneNumberId}/messages`))
    .set('authorization', `Bearer ${token}`)
    .send(body);
const write = (text: string, phone = ada) =>
  request(world.app).post(`/simulator/api/chats/${phone}/messages`).send({ type: 'text', text }).expect(201);
const shown = async (
  query = '',
  phone = ada,
): Promise<{ id: string; status: string; content: Record<string, unknown> }[]> =>
  (await request(world.app).get(`/simulator/api/chats/${phone}/messages${query}`)).body.messages;
const statusesNow = (): string[] => world.product.statuses.map(({ status }) => status);
/** Opens the window of Ada. */
const openWindow = async (): Promise<void> => {
  await write('merhaba');
  await world.time.until(() => world.product.messages.length > 0);
};

describe('sending through the simulated Graph API', () => {
  it('a template to a phone: answers like Meta, then reports sent and delivered, signed, with our data and the price once each', async () => {
    const { body } = await send(toAda({ ...hello(), biz_opaque_callback_data: 'v1.int_1.1' })).expect(200);

    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: ada, wa_id: '905000000102' }],
      messages: [{ id: expect.stringMatching(/^wamid\..+/), message_status: 'accepted' }],
    });
    expect(await shown()).toEqual([]);

    world.time.advance(100);
    await world.time.until(() => statusesNow().length === 1);
    world.time.advance(100);
    await world.time.until(() => statusesNow().length === 2);

    expect(statusesNow()).toEqual(['sent', 'delivered']);
    expect(world.product.statuses.every((status) => status.id === body.messages[0].id)).toBe(true);
    expect(
      world.product.statuses.every((status) => status['biz_opaque_callback_data'] === 'v1.int_1.1'),
    ).toBe(true);
    expect(world.product.received.every(({ isSigned }) => isSigned)).toBe(true);
    expect((await shown())[0]).toMatchObject({
      status: 'delivered',
      content: { text: 'Merhaba Ada.', template: 'hello_v1' },
    });
  });

  it('when the phone page shows the chat: reports read, and the price not a third time', async () => {
    await send(toAda(hello()));
    world.time.advance(200);
    await world.time.until(() => statusesNow().length === 2);

    await request(world.app).post(`/simulator/api/chats/${ada}/seen`).expect(204);
    world.time.advance(50);
    await world.time.until(() => statusesNow().length === 3);

    expect(statusesNow()).toEqual(['sent', 'delivered', 'read']);
    expect(world.product.statuses.map((status) => 'pricing' in status)).toEqual([true, true, false]);
  });

  it('when nobody looks, or the receipts are off: never reports read', async () => {
    await send(toAda(hello()));
    world.time.advance(200);
    await world.time.until(() => statusesNow().length === 2);
    world.time.advance(3_600_000);
    await request(world.app)
      .patch(`/simulator/api/contacts/${ada}`)
      .send({ readReceipts: false })
      .expect(200);
    await request(world.app).post(`/simulator/api/chats/${ada}/seen`).expect(204);
    world.time.advance(3_600_000);

    expect((await shown())[0]).toMatchObject({ status: 'read' });
    expect(statusesNow()).toEqual(['sent', 'delivered']);
  });

  it('free text outside the 24-hour window: is accepted, then fails with 131047, and never reaches the phone', async () => {
    const { body } = await send(toAda({ type: 'text', text: { body: 'Merhaba' } })).expect(200);
    world.time.advance(200);
    await world.time.until(() => statusesNow().length === 1);

    expect(world.product.statuses[0]).toMatchObject({
      id: body.messages[0].id,
      status: 'failed',
      errors: [{ code: 131047 }],
    });
    expect(world.product.received[0]?.value).not.toHaveProperty('contacts');
    expect(await shown()).toEqual([]);
    expect((await shown('?all=1'))[0]).toMatchObject({ status: 'failed', errorCode: 131047 });
  });

  it('free text after the person wrote: arrives until 24 hours later, and fails from then on', async () => {
    await openWindow();
    const text = toAda({ type: 'text', text: { body: 'Buyurun' } });

    world.time.advance(24 * 3_600_000 - 1_000);
    await send(text).expect(200);
    world.time.advance(999);
    await world.time.until(() => statusesNow().length === 2);
    world.time.advance(1);
    await send(text).expect(200);
    world.time.advance(200);
    await world.time.until(() => statusesNow().length === 3);

    expect(statusesNow()).toEqual(['sent', 'delivered', 'failed']);
  });

  it('to a number that is not on WhatsApp, or a person who blocked us: fails with 131026', async () => {
    await send({ ...toAda(hello()), to: '+905000009999' }).expect(200);
    await request(world.app).patch(`/simulator/api/contacts/${samir}`).send({ blocked: true });
    await send({ ...toAda(hello()), to: samir }).expect(200);
    world.time.advance(200);
    await world.time.until(() => statusesNow().length === 2);

    expect(world.product.statuses.map((status) => status.errors?.[0]?.code)).toEqual([131026, 131026]);
  });

  it('to a business-scoped user id: reaches the same person', async () => {
    await openWindow();
    const userId = world.product.received[0]?.value.contacts?.[0]?.user_id ?? '';
    const { body } = await send({
      messaging_product: 'whatsapp',
      recipient: userId,
      type: 'text',
      text: { body: 'a' },
    }).expect(200);
    world.time.advance(200);
    await world.time.until(() => statusesNow().length === 2);

    expect(userId).toMatch(/^TR\.\d{19}$/);
    expect(body.contacts).toEqual([{ input: userId, user_id: userId }]);
    expect(world.product.statuses[0]).toMatchObject({
      recipient_user_id: userId,
      recipient_id: '905000000102',
    });
  });

  it.each([
    [
      'a wrong token',
      401,
      190,
      (): request.Test =>
        request(world.app)
          .post(graph(`${phoneNumberId}/messages`))
          .set('authorization', 'Bearer no')
          .send(toAda(hello())),
    ],
    [
      'an unknown template',
      404,
      132001,
      () => send(toAda({ type: 'template', template: { name: 'none', language: { code: 'tr' } } })),
    ],
    ['a newline in a value', 400, 132018, () => send(toAda(hello('A\nB')))],
    [
      'the number of the business itself',
      400,
      131021,
      () => send({ ...toAda(hello()), to: '+902120000000' }),
    ],
    ['no recipient', 400, 131008, () => send({ messaging_product: 'whatsapp', ...hello() })],
    [
      'media that is not there',
      400,
      131009,
      () => send(toAda({ type: 'image', image: { id: '1234567890123456' } })),
    ],
    [
      'broken JSON',
      400,
      100,
      () =>
        request(world.app)
          .post(graph(`${phoneNumberId}/messages`))
          .set('authorization', `Bearer ${token}`)
          .type('json')
          .send('{'),
    ],
    [
      'a number of someone else',
      400,
      100,
      () =>
        request(world.app)
          .post(graph('999/messages'))
          .set('authorization', `Bearer ${token}`)
          .send(toAda(hello())),
    ],
  ])('%s: answers %i with code %i in the error body of Graph', async (_name, http, code, call) => {
    const { status, body } = await call();

    expect(status).toBe(http);
    expect(body.error).toMatchObject({
      code,
      type: expect.any(String),
      fbtrace_id: expect.any(String),
      error_data: { messaging_product: 'whatsapp' },
    });
    expect(body.error.message).toMatch(new RegExp(`^\\(#${String(code)}\\) `));
  });

  it('46 messages at once to one person: refuses the last with 131056, unless the limit is off', async () => {
    for (let i = 0; i < 45; i += 1) await send(toAda(hello())).expect(200);

    expect((await send(toAda(hello())).expect(400)).body.error.code).toBe(131056);
    await request(world.app).put('/simulator/api/chaos').send({ pairRate: false }).expect(200);
    await send(toAda(hello())).expect(200);
  });

  it('a linked document: is fetched and shown; a link that answers 404 fails with 131053', async () => {
    const files = createServer((incoming, response) => {
      if (incoming.url === '/letter.pdf')
        response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4 letter');
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${String((files.address() as AddressInfo).port)}`;
    await openWindow();

    const good = await send(
      toAda({ type: 'document', document: { link: `${origin}/letter.pdf`, filename: 'mektup.pdf' } }),
    );
    world.time.advance(100);
    await world.time.until(() => statusesNow().includes('sent'));
    world.time.advance(100);
    await world.time.until(() => statusesNow().includes('delivered'));
    const bad = await send(toAda({ type: 'document', document: { link: `${origin}/none.pdf` } }));
    world.time.advance(200);
    await world.time.until(() => statusesNow().includes('failed'));
    files.close();

    const document = (await shown()).find(({ id }) => id === good.body.messages[0].id);
    expect(document?.content).toMatchObject({
      type: 'media',
      media: { filename: 'mektup.pdf', mimeType: 'application/pdf', size: 15 },
    });
    const failed = world.product.statuses.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ id: bad.body.messages[0].id, errors: [{ code: 131053 }] });
    const { mediaId } = (document?.content as { media: { mediaId: string } }).media;
    const file = await request(world.app).get(`/simulator/api/media/${mediaId}`).expect(200);
    expect(file.headers['content-type']).toBe('application/pdf');
  });

  it('a read receipt with a typing sign: turns this and all earlier ticks blue, and shows typing until the business writes', async () => {
    await write('bir');
    await write('iki');
    await world.time.until(() => world.product.messages.length === 2);
    await send({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: world.product.messages[1]?.id,
      typing_indicator: { type: 'text' },
    }).expect(200, { success: true });

    const isTyping = async (): Promise<boolean> =>
      (await request(world.app).get('/simulator/api/state')).body.chats[0].typing;
    expect((await shown()).map(({ status }) => status)).toEqual(['read', 'read']);
    expect(await isTyping()).toBe(true);
    await send(toAda({ type: 'text', text: { body: 'Buyurun' } }));
    expect(await isTyping()).toBe(false);
  });

  it('a reaction: is drawn on its message, reports only sent, and is refused for a message that is not there', async () => {
    await openWindow();
    const [message] = world.product.messages;
    await send(toAda({ type: 'reaction', reaction: { message_id: message?.id, emoji: '👍' } })).expect(200);
    world.time.advance(1_000);
    await world.time.until(() => statusesNow().length === 1);

    expect((await shown())[0]).toMatchObject({ reactions: { business: '👍', person: null } });
    expect(await shown()).toHaveLength(1);
    expect(statusesNow()).toEqual(['sent']);
    expect(
      (await send(toAda({ type: 'reaction', reaction: { message_id: 'wamid.no', emoji: '👍' } })).expect(400))
        .body.error.code,
    ).toBe(131009);
  });
});

describe('media of the simulated Graph API', () => {
  const authorised = (test: request.Test): request.Test => test.set('authorization', `Bearer ${token}`);
  const upload = () =>
    authorised(request(world.app).post(graph(`${phoneNumberId}/media`)))
      .field('messaging_product', 'whatsapp')
      .field('type', 'application/pdf')
      .attach('file', Buffer.from('%PDF-1.4 ığüşöç'), { filename: 'ek.pdf', contentType: 'application/pdf' });

  it('uploaded: resolves to an address that serves the same bytes to the token alone, for five minutes', async () => {
    const { body: uploaded } = await upload().expect(200);
    const { body: resolved } = await authorised(request(world.app).get(graph(uploaded.id))).expect(200);
    const address = new URL(resolved.url);
    const path = `${address.pathname}${address.search}`;

    expect(resolved).toMatchObject({
      messaging_product: 'whatsapp',
      mime_type: 'application/pdf',
      id: uploaded.id,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { body: bytes } = await authorised(request(world.app).get(path)).buffer().expect(200);
    expect(Buffer.from(bytes).toString()).toBe('%PDF-1.4 ığüşöç');
    await request(world.app).get(path).expect(401);
    await authorised(
      request(world.app).get(path.replace(/hash=./, (start) => (start === 'hash=_' ? 'hash=a' : 'hash=_'))),
    ).expect(404);
    world.time.advance(300_000);
    await authorised(request(world.app).get(path)).expect(404);
  });

  it('deleted, or 30 days old: is unknown', async () => {
    const { body: first } = await upload();
    const { body: second } = await upload();
    await authorised(request(world.app).delete(graph(first.id))).expect(200, { success: true });
    world.time.advance(30 * 86_400_000);

    for (const { id } of [first, second])
      expect((await authorised(request(world.app).get(graph(id))).expect(400)).body.error).toMatchObject({
        code: 100,
        error_subcode: 33,
      });
  });

  it('of a type that cannot be sent: is refused at the upload', async () => {
    const { body } = await authorised(request(world.app).post(graph(`${phoneNumberId}/media`)))
      .field('messaging_product', 'whatsapp')
      .attach('file', Buffer.from('GIF89a'), { filename: 'a.gif', contentType: 'image/gif' })
      .expect(400);

    expect(body.error.code).toBe(100);
  });
});

describe('templates and numbers of the simulated Graph API', () => {
  const get = (path: string) =>
    request(world.app).get(graph(path)).set('authorization', `Bearer ${token}`).expect(200);

  it('listed page by page: come with their components and named parameters', async () => {
    const { body: first } = await get(`${wabaId}/message_templates?limit=2`);
    const { body: second } = await get(
      `${wabaId}/message_templates?limit=2&after=${first.paging.cursors.after as string}`,
    );

    expect(first.data).toHaveLength(2);
    expect(second.data).toHaveLength(1);
    expect(second.paging.next).toBeUndefined();
    expect(first.data[1]).toMatchObject({
      name: 'hello_v1',
      language: 'tr',
      status: 'APPROVED',
      parameter_format: 'NAMED',
      components: [{ type: 'BODY', text: 'Merhaba {{contact_name}}.' }],
    });
  });

  it('created: waits for its review, which approves it, tells the product, and lets it be sent', async () => {
    const name = 'new_v1';
    const body = {
      name,
      language: 'tr',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Merhaba.' }],
    };
    const created = await request(world.app)
      .post(graph(`${wabaId}/message_templates`))
      .set('authorization', `Bearer ${token}`)
      .send(body)
      .expect(200);
    const sending = toAda({ type: 'template', template: { name, language: { code: 'tr' } } });
    expect(created.body).toMatchObject({ status: 'PENDING', category: 'UTILITY' });
    await send(sending).expect(404);

    world.time.advance(2_000);
    await world.time.until(() => world.product.received.some(({ value }) => value.event === 'APPROVED'));

    await send(sending).expect(200);
  });

  it('of the number: give what was asked for', async () => {
    expect((await get(`${phoneNumberId}?fields=display_phone_number,quality_rating`)).body).toEqual({
      display_phone_number: '+90 212 000 00 00',
      quality_rating: 'GREEN',
      id: phoneNumberId,
    });
  });
});
