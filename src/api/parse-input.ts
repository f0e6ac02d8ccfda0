import type { z } from 'zod';
import { ValidationFailed } from '../shared/errors.ts';
import { MaskedValue } from './masked-value.ts';

type Issue = z.core.$ZodIssue;

/** `data.lines[0].unit`. Names that a caller made up are not repeated unless they look like names. */
const pathOf = (root: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const name = /^[A-Za-z0-9_-]{1,64}$/.test(String(part)) ? String(part) : '?';
    return text === '' ? name : `${text}.${name}`;
  }, root);

const messageOf = (issue: Issue): string => {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is required' : `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_big')
    return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
  if (issue.code === 'too_small')
    return `must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`;
  if (issue.code === 'invalid_union') return formsOf(issue);
  return issue.message;
};

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** The words zod has of its own say nothing about the forms. */
const wordless = 'Invalid input';

/** Of forms that a word tells apart: the words there are. */
const wordsOf = (issue: UnionIssue): readonly unknown[] | undefined =>
  'options' in issue ? issue.options : undefined;

const formsOf = (issue: UnionIssue): string => {
  const options = wordsOf(issue);
  const { message } = issue;
  if (options !== undefined) return `must be one of ${options.map(String).join(', ')}`;
  return message === wordless ? 'is not one of the accepted forms' : message;
};

/** How much speaks against a form: fields of its own that are missing, and fields it does not know. */
const strangeness = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return sum + issue.keys.length;
    const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
    const isOther = issue.code === 'invalid_union' && wordsOf(issue) !== undefined;
    return issue.path.length === 1 && (isMissing || isOther) ? sum + 1 : sum;
  }, 0);

const isObject = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** Of several forms of an object the one that was meant: that which least speaks against; null: two are as likely. */
const likeliest = ({ errors, input }: UnionIssue): readonly Issue[] | null => {
  if (!isObject(input)) return null;
  const ofObjects = errors.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  const [first, second] = ofObjects
    .map((issues) => ({ issues, against: strangeness(issues) }))
    .sort((a, b) => a.against - b.against);
  return first === undefined || first.against === second?.against ? null : first.issues;
};

/** Of several forms the one that was meant: of a body that whose `type` fits, else the first. */
const meant = (issue: Issue): readonly Issue[] | null => {
  if (issue.code !== 'invalid_union') return null;
  if (issue.path.length > 0)
    return likeliest(issue)?.map((one): Issue => ({ ...one, path: [...issue.path, ...one.path] })) ?? null;
  const fits = issue.errors.find(
    (issues) => issues.length > 0 && issues.every(({ path }) => path[0] !== 'type'),
  );
  return fits ?? issue.errors[0] ?? null;
};

const problemsOf = (issue: Issue, root: string): { field: string; message: string }[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ field: pathOf(root, [...issue.path, key]), message: 'is not known here' }))
    : [{ field: pathOf(root, issue.path), message: messageOf(issue) }];

const isOfMask = (issue: Issue): boolean => issue.code === 'custom' && issue.params?.['masked'] === true;

/**
 * Checks an input against its schema. `root` begins the field paths (`query`, `path`; empty for the body). Throws
 * `ValidationFailed` with at most 50 problems, none of which repeats a value; `MaskedValue` where one hides something.
 */
export const parseInput = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  root = '',
): z.output<Schema> => {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) => meant(issue) ?? [issue]);
  const masked = issues.filter(isOfMask);
  if (masked.length > 0)
    throw new MaskedValue(masked.flatMap((issue) => problemsOf(issue, root)).slice(0, 50));
  const problems = issues.flatMap((issue) => problemsOf(issue, root));
  throw new ValidationFailed(
    problems.slice(0, 50).map((problem) => ({ ...problem, field: problem.field || 'body' })),
  );
};
