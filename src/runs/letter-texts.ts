import ar from '../../locales/ar/letter.json' with { type: 'json' };
import en from '../../locales/en/letter.json' with { type: 'json' };
import tr from '../../locales/tr/letter.json' with { type: 'json' };
import { Texts } from '../../locales/texts.ts';
import type { Language } from '../vocabulary/language.ts';

/** Words of a letter on paper. The Turkish file gives the shape: a missing text does not compile. */
export const letterLocales: { readonly [language in Language]: { letter: typeof tr } } = {
  tr: { letter: tr },
  en: { letter: en },
  ar: { letter: ar },
};

export const letterTexts: Texts<Language> = new Texts(
  letterLocales,
  (key) => new RangeError(`no text for ${key}`),
);
