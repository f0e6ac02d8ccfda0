import { choiceLabel, fitTitle, titleLimits } from './choice-titles.ts';
import { placeholdersOf, rawText, textOf } from './locale-texts.ts';
import { fillVariables, variablesIn } from './template-content.ts';
import { templatePlaceholders, type PromptDefinition, type Wording } from './prompt-definition.ts';
import { promptDefinition } from './prompt-registry.ts';
import { isolate } from './parameter-value.ts';
import { variableValue } from './prompt-variables.ts';
import { ownWordingKey, type OwnWording } from '../vocabulary/own-wording.ts';
import type { Language } from '../vocabulary/language.ts';
import type { PromptToRender, RenderedChoice, RenderedPrompt } from '../vocabulary/rendered-prompt.ts';

const buttonLimit = 3;
const rowLimit = 10;
const buttonTextLimit = 1024;

const wordingOf = (definition: PromptDefinition, prompt: PromptToRender): Wording =>
  definition.wordings.find(({ when }) => !when || when(prompt)) ?? definition.wordings[0];

/** Filled text of one key; what it needs is computed once and shared between the keys of a prompt. */
const fill = (key: string, prompt: PromptToRender, values: Record<string, string>): string => {
  for (const name of placeholdersOf(prompt.language, key)) values[name] ??= variableValue(name, prompt);
  return textOf(prompt.language, key, values);
};

/** Filled text of a tenant's own. */
const fillOwn = (body: string, prompt: PromptToRender, values: Record<string, string>): string => {
  for (const { name } of variablesIn(body)) values[name] ??= variableValue(name, prompt);
  return fillVariables(body, new Map(Object.entries(values)));
};

/** What may be told in the recap instead, the least needed first: everything that binds is in there, in whole. */
const movable = ['detail_line', 'item_summary', 'subject', 'balance_line', 'amount_line'];

/**
 * A template holds 1,024 characters (platform 6.4). What would make it longer is named and shown in the recap: a part of a text,
 * or of an amount, would be another one.
 */
const fitTemplate = (
  { text: keys, template }: Wording,
  prompt: PromptToRender,
  values: Record<string, string>,
  own: OwnWording | null,
): string => {
  // Where a template has words of its own outside the window, those inside stay.
  const isOwn = own !== null && template?.body === undefined;
  // A tenant's own words are the whole template, the notice of the first contact included.
  const written = (): string =>
    isOwn ? fillOwn(own.body, prompt, values) : keys.map((key) => fill(key, prompt, values)).join('\n\n');
  let text = written();
  if (template === undefined) return text;
  for (const name of movable) {
    if (text.length <= buttonTextLimit) break;
    if (values[name] === undefined) continue;
    values[name] = isolate(textOf(prompt.language, 'common:detail.inRecap'), prompt.language);
    text = written();
  }
  return text;
};

/** Words that the platform approved, or a consent is bound to, stand alone (ADR 0050). */
const withLead = (
  { isExact }: PromptDefinition,
  { template }: Wording,
  { isAgain, language }: PromptToRender,
  text: string,
): string =>
  isAgain !== true || isExact === true || template !== undefined
    ? text
    : `${textOf(language, 'common:detail.again')}\n\n${text}`;

/** A list holds ten rows; the last choice is the way back and stays. */
const listed = <T>(choices: readonly T[]): readonly T[] =>
  choices.length <= rowLimit ? choices : [...choices.slice(0, rowLimit - 1), ...choices.slice(-1)];

const renderChoices = (
  definition: PromptDefinition,
  prompt: PromptToRender,
  kind: RenderedPrompt['kind'],
): RenderedChoice[] =>
  listed(prompt.choices).map((choice) => {
    const { title, description } = choiceLabel(choice, definition, prompt);
    const isRow = kind === 'list';
    return {
      id: prompt.choiceId(choice),
      title: fitTitle(title, isRow ? titleLimits.row : titleLimits.button),
      description: isRow && description !== null ? fitTitle(description, titleLimits.description) : null,
    };
  });

/** A list takes four times the text that buttons take: the way out for a recap of very many balances. */
const kindOf = ({ isList }: PromptDefinition, count: number, text: string): RenderedPrompt['kind'] => {
  if (count === 0) return 'text';
  return isList || count > buttonLimit || text.length > buttonTextLimit ? 'list' : 'buttons';
};

const renderTemplate = (
  definition: PromptDefinition,
  wording: Wording,
  prompt: PromptToRender,
  values: Record<string, string>,
  own: OwnWording | null,
): RenderedPrompt['template'] => {
  if (!wording.template) return null;
  const { language, choices, choiceId } = prompt;
  const { name: template, body } = wording.template;
  const outside = (key: string): string =>
    own === null ? fill(key, prompt, values) : fillOwn(own.body, prompt, values);
  // Filled first: it may need values that the words inside do not.
  const other = body === undefined ? {} : { text: outside(body) };
  const names =
    own === null
      ? templatePlaceholders(wording, language)
      : [...new Set(variablesIn(own.body).map(({ name }) => name))];
  return {
    name: own?.name ?? template,
    language,
    ...other,
    parameters: names.map((name) => ({
      name,
      value: values[name] ?? '-',
    })),
    // The platform knows the template's buttons by their place, whatever the machine offers now.
    buttonPayloads: (definition.templateChoices ?? []).map((name) =>
      choiceId(choices.find((offered) => offered.choice === name) ?? { choice: name }),
    ),
  };
};

