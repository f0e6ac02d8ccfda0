import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecretsKey } from '../../../src/channels/load-secrets-key.ts';

describe('loadSecretsKey', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'secrets-key-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is given a key: that one, and no file', async () => {
    const given = Buffer.alloc(32, 1);

    expect(await loadSecretsKey(given, directory)).toBe(given);
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
    ['is readable by others', 0o644, `${Buffer.alloc(32).toString('base64')}\n`],
    ['is damaged', 0o600, 'half a ke'],
  ])('finds a file that %s: refuses and leaves it alone', async (_case, mode, content) => {
    const path = join(directory, 'secrets.key');
    await writeFile(path, content);
    await chmod(path, mode);

    await expect(loadSecretsKey(null, directory)).rejects.toMatchObject({ code: 'secrets_key_unusable' });

    expect(await readFile(path, 'utf8')).toBe(content);
  });
});
