import { westernDigits } from './fold-text.ts';

/** Dates, times and account numbers hold digits that are no amounts. */
const notAmounts =
  /(?<![\d.,])(\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})|\d{1,2}\/\d{1,2}|\d{3}\.\d{2}\.\d{4}|\d{1,2}:\d{2})(?!\d|[.,/]\d)/g;

/** «3 gün sonra», «saat 5»: a number of time. */
const durations =
  /(?<![\d.,])\d{1,3} ?(?:gün|gun|hafta|ay|yıl|yil|saat|dakika|dk|sn|days?|weeks?|months?|hours?|minutes?|mins?|يوم|ايام|أيام|ساعة|ساعات|دقيقة|دقائق|اسبوع|أسبوع|شهر)(?![\p{L}\d])|(?<!\p{L})(?:saat|الساعة) ?\d{1,2}(?![\d.,])/giu;

/** Fractions, percentages, codes such as `1e5`, and digits of scripts nobody here writes. */
const notFigures = /[%٪⁄]|\p{No}|\d\p{L}+\d|(?![\d])\p{Nd}/u;

/**
 * A sign in front of a number or behind it, and a number alone in brackets: bookkeepers write a minus that way. The side is
 * what we ask for, so a sign is never guessed into one.
 */
const signed = /(?:^|[\s(:=$€₺])[-−–—+][$€₺]?\d|^\s*[-−–—+]\s*\d|\d[-−–—+](?=\s|\)|$)|\([\d.,٬٫'\s]+\)/u;

/** Digits and separators of every way of writing them, before numbers are looked for; null when there can be no figure. */
export const figureText = (text: string): string | null => {
  // Looked for before the text is normalised: `2½` would become `21⁄2`.
  const digits = westernDigits(text.replace(/\p{Default_Ignorable_Code_Point}/gu, ''));
  const wide = digits.replace(/[\uFF10-\uFF19\uFF0C\uFF0E]/g, (character) => character.normalize('NFKC'));
  if (notFigures.test(wide) || signed.test(wide)) return null;
  return wide.replace(notAmounts, ' ').replace(durations, ' ');
};
