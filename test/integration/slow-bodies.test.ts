import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { makeTestApp, sign } from '../support/app.ts';
import { aLetterEvent } from '../support/builders-api.ts';
import { talk } from '../support/raw-http.ts';
import { waitFor } from '../support/wait-for.ts';

const path = '/webhooks/whatsapp';
const mb = 1024 * 1024;
const genuine = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');

const head = (target: string, size: number, lines: readonly string[]): string =>
  `${[`POST ${target} HTTP/1.1`, 'Host: test', `Content-Length: ${size}`, ...lines].join('\r\n')}\r\n\r\n`;
const wrongly = `X-Hub-Signature-256: ${sign('another body')}`;
const webhook = [
  head(path, genuine.length, [`X-Hub-Signature-256: ${sign(genuine)}`, 'Connection: close']),
  genuine,
];

/** Connections on which these bytes were written, each kept open, with what came back. */
const connections = async (listener: RequestListener, count: number, bytes: readonly (string | Buffer)[]) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const answers: string[] = Array<string>(count).fill('');
  const sockets: Socket[] = answers.map((_text, index) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => (answers[index] += chunk.toString('latin1')));
    for (const part of bytes) socket.write(part as Buffer);
    return socket;
  });
  return {
    answers,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

const statusOf = (answer: string): string => answer.slice(9, 12);

describe('bodies that come slowly', () => {
  it('as many as there are places and more, of one byte: a genuine webhook is taken', async () => {
    const test = makeTestApp({ webhook: { maxInflight: 2 } });
    let begun = 0;
    const counted: RequestListener = (req, res) => {
      begun += 1;
      test.app(req, res);
    };
    const slow = await connections(counted, 50, [head(path, 1000, [wrongly]), '{']);
    await waitFor('the slow ones', () => begun === 50);
    const [answer] = await talk(test.app, webhook);
    await slow.close();

    expect([answer?.status, test.accepted]).toEqual([200, [genuine]]);
  });

  it.each([
    ['a webhook', path, [wrongly]],
    ['a webhook without signature', path, []],
    ['an event', '/v1/events', ['Content-Type: application/json']],
    ['a call of the API', '/v1/callbacks/x', ['Content-Type: application/json']],
  ])('%s that is not there in time: 408, and the connection is closed', async (_title, target, lines) => {
    const test = makeTestApp({ intake: { timeoutMs: 60 } });
    const line = target === '/v1/callbacks/x' ? 'PUT' : 'POST';
    const first = head(target, 1000, [...lines, `Authorization: ${test.bearer()}`]).replace('POST', line);
    const [answer] = await talk(test.app, [first, '{']);

    expect(answer).toMatchObject({ status: 408 });
    expect(answer?.headers).toContainEqual(['connection', 'close']);
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ code: 'body_timeout' });
  });

  it('of a key, as many as there are places: other calls of the API are taken', async () => {
    const test = makeTestApp({ maxInflightEvents: 2, maxInflightApi: 2 });
    const lines = ['Content-Type: application/json', `Authorization: ${test.bearer()}`];
    let begun = 0;
    const counted: RequestListener = (req, res) => {
      begun += 1;
      test.app(req, res);
    };
    const slow = await connections(counted, 10, [head('/v1/events', 1000, lines), '{']);
    const slower = await connections(counted, 10, [head('/v1/apikeys', 1000, lines), '{']);
    await waitFor('the slow ones', () => begun === 20);
    const event = JSON.stringify(aLetterEvent());
    const key = JSON.stringify({ name: 'more', scopes: ['events:write'] });
    const close = [...lines, 'Connection: close'];
    const [taken] = await talk(test.app, [head('/v1/events', Buffer.byteLength(event), close), event]);
    const [made] = await talk(test.app, [head('/v1/apikeys', key.length, close), key]);
    await slow.close();
    await slower.close();

    expect([taken?.status, made?.status]).toEqual([202, 201]);
  });
});

describe('bodies that are large', () => {
  it('more at once than there is memory for, wrongly signed: some are cut, a genuine webhook is taken', async () => {
    const test = makeTestApp({ intake: { maxBytes: 6 * mb } });
    const most = Buffer.alloc(4 * mb - 1, 0x20);
    const large = await connections(test.app, 12, [head(path, 4 * mb, [wrongly]), most]);
    await waitFor('the cuts', () => large.answers.filter((text) => text !== '').length >= 11);
    const [answer] = await talk(test.app, webhook);
    const statuses = large.answers.filter((text) => text !== '').map(statusOf);
    await large.close();

    expect([...new Set(statuses)]).toEqual(['503']);
    expect(answer?.status).toBe(200);
  });

  it('without signature: nothing of them is kept, so that none has to give way', async () => {
    const test = makeTestApp({ intake: { maxBytes: 1 * mb } });
    const body = Buffer.alloc(4 * mb, 0x20);
    const large = await connections(test.app, 5, [head(path, 4 * mb, []), body]);
    await waitFor('the answers', () => large.answers.every((text) => text !== ''));
    await large.close();

    expect(large.answers.map(statusOf)).toEqual(['401', '401', '401', '401', '401']);
  });

  it('of more values than an input has: 400 before a schema sees them', async () => {
    const test = makeTestApp();
    const text = JSON.stringify({ ...aLetterEvent(), data: { list: Array(20_000).fill(0) } });
    const lines = ['Content-Type: application/json', `Authorization: ${test.bearer()}`, 'Connection: close'];
    const [answer] = await talk(test.app, [head('/v1/events', Buffer.byteLength(text), lines), text]);

    expect([answer?.status, answer?.body]).toEqual([400, expect.stringContaining('more than 10000 values')]);
  });
});

describe('one key with as many calls as there are places', () => {
  it('leaves some to the others, and gets them back afterwards', async () => {
    const waiting: (() => void)[] = [];
    const test = makeTestApp({
      maxInflightEvents: 4,
      ports: (ports) => ({
        ...ports,
        events: {
          ...ports.events,
          accept: () => new Promise((resolve) => waiting.push(() => resolve('created'))),
        },
      }),
    });
    const send = (bearer: string) => {
      const event = JSON.stringify(aLetterEvent());
      const lines = ['Content-Type: application/json', `Authorization: ${bearer}`, 'Connection: close'];
      return talk(test.app, [head('/v1/events', Buffer.byteLength(event), lines), event]);
    };
    const [greedy, other] = [test.bearer(['events:write']), test.bearer(['events:write'])];
    const first = [send(greedy), send(greedy), send(greedy)];
    await waitFor('three calls', () => waiting.length === 3);
    const [fourth] = await send(greedy);
    const fromOther = send(other);
    await waitFor('the other call', () => waiting.length === 4);
    for (const go of waiting.splice(0)) go();

    expect(fourth?.status).toBe(503);
    expect((await fromOther)[0]?.status).toBe(202);
    expect((await Promise.all(first)).map(([answer]) => answer?.status)).toEqual([202, 202, 202]);
    const again = send(greedy);
    await waitFor('the next call', () => waiting.length === 1);
    waiting[0]?.();
    expect((await again)[0]?.status).toBe(202);
  });
});
