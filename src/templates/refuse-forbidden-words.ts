import { ValidationFailed } from '../shared/errors.ts';
import type { Json } from '../shared/json.ts';
import { forbiddenWordsIn } from './forbidden-words.ts';

/** A text, or JSON with texts in it, under the path it is told by: `text`, `data`. */
export type Written = readonly [path: string, content: Json];

/**
 * Text that people of the business write and a customer may read: refused with the words that would tell of a check
 * (domain 6.3-b, R2). Throws `ValidationFailed` naming field and word.
 */
export const refuseForbiddenWords = (...written: readonly Written[]): void => {
  // All at once first: hardly any text holds one.
  const all = written.flatMap(([, content]) => textsIn(content)).join('\n');
  if (forbiddenWordsIn(all).length === 0) return;
  const problems = written.flatMap(([path, content]) => problemsOf(path, content));
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
};

/** Every text in it. */
const textsIn = (content: Json): string[] => {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.values(content).flatMap((inner: Json) => textsIn(inner));
};

const problemsOf = (field: string, content: Json): { field: string; message: string }[] => {
  if (typeof content === 'string')
    return forbiddenWordsIn(content).map((word) => ({
      field,
      message: `must not hold «${word}»: no text to a customer may`,
    }));
  if (Array.isArray(content))
    return content.flatMap((item: Json, index) => problemsOf(`${field}[${index}]`, item));
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, value]) => problemsOf(`${field}.${name}`, value));
};
