import fc from 'fast-check';
import { lintTemplate, type TemplateToLint } from '../../../src/templates/lint-template.ts';
import { variablesIn, type TemplateContent } from '../../../src/templates/template-content.ts';
import type { LintRule } from '../../../src/templates/template-problem.ts';

type Changed = Partial<TemplateContent> & { name?: string; language?: string; sample?: string | null };

const samplesOf = (body: string, sample: string | null): TemplateToLint['samples'] =>
  sample === null
    ? []
    : [...new Set(variablesIn(body).map(({ name }) => name))].map((name) => ({ name, sample }));

/** What is said of a sound template with this change. */
const rulesOf = ({ name = 'a_v1', language = 'tr', sample = 'x', ...content }: Changed): LintRule[] => {
  const sound: TemplateContent = {
    header: null,
    body: 'Sayın müşterimiz, hesabınız hazırdır.',
    footer: null,
    buttons: [],
  };
  const whole = { ...sound, ...content };
  const samples = samplesOf(whole.body, sample);
  const found = lintTemplate({ name, language, category: 'UTILITY', samples, content: whole });
  return [...new Set(found.map(({ rule }) => rule))];
};

const seven = 'bir iki üç dört beş altı yedi';
const header = (text: string): Changed => ({ header: { format: 'text', text } });
const buttons = (...given: (string | [text: string, type: string])[]): Changed => ({
  buttons: given.map((one) =>
    typeof one === 'string' ? { text: one, type: 'quick_reply' } : { text: one[0], type: one[1] },
  ),
});
const numbered = (count: number, type?: string): Changed =>
  buttons(
    ...Array.from({ length: count }, (_, n): string | [string, string] =>
      type === undefined ? `Düğme ${n}` : [`Düğme ${n}`, type],
    ),
  );
const body = (text: string): Changed => ({ body: text });
/** A letter of each language, and one of two units. */
const letters = { tr: 'ğ', en: 'a', ar: 'م', emoji: '🧾' } as const;
const text = (letter: string, units: number): string => letter.repeat(units / letter.length);

type Sides = readonly (readonly [inside: Changed, outside: Changed])[];

