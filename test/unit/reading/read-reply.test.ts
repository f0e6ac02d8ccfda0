import fc from 'fast-check';
import rows from '../../../fixtures/phrases.json' with { type: 'json' };
import { phrases, reconciliationPhrases } from '../../../src/reading/phrases.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { hasVeto } from '../../../src/reading/veto-words.ts';
import { foldText } from '../../../src/reading/fold-text.ts';

const strong = rows.filter(({ approval }) => approval === 'yes');
const others = rows.filter(({ approval }) => approval !== 'yes');
/** The one pair that only its own letters tell apart (domain 9.1 rule 3). */
const isCik = (phrase: string): boolean => foldText(phrase) === 'cik';

describe('readReply, the phrases of the trade', () => {
  it.each(rows)('$phrase ($lang): reads as $intent', ({ phrase, intent }) => {
    expect(readReply(phrase).intent).toBe(intent);
  });

  it.each(others)('$phrase ($lang, approval $approval): is never a strong approval', ({ phrase }) => {
    expect(readReply(phrase).intent).not.toBe('approve.strong');
  });

  it('every strong phrase of the table: contains no veto word', () => {
    expect(phrases['approve.strong'].filter((phrase) => hasVeto(foldText(phrase)))).toEqual([]);
  });

  it('a phrase in two intents: happens to cık/çık only', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [intent, list] of Object.entries(phrases))
      for (const phrase of list) {
        const folded = foldText(phrase);
        if ((seen.get(folded) ?? intent) !== intent) twice.push(folded);
        seen.set(folded, intent);
      }
    expect(twice).toEqual(['cik']);
  });

  it('phrases about a balance: count in a reconciliation only', () => {
    for (const phrase of reconciliationPhrases) expect(readReply(phrase).reconciliationOnly).toBe(true);
    for (const phrase of ['onaylıyorum', 'approved', 'موافق', 'kabul ediyorum'])
      expect(readReply(phrase).reconciliationOnly).toBe(false);
  });

  it('«cik» without its own letters: is asked about', () => {
    expect(['cik', 'CIK', 'CİK'].map((text) => readReply(text).intent)).toEqual([
      'ambiguous',
      'ambiguous',
      'ambiguous',
    ]);
    expect(readReply('ÇIK').intent).toBe('optout');
  });
});

describe('readReply, spelling that makes no difference', () => {
  const plain = rows.filter(({ phrase }) => !isCik(phrase));
  const intentOf = (text: string): string => readReply(text).intent;

  it.each(plain)(
    '$phrase: in capitals, in small letters, decomposed, with invisible characters, punctuated',
    ({ phrase, intent }) => {
      expect(intentOf(phrase.toUpperCase())).toBe(intent);
      expect(intentOf(phrase.toLocaleUpperCase('tr'))).toBe(intent);
      expect(intentOf(phrase.toLowerCase())).toBe(intent);
      expect(intentOf(phrase.normalize('NFD'))).toBe(intent);
      expect(intentOf(`\u200f${[...phrase].join('\u200b')}\u2069`)).toBe(intent);
      expect(intentOf(`  ${phrase} !`)).toBe(intent);
    },
  );

  it('letters held down: read as one', () => {
    expect(intentOf('evetttt')).toBe('approve.soft');
    expect(intentOf('tamammmm')).toBe('approve.soft');
    expect(intentOf('hayırrrr')).toBe('reject');
  });

  it('curly and straight apostrophes: read the same', () => {
    expect(intentOf('we don’t agree')).toBe('reject');
    expect(intentOf("we don't agree")).toBe('reject');
  });

  it('skin tones: make no difference', () => {
    expect(intentOf('👍🏽')).toBe('approve.soft');
  });
});

