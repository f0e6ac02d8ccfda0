import { readdirSync, readFileSync } from 'node:fs';
import arUpload from '../../../locales/ar/upload.json' with { type: 'json' };
import enUpload from '../../../locales/en/upload.json' with { type: 'json' };
import trUpload from '../../../locales/tr/upload.json' with { type: 'json' };
import { rejectionReasons } from '../../../machines/approval/approval.context.ts';
import { noticeVariants } from '../../../machines/notice/notice.context.ts';
import { disagreementReasons } from '../../../machines/reconciliation/reconciliation.events.ts';
import { documentKinds } from '../../../src/documents/document-codes.ts';
import { refusalReasons } from '../../../src/files/file-record.ts';
import { rejectionReasons as rejectionReasonsOfDocuments } from '../../../src/documents/review-document.ts';
import { isBlock, isKnownVariable } from '../../../src/templates/prompt-variables.ts';
import { privacyNotice } from '../../../src/templates/privacy-notice.ts';
import { promptDefinition, promptKeys } from '../../../src/templates/prompt-registry.ts';
import { forbiddenWordsIn } from '../../../src/words/forbidden-words.ts';
import { localeTexts, placeholdersOf, rawText, textOf } from '../../../src/templates/locale-texts.ts';
import { languages, type Language } from '../../../src/vocabulary/language.ts';
import { MissingText } from '../../../src/templates/template-errors.ts';
import { unitCodes } from '../../../src/money/units.ts';
import { approvalDataSchema } from '../../../src/triggers/event-data.ts';
import { movementDataSchema, reportDataSchema } from '../../../src/triggers/notice-data.ts';
import { conversationPrompts } from '../templates/every-conversation.ts';
import { everyPrompt } from '../templates/every-prompt.ts';

/** Every text of a language by its key, `reconciliation:letter`. */
const flatten = (value: object, prefix: string, separator: string): [string, string][] =>
  Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, string][] => {
    const path = `${prefix}${separator}${key}`;
    if (typeof inner === 'string') return [[path, inner]];
    return flatten(inner as object, path, '.'); // JSON of texts holds texts and objects of texts only
  });

/** The page's texts are the browser's; the server never shows them. */
const uploadTexts = { tr: trUpload, en: enUpload, ar: arUpload };

const textsOf = (language: Language): Map<string, string> =>
  new Map(
    Object.entries({ ...localeTexts[language], upload: uploadTexts[language] }).flatMap(
      ([namespace, texts]) => flatten(texts, namespace, ':'),
    ),
  );

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{[^}]*\}\}/g) ?? [])].sort();

/** `common:amount.pieces_few` is a form of `common:amount.pieces`, and `few` the form. */
const pluralPattern = /_(zero|one|two|few|many|other)$/;
const stemOf = (key: string): string => key.replace(pluralPattern, '');
const stems = (texts: ReadonlyMap<string, string>): string[] => [...new Set([...texts.keys()].map(stemOf))];

const turkish = textsOf('tr');

/** Words looked up by a code of ours or of the business system (domain 7, 8), with all those codes. */
const codesOf: { readonly [group: string]: readonly string[] } = {
  'common:kind': ['letter', 'transaction', 'invoice', 'document', 'feedback', ...noticeVariants],
  'common:reason': [
    ...new Set([...disagreementReasons, ...rejectionReasons.transaction, ...rejectionReasons.invoice]),
    'none',
  ],
  'common:transaction': approvalDataSchema.shape.kind.options,
  'document:name': [...Object.keys(documentKinds), 'other'],
  'document:refusal': [...refusalReasons, 'heic', 'other'],
  'document:rejection': rejectionReasonsOfDocuments,
  'notice:movementType': [...movementDataSchema.shape.movement_type.options, 'other'],
  'notice:reportKind': [...reportDataSchema.shape.report_kind.options, 'other'],
};

/** Words the source names one by one; units and choices have tests of their own. */
const namedGroups = [
  'common:amount',
  'common:constant',
  'common:unit',
  'common:side',
  'common:sideMeaning',
  'common:choice',
  'common:list',
  'common:line',
  'common:outcome',
  'common:detail',
  'common:sentence',
  'approval:choice',
  'conversation:choice',
  'document:choice',
  'document:format',
  'document:measure',
  'feedback:choice',
  'notice:choice',
  'notice:period',
  'reconciliation:babs',
];

