import { CommandError } from '../errors.ts';
import { int32At, valueEnd } from './raw.ts';
import { BsonType } from './types.ts';

const maxDepth = 200;

function broken(): CommandError {
  return new CommandError(22, 'InvalidBSON', 'not valid BSON: a length or type byte is out of range');
}

/**
 * Checks that the document at `start` is well formed and ends at or before `limit`; returns the offset after it. Everything
 * that comes over the socket passes here once, so that the readers behind can trust lengths and type bytes.
 */
export function checkDocument(buf: Buffer, start: number, limit: number, depth = 0): number {
  if (depth > maxDepth)
    throw new CommandError(15, 'Overflow', `cannot nest documents deeper than ${maxDepth}`);
  if (start + 5 > limit) throw broken();
  const end = start + int32At(buf, start);
  if (end < start + 5 || end > limit || buf[end - 1] !== 0) throw broken();
  let at = start + 4;
  while (at < end - 1) {
    const type = buf[at++]!;
    while (at < end && buf[at] !== 0) at++;
    at++;
    at = checkValue(type, buf, at, end - 1, depth);
  }
  if (at !== end - 1) throw broken();
  return end;
}

function checkValue(type: number, buf: Buffer, at: number, limit: number, depth: number): number {
  if (at > limit) throw broken();
  if (type === BsonType.document || type === BsonType.array) return checkDocument(buf, at, limit, depth + 1);
  const isText = type === BsonType.string || type === BsonType.code || type === BsonType.symbol;
  if (isText || type === BsonType.binary || type === BsonType.codeWithScope) {
    if (at + 4 > limit || int32At(buf, at) < (isText ? 1 : 0)) throw broken();
  }
  let next: number;
  try {
    next = valueEnd(type, buf, at);
  } catch {
    throw broken();
  }
  if (next > limit || next < at || (isText && buf[next - 1] !== 0)) throw broken();
  return next;
}
