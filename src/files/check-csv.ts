/** Text is looked at in full, several times; statements of a year are far smaller. */
export const maxCsvBytes = 5_000_000;

const markup = /<\s*(?:!doctype|\?xml|html|head|body|script|svg|iframe|object|embed|img|meta|link)\b/i;
/** Everything below the space except tab and line breaks; DEL. */
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Spreadsheet programs of Windows write the code page of the country; Turkish ones Windows-1254. */
const textOf = (content: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1254').decode(content);
  }
};

/**
 * Text in rows of separated fields and nothing that anything could take for a page or a program; of content longer than
 * `maxCsvBytes`, which is refused for its size, the beginning.
 */
export const looksLikeCsv = (content: Buffer): boolean => {
  const text = textOf(content.subarray(0, maxCsvBytes));
  return /[,;\t]/.test(text) && !controls.test(text) && !markup.test(text);
};

const codeOf = (character: string): number => character.charCodeAt(0);
const [quote, bar, mark] = [codeOf('"'), codeOf('|'), codeOf('!')];
const separators: readonly number[] = [codeOf(','), codeOf(';'), codeOf('\t')];
const lineBreaks: readonly number[] = [codeOf('\r'), codeOf('\n')];
/** Also in full width. */
const formulaStarts: ReadonlySet<number> = new Set([...'=+-@＝＋－＠'].map(codeOf));

const isSpace = (code: number): boolean =>
  code <= 32 || (code > 127 && String.fromCharCode(code).trim() === '');

type Stage = 'start' | 'plain' | 'formula' | 'call';

/** What one more character of a cell makes of it; a call is complete with the mark after its bar. */
const nextStage = (stage: Stage, code: number): Stage => {
  if (stage === 'start') return formulaStarts.has(code) ? 'formula' : isSpace(code) ? 'start' : 'plain';
  return stage === 'formula' && code === bar ? 'call' : stage;
};

/** As careless programs read: every separator and every quote may begin a cell, whatever is around it. */
const callsInAnyCell = (text: string): boolean => {
  let stage: Stage = 'start';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (stage === 'call' && code === mark) return true;
    if (separators.includes(code) || lineBreaks.includes(code)) stage = 'start';
    else if (code === quote) stage = stage === 'plain' ? 'start' : stage;
    else stage = nextStage(stage, code);
  }
  return false;
};

/**
 * As careful ones read, with one separator: it belongs to the cell where it stands in quotes. The bar of a call stands close
 * to what it calls; a longer cell may have one between words.
 */
const callsInCellsBetween = (text: string, separator: number): boolean => {
  let stage: Stage = 'start';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (stage === 'call' && code === mark) return true;
    if (code === quote && isQuoted) {
      // Two of them are one quote of the text.
      if (text.charCodeAt(at + 1) === quote) at += 1;
      else [isQuoted, stage] = [false, 'plain'];
    } else if (code === quote && stage === 'start') isQuoted = true;
    else if (!isQuoted && (code === separator || lineBreaks.includes(code))) stage = 'start';
    else if (code !== bar || !isSpace(text.charCodeAt(at - 1))) stage = nextStage(stage, code);
  }
  return false;
};

/**
 * Whether opening the table in a spreadsheet program would start something: a cell that calls a program through dynamic data
 * exchange, `=cmd|'/c calc'!A0`. Which separator counts is the reader's choice, so each that occurs is tried. A few passes
 * over the characters, whatever they are.
 */
export const hasActiveCells = (content: Buffer): boolean => {
  const text = textOf(content);
  if (!text.includes('|') || !text.includes('!')) return false;
  const occurring = separators.filter((separator) => text.includes(String.fromCharCode(separator)));
  return callsInAnyCell(text) || occurring.some((separator) => callsInCellsBetween(text, separator));
};
