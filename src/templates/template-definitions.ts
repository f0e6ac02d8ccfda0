import { plainLabel } from './choice-titles.ts';
import { templateBody, templatePlaceholders } from './prompt-definition.ts';
import { promptDefinition, promptKeys } from './prompt-registry.ts';
import { variableValue } from './prompt-variables.ts';
import { languages, type Language } from '../vocabulary/language.ts';
import { samplePrompt } from './sample-requests.ts';

/** A template as the platform is asked to approve it, in our own shape; `src/whatsapp` turns it into theirs (8.2). */
export interface TemplateDefinition {
  name: string;
  language: Language;
  category: 'UTILITY';
  /** With named `{{placeholders}}`. */
  body: string;
  /** In the order of the body; the samples are what reviewers see. */
  parameters: readonly { name: string; sample: string }[];
  header: 'document' | null;
  /** Quick replies in their order, which is the order of a message's payloads. */
  buttons: readonly string[];
  /** The prompt that uses it. */
  prompt: string;
  /** Of a template that a tenant made: the product's it is made of (ADR 0068). Left out: it is the product's. */
  base?: string;
}

const definitionsOf = (prompt: string, language: Language): TemplateDefinition[] => {
  const definition = promptDefinition(prompt);
  const { wordings, templateChoices = [] } = definition;
  return wordings.flatMap((wording) => {
    const { template, sample: details } = wording;
    if (!template) return [];
    const sample = samplePrompt(prompt, language, details);
    return [
      {
        name: template.name,
        language,
        category: 'UTILITY' as const,
        body: templateBody(wording, language),
        parameters: templatePlaceholders(wording, language).map((name) => ({
          name,
          sample: variableValue(name, sample),
        })),
        header: template.hasDocument ? ('document' as const) : null,
        buttons: templateChoices.map((choice) => plainLabel(choice, definition, language)),
        prompt,
      },
    ];
  });
};

let made: readonly TemplateDefinition[] | null = null;

/** Every template in every language, made from `locales/`: texts are written once. */
export const templateDefinitions = (): readonly TemplateDefinition[] =>
  (made ??= promptKeys.flatMap((prompt) => languages.flatMap((language) => definitionsOf(prompt, language))));
