import type { Choice } from '../../machines/shared/effects.ts';
import { foldText } from '../reading/fold-text.ts';
import { choiceLabel, fitTitle, isLabelledByArgument, titleLimits } from './choice-titles.ts';
import type { PromptDefinition } from './prompt-definition.ts';
import { promptDefinition } from './prompt-registry.ts';
import { type PromptToRender } from '../vocabulary/rendered-prompt.ts';
import { languages } from '../vocabulary/language.ts';

/** Both forms in which a person may have read a title. */
const foldedForms = (title: string): string[] => [
  foldText(title),
  foldText(fitTitle(title, titleLimits.row)),
];

const titlesOf = (choice: Choice, definition: PromptDefinition, prompt: PromptToRender): string[] =>
  languages.flatMap((language) =>
    foldedForms(choiceLabel(choice, definition, { ...prompt, language }).title),
  );

/** Folded titles of choices without an argument, by the definition of their prompt: as many as there are in the texts. */
const knownTitles = new WeakMap<PromptDefinition, Map<string, readonly string[]>>();

const foldedTitles = (
  choice: Choice,
  definition: PromptDefinition,
  prompt: PromptToRender,
): readonly string[] => {
  if (isLabelledByArgument(choice)) return titlesOf(choice, definition, prompt);
  const known = knownTitles.get(definition) ?? new Map<string, readonly string[]>();
  knownTitles.set(definition, known);
  const titles = known.get(choice.choice) ?? titlesOf(choice, definition, prompt);
  known.set(choice.choice, titles);
  return titles;
};

/**
 * The offered choice whose title was typed instead of tapped: «Vazgeç», «has altin», `go back`. Titles of every language
 * count, since people answer in their own. Null when no title fits or two do.
 * @throws UnknownPrompt when the prompt or one of its choices is not known
 */
export const readTypedChoice = (text: string, prompt: PromptToRender): Choice | null => {
  const typed = foldText(text);
  if (typed === '') return null;
  const definition = promptDefinition(prompt.prompt);
  const found = prompt.choices.filter((choice) => foldedTitles(choice, definition, prompt).includes(typed));
  const [only] = found;
  return found.length === 1 ? (only ?? null) : null;
};
