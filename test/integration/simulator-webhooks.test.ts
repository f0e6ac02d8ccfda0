import request from 'supertest';
import {
  ada,
  hello,
  makeWorld,
  phoneNumberId,
  reconciliationTemplate,
  toAda,
  token,
  type World,
} from '../support/simulator-world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  await world.close();
});

const send = (body: object) =>
  request(world.app)
    .post(`/simulator/graph/v26.0/${phoneNumberId}/messages`)
    .set('authorization', `Bearer ${token}`)
    .send(body);
const act = (body: object, phone = ada) =>
  request(world.app).post(`/simulator/api/chats/${phone}/messages`).send(body);
const chaos = (switches: object) => request(world.app).put('/simulator/api/chaos').send(switches).expect(200);
const shown = async (): Promise<{ id: string; status: string; content: Record<string, unknown> }[]> =>
  (await request(world.app).get(`/simulator/api/chats/${ada}/messages`)).body.messages;
/** Sends something and lets it arrive; returns its wamid. */
const deliver = async (body: object): Promise<string> => {
  const { body: answer } = await send(toAda(body)).expect(200);
  const before = world.product.statuses.length;
  world.time.advance(100);
  await world.time.until(() => world.product.statuses.length === before + 1);
  world.time.advance(100);
  await world.time.until(() => world.product.statuses.length === before + 2);
  return answer.messages[0].id;
};
const statusesNow = (): string[] => world.product.statuses.map(({ status }) => status);

describe('what a person does on the phone', () => {
  it('typing Turkish text that quotes a message: becomes a signed webhook of ASCII with its context', async () => {
    const quoted = await deliver(hello());
    await act({ type: 'text', text: 'Şu işi çözelim 🚚', replyTo: quoted }).expect(201);
    await world.time.until(() => world.product.messages.length === 1);

    expect(world.product.messages[0]).toMatchObject({
      type: 'text',
      from: '905000000102',
      text: { body: 'Şu işi çözelim 🚚' },
      context: { from: '902120000000', id: quoted },
    });
    const { raw, isSigned } = world.product.received.at(-1) ?? {};
    expect(isSigned).toBe(true);
    expect(raw).toContain('\\u015eu i\\u015fi \\u00e7\\u00f6zelim \\ud83d\\ude9a');
    expect((await shown()).at(-1)).toMatchObject({
      status: 'delivered',
      quote: { id: quoted, from: 'business', text: 'Merhaba Ada.' },
    });
  });

  it('tapping a quick reply of a template: is a `button` with its payload', async () => {
    const values = [...reconciliationTemplate.body.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
    const { body: media } = await request(world.app)
      .post(`/simulator/graph/v26.0/${phoneNumberId}/media`)
      .set('authorization', `Bearer ${token}`)
      .field('messaging_product', 'whatsapp')
      .attach('file', Buffer.from('%PDF'), { filename: 'a.pdf', contentType: 'application/pdf' });
    const id = await deliver({
      type: 'template',
      template: {
        name: reconciliationTemplate.name,
        language: { code: 'tr' },
        components: [
          {
            type: 'header',
            parameters: [{ type: 'document', document: { id: media.id, filename: 'mektup.pdf' } }],
          },
          {
            type: 'body',
            parameters: values.map((name) => ({ type: 'text', parameter_name: name, text: 'değer' })),
          },
          {
            type: 'button',
            sub_type: 'quick_reply',
            index: '0',
            parameters: [{ type: 'payload', payload: 'tok.1.agree' }],
          },
        ],
      },
    });

    await act({ type: 'tap', messageId: id, choiceId: 'tok.1.agree' }).expect(201);
    await world.time.until(() => world.product.messages.length === 1);

    expect(world.product.messages[0]).toMatchObject({
      type: 'button',
      button: { payload: 'tok.1.agree', text: 'Mutabıkız' },
      context: { from: '902120000000', id },
    });
  });

  it('tapping a button and a row of a list: are button_reply and list_reply', async () => {
    await act({ type: 'text', text: 'menü' });
    await world.time.until(() => world.product.messages.length === 1);
    const buttons = await deliver({
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'Tamam mı?' },
        action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Evet' } }] },
      },
    });
    const list = await deliver({
      type: 'interactive',
      interactive: {
        type: 'list',
        body: { text: 'Seçin' },
        action: { button: 'Menü', sections: [{ rows: [{ id: 'r1', title: 'Ekstre', description: 'PDF' }] }] },
      },
    });

    await act({ type: 'tap', messageId: buttons, choiceId: 'yes' }).expect(201);
    await act({ type: 'tap', messageId: list, choiceId: 'r1' }).expect(201);
    await act({ type: 'tap', messageId: list, choiceId: 'not there' }).expect(400);
    await world.time.until(() => world.product.messages.length === 3);

    const taps = world.product.messages.slice(1);
    expect(taps).toContainEqual(
      expect.objectContaining({
        interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Evet' } },
      }),
    );
    expect(taps).toContainEqual(
      expect.objectContaining({
        interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Ekstre', description: 'PDF' } },
      }),
    );
  });

  it('sending a PDF: carries an id that the business can download, and its digest in base64', async () => {
    await request(world.app)
      .post(`/simulator/api/chats/${ada}/files?filename=ekstre.pdf&caption=Ekim`)
      .set('content-type', 'application/pdf')
      .send(Buffer.from('%PDF-1.4'))
      .expect(201);
    await world.time.until(() => world.product.messages.length === 1);

    // The member under test.
    const document = world.product.messages[0]?.['document'] as { id: string; sha256: string };
    expect(document).toMatchObject({
      filename: 'ekstre.pdf',
      caption: 'Ekim',
      mime_type: 'application/pdf',
      sha256: expect.stringMatching(/^[\w+/]{43}=$/),
    });
    const { body } = await request(world.app)
      .get(`/simulator/graph/${document.id}`)
      .set('authorization', `Bearer ${token}`)
      .expect(200);
    expect(Buffer.from(body.sha256, 'hex').toString('base64')).toBe(document.sha256);
  });

  it('reacting and taking it back: sends the emoji, then none', async () => {
    const id = await deliver(hello());
    await act({ type: 'reaction', messageId: id, emoji: '❤️' }).expect(201);
    await world.time.until(() => world.product.messages.length === 1);
    await act({ type: 'reaction', messageId: id, emoji: null }).expect(201);
    await world.time.until(() => world.product.messages.length === 2);

    expect(world.product.messages.map((message) => message['reaction'])).toEqual([
      { message_id: id, emoji: '❤️' },
      { message_id: id },
    ]);
  });

  it('from another site: is refused, and nothing is sent', async () => {
    await act({ type: 'text', text: 'x' }).set('sec-fetch-site', 'cross-site').expect(403);
    await act({ type: 'text', text: 'x' }).set('origin', 'https://evil.test').expect(403);

    expect(await shown()).toEqual([]);
  });
});

