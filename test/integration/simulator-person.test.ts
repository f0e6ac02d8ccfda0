import { createHash } from 'node:crypto';
import request from 'supertest';
import {
  ada,
  hello,
  makeWorld,
  phoneNumberId,
  samir,
  toAda,
  token,
  type World,
} from '../support/simulator-world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld({ graphUrl: 'http://graph.test/simulator/graph' });
});
afterEach(async () => {
  await world.close();
});

const act = (body: object) => request(world.app).post(`/simulator/api/chats/${ada}/messages`).send(body);
const sendFile = (bytes: Buffer, type: string, query: string) =>
  request(world.app)
    .post(`/simulator/api/chats/${ada}/files?${query}`)
    .set('content-type', type)
    .send(bytes)
    .expect(201);
const shown = async (): Promise<{ id: string; edited: boolean; content: Record<string, unknown> }[]> =>
  (await request(world.app).get(`/simulator/api/chats/${ada}/messages`)).body.messages;
/** Does something and returns the message that the product received for it. */
const received = async (body: object): Promise<{ id: string; type: string } & Record<string, unknown>> => {
  const before = world.product.messages.length;
  await act(body).expect(201);
  await world.time.until(() => world.product.messages.length === before + 1);
  // The line above waited for it.
  return world.product.messages[before] as { id: string; type: string } & Record<string, unknown>;
};
const receivedFile = async (bytes: Buffer, type: string, query: string): Promise<Record<string, unknown>> => {
  const before = world.product.messages.length;
  await sendFile(bytes, type, query);
  await world.time.until(() => world.product.messages.length === before + 1);
  return world.product.messages[before] ?? {};
};
const download = async (id: string): Promise<Buffer> => {
  const { body } = await request(world.app)
    .get(`/simulator/graph/${id}`)
    .set('authorization', `Bearer ${token}`)
    .expect(200);
  const { pathname, search } = new URL(body.url);
  const answer = await request(world.app)
    .get(`${pathname}${search}`)
    .set('authorization', `Bearer ${token}`)
    .responseType('blob')
    .expect(200);
  return answer.body;
};
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

describe('files from a phone', () => {
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

  it.each([
    ['a photo', 'image/jpeg', 'a.jpg', 'image', 'image/jpeg'],
    ['a PDF', 'application/pdf', 'a.pdf', 'document', 'application/pdf'],
    ['a HEIC photo the browser does not know', '', 'IMG_1.HEIC', 'document', 'image/heic'],
    ['a spreadsheet the browser does not know', 'application/octet-stream', 'a.xlsx', 'document', sheet],
    ['a CSV', 'text/csv', 'hareketler.csv', 'document', 'text/csv'],
    ['a WebP', 'image/webp', 'a.webp', 'document', 'image/webp'],
    ['a file without an ending', 'application/octet-stream', 'a', 'document', 'application/octet-stream'],
  ])(
    '%s with a caption: arrives with its type and digest, and can be fetched',
    async (_n, type, name, kind, wire) => {
      const bytes = Buffer.from(`bytes of ${name}`);
      const message = await receivedFile(
        bytes,
        type || 'application/octet-stream',
        `filename=${name}&caption=Ekim`,
      );

      expect(message['type']).toBe(kind);
      expect(message[kind]).toEqual({
        caption: 'Ekim',
        ...(kind === 'document' && { filename: name }),
        mime_type: wire,
        sha256: digest(bytes),
        id: expect.stringMatching(/^\d+$/),
        url: expect.stringMatching(/^http:\/\/graph\.test\/simulator\/graph\/attachments\/\?mid=/),
      });
      // The member under test.
      expect(await download((message[kind] as { id: string }).id)).toEqual(bytes);
    },
  );

  it('a photo larger than photos may be: arrives as a document', async () => {
    const message = await receivedFile(Buffer.alloc(5 * 1024 * 1024 + 1), 'image/png', 'filename=a.png');

    expect(message['type']).toBe('document');
  });

  it('three files one after another: are three messages, the caption with the first', async () => {
    for (const query of ['filename=a.jpg&caption=Dekontlar', 'filename=b.jpg', 'filename=c.jpg'])
      await sendFile(Buffer.from(query), 'image/jpeg', query);
    await world.time.until(() => world.product.messages.length === 3);

    expect(world.product.messages.map(({ image }) => (image as { caption?: string }).caption)).toEqual([
      'Dekontlar',
      undefined,
      undefined,
    ]);
  });
});

