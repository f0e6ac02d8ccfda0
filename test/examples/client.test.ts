import { transformFile } from '@swc/core';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ChatMessage } from '../../simulator/chat-message.ts';
import { startExample, type RunningExample } from '../support/example.ts';
import {
  apiGet,
  apiList,
  apiPut,
  endProcesses,
  freePort,
  freshDirectory,
  processApiKey,
  startProcess,
  untilReady,
} from '../support/process.ts';
import { waitFor } from '../support/wait-for.ts';

const run = promisify(execFile);
const folder = 'clients/typescript';
const built = `${folder}/dist/examples`;

/** The package as it is published, types and code, and its examples as a reader would compile them. */
const buildAll = async (): Promise<void> => {
  await rm(`${folder}/dist`, { recursive: true, force: true });
  await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', `${folder}/tsconfig.build.json`]);
  await mkdir(built, { recursive: true });
  for (const name of await readdir(`${folder}/examples`)) {
    if (!name.endsWith('.ts')) continue;
    const { code } = await transformFile(`${folder}/examples/${name}`, {
      swcrc: false,
      module: { type: 'nodenext' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    });
    await writeFile(`${built}/${name.replace(/\.ts$/, '.js')}`, code);
  }
};

describe('the examples of the client against a running product', () => {
  let port = 0;
  let url = '';
  let receiver: RunningExample | null = null;
  beforeAll(async () => {
    await buildAll();
    port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const started = startProcess({
      PORT: String(port),
      DATA_DIR: await freshDirectory(),
      API_KEY: processApiKey,
      CALLBACK_ALLOWED_ADDRESSES: '127.0.0.0/8',
      CALLBACK_RETRY_SCHEDULE: '0s,1s',
      LOG_LEVEL: 'error',
    });
    await untilReady(started);
  }, 120_000);
  afterAll(async () => {
    await receiver?.end();
    await endProcesses();
    await rm(`${folder}/dist`, { recursive: true, force: true });
  });

  const example = (
    name: string,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): RunningExample => startExample(`../${built}/${name}.js`, { URL: url, KEY: processApiKey, ...env }, args);
  const ended = async (program: RunningExample): Promise<string[]> => {
    expect({ code: await program.exited, stderr: program.stderr() }).toEqual({ code: 0, stderr: '' });
    return program.printed();
  };
  const chat = `/simulator/api/chats/+905000000201`;
  /** Taps what this says on the newest message of Bora's phone that has it. */
  const tap = async (title: string): Promise<void> => {
    const choice = await waitFor(title, async () => {
      const { messages } = (await (await fetch(`${url}${chat}/messages?all=1`)).json()) as {
        messages: ChatMessage[];
      };
      for (const { id, content, from, status } of messages.toReversed()) {
        // Not on the phone yet.
        if (status !== 'delivered' && status !== 'read') continue;
        const buttons = from === 'business' && content.type === 'buttons' ? content.buttons : [];
        const found = buttons.find((button) => button.title === title);
        if (found !== undefined) return { messageId: id, choiceId: found.id };
      }
      return null;
    });
    const answer = await fetch(`${url}${chat}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'tap', ...choice }),
    });
    expect(answer.status).toBe(201);
  };

  it('report-a-letter: waits until the customer has agreed on the phone, and says so', async () => {
    const program = example('report-a-letter');
    await waitFor('the question', () => program.printed().length > 1);
    const [{ id } = { id: '' }] = await apiList<{ id: string }>(port, '/v1/requests?eventId=client_letter_1');
    await tap('Mutabıkız');
    await tap('Evet, onaylıyorum');

    expect(await ended(program)).toEqual([
      'client_letter_1 is stored',
      `${id} is asked`,
      `${id} ended: agreed`,
    ]);
    expect((await ended(example('report-a-letter')))[0]).toBe('client_letter_1 was known');
  }, 60_000);

  it('report-a-letter with a wrong key: ends with the code of the refusal', async () => {
    const program = example('report-a-letter', [], { KEY: 'wk_wrong' });

    expect(await program.exited).toBe(1);
    expect(program.stderr()).toContain('refused: unauthorized');
  });

  it('month-end, started twice: one run, its report in a file', async () => {
    const directory = await freshDirectory();
    const [file, report] = [path.join(directory, 'balances.csv'), path.join(directory, 'report.csv')];
    await writeFile(
      file,
      'Müşteri No;Hesap Kodu;Unvan;Birim;Bakiye;B/A\nC003;120.01.0003;Uydurma;TRY;1.250,34;B\nC999;1;Yok;TRY;1,00;B\n',
    );
    const first = await ended(example('month-end', [file, '2026-10-31', report]));
    const second = await ended(example('month-end', [file, '2026-10-31', report]));

    const id = first[0]?.split(':')[0] ?? '';
    expect(first).toEqual([
      `${id}: 1 ready, 1 with something wrong`,
      'line 3: customer_unknown',
      `${id}: done`,
      `the report is in ${report}`,
    ]);
    expect(second.at(-2)).toBe(`${id}: done`);
    const written = await readFile(report, 'utf8');
    expect(written).toContain('C003');
    expect(await apiGet(port, `/v1/runs/${id}`)).toMatchObject({ state: 'done' });
  }, 60_000);

  it('what-is-open: names requests and tasks', async () => {
    const printed = await ended(example('what-is-open'));

    const open = await apiList<{ reference: string }>(port, '/v1/requests?status=open');
    expect(open.length).toBeGreaterThan(0);
    for (const { reference } of open) expect(printed.join('\n')).toContain(reference);
  });

  it('receive-callbacks and replay-dead-letters: calls that were given up arrive once they are replayed', async () => {
    const hook = await freePort();
    // Nobody listens yet: the call is tried twice and given up.
    await apiPut(port, '/v1/callbacks/client', {
      url: `http://127.0.0.1:${hook}/`,
      types: ['callback.test'],
    });
    const { secret } = (await (
      await fetch(`${url}/v1/callbacks/client`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${processApiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          url: `http://127.0.0.1:${hook}/`,
          types: ['callback.test'],
          rotateSecret: true,
        }),
      })
    ).json()) as { secret: string };
    await fetch(`${url}/v1/callbacks/client/test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${processApiKey}`, 'content-type': 'application/json' },
      body: '{}',
    });
    const dead = await waitFor('the dead letter', async () => {
      const found = await apiList<{ id: string }>(port, '/v1/deadletters?kind=callback');
      return found.length === 1 ? found[0] : null;
    });
    const running = example('receive-callbacks', [], { PORT: String(hook), SECRET: secret });
    receiver = running;
    await waitFor('the receiver', () => running.printed().length > 0);

    const printed = await ended(example('replay-dead-letters', ['callback']));
    expect(printed[0]).toContain(`callback ${dead?.id}: attempts_exhausted`);
    expect(printed[1]).toBe('1 back in work, 0 not yet');
    await waitFor('the call', () => running.printed().includes('callback.test'));

    const forged = await fetch(`http://127.0.0.1:${hook}/`, { method: 'POST', body: '{}' });
    expect(forged.status).toBe(401);
  }, 60_000);
});
