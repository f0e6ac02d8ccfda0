import { fork } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileRulesFor } from '../../../src/documents/document-codes.ts';
import type { InspectionAnswer, InspectionJob } from '../../../src/files/inspect-content.ts';
import {
  defaultInspectionBounds,
  inspectionArguments,
  makeInspectionRunner,
} from '../../../src/files/run-inspection.ts';
import { nextFileAttempt } from '../../../src/files/next-file-attempt.ts';
import { aPdf, aScreenshot, aSpreadsheet } from '../../support/hostile-files.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const rules = fileRulesFor({
  documentCode: null,
  source: 'link',
  acceptedMime: ['application/pdf', 'image/png', xlsx, 'text/csv'],
  maxBytes: 20_000_000,
});
const job: InspectionJob = { content: aPdf(), declared: { filename: null, mimeType: null }, rules };
const unreadable = { kind: 'refused', reason: 'unreadable' };
const ofPages = (pages: number): InspectionAnswer => ({
  kind: 'accepted',
  type: 'application/pdf',
  pages,
  width: null,
  height: null,
  view: null,
});

describe('the process that looks at files', () => {
  it.each([
    ['a PDF', async () => aPdf(), null],
    ['an image', aScreenshot, null],
    ['a spreadsheet', async () => aSpreadsheet(), xlsx],
    ['a table', async () => Buffer.from('Cari;Tutar\n120.01;5\n'), 'text/csv'],
    ['something else', async () => Buffer.from('hello'), 'text/plain'],
  ])(
    '%s, no time left: unreadable, so that none is looked at without limits',
    async (_of, made, mimeType) => {
      const run = makeInspectionRunner({ ...defaultInspectionBounds, timeoutMs: 1 });
      const content = await made();
      expect(await run({ ...job, content, declared: { filename: null, mimeType } })).toEqual(unreadable);
    },
  );

  it('more memory than it may use: ended, unreadable', async () => {
    const run = makeInspectionRunner({ ...defaultInspectionBounds, maxMemoryBytes: 20_000_000 });
    expect(await run(job)).toEqual(unreadable);
  });

  it('more files than processes: each gets its turn and its own answer', async () => {
    const run = makeInspectionRunner({ ...defaultInspectionBounds, concurrent: 1 });
    const answers = await Promise.all([1, 2, 3].map((pages) => run({ ...job, content: aPdf({ pages }) })));
    expect(answers).toEqual([1, 2, 3].map(ofPages));
  });

  it.each([
    ['an image', true],
    ['anything else', false],
  ])('started for %s: reaches no file, program, thread, network or variable', async (_for, native) => {
    const probe = fileURLToPath(new URL('../../support/inspection-probe.mjs', import.meta.url));
    const doors = fileURLToPath(new URL('../../../src/files/close-doors.mjs', import.meta.url));
    const file = path.join(tmpdir(), `probe-${process.pid}`);
    const server = createServer().listen(0, '127.0.0.1');
    let connections = 0;
    server.on('connection', (socket) => {
      connections += 1;
      socket.destroy();
    });
    await once(server, 'listening');
    const own = [probe, doors].map((name) => `--allow-fs-read=${name}`);
    const child = fork(probe, [], { env: {}, execArgv: [...inspectionArguments(native), ...own] });
    // A server that listens on a port has an address of this kind.
    child.send({ port: (server.address() as AddressInfo).port, file });
    const [outcomes] = await once(child, 'message');
    child.kill('SIGKILL');
    server.close();

    const denied = 'ERR_ACCESS_DENIED';
    const closed = 'This process has no network.';
    expect(outcomes).toEqual({
      ...{ read: denied, environment: denied, write: denied, program: denied, thread: denied },
      ...{ connect: closed, fetch: closed, lookup: closed },
      variables: 0,
    });
    expect(connections).toBe(0);
    await expect(access(file)).rejects.toThrow('ENOENT');
  });
});

describe('attempts with a file', () => {
  it('one after the other: the wait doubles up to hours', () => {
    const now = new Date('2026-11-24T10:00:00Z');
    const waits = (what: 'fetch' | 'scan') =>
      [1, 2, 3, 100].map(
        (attempts) => (nextFileAttempt(what, attempts, now).getTime() - now.getTime()) / 1000,
      );
    expect(waits('fetch')).toEqual([10, 20, 40, 3_600]);
    expect(waits('scan')).toEqual([10, 20, 40, 14_400]);
  });
});
