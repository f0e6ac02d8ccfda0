import fc from 'fast-check';
import rows from '../../../fixtures/phrases.json' with { type: 'json' };
import { reconciliationPhrases } from '../../../src/reading/answer-phrases.ts';
import { phrases } from '../../../src/reading/phrases.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { hasVeto } from '../../../src/reading/veto-words.ts';
import { foldText } from '../../../src/reading/fold-text.ts';
import { ownUnitsOf, type OwnUnits } from '../../../src/money/own-units.ts';
import { platinum } from '../../support/own-units.ts';
import { buttonTitles, relatives, rowsOf } from './typed-rows.ts';

const strong = rows.filter(({ approval }) => approval === 'yes');
const others = rows.filter(({ approval }) => approval !== 'yes');
/** The one pair that only its own letters tell apart (domain 9.1 rule 3). */
const isCik = (phrase: string): boolean => foldText(phrase) === 'cik';

describe('readReply, what is read again', () => {
  it('few words without a figure: the reading that is at hand, which nobody can change', () => {
    const reading = readReply('Merhaba');

    expect(readReply('Merhaba')).toBe(reading);
    expect(Object.isFrozen(reading)).toBe(true);
  });

  it('the same words with units of a tenant: their own reading', () => {
    const own = ownUnitsOf([platinum]);
    const unitsIn = (units?: OwnUnits) => readReply('platin', units).mentions.units;

    expect([unitsIn(), unitsIn(own), unitsIn(), unitsIn(own)]).toEqual([[], ['PLT_G'], [], ['PLT_G']]);
  });

  it.each(['123456', '٤٥٦', 'tamam 5', 'x'.repeat(41)])('%s: is not kept', (text) => {
    expect(readReply(text)).not.toBe(readReply(text));
    expect(readReply(text)).toEqual(readReply(text));
  });
});

describe('readReply, the phrases of the trade', () => {
  it.each(rows)('$phrase ($lang): reads as $meaning', ({ phrase, meaning }) => {
    expect(readReply(phrase).meaning).toBe(meaning);
  });

  it.each(others)('R30: $phrase ($lang, approval $approval): is never a strong approval', ({ phrase }) => {
    expect(readReply(phrase).meaning).not.toBe('approve.strong');
  });

  it('every strong phrase of the table: contains no veto word', () => {
    expect(phrases['approve.strong'].filter((phrase) => hasVeto(foldText(phrase)))).toEqual([]);
  });

  it('a phrase in two meanings: happens to cık/çık only', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [meaning, list] of Object.entries(phrases))
      for (const phrase of list) {
        const folded = foldText(phrase);
        if ((seen.get(folded) ?? meaning) !== meaning) twice.push(folded);
        seen.set(folded, meaning);
      }
    expect(twice).toEqual(['cik']);
  });

  it('phrases about a balance: count in a reconciliation only', () => {
    for (const phrase of reconciliationPhrases) expect(readReply(phrase).reconciliationOnly).toBe(true);
    for (const phrase of ['onaylıyorum', 'approved', 'موافق', 'kabul ediyorum'])
      expect(readReply(phrase).reconciliationOnly).toBe(false);
  });

  it('«cik» without its own letters: is asked about', () => {
    expect(['cik', 'CIK', 'CİK'].map((text) => readReply(text).meaning)).toEqual([
      'ambiguous',
      'ambiguous',
      'ambiguous',
    ]);
    expect(readReply('ÇIK').meaning).toBe('stoppedNotices');
  });
});

describe('readReply, close relatives of the phrases', () => {
  it.each(rowsOf(buttonTitles))('the button «$phrase», typed: reads as $meaning', ({ phrase, meaning }) => {
    expect(readReply(phrase).meaning).toBe(meaning);
  });

  it.each(rowsOf(relatives))('«$phrase»: reads as $meaning', ({ phrase, meaning }) => {
    expect(readReply(phrase).meaning).toBe(meaning);
  });
});

