import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { RefusalReason } from './file-record.ts';

const maxEntries = 2_000;
const maxUnpackedBytes = 200_000_000;
/** Sheets of repeated rows shrink well; a bomb shrinks a thousandfold. */
const maxRatio = 200;
const smallBytes = 1_000_000;
const maxContentTypesBytes = 1_000_000;
const encryptedFlag = 1;

const contentTypesName = '[Content_Types].xml';
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
/** Programs, embedded files, and links to other files, which are fetched on opening. */
const activeParts =
  /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml|macrosheets\/|dialogsheets\/|activex\/|ctrlprops\/|embeddings\/|externallinks\/|querytables\/|connections\.xml|customui\/)/i;
const activeTypes = /macroenabled|vbaproject|activex|oleobject|application\/vnd\.ms-office/i;

/** `archive`: a ZIP that is no spreadsheet. */
export type SpreadsheetCheck =
  { kind: 'spreadsheet' } | { kind: 'archive' } | { kind: 'refused'; reason: RefusalReason };

const refused = (reason: RefusalReason): SpreadsheetCheck => ({ kind: 'refused', reason });

const open = (content: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    // Sizes are checked against the directory's while unpacking; names with `..` or a drive are errors.
    fromBuffer(
      content,
      { lazyEntries: true, validateEntrySizes: true, strictFileNames: true, autoClose: false },
      (error, zip) => (error === null ? resolve(zip) : reject(error)),
    );
  });

/** The central directory alone; nothing is unpacked. Null: more entries than any spreadsheet has. */
const readDirectory = (zip: ZipFile): Promise<Entry[] | null> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > maxEntries) resolve(null);
      else zip.readEntry();
    });
    zip.readEntry();
  });

/** At most `limit` bytes: the directory's size is checked before, the stream keeps to it or fails. */
const readText = (zip: ZipFile, entry: Entry): Promise<string> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) return reject(error);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
  });

const isBomb = (entries: readonly Entry[], fileBytes: number): boolean => {
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0);
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  return (
    // Entries that share bytes add up to more than the file holds.
    packed > fileBytes ||
    unpacked > maxUnpackedBytes ||
    entries.some(
      (entry) =>
        entry.uncompressedSize > smallBytes &&
        entry.uncompressedSize > maxRatio * Math.max(1, entry.compressedSize),
    )
  );
};

const checkParts = async (zip: ZipFile, entries: readonly Entry[]): Promise<SpreadsheetCheck> => {
  const types = entries.filter(({ fileName }) => fileName === contentTypesName);
  const only = types[0];
  if (only === undefined) return { kind: 'archive' };
  // Two of them: which one counts depends on who reads.
  if (types.length > 1 || only.uncompressedSize > maxContentTypesBytes) return refused('unreadable');
  if (entries.some(({ fileName }) => activeParts.test(fileName))) return refused('active_content');
  if (entries.some(({ generalPurposeBitFlag }) => (generalPurposeBitFlag & encryptedFlag) !== 0))
    return refused('password_protected');
  const declared = await readText(zip, only);
  if (activeTypes.test(declared)) return refused('active_content');
  return { kind: declared.includes(workbookType) ? 'spreadsheet' : 'archive' };
};

/**
 * Looks at a ZIP archive by its central directory: an XLSX without macros, embedded files and links to the outside, or
 * something else. Only the list of content types is ever unpacked, up to a megabyte. Bombs are `too_large`.
 */
export const checkSpreadsheet = async (content: Buffer): Promise<SpreadsheetCheck> => {
  try {
    const zip = await open(content);
    const entries = await readDirectory(zip);
    if (entries === null || isBomb(entries, content.length)) return refused('too_large');
    return await checkParts(zip, entries);
  } catch {
    return refused('unreadable');
  }
};
