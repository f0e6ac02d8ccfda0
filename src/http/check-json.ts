import { ValidationFailed } from '../shared/errors.ts';

const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const maxDepth = 32;
/** Far above any input that is meant; a schema would look at each of them, and a refusal would name each. */
const maxValues = 10_000;

const keyProblem = (key: string): string | null => {
  if (forbiddenKeys.has(key)) return 'holds a key that is not accepted';
  // Operators and paths of the database's query language have no place in our data (reliability F8).
  return key.startsWith('$') || key.includes('.') || key.includes('\0')
    ? 'holds a key with $, . or a NUL'
    : null;
};

const refuse = (field: string, message: string): never => {
  throw new ValidationFailed([{ field, message }]);
};

/**
 * Refuses what no schema should have to think about: keys that reach prototypes or query operators at any depth, nesting
 * deeper than 32, more than 10,000 values, broken Unicode (it has no canonical form). Throws `ValidationFailed`; the value is not changed.
 */
export const checkJson = (root: unknown, field = 'body'): void => {
  let seen = 0;
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    seen += 1;
    if (seen > maxValues) refuse(field, `holds more than ${maxValues} values`);
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value))
      refuse(field, 'holds text that is not valid Unicode');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > maxDepth) refuse(field, `is nested deeper than ${maxDepth} levels`);
    for (const key of Object.keys(value)) {
      const problem = Array.isArray(value) ? null : keyProblem(key);
      if (problem !== null) refuse(field, problem);
    }
    for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 });
  }
};
