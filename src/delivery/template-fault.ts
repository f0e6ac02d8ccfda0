import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';

/** Characters of a body with its values (platform 8.2). */
const maxBody = 1024;

/** Line breaks, tabs and runs of more than four spaces are refused in values (platform 6.4). */
const refused = /[\n\r\t]| {5}/;

/**
 * Why the platform would refuse these values: looked at before the call, which would only say that one of them is wrong. Null:
 * nothing is wrong with them. `text`: the body with its values.
 */
export const templateFault = (
  { parameters }: Pick<NonNullable<RenderedPrompt['template']>, 'parameters'>,
  text: string,
): string | null => {
  for (const { value } of parameters) {
    if (value.trim() === '') return 'template_value_empty';
    if (refused.test(value)) return 'template_value_broken';
  }
  return text.length > maxBody && [...text].length > maxBody ? 'template_body_too_long' : null;
};
