/** Type bytes of BSON elements (bsonspec.org, version 1.1). */
export const BsonType = {
  double: 0x01,
  string: 0x02,
  document: 0x03,
  array: 0x04,
  binary: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  boolean: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  dbPointer: 0x0c,
  code: 0x0d,
  symbol: 0x0e,
  codeWithScope: 0x0f,
  int32: 0x10,
  timestamp: 0x11,
  long: 0x12,
  decimal: 0x13,
  minKey: 0xff,
  maxKey: 0x7f,
} as const;

/** Names that `$type` accepts, with the type bytes each stands for. */
export const typeNames: ReadonlyMap<string, readonly number[]> = new Map([
  ['double', [BsonType.double]],
  ['string', [BsonType.string]],
  ['object', [BsonType.document]],
  ['array', [BsonType.array]],
  ['binData', [BsonType.binary]],
  ['undefined', [BsonType.undefined]],
  ['objectId', [BsonType.objectId]],
  ['bool', [BsonType.boolean]],
  ['date', [BsonType.date]],
  ['null', [BsonType.null]],
  ['regex', [BsonType.regex]],
  ['dbPointer', [BsonType.dbPointer]],
  ['javascript', [BsonType.code]],
  ['symbol', [BsonType.symbol]],
  ['javascriptWithScope', [BsonType.codeWithScope]],
  ['int', [BsonType.int32]],
  ['timestamp', [BsonType.timestamp]],
  ['long', [BsonType.long]],
  ['decimal', [BsonType.decimal]],
  ['minKey', [BsonType.minKey]],
  ['maxKey', [BsonType.maxKey]],
  ['number', [BsonType.double, BsonType.int32, BsonType.long, BsonType.decimal]],
]);

/** The name of a type byte as MongoDB prints it in messages. */
export function typeName(type: number): string {
  for (const [name, types] of typeNames) if (types.length === 1 && types[0] === type) return name;
  return 'unknown';
}

/**
 * Rank of each type in MongoDB's comparison order. Numbers share a rank, so do strings and symbols. The ranks double as
 * the first byte of index keys; they stay within 0x02..0xf0 so that an inverted (descending) one is never 0xff or 0x00.
 */
const ranks = new Uint8Array(256);
const order: readonly (readonly number[])[] = [
  [BsonType.minKey],
  [BsonType.undefined],
  [BsonType.null],
  [BsonType.double, BsonType.int32, BsonType.long, BsonType.decimal],
  [BsonType.string, BsonType.symbol],
  [BsonType.document],
  [BsonType.array],
  [BsonType.binary],
  [BsonType.objectId],
  [BsonType.boolean],
  [BsonType.date],
  [BsonType.timestamp],
  [BsonType.regex],
  [BsonType.dbPointer],
  [BsonType.code],
  [BsonType.codeWithScope],
  [BsonType.maxKey],
];
order.forEach((types, index) => types.forEach((type) => (ranks[type] = 0x10 + index * 8)));

/** Rank of a type in the comparison order; 0 for a byte that is no type. */
export function typeRank(type: number): number {
  return ranks[type]!;
}

/** Whether a type byte is one of the four number types. */
export function isNumberType(type: number): boolean {
  return (
    type === BsonType.int32 || type === BsonType.double || type === BsonType.long || type === BsonType.decimal
  );
}
