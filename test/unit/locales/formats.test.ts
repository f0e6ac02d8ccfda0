import { Texts } from '../../../locales/texts.ts';

const resources = {
  tr: {
    page: {
      size: 'En çok {{size, number}} MB',
      done: 'Tamamlanan: {{share, percent}}',
      kinds: '{{kinds, list}}',
    },
  },
  en: {
    page: { size: 'Up to {{size, number}} MB', done: 'Done: {{share, percent}}', kinds: '{{kinds, list}}' },
  },
  ar: {
    page: {
      size: 'حتى {{size, number}} MB',
      done: '{{share, percent}}',
      kinds: '{{kinds, list}}',
      files_zero: 'صفر {{count, number}}',
      files_one: 'واحد {{count, number}}',
      files_two: 'اثنان {{count, number}}',
      files_few: 'قليل {{count, number}}',
      files_many: 'كثير {{count, number}}',
      files_other: 'غير ذلك {{count, number}}',
    },
  },
} as const;
const missing = (key: string): Error => new RangeError(key);
const texts = new Texts(resources, missing);

describe('formatted placeholders', () => {
  it.each([
    ['tr', 'page:size', { size: 1234.5 }, 'En çok 1.234,5 MB'],
    ['en', 'page:size', { size: 1234.5 }, 'Up to 1,234.5 MB'],
    // Western digits (domain 2.6).
    ['ar', 'page:size', { size: 1234.5 }, 'حتى 1,234.5 MB'],
    ['tr', 'page:done', { share: 0.454 }, 'Tamamlanan: %45'],
    ['en', 'page:done', { share: 0.454 }, 'Done: 45%'],
    ['tr', 'page:kinds', { kinds: ['PDF', 'JPEG', 'PNG'] }, 'PDF, JPEG, PNG'],
    ['en', 'page:kinds', { kinds: ['PDF'] }, 'PDF'],
    ['ar', 'page:kinds', { kinds: ['PDF', 'JPEG'] }, 'PDF، JPEG'],
    ['en', 'page:kinds', { kinds: [] }, ''],
  ] as const)('in %s, %s with %j: %s', (language, key, values, text) => {
    expect(texts.of(language, key, values)).toBe(text);
  });

  it.each([
    [0, 'صفر 0'],
    [1, 'واحد 1'],
    [2, 'اثنان 2'],
    [3, 'قليل 3'],
    [10, 'قليل 10'],
    [11, 'كثير 11'],
    [99, 'كثير 99'],
    [100, 'غير ذلك 100'],
    [1.5, 'غير ذلك 1.5'],
  ])('a text with plural forms in Arabic, %d of them: %s', (count, text) => {
    expect(texts.of('ar', 'page:files', { count })).toBe(text);
  });

  it('a value that looks like a placeholder, a nested text or markup: is shown as it is', () => {
    for (const kind of ['{{size}}', '$t(page:size)', '<b>&', '\uE000'])
      expect(texts.of('tr', 'page:kinds', { kinds: [kind] })).toBe(kind);
  });

  it('a value of another kind than its format, or none: comes back as it is, or as a dash', () => {
    expect(texts.of('tr', 'page:size', { size: 'x' })).toBe('En çok x MB');
    expect(texts.of('tr', 'page:size')).toBe('En çok - MB');
  });

  it('a key that does not exist, or only in another language: is an error', () => {
    expect(() => texts.of('tr', 'page:files', { count: 1 })).toThrow(RangeError);
    expect(() => texts.of('tr', 'page:nothing')).toThrow(RangeError);
    expect(() => texts.of('tr', 'constructor:name')).toThrow(RangeError);
  });
});
