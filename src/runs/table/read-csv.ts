import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { cellText, isEmptyLine, tableLimits, type TableLine } from './cell.ts';
import { decodeText, type TextEncoding } from './decode-text.ts';
import { TableTooLarge, TableUnreadable } from './table-errors.ts';

const separators = [';', '\t', ',', '|'] as const;
type Separator = (typeof separators)[number];

/** Excel writes its separator into the first line where the program that reads might guess otherwise. */
const declared = /^sep=([;,|\t])\n/i;

const sampledLines = 30;

/** How often a character stands outside of quotes. */
const occurrences = (line: string, character: string): number =>
  line.replace(/"[^"]*"/g, '').split(character).length - 1;

/** The separator that cuts the most of the first lines into the same number of cells: in a ledger that is not the comma of amounts. */
export const separatorOf = (text: string): Separator => {
  const lines = text.split('\n', sampledLines).filter((line) => line.trim() !== '');
  const scored = separators.map((separator) => {
    const counts = lines.map((line) => occurrences(line, separator)).filter((count) => count > 0);
    const weights = counts.map((count) => count * counts.filter((other) => other === count).length);
    return { separator, score: Math.max(0, ...weights) };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator;
};

const chunkLength = 64 * 1024;

/** In pieces, so that parsing gives way to everything else this process does. */
function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += chunkLength) yield text.slice(at, at + chunkLength);
}

/** A quoted cell may be of several lines; such a record is named after its last. */
interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/**
 * Lines of separated text, in whichever of the usual encodings and separators. Empty lines are left out, the others keep their
 * number. Throws `TableUnreadable`, `TableTooLarge`.
 */
export const readCsv = async (
  content: Buffer,
): Promise<{ lines: TableLine[]; encoding: TextEncoding; separator: string }> => {
  const { text: decoded, encoding } = decodeText(content);
  if (decoded.includes('\u0000')) throw new TableUnreadable('not_a_table');
  // One kind of line end, so that lines are counted alike inside quotes and outside.
  const text = decoded.replace(/\r\n?/g, '\n');
  const said = declared.exec(text);
  const body = said === null ? text : text.slice(said[0].length);
  const separator = said?.[1] ?? separatorOf(body);
  const lines: TableLine[] = [];
  const parser = Readable.from(piecesOf(body), { objectMode: false }).pipe(
    parse({
      delimiter: separator,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 200_000,
    }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      const cells = record.map((value) => ({ text: cellText(value), isNumber: false }));
      if (isEmptyLine({ cells })) continue;
      if (cells.length > tableLimits.columns) throw new TableTooLarge('The file has too many columns.');
      if (lines.length === tableLimits.lines) throw new TableTooLarge('The file has too many lines.');
      lines.push({ line: info.lines + (said === null ? 0 : 1), cells });
    }
  } catch (error) {
    if (error instanceof CsvError) throw new TableUnreadable('not_a_table');
    throw error;
  }
  return { lines, encoding, separator };
};
