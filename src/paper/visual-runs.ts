import bidiModule, { type Bidi } from 'bidi-js';
import { fontOf, scriptOf, type Script } from './fonts.ts';

export type Direction = 'ltr' | 'rtl';

/** A part of a line in one font, as it stands on paper. `text` is in the order its font takes it in. */
export interface VisualRun {
  text: string;
  script: Script;
}

interface LogicalRun {
  text: string;
  script: Script;
  level: number;
}

/** The package is a function; its types describe a module around it. */
const bidi = (bidiModule as unknown as () => Bidi)();

/** Marks of direction have done their work once the order is known; fonts draw boxes for them. */
const invisible = /[\p{Cf}\p{Cc}]/gu;

/** A space or a mark that the font has as well. */
const isNeutralIn = (script: Script, letter: string): boolean =>
  !/[\p{L}\p{N}]/u.test(letter) && fontOf(script, 'regular').hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);

/** Parts of one level and one font, in reading order. Spaces and marks stay with the letters before them: the brackets of a pair are of one font. */
const logicalRuns = (line: string, base: Direction): LogicalRun[] => {
  const { levels } = bidi.getEmbeddingLevels(line, base);
  const runs: LogicalRun[] = [];
  let at = 0;
  for (const letter of line) {
    const level = levels[at] ?? 0;
    const last = runs.at(-1);
    const mirrored = level % 2 === 1 ? (bidi.getMirroredCharacter(letter) ?? letter) : letter;
    // Also where figures stand in between, which are of a level of their own.
    const before = runs.findLast((run) => run.level === level);
    const script =
      before !== undefined && isNeutralIn(before.script, letter) ? before.script : scriptOf(letter);
    if (last?.level === level && last.script === script) last.text += mirrored;
    else runs.push({ text: mirrored, script, level });
    at += letter.length;
  }
  return runs;
};

/** Rule L2 of the bidirectional algorithm: from the highest level down, what stands together at it or above is turned round. */
const inVisualOrder = (runs: LogicalRun[]): LogicalRun[] => {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1)
    for (let from = 0; from < ordered.length; from += 1) {
      let to = from;
      while ((ordered[to]?.level ?? 0) >= level) to += 1;
      if (to > from + 1) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = Math.max(from, to - 1);
    }
  return ordered;
};

const hasArabic = /\p{Script=Arabic}/u;
/** Letters and marks that make a line turn round. */
const turning =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A line as parts from the left to the right (Unicode Annex 9). Arabic stays in reading order, because shaping turns it round; anything else of a
 * right-to-left level (brackets, colons) is turned round here.
 */
export const visualRuns = (line: string, base: Direction): VisualRun[] => {
  // Nearly every line of a Turkish page.
  if (base === 'ltr' && !turning.test(line)) {
    const shown = line.replace(invisible, '');
    return shown === '' ? [] : [{ text: shown, script: 'latin' }];
  }
  return inVisualOrder(logicalRuns(line, base)).flatMap(({ text, script, level }) => {
    const shown = text.replace(invisible, '');
    if (shown === '') return [];
    const isTurned = level % 2 === 1 && !hasArabic.test(shown);
    return [{ script, text: isTurned ? [...shown].reverse().join('') : shown }];
  });
};
