import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { OutboundContent } from '../../src/delivery/message-sender.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { mediaForm } from '../../src/whatsapp/meta/media-form.ts';
import { messageBody } from '../../src/whatsapp/meta/message-body.ts';
import { ada, makeWorld, phoneNumberId, token, type World } from '../support/simulator-world.ts';

const definitions = templateDefinitions();
let world: World;
beforeEach(async () => {
  world = await makeWorld({
    templates: definitions.map(({ name, language, body, header, buttons }) => ({
      name,
      language,
      body,
      header: header ?? 'none',
      buttons,
    })),
  });
});
afterEach(async () => {
  await world.close();
});

const send = (content: OutboundContent) =>
  request(world.app)
    .post(`/simulator/graph/v26.0/${phoneNumberId}/messages`)
    .set('authorization', `Bearer ${token}`)
    .send(messageBody({ to: { phone: ada, userId: null }, content, callbackData: 'v1.int_1.1' }) ?? {});
const openWindow = async (): Promise<void> => {
  await request(world.app)
    .post(`/simulator/api/chats/${ada}/messages`)
    .send({ type: 'text', text: 'merhaba' });
  await world.time.until(() => world.product.messages.length === 1);
};
const arrived = async (): Promise<{ content: Record<string, unknown> }> => {
  const before = world.product.statuses.length;
  world.time.advance(100);
  await world.time.until(() => world.product.statuses.length > before);
  world.time.advance(100);
  await world.time.until(() => world.product.statuses.length > before + 1);
  return (await request(world.app).get(`/simulator/api/chats/${ada}/messages`)).body.messages.at(-1);
};

describe('what the product sends', () => {
  it('every template it ships, in every language, with its samples: is taken and filled in, its buttons with our payloads', async () => {
    await request(world.app).put('/simulator/api/chaos').send({ pairRate: false });
    for (const { name, language, parameters, header, buttons } of definitions) {
      const answer = await send({
        type: 'template',
        name,
        language,
        parameters: parameters.map((parameter) => ({ name: parameter.name, value: parameter.sample })),
        document: header && { link: 'http://files.test/a.pdf', filename: 'a.pdf' },
        buttonPayloads: buttons.map((_title, index) => `tok.${String(index)}`),
      });
      expect({ name, language, body: answer.body }).toMatchObject({
        name,
        language,
        body: { messages: [{ message_status: 'accepted' }] },
      });
    }
    const { body } = await request(world.app).get(`/simulator/api/chats/${ada}/messages?all=1`);

    expect(body.messages).toHaveLength(definitions.length);
    for (const [index, { content }] of body.messages.entries()) {
      expect(content.text).not.toMatch(/[{}]/);
      expect(content.buttons).toEqual(
        definitions[index]?.buttons.map((title, place) => ({ id: `tok.${String(place)}`, title })),
      );
    }
  });

  it('a menu of ten rows with descriptions as long as they may be: reaches the phone whole, and an eleventh row is refused', async () => {
    await openWindow();
    const rows = Array.from({ length: 10 }, (_, index) => ({
      id: `tok.${String(index)}.${'x'.repeat(150)}`,
      title: `${String(index)} ${'ş'.repeat(22)}`,
      description: 'ğ'.repeat(72),
    }));
    const menu = { type: 'list' as const, text: 'ü'.repeat(4096), button: 'Seçenekler', rows };
    await send(menu).expect(200);

    expect((await arrived()).content).toMatchObject({ text: menu.text, sections: [{ title: null, rows }] });
    const refused = await send({
      ...menu,
      rows: [...rows, { id: 'b', title: 'b', description: null }],
    }).expect(400);
    expect(refused.body.error).toMatchObject({ code: 131009 });
  });

  it('a document by link, alone and above buttons: is fetched once each, with its size', async () => {
    let fetched = 0;
    const files = createServer((_request, response) => {
      fetched += 1;
      response.setHeader('content-type', 'application/pdf').end('%PDF-1.4 rapor');
    });
    files.listen(0, '127.0.0.1');
    await once(files, 'listening');
    const link = `http://127.0.0.1:${String((files.address() as AddressInfo).port)}/d/1`;
    await openWindow();
    const document = { link, filename: 'Hesap ekstresi.pdf' };

    await send({ type: 'document', document, caption: 'Ekim ekstreniz' }).expect(200);
    const alone = await arrived();
    await send({
      type: 'buttons',
      text: 'Mektup ektedir.',
      document,
      choices: [{ id: 'a', title: 'Mutabıkız' }],
    }).expect(200);
    const above = await arrived();
    files.close();

    const media = { kind: 'document', filename: document.filename, mimeType: 'application/pdf', size: 14 };
    expect(alone.content).toMatchObject({ media, caption: 'Ekim ekstreniz' });
    expect(above.content).toMatchObject({ header: { media }, text: 'Mektup ektedir.' });
    expect(fetched).toBe(2);
  });

  it('a document by the id of an upload: is shown with its size; deleted, and after 30 days, the id is unknown', async () => {
    const upload = async (): Promise<string> => {
      const { body, contentType } = mediaForm({
        ...{ content: Buffer.from('%PDF-1.4 mektup'), mimeType: 'application/pdf' },
        filename: 'Mutabakat "Ö"\r\nX: y.pdf',
      });
      const answer = await request(world.app)
        .post(`/simulator/graph/v26.0/${phoneNumberId}/media`)
        .set('authorization', `Bearer ${token}`)
        .set('content-type', contentType)
        .send(body)
        .expect(200);
      return answer.body.id as string;
    };
    const document = (mediaId: string): OutboundContent => ({
      type: 'document',
      document: { link: 'https://none.test/1', filename: 'Mutabakat Ö.pdf', mediaId },
      caption: null,
    });
    await openWindow();
    const [kept, deleted] = [await upload(), await upload()];
    await send(document(kept)).expect(200);
    const media = { kind: 'document', filename: 'Mutabakat Ö.pdf', mimeType: 'application/pdf', size: 15 };
    expect((await arrived()).content).toMatchObject({ media });

    await request(world.app)
      .delete(`/simulator/graph/v26.0/${deleted}`)
      .set('authorization', `Bearer ${token}`)
      .expect(200);
    expect((await send(document(deleted)).expect(400)).body.error.code).toBe(131009);
    const day = 24 * 60 * 60_000;
    world.time.advance(30 * day - 60_000);
    await send(document(kept)).expect(200);
    world.time.advance(60_000);
    expect((await send(document(kept)).expect(400)).body.error.code).toBe(131009);
  });

  it('texts at their limit: are taken, and one character more is refused with 100', async () => {
    await openWindow();
    await send({ type: 'text', text: 'ş'.repeat(4096) }).expect(200);
    const choices = [{ id: 'a', title: 'ğ'.repeat(20) }];
    await send({ type: 'buttons', text: 'ş'.repeat(1024), document: null, choices }).expect(200);

    for (const tooLong of [
      { type: 'text' as const, text: 'ş'.repeat(4097) },
      { type: 'buttons' as const, text: 'ş'.repeat(1025), document: null, choices },
    ])
      expect((await send(tooLong).expect(400)).body.error.code).toBe(100);
  });
});
