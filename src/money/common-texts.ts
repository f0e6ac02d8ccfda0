import ar from '../../locales/ar/common.json' with { type: 'json' };
import en from '../../locales/en/common.json' with { type: 'json' };
import tr from '../../locales/tr/common.json' with { type: 'json' };
import { Texts } from '../../locales/texts.ts';

/** The three languages of the product; the same union as `Language` of the templates, which money does not depend on. */
export type TextLanguage = 'tr' | 'en' | 'ar';

/** Names of units and sides. A language without one of them is a compile error. */
export const commonTexts: { readonly [language in TextLanguage]: typeof tr } = { tr, en, ar };

/** Forms of amounts. A text that is missing does not compile; a key that does not exist is a mistake here. */
export const amountTexts: Texts<TextLanguage> = new Texts(
  { tr: { common: tr }, en: { common: en }, ar: { common: ar } },
  (key) => new RangeError(`no text for ${key}`),
);
