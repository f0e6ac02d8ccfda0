import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecretsKey } from '../../../src/channels/load-secrets-key.ts';
import { testSecretsKey } from '../../support/secrets-key.ts';

describe('loadSecretsKey', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'secrets-key-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is given a key: that one, and no file', async () => {
    const given = Buffer.alloc(32, 1);

    expect(await loadSecretsKey({ key: given }, directory)).toBe(given);
    expect(await readdir(directory)).toEqual([]);
  });

  it('starts for the first time: a key of 32 bytes in a file only the owner reads, and the same one next time', async () => {
    const data = join(directory, 'data');

    const first = await loadSecretsKey(null, data);

    expect(first).toHaveLength(32);
    expect((await stat(join(data, 'secrets.key'))).mode & 0o777).toBe(0o600);
    expect(await loadSecretsKey(null, data)).toEqual(first);
    expect(await readdir(data)).toEqual(['secrets.key']);
  });

  it('starts ten times at once: all get one key', async () => {
    const keys = await Promise.all(Array.from({ length: 10 }, () => loadSecretsKey(null, directory)));

    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  });

  it.each([
    ['is readable by others', 0o644, `${testSecretsKey}\n`],
    ['is one byte over and over', 0o600, `${Buffer.alloc(32, 5).toString('base64')}\n`],
    ['is damaged', 0o600, 'half a ke'],
  ])('finds a file that %s: refuses and leaves it alone', async (_case, mode, content) => {
    const path = join(directory, 'secrets.key');
    await writeFile(path, content);
    await chmod(path, mode);

    await expect(loadSecretsKey(null, directory)).rejects.toMatchObject({ code: 'secrets_key_unusable' });

    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('is told of a file: its key, also where everybody may read it (a secret of a container)', async () => {
    const file = join(directory, 'mounted');
    await writeFile(file, `${testSecretsKey}\n`, { mode: 0o444 });

    expect((await loadSecretsKey({ file }, directory)).toString('base64')).toBe(testSecretsKey);
    expect(await readdir(directory)).toEqual(['mounted']);
  });

  it.each([
    ['is not there', null, 0o600, 'cannot be read'],
    ['may be written by others', testSecretsKey, 0o666, 'may be written by other users'],
    ['holds no key', 'hunter2', 0o600, 'does not give 32 bytes'],
    ['holds a weak key', Buffer.alloc(32, 9).toString('base64'), 0o600, 'over and over'],
  ])(
    'is told of a file that %s: refuses, makes none, says nothing of it',
    async (_case, content, mode, why) => {
      const file = join(directory, 'mounted');
      if (content !== null) await writeFile(file, content);
      if (content !== null) await chmod(file, mode);

      const refusal = loadSecretsKey({ file }, directory);
      await expect(refusal).rejects.toMatchObject({
        code: 'secrets_key_unusable',
        message: expect.stringContaining(why),
      });
      await expect(refusal).rejects.not.toThrow(content ?? 'nothing');
      expect(await readdir(directory)).toEqual(content === null ? [] : ['mounted']);
    },
  );

  /** A command that runs this program. */
  const command = (program: string, timeoutMs = 10_000) => ({
    command: [process.execPath, '-e', program],
    timeoutMs,
  });

  it('is told of a command: what it prints', async () => {
    const source = command(`console.log(${JSON.stringify(testSecretsKey)})`);
    expect((await loadSecretsKey(source, directory)).toString('base64')).toBe(testSecretsKey);
  });

  it.each([
    ['fails', command('console.error("hunter2"); process.exit(3)'), 'ended with 3'],
    ['does not end', command('setInterval(() => {}, 1000)', 300), 'did not end within 300 ms'],
    ['prints no key', command('console.log("hunter2")'), 'does not give 32 bytes'],
    ['prints without end', command('console.log("hunter2".repeat(5000))'), 'said too much'],
    ['prints a weak key', command('console.log(Buffer.alloc(32).toString("base64"))'), 'over and over'],
    ['is not there', { command: ['/no/such/program'], timeoutMs: 1000 }, 'cannot be run'],
  ])(
    'is told of a command that %s: refuses, and says nothing of what it said',
    async (_case, source, why) => {
      const error: unknown = await loadSecretsKey(source, directory).catch((refusal: unknown) => refusal);

      expect(error).toMatchObject({ code: 'secrets_key_unusable', message: expect.stringContaining(why) });
      expect(String(error)).not.toContain('hunter2');
      expect(await readdir(directory)).toEqual([]);
    },
  );
});
