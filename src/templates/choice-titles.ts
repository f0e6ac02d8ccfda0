import type { Choice } from '../../machines/shared/effects.ts';
import { formatDecimal, formatLine, formatQuantity, unitShortName } from '../money/format-amount.ts';
import { scaleToUnit } from '../money/decimal.ts';
import { noOwnUnits } from '../money/own-units.ts';
import { formatValue, hasText, textOf } from './locale-texts.ts';
import { documentNameOf } from './document-variables.ts';
import { clipText } from './parameter-value.ts';
import { figureOptions, listedRequests, shownLines } from './prompt-values.ts';
import type { PromptDefinition } from './prompt-definition.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import type { Language } from '../vocabulary/language.ts';
import { UnknownPrompt } from './template-errors.ts';

/** Longest title of a button, of a list row and of a row's description (platform 6.3). */
export const titleLimits = { button: 20, row: 24, description: 72 };

interface Label {
  title: string;
  description: string | null;
}

const label = (title: string, description: string | null = null): Label => ({ title, description });

/** Found titles by language, namespace and name: all of them stand in the texts, so that there are only so many. */
const foundTitles = new Map<string, string>();

const titleOf = (language: Language, namespace: string, name: string): string | null => {
  const cacheKey = `${language}|${namespace}|${name}`;
  const found = foundTitles.get(cacheKey);
  if (found !== undefined) return found;
  const keys = [`${namespace}:choice.${name}`, `common:choice.${name}`];
  const key = keys.find((one) => hasText(language, one));
  if (key === undefined) return null;
  const title = textOf(language, key);
  foundTitles.set(cacheKey, title);
  return title;
};

/** The label of a choice without an argument: `Mutabıkız`. A dialog's own word for it wins over the common one. */
export const plainLabel = (
  choice: string,
  definition: Pick<PromptDefinition, 'labels'> & Partial<Pick<PromptDefinition, 'wordings'>>,
  language: Language,
): string => {
  const [namespace = 'common'] = definition.wordings?.[0].text[0].split(':', 1) ?? [];
  const title = titleOf(language, namespace, definition.labels?.[choice] ?? choice);
  if (title === null) throw new UnknownPrompt('choice', choice);
  return title;
};

const unitLabel = (unit: string, prompt: PromptToRender): Label => {
  const { language, ownUnits = noOwnUnits } = prompt;
  if (unit === 'ALL')
    return label(textOf(language, 'common:choice.allUnits'), textOf(language, 'common:list.allUnits'));
  const line = shownLines(prompt).find((shown) => shown.unit === unit);
  return label(unitShortName(unit, language, ownUnits), line ? formatLine(line, language, ownUnits) : null);
};

/** With the whole unit, with the first word of it («g»), or without. */
const figureForms: readonly ((full: string, number: string) => string)[] = [
  (full) => full,
  (full) => full.split(' ').slice(0, 2).join(' '),
  (_full, number) => number,
];

/** Figures that are to be compared stand in one form: the longest in which each fits a button, and none is cut. */
const figureLabel = (index: string, prompt: PromptToRender): Label => {
  const { language, ownUnits = noOwnUnits } = prompt;
  const written = figureOptions(prompt).map(({ quantity, unit }) => ({
    full: formatQuantity(quantity, unit, language, ownUnits),
    number: formatDecimal(scaleToUnit(quantity, unit, ownUnits), language),
  }));
  const option = written[Number(index)];
  if (option === undefined) return label(index);
  const fits = figureForms.find((form) =>
    written.every(({ full, number }) => form(full, number).length <= titleLimits.button),
  );
  const title = fits === undefined ? option.number : fits(option.full, option.number);
  return label(title, title === option.full ? null : option.full);
};

const requestLabel = (requestId: string, prompt: PromptToRender): Label => {
  const listed = listedRequests(prompt).find((request) => request.requestId === requestId);
  if (!listed) return label(requestId);
  const key = `common:kind.${listed.variant}`;
  const parts = [
    ...(hasText(prompt.language, key) ? [textOf(prompt.language, key)] : []),
    ...(listed.document === undefined ? [] : [documentNameOf(listed.document, prompt.language)]),
  ];
  // A reference cut to fit the title is whole in the description: two of them may begin alike.
  const isLong = listed.reference.length > titleLimits.row;
  const described = isLong ? [listed.reference, ...parts] : parts;
  return label(
    listed.reference,
    described.length === 0 ? null : formatValue(prompt.language, 'parts', described),
  );
};

const reasonLabel = (code: string, prompt: PromptToRender): Label => {
  const key = `common:reason.${code}`;
  return label(hasText(prompt.language, key) ? textOf(prompt.language, key) : code);
};

const withArgument: { readonly [choice: string]: (arg: string, prompt: PromptToRender) => Label } = {
  choseUnit: unitLabel,
  choseSide: (side, { language }) => label(plainLabel(`side${side}`, {}, language)),
  choseReason: reasonLabel,
  gaveFigureOption: figureLabel,
  choseRequest: requestLabel,
  choseForFile: requestLabel,
};

/** Does its title depend on what it stands beside, not on its name and the language alone? */
export const isLabelledByArgument = ({ choice, arg }: Choice): boolean =>
  arg !== undefined && Object.hasOwn(withArgument, choice);

/** Title and description of a choice, not yet fitted to a button or a row. */
export const choiceLabel = (choice: Choice, definition: PromptDefinition, prompt: PromptToRender): Label => {
  const labelled = Object.hasOwn(withArgument, choice.choice) ? withArgument[choice.choice] : undefined;
  if (labelled && choice.arg !== undefined) return labelled(choice.arg, prompt);
  return label(plainLabel(choice.choice, definition, prompt.language));
};

export const fitTitle = (title: string, limit: number): string => clipText(title, limit);
