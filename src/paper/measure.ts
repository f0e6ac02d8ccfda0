import { fontOf, sizeOf, type Script, type Weight } from './fonts.ts';
import { visualRuns, type Direction, type VisualRun } from './visual-runs.ts';

/** How a text is written: points, weight, and the direction of the paragraph. */
export interface TextStyle {
  size: number;
  weight: Weight;
  direction: Direction;
}

/** Shaping costs more than all else of a line, and tables repeat their words. Bounded, emptied when full. */
const widths = new Map<string, number>();
const maxWidths = 20_000;

/** Words with the space behind them, as the library of pages shapes Latin text; Arabic is shaped as a whole. */
const words = /[^ ]* |[^ ]+$/g;

const perEmOf = (text: string, script: Script, weight: Weight): number => {
  const key = `${weight}|${script}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const font = fontOf(script, weight);
  const perEm = font.layout(text).advanceWidth / font.unitsPerEm;
  if (widths.size >= maxWidths) widths.clear();
  widths.set(key, perEm);
  return perEm;
};

/** Width of a part in points, shaped as it is drawn. */
export const widthOfRun = ({ text, script }: VisualRun, weight: Weight, size: number): number => {
  const parts = script === 'arabic' ? [text] : (text.match(words) ?? []);
  return sizeOf(script, size) * parts.reduce((sum, part) => sum + perEmOf(part, script, weight), 0);
};

/** Width of a line in points. */
export const widthOf = (line: string, { size, weight, direction }: TextStyle): number =>
  visualRuns(line, direction).reduce((width, run) => width + widthOfRun(run, weight, size), 0);

/** A word that is wider than the line is cut where it has to be. */
const cutWord = (word: string, width: number, style: TextStyle): string[] => {
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && widthOf(part + letter, style) > width) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return part === '' ? parts : [...parts, part];
};

/** No-break spaces are none of them: they keep their width. */
const breaks = /[^\S\u00a0]+/;

/** Lines of a paragraph, broken between words. */
export const wrap = (text: string, width: number, style: TextStyle): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(breaks).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, style) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = widthOf(word, style) <= width ? [word] : cutWord(word, width, style);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
};
