import { isBlock, isKnownVariable } from '../../../src/templates/prompt-variables.ts';
import { promptDefinition, promptKeys } from '../../../src/templates/prompt-registry.ts';
import { forbiddenWordsIn } from '../../../src/templates/forbidden-words.ts';
import { localeTexts, placeholdersOf, textOf } from '../../../src/templates/locale-texts.ts';
import { languages, type Language } from '../../../src/templates/rendered-prompt.ts';
import { MissingText } from '../../../src/templates/template-errors.ts';
import { unitCodes } from '../../../src/money/units.ts';

/** Every text of a language by its key, `reconciliation:letter`. */
const flatten = (value: object, prefix: string, separator: string): [string, string][] =>
  Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, string][] => {
    const path = `${prefix}${separator}${key}`;
    if (typeof inner === 'string') return [[path, inner]];
    return flatten(inner as object, path, '.'); // JSON of texts holds texts and objects of texts only
  });

const textsOf = (language: Language): Map<string, string> =>
  new Map(
    Object.entries(localeTexts[language]).flatMap(([namespace, texts]) => flatten(texts, namespace, ':')),
  );

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

const turkish = textsOf('tr');

describe('locales', () => {
  it.each(languages)('%s: has the keys of the others', (language) => {
    expect([...textsOf(language).keys()].sort()).toEqual([...turkish.keys()].sort());
  });

  it.each(languages)('%s: has the placeholders of the others, key by key', (language) => {
    for (const [key, text] of textsOf(language))
      expect({ key, placeholders: placeholders(text) }).toEqual({
        key,
        placeholders: placeholders(turkish.get(key) ?? ''),
      });
  });

  it.each(languages)('%s: no text is empty, untrimmed, or in the markup of another format', (language) => {
    for (const text of textsOf(language).values()) {
      expect(text).toMatch(/^\S/);
      expect(text).toMatch(/\S$/);
      expect(text).not.toMatch(/<\/?[a-z]+>|\$t\(|%s|\{\{\s|\s\}\}/);
    }
  });

  it.each(languages)('%s: says none of the words that must not reach a customer', (language) => {
    for (const [key, text] of textsOf(language))
      expect({ key, words: forbiddenWordsIn(text) }).toEqual({ key, words: [] });
  });

  it('button labels: fit a button in every language', () => {
    for (const language of languages)
      for (const [key, text] of textsOf(language)) {
        const isButton = key.startsWith('common:choice.') || key === 'common:list.open';
        if (isButton || /^common:unit\.\w+\.short$/.test(key))
          expect({ key, fits: text.length <= 20 }).toEqual({ key, fits: true });
        if (key.startsWith('common:reason.'))
          expect({ key, fits: text.length <= 24 }).toEqual({ key, fits: true });
      }
  });

  it('every unit: has a name in every language, and there are no others', () => {
    for (const language of languages)
      expect(Object.keys(localeTexts[language].common.unit).sort()).toEqual([...unitCodes].sort());
  });

  it('every placeholder of a prompt: is a known variable, and no template has one of several lines', () => {
    for (const prompt of promptKeys)
      for (const { text, template } of promptDefinition(prompt).wordings)
        for (const key of text)
          for (const name of placeholdersOf('tr', key)) {
            expect({ key, name, isKnown: isKnownVariable(name) }).toEqual({ key, name, isKnown: true });
            if (template) expect(isBlock(name)).toBe(false);
          }
  });

  it('every text of a dialog and every sentence: is used by a prompt', () => {
    const used = new Set(
      promptKeys.flatMap((prompt) => promptDefinition(prompt).wordings.flatMap(({ text }) => [...text])),
    );
    const meant = [...turkish.keys()].filter(
      (key) => !key.startsWith('common:') || key.startsWith('common:sentence.'),
    );
    expect(meant.filter((key) => !used.has(key))).toEqual([]);
  });

  it('a key that does not exist: is an error, not another text', () => {
    expect(() => textOf('tr', 'reconciliation:poem')).toThrow(MissingText);
    expect(() => textOf('tr', 'common:unit')).toThrow(MissingText);
    expect(() => textOf('tr', 'constructor:name')).toThrow(MissingText);
  });
});