describe('delivery of webhooks', () => {
  it('when the product answers 500, then 204: tries again at once, after 5 s, and after 30 s, with the same body', async () => {
    world.product.answers = [500, 204, 503];
    await act({ type: 'text', text: 'merhaba' }).expect(201);
    await world.time.until(() => world.product.received.length === 1);
    expect((await shown())[0]?.status).toBe('sent');

    await world.time.until(() => world.product.received.length === 2);
    await world.time.until(() => world.time.waits().includes(5_000));
    world.time.advance(4_999);
    expect(world.product.received).toHaveLength(2);
    world.time.advance(1);
    await world.time.until(() => world.product.received.length === 3);
    await world.time.until(() => world.time.waits().includes(30_000));
    world.time.advance(30_000);
    await world.time.until(() => world.product.received.length === 4);

    expect(new Set(world.product.received.map(({ raw }) => raw)).size).toBe(1);
    await untilShown('delivered');
    world.time.advance(86_400_000);
    expect(world.product.received).toHaveLength(4);
  });

  it('when the product never answers: gives up after the timeout and tries again', async () => {
    world.product.answers = [null];
    await act({ type: 'text', text: 'merhaba' }).expect(201);
    await world.time.until(() => world.product.received.length === 1);

    world.time.advance(10_000);
    await world.time.until(() => world.product.received.length === 2);

    await untilShown('delivered');
  });

  it('when the simulator restarts while the product is down: delivers afterwards, and every chat is as it was', async () => {
    world.product.answers = [500, 500];
    const id = await deliverless();
    await act({ type: 'text', text: 'kaybolma' }).expect(201);
    await world.time.until(() => world.product.received.length === 2);
    await world.time.until(() => world.time.waits().includes(5_000));
    const before = await shown();

    await world.restart();
    world.product.answers = [];
    world.time.advance(5_000);
    await world.time.until(() => world.product.messages.length >= 2 && world.product.statuses.length === 2);

    expect(before.map(({ content }) => content['text'])).toEqual(['kaybolma']);
    expect(world.product.messages.at(-1)).toMatchObject({ text: { body: 'kaybolma' } });
    expect((await shown()).map((message) => message.id)).toContain(id);
    world.time.advance(25);
    await world.time.until(() => world.store.ofKind('webhook').length === 0);
  });
});

