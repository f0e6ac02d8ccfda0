import { createHash } from 'node:crypto';
import { hasActiveCells, maxCsvBytes } from './check-csv.ts';
import { checkSpreadsheet } from './check-spreadsheet.ts';
import { agrees, claimsOneOf, type Declared } from './declared-type.ts';
import type { FileRecord, RefusalReason } from './file-record.ts';
import type { FileRules } from './file-rules.ts';
import { sniffType, spreadsheetMime, type FoundType } from './found-type.ts';
import { makeInspectionRunner, type InspectionAnswer, type InspectionJob } from './run-inspection.ts';

/** Every view is of this type, whatever the original was: it may be shown inline (reliability F6.8). */
export const viewMimeType = 'image/jpeg';

export type InspectionResult =
  | {
      kind: 'accepted';
      found: NonNullable<FileRecord['found']>;
      /** Images: re-encoded without metadata, at most 4 096 pixels a side, of type `viewMimeType`. Null for all others. */
      view: Buffer | null;
    }
  | { kind: 'refused'; reason: RefusalReason };

/** Decides by content alone whether a file may be kept. Throws `Unavailable` when it could not be looked at. */
export type InspectFile = (file: {
  content: Buffer;
  declared: Declared;
  rules: FileRules;
}) => Promise<InspectionResult>;

type Refused = Extract<InspectionResult, { kind: 'refused' }>;
type Typed = { kind: 'typed'; type: FoundType } | Refused;

const refused = (reason: RefusalReason): Refused => ({ kind: 'refused', reason });

/** What the content is, or why not: an archive that is no spreadsheet is of no type that is taken. */
const typeOf = async (content: Buffer, rules: FileRules, declared: Declared): Promise<Typed> => {
  const other = (): Refused =>
    refused(claimsOneOf(rules.acceptedMime, declared) ? 'type_mismatch' : 'type_not_allowed');
  const sniffed = await sniffType(content);
  const claimsSpreadsheet = claimsOneOf([spreadsheetMime], declared);
  switch (sniffed.kind) {
    case 'known':
      return rules.acceptedMime.includes(sniffed.type) ? { kind: 'typed', type: sniffed.type } : other();
    case 'encrypted':
      return rules.acceptedMime.includes(spreadsheetMime) && claimsSpreadsheet
        ? refused('password_protected')
        : other();
    case 'archive': {
      // Anything else in a ZIP is not even opened.
      if (!rules.acceptedMime.includes(spreadsheetMime) || !claimsSpreadsheet) return other();
      const check = await checkSpreadsheet(content);
      if (check.kind === 'refused') return check;
      return check.kind === 'spreadsheet' ? { kind: 'typed', type: spreadsheetMime } : other();
    }
    case 'other':
      return other();
  }
};

const imageFormats = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp' } as const;
const isImage = (type: FoundType): type is keyof typeof imageFormats => Object.hasOwn(imageFormats, type);

/** Null: nothing that needs a decoder. */
const jobOf = (type: FoundType, content: Buffer, rules: FileRules): InspectionJob | null => {
  if (isImage(type))
    return { kind: 'image', content, limits: { maxPixels: rules.maxPixels, format: imageFormats[type] } };
  return type === 'application/pdf' ? { kind: 'pdf', content, limits: { maxPages: rules.maxPages } } : null;
};

const accepted = (type: FoundType, content: Buffer, answer: InspectionAnswer | null): InspectionResult => {
  if (answer?.kind === 'refused') return answer;
  const image = answer?.kind === 'image' ? answer : null;
  return {
    kind: 'accepted',
    found: {
      mimeType: type,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      pages: answer?.kind === 'pdf' ? answer.pages : null,
      width: image?.width ?? null,
      height: image?.height ?? null,
    },
    view: image === null ? null : Buffer.from(image.view),
  };
};

/** Cheap questions first: size, signature, what was declared; a decoder only sees what passed them. */
export const makeFileInspector =
  (run: (job: InspectionJob) => Promise<InspectionAnswer> = makeInspectionRunner()): InspectFile =>
  async ({ content, declared, rules }) => {
    if (rules.barred !== null) return refused(rules.barred);
    if (content.length === 0) return refused('empty');
    if (content.length > rules.maxBytes) return refused('too_large');
    const typed = await typeOf(content, rules, declared);
    if (typed.kind === 'refused') return typed;
    const { type } = typed;
    if (!agrees(type, declared)) return refused('type_mismatch');
    if (isImage(type) && content.length > rules.maxImageBytes) return refused('too_large');
    if (type === 'text/csv' && content.length > maxCsvBytes) return refused('too_large');
    if (type === 'text/csv' && hasActiveCells(content)) return refused('active_content');
    const job = jobOf(type, content, rules);
    return accepted(type, content, job === null ? null : await run(job));
  };
