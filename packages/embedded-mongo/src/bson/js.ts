import { deserialize } from 'bson';
import { BsonWriter } from './writer.ts';
import type { Value } from './raw.ts';

/** Decodes one value for showing it in a message; results are never made from what comes out of here. */
export function decodeValue(value: Value): unknown {
  const writer = new BsonWriter(value.end - value.start + 16);
  const mark = writer.open();
  writer.value('v', value);
  writer.close(mark);
  return deserialize(writer.result(), { promoteBuffers: false, bsonRegExp: true })['v'];
}
