import { Decimal128, Double, EJSON, Int32, Long, MinKey, ObjectId, serialize } from 'bson';
import { compileExpression } from '../src/expression/compile.ts';
import { expressionOperators } from '../src/expression/operators.ts';
import { CommandError } from '../src/errors.ts';
import { getField, wholeDocument } from '../src/bson/raw.ts';
import type { Value } from '../src/bson/raw.ts';
import { deserialize } from 'bson';
import { buildDocument } from '../src/bson/writer.ts';

const now = new Date('2026-03-31T10:00:00Z');
const long = (value: number | bigint): Long => Long.fromBigInt(BigInt(value));
const maxLong = long(2n ** 63n - 1n);
const date = new Date(1_000);
const missing = Symbol('missing');

/** An expression over `{ a: 1, s: 'text', list: [1, 2], nothing: null, … }`, and its value or the code of its error. */
type Case = readonly [expression: unknown, result: unknown];
const refuses = (code: number): { readonly code: number } => ({ code });

const document = {
  a: new Int32(1),
  d: new Double(2.5),
  l: long(7),
  s: 'text',
  list: [new Int32(1), new Int32(2)],
  nothing: null,
  at: date,
  deep: { x: new Int32(1) },
  docs: [{ x: new Int32(1) }, new Int32(5), { y: new Int32(2) }, { x: null }],
  decimal: Decimal128.fromString('1.5'),
};

function evaluate(expression: unknown): unknown {
  const input = wholeDocument(Buffer.from(serialize({ v: expression })));
  const scope = { now, variables: new Map<string, Value | undefined>([['given', getField(input, 'v')]]) };
  try {
    const result = compileExpression(
      getField(input, 'v')!,
      scope,
    )(wholeDocument(Buffer.from(serialize(document))));
    if (result === undefined) return missing;
    return deserialize(
      buildDocument((writer) => writer.value('v', result)),
      { promoteValues: false },
    )['v'];
  } catch (error) {
    if (error instanceof CommandError) return refuses(error.code);
    throw error;
  }
}

const exactly = (value: unknown): string =>
  value === missing ? 'missing' : EJSON.stringify({ v: value }, { relaxed: false });

const comparisons: Readonly<Record<string, readonly [less: boolean, same: boolean, more: boolean]>> = {
  $eq: [false, true, false],
  $ne: [true, false, true],
  $gt: [false, false, true],
  $gte: [false, true, true],
  $lt: [true, false, false],
  $lte: [true, true, false],
};

