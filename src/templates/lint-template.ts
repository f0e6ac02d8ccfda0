import { languages } from '../vocabulary/language.ts';
import { barredKinds, barredWordsIn, type BarredKind } from '../words/barred-words.ts';
import { forbiddenWordsIn } from '../words/forbidden-words.ts';
import { lintVariables } from './lint-variables.ts';
import { fillVariables, variablesIn, type TemplateContent } from './template-content.ts';
import type { LintRule, TemplateProblem } from './template-problem.ts';

/** A template before it leaves. */
export interface TemplateToLint {
  name: string;
  language: string;
  category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  content: TemplateContent;
  samples: readonly { name: string; sample: string }[];
}

/** Of platform 8.2; a button also fits a reply inside the service window (platform 6.3). */
const limits = { name: 512, header: 60, body: 1024, footer: 60, button: 20, buttons: 10 } as const;

/** How many of a kind there may be, where that is fewer. */
const ofKind: Readonly<Record<string, number>> = { url: 2, phone_number: 1, copy_code: 1 };

const problem = (place: string, rule: LintRule, message: string): TemplateProblem => ({
  place,
  rule,
  message,
});

/** Never fewer units than the platform counts, whatever its unit is (platform 16). */
const lengthOf = (place: string, text: string, limit: number): readonly TemplateProblem[] => {
  if (text.trim() === '') return [problem(place, 'empty', 'must not be empty')];
  return text.length <= limit
    ? []
    : [problem(place, 'too_long', `has ${text.length} characters, the platform takes ${limit}`)];
};

const barredRules: Readonly<Record<BarredKind, LintRule>> = {
  promotional: 'promotional_word',
  statutory: 'statutory_word',
  custody: 'custody_word',
};

const barredReasons: Readonly<Record<BarredKind, string>> = {
  promotional: 'is of advertising or greetings, and a notice about an account holds neither',
  statutory: 'gives a notice that the law wants by notary, registered letter, telegram or KEP',
  custody: 'says that something is kept for a customer, which nobody here may offer',
};

const wordsOf = (
  place: string,
  text: string,
  category: TemplateToLint['category'],
): readonly TemplateProblem[] => [
  ...forbiddenWordsIn(text).map((word) =>
    problem(place, 'forbidden_word', `«${word}» would tell of a check, and no text to a customer may`),
  ),
  ...barredKinds
    .filter((kind) => kind !== 'promotional' || category === 'UTILITY')
    .flatMap((kind) =>
      barredWordsIn(text, kind).map((word) =>
        problem(place, barredRules[kind], `«${word}» ${barredReasons[kind]}`),
      ),
    ),
];

const controls = /(?![\n])\p{Cc}/u;

const spacingOf = (place: string, text: string): readonly TemplateProblem[] => [
  ...(controls.test(text)
    ? [problem(place, 'control_character', 'holds a tab or another control character')]
    : []),
  ...(/ {4}/.test(text) ? [problem(place, 'spacing', 'has four spaces in a row')] : []),
  ...(/\n{3}/.test(text) ? [problem(place, 'spacing', 'has two empty lines in a row')] : []),
];

