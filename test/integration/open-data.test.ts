import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Starts the built program on a directory; ends it once it has started. */
const start = async (dataDir: string): Promise<{ code: number | null; stderr: string; stdout: string }> => {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0' };
  const child = spawn(process.execPath, ['dist/src/main.js'], { env });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (text.includes('"started"')) child.kill('SIGTERM');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr, stdout };
};

const started: unknown = expect.stringContaining('"started"');

describe('key and data of DATA_DIR', () => {
  it('start together, and are refused in words when one of them is lost: no new key is printed', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'open-data-'));
    expect(await start(dataDir)).toMatchObject({ stdout: started, stderr: '' });
    await rm(path.join(dataDir, 'db'), { recursive: true });
    const withoutData = await start(dataDir);
    expect(withoutData.code).toBe(1);
    expect(withoutData.stderr).toMatch(
      /secrets\.key is there, but the database .* is empty.*Restore the last backup/,
    );
    await writeFile(path.join(dataDir, 'db', 'data.mdb'), '');
    expect((await start(dataDir)).stderr).toMatch(/data\.mdb is damaged: it is empty/);
    await rm(dataDir, { recursive: true });
  }, 120_000);

  it('are refused in words, data without the key', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'open-data-'));
    expect(await start(dataDir)).toMatchObject({ stdout: started });
    await rm(path.join(dataDir, 'secrets.key'));
    const refused = await start(dataDir);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/has data, but .*secrets\.key is missing/),
    ]);
    await rm(dataDir, { recursive: true });
  }, 120_000);

  it('of a first start that broke off, begin once more', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'open-data-'));
    await mkdir(dataDir, { recursive: true });
    await writeFile(path.join(dataDir, 'first-start'), '');
    await writeFile(path.join(dataDir, 'secrets.key'), `${randomBytes(32).toString('base64')}\n`, {
      mode: 0o600,
    });
    expect(await start(dataDir)).toMatchObject({ stdout: started, stderr: '' });
    await rm(dataDir, { recursive: true });
  }, 120_000);
});
