import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { alignMetas } from './file/meta.ts';
import { verifyFile } from './file/verify.ts';
import { Environment } from './store/environment.ts';
import { EntryCheck } from './store/format.ts';
import { syncDirectory } from './store/open-file.ts';
import { DatabaseUnusable, asUnusable } from './unusable.ts';

function checkTarget(target: string): void {
  if (existsSync(target))
    throw new DatabaseUnusable(`The backup ${target} exists already; nothing is overwritten.`);
  const folder = path.dirname(target);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new DatabaseUnusable(`The backup cannot be made: there is no directory ${folder}.`);
}

function finish(aside: string): void {
  const file = openSync(aside, 'r+');
  try {
    alignMetas(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Gives a finished file its name, unless somebody else took that name meanwhile. */
function publish(aside: string, target: string): void {
  try {
    linkSync(aside, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new DatabaseUnusable(`The backup ${target} exists already; nothing is overwritten.`);
  }
  syncDirectory(path.dirname(target));
}

/**
 * Copies the database of a directory into one new file, while servers may go on writing. The copy holds one snapshot: every write
 * acknowledged before the call. It is verified, durable and complete when it appears under its name. Restoring: put it into an
 * empty directory as `data.mdb`. Throws `DatabaseUnusable` with a sentence for the operator.
 */
export async function backupDatabase(
  directory: string,
  target: string,
  onPage: () => unknown = () => undefined,
): Promise<void> {
  checkTarget(target);
  const aside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.part`);
  // Reads and checks everything first: a copy of damaged data is no backup.
  const environment = new Environment(directory, { onPage });
  try {
    await environment.copyTo(aside);
    chmodSync(aside, 0o600);
    finish(aside);
    verifyFile(aside, { branchesOnly: false, visit: new EntryCheck().visit, onPage });
    publish(aside, target);
  } catch (error) {
    throw asUnusable(error, target);
  } finally {
    rmSync(aside, { force: true });
    await environment.close();
  }
}
