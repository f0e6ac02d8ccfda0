import fc from 'fast-check';
import { forbiddenWordsIn } from '../../../src/words/forbidden-words.ts';

const words: readonly (readonly [string, string])[] = [
  ['masak', 'MASAK'],
  ['şüpheli', 'şüpheli'],
  ['yaptırım', 'yaptırım'],
  ['riskli', 'riskli'],
  ['aklama', 'aklama'],
  ['bloke', 'bloke'],
  ['sanction', 'sanction'],
  ['suspicious', 'suspicious'],
  ['launder', 'launder'],
  ['frozen', 'frozen'],
  ['مشبوه', 'مشبوه'],
  ['عقوبات', 'عقوبات'],
  ['تجميد', 'تجميد'],
];

describe('forbidden words, however they are written', () => {
  it.each([
    ['MASAK', ['MASAK']],
    ['Masak’a bildirildi', ['MASAK']],
    ['M.A.S.A.K.', ['MASAK']],
    ['m a s a k', ['MASAK']],
    ['M-A-S-A-K bildirimi', ['MASAK']],
    ['M_A_S_A_K', ['MASAK']],
    ['*M*A*S*A*K*', ['MASAK']],
    ['M~A~S~A~K', ['MASAK']],
    ["MAS'AK", ['MASAK']],
    ['m4s4k', ['MASAK']],
    ['m@sak', ['MASAK']],
    ['МАSАК', ['MASAK']],
    ['ＭＡＳＡＫ', ['MASAK']],
    ['ma\u200bsak', ['MASAK']],
    ['ma\u00adsak', ['MASAK']],
    ['maaaasak', ['MASAK']],
    ['ŞÜPHELİ İŞLEM', ['şüpheli']],
    ['supheli islem', ['şüpheli']],
    ['Ş Ü P H E L İ', ['şüpheli']],
    ['s\u0327u\u0308pheli', ['şüpheli']],
    ['YAPTIRIM', ['yaptırım']],
    ['yaptirim kontrolü', ['yaptırım']],
    ['kara-liste', ['kara liste']],
    ['karalisteye', ['karaliste']],
    ['KARA   LİSTE', ['kara liste']],
    ['uyum incelemesinde', ['uyum inceleme']],
    ['hesabınız donduruldu', ['dondurul']],
    ["ŞİB'e yazıldı", ['ŞİB']],
    ['Ş.İ.B.', ['ŞİB']],
    ['A.M.L.', ['AML']],
    ["AML'ye takıldı", ['AML']],
    ['money-laundering', ['launder']],
    ['black-listed', ['black list']],
    ['compliance—review', ['compliance review']],
    ['م ش ب و ه', ['مشبوه']],
    ['معاملة مَشْبُوهَة', ['مشبوه']],
    ['مشـــبوه', ['مشبوه']],
    ['وبالعقوبات', ['عقوبات']],
    ['غسيل الأموال', ['غسيل الأموال']],
    ['غسل اموال', ['غسل أموال']],
    ['القائمة السوداء', ['القائمة السوداء']],
  ])('«%s»: holds %j', (text, found) => {
    expect(forbiddenWordsIn(text)).toEqual(expect.arrayContaining(found));
  });

  it.each([
    'Açıklama: siparişiniz tamamlandı.',
    'Bu altını almasak olmaz; teslim yapmasak da olur.',
    'Masa kartı ve masa k 4',
    'Şüphesiz, risk yok. Riski siz üstlenmezsiniz.',
    'Paketi yaptırdım, yaptırmak istedim.',
    'A B C D sınıfı, 22 ayar, 5 B 1 A',
    'Fatura 51B, parça S1B, kod 4ML',
    'Dosya A.Ş. ve Ltd. Şti.',
    'Blok 3, kat 2; karanlık liste',
    'laundry service, frost, a suspect colour',
    'Kara Liman Kuyumculuk',
    'Külçe teslimi, 40,000 g has',
    'كشف حساب، جمود السوق، الأموال المستحقة',
    'Simli bilezik, camlı vitrin',
  ])('«%s»: innocent', (text) => {
    expect(forbiddenWordsIn(text)).toEqual([]);
  });

  it('any of them with any separator between its letters, in any case, anywhere in a text: found', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.constantFrom(' ', '.', '-', '_', '*', ' . ', '~', '\u200b', '\u00ad', ''),
        fc.boolean(),
        fc.constantFrom('', 'Sayın müşterimiz, ', '2026/14: ', '«'),
        fc.constantFrom('', '.', ' bildirimi', '»'),
        ([written, word], separator, isUpper, before, after) => {
          const cased = isUpper ? written.toLocaleUpperCase('tr') : written;
          const text = `${before}${[...cased].join(separator)}${after}`;
          expect(forbiddenWordsIn(text)).toContain(word);
        },
      ),
      { numRuns: 500 },
    );
  });
});
