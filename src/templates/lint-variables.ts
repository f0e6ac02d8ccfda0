import { variablesIn, type FoundVariable } from './template-content.ts';
import type { TemplateProblem } from './template-problem.ts';

const place = 'body';

const isNumber = ({ name }: FoundVariable): boolean => /^\d+$/.test(name);

/** Marks at the end are no words: the platform counts the variable as the last thing there (platform 8.2). */
const wordless = /^[\s\p{P}\p{S}]*$/u;

const edges = (body: string, variables: readonly FoundVariable[]): readonly TemplateProblem[] => {
  const first = variables.at(0);
  const last = variables.at(-1);
  return [
    ...(first !== undefined && wordless.test(body.slice(0, first.from))
      ? [at('variable_at_edge', `begins with {{${first.name}}}; put words before it`)]
      : []),
    ...(last !== undefined && wordless.test(body.slice(last.to))
      ? [at('variable_at_edge', `ends with {{${last.name}}}; put words behind it`)]
      : []),
  ];
};

const together = (body: string, variables: readonly FoundVariable[]): readonly TemplateProblem[] =>
  variables.slice(1).flatMap((variable, index) => {
    const before = variables[index];
    const isApart = before === undefined || body.slice(before.to, variable.from).trim() !== '';
    return isApart
      ? []
      : [
          at(
            'variables_together',
            `has {{${before.name}}} and {{${variable.name}}} side by side; put words between them`,
          ),
        ];
  });

const numbers = (variables: readonly FoundVariable[]): readonly TemplateProblem[] => {
  const numbered = variables.filter(isNumber);
  if (numbered.length === 0) return [];
  if (numbered.length < variables.length)
    return [at('variables_mixed', 'has numbered and named variables; a template has one kind')];
  const found = [...new Set(numbered.map(({ name }) => Number(name)))].sort((a, b) => a - b);
  const gap = found.find((number, index) => number !== index + 1);
  return gap === undefined
    ? []
    : [at('variable_numbers', `has {{${gap}}}, but variables count from 1 without a gap`)];
};

const names = (variables: readonly FoundVariable[]): readonly TemplateProblem[] =>
  variables
    .filter((variable) => !isNumber(variable) && !/^[a-z][a-z0-9_]*$/.test(variable.name))
    .map(({ name }) => at('variable_name', `has {{${name}}}; names are of a–z, 0–9 and _, a letter first`));

const braces = (body: string): readonly TemplateProblem[] => {
  const left = body.replaceAll(/\{\{[^{}]*\}\}/g, '');
  const found = /[{}]+/.exec(left);
  return found === null
    ? []
    : [at('stray_braces', `has «${found[0]}» that belongs to no {{variable}}; write them in pairs of two`)];
};

/** The platform names no figure (2388293); this one passes by experience: for n variables 2n + 1 words. */
const density = (body: string, variables: readonly FoundVariable[]): readonly TemplateProblem[] => {
  const different = new Set(variables.map(({ name }) => name)).size;
  const words = body.replaceAll(/\{\{[^{}]*\}\}/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  const needed = 2 * different + 1;
  return different === 0 || words.length >= needed
    ? []
    : [
        at(
          'too_many_variables',
          `has ${different} variables in ${words.length} words; the platform wants about ${needed} words`,
        ),
      ];
};

const at = (rule: TemplateProblem['rule'], message: string): TemplateProblem => ({ place, rule, message });

/** What is wrong with the variables of a body (platform 8.2: 2388293, 2388299). */
export const lintVariables = (body: string): readonly TemplateProblem[] => {
  const variables = variablesIn(body);
  return [
    ...names(variables),
    ...numbers(variables),
    ...edges(body, variables),
    ...together(body, variables),
    ...braces(body),
    ...density(body, variables),
  ];
};