function comparisonCases(name: string): Case[] {
  const [less, same, more] = comparisons[name]!;
  return [
    [{ [name]: ['$a', 2] }, less],
    [{ [name]: ['$a', long(1)] }, same],
    [{ [name]: ['$a', new Double(1)] }, same],
    [{ [name]: ['$a', 0] }, more],
    [{ [name]: ['$none', null] }, less],
    [{ [name]: ['$none', '$other'] }, same],
    [{ [name]: [null, '$none'] }, more],
    [{ [name]: ['$a', 'text'] }, less],
    [{ [name]: ['$deep', '$s'] }, more],
    [{ [name]: ['a', 'a'] }, same],
    [{ [name]: ['$list', [1, 3]] }, less],
    [{ [name]: [new MinKey(), '$none'] }, less],
    [{ [name]: ['$a'] }, refuses(16020)],
    [{ [name]: ['$a', 1, 2] }, refuses(16020)],
    [{ [name]: '$a' }, refuses(16020)],
  ];
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  ...Object.fromEntries(Object.keys(comparisons).map((name) => [name, comparisonCases(name)])),
  $cmp: [
    [{ $cmp: ['$a', 2] }, new Int32(-1)],
    [{ $cmp: ['$a', long(1)] }, new Int32(0)],
    [{ $cmp: ['$s', '$a'] }, new Int32(1)],
    [{ $cmp: ['$none', null] }, new Int32(-1)],
    [{ $cmp: [1] }, refuses(16020)],
  ],
  $add: [
    [{ $add: ['$a', 2] }, new Int32(3)],
    [{ $add: ['$a', long(2)] }, long(3)],
    [{ $add: ['$a', new Double(2)] }, new Double(3)],
    [{ $add: ['$d', 1] }, new Double(3.5)],
    [{ $add: [new Int32(2 ** 31 - 1), 1] }, long(2 ** 31)],
    [{ $add: [long(2n ** 53n), 1] }, long(2n ** 53n + 1n)],
    [{ $add: [maxLong, 1] }, new Double(2 ** 63)],
    [{ $add: [0.1, 0.2, 0.3] }, new Double(0.6)],
    [{ $add: [new Double(1e308), new Double(1e308)] }, new Double(Infinity)],
    [{ $add: [new Double(NaN), 1] }, new Double(NaN)],
    [{ $add: ['$at', 500] }, new Date(1500)],
    [{ $add: [500, '$at', long(1)] }, new Date(1501)],
    [{ $add: ['$at', 0.5] }, new Date(1001)],
    [{ $add: ['$at', 0.4] }, new Date(1000)],
    [{ $add: ['$at', maxLong] }, refuses(15)],
    [{ $add: ['$at', '$at'] }, refuses(16612)],
    [{ $add: ['$a', '$nothing'] }, null],
    [{ $add: ['$a', '$none'] }, null],
    [{ $add: ['$nothing', '$s'] }, null],
    [{ $add: ['$a', '$s'] }, refuses(14)],
    [{ $add: ['$decimal', 1] }, refuses(238)],
    [{ $add: [] }, new Int32(0)],
    [{ $add: '$a' }, new Int32(1)],
  ],
  $subtract: [
    [{ $subtract: ['$a', 2] }, new Int32(-1)],
    [{ $subtract: ['$l', 2] }, long(5)],
    [{ $subtract: ['$d', 2] }, new Double(0.5)],
    [{ $subtract: [new Int32(-(2 ** 31)), 1] }, long(-(2 ** 31) - 1)],
    [{ $subtract: [long(-(2n ** 63n)), 1] }, new Double(-(2 ** 63))],
    [{ $subtract: ['$at', new Date(400)] }, long(600)],
    [{ $subtract: ['$at', 400] }, new Date(600)],
    [{ $subtract: ['$at', 0.5] }, new Date(999)],
    [{ $subtract: ['$at', new Double(Infinity)] }, refuses(15)],
    [{ $subtract: ['$at', '$s'] }, refuses(14)],
    [{ $subtract: [1, '$at'] }, refuses(14)],
    [{ $subtract: ['$none', '$a'] }, null],
    [{ $subtract: ['$at', null] }, null],
    [{ $subtract: ['$s', '$a'] }, refuses(14)],
    [{ $subtract: ['$decimal', 1] }, refuses(238)],
    [{ $subtract: [1] }, refuses(16020)],
  ],
  $multiply: [
    [{ $multiply: ['$a', 3] }, new Int32(3)],
    [{ $multiply: ['$l', 3] }, long(21)],
    [{ $multiply: ['$d', 2] }, new Double(5)],
    [{ $multiply: [new Int32(2 ** 30), 4] }, long(2 ** 32)],
    [{ $multiply: [long(3_037_000_500), long(3_037_000_500)] }, new Double(3_037_000_500 ** 2)],
    [{ $multiply: [long(94_906_267), long(94_906_267)] }, long(94_906_267n ** 2n)],
    [{ $multiply: ['$a', '$none'] }, null],
    [{ $multiply: ['$nothing', '$s'] }, null],
    [{ $multiply: ['$a', '$s'] }, refuses(14)],
    [{ $multiply: ['$a', '$at'] }, refuses(14)],
    [{ $multiply: ['$decimal', 1] }, refuses(238)],
    [{ $multiply: [] }, new Int32(1)],
  ],
  $divide: [
    [{ $divide: [4, 2] }, new Double(2)],
    [{ $divide: ['$l', 2] }, new Double(3.5)],
    [{ $divide: ['$a', 0] }, refuses(2)],
    [{ $divide: ['$a', new Double(-0)] }, refuses(2)],
    [{ $divide: ['$none', 0] }, null],
    [{ $divide: ['$a', '$nothing'] }, null],
    [{ $divide: ['$s', 2] }, refuses(14)],
    [{ $divide: ['$decimal', 2] }, refuses(238)],
    [{ $divide: [1] }, refuses(16020)],
  ],
  $floor: [
    [{ $floor: '$d' }, new Double(2)],
    [{ $floor: -2.5 }, new Double(-3)],
    [{ $floor: '$a' }, new Int32(1)],
    [{ $floor: ['$l'] }, long(7)],
    [{ $floor: new Double(NaN) }, new Double(NaN)],
    [{ $floor: '$none' }, null],
    [{ $floor: '$nothing' }, null],
    [{ $floor: '$s' }, refuses(28765)],
    [{ $floor: '$decimal' }, refuses(238)],
    [{ $floor: [1, 2] }, refuses(16020)],
  ],
  $and: [
    [{ $and: ['$a', true] }, true],
    [{ $and: ['$a', 0] }, false],
    [{ $and: ['$a', new Double(0)] }, false],
    [{ $and: ['$s', '$list', '$deep'] }, true],
    [{ $and: [''] }, true],
    [{ $and: ['$none'] }, false],
    [{ $and: ['$nothing'] }, false],
    [{ $and: [] }, true],
    [{ $and: [false, { $divide: [1, 0] }] }, false],
  ],
  $or: [
    [{ $or: [0, '$a'] }, true],
    [{ $or: ['$none', null, long(0)] }, false],
    [{ $or: [] }, false],
    [{ $or: [true, { $divide: [1, 0] }] }, true],
  ],
  $not: [
    [{ $not: ['$a'] }, false],
    [{ $not: '$none' }, true],
    [{ $not: [null] }, true],
    [{ $not: [[false]] }, false],
    [{ $not: [] }, refuses(16020)],
    [{ $not: [1, 2] }, refuses(16020)],
  ],
  $cond: [
    [{ $cond: ['$a', 'yes', 'no'] }, 'yes'],
    [{ $cond: { if: '$none', then: 'yes', else: 'no' } }, 'no'],
    [{ $cond: [true, '$none', 1] }, missing],
    [{ $cond: [true, 1, { $divide: [1, 0] }] }, new Int32(1)],
    [{ $cond: [true, 1] }, refuses(16020)],
    [{ $cond: { then: 1, else: 2 } }, refuses(17080)],
    [{ $cond: { if: 1, else: 2 } }, refuses(17081)],
    [{ $cond: { if: 1, then: 2 } }, refuses(17082)],
    [{ $cond: { if: 1, then: 2, else: 3, more: 4 } }, refuses(17083)],
  ],
  $ifNull: [
    [{ $ifNull: ['$a', 2] }, new Int32(1)],
    [{ $ifNull: ['$none', '$nothing', '$l'] }, long(7)],
    [{ $ifNull: ['$none', '$nothing'] }, null],
    [{ $ifNull: ['$nothing', '$none'] }, missing],
    [{ $ifNull: ['$a'] }, refuses(1257300)],
  ],
  $literal: [
    [{ $literal: '$a' }, '$a'],
    [{ $literal: { $add: [1, 2] } }, { $add: [new Int32(1), new Int32(2)] }],
    [{ $literal: { 10: 1, 2: 2 } }, { 10: new Int32(1), 2: new Int32(2) }],
  ],
  $in: [
    [{ $in: ['$a', '$list'] }, true],
    [{ $in: [long(2), '$list'] }, true],
    [{ $in: [3, '$list'] }, false],
    [{ $in: ['$none', [null]] }, false],
    [{ $in: [null, ['$none']] }, true],
    [{ $in: ['$a', '$s'] }, refuses(40081)],
    [{ $in: ['$a', '$none'] }, refuses(40081)],
    [{ $in: ['$a'] }, refuses(16020)],
  ],
  $size: [
    [{ $size: '$list' }, new Int32(2)],
    [{ $size: [[1, 2, 3]] }, new Int32(3)],
    [{ $size: '$none' }, refuses(17124)],
    [{ $size: '$nothing' }, refuses(17124)],
    [{ $size: '$s' }, refuses(17124)],
  ],
  $isArray: [
    [{ $isArray: '$list' }, true],
    [{ $isArray: ['$s'] }, false],
    [{ $isArray: '$none' }, false],
    [{ $isArray: [1, 2] }, refuses(16020)],
  ],
  $type: [
    [{ $type: '$a' }, 'int'],
    [{ $type: '$l' }, 'long'],
    [{ $type: '$d' }, 'double'],
    [{ $type: '$decimal' }, 'decimal'],
    [{ $type: '$none' }, 'missing'],
    [{ $type: '$nothing' }, 'null'],
    [{ $type: '$at' }, 'date'],
    [{ $type: '$deep' }, 'object'],
    [{ $type: '$list' }, 'array'],
    [{ $type: { $literal: new ObjectId() } }, 'objectId'],
    [{ $type: true }, 'bool'],
    [{ $type: [1, 2] }, refuses(16020)],
  ],
  $mergeObjects: [
    [{ $mergeObjects: ['$deep', { y: '$a' }] }, { x: new Int32(1), y: new Int32(1) }],
    [{ $mergeObjects: [{ a: 1, b: 2 }, { a: 3 }] }, { a: new Int32(3), b: new Int32(2) }],
    [{ $mergeObjects: ['$none', null, '$deep'] }, { x: new Int32(1) }],
    [{ $mergeObjects: '$deep' }, { x: new Int32(1) }],
    [{ $mergeObjects: [] }, {}],
    [{ $mergeObjects: ['$none'] }, {}],
    [{ $mergeObjects: ['$a'] }, refuses(40400)],
    [{ $mergeObjects: ['$list'] }, refuses(40400)],
  ],
  $toLong: [
    [{ $toLong: '$a' }, long(1)],
    [{ $toLong: '$l' }, long(7)],
    [{ $toLong: 2.9 }, long(2)],
    [{ $toLong: -2.9 }, long(-2)],
    [{ $toLong: '$at' }, long(1000)],
    [{ $toLong: true }, long(1)],
    [{ $toLong: false }, long(0)],
    [{ $toLong: Decimal128.fromString('-1.5E1') }, long(-15)],
    [{ $toLong: Decimal128.fromString('9223372036854775807') }, maxLong],
    [{ $toLong: Decimal128.fromString('1E40') }, refuses(241)],
    [{ $toLong: Decimal128.fromString('1E-6000') }, long(0)],
    [{ $toLong: '-42' }, long(-42)],
    [{ $toLong: '9223372036854775807' }, maxLong],
    [{ $toLong: '9223372036854775808' }, refuses(241)],
    [{ $toLong: '1.5' }, refuses(241)],
    [{ $toLong: '0x10' }, refuses(241)],
    [{ $toLong: '' }, refuses(241)],
    [{ $toLong: new Double(2 ** 63) }, refuses(241)],
    [{ $toLong: new Double(NaN) }, refuses(241)],
    [{ $toLong: new Double(Infinity) }, refuses(241)],
    [{ $toLong: '$none' }, null],
    [{ $toLong: '$nothing' }, null],
    [{ $toLong: '$list' }, refuses(241)],
    [{ $toLong: { $literal: new ObjectId() } }, refuses(241)],
  ],
  $concat: [
    [{ $concat: ['$s', '-', 'ç'] }, 'text-ç'],
    [{ $concat: '$s' }, 'text'],
    [{ $concat: ['$s', '$none'] }, null],
    [{ $concat: ['$nothing', 1] }, null],
    [{ $concat: ['$s', 1] }, refuses(16702)],
    [{ $concat: [] }, ''],
  ],
  $concatArrays: [
    [{ $concatArrays: ['$list', [long(3)]] }, [new Int32(1), new Int32(2), long(3)]],
    [{ $concatArrays: ['$list', '$none'] }, null],
    [{ $concatArrays: [null, 1] }, null],
    [{ $concatArrays: ['$list', '$s'] }, refuses(28664)],
    [{ $concatArrays: [] }, []],
  ],
  $arrayElemAt: [
    [{ $arrayElemAt: ['$list', 0] }, new Int32(1)],
    [{ $arrayElemAt: ['$list', -1] }, new Int32(2)],
    [{ $arrayElemAt: ['$list', new Double(1)] }, new Int32(2)],
    [{ $arrayElemAt: ['$list', 2] }, missing],
    [{ $arrayElemAt: ['$list', -3] }, missing],
    [{ $arrayElemAt: ['$none', 0] }, null],
    [{ $arrayElemAt: ['$list', '$none'] }, null],
    [{ $arrayElemAt: ['$s', 0] }, refuses(28689)],
    [{ $arrayElemAt: ['$list', 'x'] }, refuses(28690)],
    [{ $arrayElemAt: ['$list', 0.5] }, refuses(28691)],
    [{ $arrayElemAt: ['$list'] }, refuses(16020)],
  ],
};