describe('readReply, spelling that makes no difference', () => {
  const plain = rows.filter(({ phrase }) => !isCik(phrase));
  const meaningOf = (text: string): string => readReply(text).meaning;

  it.each(plain)(
    '$phrase: in capitals, in small letters, decomposed, with invisible characters, punctuated',
    ({ phrase, meaning }) => {
      expect(meaningOf(phrase.toUpperCase())).toBe(meaning);
      expect(meaningOf(phrase.toLocaleUpperCase('tr'))).toBe(meaning);
      expect(meaningOf(phrase.toLowerCase())).toBe(meaning);
      expect(meaningOf(phrase.normalize('NFD'))).toBe(meaning);
      expect(meaningOf(`\u200f${[...phrase].join('\u200b')}\u2069`)).toBe(meaning);
      expect(meaningOf(`  ${phrase} !`)).toBe(meaning);
    },
  );

  it('letters held down: read as one', () => {
    expect(meaningOf('evetttt')).toBe('approve.soft');
    expect(meaningOf('tamammmm')).toBe('approve.soft');
    expect(meaningOf('hayırrrr')).toBe('reject');
  });

  it('curly and straight apostrophes: read the same', () => {
    expect(meaningOf('we don’t agree')).toBe('reject');
    expect(meaningOf("we don't agree")).toBe('reject');
  });

  it('skin tones: make no difference', () => {
    expect(meaningOf('👍🏽')).toBe('approve.soft');
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
    expect(reading.meaning).toBe('reject.partial');
    expect(Object.fromEntries(reading.units.map(({ unit, answer }) => [unit, answer]))).toEqual(units);
  });

  it.each([
    ['hepsi doğru dolar hariç', 'agreed'],
    ['dolar hariç hepsi doğru', 'agreed'],
    ['mutabıkız ama 500 TL fark var', 'agreed'],
    ['evet ama 5 gram eksik', 'agreed'],
    ['doğru, sadece dolar 200 eksik', 'agreed'],
    ['sadece dolar yanlış', 'agreed'],
    ['mutabıkız ama beş gram eksik', 'agreed'],
    ['we agree except USD, 200 missing', 'agreed'],
    ['dolar yanlış diğerleri doğru', 'agreed'],
    ['all agreed apart from USD', 'agreed'],
    ['كل شيء صحيح ما عدا الدولار', 'agreed'],
    ['altın doğru, diğerleri yanlış', 'disagreed'],
    ['sadece dolarda mutabıkız', 'disagreed'],
    ['الذهب صحيح والباقي غلط', 'disagreed'],
    ['altında mutabıkız dolarda değiliz', null],
    ['euro ve dolar tamam altın yanlış', null],
    ['gold agreed, usd not', null],
    ['hayır dolar yanlış', null],
    ['dolar yanlış', null],
  ])('%s: says of the other units %s', (text, rest) => {
    expect(readReply(text)).toMatchObject({ meaning: 'reject.partial', rest });
  });

  it.each([
    ['evet ama 5 gram eksik', [['HAS', '5']], ['HAS']],
    ['mutabıkız ama 500 TL fark var', [['TRY', '500']], ['TRY']],
    ['doğru, sadece dolar 200 eksik', [['USD', '200']], ['USD']],
    ['mutabıkız ama beş gram eksik', [['HAS', '5']], ['HAS']],
    ['evet ama 12 bin 450 TL eksik', [['TRY', '12450']], ['TRY']],
    [
      'evet ama 3 çeyrek ile 50 euro eksik',
      [
        ['PCS_CEYREK', '3'],
        ['EUR', '50'],
      ],
      ['PCS_CEYREK', 'EUR'],
    ],
    ['موافق بس ٢٠٠ دولار ناقص', [['USD', '200']], ['USD']],
    ['altında mutabıkız dolarda değiliz', [], ['HAS', 'USD']],
    ['kaç gram borcum var', [], ['HAS']],
    ['onaylıyorum ama 3 gün sonra', [], []],
    ['mutabıkız ama -500 TL', [], ['TRY']],
    ['bir dakika', [], []],
    ['mutabıkız', [], []],
  ] as const)('%s: mentions what it names', (text, figures, units) => {
    const { mentions } = readReply(text);
    expect(mentions.figures.map(({ unit, quantity }) => [unit, quantity])).toEqual(figures);
    expect(mentions.units).toEqual(units);
    expect(mentions.ambiguous).toBe(false);
  });

  it('«mutabıkız ama 1.250 gr alacak var»: mentions both meanings, the side with them', () => {
    expect(readReply('mutabıkız ama 1.250 gr alacak var').mentions).toEqual({
      figures: [
        { unit: 'HAS', quantity: '1250', side: 'A' },
        { unit: 'HAS', quantity: '1.250', side: 'A' },
      ],
      ambiguous: true,
      units: ['HAS'],
    });
  });

  it('agreement on some units only: is asked about, with the units', () => {
    const reading = readReply('altında mutabıkız');
    expect(reading.meaning).toBe('ambiguous');
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
    expect(readReply(text).meaning).not.toBe('reject.partial');
  });

  it.each(['dolar yanlış mı', 'is the USD line wrong?', 'هل الدولار غلط؟'])('%s: is a question', (text) => {
    expect(readReply(text)).toMatchObject({ meaning: 'question', units: [] });
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
  ])('%s: reads as %s', (text, meaning) => {
    expect(readReply(text).meaning).toBe(meaning);
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
        expect(readReply(words.join(' ')).meaning).not.toBe('approve.strong');
      }),
      { numRuns: 2000 },
    );
  });

  it('a veto word anywhere in any phrase that approves: leaves no approval of any kind', () => {
    const approved: string[] = [];
    for (const phrase of [...phrases['approve.strong'], ...phrases['approve.soft']])
      for (const veto of vetoes)
        for (let place = 0, words = phrase.split(' '); place <= words.length; place += 1) {
          const text = [...words.slice(0, place), veto, ...words.slice(place)].join(' ');
          if (/^(approve|consent.give|verify.mine)/.test(readReply(text).meaning)) approved.push(text);
        }
    expect(approved).toEqual([]);
  });

  it('words of all phrases in any order: are a strong approval only where they are one phrase of the list', () => {
    const listed = new Set(phrases['approve.strong'].map(foldText));
    const vocabulary = [
      ...new Set(Object.values(phrases).flatMap((list) => list.flatMap((each) => each.split(' ')))),
    ];
    const strongWords = phrases['approve.strong'].flatMap((phrase) => phrase.split(' '));
    const word = fc.oneof(fc.constantFrom(...vocabulary), fc.constantFrom(...strongWords));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (salad) => {
        const text = salad.join(' ');
        expect(readReply(text).meaning === 'approve.strong').toBe(listed.has(foldText(text)));
      }),
      { numRuns: 3000 },
    );
  });

  it('every phrase that is no approval, with every phrase that is one, in any order: is no strong approval', () => {
    const listed = new Set(phrases['approve.strong'].map(foldText));
    const no = Object.entries(phrases).flatMap(([meaning, list]) =>
      meaning === 'approve.strong' ? [] : list,
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...no], { minLength: 1, maxLength: 2 }),
        fc.constantFrom(...phrases['approve.strong']),
        fc.boolean(),
        (others, yes, isFirst) => {
          const text = (isFirst ? [yes, ...others] : [...others, yes]).join(', ');
          expect(readReply(text).meaning === 'approve.strong').toBe(listed.has(foldText(text)));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('a phrase that refuses beside any courtesy or greeting: stays a refusal', () => {
    const around = ['lütfen', 'efendim', 'merhaba', 'teşekkürler', 'please', 'لو سمحتم', '🙏'];
    fc.assert(
      fc.property(
        fc.constantFrom(...phrases.reject),
        fc.constantFrom(...around),
        fc.boolean(),
        (no, word, isFirst) => {
          fc.pre(foldText(no) !== 'cik');
          expect(readReply(isFirst ? `${word} ${no}` : `${no} ${word}`).meaning).toMatch(
            /^(reject|reportedWrongNumber)$/,
          );
        },
      ),
    );
  });

  it('any other word beside it: is no approval either', () => {
    const listed = new Set(strong.map(({ phrase }) => foldText(phrase)));
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...strong), word, (row, extra) => {
        const text = `${row.phrase} ${extra}`;
        fc.pre(!listed.has(foldText(text)));
        expect(readReply(text).meaning).not.toBe('approve.strong');
      }),
    );
  });

  it('random text: is no approval and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(readReply(text).meaning).not.toBe('approve.strong');
      }),
      { numRuns: 3000 },
    );
  });
});