describe('the phone page', () => {
  it('asked for without its slash: leads to the page, which allows nothing inline and nothing from outside', async () => {
    await request(world.app).get('/simulator?x=1').expect(308).expect('location', '/simulator/');
    const { headers, text } = await request(world.app).get('/simulator/').expect(200);

    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|https?:/);
  });

  it('asked for a file that a browser would run: offers it as a download only', async () => {
    const { body } = await request(world.app)
      .post(`/simulator/api/chats/${ada}/files?filename=a.html`)
      .set('content-type', 'text/html')
      .send('<script>alert(1)</script>')
      .expect(201);
    const { headers } = await request(world.app).get(
      `/simulator/api/media/${body.message.content.media.mediaId as string}`,
    );

    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment/);
  });

  it('asked for a long chat: gives the newest sixty messages, and the older ones on request', async () => {
    for (let i = 1; i <= 65; i += 1) await act({ type: 'text', text: String(i) }).expect(201);
    const read = async (query: string) =>
      (await request(world.app).get(`/simulator/api/chats/${ada}/messages${query}`)).body;

    const newest = await read('');
    const older = await read(`?before=${String(newest.messages[0].seq)}`);

    expect([newest.messages.length, newest.hasOlder, newest.messages.at(-1).content.text]).toEqual([
      60,
      true,
      '65',
    ]);
    expect([older.messages.length, older.hasOlder, older.messages[0].content.text]).toEqual([5, false, '1']);
  });
});

describe('chaos', () => {
  it('duplicate webhooks: each arrives twice, alike', async () => {
    await chaos({ duplicateWebhooks: true });
    await act({ type: 'text', text: 'iki kere' });
    await world.time.until(() => world.product.received.length === 2);

    expect(world.product.received[0]?.raw).toBe(world.product.received[1]?.raw);
  });

  it('reordered statuses: delivered comes before sent, and the phone shows delivered', async () => {
    await chaos({ reorderStatuses: true });
    await deliver(hello());

    expect(statusesNow()).toEqual(['delivered', 'sent']);
    expect((await shown())[0]?.status).toBe('delivered');
  });

  it('dropped delivered: the phone has the message, the product hears sent, then read with the second price', async () => {
    await chaos({ dropDelivered: true });
    await send(toAda(hello()));
    world.time.advance(200);
    await world.time.until(() => world.product.statuses.length === 1);
    await untilShown('delivered');

    await request(world.app).post(`/simulator/api/chats/${ada}/seen`);
    world.time.advance(50);
    await world.time.until(() => world.product.statuses.length === 2);

    expect(statusesNow()).toEqual(['sent', 'read']);
    expect(world.product.statuses[1]).toHaveProperty('pricing');
  });

  it('delayed statuses: come that much later', async () => {
    await chaos({ statusDelayMs: 60_000 });
    await send(toAda(hello()));
    world.time.advance(60_099);
    expect(statusesNow()).toEqual([]);
    world.time.advance(1);

    await world.time.until(() => statusesNow().length === 1);
  });

  it('status before response: the product knows of sent when the call returns', async () => {
    await chaos({ statusBeforeResponse: true });

    const { body } = await send(toAda(hello())).expect(200);

    expect(world.product.statuses).toEqual([
      expect.objectContaining({ id: body.messages[0].id, status: 'sent' }),
    ]);
  });

  it('fail next with 130429, then 131049: one refusal, one failed status, and then all is well', async () => {
    await chaos({ failNext: { code: 130429 } });
    expect((await send(toAda(hello())).expect(400)).body.error.code).toBe(130429);
    await chaos({ failNext: { code: 131049, count: 1 } });
    await send(toAda(hello())).expect(200);
    world.time.advance(200);
    await world.time.until(() => statusesNow().length === 1);
    await deliver(hello());

    expect(world.product.statuses[0]).toMatchObject({ status: 'failed', errors: [{ code: 131049 }] });
    expect(statusesNow()).toEqual(['failed', 'sent', 'delivered']);
  });

  it('a lost answer: the connection breaks, and the message arrives', async () => {
    await chaos({ loseAnswers: 1 });
    await expect(send(toAda(hello()))).rejects.toThrow(/hang up|ECONNRESET/);
    world.time.advance(200);
    await world.time.until(() => statusesNow().includes('delivered'));

    expect(await shown()).toHaveLength(1);
  });

  it('a wrong signature: is not ours', async () => {
    await chaos({ wrongSignature: true });
    await act({ type: 'text', text: 'sahte' });
    await world.time.until(() => world.product.received.length === 1);

    expect(world.product.received[0]?.isSigned).toBe(false);
  });

  it('an unknown switch: is refused, and nothing changes', async () => {
    await request(world.app).put('/simulator/api/chaos').send({ duplicateWebhook: true }).expect(400);

    expect((await request(world.app).get('/simulator/api/chaos')).body.duplicateWebhooks).toBe(false);
  });
});

/** Sends a template whose statuses are still to come. */
const deliverless = async (): Promise<string> => (await send(toAda(hello())).expect(200)).body.messages[0].id;

const untilShown = async (status: string): Promise<void> => {
  let now = '';
  while (now !== status) {
    world.time.advance(0);
    now = (await shown())[0]?.status ?? '';
  }
};