/** For each rule, what just passes and what just does not. A rule without a pair does not compile. */
const sides: Readonly<Record<LintRule, Sides>> = {
  name: [
    [{ name: 'a'.repeat(512) }, { name: 'a'.repeat(513) }],
    [{ name: '2026_v1' }, { name: '2026-v1' }],
    [{ name: 'mektup' }, { name: 'Mektup' }],
    [{ name: '_' }, { name: '' }],
    [{ name: 'ihbar' }, { name: 'ıhbar' }],
  ],
  language: [
    [{ language: 'tr' }, { language: 'tr_TR' }],
    [{ language: 'ar' }, { language: 'AR' }],
    [{ language: 'en' }, { language: 'en_US' }],
  ],
  empty: [
    [body('.'), body(' ')],
    [header('x'), header('')],
    [{ footer: 'x' }, { footer: '   ' }],
    [buttons('x'), buttons(' ')],
  ],
  too_long: [
    ...Object.values(letters).map((letter) => [body(text(letter, 1024)), body(text(letter, 1026))] as const),
    [body(text('م', 1024)), body(text('م', 1025))],
    [header(text('ş', 60)), header(text('ş', 61))],
    [{ footer: text('م', 60) }, { footer: text('م', 61) }],
    [buttons(text('ğ', 20)), buttons(text('ğ', 21))],
    // With its samples as well.
    [
      { body: `${seven} {{a}} son`, sample: 'x'.repeat(1024 - `${seven}  son`.length) },
      { body: `${seven} {{a}} son`, sample: 'x'.repeat(1025 - `${seven}  son`.length) },
    ],
  ],
  spacing: [
    [body('bir   iki'), body('bir    iki')],
    [body('bir\n\niki'), body('bir\n\n\niki')],
    [header('bir iki'), header('bir\niki')],
    [{ footer: 'bir   iki' }, { footer: 'bir\niki' }],
    [buttons('bir iki'), buttons('bir\niki')],
  ],
  control_character: [
    [body('bir\niki'), body('bir\tiki')],
    [body('bir iki'), body('bir\u0007iki')],
    [body('bir\n iki'), body('bir\r\niki')],
    // What turns the direction of writing is no control character.
    [body('رقم \u200e120\u200f نعم'), body('رقم \u0085 نعم')],
  ],
  markdown: [
    [body('*bir* _iki_ 🧾'), header('*bir*')],
    [header('Mektup (1)'), header('Mektup 🧾')],
    [{ footer: 'Yanıt: 1' }, { footer: '_Yanıt_' }],
    [{ footer: 'شكرا' }, { footer: 'شكرا 🙏' }],
    [buttons('Evet'), buttons('Evet ✅')],
    [buttons('Hayır'), buttons('`Hayır`')],
  ],
  variable_at_edge: [
    [body(`a {{v}} ${seven}`), body(`{{v}} ${seven}`)],
    [body(`${seven} {{v}} a`), body(`${seven} {{v}}`)],
    [body(`${seven} {{v}} a.`), body(`${seven} {{v}}.`)],
    [body(`1) {{v}} ${seven}`), body(`) {{v}} ${seven}`)],
    [body(`رقم {{v}} ${seven}`), body(`، {{v}} ${seven}`)],
    [body(`${seven} {{v}} نعم؟`), body(`${seven} {{v}}؟`)],
  ],
  variables_together: [
    [body(`${seven} {{a}} - {{b}} son`), body(`${seven} {{a}} {{b}} son`)],
    [body(`${seven} {{a}}.{{b}} son`), body(`${seven} {{a}}{{b}} son`)],
    [body(`${seven} {{a}}، {{b}} نعم`), body(`${seven} {{a}}\n\n{{b}} نعم`)],
  ],
  variable_name: [
    [body(`bir {{a_1}} ${seven}`), body(`bir {{a-1}} ${seven}`)],
    [body(`bir {{ad}} ${seven}`), body(`bir {{Ad}} ${seven}`)],
    [body(`bir {{ad}} ${seven}`), body(`bir {{_ad}} ${seven}`)],
    [body(`bir {{unvan}} ${seven}`), body(`bir {{ünvan}} ${seven}`)],
    [body(`bir {{a}} ${seven}`), body(`bir {{ }} ${seven}`)],
  ],
  variable_numbers: [
    [body(`bir {{1}} iki {{2}} ${seven}`), body(`bir {{1}} iki {{3}} ${seven}`)],
    [body(`bir {{2}} iki {{1}} ${seven}`), body(`bir {{2}} iki {{3}} ${seven}`)],
    [body(`bir {{1}} iki {{1}} ${seven}`), body(`bir {{0}} iki {{1}} ${seven}`)],
  ],
  variables_mixed: [
    [body(`bir {{1}} iki {{2}} ${seven}`), body(`bir {{1}} iki {{b}} ${seven}`)],
    [body(`bir {{a1}} iki {{b}} ${seven}`), body(`bir {{1}} iki {{b}} ${seven}`)],
  ],
  variable_not_allowed: [
    [{ footer: 'Ref 120' }, { footer: 'Ref {{ref}}' }],
    [buttons('Bak'), buttons('Bak {{x}}')],
  ],
  too_many_variables: [
    [body('bir {{a}} iki üç'), body('bir {{a}} iki')],
    [body('bir {{a}} iki {{b}} üç dört beş'), body('bir {{a}} iki {{b}} üç dört')],
    [body('واحد {{a}} اثنان ثلاثة'), body('واحد {{a}} اثنان')],
    // The same one twice is one.
    [body('bir {{a}} iki {{a}} üç'), body('bir {{a}} iki {{b}} üç')],
    [header('{{a}} ve'), header('{{a}} ve {{b}}')],
  ],
  stray_braces: [
    [body(`bir {{a}} ${seven}`), body(`bir {{a} ${seven}`)],
    [body(`bir (a) ${seven}`), body(`bir {a} ${seven}`)],
    [body(`bir {{a}} ${seven}`), body(`bir {{{a}}} ${seven}`)],
    [body(`bir {{a}} ${seven}`), body(`bir {{a}}} ${seven}`)],
  ],
  missing_sample: [[body(`bir {{a}} ${seven}`), { ...body(`bir {{a}} ${seven}`), sample: null }]],
  bad_value: [
    [
      { ...body(`bir {{a}} ${seven}`), sample: 'x    y' },
      { ...body(`bir {{a}} ${seven}`), sample: 'x     y' },
    ],
    [
      { ...body(`bir {{a}} ${seven}`), sample: 'x y' },
      { ...body(`bir {{a}} ${seven}`), sample: 'x\ny' },
    ],
    [
      { ...body(`bir {{a}} ${seven}`), sample: '-' },
      { ...body(`bir {{a}} ${seven}`), sample: ' ' },
    ],
    [
      { ...body(`bir {{a}} ${seven}`), sample: 'x y' },
      { ...body(`bir {{a}} ${seven}`), sample: 'x\ty' },
    ],
  ],
  too_many_buttons: [
    [numbered(10), numbered(11)],
    [numbered(2, 'url'), numbered(3, 'url')],
    [numbered(1, 'phone_number'), numbered(2, 'phone_number')],
    [numbered(1, 'copy_code'), numbered(2, 'copy_code')],
  ],
  buttons_apart: [
    [buttons('Evet', 'Hayır', ['Site', 'url']), buttons('Evet', ['Site', 'url'], 'Hayır')],
    [buttons(['Site', 'url'], 'Evet', 'Hayır'), buttons(['Site', 'url'], 'Evet', ['Ara', 'phone_number'])],
  ],
  same_button: [
    [buttons('Evet', 'Evet,'), buttons('Evet', 'Evet')],
    [buttons('نعم', 'لا'), buttons('نعم', 'نعم')],
  ],
  forbidden_word: [
    [body('Şüpheniz olursa bize yazınız.'), body('Şüpheli işlem nedeniyle yazıyoruz.')],
    [body('Please check the balance.'), body('This is a suspicious transaction.')],
  ],
  promotional_word: [
    [body('Fiyat listesi ektedir.'), body('Özel fiyat listesi ektedir.')],
    [body('Sarrafiye bakiyeniz hazır.'), body('Hediyelik ürünleriniz hazır.')],
    [body('Bakiyeniz 1 taksittir.'), body('Taksit avantajı sizi bekliyor.')],
    [body('Your balance is ready.'), body('Your DISCOUNT is ready.')],
    [body('The offer you sent is here.'), body('A special offer is here.')],
    [body('رصيدكم جاهز الان.'), body('تخفيضات كبيرة الان.')],
    [body('عرض الحساب جاهز.'), body('العروض جاهزة.')],
    [body('رصيد هدى جاهز.'), body('هدية لكم اليوم.')],
    [buttons('Fiyatı gör'), buttons('Fırsatı gör')],
    [{ footer: 'Yanıt bekliyoruz' }, { footer: 'İNDİRİM var' }],
    [header('Bakiye'), header('Kampanya')],
  ],
  statutory_word: [
    [body('Sözleşmeniz ektedir.'), body('Sözleşmeden dönüyoruz.')],
    [body('İhtiyaç olursa yazınız.'), body('İHTARNAME gönderilmiştir.')],
    [body('A notice of the balance.'), body('A notice of default.')],
    [body('العقد جاهز للتوقيع.'), body('فسخ العقد قريب جدا.')],
  ],
  custody_word: [
    [body('Altınınız teslim edildi.'), body('Altınınız emanetimizdedir.')],
    [body('Your gold was delivered safely.'), body('Your gold is in safekeeping.')],
    [body('ذهبكم تم تسليمه اليوم.'), body('ذهبكم وديعة لدينا اليوم.')],
  ],
};

