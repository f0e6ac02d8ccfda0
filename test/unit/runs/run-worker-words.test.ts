import type { RunRow } from '../../../src/runs/run-row.ts';
import { RunWorker, type RunWorkerParts } from '../../../src/runs/run-worker.ts';
import type { Run } from '../../../src/runs/run.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { startOfTests, tenantA } from '../../support/builders-api.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aRun, aRunRow } from '../../support/run-ports.ts';

const withBody = (n: number, body: Partial<RunRow['body']>): RunRow => {
  const row = aRunRow(n, { state: 'handing' });
  return { ...row, body: { ...row.body, ...body } };
};

/** What a worker hands over of these rows, and which of them fail: as rows of a run that was checked by an earlier version. */
const handing = async (run: Run, rows: readonly RunRow[]) => {
  const accepted: string[] = [];
  const handed: number[] = [];
  const failed: RunRow[] = [];
  // What is not looked at here is never called.
  const parts = {
    runs: {
      findAbandoned: async () => [],
      findWorkable: async () => [run],
      takeLease: async () => true,
    },
    rows: {
      findHanded: async () => [],
      list: async () => ({ items: rows, next: null }),
      writeSeen: async (row: RunRow) => failed.push(row) > 0,
      handed: async (_tenant: string, _run: string, numbers: readonly number[]) => handed.push(...numbers),
    },
    events: { accept: async ({ eventId }: { eventId: string }) => accepted.push(eventId) },
    recallOrder: async () => true,
    prepareLetters: async (_run: Run, prepared: readonly RunRow[]) => prepared,
    isStopped: async () => false,
    linkOf: () => '',
    eventAccepted: () => undefined,
    tenantIds: async () => [tenantA],
    owner: 'one',
    leaseMs: 1_000,
    clock: new FakeClock(startOfTests.toISOString()),
    logger: silentLogger,
  };
  await new RunWorker(parts as unknown as RunWorkerParts).sweep();
  return { accepted, handed, failed: failed.map(({ n, state, body }) => [n, state, body.failure]) };
};

describe('words no customer may read, where rows of a run are handed over', () => {
  const paused = aRun({ state: 'paused' });

  it('a row that holds one fails, the others go', async () => {
    const rows = [withBody(1, { account: 'BLOKE 1' }), withBody(2, {}), withBody(3, { name: 'Ada (MASAK)' })];

    expect(await handing(paused, rows)).toEqual({
      accepted: [rows[1]?.eventId],
      handed: [2],
      failed: [
        [1, 'failed', 'text_refused'],
        [3, 'failed', 'text_refused'],
      ],
    });
  });

  it('a note that holds one keeps every row', async () => {
    const run = { ...paused, note: 'yaptırım kontrolü' };

    expect(await handing(run, [withBody(1, {})])).toEqual({
      accepted: [],
      handed: [],
      failed: [[1, 'failed', 'text_refused']],
    });
  });
});
