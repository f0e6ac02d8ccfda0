import { createServer, type AddressInfo } from 'node:net';
import {
  apiList,
  endProcesses,
  freePort,
  freshDirectory,
  startProcess,
  untilReady,
  type RunningProcess,
} from '../support/process.ts';
import { waitFor } from '../support/wait-for.ts';

const keyShown = (text: string): string | null => /API key\s+(wk_\S+)/.exec(text)?.[1] ?? null;

const phoneMessages = async (port: number, phone: string): Promise<unknown[]> => {
  const answer = await fetch(
    `http://127.0.0.1:${port}/simulator/api/chats/${encodeURIComponent(phone)}/messages`,
  );
  const body = (await answer.json()) as { messages?: unknown[] } | unknown[]; // the page's own API
  return Array.isArray(body) ? body : (body.messages ?? []);
};

describe('the product started on an empty directory, as npm start does', () => {
  afterAll(endProcesses);
  let directory = '';
  let key = '';
  let requests: unknown[] = [];
  let chat: unknown[] = [];
  const demoPhone = '+905000000501';

  const startOn = async (): Promise<RunningProcess> => {
    const started = startProcess({ PORT: String(await freePort()), DATA_DIR: directory, LOG_LEVEL: 'warn' });
    await untilReady(started);
    return started;
  };

  it('is ready, prints the addresses and the API key, and a reconciliation waits on the phone page', async () => {
    directory = await freshDirectory();
    const first = await startOn();

    const text = await waitFor('the announcement', () => keyShown(first.stdout()) !== null && first.stdout());
    expect(text).toContain(`http://localhost:${first.port}/simulator/`);
    expect(text).toContain(`http://localhost:${first.port}/docs`);
    key = keyShown(text) ?? '';
    chat = await waitFor('the letter on the phone', async () => {
      const messages = await phoneMessages(first.port, demoPhone);
      return JSON.stringify(messages).includes('mutabakat mektubu') && messages;
    });
    requests = await apiList(first.port, '/v1/requests', key);
    expect(requests).toHaveLength(1);

    expect(await first.stop()).toBe(0);
    expect(first.stderr()).toBe('');
  });

  it('started again: finds requests and chats as they were and shows no key', async () => {
    const second = await startOn();
    const text = await waitFor('the announcement', () => second.stdout().includes('Data') && second.stdout());

    expect(keyShown(text)).toBeNull();
    expect(await apiList(second.port, '/v1/requests', key)).toEqual(requests);
    const messages = await phoneMessages(second.port, demoPhone);
    expect(messages).toHaveLength(chat.length);
    expect(await second.stop()).toBe(0);
  });
});

describe('a process that cannot start', () => {
  afterAll(endProcesses);

  it('exits 2 on a bad configuration: every problem is named, no value repeated', async () => {
    const started = startProcess({
      PORT: 'ninety',
      LOG_LEVEL: 'loud',
      SECRETS_KEY: 'short-secret-value',
      WHATSAPP_ACCESS_TOKEN: 'EAAsecret',
      DATA_DIR: await freshDirectory(),
    });

    expect(await started.exited).toBe(2);
    for (const name of [
      'PORT',
      'LOG_LEVEL',
      'SECRETS_KEY',
      'WHATSAPP_PHONE_NUMBER_ID',
      'WHATSAPP_APP_SECRET',
    ])
      expect(started.stderr()).toContain(name);
    expect(started.stderr()).not.toMatch(/short-secret-value|EAAsecret/);
  });

  it('exits 1 on a port in use: says which and what to do', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo; // a TCP server has one while it listens
    const started = startProcess({
      PORT: String(port),
      DATA_DIR: await freshDirectory(),
      LOG_LEVEL: 'silent',
    });

    expect(await started.exited).toBe(1);
    expect(started.stderr()).toContain(`port ${port} is in use`);
    await new Promise((resolve) => other.close(resolve));
  });
});
