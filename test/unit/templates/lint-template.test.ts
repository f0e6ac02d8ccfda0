import fc from 'fast-check';
import { lintDefinition } from '../../../src/templates/account/check-wording.ts';
import { lintTemplate, type TemplateToLint } from '../../../src/templates/lint-template.ts';
import { variablesIn, type TemplateContent } from '../../../src/templates/template-content.ts';
import { templateDefinitions } from '../../../src/templates/template-definitions.ts';

const sound: TemplateContent = {
  header: { format: 'document', text: null },
  body: 'Sayın {{contact_name}}, mektubunuz hazırdır. Hesap: {{account_no}} numaralı carinizdir.',
  footer: 'Yanıt için düğmeleri kullanınız',
  buttons: [
    { type: 'quick_reply', text: 'Mutabıkız' },
    { type: 'quick_reply', text: 'Mutabık değiliz' },
  ],
};
const samples = [
  { name: 'contact_name', sample: 'Deniz Örnekoğlu' },
  { name: 'account_no', sample: '120.01.0001' },
];
const template = (
  content: Partial<TemplateContent>,
  changes: Partial<TemplateToLint> = {},
): TemplateToLint => ({
  ...{ name: 'recon_letter_v1', language: 'tr', category: 'UTILITY', samples },
  content: { ...sound, ...content },
  ...changes,
});
const found = (to: TemplateToLint): string[] => lintTemplate(to).map(({ place, rule }) => `${place} ${rule}`);
const button = (text: string, type = 'quick_reply') => ({ type, text });
const words = 'bir iki üç dört beş altı yedi';

