import { elementsOf, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { buildDocument } from '../bson/writer.ts';

function isEmptyStamp(value: Value): boolean {
  return value.type === BsonType.timestamp && value.buf.readBigUInt64LE(value.start) === 0n;
}

/** Makes the stamps of one process differ, also within a second. */
let stamps = 0;

/** Fills in the empty timestamps among the fields of an inserted or replacing document, as MongoDB does; not in `_id`. */
export function fillTimestamps(document: Buffer, now: Date): Buffer {
  const elements = elementsOf(wholeDocument(document));
  if (!elements.some(({ name, value }) => name !== '_id' && isEmptyStamp(value))) return document;
  return buildDocument((writer) => {
    for (const { name, value } of elements) {
      if (name === '_id' || !isEmptyStamp(value)) writer.value(name, value);
      else writer.timestamp(name, Math.floor(now.getTime() / 1000), (stamps = (stamps + 1) & 0x7fffffff));
    }
  });
}
