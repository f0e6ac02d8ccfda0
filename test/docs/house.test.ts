import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Every module of the product is read; minutes on a busy machine would still be right. */
const timeoutMs = 120_000;
const architecture = 'docs/architecture.md';

/** Problems the drawing script finds without writing anything. */
const problemsOf = (page: string): Promise<{ isAccepted: boolean; problems: string[] }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['scripts/draw-house.mjs', '--check', page], (error, _stdout, stderr) => {
      resolve({ isAccepted: error === null, problems: stderr.split('\n').filter((line) => line !== '') });
    });
  });

describe('the picture of the house', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mutabik-house-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it(
    'in the page, against the imports of the code: shows every room and every arrow',
    async () => {
      expect(await problemsOf(architecture)).toEqual({ isAccepted: true, problems: [] });
    },
    timeoutMs,
  );

  it(
    'in a copy that lacks one arrow: is refused, the page named',
    async () => {
      const page = path.join(folder, 'architecture.md');
      const text = await readFile(architecture, 'utf8');
      await writeFile(page, text.replace(/^ {2}src_requests --> .*\n/m, ''));

      const { isAccepted, problems } = await problemsOf(page);

      expect(isAccepted).toBe(false);
      expect(problems).toContain(`${page} does not show the house as it is: npm run house`);
    },
    timeoutMs,
  );
});
