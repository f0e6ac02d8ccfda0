import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of an archive, made when its turn comes. */
export interface ArchivedFile {
  name: string;
  content: () => AsyncIterable<Buffer | string>;
}

/** The content as it goes, with what is known of it when it has gone. */
async function* counted(
  { name, content }: ArchivedFile,
  done: (entry: { name: string; bytes: number; sha256: string }) => void,
): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content()) {
    const written = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    sum.update(written);
    bytes += written.length;
    yield written;
  }
  done({ name, bytes, sha256: sum.digest('hex') });
}

/**
 * Several files as one, made while it is read. The last of them is `manifest.json`: what is told of the export, and size and SHA-256 of every other
 * file.
 */
export const archiveOf = (
  files: readonly ArchivedFile[],
  { at, ...told }: { at: Date } & Record<string, unknown>,
): AsyncIterable<Buffer> => {
  const zip = new ZipFile();
  const entries: { name: string; bytes: number; sha256: string }[] = [];
  const add = (name: string, make: () => AsyncIterable<Buffer>): void =>
    zip.addReadStreamLazy(name, { mtime: at }, (give) => give(null, Readable.from(make())));
  for (const file of files) add(file.name, () => counted(file, (entry) => entries.push(entry)));
  const manifest = async function* (): AsyncGenerator<Buffer> {
    yield await Promise.resolve(
      Buffer.from(`${JSON.stringify({ ...told, at: at.toISOString(), files: entries }, null, 2)}\n`),
    );
  };
  add('manifest.json', manifest);
  zip.end();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  return output;
};
