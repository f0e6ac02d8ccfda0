import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { World } from './world.ts';
import { waitFor } from './wait-for.ts';

/** One signed call as a business system gets it. */
export interface ReceivedCall {
  headers: IncomingHttpHeaders;
  /** The exact bytes as text: what was signed. */
  raw: string;
  /** Parsed; tests look into it freely. */
  body: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** A business system's end of the callbacks. */
export interface CallbackReceiver {
  url: string;
  calls: ReceivedCall[];
  /** Status of all further answers, or a choice per call. */
  answer(status: number | ((call: ReceivedCall) => number)): void;
  of(type: string): ReceivedCall[];
  /** Waits until at least `count` calls of a type are here; answers them. */
  waitForCalls(type: string, count?: number): Promise<ReceivedCall[]>;
  close(): Promise<void>;
}

export const startCallbackReceiver = async (): Promise<CallbackReceiver> => {
  const calls: ReceivedCall[] = [];
  let choose: (call: ReceivedCall) => number = () => 204;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const call = { headers: request.headers, raw, body: JSON.parse(raw) as ReceivedCall['body'] };
      calls.push(call);
      response.writeHead(choose(call)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one while it listens
  const of = (type: string): ReceivedCall[] => calls.filter(({ body }) => body.type === type);
  return {
    url: `http://127.0.0.1:${port}/callbacks`,
    calls,
    answer(status) {
      choose = typeof status === 'function' ? status : () => status;
    },
    of,
    waitForCalls: (type, count = 1) =>
      waitFor(`${count} calls of ${type}`, () => (of(type).length >= count ? of(type) : null)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Registers the receiver as an endpoint; answers the secret that was shown. */
export const registerReceiver = async (
  world: World,
  receiver: CallbackReceiver,
  name = 'erp',
  types: string[] = ['*'],
): Promise<string> => {
  const answer = await world.api.put(`/v1/callbacks/${name}`, { url: receiver.url, types });
  if (answer.status !== 200) throw new Error(`endpoint refused: ${JSON.stringify(answer.body)}`);
  return String(answer.body.secret);
};

/** The newest code that was asked for, of one contact or of anybody: every call that is due has been made first. */
export const newestCode = async (
  world: World,
  receiver: CallbackReceiver,
  contactRef: string | null = null,
  name = 'erp',
): Promise<string> => {
  const type = 'contact.verification_requested';
  await waitFor('no call is due any more', async () => {
    const { body } = await world.api.get(`/v1/callbacks/${name}/deliveries?status=pending`);
    return (body.data as unknown[]).length === 0 ? true : null;
  });
  const asked = await receiver.waitForCalls(type);
  const own = asked.filter(({ body }) => contactRef === null || body.data.contactRef === contactRef);
  return String(own.at(-1)?.body.data.code);
};

/** Throws unless the independent library accepts id, time, signature and body together. */
export const verifyCall = (secret: string, { raw, headers }: ReceivedCall): unknown =>
  new Webhook(secret).verify(raw, headers as Record<string, string>);
