import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aMockSetup, answerSetup, type MockSetup } from './mock-setup.ts';

/** What the platform does with a call. `processed` messages count as delivered to the phone even where no answer comes. */
export type MockBehaviour =
  | { kind: 'accept'; delayMs?: number; messageStatus?: string; named?: { wa_id?: string; user_id?: string } }
  | { kind: 'refuse'; code: number; status?: number; retryAfter?: string }
  /** Takes the message, then cuts the connection: the sender cannot know. */
  | { kind: 'process-then-reset' }
  /** Cuts the connection without taking the message. */
  | { kind: 'reset' }
  /** Takes the message and never answers. */
  | { kind: 'hang' }
  /** An error page without JSON, of a gateway for example. */
  | { kind: 'page'; status: number; headers?: Record<string, string> }
  | { kind: 'accept-without-id' }
  /** Takes the message, announces a long answer and cuts it off. */
  | { kind: 'truncate' }
  /** Takes the message and answers with `bytes` of JSON. */
  | { kind: 'oversized'; bytes: number };

export interface GraphCallRecord {
  method: string;
  path: string;
  phoneNumberId: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; the tests look into it freely. */
  body: Readonly<Record<string, unknown>>;
}

/** A message the platform took, whatever it answered. */
export interface ProcessedMessage {
  messageId: string;
  phoneNumberId: string;
  to: string | null;
  userId: string | null;
  callbackData: string | null;
  body: Readonly<Record<string, unknown>>;
}

/** A promise: the call is on the wire until it resolves. */
type ChooseBehaviour = (call: GraphCallRecord, index: number) => MockBehaviour | Promise<MockBehaviour>;

export interface MockGraph {
  url: string;
  /** Every request, in order of arrival. */
  calls: GraphCallRecord[];
  /** Every message taken, in order. Read receipts are not messages. */
  messages: ProcessedMessage[];
  /** Puts a file on the platform as if a person had sent it; answers its media id and base64 hash. */
  putMedia(content: Buffer, mimeType: string): { id: string; sha256: string };
  /** Files that were uploaded, oldest first. */
  uploads: { id: string; phoneNumberId: string; body: Buffer }[];
  /** Uploads are taken from now on, or refused (131053), as from the start; `hang`: taken, and never answered. */
  takeUploads(how: 'yes' | 'no' | 'hang'): void;
  /** What it says of the number, its account, token and app. */
  setup: MockSetup;
  /** The platform forgets its media, as it does after a while. */
  dropMedia(id: string): void;
  /** For all further calls: one behaviour, or a choice per call. */
  behave(behaviour: MockBehaviour | ChooseBehaviour): void;
  close(): Promise<void>;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const readCall = async (request: IncomingMessage): Promise<GraphCallRecord> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // a request without encoding gives buffers
  const path = request.url ?? '';
  const segments = path.split('/');
  return {
    method: request.method ?? '',
    path,
    phoneNumberId: segments.at(-2) ?? '',
    headers: request.headers,
    body: JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Record<string, unknown>,
  };
};

