import { performance } from 'node:perf_hooks';
import { crc32 } from 'node:zlib';
import { CommandError } from '../errors.ts';
import { report } from '../report.ts';

/** Bytes behind every stored value: CRC-32 of key and value, so that neither can change unnoticed. */
export const checksumBytes = 4;

/** Up to this length the loop below is faster than a call of zlib, which most keys and the values of index entries are below. */
const shortBytes = 48;

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** CRC-32 as zlib has it, going on from the sum of what came before. */
function crcOf(bytes: Buffer, before: number): number {
  if (bytes.length > shortBytes) return crc32(bytes, before);
  let sum = ~before;
  for (let at = 0; at < bytes.length; at++) sum = table[(sum ^ bytes[at]!) & 0xff]! ^ (sum >>> 8);
  return ~sum >>> 0;
}

/** Room for one value of usual size with its checksum, so that writing needs no new buffer for each. */
const room = Buffer.allocUnsafeSlow(64 * 1024);

/** A value as it is stored below a key; to be written before the next one is made. */
export function sealEntry(key: Buffer, value: Buffer): Buffer {
  const { length } = value;
  const whole = length + checksumBytes;
  const sealed = whole <= room.length ? room.subarray(0, whole) : Buffer.allocUnsafe(whole);
  sealed.set(value);
  sealed.writeUInt32LE(crcOf(value, crcOf(key, 0)), length);
  return sealed;
}

/** The value that was written below this key; undefined when key, value or checksum are not as they were. */
function opened(key: Buffer, stored: Buffer): Buffer | undefined {
  const length = stored.length - checksumBytes;
  if (length < 0) return undefined;
  const value = stored.subarray(0, length);
  return crcOf(value, crcOf(key, 0)) === stored.readUInt32LE(length) ? value : undefined;
}

/** Whether a stored value is the one that was written below this key. */
export function isSealed(key: Buffer, stored: Buffer): boolean {
  return opened(key, stored) !== undefined;
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
  const value = opened(key, stored);
  if (value === undefined) throw corrupt(key);
  return value;
}
