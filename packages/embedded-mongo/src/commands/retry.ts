import { bytesOf, getField } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { successor } from '../bson/key.ts';
import { numberOf } from '../query/numbers.ts';
import { CommandError } from '../errors.ts';
import { space } from '../store/environment.ts';
import type { Environment } from '../store/environment.ts';
import type { Request } from './context.ts';

/** How long the result of a write is kept for a retry, as in MongoDB. */
const retryMillis = 30 * 60_000;

const prefix = Buffer.from([space.retries]);

/** The identity of a retryable write. */
export interface RetryKey {
  readonly key: Buffer;
  readonly transaction: bigint;
  readonly statement: number;
}

/** Reads session and transaction number of a command; undefined when it is not retryable. */
export function retryKeyOf(request: Request): RetryKey | undefined {
  const args = request.arguments;
  const number = args.get('txnNumber');
  if (number === undefined) return undefined;
  const session = args.document('lsid');
  const id: Value | undefined = session === undefined ? undefined : getField(session, 'id');
  if (id === undefined)
    throw new CommandError(
      72,
      'InvalidOptions',
      'Transaction number requires a session ID to also be specified',
    );
  const statements = args.array('stmtIds');
  const statement = statements?.[0] === undefined ? args.number('stmtId', 0) : (numberOf(statements[0]) ?? 0);
  return {
    key: Buffer.concat([prefix, bytesOf(id)]),
    transaction: number.buf.readBigInt64LE(number.start),
    statement,
  };
}

/** Record: transaction number, time, then for each statement its number, the length and the elements of the reply. */
const headerBytes = 16;

/** What is recorded below the key of a write; undefined when nothing is. */
export function recordOf(environment: Environment, retry: RetryKey): Buffer | undefined {
  return environment.get(retry.key);
}

/** The recorded reply of a write that was already carried out, or undefined. */
export function recordedReply(record: Buffer | undefined, retry: RetryKey): Buffer | undefined {
  if (record === undefined) return undefined;
  const known = record.readBigInt64LE(0);
  if (retry.transaction < known) {
    throw new CommandError(
      225,
      'TransactionTooOld',
      `Retryable write with txnNumber ${retry.transaction} is prohibited on session because a newer retryable write with txnNumber ${known} has already started on this session.`,
    );
  }
  if (retry.transaction > known) return undefined;
  for (let at = headerBytes; at < record.length;) {
    const size = record.readInt32LE(at + 4);
    if (record.readInt32LE(at) === retry.statement) return record.subarray(at + 8, at + 8 + size);
    at += 8 + size;
  }
  return undefined;
}

/** Stores the reply beside the write itself, after the record that was there: one transaction holds both. */
export function recordReply(
  environment: Environment,
  retry: RetryKey,
  reply: { readonly elements: Buffer; readonly now: number; readonly record: Buffer | undefined },
): void {
  const { elements, now, record } = reply;
  const isSame = record !== undefined && record.readBigInt64LE(0) === retry.transaction;
  const header = Buffer.allocUnsafe(headerBytes + 8);
  header.writeBigInt64LE(retry.transaction, 0);
  header.writeBigInt64LE(BigInt(now), 8);
  header.writeInt32LE(retry.statement, headerBytes);
  header.writeInt32LE(elements.length, headerBytes + 4);
  const earlier = isSame ? record.subarray(headerBytes) : Buffer.alloc(0);
  environment.put(retry.key, Buffer.concat([header, elements, earlier]));
}

/** Removes records that are too old to be asked for. Runs inside a write transaction. */
export function removeOldRecords(environment: Environment, now: number): number {
  let removed = 0;
  let after: Buffer | undefined;
  for (;;) {
    const entries = environment.entries({ start: prefix, end: successor(prefix) }, 500, false, after);
    for (const { key, value } of entries) {
      if (now - Number(value.readBigInt64LE(8)) <= retryMillis) continue;
      environment.remove(key);
      removed++;
    }
    after = entries.at(-1)?.key;
    if (entries.length < 500) return removed;
  }
}