/** Labels that belong to a choice with this argument. */
const labelNames: { readonly [choice: string]: string } = {
  'choseUnit:ALL': 'allUnits',
  'choseSide:B': 'sideB',
  'choseSide:A': 'sideA',
};

describe('locales', () => {
  it.each(languages)('%s: has the keys of the others', (language) => {
    expect(stems(textsOf(language)).sort()).toEqual(stems(turkish).sort());
  });

  it.each(languages)(
    '%s: a text with plural forms has each form of the language and no other',
    (language) => {
      const keys = [...textsOf(language).keys()];
      const counted = [...new Set(keys.filter((key) => pluralPattern.test(key)).map(stemOf))];
      expect(counted).toEqual(
        expect.arrayContaining(['common:amount.pieces', 'common:detail.hours', 'upload:limits']),
      );
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const stem of counted)
        expect(keys.filter((key) => stemOf(key) === stem).sort()).toEqual(
          pluralCategories.map((form) => `${stem}_${form}`).sort(),
        );
    },
  );

  it.each(languages)('%s: has the placeholders of the others, key by key', (language) => {
    for (const [key, text] of textsOf(language))
      expect({ key, placeholders: placeholders(text) }).toEqual({
        key,
        placeholders: placeholders(turkish.get(key) ?? turkish.get(`${stemOf(key)}_other`) ?? ''),
      });
  });

  it.each(languages)('%s: no text is empty, untrimmed, or in the markup of another format', (language) => {
    for (const text of textsOf(language).values()) {
      expect(text).toMatch(/^\S/);
      expect(text).toMatch(/\S$/);
      expect(text).not.toMatch(/<\/?[a-z]+>|\$t\(|%s|\{\{\s|\s\}\}/);
      for (const placeholder of placeholders(text))
        expect(placeholder).toMatch(/^\{\{\w+(, (decimal|number|percent|list|parts|date))?\}\}$/);
    }
  });

  it.each(languages)('%s: says none of the words that must not reach a customer', (language) => {
    for (const [key, text] of textsOf(language))
      expect({ key, words: forbiddenWordsIn(text) }).toEqual({ key, words: [] });
  });

  it('button labels: fit a button in every language', () => {
    for (const language of languages)
      for (const [key, text] of textsOf(language)) {
        const isButton = /^\w+:choice\./.test(key) || key === 'common:list.open';
        if (isButton || /^common:unit\.\w+\.short$/.test(key))
          expect({ key, fits: text.length <= 20 }).toEqual({ key, fits: true });
        if (key.startsWith('common:reason.'))
          expect({ key, fits: text.length <= 24 }).toEqual({ key, fits: true });
      }
  });

  it('every unit: has a name in every language, and there are no others', () => {
    for (const language of languages)
      expect(Object.keys(localeTexts[language].common.unit).sort()).toEqual([...unitCodes].sort());
  });

  it('a text of a template: has no formatted placeholder, since the platform knows names only', () => {
    for (const prompt of promptKeys)
      for (const { text, template } of promptDefinition(prompt).wordings)
        if (template)
          for (const language of languages) expect(rawText(language, text[0])).not.toMatch(/\{\{\w+,/);
  });

  it('every placeholder of a prompt: is a known variable, and no template has one of several lines', () => {
    for (const prompt of promptKeys)
      for (const { text, template } of promptDefinition(prompt).wordings)
        for (const key of text)
          for (const name of placeholdersOf('tr', key)) {
            expect({ key, name, isKnown: isKnownVariable(name) }).toEqual({ key, name, isKnown: true });
            if (template) expect(isBlock(name)).toBe(false);
          }
  });

  it('every text of a dialog and every sentence: is used by a prompt', () => {
    const used = new Set(
      promptKeys.flatMap((prompt) =>
        promptDefinition(prompt).wordings.flatMap(({ text, template }) => [
          ...text,
          ...(template?.body === undefined ? [] : [template.body]),
        ]),
      ),
    );
    const isText = (key: string): boolean =>
      key.startsWith('common:') ? key.startsWith('common:sentence.') : !/^(privacy|upload):|\./.test(key);
    expect([...turkish.keys()].filter((key) => isText(key) && !used.has(key))).toEqual([]);
  });

  it('words in groups: are those of a group the source knows, each code with its word', () => {
    const groups = Object.entries(localeTexts.tr).flatMap(([namespace, texts]) =>
      Object.entries(texts).flatMap(([name, group]) =>
        typeof group === 'string' || namespace === 'privacy' ? [] : [`${namespace}:${name}`],
      ),
    );
    expect(groups.sort()).toEqual([...Object.keys(codesOf), ...namedGroups].sort());
    for (const [group, codes] of Object.entries(codesOf)) {
      const known = [...turkish.keys()].filter((key) => key.startsWith(`${group}.`));
      expect([group, known.map((key) => key.slice(group.length + 1)).sort()]).toEqual([
        group,
        [...codes].sort(),
      ]);
    }
  });

  it('every text of the upload page: is said by a module of the page', () => {
    const code = readdirSync('upload')
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`upload/${name}`, 'utf8'))
      .join('');
    const keys = stems(turkish).flatMap((key) =>
      key.startsWith('upload:') ? [key.slice('upload:'.length)] : [],
    );
    expect(keys.length).toBeGreaterThan(50);
    // `words('title')`, `wordsOf(language)('title')`
    expect(keys.filter((key) => !new RegExp(`\\(\\s*'${key}'`).test(code))).toEqual([]);
  });

  it.each(languages)('%s: the page of a link that is gone says what the upload page says', (language) => {
    const shown = readFileSync('upload/gone.html', 'utf8').replaceAll(/\s+/g, ' ');
    expect(shown).toContain(uploadTexts[language].gone);
    expect(shown).toContain(uploadTexts[language].goneText);
  });

  it('labels of choices: each is shown with some prompt', () => {
    const shown = new Set(
      [...everyPrompt, ...conversationPrompts].flatMap(({ prompt, choices = [] }) => {
        const { labels, wordings, templateChoices = [] } = promptDefinition(prompt);
        const [namespace = ''] = wordings[0].text[0].split(':');
        return [...choices, ...templateChoices.map((choice) => ({ choice, arg: undefined }))]
          .map(({ choice, arg }) => labelNames[`${choice}:${arg}`] ?? labels?.[choice] ?? choice)
          .map((name) => [`${namespace}:choice.${name}`, `common:choice.${name}`])
          .map((keys) => keys.find((key) => turkish.has(key)));
      }),
    );
    const labels = [...turkish.keys()].filter((key) => /^\w+:choice\./.test(key));
    expect(labels.filter((key) => !shown.has(key))).toEqual([]);
  });

  it.each(languages)('%s: every text of the privacy notice is on its page', (language) => {
    const values = { company: '{{company}}', hours: '{{hours}}', version: '{{version}}' };
    const shown = flatten(privacyNotice(language, values), '', '').map(([, text]) => text);
    const written = [...textsOf(language)].flatMap(([key, text]) =>
      key.startsWith('privacy:') ? [text] : [],
    );
    expect(shown.sort()).toEqual(written.sort());
  });

  it.each([
    ['tr', 24, '24 saat'],
    ['tr', 1.5, '1,5 saat'],
    ['en', 1, '1 h'],
    ['ar', 1, '1 ساعة'],
    ['ar', 2, '2 ساعتان'],
    ['ar', 3, '3 ساعات'],
    ['ar', 24, '24 ساعة'],
    ['ar', 103, '103 ساعات'],
  ] as const)('hours in %s, %d of them: %s', (language, count, text) => {
    expect(textOf(language, 'common:detail.hours', { count })).toBe(text);
  });

  it('a key that does not exist: is an error, not another text', () => {
    expect(() => textOf('tr', 'reconciliation:poem')).toThrow(MissingText);
    expect(() => textOf('tr', 'common:unit')).toThrow(MissingText);
    expect(() => textOf('tr', 'constructor:name')).toThrow(MissingText);
  });
});
