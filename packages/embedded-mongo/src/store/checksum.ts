import { performance } from 'node:perf_hooks';
import { crc32 } from 'node:zlib';
import { CommandError } from '../errors.ts';
import { report } from '../report.ts';

/** Bytes behind every stored value: CRC-32 of key and value, so that neither can change unnoticed. */
export const checksumBytes = 4;

/** A value as it is stored below a key. */
export function sealEntry(key: Buffer, value: Buffer): Buffer {
  const sealed = Buffer.allocUnsafe(value.length + checksumBytes);
  value.copy(sealed);
  sealed.writeUInt32LE(crc32(value, crc32(key)), value.length);
  return sealed;
}

/** Whether a stored value is the one that was written below this key. */
export function isSealed(key: Buffer, stored: Buffer): boolean {
  const length = stored.length - checksumBytes;
  return length >= 0 && crc32(stored.subarray(0, length), crc32(key)) === stored.readUInt32LE(length);
}

/** The same for key and stored value that lie one after the other. */
export function isSealedWhole(whole: Buffer): boolean {
  const length = whole.length - checksumBytes;
  return length >= 0 && crc32(whole.subarray(0, length)) === whole.readUInt32LE(length);
}

/** Told at most once in this time: a damaged page is met by query after query. */
const reportMillis = 60_000;
let reported = -reportMillis;

/** MongoDB's number for data that are not what was written (301, DataCorruptionDetected). */
function corrupt(key: Buffer): CommandError {
  const message =
    'A stored entry does not match its checksum: the database file is damaged. Stop the process and restore the last backup ' +
    '(docs/operations.md, Backup)';
  if (performance.now() - reported > reportMillis) {
    reported = performance.now();
    report(`${message}; the entry is ${key.toString('hex', 0, 13)}`);
  }
  return new CommandError(301, 'DataCorruptionDetected', message);
}

/** The value below a key; refuses one that changed on the disk (301). */
export function openEntry(key: Buffer, stored: Buffer): Buffer {
  if (!isSealed(key, stored)) throw corrupt(key);
  return stored.subarray(0, stored.length - checksumBytes);
}