interface Own {
  wording: OwnWording | null;
  /** What a rule chose, in the prompt whose words it stands in for; null: nothing. */
  chosen: { name: string; unsaid?: string } | null;
}

/** Words of the tenant's own in the place of this template: those a rule chose, where they are said, else those it has for everybody. */
const ownOf = (
  definition: PromptDefinition,
  { template, carriesNotice }: Wording,
  prompt: PromptToRender,
): Own => {
  const { ownWordings, language, request } = prompt;
  const wordsOf = (name: string) => ownWordings?.get(ownWordingKey(name, language));
  if (template === undefined) return { wording: null, chosen: null };
  const usual = wordsOf(template.name);
  const wording = usual === undefined || 'because' in usual ? null : usual;
  const name = request?.template;
  const wanted = name === undefined ? undefined : wordsOf(name);
  if (name === undefined || wanted?.base === undefined) return { wording, chosen: null };
  if (!definition.wordings.some((one) => one.template?.name === wanted.base))
    return { wording, chosen: null };
  if ('because' in wanted) return { wording, chosen: { name, unsaid: wanted.because } };
  if (wanted.base === template.name) return { wording: wanted, chosen: { name } };
  // The first message to somebody, several movements in one, a letter without its document: those have templates of their own.
  return { wording, chosen: { name, unsaid: carriesNotice === true ? 'first_message' : 'other_form' } };
};

/** Sentences that say what the two sides of a balance mean (domain R9). */
const legends = ['common:sentence.legend', 'common:sentence.bookingLegend', 'reconciliation:babs.legend'];

/** By language and wording: of our own words it is always the same. */
const explaining = new Map<Language, WeakMap<Wording, boolean>>();

const explainsSides = (wording: Wording, own: OwnWording | null, language: Language): boolean => {
  if (own !== null) return doesExplainSides(wording, own, language);
  const known = explaining.get(language) ?? new WeakMap<Wording, boolean>();
  explaining.set(language, known);
  const isKnown = known.get(wording);
  if (isKnown !== undefined) return isKnown;
  const does = doesExplainSides(wording, null, language);
  known.set(wording, does);
  return does;
};

/** Whether one of them stands in everything this wording may be said with. */
const doesExplainSides = (
  { text: keys, template }: Wording,
  own: OwnWording | null,
  language: Language,
): boolean => {
  const inside = keys.map((key) => rawText(language, key)).join('\n\n');
  const outside = template?.body === undefined ? inside : rawText(language, template.body);
  return [inside, own === null ? outside : own.body].every((text) =>
    legends.some((key) => text.includes(rawText(language, key))),
  );
};

/** In a tenant's own words where it has some. */
const say = (
  definition: PromptDefinition,
  wording: Wording,
  asked: PromptToRender,
  values: Record<string, string>,
): Pick<RenderedPrompt, 'text' | 'template'> => {
  const { wording: own, chosen } = ownOf(definition, wording, asked);
  const prompt = { ...asked, sidesExplained: explainsSides(wording, own, asked.language) };
  const text = fitTemplate(wording, prompt, values, own);
  const template = renderTemplate(definition, wording, prompt, values, own);
  return { text, template: template === null || chosen === null ? template : { ...template, chosen } };
};

/**
 * The exact text and choices of a prompt in the person's language. Pure: the same input gives the same result, and free
 * text and template say the same words.
 * @throws UnknownPrompt, MissingText when machine and texts do not fit together
 */
export const renderPrompt = (prompt: PromptToRender): RenderedPrompt => {
  const definition = promptDefinition(prompt.prompt);
  const wording = wordingOf(definition, prompt);
  const values: Record<string, string> = {};
  const bareWording =
    wording.template?.hasDocument === true ? wordingWithoutDocument(definition, prompt) : undefined;
  const said = say(definition, wording, prompt, values);
  const text = withLead(definition, wording, prompt, said.text);
  const kind = kindOf(definition, prompt.choices.length, text);
  return {
    ...said,
    text,
    kind,
    choices: renderChoices(definition, prompt, kind),
    listButton: kind === 'list' ? textOf(prompt.language, 'common:list.open') : null,
    document: wording.template?.hasDocument ? documentOf(prompt) : null,
    ...(bareWording === undefined ? {} : { withoutDocument: say(definition, bareWording, prompt, values) }),
  };
};

/** As it would be said if there were no document; undefined: there are no words for that. */
const wordingWithoutDocument = (
  definition: PromptDefinition,
  prompt: PromptToRender,
): Wording | undefined => {
  const request = prompt.request === null ? null : { ...prompt.request, document: null };
  const bare = wordingOf(definition, { ...prompt, request });
  return bare.template?.hasDocument === false ? bare : undefined;
};

const documentOf = ({ request }: PromptToRender): RenderedPrompt['document'] => {
  if (!request?.document) return null;
  const { sha256, ...document } = request.document;
  return { ...document, ...(sha256 === null ? {} : { sha256 }) };
};
