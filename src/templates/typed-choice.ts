import type { Choice } from '../../machines/shared/effects.ts';
import { foldText } from '../reading/fold-text.ts';
import { choiceLabel, fitTitle, titleLimits } from './choice-titles.ts';
import { promptDefinition } from './prompt-registry.ts';
import { type PromptToRender } from '../vocabulary/rendered-prompt.ts';
import { languages } from '../vocabulary/language.ts';

/**
 * The offered choice whose title was typed instead of tapped: «Vazgeç», «has altin», `go back`. Titles of every language
 * count, since people answer in their own. Null when no title fits or two do.
 * @throws UnknownPrompt when the prompt or one of its choices is not known
 */
export const readTypedChoice = (text: string, prompt: PromptToRender): Choice | null => {
  const typed = foldText(text);
  if (typed === '') return null;
  const definition = promptDefinition(prompt.prompt);
  const found = prompt.choices.filter((choice) =>
    languages.some((language) => {
      const { title } = choiceLabel(choice, definition, { ...prompt, language });
      return foldText(title) === typed || foldText(fitTitle(title, titleLimits.row)) === typed;
    }),
  );
  const [only] = found;
  return found.length === 1 ? (only ?? null) : null;
};
