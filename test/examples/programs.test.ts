import { Webhook } from 'standardwebhooks';
import { startExample, type RunningExample } from '../support/example.ts';
import {
  apiGet,
  apiList,
  endProcesses,
  freePort,
  freshDirectory,
  processApiKey,
  startProcess,
  untilReady,
} from '../support/process.ts';
import { waitFor } from '../support/wait-for.ts';

interface ShownRequest {
  id: string;
  reference: string;
  status: string;
}

/** The product with its built-in database, its stand-in for WhatsApp and the demo people, as `npm start` begins. */
const startProduct = async (): Promise<number> => {
  const port = await freePort();
  const started = startProcess({
    PORT: String(port),
    DATA_DIR: await freshDirectory(),
    API_KEY: processApiKey,
    CALLBACK_ALLOWED_ADDRESSES: '127.0.0.0/8',
    LOG_LEVEL: 'warn',
  });
  await untilReady(started);
  return port;
};

const orderOf = async (port: number, path: string, method: string, body: object): Promise<unknown> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${processApiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

describe('the example programs against a running product', () => {
  let port = 0;
  let receiver: RunningExample | null = null;
  beforeAll(async () => {
    port = await startProduct();
  });
  afterAll(async () => {
    await receiver?.end();
    await endProcesses();
  });

  const postEvents = async (): Promise<string[]> => {
    const program = startExample('post-events.mjs', { URL: `http://127.0.0.1:${port}`, KEY: processApiKey });
    expect({ code: await program.exited, stderr: program.stderr() }).toEqual({ code: 0, stderr: '' });
    return program.printed();
  };
  const requestOf = async (eventId: string): Promise<ShownRequest> => {
    const found = await apiList<ShownRequest>(port, `/v1/requests?eventId=${eventId}`);
    expect(found).toHaveLength(1);
    return found[0] as ShownRequest; // just counted
  };

  it('post-events, run twice: the requests are open once, the second run says that the events are known', async () => {
    const first = await postEvents();
    const letter = await requestOf('example_letter_1');
    const document = await requestOf('example_document_1');
    const second = await postEvents();

    const requestLines = [
      `  ${letter.id} reconciliation EXAMPLE-C002 open`,
      `  ${document.id} document EXAMPLE-DOC open`,
    ];
    expect(first).toEqual([
      'example_letter_1 new processed',
      requestLines[0],
      'example_document_1 new processed',
      requestLines[1],
    ]);
    expect(second).toEqual([
      'example_letter_1 known processed',
      requestLines[0],
      'example_document_1 known processed',
      requestLines[1],
    ]);
    expect((await requestOf('example_letter_1')).id).toBe(letter.id);
  });

  it('post-events with a refused event: ends with an error that names it', async () => {
    const program = startExample(
      'post-events.mjs',
      { URL: `http://127.0.0.1:${port}`, KEY: 'wk_wrong_key' },
      [],
    );

    expect(await program.exited).toBe(1);
    expect(program.stderr()).toContain('example_letter_1 refused: 401');
  });

  it('receive-callbacks, a request is cancelled: its end is printed once, however often the call comes', async () => {
    const hook = await freePort();
    const url = `http://127.0.0.1:${hook}/`;
    const { secret } = (await orderOf(port, '/v1/callbacks/example', 'PUT', {
      url,
      types: ['request.closed'],
    })) as {
      secret: string; // shown to the call that set it
    };
    const running = startExample('receive-callbacks.mjs', { PORT: String(hook), SECRET: secret });
    receiver = running;
    await waitFor('the receiver', () => running.printed().length > 0);
    const { id } = await requestOf('example_document_1');

    await orderOf(port, `/v1/requests/${id}/cancel`, 'POST', {});
    await waitFor('the callback', () => running.printed().length > 1);

    const own = { type: 'request.closed', data: { request: { id: 'req_own', outcome: 'agreed' } } };
    const send = async (body: string, at: Date): Promise<number> => {
      const signature = new Webhook(secret).sign('msg_own', at, JSON.stringify(own));
      const headers = {
        'webhook-id': 'msg_own',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signature,
      };
      return (await fetch(url, { method: 'POST', headers, body })).status;
    };
    const now = new Date();
    expect(await send(JSON.stringify(own).replace('agreed', 'cancelled'), now)).toBe(401);
    expect(await send(JSON.stringify(own), new Date(now.getTime() - 3_600_000))).toBe(401);
    expect(await send(JSON.stringify(own), now)).toBe(204);
    expect(await send(JSON.stringify(own), now)).toBe(204);

    expect(running.printed().slice(1)).toEqual([`${id} closed: cancelled`, 'req_own closed: agreed']);
    expect(await apiGet(port, `/v1/requests/${id}`)).toMatchObject({
      status: 'closed',
      outcome: 'cancelled',
    });
  });
});
