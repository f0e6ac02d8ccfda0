import { create, type Font } from 'fontkit';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const weights = ['regular', 'bold'] as const;
export type Weight = (typeof weights)[number];
/** Which letters a font has; everything that is not Arabic is in the Latin one. */
export const scripts = ['latin', 'arabic'] as const;
export type Script = (typeof scripts)[number];

const files: { readonly [script in Script]: { readonly [weight in Weight]: string } } = {
  latin: {
    regular: import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
    bold: import.meta.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  },
  arabic: {
    regular: import.meta
      .resolve('@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
    bold: import.meta.resolve('@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf'),
  },
};

const opened = new Map<string, Font>();

/** Read and understood once for a process: a page would otherwise spend ten times the time of its drawing on it. Nothing is laid out with it. */
const tablesOf = (script: Script, weight: Weight): Font => {
  const file = files[script][weight];
  const known = opened.get(file);
  if (known !== undefined) return known;
  const font = create(readFileSync(fileURLToPath(file)));
  // A collection has fonts instead of being one; these files are none.
  if (!('layout' in font)) throw new TypeError(`${file} holds no font`);
  opened.set(file, font);
  return font;
};

const measuring = new Map<string, Font>();

/** The font that texts are measured with, whatever file they are for. */
export const fontOf = (script: Script, weight: Weight): Font => {
  const file = files[script][weight];
  const font = measuring.get(file) ?? ownFontOf(script, weight);
  measuring.set(file, font);
  return font;
};

/**
 * The same font for one file alone, on the tables that were read already. The library keeps every glyph it has made with the
 * letters it was first made for, or with none where it was a part of another: a c of ç, a u of ü. Were glyphs shared, a file could
 * be read, searched and copied only without those letters once another had been made before it.
 */
export const ownFontOf = (script: Script, weight: Weight): Font =>
  Object.create(tablesOf(script, weight), { _glyphs: { value: {} } }) as Font;

/** Its comma and question mark as well, which other scripts share. */
const arabic = /\p{Script_Extensions=Arabic}/u;

/** The font that has a letter. */
export const scriptOf = (letter: string): Script => (arabic.test(letter) ? 'arabic' : 'latin');

/** A font of ours has it; others would be drawn as one and the same box. */
export const hasLetter = (letter: string): boolean =>
  fontOf(scriptOf(letter), 'regular').hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);

/** Arabic letters are small in their square: beside Latin ones of one size they would be hard to read. */
const scales: { readonly [script in Script]: number } = { latin: 1, arabic: 1.18 };

/** Points a script is drawn in where the text is to be of this size. */
export const sizeOf = (script: Script, size: number): number => size * scales[script];