describe('readReply, the longest messages', () => {
  it.each([
    ['one letter', 'a'],
    ['a yes', 'evet '],
    ['digits', '1.250 '],
    ['brackets', '( '],
    ['units', 'gr has '],
    ['number words', 'bin iki '],
    ['marks', '\u0300'],
    ['ligatures', 'ﷺ'],
    ['joiners', '\u200d'],
  ])('%s over and over: is read, as no approval', (_name, piece) => {
    const longest = piece.repeat(4096).slice(0, 4096);
    for (const length of [280, 300, 4096])
      for (let time = 0; time < 5; time += 1)
        expect(readReply(longest.slice(0, length)).meaning).not.toBe('approve.strong');
    foldText(longest);
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
    ['١٢٣ ۴۵۶', '123 456'],
    ['ﻣﻮﺍﻓﻖ', 'موافق'],
    ['مُوَافِقٌ', 'موافق'],
    ['یک', 'يك'],
    ['مؤكّد', 'موكد'],
    ['e\u200Bv\u2060e\u00ADt', 'evet'],
    ['👍🏿', '👍'],
    ['✔\uFE0E', '✔'],
    ['Iıİi', 'i'],
    ['ｅｖｅｔ', 'evet'],
    ['tamaaaam', 'tamam'],
  ])('%s: becomes %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});
