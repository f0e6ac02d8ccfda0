import { fileTypeFromBuffer } from 'file-type';
import { looksLikeCsv } from './check-csv.ts';

export const spreadsheetMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What people record and play: kept as it came, and never opened here (ADR 0036). */
export const mediaTypes = [
  'audio/ogg',
  'audio/mp4',
  'audio/aac',
  'audio/amr',
  'audio/mpeg',
  'video/mp4',
  'video/3gpp',
] as const;

/** Types that are taken at all (reliability F6.3, domain 8.4); a request accepts some of the others. */
export const foundTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  spreadsheetMime,
  'text/csv',
  ...mediaTypes,
] as const;
export type FoundType = (typeof foundTypes)[number];

/** Enough for every signature we know; parsers of whole files have no business here. */
const headBytes = 4_100;
const zipSignatures = ['504b0304', '504b0506', '504b0708'];
const compoundSignature = 'd0cf11e0a1b11ae1';
/** Name of the stream that holds an Office file encrypted with a password. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

const isFoundType = (mime: string): mime is FoundType => (foundTypes as readonly string[]).includes(mime);

/** Other names of what is one type for us. */
const otherNames: Readonly<Record<string, FoundType>> = {
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
};

/** `audio/ogg; codecs=opus` is an `audio/ogg`. */
const typeNamed = (mime: string): FoundType | null => {
  const bare = mime.split(';')[0]?.trim() ?? '';
  if (isFoundType(bare)) return bare;
  return Object.hasOwn(otherNames, bare) ? (otherNames[bare] ?? null) : null;
};

/**
 * What a file is by its first bytes. `spreadsheet`: a ZIP archive, which only its directory can tell further; `encrypted`: an
 * Office file with a password; `other`: nothing that is ever taken.
 */
export type Sniffed = { kind: 'known'; type: FoundType } | { kind: 'archive' | 'encrypted' | 'other' };

export const sniffType = async (content: Buffer): Promise<Sniffed> => {
  const start = content.subarray(0, 8).toString('hex');
  if (zipSignatures.some((signature) => start.startsWith(signature))) return { kind: 'archive' };
  if (start === compoundSignature)
    return { kind: content.includes(encryptedPackage) ? 'encrypted' : 'other' };
  const detected = await fileTypeFromBuffer(content.subarray(0, headBytes));
  if (detected !== undefined) {
    const type = typeNamed(detected.mime);
    return type === null ? { kind: 'other' } : { kind: 'known', type };
  }
  return looksLikeCsv(content) ? { kind: 'known', type: 'text/csv' } : { kind: 'other' };
};
