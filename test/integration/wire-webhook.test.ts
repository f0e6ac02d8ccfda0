import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { MongoClient } from 'mongodb';
import request from 'supertest';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import { aTextMessage, signBytes, toWireBytes } from '../support/meta-webhook.ts';
import { newPerson, personAt, newPhone, report, requestOf, transcriptOf } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

describe('the webhook of the running product', () => {
  let world: World;
  let client: MongoClient;
  const databaseName = freshDatabaseName();
  beforeAll(async () => {
    world = await startWorld({ databaseName });
    client = await MongoClient.connect(testDatabaseUri());
  });
  afterAll(async () => {
    await world?.close();
    await client?.close();
  });

  const server = (): Server => world.application.server as Server;
  const stored = (): Promise<number> => client.db(databaseName).collection('inbox').countDocuments({});
  /** Posts exactly these header lines and bytes, as no client library would. */
  const postRaw = (headers: readonly string[], body: Buffer): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port } = server().address() as AddressInfo;
      const socket = connect(port, '127.0.0.1', () => {
        const head = ['POST /webhooks/whatsapp HTTP/1.1', 'Host: test', 'Connection: close', ...headers];
        socket.write(`${head.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n`);
        socket.write(body);
      });
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
      socket.on('end', () => resolve(Number(answer.split(' ')[1])));
      socket.on('error', reject);
    });
  const aBody = (): Buffer =>
    toWireBytes(aTextMessage({ text: 'Şu çay ılık: ğüşiöç', at: world.clock.now() }));

  it('a valid signature over non-ASCII text: 200 with an empty body', async () => {
    const body = aBody();
    const answer = await request(server())
      .post('/webhooks/whatsapp')
      .set({ 'Content-Type': 'application/json', 'x-hub-signature-256': signBytes(body) })
      .serialize((value) => value as string)
      .send(body as unknown as string);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
  });

  it.each([
    ['missing', () => []],
    ['empty', () => ['X-Hub-Signature-256: ']],
    ['of the old kind', (good: string) => [`X-Hub-Signature: ${good.replace('sha256', 'sha1')}`]],
    ['named sha1', (good: string) => [`X-Hub-Signature-256: ${good.replace('sha256=', 'sha1=')}`]],
    ['in upper-case hex', (good: string) => [`X-Hub-Signature-256: sha256=${good.slice(7).toUpperCase()}`]],
    ['of 63 digits', (good: string) => [`X-Hub-Signature-256: ${good.slice(0, -1)}`]],
    ['of 65 digits', (good: string) => [`X-Hub-Signature-256: ${good}0`]],
    ['not hex', (good: string) => [`X-Hub-Signature-256: ${good.slice(0, -1)}g`]],
    ['given twice', (good: string) => [`X-Hub-Signature-256: ${good}`, `X-Hub-Signature-256: ${good}`]],
    ['without its prefix', (good: string) => [`X-Hub-Signature-256: ${good.slice(7)}`]],
    [
      'of another secret',
      (_good: string, body: Buffer) => [`X-Hub-Signature-256: ${signBytes(body, 'old-secret')}`],
    ],
    ['of another body', () => [`X-Hub-Signature-256: ${signBytes(Buffer.from('{}'))}`]],
    [
      'of the same JSON written anew',
      (_good: string, body: Buffer) => [
        `X-Hub-Signature-256: ${signBytes(Buffer.from(JSON.stringify(JSON.parse(body.toString()))))}`,
      ],
    ],
    [
      'of the body with a line break',
      (_good: string, body: Buffer) => [
        `X-Hub-Signature-256: ${signBytes(Buffer.concat([body, Buffer.from('\n')]))}`,
      ],
    ],
  ] as [string, (good: string, body: Buffer) => string[]][])(
    'a signature %s: 401 and nothing is stored',
    async (_name, headersOf) => {
      const body = aBody();
      const before = await stored();
      expect(
        await postRaw(['Content-Type: application/json', ...headersOf(signBytes(body), body)], body),
      ).toBe(401);
      await world.settle();
      expect(await stored()).toBe(before);
    },
  );

  it('a body above 4 MB: 413; one of 3 MB with many messages: 200', async () => {
    const big = Buffer.alloc(4 * 1024 * 1024 + 1, 0x20);
    expect(await world.webhookBytes(big)).toBe(413);
    const long = toWireBytes(aTextMessage({ text: 'x'.repeat(3 * 1024 * 1024), at: world.clock.now() }));
    expect(await world.webhookBytes(long)).toBe(200);
    await world.settle();
  });

  it('a content encoding, even with a good signature: 415', async () => {
    const body = gzipSync(aBody());
    const headers = ['Content-Type: application/json', 'Content-Encoding: gzip'];
    expect(await postRaw([...headers, `X-Hub-Signature-256: ${signBytes(body)}`], body)).toBe(415);
  });

  it('another method: 405 with the allowed ones', async () => {
    const answer = await request(server()).delete('/webhooks/whatsapp');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toContain('POST');
  });

  it.each([
    [{ 'hub.mode': 'subscribe', 'hub.verify_token': 'verify-me', 'hub.challenge': '1158201444' }, 200],
    [{ 'hub.mode': 'subscribe', 'hub.verify_token': 'wrong', 'hub.challenge': '1158201444' }, 403],
    [{ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' }, 403],
    [{ 'hub.mode': 'unsubscribe', 'hub.verify_token': 'verify-me', 'hub.challenge': '1' }, 403],
    [{ 'hub.mode': 'subscribe', 'hub.verify_token': 'verify-me', 'hub.challenge': '<script>' }, 400],
    [{}, 403],
  ])('verification with %p: %d', async (query, status) => {
    const answer = await request(server()).get('/webhooks/whatsapp').query(query);
    expect(answer.status).toBe(status);
    if (status === 200) {
      expect(answer.text).toBe('1158201444');
      expect(answer.headers['content-type']).toContain('text/plain');
    } else expect(answer.text).not.toContain('<script>');
  });

  it('the same body fifty times at once: one record, one answer', async () => {
    const before = await stored();
    const phone = newPhone();
    const body = toWireBytes(aTextMessage({ from: phone.slice(1), text: 'merhaba', at: world.clock.now() }));
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.webhookBytes(body)));
    await world.settle();

    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await stored()).toBe(before + 1);
    expect(personAt(world, phone).got()).toHaveLength(1);
  });

  it('a message known already together with a new one: only the new one is worked', async () => {
    const phone = newPhone();
    const first = aTextMessage({
      from: phone.slice(1),
      messageId: 'wamid.TWICE1',
      text: 'merhaba',
      at: world.clock.now(),
    });
    const second = aTextMessage({
      from: phone.slice(1),
      messageId: 'wamid.TWICE2',
      text: 'merhaba',
      at: world.clock.now(),
    });
    await world.webhook(first);
    await world.settle();
    const both = structuredClone(first) as Envelope;
    both.entry.push(...(second as Envelope).entry);
    await world.webhook(both);
    await world.settle();

    expect(personAt(world, phone).got()).toHaveLength(2);
  });

  it('twenty messages of one person in one body: kept and shown in the order of the body', async () => {
    const person = await newPerson(world);
    const texts = Array.from({ length: 20 }, (_, index) => `mesaj ${index}`);
    const bodies = texts.map(
      (text) => aTextMessage({ from: person.phone.slice(1), text, at: world.clock.now() }) as Envelope,
    );
    const all = { ...bodies[0], entry: bodies.flatMap(({ entry }) => entry) };
    await world.webhook(all);
    await world.settle();

    const lines = await transcriptOf(world, person.contactRef ?? '');
    expect(lines.filter(({ direction }) => direction === 'in').map(({ text }) => text)).toEqual(texts);
  });

  it('a message of nine days ago, or of an hour ahead: kept, not answered', async () => {
    for (const offset of [-9 * 24 * 60, 60]) {
      const phone = newPhone();
      const at = new Date(world.clock.now().getTime() + offset * 60_000);
      await world.webhook(aTextMessage({ from: phone.slice(1), text: 'merhaba', at }));
      await world.settle();
      expect(personAt(world, phone).got()).toEqual([]);
    }
    const stale = await client.db(databaseName).collection('inbox').countDocuments({ status: 'stale' });
    expect(stale).toBe(2);
  });

  it('a number nobody set up: 200, kept apart, not answered', async () => {
    const before = world.graph.messages.length;
    expect(
      await world.webhook(aTextMessage({ phoneNumberId: '999', text: 'merhaba', at: world.clock.now() })),
    ).toBe(200);
    await world.settle();
    expect(world.graph.messages).toHaveLength(before);
    expect(
      await client.db(databaseName).collection('unrouted').countDocuments({ phoneNumberId: '999' }),
    ).toBe(1);
  });

  it('R24: a message in a group, even «mutabıkız»: kept, decides nothing', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: 'wire_group', customer: person.customerRef ?? '' });
    await report(world, event);
    const got = person.got().length;
    await person.sends({ type: 'text', text: { body: 'mutabıkız' }, group_id: 'Y2FwaV9ncm91cA' });

    expect(person.got()).toHaveLength(got);
    expect((await requestOf(world, event)).status).toBe('open');
  });

  it('R24: whatever is asked for in a group: no message goes there, and each goes to one person by their number', async () => {
    const person = await newPerson(world);
    const group = { group_id: 'Y2FwaV9ncm91cA' };
    const from = world.graph.messages.length;
    for (const body of ['bakiye', 'ekstre', 'menü', 'onaylıyorum', 'DUR'])
      await person.sends({ type: 'text', text: { body }, ...group });
    await person.sends({ type: 'image', image: { id: 'm1', mime_type: 'image/jpeg' }, ...group });
    expect(world.graph.messages).toHaveLength(from);

    const event = aLetterEvent({ eventId: 'wire_group_out', customer: person.customerRef ?? '' });
    await report(world, event);
    await person.taps('agreed');
    const bodies = world.graph.messages.slice(from).map(({ body }) => body);
    expect(bodies.length).toBeGreaterThanOrEqual(2);
    for (const body of bodies) expect(body).toMatchObject({ recipient_type: 'individual', to: person.phone });
    expect(JSON.stringify(bodies)).not.toContain(group.group_id);
  });

  it('every message of a person is marked read, with «typing…», before or beside the answer', async () => {
    const phone = newPhone();
    await world.webhook(
      aTextMessage({
        from: phone.slice(1),
        messageId: 'wamid.READ1',
        text: 'merhaba',
        at: world.clock.now(),
      }),
    );
    await world.settle();
    await waitFor('the receipt', () =>
      world.graph.calls.some(({ body }) => body.message_id === 'wamid.READ1'),
    );

    const receipts = world.graph.calls.filter(({ body }) => body.message_id === 'wamid.READ1');
    expect(receipts.map(({ body, path }) => [path, body])).toEqual([
      [
        '/v26.0/410000000000001/messages',
        {
          messaging_product: 'whatsapp',
          status: 'read',
          message_id: 'wamid.READ1',
          typing_indicator: { type: 'text' },
        },
      ],
    ]);
  });

  it('a receipt that the platform refuses: no harm to the answer', async () => {
    world.graph.behave(({ body }) =>
      body.status === 'read' ? { kind: 'page', status: 500 } : { kind: 'accept' },
    );
    const phone = newPhone();
    await personAt(world, phone).writes('merhaba');
    world.graph.behave({ kind: 'accept' });
    expect(personAt(world, phone).got()).toHaveLength(1);
  });
});

interface Envelope {
  entry: object[];
}
