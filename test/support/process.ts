import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lookInside } from './look-inside.ts';
import { testAppSecret } from './meta-webhook.ts';
import { testSecretsKey } from './secrets-key.ts';

/** The built product as an operator starts it: its own process, its own environment. */
export interface RunningProcess {
  pid: number;
  /** Port it was told to listen on. */
  port: number;
  /** Everything it has written so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with the exit code (null: ended by a signal). */
  exited: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Ends it at once, without a chance to say anything. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
}

/** Processes of this test file that have not ended; ended by `endProcesses`. */
const running = new Map<number, ChildProcess>();

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one while it listens
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** A directory of its own, removed by `endProcesses`. */
const directories: string[] = [];
export const freshDirectory = async (): Promise<string> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'mutabik-e2e-'));
  directories.push(directory);
  return directory;
};

/** Environment of a product with a WhatsApp channel whose platform is `graphUrl`. */
export const channelEnvironment = (graphUrl: string): Record<string, string> => ({
  WHATSAPP_PHONE_NUMBER_ID: '410000000000001',
  WHATSAPP_WABA_ID: '301122334455667',
  WHATSAPP_ACCESS_TOKEN: 'EAAtest',
  WHATSAPP_APP_SECRET: testAppSecret,
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_GRAPH_URL: graphUrl,
  API_KEY: processApiKey,
  SECRETS_KEY: testSecretsKey,
  DEMO_DATA: 'on',
  OPEN_PAGES: 'metrics,reference',
  RECIPIENT_INTERVAL_MS: '1',
  RECIPIENT_BURST: '1000',
  NUMBER_RATE_PER_SECOND: '1000',
  LOG_LEVEL: 'warn',
});

export const processApiKey = 'process-test-key-0123456789';

const main = path.join(process.cwd(), 'dist', 'src', 'main.js');

/** Starts `node dist/src/main.js`; nothing of this process's environment but PATH reaches it. */
export const startProcess = (env: Record<string, string>): RunningProcess => {
  const child = spawn(process.execPath, ['--disable-proto=delete', main], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the process did not start');
  running.set(pid, child);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(pid);
      resolve(code);
    });
  });
  const signal = (name: NodeJS.Signals): void => {
    if (running.has(pid)) child.kill(name);
  };
  return {
    pid,
    port: Number(env.PORT ?? 0),
    stdout: () => out,
    stderr: () => err,
    exited,
    signal,
    kill: async () => {
      signal('SIGKILL');
      await exited;
    },
    stop: () => {
      signal('SIGTERM');
      return exited;
    },
  };
};

/** Resolves when `/readyz` answers 200; fails with what the process said if it ends before. */
export const untilReady = async (started: RunningProcess, timeoutMs = 20_000): Promise<void> => {
  const until = performance.now() + timeoutMs;
  let code: number | null | undefined;
  void started.exited.then((value) => (code = value));
  let last = 'no answer';
  while (performance.now() < until) {
    if (code !== undefined) throw new Error(`ended with ${code}: ${started.stderr()} ${started.stdout()}`);
    const answer = await fetch(`http://127.0.0.1:${started.port}/readyz`, {
      signal: AbortSignal.timeout(2_000),
    }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    if (answer !== null) last = `answered ${answer.status}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not ready within ${timeoutMs} ms, ${last}: ${started.stderr()} ${started.stdout()}`);
};

/** Fails when a document in the built-in database of this data directory is not as its schema says; there may be none. */
const checkDirectory = async (directory: string): Promise<void> => {
  if (existsSync(path.join(directory, 'db'))) await (await lookInside({ DATA_DIR: directory })).close();
};

/** Ends what the test left running, looks at every document it stored, and removes its directories. */
export const endProcesses = async (): Promise<void> => {
  const ended = [...running.values()].map((child) => {
    const exit = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    return exit;
  });
  await Promise.all(ended);
  await Promise.all(
    directories
      .splice(0)
      .map((directory) =>
        checkDirectory(directory).finally(() => rm(directory, { recursive: true, force: true })),
      ),
  );
};

/** GET of the business API; throws for anything but 200. */
export const apiGet = async <T>(port: number, path: string, key = processApiKey): Promise<T> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const body: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(body)}`);
  return body as T; // the API's own shape; tests name what they read of it
};

/** PUT of the business API; throws for anything but success. */
export const apiPut = async (port: number, path: string, body: object): Promise<void> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${processApiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
};

/** All items of a list of the business API. */
export const apiList = async <T>(port: number, path: string, key = processApiKey): Promise<T[]> => {
  const items: T[] = [];
  for (let cursor: string | null = null; ;) {
    const joint = path.includes('?') ? '&' : '?';
    const query: string = cursor === null ? 'limit=200' : `limit=200&cursor=${encodeURIComponent(cursor)}`;
    const page: { data: T[]; nextCursor: string | null } = await apiGet(port, `${path}${joint}${query}`, key);
    items.push(...page.data);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
};
