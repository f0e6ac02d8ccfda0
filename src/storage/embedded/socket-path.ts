import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

/** Longest path of a unix socket that every system takes. */
const maxSocketPath = 103;

/** A path for a socket, and how to remove what was made for it. */
export interface SocketPath {
  readonly path: string;
  cleanUp(): void;
}

/**
 * A socket path for a server of a directory: in the directory itself, or, when that path is too long for a socket, in a
 * private directory for temporary files. Each server has its own, so several processes can serve one directory.
 */
export function makeSocketPath(directory: string): SocketPath {
  const name = `${process.pid}-${randomBytes(4).toString('hex')}.sock`;
  const near = path.resolve(directory, name);
  if (Buffer.byteLength(near) <= maxSocketPath)
    return { path: near, cleanUp: () => rmSync(near, { force: true }) };
  // mkdtemp makes the directory with mode 0700.
  const privateDirectory = mkdtempSync(path.join(tmpdir(), 'embedded-'));
  return {
    path: path.join(privateDirectory, name),
    cleanUp: () => rmSync(privateDirectory, { recursive: true, force: true }),
  };
}
