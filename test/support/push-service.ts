import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser gives out, and keeps (Push API, RFC 8291). */
export interface PushBrowser {
  /** For `POST /v1/me/push-subscriptions`. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** As the browser reads what its push service brings it. Throws when it is for another browser. */
  read(body: Buffer): string;
}

/** One call of ours. */
export interface PushCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** What its browser shows; null: none of this service reads it. */
  message: { title: string; body: string; link: string; tag: string } | null;
}

/** A push service on the loopback, with the browsers behind it. */
export interface PushService {
  origin: string;
  calls: PushCall[];
  newBrowser(): PushBrowser;
  /** Calls for one browser. */
  of(browser: PushBrowser): PushCall[];
  /** Of all further calls, or of those for one browser; without one 201. */
  answer(status: number, headers?: Record<string, string>, browser?: PushBrowser): void;
  close(): Promise<void>;
}

const derived = (secret: Buffer, salt: Buffer, info: Buffer | string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** `aes128gcm` of one record (RFC 8188) with keys as RFC 8291 derives them. */
const decrypted = (body: Buffer, own: ReturnType<typeof createECDH>, auth: Buffer): string => {
  const [salt, keyLength] = [body.subarray(0, 16), body[20] ?? 0];
  const theirs = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), theirs]);
  const secret = derived(own.computeSecret(theirs), auth, info, 32);
  const key = derived(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = derived(secret, salt, 'Content-Encoding: nonce\0', 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
};

const newBrowser = (endpoint: string): PushBrowser => {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: {
      endpoint,
      keys: { p256dh: own.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
    read: (body) => decrypted(body, own, auth),
  };
};

/** What a push service is told of whose messages they are (RFC 8292). Throws when the signature is of another key. */
export const vapidOf = ({ headers }: PushCall): { publicKey: string; claims: Record<string, unknown> } => {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } });
  const signed = Buffer.from(`${head}.${claims}`);
  const isRight = verify(
    'sha256',
    signed,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isRight) throw new Error('signed by another key');
  return { publicKey, claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) };
};

interface Answer {
  status: number;
  headers: Record<string, string>;
}

export const startPushService = async (): Promise<PushService> => {
  const calls: PushCall[] = [];
  const browsers = new Map<string, PushBrowser>();
  const answers = new Map<string, Answer>();
  let usual: Answer = { status: 201, headers: {} };
  const take = (path: string, headers: IncomingHttpHeaders, body: Buffer, response: ServerResponse): void => {
    const browser = browsers.get(path);
    const message = browser === undefined ? null : (JSON.parse(browser.read(body)) as PushCall['message']);
    calls.push({ path, headers, body, message });
    const answer = answers.get(path) ?? usual;
    response.writeHead(answer.status, answer.headers).end();
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => take(request.url ?? '', request.headers, Buffer.concat(chunks), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one while it listens
  const origin = `http://127.0.0.1:${port}`;
  const pathOf = ({ subscription: { endpoint } }: PushBrowser): string => new URL(endpoint).pathname;
  return {
    ...{ origin, calls },
    newBrowser() {
      const path = `/push/${randomBytes(12).toString('base64url')}`;
      const browser = newBrowser(`${origin}${path}`);
      browsers.set(path, browser);
      return browser;
    },
    of: (browser) => calls.filter(({ path }) => path === pathOf(browser)),
    answer(status, headers = {}, browser) {
      if (browser === undefined) usual = { status, headers };
      else answers.set(pathOf(browser), { status, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
