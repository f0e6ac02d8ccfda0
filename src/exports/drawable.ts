import { hasLetter } from '../paper/fonts.ts';
import type { Direction } from '../paper/visual-runs.ts';

/** Letters that are in the font for sure: nearly every message. */
const ordinary = /^[\u0020-\u017f\u2018-\u201d]*$/;
const invisible = /[\p{Cf}\p{Cc}\p{M}]/u;

/**
 * A text as it can stand on paper. A letter that no font of ours has, such as a smiley, becomes its number (`[U+1F44D]`): two that mean opposite
 * things would be the same box.
 */
export const drawable = (text: string): string => {
  if (ordinary.test(text)) return text;
  return Array.from(text, (letter) =>
    letter.trim() === '' || invisible.test(letter) || hasLetter(letter)
      ? letter
      : `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  ).join('');
};

/** As WhatsApp shows it: by the first letter that has a direction. */
export const directionOf = (text: string): Direction =>
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text) ? 'rtl' : 'ltr';