describe('ready-made messages of a phone', () => {
  it('a voice note: is Ogg Opus with `voice`, and its digest is that of the bytes', async () => {
    const { type, audio } = await received({ type: 'voice' });
    // The member under test.
    const { id, sha256, ...rest } = audio as { id: string; sha256: string; mime_type: string };
    const bytes = await download(id);

    expect(type).toBe('audio');
    expect(rest).toMatchObject({ mime_type: 'audio/ogg; codecs=opus', voice: true });
    expect(sha256).toBe(digest(bytes));
    expect(bytes.subarray(0, 4).toString()).toBe('OggS');
    expect(bytes.subarray(28, 36).toString()).toBe('OpusHead');
  });

  it('a sticker: is a WebP that does not move', async () => {
    const { type, sticker } = await received({ type: 'sticker' });

    expect(type).toBe('sticker');
    expect(sticker).toMatchObject({ mime_type: 'image/webp', animated: false });
    expect(sticker).not.toHaveProperty('caption');
    expect((await download((sticker as { id: string }).id)).subarray(8, 12).toString()).toBe('WEBP');
  });

  it('a place: has its coordinates as numbers', async () => {
    const { type, location } = await received({
      type: 'location',
      latitude: 41.0107,
      longitude: 28.9681,
      name: 'Kapalıçarşı',
    });

    expect({ type, location }).toEqual({
      type: 'location',
      location: { latitude: 41.0107, longitude: 28.9681, name: 'Kapalıçarşı' },
    });
  });

  it.each([
    ['somebody on WhatsApp', samir, { wa_id: '905000000701' }],
    ['somebody else', '0532 444 55 66', {}],
  ])('the card of %s: names the person', async (_name, phone, known) => {
    const { type, contacts } = await received({ type: 'contact', name: 'Samir Al Mithali', phone });

    expect(type).toBe('contacts');
    expect(contacts).toEqual([
      {
        name: { first_name: 'Samir', last_name: 'Al Mithali', formatted_name: 'Samir Al Mithali' },
        phones: [{ phone: phone === samir ? samir : '+905324445566', ...known, type: 'CELL' }],
        origin: 'other',
      },
    ]);
  });
});

describe('an own message that is changed', () => {
  it('a text: arrives as `edit` with an id of its own, and the phone shows the new text as edited', async () => {
    const first = await received({ type: 'text', text: 'Mutabıkız' });
    const edit = await received({ type: 'edit', messageId: first.id, text: 'Mutabık değiliz' });

    expect(edit).toMatchObject({
      type: 'edit',
      edit: {
        original_message_id: first.id,
        message: { context: { id: 'M0' }, type: 'text', text: { body: 'Mutabık değiliz' } },
      },
    });
    expect(edit.id).not.toBe(first.id);
    expect(await shown()).toMatchObject([
      { id: first.id, edited: true, content: { text: 'Mutabık değiliz' } },
    ]);
  });

  it('a caption: arrives with the whole file', async () => {
    const photo = await receivedFile(Buffer.from('x'), 'image/jpeg', 'filename=a.jpg&caption=eski');
    const edit = await received({ type: 'edit', messageId: String(photo['id']), text: 'yeni' });

    expect(edit['edit']).toMatchObject({
      message: {
        type: 'image',
        image: { ...(photo['image'] as object), caption: 'yeni', url: expect.any(String) },
      },
    });
  });

  it('deleted: arrives as `revoke`, the phone shows an empty place, and it cannot be changed any more', async () => {
    const first = await received({ type: 'text', text: 'Onaylıyorum' });
    const revoke = await received({ type: 'delete', messageId: first.id });

    expect(revoke).toMatchObject({ type: 'revoke', revoke: { original_message_id: first.id } });
    expect(await shown()).toMatchObject([{ id: first.id, content: { type: 'deleted' } }]);
    await act({ type: 'edit', messageId: first.id, text: 'x' }).expect(400);
    await act({ type: 'delete', messageId: first.id }).expect(400);
  });

  it('after fifteen minutes and after two days: is refused, and nothing is sent', async () => {
    const first = await received({ type: 'text', text: 'merhaba' });
    world.time.advance(15 * 60_000 + 1);
    await act({ type: 'edit', messageId: first.id, text: 'x' }).expect(400);
    world.time.advance(2 * 24 * 60 * 60_000);
    await act({ type: 'delete', messageId: first.id }).expect(400);

    expect(world.product.messages).toHaveLength(1);
    expect(await shown()).toMatchObject([{ edited: false, content: { text: 'merhaba' } }]);
  });

  it('one of the business, or a place without text: is refused', async () => {
    const { body } = await request(world.app)
      .post(`/simulator/graph/v26.0/${phoneNumberId}/messages`)
      .set('authorization', `Bearer ${token}`)
      .send(toAda(hello()));
    world.time.advance(200);
    await world.time.until(() => world.product.statuses.length === 1);
    world.time.advance(200);
    await world.time.until(() => world.product.statuses.length === 2);
    const place = await received({ type: 'location', latitude: 1, longitude: 2 });

    await act({ type: 'edit', messageId: body.messages[0].id, text: 'x' }).expect(400);
    await act({ type: 'delete', messageId: body.messages[0].id }).expect(400);
    await act({ type: 'edit', messageId: place.id, text: 'x' }).expect(400);
  });

  it('on a number without edits: an edit arrives as unsupported, a deletion not at all', async () => {
    await request(world.app).put('/simulator/api/chaos').send({ editsUnsupported: true }).expect(200);
    const first = await received({ type: 'text', text: 'bir' });
    const edit = await received({ type: 'edit', messageId: first.id, text: 'iki' });
    await act({ type: 'delete', messageId: first.id }).expect(201);
    await received({ type: 'text', text: 'üç' });

    expect(edit).toMatchObject({
      type: 'unsupported',
      unsupported: { type: 'edit' },
      errors: [{ code: 131051 }],
    });
    expect(world.product.messages.map(({ type }) => type)).toEqual(['text', 'unsupported', 'text']);
  });

  it('before a restart: is as it was changed after it', async () => {
    const first = await received({ type: 'text', text: 'bir' });
    const second = await received({ type: 'text', text: 'iki' });
    await received({ type: 'edit', messageId: first.id, text: 'bir buçuk' });
    await received({ type: 'delete', messageId: second.id });
    await world.restart();

    expect(await shown()).toMatchObject([
      { edited: true, content: { text: 'bir buçuk' } },
      { content: { type: 'deleted' } },
    ]);
  });
});
