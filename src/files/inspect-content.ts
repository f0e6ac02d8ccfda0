import { hasActiveCells, maxCsvBytes } from './check-csv.ts';
import { checkSpreadsheet } from './check-spreadsheet.ts';
import { agrees, claimsOneOf, type Declared } from './declared-type.ts';
import type { RefusalReason } from './file-record.ts';
import type { FileRules } from './file-rules.ts';
import { sniffType, spreadsheetMime, type FoundType } from './found-type.ts';

export interface InspectionJob {
  content: Buffer;
  declared: Declared;
  rules: FileRules;
}

type Refused = { kind: 'refused'; reason: RefusalReason };

/** What looking at a file gives. `view`: images re-encoded; `pages`, `width`, `height`: null where the type has none. */
export type InspectionAnswer =
  | {
      kind: 'accepted';
      type: FoundType;
      pages: number | null;
      width: number | null;
      height: number | null;
      view: Uint8Array | null;
    }
  | Refused;

/** Decoders of the types that need one; `limits` by the decoder. */
export interface Decoders {
  pdf(content: Buffer, limits: { maxPages: number }): Promise<{ kind: 'pdf'; pages: number } | Refused>;
  image(
    content: Buffer,
    limits: { maxPixels: number; format: 'jpeg' | 'png' | 'webp' },
  ): Promise<{ kind: 'image'; width: number; height: number; view: Uint8Array } | Refused>;
}

type Typed = { kind: 'typed'; type: FoundType } | Refused;

const refused = (reason: RefusalReason): Refused => ({ kind: 'refused', reason });

/** What the content is, or why not: an archive that is no spreadsheet is of no type that is taken. */
const typeOf = async ({ content, rules, declared }: InspectionJob): Promise<Typed> => {
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

const nothingMore = { pages: null, width: null, height: null, view: null };

const decode = async (
  type: FoundType,
  { content, rules }: InspectionJob,
  decoders: Decoders,
): Promise<InspectionAnswer> => {
  if (isImage(type)) {
    const answer = await decoders.image(content, { maxPixels: rules.maxPixels, format: imageFormats[type] });
    if (answer.kind === 'refused') return answer;
    const { width, height, view } = answer;
    return { kind: 'accepted', type, pages: null, width, height, view };
  }
  if (type === 'application/pdf') {
    const answer = await decoders.pdf(content, { maxPages: rules.maxPages });
    return answer.kind === 'refused'
      ? answer
      : { kind: 'accepted', type, ...nothingMore, pages: answer.pages };
  }
  return { kind: 'accepted', type, ...nothingMore };
};

/** Cheap questions first: signature, what was declared, sizes; a decoder only sees what passed them. Runs in `inspect-process.ts`. */
export const inspectContent = async (job: InspectionJob, decoders: Decoders): Promise<InspectionAnswer> => {
  const { content, declared, rules } = job;
  const typed = await typeOf(job);
  if (typed.kind === 'refused') return typed;
  const { type } = typed;
  if (!agrees(type, declared)) return refused('type_mismatch');
  if (isImage(type) && content.length > rules.maxImageBytes) return refused('too_large');
  if (type === 'text/csv' && content.length > maxCsvBytes) return refused('too_large');
  if (type === 'text/csv' && hasActiveCells(content)) return refused('active_content');
  return decode(type, job, decoders);
};
