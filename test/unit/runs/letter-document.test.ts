import { noOwnUnits } from '../../../src/money/own-units.ts';
import { drawLetter, type Letter } from '../../../src/runs/letter-document.ts';
import { letterLocales, letterTexts } from '../../../src/runs/letter-texts.ts';
import { languages, type Language } from '../../../src/vocabulary/language.ts';
import { textOfPdf } from '../../support/text-of-pdf.ts';

const letter = (changes: Partial<Letter> = {}): Letter => ({
  ...{ company: 'DEMO KIYMETLİ MADEN A.Ş.', letterhead: 'Hayal Cad. No:1 Fatih/İstanbul', language: 'tr' },
  ...{
    at: new Date('2026-11-23T07:00:00Z'),
    timeZone: 'Europe/Istanbul',
    reference: 'MUT-2026-10-C001',
    version: 1,
  },
  ...{ recipient: 'ÖRNEK KUYUMCULUK SAN. VE TİC. A.Ş.', accountNo: '120.01.0001', periodEnd: '2026-10-31' },
  lines: [
    { unit: 'HAS', quantity: '1250.340', side: 'B' },
    { unit: 'TRY', quantity: '264750.00', side: 'A' },
    { unit: 'USD', quantity: '0.00', side: 'B' },
  ],
  ...{
    deadline: '2026-12-08',
    babs: null,
    note: null,
    constants: [],
    contractOf: null,
    hash: '9f2c'.repeat(16),
  },
  ownUnits: noOwnUnits,
  ...changes,
});

const pagesOf = async (pdf: Buffer): Promise<string[]> =>
  (await textOfPdf(pdf)).map((text) => text.replace(/\s+/g, ' '));

describe('a letter on paper', () => {
  it('in Turkish: sender, recipient, balances with their sides, deadline, reserve, reply and hash', async () => {
    const [text = '', ...more] = await pagesOf(await drawLetter(letter()));

    expect(more).toEqual([]);
    for (const part of [
      ...['DEMO KIYMETLİ MADEN A.Ş.', 'Hayal Cad. No:1 Fatih/İstanbul', 'Tarih: 23.11.2026'],
      ...['Ref: MUT-2026-10-C001 / sürüm 1', 'Sayın ÖRNEK KUYUMCULUK SAN. VE TİC. A.Ş.'],
      ...['KONU: 31.10.2026 tarihli cari hesap mutabakatı', '120.01.0001 numaralı cari hesabınız'],
      ...['1.250,340 Borç (B) Tarafınızdan alacağımız', '264.750,00 Alacak (A) Tarafınıza borcumuz'],
      ...['0,00 - Bakiyesizdir', '08.12.2026 tarihine kadar', 'Hata ve unutma müstesnadır.', 'YANIT'],
      ...['Mutabık değiliz.', 'Mektup özeti (SHA-256): 9f2c9f2c'],
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('6102');
  });

  it('in English: figures, dates and sides in its way', async () => {
    const [text = ''] = await pagesOf(await drawLetter(letter({ language: 'en' })));

    for (const part of [
      '31 Oct 2026',
      '1,250.340 Debit (Dr) Owed to us by you',
      '8 Dec 2026',
      'We do not agree.',
    ])
      expect(text).toContain(part);
  });

  it('in Arabic: western digits, and figures where they are read', async () => {
    const [text = ''] = await pagesOf(await drawLetter(letter({ language: 'ar' })));

    for (const part of ['31/10/2026', '1,250.340', '264,750.00', 'MUT-2026-10-C001', '120.01.0001'])
      expect(text).toContain(part);
    expect(text).toMatch(/\p{Script=Arabic}/u);
    expect(text).not.toMatch(/[٠-٩]/);
  });

  it('for a pen: brackets with room, and a line with its sides for each balance; dots to the end of the line', async () => {
    const [text = ''] = await pagesOf(await drawLetter(letter()));

    expect(text).toMatch(/\( *\) Mutabıkız\./);
    for (const unit of ['Has altın \\(gram\\)', 'Türk lirası', 'ABD doları'])
      expect(text).toMatch(new RegExp(`${unit}: \\.{12,} \\(B / A\\)`));
    expect(text).toMatch(/Açıklama: \.{100,}/);
  });

  it('about declarations: asks for documents and total again, and for no agreement in part', async () => {
    const lines = [{ unit: 'TRY', quantity: '264750.00', side: 'B' as const }];
    const [text = ''] = await pagesOf(
      await drawLetter(letter({ babs: { form: 'Bs', documents: 12 }, lines })),
    );

    expect(text).toContain('Bs (size satışlarımız) 10.2026 12 264.750,00');
    expect(text).toMatch(/Kayıtlarımıza göre: Belge sayısı: \.{12,} KDV hariç toplam \(TL\): \.{12,}/);
    for (const part of ['Kısmen', 'Türk lirası', '(B / A)']) expect(text).not.toContain(part);
  });

  it('with a written contract, and with constants: both are printed', async () => {
    const [text = ''] = await pagesOf(
      await drawLetter(letter({ contractOf: '2026-01-02', note: 'Milyem sabitleri: 22 ayar 916' })),
    );

    expect(text).toContain(
      '02.01.2026 tarihli yazılı cari hesap sözleşmesi uyarınca 6102 sayılı Türk Ticaret',
    );
    expect(text).toContain('Milyem sabitleri: 22 ayar 916');
  });

  it('of many units: as many pages as it takes, each with the hash at its foot', async () => {
    const lines = Array.from({ length: 60 }, () => ({ unit: 'HAS', quantity: '1.000', side: 'B' as const }));
    const pages = await pagesOf(await drawLetter(letter({ lines })));

    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain('Mektup özeti (SHA-256): 9f2c9f2c');
  });

  it.each(languages)(
    'drawn twice in %s: the same file, byte by byte; another figure: another file',
    async (language) => {
      const [one, again] = [await drawLetter(letter({ language })), await drawLetter(letter({ language }))];
      const lines = [{ unit: 'HAS', quantity: '1250.341', side: 'B' as const }];

      expect(one.equals(again)).toBe(true);
      expect(one.equals(await drawLetter(letter({ language, lines })))).toBe(false);
      expect(one.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    },
  );

  it('has the same texts with the same placeholders in every language', () => {
    const keysOf = (value: object, prefix = ''): string[] =>
      Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
        typeof inner === 'string' ? [`${prefix}${key}`] : keysOf(inner as object, `${prefix}${key}.`),
      );
    const keys = keysOf(letterLocales.tr.letter);
    const namesOf = (language: Language) =>
      keys.map((key) => [key, [...letterTexts.placeholders(language, `letter:${key}`)].sort()]);

    for (const language of languages) {
      expect([language, keysOf(letterLocales[language].letter)]).toEqual([language, keys]);
      expect([language, namesOf(language)]).toEqual([language, namesOf('tr')]);
    }
  });
});