describe('readReply, units answered one by one', () => {
  it.each([
    ['altında mutabıkız dolarda değiliz', { HAS: 'agreed', USD: 'disagreed' }],
    ['has doğru, TL yanlış', { HAS: 'agreed', TRY: 'disagreed' }],
    ['yes but the USD line is wrong', { USD: 'disagreed' }],
    ['موافق بس الدولار غلط', { USD: 'disagreed' }],
    ['mutabıkız ama 500 TL fark var', { TRY: 'disagreed' }],
    ['dolar yanlış', { USD: 'disagreed' }],
    ["TL'de mutabık değiliz", { TRY: 'disagreed' }],
    ['has ve dolar doğru ama euro yanlış', { HAS: 'agreed', USD: 'agreed', EUR: 'disagreed' }],
    ['we agree on gold but not on USD', { HAS: 'agreed', USD: 'disagreed' }],
    ['TL bakiyesi doğru değil', { TRY: 'disagreed' }],
    ['الذهب صحيح والدولار غلط', { HAS: 'agreed', USD: 'disagreed' }],
    ['22 ayarda mutabıkız, TL tutmuyor', { XAU_G_22K: 'agreed', TRY: 'disagreed' }],
    ['tamam da dolar yanlış', { USD: 'disagreed' }],
    ['hayır dolar yanlış', { USD: 'disagreed' }],
    ['no, USD is wrong', { USD: 'disagreed' }],
    ['dolar hariç mutabıkız', { USD: 'disagreed' }],
    ['mutabıkız, TL ve dolar dışında', { TRY: 'disagreed', USD: 'disagreed' }],
    ['all agreed except USD', { USD: 'disagreed' }],
    ['sadece dolar yanlış', { USD: 'disagreed' }],
    ['mutabık değiliz çünkü dolar farklı', { USD: 'disagreed' }],
    ['usd 12.400 olmalı', { USD: 'disagreed' }],
    ['الذهب مطابق ولكن الليرة غير مطابقة', { HAS: 'agreed', TRY: 'disagreed' }],
    ['çeyrek altın tamam euro hatalı', { PCS_CEYREK: 'agreed', EUR: 'disagreed' }],
  ])('%s: rejects in part', (text, units) => {
    const reading = readReply(text);
    expect(reading.intent).toBe('reject.partial');
    expect(Object.fromEntries(reading.units.map(({ unit, answer }) => [unit, answer]))).toEqual(units);
  });

  it('agreement on some units only: is asked about, with the units', () => {
    const reading = readReply('altında mutabıkız');
    expect(reading.intent).toBe('ambiguous');
    expect(reading.units).toEqual([{ unit: 'HAS', answer: 'agreed' }]);
  });

  it.each([
    'dolar yanlış değil',
    'has doğru has yanlış',
    'dolar yanlış olabilir',
    'TL doğru yanlış',
    'hayır dolar doğru',
    'dolar',
    'dolar doğru olmalı',
  ])('%s: gives no answer to any unit', (text) => {
    expect(readReply(text).units).toEqual([]);
    expect(readReply(text).intent).not.toBe('reject.partial');
  });

  it.each(['dolar yanlış mı', 'is the USD line wrong?', 'هل الدولار غلط؟'])('%s: is a question', (text) => {
    expect(readReply(text)).toMatchObject({ intent: 'question', units: [] });
  });
});

describe('readReply, messages that are not in the table', () => {
  it.each([
    ['onaylıyorum mu yoksa', 'question'],
    ['onaylıyorum ama yarın', 'conditional'],
    ['faturayı düzeltirseniz onaylıyorum', 'conditional'],
    ['I approve if the total is corrected', 'conditional'],
    ['bugün hava güzel', 'unknown'],
    ['onaylıyorum gibi', 'unknown'],
    ['', 'unknown'],
    ['   ', 'unknown'],
    ['x'.repeat(5000), 'unknown'],
  ])('%s: reads as %s', (text, intent) => {
    expect(readReply(text).intent).toBe(intent);
  });
});

const vetoes =
  'değil yok ama fakat ancak lakin yalnız sonra yarın bakarım mı mi mu mü ? not don’t but if later لا غير لست مو مش ما بس لكن بكرة هل ؟'.split(
    ' ',
  );

describe('readReply, an approval with a veto word', () => {
  it('wherever the word stands: is no approval', () => {
    const anyStrong = fc.constantFrom(...strong.map(({ phrase }) => phrase));
    fc.assert(
      fc.property(anyStrong, fc.constantFrom(...vetoes), fc.nat(), (phrase, veto, place) => {
        const words = phrase.split(' ');
        words.splice(place % (words.length + 1), 0, veto);
        expect(readReply(words.join(' ')).intent).not.toBe('approve.strong');
      }),
      { numRuns: 2000 },
    );
  });

  it('any other word beside it: is no approval either', () => {
    const listed = new Set(strong.map(({ phrase }) => foldText(phrase)));
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...strong), word, (row, extra) => {
        const text = `${row.phrase} ${extra}`;
        fc.pre(!listed.has(foldText(text)));
        expect(readReply(text).intent).not.toBe('approve.strong');
      }),
    );
  });

  it('random text: is no approval and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(readReply(text).intent).not.toBe('approve.strong');
      }),
      { numRuns: 3000 },
    );
  });
});

describe('foldText', () => {
  it('any text, folded twice: is what it was after once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['İPTAL', 'iptal'],
    ['ONAYLIYORUM', 'onayliyorum'],
    ['أوافق', 'اوافق'],
    ['لست موافقًا', 'لست موافقا'],
    ['مطـــابق', 'مطابق'],
    ['CONFIRM', 'confirm'],
    ['hâlâ «evet», tamam…', 'hala evet tamam'],
    ['olur mu?', 'olur mu?'],
    ['+1', '+1'],
  ])('%s: becomes %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});