const lineOf = (place: string, text: string): readonly TemplateProblem[] => [
  ...(/[\n\r]/.test(text) ? [problem(place, 'spacing', 'must be one line')] : []),
  ...(/[*_~`]|\p{Extended_Pictographic}/u.test(text)
    ? [problem(place, 'markdown', 'must not hold marks of formatting, nor emoji')]
    : []),
];

const withoutVariables = (place: string, text: string): readonly TemplateProblem[] =>
  variablesIn(text).map(({ name }) =>
    problem(place, 'variable_not_allowed', `{{${name}}} cannot stand here`),
  );

const headerOf = ({ category, content: { header } }: TemplateToLint): readonly TemplateProblem[] => {
  if (header?.text === null || header === null) return [];
  const { text } = header;
  const tooMany = variablesIn(text).slice(1);
  return [
    ...lengthOf('header', text, limits.header),
    ...lineOf('header', text),
    ...tooMany.map(({ name }) =>
      problem('header', 'too_many_variables', `{{${name}}} is the second variable of the header`),
    ),
    ...wordsOf('header', text, category),
  ];
};

const footerOf = ({ category, content: { footer } }: TemplateToLint): readonly TemplateProblem[] =>
  footer === null
    ? []
    : [
        ...lengthOf('footer', footer, limits.footer),
        ...lineOf('footer', footer),
        ...withoutVariables('footer', footer),
        ...wordsOf('footer', footer, category),
      ];

const tooManyOf = (buttons: TemplateContent['buttons']): readonly TemplateProblem[] =>
  Object.entries(ofKind).flatMap(([kind, most]) => {
    const count = buttons.filter(({ type }) => type === kind).length;
    return count <= most
      ? []
      : [problem('buttons', 'too_many_buttons', `are ${count} of ${kind}, the platform takes ${most}`)];
  });

const buttonsOf = ({ category, content: { buttons } }: TemplateToLint): readonly TemplateProblem[] => {
  const isReply = buttons.map(({ type }) => type === 'quick_reply');
  const changes = isReply.filter((is, at) => at > 0 && is !== isReply[at - 1]).length;
  return [
    ...(buttons.length > limits.buttons
      ? [
          problem(
            'buttons',
            'too_many_buttons',
            `are ${buttons.length}, the platform takes ${limits.buttons}`,
          ),
        ]
      : []),
    ...tooManyOf(buttons),
    ...(changes > 1
      ? [problem('buttons', 'buttons_apart', 'must have all quick replies next to each other')]
      : []),
    ...buttons.flatMap(({ text }, at) => {
      const place = `buttons[${at}]`;
      const first = buttons.findIndex((other) => other.text === text);
      return [
        ...lengthOf(place, text, limits.button),
        ...lineOf(place, text),
        ...withoutVariables(place, text),
        ...(first === at ? [] : [problem(place, 'same_button', `says the same as buttons[${first}]`)]),
        ...wordsOf(place, text, category),
      ];
    }),
  ];
};

const samplesOf = ({ content: { body }, samples }: TemplateToLint): readonly TemplateProblem[] => {
  const given = new Map(samples.map(({ name, sample }) => [name, sample]));
  const names = [...new Set(variablesIn(body).map(({ name }) => name))];
  const problems = names.flatMap((name) => {
    const place = `samples.${name}`;
    const sample = given.get(name);
    if (sample === undefined) return [problem(place, 'missing_sample', 'is missing')];
    if (sample.trim() === '') return [problem(place, 'bad_value', 'must not be empty')];
    return /[\n\r\t]| {5}/.test(sample)
      ? [problem(place, 'bad_value', 'holds a line break, a tab or more than four spaces in a row')]
      : [];
  });
  if (problems.length > 0) return problems;
  const filled = fillVariables(body, given);
  return filled.length <= limits.body || body.length > limits.body
    ? []
    : [
        problem(
          'body',
          'too_long',
          `has ${filled.length} characters with its samples, a message holds ${limits.body}`,
        ),
      ];
};

const namesOf = ({ name, language }: TemplateToLint): readonly TemplateProblem[] => [
  ...(/^[a-z0-9_]+$/.test(name) && name.length <= limits.name
    ? []
    : [problem('name', 'name', 'must be at most 512 of a–z, 0–9 and _')]),
  ...(languages.some((one) => one === language)
    ? []
    : [problem('language', 'language', `must be one of ${languages.join(', ')}`)]),
];

/**
 * Everything that would not pass, by the rules of the platform (platform 8.2, 8.5) and of the law (domain 6.3-b, R14, R22, R23), with
 * its place; empty: it may leave.
 */
export const lintTemplate = (template: TemplateToLint): readonly TemplateProblem[] => {
  const { body } = template.content;
  return [
    ...namesOf(template),
    ...headerOf(template),
    ...lengthOf('body', body, limits.body),
    ...spacingOf('body', body),
    ...lintVariables(body),
    ...wordsOf('body', body, template.category),
    ...footerOf(template),
    ...buttonsOf(template),
    ...samplesOf(template),
  ];
};