describe('a rule about templates, on both sides of its line', () => {
  const rows = Object.entries(sides).flatMap(([rule, pairs]) =>
    pairs.map(([inside, outside], index) => ({ rule: rule as LintRule, number: index + 1, inside, outside })),
  );

  it.each(rows)(
    'R2 $rule, pair $number: what is just inside passes, what is just outside does not',
    (row) => {
      expect(rulesOf(row.inside)).toEqual([]);
      expect(rulesOf(row.outside)).toContain(row.rule);
    },
  );

  it('a text of any length in any script: refused exactly above the limit', () => {
    const letter = fc.constantFrom(...Object.values(letters));
    fc.assert(
      fc.property(letter, fc.integer({ min: 1, max: 1100 }), (of, count) => {
        const whole = of.repeat(count);
        expect(rulesOf(body(whole))).toEqual(whole.length > 1024 ? ['too_long'] : []);
      }),
    );
  });

  it('an empty value anywhere: never silently passed', () => {
    const blank = fc.string({
      unit: fc.constantFrom(' ', '\n', '\u00a0', '\u2003'),
      minLength: 0,
      maxLength: 6,
    });
    fc.assert(
      fc.property(blank, (whole) => {
        expect(rulesOf(body(whole))).toContain('empty');
        expect(rulesOf(buttons(whole))).toContain('empty');
      }),
    );
  });
});
