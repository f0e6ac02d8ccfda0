import { CommandError } from '../errors.ts';

/** A dotted path that an update leads to, taken apart. */
export interface UpdatePath {
  readonly path: string;
  readonly parts: readonly string[];
  /** It has the positional `$`. */
  readonly usesPosition: boolean;
  /** The identifiers of its `$[identifier]`. */
  readonly identifiers: readonly string[];
}

function parse(path: string): UpdatePath {
  const parts = path.split('.');
  if (path === '') throw new CommandError(56, 'EmptyFieldName', 'An empty update path is not valid.');
  if (parts.includes('')) {
    throw new CommandError(
      56,
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  if (parts[0]!.startsWith('$')) {
    throw new CommandError(
      52,
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not valid for storage.`,
    );
  }
  return {
    path,
    parts,
    usesPosition: parts.includes('$'),
    identifiers: parts.filter((part) => /^\$\[.+\]$/.test(part)).map((part) => part.slice(2, -1)),
  };
}

const pathsKept = 5000;
const longestKept = 200;
const known = new Map<string, UpdatePath>();

/** Takes a path apart and refuses one that leads nowhere; the results for recent paths are kept. */
export function checkPath(path: string): UpdatePath {
  let found = known.get(path);
  if (found === undefined) {
    found = parse(path);
    if (known.size >= pathsKept) known.clear();
    if (path.length <= longestKept) known.set(path, found);
  }
  return found;
}
