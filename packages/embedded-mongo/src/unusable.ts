/** The data directory cannot be served as it is. The message is a sentence for whoever operates it: what is wrong, what to do. */
export class DatabaseUnusable extends Error {
  readonly code = 'database_unusable';
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseUnusable';
  }
}

/** Part of a data file does not say what it must; what was found, without advice. */
export class DamageFound extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DamageFound';
  }
}

const systemErrors: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read and written by this user; give it to the user that runs the process',
  EPERM: 'it may not be read and written by this user; give it to the user that runs the process',
  EROFS: 'it lies on a file system that is mounted read-only',
  ENOTDIR: 'a part of its path is a file, not a directory',
  EEXIST: 'a file of this name is in the way of the directory',
  EISDIR: 'it is a directory where a file is expected',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ENAMETOOLONG: 'its path is too long',
  EIO: 'the disk reports an error on reading or writing',
  EMFILE: 'too many files are open',
};

/** An error of the file system or of LMDB while opening, as a sentence; other errors come back as they are. */
export function asUnusable(error: unknown, place: string): unknown {
  if (error instanceof DatabaseUnusable || !(error instanceof Error)) return error;
  if (error instanceof DamageFound) return damaged(place, error.message);
  const text = error.message;
  const code = 'code' in error ? String(error.code) : '';
  const known = systemErrors[code] ?? Object.entries(lmdbTexts).find(([part]) => text.includes(part))?.[1];
  if (known === undefined) return error;
  return new DatabaseUnusable(`The database cannot use ${place}: ${known}.`);
}

const lmdbTexts: Readonly<Record<string, string>> = {
  'Permission denied': systemErrors['EACCES']!,
  'Operation not permitted': systemErrors['EPERM']!,
  'Read-only file system': systemErrors['EROFS']!,
  'No space left on device': systemErrors['ENOSPC']!,
  'Disk quota exceeded': systemErrors['EDQUOT']!,
  'Not a directory': systemErrors['ENOTDIR']!,
  'Is a directory': systemErrors['EISDIR']!,
  'Input/output error': systemErrors['EIO']!,
  'Too many open files': systemErrors['EMFILE']!,
};

/** A damaged data file: nothing is repaired or begun anew by itself, because that would lose what a backup still has. */
function damaged(file: string, finding: string): DatabaseUnusable {
  return new DatabaseUnusable(
    `The database file ${file} is damaged: ${finding}. Nothing was changed. Stop every process that uses it, ` +
      'put the file aside and restore the last backup in its place; how: docs/operations.md, Backup.',
  );
}
