import { ApiProblem } from '../../api/problem.ts';

interface Seen {
  id: string;
  rev: number;
}

interface Stored extends Seen {
  draft: { rule: unknown } | null;
}

/** The calls that this needs. */
interface Calls<Rule, Kept extends Stored> {
  save: (order: { seen: Seen; rule: Rule }) => Promise<Kept>;
  read: (id: string) => Promise<Kept>;
  publish: (seen: Seen) => Promise<Kept>;
}

/** Does a stored part say all that was written? It may say more: what the API adds where nothing was said. */
export const saysAll = (stored: unknown, written: unknown): boolean => {
  if (written === undefined) return true;
  if (typeof written !== 'object' || written === null) return stored === written;
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored) !== Array.isArray(written))
    return false;
  if (Array.isArray(written) && written.length !== (stored as readonly unknown[]).length) return false;
  return Object.entries(written).every(([name, value]) =>
    saysAll((stored as Readonly<Record<string, unknown>>)[name], value),
  );
};

/**
 * Saves a draft. Where the answer to the same order was lost, what is stored is that draft already and is answered: what is refused
 * as outdated (`ApiProblem` 412) is somebody else's.
 */
export const saveOnce = async <Rule, Kept extends Stored>(
  { save, read }: Pick<Calls<Rule, Kept>, 'save' | 'read'>,
  { seen, rule }: { seen: Seen; rule: Rule },
): Promise<Kept> => {
  try {
    return await save({ seen, rule });
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.status !== 412) throw problem;
    const there = await read(seen.id).catch(() => null);
    // One write further, and it says the same.
    if (there?.draft && there.rev === seen.rev + 1 && saysAll(there.draft.rule, rule)) return there;
    throw problem;
  }
};

/**
 * What was in use once is in use again, as a new version. A draft that waits is replaced by it. Two writes: repeated after a failure
 * between them it goes on from the draft that was saved, which is told to `moved`.
 */
export const bringBackWith = async <Rule, Kept extends Stored>(
  calls: Calls<Rule, Kept>,
  { seen, rule, moved }: { seen: Seen; rule: Rule; moved: (seen: Seen) => void },
): Promise<Kept> => {
  const { id, rev } = await saveOnce(calls, { seen, rule });
  moved({ id, rev });
  return calls.publish({ id, rev });
};