const answerJson = (
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

const acceptedBody = (
  message: ProcessedMessage,
  { messageStatus, named }: Pick<Extract<MockBehaviour, { kind: 'accept' }>, 'messageStatus' | 'named'> = {},
): object => ({
  messaging_product: 'whatsapp',
  contacts: [
    message.to === null
      ? { input: message.userId, user_id: message.userId, ...named }
      : { input: message.to, wa_id: message.to.replace('+', ''), ...named },
  ],
  messages: [
    { id: message.messageId, ...(messageStatus !== undefined && { message_status: messageStatus }) },
  ],
});

const errorBody = (code: number): object => ({
  error: { message: `(#${code}) Refused`, type: 'OAuthException', code, fbtrace_id: 'Atest' },
});

const respond = (response: ServerResponse, behaviour: MockBehaviour, message: ProcessedMessage): void => {
  switch (behaviour.kind) {
    case 'accept':
      return answerJson(response, 200, acceptedBody(message, behaviour));
    case 'refuse':
      return answerJson(
        response,
        behaviour.status ?? 400,
        errorBody(behaviour.code),
        behaviour.retryAfter === undefined ? {} : { 'retry-after': behaviour.retryAfter },
      );
    case 'process-then-reset':
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'page':
      response
        .writeHead(behaviour.status, { 'content-type': 'text/html', ...behaviour.headers })
        .end('<html></html>');
      return;
    case 'accept-without-id':
      return answerJson(response, 200, { messaging_product: 'whatsapp', messages: [{}] });
    case 'truncate':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"messaging_product":"whatsapp","messages":[{"id":"wam');
      setImmediate(() => response.destroy());
      return;
    case 'oversized':
      return answerJson(response, 200, {
        ...acceptedBody(message),
        padding: 'x'.repeat(behaviour.bytes),
      });
  }
};

const untaken = new Set<MockBehaviour['kind']>(['refuse', 'reset', 'page']);

/** A stand-in for the `messages` calls of the Graph API, for tests. */
export const startMockGraph = async ({ port = 0 }: { port?: number } = {}): Promise<MockGraph> => {
  const calls: GraphCallRecord[] = [];
  const messages: ProcessedMessage[] = [];
  let choose: ChooseBehaviour = () => ({ kind: 'accept' });

  const uploads: MockGraph['uploads'] = [];
  let takes: 'yes' | 'no' | 'hang' = 'no';
  const takeUpload = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // a request without encoding gives buffers
    if (takes === 'no') return answerJson(response, 400, errorBody(131053));
    const id = `8${String(uploads.length + 1).padStart(14, '0')}`;
    const phoneNumberId = (request.url ?? '').split('/').at(-2) ?? '';
    uploads.push({ id, phoneNumberId, body: Buffer.concat(chunks) });
    if (takes === 'hang') response.socket?.resetAndDestroy();
    else answerJson(response, 200, { id });
  };

  const setup = aMockSetup('');
  const media = new Map<string, { content: Buffer; mimeType: string }>();
  const answerMedia = (request: IncomingMessage, response: ServerResponse): void => {
    const id = (request.url ?? '').split('?')[0]?.split('/').at(-1) ?? '';
    const found = media.get(id);
    if (found === undefined) return answerJson(response, 404, errorBody(100));
    if (!request.headers.authorization?.startsWith('Bearer '))
      return answerJson(response, 401, errorBody(190));
    if ((request.url ?? '').startsWith('/media-content/')) {
      response.writeHead(200, { 'content-type': found.mimeType }).end(found.content);
      return;
    }
    const sha256 = createHash('sha256').update(found.content).digest('hex');
    answerJson(response, 200, {
      messaging_product: 'whatsapp',
      url: `http://${request.headers.host ?? ''}/media-content/${id}`,
      mime_type: found.mimeType,
      sha256,
      file_size: found.content.length,
      id,
    });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url, headers } = request;
    const asked =
      request.method === 'GET' ? answerSetup(setup, { url, authorization: headers.authorization }) : null;
    if (asked !== null)
      return answerJson(
        ...([response, asked.status, asked.body] as const),
        asked.date === null ? {} : { date: asked.date.toUTCString() },
      );
    if (request.method === 'GET') return answerMedia(request, response);
    if (request.url?.endsWith('/media') === true) return takeUpload(request, response);
    const call = await readCall(request);
    calls.push(call);
    const behaviour = await choose(call, calls.length - 1);
    if (call.body.status === 'read' && behaviour.kind === 'accept')
      return answerJson(response, 200, { success: true });
    const message: ProcessedMessage = {
      messageId: `wamid.OUT${String(calls.length).padStart(6, '0')}`,
      phoneNumberId: call.phoneNumberId,
      to: textOf(call.body.to),
      userId: textOf(call.body.recipient),
      callbackData: textOf(call.body.biz_opaque_callback_data),
      body: call.body,
    };
    if (!untaken.has(behaviour.kind) && call.body.status !== 'read') messages.push(message);
    if (behaviour.kind === 'accept' && behaviour.delayMs !== undefined)
      setTimeout(() => respond(response, behaviour, message), behaviour.delayMs);
    else respond(response, behaviour, message);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo; // a TCP server has one while it listens

  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    messages,
    putMedia: (content, mimeType) => {
      const id = `9${String(media.size + 1).padStart(14, '0')}`;
      media.set(id, { content, mimeType });
      return { id, sha256: createHash('sha256').update(content).digest('base64') };
    },
    setup,
    uploads,
    takeUploads: (how) => {
      takes = how;
    },
    dropMedia: (id) => void media.delete(id),
    behave(behaviour) {
      choose = typeof behaviour === 'function' ? behaviour : () => behaviour;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
