import fc from 'fast-check';
import { Sheet } from '../../../src/paper/sheet.ts';
import { textOfPdf } from '../../support/text-of-pdf.ts';

const pdfOf = (text: string, language = 'tr'): Promise<Buffer> => {
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const at = new Date('2026-12-01T09:00:00.000Z');
  const sheet = new Sheet({ title: 'T', author: 'A', language, direction, at, foot: () => '' });
  sheet.paragraph(text);
  sheet.paragraph(text, { weight: 'bold' });
  return sheet.end();
};

const readBack = async (text: string): Promise<string> =>
  (await textOfPdf(await pdfOf(text))).join(' ').replace(/\s+/g, ' ').trim();

describe('text of a file that was drawn', () => {
  it('letters that are parts of others drawn before: can be read, searched and copied in every file', async () => {
    const texts = [
      'çğüöşİ ÇĞÜÖŞ âîû',
      'cari hesap mutabakatı',
      'Ticaret (ücret) IĞDIR',
      'aceogsu ACEOGSU iı',
    ];
    for (const text of [...texts, ...texts]) expect(await readBack(text)).toBe(`${text} ${text}`);
  });

  it('the same text at the same instant: is the same file, whatever was drawn before it', async () => {
    const arabic = 'مطابقة الحساب الجاري ١٢٫٥ غ (HAS) لا';
    const [latin, right] = [await pdfOf('cari ücret'), await pdfOf(arabic, 'ar')];
    await pdfOf('çüğ\u00a0ﬁ âîû');
    await pdfOf('لاحقة ڤ پ چ', 'ar');
    expect((await pdfOf('cari ücret')).equals(latin)).toBe(true);
    expect((await pdfOf(arabic, 'ar')).equals(right)).toBe(true);
  });

  it('any words of Turkish one after the other: are read back as they were written', async () => {
    const word = fc.string({
      unit: fc.constantFrom(
        ...'abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîû0123456789().,/%',
      ),
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 6 }), async (words) => {
        const text = words.join(' ');
        expect(await readBack(text)).toBe(`${text} ${text}`);
      }),
      { numRuns: 40 },
    );
  });
});
