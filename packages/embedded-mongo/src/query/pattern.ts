import { RE2JS, RE2JSException } from 're2js';
import { textOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { tick } from '../deadline.ts';
import { CommandError, badValue, notImplemented } from '../errors.ts';

/**
 * A compiled regular expression. RE2 runs it: in time proportional to the text, whatever the pattern, because the one thread
 * of this database must not be held by a pattern (ADR 0018). Lookaround and references to groups do not exist in it.
 */
export interface Pattern {
  readonly source: string;
  /** Of `i`, `m`, `s`, `x`, `u`. */
  readonly options: string;
  /** Whether it matches anywhere in a text. */
  test(text: string): boolean;
}

/** Steps one test may take: length of the text times size of the program; some seconds at the very worst. */
const maxSteps = 1e9;

/** Steps of RE2 that count as one of a command: looking at one document takes about as long. */
const stepsPerTick = 1000;

const known = new Map<string, Pattern>();

/** Strips comments and blanks of an extended (`x`) pattern, which RE2 does not know. */
function withoutBlanks(source: string): string {
  return source.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#.*/g, (part) => (/^[\\[]/.test(part) ? part : ''));
}

/** PCRE takes a backslash before any character that is no letter or digit as that character; RE2 only within ASCII. */
function withoutIdleEscapes(source: string): string {
  return source.replace(/\\([\s\S])/gu, (whole, next: string) => (next > '\u007f' ? next : whole));
}

function flagsOf(options: string): number {
  for (const option of options) {
    if (!'imsxu'.includes(option))
      throw new CommandError(51108, 'Location51108', `invalid flag in regex options: ${option}`);
  }
  return (
    (options.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (options.includes('m') ? RE2JS.MULTILINE : 0) |
    (options.includes('s') ? RE2JS.DOTALL : 0)
  );
}

function make(source: string, options: string): Pattern {
  const flags = flagsOf(options);
  const text = withoutIdleEscapes(options.includes('x') ? withoutBlanks(source) : source);
  let program: RE2JS;
  try {
    program = RE2JS.compile(text, flags);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new CommandError(51091, 'Location51091', `Regular expression is invalid: ${error.message}`);
  }
  const size = program.programSize();
  return {
    source,
    options,
    test(subject) {
      if (subject.length * size > maxSteps) {
        throw new CommandError(
          51156,
          'Location51156',
          `Error occurred while executing the regular expression: it is too large for a text of ${subject.length} characters`,
        );
      }
      tick(1 + Math.floor((subject.length * size) / stepsPerTick));
      return program.test(subject);
    },
  };
}

/** Compiles a pattern; throws 51091 for one that RE2 refuses and 51108 for an unknown option. Recent ones are kept. */
export function compilePattern(source: string, options: string): Pattern {
  const key = `${options}/${source}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make(source, options);
  if (known.size > 1000) known.clear();
  known.set(key, made);
  return made;
}

function regexParts(value: Value): [source: string, options: string] {
  const middle = value.buf.indexOf(0, value.start);
  return [
    value.buf.toString('utf8', value.start, middle),
    value.buf.toString('utf8', middle + 1, value.end - 1),
  ];
}

/** The pattern of a regex literal or of `$regex` with `$options`. */
export function toPattern(value: Value, options?: Value): Pattern {
  const given = options === undefined ? undefined : textOf(options);
  if (value.type === BsonType.regex) {
    const [source, own] = regexParts(value);
    if (given !== undefined && own !== '')
      throw new CommandError(51074, 'Location51074', 'options set in both $regex and $options');
    return compilePattern(source, given ?? own);
  }
  if (value.type !== BsonType.string) throw badValue('$regex has to be a string');
  const source = textOf(value);
  if (source.includes('\0')) throw notImplemented('a zero byte in a regular expression');
  return compilePattern(source, given ?? '');
}

/** The literal text that every match of an anchored, case-sensitive pattern starts with. */
export function literalPrefix(pattern: Pattern): string | undefined {
  const { options } = pattern;
  // Blanks of an extended pattern are no text; a `|` may begin another way to match.
  if (/[imx]/.test(options) || !pattern.source.startsWith('^') || pattern.source.includes('|'))
    return undefined;
  const source = pattern.source.replaceAll('\\/', '/');
  const text = /^\^([A-Za-z0-9 _:@,;"'\-/]+)/.exec(source)?.[1];
  if (text === undefined) return undefined;
  const next = source[text.length + 1];
  const certain = next !== undefined && '?*{'.includes(next) ? text.slice(0, -1) : text;
  return certain === '' ? undefined : certain;
}
