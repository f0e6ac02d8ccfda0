import { dayOf, sizeOf } from '../../../simulator/page/dates.ts';
import { languageName, preferredLanguage, wordsOf } from '../../../simulator/page/words.ts';

describe('the language of the page', () => {
  it.each([
    ['tr', null, ['tr-TR', 'en']],
    ['en', null, ['en-US']],
    ['en', null, ['de-DE']],
    ['tr', null, ['de-DE', 'tr']],
    ['en', 'en', ['tr-TR']],
    ['tr', 'xx', ['tr']],
  ])('is %s when %s was chosen and the browser speaks %j', (language, chosen, browser) => {
    expect(preferredLanguage(chosen, browser)).toBe(language);
  });

  it('has the same words in both languages, none empty', () => {
    expect(Object.keys(wordsOf('en'))).toEqual(Object.keys(wordsOf('tr')));
    for (const word of [...Object.values(wordsOf('tr')), ...Object.values(wordsOf('en'))])
      if (typeof word === 'string') expect(word.trim()).not.toBe('');
  });
});

describe('the language of a person', () => {
  it.each([
    ['ar', 'tr', 'Arapça'],
    ['ar', 'en', 'Arabic'],
    ['tr', 'en', 'Turkish'],
  ] as const)('%s on a page in %s: is called %s', (code, page, name) => {
    expect(languageName(code, page)).toBe(name);
  });
});

describe('dates and sizes on the page', () => {
  const now = new Date(2026, 10, 23, 9).getTime();
  const words = wordsOf('tr');

  it.each([
    ['Bugün', new Date(2026, 10, 23, 0, 1)],
    ['Dün', new Date(2026, 10, 22, 23, 59)],
    ['Perşembe', new Date(2026, 10, 19)],
    ['1 Kasım 2026', new Date(2026, 10, 1)],
  ])('a divider says %s', (said, at) => {
    expect(dayOf(at.getTime(), now, 'tr', words)).toBe(said);
  });

  it('a size is in the largest fitting unit, with the comma of the language', () => {
    expect(sizeOf(1_260_000, 'tr')).toBe('1,2 MB');
    expect(sizeOf(48_000, 'en')).toBe('47 KB');
  });
});
