import { DamageFound } from '../unusable.ts';
import { checkDocument } from '../bson/check.ts';
import type { EntryVisitor } from '../file/walk.ts';
import { checksumBytes, isSealed, isSealedWhole } from './checksum.ts';
import { space } from './spaces.ts';

/** The first key of all: how the entries of the file are written. */
export const formatKey = Buffer.from([space.meta, 0x00]);
/** 2: every value is followed by its checksum. 1, without this entry: it is not. */
const formatWithChecksums = 2;
export const formatValue = Buffer.from([formatWithChecksums]);

/** Formats a file can have; `new` has no entries yet. */
export type Format = 'new' | 'plain' | 'sealed';

/** Checks every entry of a file while it is walked, and finds out its format. */
export class EntryCheck {
  format: Format = 'new';
  entries = 0;

  readonly visit: EntryVisitor = (leaf, value) => {
    if (this.entries++ === 0) this.format = this.begin(leaf.key, value());
    if (this.format === 'plain') return checkPlain(leaf.key, value());
    const isRight = leaf.whole === undefined ? isSealed(leaf.key, value()) : isSealedWhole(leaf.whole);
    if (!isRight) throw new DamageFound(`an entry (${describe(leaf.key)}) does not match its checksum`);
  };

  private begin(key: Buffer, value: Buffer): Format {
    if (!key.equals(formatKey)) return 'plain';
    if (value[0] !== formatWithChecksums || value.length !== 1 + checksumBytes)
      throw new DamageFound(
        'it was written by a newer version of this program, or its format entry is damaged',
      );
    return 'sealed';
  }
}

function describe(key: Buffer): string {
  const kind = ['unknown', 'catalog', 'document', 'index', 'retry'][key[0] ?? 0] ?? 'unknown';
  return `${kind} ${key.toString('hex', 1, Math.min(key.length, 13))}`;
}

/** Entries of a file from before the checksums. One that carries a checksum shows that only the mark of the format is lost. */
function checkPlain(key: Buffer, value: Buffer): void {
  if (isSealed(key, value)) throw new DamageFound('its format entry is missing');
  if (key[0] !== space.documents) return;
  try {
    if (checkDocument(value, 0, value.length) === value.length) return;
  } catch {
    // Said below.
  }
  throw new DamageFound(`an entry (${describe(key)}) is not a document`);
}
