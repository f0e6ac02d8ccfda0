import { textOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError, badValue, notImplemented } from '../errors.ts';

const known = new Map<string, RegExp>();

/** Strips comments and blanks of an extended (`x`) pattern, which JavaScript does not know. */
function withoutBlanks(source: string): string {
  return source.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#.*/g, (part) => (/^[\\[]/.test(part) ? part : ''));
}

function compile(source: string, options: string): RegExp {
  const key = `${options}/${source}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  for (const option of options) {
    if (!'imsxu'.includes(option))
      throw new CommandError(51108, 'Location51108', `invalid flag in regex options: ${option}`);
  }
  const flags = [...new Set(options)].filter((option) => 'ims'.includes(option)).join('');
  const text = options.includes('x') ? withoutBlanks(source) : source;
  let made: RegExp;
  try {
    made = new RegExp(text, `${flags}u`);
  } catch {
    try {
      // Patterns with escapes that the Unicode mode refuses (`\-`) are fine without it.
      made = new RegExp(text, flags);
    } catch (cause) {
      throw new CommandError(51091, 'Location51091', `Regular expression is invalid: ${String(cause)}`);
    }
  }
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
export function toPattern(value: Value, options?: Value): RegExp {
  const given = options === undefined ? undefined : textOf(options);
  if (value.type === BsonType.regex) {
    const [source, own] = regexParts(value);
    if (given !== undefined && own !== '')
      throw new CommandError(51074, 'Location51074', 'options set in both $regex and $options');
    return compile(source, given ?? own);
  }
  if (value.type !== BsonType.string) throw badValue('$regex has to be a string');
  const source = textOf(value);
  if (source.includes('\0')) throw notImplemented('a zero byte in a regular expression');
  return compile(source, given ?? '');
}

/** The literal text that every match of an anchored, case-sensitive pattern starts with. */
export function literalPrefix(pattern: RegExp): string | undefined {
  if (
    pattern.ignoreCase ||
    pattern.multiline ||
    !pattern.source.startsWith('^') ||
    pattern.source.includes('|')
  )
    return undefined;
  const literal = /^\^([A-Za-z0-9 _:@,;"'\-/]+)(?![?*{])/.exec(pattern.source.replaceAll('\\/', '/'));
  const text = literal?.[1];
  if (text === undefined) return undefined;
  const next = pattern.source.replaceAll('\\/', '/')[text.length + 1];
  const certain = next !== undefined && '?*{'.includes(next) ? text.slice(0, -1) : text;
  return certain === '' ? undefined : certain;
}
