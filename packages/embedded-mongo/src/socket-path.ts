import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes the sockets that killed processes left in a directory. */
function removeDeadSockets(directory: string): void {
  for (const name of readdirSync(directory)) {
    const pid = /^(\d+)-[0-9a-f]{8}\.sock$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(path.join(directory, name), { force: true });
  }
}

/**
 * A socket path for a server of a directory: in the directory itself, or, when that path is too long for a socket, in a
 * private directory for temporary files. Each server has its own, so several processes can serve one directory.
 */
export function makeSocketPath(directory: string): SocketPath {
  const name = `${process.pid}-${randomBytes(4).toString('hex')}.sock`;
  removeDeadSockets(directory);
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
