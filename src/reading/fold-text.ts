/** Zero-width and bidi characters, soft hyphen, variation selectors (U+FE0F among them) and skin tones: never meaning. */
const invisible = /\p{Default_Ignorable_Code_Point}|[\u{1F3FB}-\u{1F3FF}]/gu;

/** Forms of one Arabic letter, the Persian ye and kaf of many phones among them. */
const arabicLetters: { readonly [letter: string]: string } = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};

/** Arabic-Indic and Persian digits as western ones; everything else stays. */
export const westernDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

/** Of the form below what concerns single letters. Names are found by it too, so a change of it has to go through all that is stored (ADR 0061). */
export const foldLetters = (text: string): string =>
  westernDigits(text.normalize('NFKC'))
    .replace(invisible, '')
    .replace(/[İIıîÎ]/g, 'i')
    .toLowerCase()
    .replace(/[أإآٱىیکة]/g, (letter) => arabicLetters[letter] ?? letter)
    .replace(/\u0640/g, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/(?![?؟])[\p{P}\p{C}]/gu, ' ')
    .normalize('NFC');

const fold = (text: string): string =>
  foldLetters(text)
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** Nothing in it has a mark, another form or a script of its own; the sign between two texts that are read at once neither. */
const isPlain = (text: string): boolean => /^[\p{ASCII}\u2400]*$/u.test(text);

/** The same of such a text: of the steps above, those that can find something in it. */
const foldPlain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/['`]/g, '')
    .replace(/(?!\?)[\p{P}\p{C}]/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** The text that was folded last: one message is folded by every reading that looks at it. */
let last = { text: '', folded: '' };

/**
 * The form in which typed text is compared (domain 9.1 rule 2), so that case, dots, accents, hamza, the script of digits and
 * invisible characters make no difference. The order matters: Turkish i before lower-casing, Arabic letters before the
 * marks are dropped, else `أ` would lose its hamza as a mark of its own. `?`, `؟` and `+` stay: they carry meaning.
 */
export const foldText = (text: string): string => {
  if (text !== last.text) last = { text, folded: isPlain(text) ? foldPlain(text) : fold(text) };
  return last.folded;
};

/** Do two texts read the same? For a typed button title. */
export const foldedEquals = (a: string, b: string): boolean => foldText(a) === foldText(b);
