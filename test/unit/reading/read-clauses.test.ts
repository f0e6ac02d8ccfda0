import fc from 'fast-check';
import { phrases } from '../../../src/reading/phrases.ts';
import { readClauses } from '../../../src/reading/read-clauses.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { meanings, type Proposal } from '../../../src/reading/reading.ts';

const surely = (meaning: Proposal['meaning']): Proposal[] => [{ meaning, likelihood: 0.99 }];

describe('what is there twice', () => {
  it.each([
    'Fatura iki kez kesilmiş, 416 numaralı fatura ile aynı.',
    'Bu fatura önceki ile aynı, mükerrer',
    'same invoice, billed twice',
    'نفس الفاتورة مرتين',
  ])('«%s»: is no yes', (text) => {
    expect(readReply(text).meaning).not.toMatch(/^approve/);
  });
});

describe('a yes or a no in own words', () => {
  it.each([
    'kontrol ettik hata yok, onaylıyoruz',
    'bizim kayıtlarla birebir aynı',
    'hesapta bir eksiklik göremedik',
    'no differences on our side, all correct',
    'we checked and could not find any mistake',
    'راجعنا الحساب وما في فرق، موافقين',
    'لا يوجد أي خطأ، الرصيد مطابق',
  ])('«%s»: is a clear yes', (text) => {
    expect(readReply(text).meaning).toBe('approve.clear');
  });

  it.each([
    'bu hesap yanlış, kabul etmiyoruz',
    'bakiye bizim kayıtlarla tutmuyor',
    'the balance does not match our books',
    'الرصيد غلط وما نوافق عليه',
  ])('«%s»: is a clear no', (text) => {
    expect(readReply(text).meaning).toMatch(/^reject/);
  });

  it.each([
    'önce dekontu düzeltin sonra onaylarım',
    'onaylarım ama fiyat 95 olacak',
    'mutabıkız fakat',
    'ortağım onaylıyor ama ben bakmadım',
    'onaylarsam ne olacak',
    'mutabık mıyız',
    'geçen ay onaylamıştım',
    'I will approve if you fix the date',
    'should I approve this',
    'موافق بس بشرط تصلحوا التاريخ',
  ])('«%s»: is no yes of any kind', (text) => {
    expect(readReply(text).meaning).not.toMatch(/^approve/);
  });

  it('whatever the classifier thinks: never a meaning that decides, and no yes out of words that say no', () => {
    const words = fc.constantFrom(
      ...[
        'hata',
        'yok',
        'değil',
        'doğru',
        'onaylıyorum',
        'ama',
        'yanlış',
        'bakiye',
        'abi',
        'no',
        'errors',
        'we',
        'agree',
      ],
      ...['not', 'if', 'correct', 'لا', 'فرق', 'موافق', 'غلط', 'بس', 'الحساب'],
    );
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...meanings),
        (said, meaning) => {
          expect(readClauses(said.join(' '), surely(meaning)) ?? '').not.toMatch(
            /strong|^reject$|^stopped|^consent|^verify/,
          );
        },
      ),
      { numRuns: 1000 },
    );
    for (const phrase of phrases.reject)
      expect(`${phrase}: ${readClauses(phrase, surely('approve.clear')) ?? ''}`).not.toContain(
        ': approve.clear',
      );
  });
});
