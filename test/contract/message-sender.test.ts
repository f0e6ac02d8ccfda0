import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { MessageSender, OutboundContent, OutboundMessage } from '../../src/delivery/message-sender.ts';
import { makeCloudApiSender } from '../../src/whatsapp/meta/cloud-api-sender.ts';
import { startMockGraph } from '../support/mock-graph.ts';
import type { MockBehaviour, MockGraph } from '../support/mock-graph.ts';

const token = 'EAAG-secret-token';
const channel = { channelId: 'ch_1', phoneNumberId: '410000000000001', accessToken: token };
const document = { link: 'https://files.example.test/f55.pdf', filename: 'mutabakat-55.pdf' };

const aMessage = (content: OutboundContent = { type: 'text', text: 'Merhaba' }): OutboundMessage => ({
  to: { phone: '+905321112233', userId: 'TR.700' },
  content,
  callbackData: 'v1.int_55.1',
});

const bodyOf = (content: object): object => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to: '+905321112233',
  ...content,
  biz_opaque_callback_data: 'v1.int_55.1',
});

describe('sender of the Cloud API', () => {
  let graph: MockGraph;
  let sender: MessageSender & { close(): Promise<void> };

  beforeEach(async () => {
    graph = await startMockGraph();
    sender = makeCloudApiSender({ graphUrl: graph.url, graphVersion: 'v26.0', timeoutMs: 5_000 });
  });

  afterEach(async () => {
    await graph.close();
    await sender.close();
  });

  const sendWith = (behaviour: MockBehaviour): ReturnType<MessageSender['send']> => {
    graph.behave(behaviour);
    return sender.send(channel, aMessage());
  };

  describe('asked to send', () => {
    it.each<[string, OutboundContent, object]>([
      [
        'text',
        { type: 'text', text: 'Bakiyeniz 1.250,340 gr HAS 💍' },
        { type: 'text', text: { body: 'Bakiyeniz 1.250,340 gr HAS 💍', preview_url: false } },
      ],
      [
        'buttons',
        {
          type: 'buttons',
          text: 'Mutabık mıyız?',
          choices: [
            { id: 'a.1.agree', title: 'Evet' },
            { id: 'a.1.disagree', title: 'Hayır' },
          ],
          document: null,
        },
        {
          type: 'interactive',
          interactive: {
            type: 'button',
            body: { text: 'Mutabık mıyız?' },
            action: {
              buttons: [
                { type: 'reply', reply: { id: 'a.1.agree', title: 'Evet' } },
                { type: 'reply', reply: { id: 'a.1.disagree', title: 'Hayır' } },
              ],
            },
          },
        },
      ],
      [
        'buttons under a document',
        { type: 'buttons', text: 'Ekte', choices: [{ id: 'a', title: 'Evet' }], document },
        {
          type: 'interactive',
          interactive: {
            type: 'button',
            header: { type: 'document', document },
            body: { text: 'Ekte' },
            action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'Evet' } }] },
          },
        },
      ],
      [
        'a list',
        {
          type: 'list',
          text: 'Ne yapalım?',
          button: 'Seçenekler',
          rows: [
            { id: 'm.1', title: 'Ekstre', description: 'Son 30 gün' },
            { id: 'm.2', title: 'Yetkili', description: null },
          ],
        },
        {
          type: 'interactive',
          interactive: {
            type: 'list',
            body: { text: 'Ne yapalım?' },
            action: {
              button: 'Seçenekler',
              sections: [
                {
                  rows: [
                    { id: 'm.1', title: 'Ekstre', description: 'Son 30 gün' },
                    { id: 'm.2', title: 'Yetkili' },
                  ],
                },
              ],
            },
          },
        },
      ],
      [
        'a document',
        { type: 'document', document, caption: 'Mektubunuz' },
        { type: 'document', document: { ...document, caption: 'Mektubunuz' } },
      ],
      [
        'a document without caption',
        { type: 'document', document, caption: null },
        { type: 'document', document },
      ],
      [
        'a template with everything',
        {
          type: 'template',
          name: 'mutabakat_daveti',
          language: 'tr',
          parameters: [
            { name: 'ad', value: 'Elif' },
            { name: 'donem', value: 'Ekim 2026' },
          ],
          document,
          buttonPayloads: ['a.1.agree', 'a.1.disagree'],
        },
        {
          type: 'template',
          template: {
            name: 'mutabakat_daveti',
            language: { code: 'tr' },
            components: [
              { type: 'header', parameters: [{ type: 'document', document }] },
              {
                type: 'body',
                parameters: [
                  { type: 'text', parameter_name: 'ad', text: 'Elif' },
                  { type: 'text', parameter_name: 'donem', text: 'Ekim 2026' },
                ],
              },
              {
                type: 'button',
                sub_type: 'quick_reply',
                index: '0',
                parameters: [{ type: 'payload', payload: 'a.1.agree' }],
              },
              {
                type: 'button',
                sub_type: 'quick_reply',
                index: '1',
                parameters: [{ type: 'payload', payload: 'a.1.disagree' }],
              },
            ],
          },
        },
      ],
      [
        'a template without variables',
        {
          type: 'template',
          name: 'selam',
          language: 'en_US',
          parameters: [],
          document: null,
          buttonPayloads: [],
        },
        { type: 'template', template: { name: 'selam', language: { code: 'en_US' } } },
      ],
    ])('%s: exactly the documented body', async (_case, content, expected) => {
      const result = await sender.send(channel, aMessage(content));

      expect(result).toMatchObject({ kind: 'accepted' });
      expect(graph.calls.map(({ body }) => body)).toEqual([bodyOf(expected)]);
    });

    it('with a known number: POST to the number of the channel, token in the header and nowhere else', async () => {
      const result = await sender.send(channel, aMessage());

      const [call] = graph.calls;
      expect(result).toEqual({
        kind: 'accepted',
        messageId: 'wamid.OUT000001',
        userId: null,
        phone: '+905321112233',
        held: false,
      });
      expect(call).toMatchObject({ method: 'POST', path: '/v26.0/410000000000001/messages' });
      expect(call?.headers.authorization).toBe(`Bearer ${token}`);
      expect(JSON.stringify([call?.path, call?.body])).not.toContain(token);
    });

    it('with a number without plus: the plus is added', async () => {
      await sender.send(channel, { ...aMessage(), to: { phone: '905321112233', userId: null } });

      expect(graph.calls[0]?.body).toMatchObject({ to: '+905321112233' });
    });

    it('with only a user id: as recipient, without a number', async () => {
      const result = await sender.send(channel, { ...aMessage(), to: { phone: null, userId: 'TR.700' } });

      expect(graph.calls[0]?.body).toMatchObject({ recipient: 'TR.700' });
      expect(graph.calls[0]?.body).not.toHaveProperty('to');
      expect(result).toMatchObject({ kind: 'accepted', userId: 'TR.700', phone: null });
    });

    it('to nobody: refused for good without a call', async () => {
      const result = await sender.send(channel, { ...aMessage(), to: { phone: null, userId: null } });

      expect(result).toMatchObject({ kind: 'refused', refusal: 'permanent' });
      expect(graph.calls).toEqual([]);
    });

    it('below a path: the path stays in front of the version', async () => {
      const below = makeCloudApiSender({ graphUrl: `${graph.url}/simulator/`, graphVersion: 'v26.0' });

      await below.send(channel, aMessage());
      await below.close();

      expect(graph.calls[0]?.path).toBe('/simulator/v26.0/410000000000001/messages');
    });

    it('100 messages at once over few connections: each taken once', async () => {
      const few = makeCloudApiSender({ graphUrl: graph.url, graphVersion: 'v26.0', connections: 4 });

      const results = await Promise.all(Array.from({ length: 100 }, () => few.send(channel, aMessage())));
      await few.close();

      const ids = results.map((result) => (result.kind === 'accepted' ? result.messageId : result.kind));
      expect(new Set(ids).size).toBe(100);
      expect(graph.messages).toHaveLength(100);
    });
  });

  describe('answered', () => {
    it('that the message is held for quality: accepted and held', async () => {
      const result = await sendWith({ kind: 'accept', messageStatus: 'held_for_quality_assessment' });

      expect(result).toMatchObject({ kind: 'accepted', held: true });
    });

    it.each<[string, MockBehaviour, object]>([
      [
        'the rate limit',
        { kind: 'refuse', code: 130429 },
        { refusal: 'throttled-number', code: 130429, retryAfterMs: null },
      ],
      [
        'the rate limit with a waiting time',
        { kind: 'refuse', code: 130429, retryAfter: '7' },
        { retryAfterMs: 7_000 },
      ],
      [
        'a waiting time that is no number',
        { kind: 'refuse', code: 4, retryAfter: 'soon' },
        { refusal: 'throttled-number' },
      ],
      ['the pair limit', { kind: 'refuse', code: 131056 }, { refusal: 'throttled-recipient' }],
      ['a closed window', { kind: 'refuse', code: 131047 }, { refusal: 'window-closed' }],
      ['an expired token', { kind: 'refuse', code: 190, status: 401 }, { refusal: 'account', code: 190 }],
      ['401 with an unknown code', { kind: 'refuse', code: 999_999, status: 401 }, { refusal: 'account' }],
      ['401 without JSON', { kind: 'page', status: 401 }, { refusal: 'account', code: 401 }],
      ['429 without JSON', { kind: 'page', status: 429 }, { refusal: 'throttled-number', code: 429 }],
      ['a wrong parameter', { kind: 'refuse', code: 100 }, { refusal: 'permanent', code: 100 }],
      ['an unknown code', { kind: 'refuse', code: 999_999 }, { refusal: 'permanent', code: 999_999 }],
      ['a transient code with 400', { kind: 'refuse', code: 131000 }, { refusal: 'transient' }],
      [
        'maintenance',
        { kind: 'refuse', code: 131057, status: 500 },
        { refusal: 'transient', retryAfterMs: 60_000 },
      ],
      ['a throttle with 500', { kind: 'refuse', code: 130429, status: 500 }, { refusal: 'throttled-number' }],
    ])('%s: refused, and not asked again', async (_case, behaviour, expected) => {
      const result = await sendWith(behaviour);

      expect(result).toMatchObject({ kind: 'refused', ...expected });
      expect(graph.calls).toHaveLength(1);
    });

    it.each<[string, MockBehaviour]>([
      ['with a server fault and a code that proves nothing', { kind: 'refuse', code: 131000, status: 500 }],
      ['with a server fault and an unknown code', { kind: 'refuse', code: 999_999, status: 503 }],
      ['with a page of a gateway', { kind: 'page', status: 502 }],
      ['with a page that says 404', { kind: 'page', status: 404 }],
      ['with success but no message id', { kind: 'accept-without-id' }],
      ['with success but no JSON', { kind: 'page', status: 200 }],
      ['with half an answer', { kind: 'truncate' }],
      ['with far too long an answer', { kind: 'oversized', bytes: 2_000_000 }],
      ['by a cut connection after taking the message', { kind: 'process-then-reset' }],
    ])('%s: unknown, and not asked again', async (_case, behaviour) => {
      const result = await sendWith(behaviour);

      expect(result).toMatchObject({ kind: 'unknown' });
      expect(graph.calls).toHaveLength(1);
    });

    it('with a redirect: not followed, unknown', async () => {
      const result = await sendWith({
        kind: 'page',
        status: 307,
        headers: { location: `${graph.url}/elsewhere` },
      });

      expect(result).toEqual({ kind: 'unknown', reason: 'http 307' });
      expect(graph.calls).toHaveLength(1);
    });

    it('by silence: unknown at the deadline', async () => {
      const hasty = makeCloudApiSender({ graphUrl: graph.url, graphVersion: 'v26.0', timeoutMs: 100 });
      graph.behave({ kind: 'hang' });

      const result = await hasty.send(channel, aMessage());
      await hasty.close();

      expect(result).toEqual({ kind: 'unknown', reason: 'TIMEOUT' });
      expect(graph.messages).toHaveLength(1);
    });

    it('by silence while another message waits for the only connection: that one is not sent, now or later', async () => {
      const narrow = makeCloudApiSender({
        graphUrl: graph.url,
        graphVersion: 'v26.0',
        timeoutMs: 150,
        connections: 1,
      });
      graph.behave({ kind: 'hang' });

      const results = await Promise.all([narrow.send(channel, aMessage()), narrow.send(channel, aMessage())]);
      graph.behave({ kind: 'accept' });
      const later = await narrow.send(channel, aMessage());
      await narrow.close();

      expect(results).toEqual([
        { kind: 'unknown', reason: 'TIMEOUT' },
        { kind: 'not-sent', reason: 'TIMEOUT' },
      ]);
      expect(later).toMatchObject({ kind: 'accepted' });
      expect(graph.calls).toHaveLength(2);
    });
  });

  describe('without a connection', () => {
    const freePort = (): Promise<number> =>
      new Promise((resolve) => {
        const server = createServer();
        server.listen(0, '127.0.0.1', () => {
          const { port } = server.address() as AddressInfo; // a TCP server has one while it listens
          server.close(() => resolve(port));
        });
      });

    it.each<[string, () => Promise<string>, string]>([
      ['refused', async () => `http://127.0.0.1:${await freePort()}`, 'ECONNREFUSED'],
      ['whose name does not resolve', async () => 'http://graph.invalid', 'ENOTFOUND'],
    ])('%s: not sent', async (_case, graphUrl, reason) => {
      const lost = makeCloudApiSender({
        graphUrl: await graphUrl(),
        graphVersion: 'v26.0',
        timeoutMs: 5_000,
      });

      const result = await lost.send(channel, aMessage());
      await lost.close();

      expect(result.kind).toBe('not-sent');
      // Resolvers differ in how they say that there is no such name.
      expect(reason === 'ENOTFOUND' ? ['ENOTFOUND', 'EAI_AGAIN', 'TIMEOUT'] : [reason]).toContain(
        result.kind === 'not-sent' ? result.reason : '',
      );
    });

    it('when the other side speaks no TLS: not sent', async () => {
      const plain = makeCloudApiSender({
        graphUrl: graph.url.replace('http:', 'https:'),
        graphVersion: 'v26.0',
        timeoutMs: 5_000,
      });

      const result = await plain.send(channel, aMessage());
      await plain.close();

      expect(result.kind).toBe('not-sent');
      expect(graph.calls).toEqual([]);
    });

    it('after closing: not sent', async () => {
      const closed = makeCloudApiSender({ graphUrl: graph.url, graphVersion: 'v26.0' });
      await closed.close();

      expect(await closed.send(channel, aMessage())).toMatchObject({ kind: 'not-sent' });
    });

    it('because the token cannot be a header: not sent, and the token is not told', async () => {
      const result = await sender.send({ ...channel, accessToken: `${token}\r\nx: y` }, aMessage());

      expect(result.kind).toBe('not-sent');
      expect(JSON.stringify(result)).not.toContain(token);
    });
  });

  describe('asked to mark a message read', () => {
    it('with success: true, with the typing sign', async () => {
      const isMarked = await sender.markRead(channel, 'wamid.IN1');

      expect(isMarked).toBe(true);
      expect(graph.calls[0]?.body).toEqual({
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: 'wamid.IN1',
        typing_indicator: { type: 'text' },
      });
      expect(graph.messages).toEqual([]);
    });

    it.each<[string, MockBehaviour]>([
      ['a refusal', { kind: 'refuse', code: 131009 }],
      ['a cut connection', { kind: 'reset' }],
      ['an answer without JSON', { kind: 'page', status: 200 }],
    ])('with %s: false', async (_case, behaviour) => {
      graph.behave(behaviour);

      expect(await sender.markRead(channel, 'wamid.IN1')).toBe(false);
    });
  });
});
