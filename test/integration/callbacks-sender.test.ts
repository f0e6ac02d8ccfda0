import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { makeAddressPolicy, type AddressPolicy } from '../../src/callbacks/address-policy.ts';
import { makeCallbackSecret, signCallback } from '../../src/callbacks/callback-secret.ts';
import { makeCallbackSender, parseRetryAfter } from '../../src/callbacks/make-callback-sender.ts';

const open: Server[] = [];

/** A receiver on this machine that counts connections and keeps what it got. */
const receiver = async (listener: RequestListener) => {
  const got: { headers: IncomingMessage['headers']; body: string; url: string }[] = [];
  let connections = 0;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      got.push({ headers: req.headers, body: Buffer.concat(chunks).toString(), url: req.url ?? '' });
      listener(req, res);
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  const { port } = server.address() as AddressInfo;
  return { port, got, connections: () => connections };
};

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const local = makeAddressPolicy(['127.0.0.0/8']);
const strict = makeAddressPolicy([]);
const sender = (policy: AddressPolicy = local, addresses = ['127.0.0.1'], timeoutMs = 2000) =>
  makeCallbackSender({ policy, timeoutMs, lookup: async () => addresses });
const call = (url: string) => ({
  url,
  headers: { 'webhook-id': 'msg_1' },
  body: '{"type":"request.closed"}',
});
const ok: RequestListener = (_req, res) => {
  res.writeHead(204).end();
};

describe('the callback sender', () => {
  it('calls an excepted address: the receiver gets the exact body and a signature that verifies', async () => {
    const target = await receiver(ok);
    const secret = makeCallbackSecret();
    const body = '{"type":"request.closed","data":{"name":"ş"}}';
    const headers = signCallback({ id: 'msg_1', at: new Date(), body, secrets: [secret] });

    const result = await sender().send({
      url: `http://127.0.0.1:${target.port}/hook?a=1`,
      headers: { ...headers },
      body,
    });

    expect(result).toEqual({ kind: 'answered', status: 204, retryAfterMs: null });
    const [received] = target.got;
    expect(received).toMatchObject({ body, url: '/hook?a=1' });
    expect(received?.headers['content-type']).toBe('application/json');
    const signed = new Webhook(secret).verify(
      received?.body ?? '',
      received?.headers as Record<string, string>,
    );
    expect(signed).toMatchObject({ type: 'request.closed' });
  });

  it.each([
    [500, {}, null],
    [410, {}, null],
    [429, { 'Retry-After': '120' }, 120_000],
    [503, { 'Retry-After': 'soon' }, null],
  ])('is answered %i: the status and Retry-After, nothing else', async (status, headers, retryAfterMs) => {
    const target = await receiver((_req, res) => {
      res.writeHead(status, headers).end('secret of an internal host');
    });

    expect(await sender().send(call(`http://127.0.0.1:${target.port}/`))).toEqual({
      kind: 'answered',
      status,
      retryAfterMs,
    });
  });

  it('is redirected: the redirect is the answer, nobody follows it', async () => {
    const second = await receiver(ok);
    const first = await receiver((_req, res) => {
      res.writeHead(302, { Location: `http://127.0.0.1:${second.port}/` }).end();
    });

    const result = await sender().send(call(`http://127.0.0.1:${first.port}/`));

    expect([result, second.connections()]).toEqual([
      { kind: 'answered', status: 302, retryAfterMs: null },
      0,
    ]);
  });

  it('is answered without end: 64 KiB are read, the rest is cut off', async () => {
    let written = 0;
    const closed = { connection: false };
    const target = await receiver((req, res) => {
      req.socket.on('close', () => {
        closed.connection = true;
      });
      res.writeHead(200);
      const chunk = Buffer.alloc(16_384);
      const write = () => {
        while (!closed.connection && res.write(chunk)) written += chunk.length;
        res.once('drain', write);
      };
      write();
    });

    const result = await sender().send(call(`http://127.0.0.1:${target.port}/`));

    expect(result).toMatchObject({ kind: 'answered', status: 200 });
    while (!closed.connection) await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it('is never answered: timeout', async () => {
    const target = await receiver(() => {});

    const result = await sender(local, ['127.0.0.1'], 100).send(call(`http://127.0.0.1:${target.port}/`));

    expect(result).toEqual({ kind: 'failed', reason: 'timeout' });
  });

  it('finds nobody there: connection failed', async () => {
    const target = await receiver(ok);
    open.splice(0).forEach((server) => server.close());

    const result = await sender().send(call(`http://127.0.0.1:${target.port}/`));

    expect(result).toEqual({ kind: 'failed', reason: 'connection_failed' });
  });

  it.each([
    ['the machine itself', ['127.0.0.1']],
    ['a cloud’s metadata', ['169.254.169.254']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['one private address among public ones', ['93.184.216.34', '10.0.0.1']],
  ])('is given a name that now leads to %s: refused, no packet', async (_case, addresses) => {
    const result = await sender(strict, addresses).send(call('https://erp.example.com/'));

    expect(result).toEqual({ kind: 'failed', reason: 'refused_address' });
  });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])(
    'is given the address %s itself: refused, no connection',
    async (host) => {
      const target = await receiver(ok);

      const result = await sender(strict).send(call(`http://${host}:${target.port}/`));

      expect([result, target.connections()]).toEqual([{ kind: 'failed', reason: 'refused_address' }, 0]);
    },
  );

  it('is given a name that was public when saved and is local now: refused, no connection', async () => {
    const target = await receiver(ok);
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    const rebinding = makeCallbackSender({
      // Any port is fine here, so that only the address is left to stop it.
      policy: { isExcepted: strict.isAllowed, isAllowed: strict.isAllowed },
      timeoutMs: 300,
      lookup: async () => answers.shift() ?? ['127.0.0.1'],
    });

    answers.shift();
    const result = await rebinding.send(call(`http://rebind.example.com:${target.port}/`));

    expect([result, target.connections()]).toEqual([{ kind: 'failed', reason: 'refused_address' }, 0]);
  });

  it('finds itself connected to another address than was checked: nothing is written', async () => {
    const target = await receiver(ok);
    let checks = 0;
    const changing = (address: string): boolean => {
      checks += 1;
      return local.isAllowed(address) && checks === 1;
    };

    const result = await sender({ isExcepted: changing, isAllowed: changing }).send(
      call(`http://name.example.com:${target.port}/`),
    );

    expect([result, target.got]).toEqual([{ kind: 'failed', reason: 'refused_address' }, []]);
  });

  it('runs where a proxy is configured: calls the address itself', async () => {
    const [target, proxy] = [await receiver(ok), await receiver(ok)];
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${proxy.port}`;

    await sender().send(call(`http://127.0.0.1:${target.port}/`));
    delete process.env['HTTP_PROXY'];

    expect([target.connections(), proxy.connections()]).toEqual([1, 0]);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');

  it.each([
    ['30', 30_000],
    ['Tue, 24 Nov 2026 10:01:00 GMT', 60_000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['-5', null],
    ['1e9', null],
    ['tomorrow', null],
    [undefined, null],
  ])('reads %s: %s ms', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});
