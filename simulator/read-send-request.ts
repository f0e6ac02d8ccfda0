import type { z } from 'zod';
import { GraphRefusal } from './platform-errors.ts';
import { readReceiptSchema, sendSchema, type ReadReceipt, type SendRequest } from './send-schemas.ts';

type Issue = z.core.$ZodIssue;

const sendTypes = new Set<unknown>(sendSchema.options.map((option) => option.shape.type.value));

/** Reads the body of a call to `messages`. Throws the `GraphRefusal` Meta would answer: 100, 131008, 131009, 131051. */
export const readSendRequest = (
  body: unknown,
): { kind: 'send'; request: SendRequest } | { kind: 'receipt'; receipt: ReadReceipt } => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new GraphRefusal(100, 'The body is not a JSON object.');
  if ('status' in body) return { kind: 'receipt', receipt: parse(readReceiptSchema, body) };
  const type = 'type' in body ? body.type : 'text';
  if (!sendTypes.has(type))
    throw new GraphRefusal(131051, `Message type ${JSON.stringify(type)} is not supported.`);
  const request = parse(sendSchema, { ...body, type });
  if (request.to === undefined && request.recipient === undefined)
    throw new GraphRefusal(131008, 'The parameter to is required.');
  return { kind: 'send', request };
};

const parse = <T>(schema: z.ZodType<T>, body: object): T => {
  const read = schema.safeParse(body, { reportInput: true });
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw issue ? refusalOf(issue) : new GraphRefusal(100, 'Invalid parameter.');
};

/** Missing → 131008; unknown, too long or of a wrong type → 100; a value that is not allowed → 131009. */
const refusalOf = (issue: Issue): GraphRefusal => {
  const name = issue.path.join('.') || 'body';
  if (issue.code === 'unrecognized_keys')
    return new GraphRefusal(100, `Unexpected key "${issue.keys.join('", "')}" on param "${name}".`);
  if (issue.code === 'custom' && typeof issue.params?.['tooLong'] === 'number')
    return new GraphRefusal(
      100,
      `Param ${name} must be at most ${String(issue.params['tooLong'])} characters long.`,
    );
  if (issue.code === 'custom' && typeof issue.params?.['missing'] === 'string')
    return new GraphRefusal(
      131008,
      `Parameter ${name}: exactly one of ${issue.params['missing']} is required.`,
    );
  if (isAbsent(issue)) return new GraphRefusal(131008, `Required parameter is missing: ${name}.`);
  if (issue.code === 'invalid_type') return new GraphRefusal(100, `Param ${name} must be ${issue.expected}.`);
  return new GraphRefusal(131009, `Parameter ${name} is not valid: ${issue.message}.`);
};

/** Not there at all, or empty where something is needed. */
const isAbsent = (issue: Issue): boolean =>
  (issue.code !== 'too_big' &&
    issue.code !== 'custom' &&
    (issue.input === undefined || issue.input === '')) ||
  (issue.code === 'too_small' &&
    issue.minimum === 1 &&
    (issue.origin === 'string' || issue.origin === 'array'));
