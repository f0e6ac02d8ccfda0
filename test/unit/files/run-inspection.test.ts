import { defaultInspectionBounds, makeInspectionRunner } from '../../../src/files/run-inspection.ts';
import { nextFileAttempt } from '../../../src/files/next-file-attempt.ts';
import { aPdf } from '../../support/hostile-files.ts';

const job = { kind: 'pdf', content: aPdf(), limits: { maxPages: 50 } } as const;
const unreadable = { kind: 'refused', reason: 'unreadable' };

describe('the process that looks at files', () => {
  it('no time left: unreadable', async () => {
    const run = makeInspectionRunner({ ...defaultInspectionBounds, timeoutMs: 1 });
    expect(await run(job)).toEqual(unreadable);
  });

  it('more memory than it may use: ended, unreadable', async () => {
    const run = makeInspectionRunner({ ...defaultInspectionBounds, maxMemoryBytes: 20_000_000 });
    expect(await run(job)).toEqual(unreadable);
  });

  it('more files than processes: each gets its turn and its own answer', async () => {
    const run = makeInspectionRunner({ ...defaultInspectionBounds, concurrent: 1 });
    const answers = await Promise.all([1, 2, 3].map((pages) => run({ ...job, content: aPdf({ pages }) })));
    expect(answers).toEqual([1, 2, 3].map((pages) => ({ kind: 'pdf', pages })));
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