describe('lintTemplate', () => {
  it('a template without fault: nothing is said', () => {
    expect(lintTemplate(template({}))).toEqual([]);
  });

  it.each(templateDefinitions())('R2 R22: $name in $language: the product’s own may leave', (definition) => {
    expect(lintDefinition(definition)).toEqual([]);
  });

  it.each<[string, Partial<TemplateContent>, string[]]>([
    ['a body of 1,025 characters', { body: 'a'.repeat(1025) }, ['body too_long']],
    ['an empty body', { body: ' \n' }, ['body empty']],
    ['a variable first', { body: `{{account_no}} ${words}` }, ['body variable_at_edge']],
    ['a variable behind a dash alone', { body: `- {{account_no}} ${words}` }, ['body variable_at_edge']],
    ['a variable before a full stop alone', { body: `${words} {{account_no}}.` }, ['body variable_at_edge']],
    [
      'two variables with a space between',
      { body: `bir {{account_no}} {{contact_name}} ${words}` },
      ['body variables_together'],
    ],
    [
      'two variables with a line break between',
      { body: `bir {{account_no}}\n{{contact_name}} ${words}` },
      ['body variables_together'],
    ],
    ['one brace too few', { body: `bir {{account_no} ${words}` }, ['body stray_braces']],
    ['single braces', { body: `bir {account_no} ${words}` }, ['body stray_braces']],
    ['a tab', { body: `bir\tiki {{account_no}} ${words}` }, ['body control_character']],
    ['four spaces', { body: `bir    iki {{account_no}} ${words}` }, ['body spacing']],
    ['two empty lines', { body: `bir\n\n\niki {{account_no}} ${words}` }, ['body spacing']],
    [
      'too many variables for the words',
      { body: 'bir {{account_no}} iki {{contact_name}} üç' },
      ['body too_many_variables'],
    ],
    ['a header of 61 characters', { header: { format: 'text', text: 'a'.repeat(61) } }, ['header too_long']],
    [
      'two variables in the header',
      { header: { format: 'text', text: '{{a}} ve {{b}}' } },
      ['header too_many_variables'],
    ],
    ['marks in the header', { header: { format: 'text', text: '*Mektup*' } }, ['header markdown']],
    ['a footer of 61 characters', { footer: 'a'.repeat(61) }, ['footer too_long']],
    ['a variable in the footer', { footer: 'Ref {{ref}} budur' }, ['footer variable_not_allowed']],
    [
      'eleven buttons',
      { buttons: Array.from({ length: 11 }, (_, n) => button(`Düğme ${n}`)) },
      ['buttons too_many_buttons'],
    ],
    ['a button of 21 characters', { buttons: [button('a'.repeat(21))] }, ['buttons[0] too_long']],
    ['an empty button', { buttons: [button('Evet'), button(' ')] }, ['buttons[1] empty']],
    ['two buttons alike', { buttons: [button('Evet'), button('Evet')] }, ['buttons[1] same_button']],
    [
      'quick replies around a link',
      { buttons: [button('Evet'), button('Site', 'url'), button('Hayır')] },
      ['buttons buttons_apart'],
    ],
    [
      'advertising',
      { body: `Yeni kampanyamız ve İNDİRİM {{account_no}} ${words}` },
      ['body promotional_word', 'body promotional_word'],
    ],
    ['advertising on a button', { buttons: [button('Fırsatı gör')] }, ['buttons[0] promotional_word']],
    [
      'a greeting',
      { body: `Bayramınız kutlu olsun {{account_no}} ${words}` },
      ['body promotional_word', 'body promotional_word'],
    ],
    ['a legal notice', { body: `Bu bir ihtarnamedir {{account_no}} ${words}` }, ['body statutory_word']],
    ['custody', { body: `Emanetteki altınınız {{account_no}} ${words}` }, ['body custody_word']],
    ['a word of checks', { body: `Şüpheli işlem {{account_no}} ${words}` }, ['body forbidden_word']],
    ['Arabic advertising', { body: `التخفيضات {{account_no}} ${words}` }, ['body promotional_word']],
  ])('R2 R14 R22 R23: a template with %s: refused with its place', (_, content, expected) => {
    expect(found(template(content)).filter((one) => !one.startsWith('samples.'))).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['a capital letter', `bir {{Hesap}} ${words}`, ['body variable_name']],
    ['a mark', `bir {{hesap$}} ${words}`, ['body variable_name']],
    ['nothing', `bir {{}} ${words}`, ['body variable_name']],
    ['numbers with a gap', `bir {{1}} iki {{3}} ${words}`, ['body variable_numbers']],
    ['numbers from zero', `bir {{0}} ${words}`, ['body variable_numbers']],
    ['numbers beside names', `bir {{1}} iki {{ad}} ${words}`, ['body variables_mixed']],
    ['numbers in a row', `bir {{1}} iki {{2}} ${words}`, []],
  ])('a variable named by %s: %s', (_, body, expected) => {
    const given = variablesIn(body).map(({ name }) => ({ name, sample: 'x' }));
    expect(found(template({ body }, { samples: given }))).toEqual(expected);
  });

  it.each([
    ['with a line break', 'Deniz\nÖrnekoğlu', ['samples.contact_name bad_value']],
    ['with five spaces', 'Deniz     Ö', ['samples.contact_name bad_value']],
    ['with four spaces', 'Deniz    Ö', []],
    ['empty', ' ', ['samples.contact_name bad_value']],
    ['so long that the message is too long', 'x'.repeat(1000), ['body too_long']],
  ])('a sample %s: %s', (_, sample, expected) => {
    const given = samples.map((one) => (one.name === 'contact_name' ? { ...one, sample } : one));
    expect(found(template({}, { samples: given }))).toEqual(expected);
  });

  it('no sample, a bad name, an unknown language: each is said', () => {
    const to = template({}, { samples: samples.slice(1), name: 'Büyük', language: 'tr_TR' });
    expect(found(to)).toEqual(['name name', 'language language', 'samples.contact_name missing_sample']);
  });

  it('words of advertising in a template for marketing: they are what it is for', () => {
    const to = template({ body: `Kampanya {{account_no}} ${words}` }, { category: 'MARKETING' });
    expect(found(to)).toEqual([]);
  });

  it('words or marks around two variables: passes where words are on all sides, and nowhere else', () => {
    const wordy = fc.constantFrom('bir iki üç dört', 'beş altı: yedi', '\nsekiz, dokuz\n', ' on ');
    const wordless = fc.constantFrom('', ' ', '\n', '.', ' - ', '…', '* *');
    const around = fc.oneof({ weight: 3, arbitrary: wordy }, wordless);
    const given = ['a', 'b'].map((name) => ({ name, sample: 'x' }));
    fc.assert(
      fc.property(around, around, around, (before, between, behind) => {
        const body = `${before}{{a}}${between}{{b}}${behind} `;
        const hasWords = (text: string): boolean => /\p{L}/u.test(text);
        const wrong = [
          ...(hasWords(before) && hasWords(behind) ? [] : ['variable_at_edge']),
          ...(between.trim() === '' ? ['variables_together'] : []),
        ];
        const rules = lintTemplate(template({ body }, { samples: given })).map(({ rule }) => rule);
        expect([...new Set(rules)].filter((rule) => rule !== 'too_many_variables')).toEqual(wrong);
      }),
    );
  });
});
