import { formatBytes } from '../../../upload/formats.ts';
import { browserLanguage, listOf, wordsOf } from '../../../upload/words.ts';

describe('the words of the upload page', () => {
  it.each([
    ['tr', 1, 'En çok 1 dosya, her biri en çok 15 MB'],
    ['tr', 10, 'En çok 10 dosya, her biri en çok 15 MB'],
    ['en', 1, 'Up to 1 file of up to 15 MB'],
    ['en', 10, 'Up to 10 files, each up to 15 MB'],
    ['ar', 1, 'حتى 1 ملف، وكل ملف حتى \u206815 MB\u2069'],
    ['ar', 2, 'حتى 2 ملفين، وكل ملف حتى \u206815 MB\u2069'],
    ['ar', 10, 'حتى 10 ملفات، وكل ملف حتى \u206815 MB\u2069'],
    ['ar', 11, 'حتى 11 ملفًا، وكل ملف حتى \u206815 MB\u2069'],
  ] as const)('in %s, %i files allowed: %s', (language, count, text) => {
    expect(wordsOf(language)('limits', { count, size: formatBytes(15_000_000, language) })).toBe(text);
  });

  it.each([
    ['tr', 'Yükleniyor, %45'],
    ['en', 'Uploading, 45%'],
    ['ar', 'جارٍ الرفع، \u206845\u200E%\u200E\u2069'],
  ] as const)('in %s, less than half a file sent: %s', (language, text) => {
    expect(wordsOf(language)('sending', { share: 0.451 })).toBe(text);
  });

  it.each([
    ['tr', 999, '999 B'],
    ['tr', 1500, '2 KB'],
    ['tr', 2_450_000, '2,5 MB'],
    ['en', 2_450_000, '2.5 MB'],
    ['ar', 15_000_000, '15 MB'],
    ['tr', 1_234_500_000, '1.234,5 MB'],
  ] as const)('in %s, %i bytes: %s', (language, bytes, text) => {
    expect(formatBytes(bytes, language)).toBe(text);
  });

  it('a file name that looks like a placeholder: is shown as it is', () => {
    expect(wordsOf('en')('removed', { name: '{{size}} $t(title).pdf' })).toBe(
      '{{size}} $t(title).pdf removed',
    );
  });

  it('kinds of files: stand in a list of the language', () => {
    expect(listOf(['PDF', 'JPEG'], 'tr')).toBe('PDF, JPEG');
    expect(listOf(['PDF', 'JPEG'], 'ar')).toBe('PDF، JPEG');
  });

  it.each([
    [['ar-SY', 'en'], 'ar'],
    [['de', 'EN-us'], 'en'],
    [['de'], 'tr'],
    [[], 'tr'],
  ] as const)('a browser that asks for %j: speaks %s', (tags, language) => {
    expect(browserLanguage(tags)).toBe(language);
  });
});