describe('the operators of expressions', () => {
  it.each([...expressionOperators.keys()])('%s, as documented: has the documented value or error', (name) => {
    const own = cases[name] ?? [];
    expect(own.length).toBeGreaterThan(2);
    for (const [expression, result] of own)
      expect([expression, exactly(evaluate(expression))]).toEqual([expression, exactly(result)]);
  });

  it('cases, all of them: belong to an operator that exists', () => {
    expect(Object.keys(cases).sort()).toEqual([...expressionOperators.keys()].sort());
  });
});

describe('expressions', () => {
  it.each<Case>([
    ['$deep.x', new Int32(1)],
    ['$none', missing],
    ['$docs.x', [new Int32(1), null]],
    ['$list.x', []],
    ['$docs.0', []],
    ['$a.b', missing],
    ['$$ROOT.deep.x', new Int32(1)],
    ['$$CURRENT.a', new Int32(1)],
    ['$$REMOVE', missing],
    ['$$NOW', now],
    ['$$given', '$$given'],
    ['$$given.x', missing],
    [
      { x: '$a', y: '$none', z: [1, '$none'] },
      { x: new Int32(1), z: [new Int32(1), null] },
    ],
    [[{ a: '$deep.x' }], [{ a: new Int32(1) }]],
    [{}, {}],
    ['text', 'text'],
    ['$', refuses(16872)],
    ['$a.', refuses(40353)],
    ['$.a', refuses(15998)],
    ['$a..b', refuses(15998)],
    ['$a.$b', refuses(16410)],
    ['$$', refuses(16869)],
    ['$$unknown', refuses(17276)],
    ['$$CLUSTER_TIME', refuses(238)],
    [{ $add: [1], x: 1 }, refuses(15983)],
    [{ x: 1, $add: [1] }, refuses(16410)],
    [{ 'x.y': 1 }, refuses(16412)],
    [{ '': 1 }, refuses(15998)],
    [{ $nope: 1 }, refuses(168)],
    [{ $dateAdd: { startDate: '$at', unit: 'month', amount: 1 } }, refuses(168)],
    [{ $dateTrunc: { date: '$at', unit: 'day' } }, refuses(168)],
    [{ $toString: '$a' }, refuses(168)],
    [{ $constructor: 1 }, refuses(168)],
    [{ $function: { body: 'f', args: [], lang: 'js' } }, refuses(238)],
  ])('%j: %j', (expression, result) => {
    expect(exactly(evaluate(expression))).toBe(exactly(result));
  });
});
