import { lintTemplate } from '../lint-template.ts';
import { variablesIn, type TemplateContent } from '../template-content.ts';
import type { TemplateDefinition } from '../template-definitions.ts';
import type { TemplateProblem } from '../template-problem.ts';
import type { Wording } from './wording.ts';

/** A template as it stands on the platform. */
export const contentOf = ({
  body,
  header,
  buttons,
}: Pick<TemplateDefinition, 'body' | 'header' | 'buttons'>): TemplateContent => ({
  header: header === null ? null : { format: header, text: null },
  body,
  footer: null,
  buttons: buttons.map((text) => ({ type: 'quick_reply', text })),
});

/** What would not pass of a template as it is. */
export const lintDefinition = (definition: TemplateDefinition): readonly TemplateProblem[] =>
  lintTemplate({
    ...definition,
    content: contentOf(definition),
    samples: definition.parameters,
  });

const namesIn = (text: string): readonly string[] => [...new Set(variablesIn(text).map(({ name }) => name))];

/** The template with these words, under this name of the platform. */
export const wordedDefinition = (
  definition: TemplateDefinition,
  { name, body }: { name: string; body: string },
): TemplateDefinition => {
  const known = new Map(definition.parameters.map((parameter) => [parameter.name, parameter]));
  const parameters = namesIn(body).flatMap((one) => known.get(one) ?? []);
  return { ...definition, name, body, parameters };
};

interface FieldProblem {
  field: string;
  message: string;
}

const placeholders = (definition: TemplateDefinition, body: string): readonly FieldProblem[] => {
  const needed = definition.parameters.map(({ name }) => name);
  const found = namesIn(body);
  return [
    ...needed
      .filter((name) => !found.includes(name))
      .map((name) => ({ field: 'body', message: `missing_variable: {{${name}}} has to be in it` })),
    ...found
      .filter((name) => !needed.includes(name))
      .map((name) => ({
        field: 'body',
        message: `unknown_variable: this template has no {{${name}}}; it has ${needed.join(', ')}`,
      })),
  ];
};

/** `made`: what the tenant made of it, by name; one of those has what it is made of in its place alone (ADR 0068). */
const checkFallback = (
  { base, name }: TemplateDefinition,
  fallback: string | null,
  made: ReadonlyMap<string, unknown>,
): readonly FieldProblem[] => {
  const standIn = base ?? name;
  if (fallback === null || fallback === standIn || (base === undefined && made.has(fallback))) return [];
  const others = base === undefined ? ', a template of yours that is made of it,' : ',';
  return [{ field: 'fallback', message: `must be ${standIn}${others} or null` }];
};

/**
 * Everything about a tenant's own words that cannot be, each with its field; empty: they may be submitted. `made`: templates of the
 * tenant's made of this one in its language, by name.
 */
export const checkWording = (
  definition: TemplateDefinition,
  { body, fallback }: Wording,
  made: ReadonlyMap<string, unknown>,
): readonly FieldProblem[] => {
  const unknown = placeholders(definition, body);
  // Whoever wrote a name wrong is told that, and not that it lacks a sample as well.
  const lint = lintDefinition(wordedDefinition(definition, { name: definition.name, body })).filter(
    ({ rule }) => unknown.length === 0 || rule !== 'missing_sample',
  );
  return [
    ...unknown,
    ...lint.map(({ place, rule, message }) => ({ field: place, message: `${rule}: ${message}` })),
    ...checkFallback(definition, fallback, made),
  ];
};
