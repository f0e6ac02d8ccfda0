import ar from '../locales/ar/upload.json' with { type: 'json' };
import en from '../locales/en/upload.json' with { type: 'json' };
import tr from '../locales/tr/upload.json' with { type: 'json' };
import { Texts, type TextValues } from '../locales/texts.ts';

export type PageLanguage = 'tr' | 'en' | 'ar';

type Stem<Key> = Key extends `${infer Name}_${'one' | 'other'}` ? Name : Key;
type Group<Name extends 'problem' | 'size'> = `${Name}.${Stem<keyof (typeof tr)[Name]> & string}`;
/** A text of `locales/<lang>/upload.json`, without its plural form. */
export type Word = Exclude<Stem<keyof typeof tr>, 'problem' | 'size'> | Group<'problem'> | Group<'size'>;

const texts = new Texts<PageLanguage>(
  { tr: { upload: tr }, en: { upload: en }, ar: { upload: ar } },
  (key) => new Error(`no text for ${key}`),
);

/** Says a text of the page; `count` chooses its plural form. */
export type Words = (word: Word, values?: TextValues) => string;

export const wordsOf =
  (language: PageLanguage): Words =>
  (word, values) =>
    texts.of(language, `upload:${word}`, values);

/** `PDF, JPEG` */
export const listOf = (items: readonly string[], language: PageLanguage): string =>
  texts.format(language, 'list', items);

/** Before the server has said which language the person speaks: the browser's, as far as the page knows it. */
export const browserLanguage = (tags: readonly string[]): PageLanguage =>
  tags
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag): tag is PageLanguage => tag === 'tr' || tag === 'en' || tag === 'ar') ?? 'tr';
