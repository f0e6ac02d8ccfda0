import { EJSON, deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { getField, wholeDocument } from '../src/bson/raw.ts';
import type { Value } from '../src/bson/raw.ts';
import { encodeKey } from '../src/bson/key.ts';
import { compareValues } from '../src/bson/compare.ts';
import { compileFilter } from '../src/query/match.ts';
import { parseFilter } from '../src/query/parse-filter.ts';
import { parseUpdate } from '../src/update/update.ts';
import { Decimal128, Double, Long, ObjectId } from 'bson';
import { changePlainly, matchesPlainly } from './plain-reference.ts';

type Json = Record<string, unknown>;

const scope = { now: new Date(0), variables: new Map<string, Value | undefined>() };
const bson = (document: Json) => wholeDocument(Buffer.from(serialize(document)));
const encodeValue = (value: unknown) => getField(bson({ v: value }), 'v')!;

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 5 }),
  fc.constantFrom('', 'a', 'ab', 'b', 'ç'),
  fc.boolean(),
);
const items = fc.array(fc.record({ k: fc.constantFrom('p', 'q', 'r'), v: fc.integer({ min: 0, max: 3 }) }), {
  maxLength: 3,
});
const document: fc.Arbitrary<Json> = fc.record(
  {
    a: scalar,
    n: fc.integer({ min: -3, max: 5 }),
    d: fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }),
    list: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    items,
  },
  { requiredKeys: ['n'] },
);
const path = fc.constantFrom('a', 'n', 'd.x', 'd.y', 'list', 'items.k', 'items.v');
const condition = fc.oneof(
  scalar,
  fc
    .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), scalar)
    .map(([op, value]) => ({ [op]: value })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(scalar, { maxLength: 10 }))
    .map(([op, values]) => ({ [op]: values })),
  fc.boolean().map((there) => ({ $exists: there })),
  fc.constantFrom({ $regex: '^a' }, { $not: { $gt: 2 } }),
);
const listCondition = fc.oneof(
  fc.constantFrom({ $size: 2 }, { $mod: [2, 1] }, { $all: [1, 2] }, [1, 2]),
  fc.integer({ min: 0, max: 3 }).map((low) => ({ $elemMatch: { $gte: low, $lt: 4 } })),
);
const simple = fc
  .dictionary(path, condition, { minKeys: 1, maxKeys: 3 })
  .map((filter): Json => ({ ...filter }));
const filter = fc.oneof(
  simple,
  listCondition.map((list): Json => ({ list })),
  fc
    .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(simple, { minLength: 1, maxLength: 3 }))
    .map(([op, parts]): Json => ({ [op]: parts })),
  fc
    .tuple(fc.constantFrom('p', 'q'), fc.integer({ min: 0, max: 3 }))
    .map(([k, v]): Json => ({ items: { $elemMatch: { k, v: { $gte: v } } } })),
);
const modifier: fc.Arbitrary<Json> = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'd.x', 'd.new', 'deep.er'), scalar)
    .map(([p, value]) => ({ $set: { [p]: value } })),
  fc.constantFrom('a', 'd.x', 'items').map((p) => ({ $unset: { [p]: '' } })),
  fc
    .tuple(fc.constantFrom('$inc', '$min', '$max'), fc.integer({ min: -3, max: 5 }))
    .map(([op, value]) => ({ [op]: { n: value } })),
  fc
    .tuple(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }), fc.integer({ min: -4, max: 4 }))
    .map(([each, slice]) => ({ $push: { list: { $each: each, $slice: slice } } })),
  fc.integer({ min: 2, max: 4 }).map((factor) => ({ $mul: { n: factor } })),
  fc.constantFrom(7, 8).map((each) => ({ $addToSet: { list: each } })),
  fc.integer({ min: 0, max: 4 }).map((value) => ({ $pull: { list: { $gte: value } } })),
  fc.constantFrom('p', 'q').map((k) => ({ $pull: { items: { k } } })),
  fc.constantFrom(1, -1).map((end) => ({ $pop: { list: end } })),
  fc.tuple(scalar, scalar).map(([a, b]) => ({ $set: { a, b }, $inc: { n: 1 }, $setOnInsert: { never: 1 } })),
);

describe('the compiled paths', () => {
  it('filters over stored bytes, any document: match what a plain reading of the rules matches', () => {
    fc.assert(
      fc.property(filter, fc.array(document, { minLength: 1, maxLength: 8 }), (criteria, documents) => {
        const matches = compileFilter(parseFilter(bson(criteria), scope));
        for (const each of documents) {
          expect([each, matches(Buffer.from(serialize(each)), 0)]).toEqual([
            each,
            matchesPlainly(criteria, each),
          ]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('modifiers over stored bytes, any document: change what a plain reading of the rules changes', () => {
    fc.assert(
      fc.property(modifier, document, (change, before) => {
        const ours = parseUpdate(bson(change), undefined, scope).apply(Buffer.from(serialize(before)), {
          isInsert: false,
          position: () => undefined,
        });
        expect(deserialize(ours)).toEqual(changePlainly(change, before));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['1E-7', '1'],
    ['-1', '-1E-7'],
    ['-1E-7', '1E-7'],
    ['1E-6000', '1E-7'],
    ['0.0000001', '0.1'],
    ['1E+20', '1E+21'],
    ['99999999999999999999', '1E+30'],
  ])('decimals, %s and %s: are in the order of their values', (less, more) => {
    const [x, y] = [less, more].map((text) => encodeValue(Decimal128.fromString(text)));
    expect([compareValues(x!, y!), compareValues(y!, x!), encodeKey(x!).compare(encodeKey(y!))]).toEqual([
      -1, 1, -1,
    ]);
  });

  it('index keys, of any number type: are in the order in which the values compare', () => {
    const number = fc.oneof(
      fc.integer(),
      fc.double().map((value) => new Double(value)),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
      fc.integer({ min: -1000, max: 1000 }).map((value) => Decimal128.fromString(`${value}E-2`)),
      fc
        .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -20, max: 20 }))
        .map(([digit, power]) => Decimal128.fromString(`${digit}E${power}`)),
    );
    const any = fc.oneof(
      number,
      fc.string(),
      fc.boolean(),
      fc.date({ noInvalidDate: true }),
      fc.constant(null),
      fc.constant(new ObjectId()),
      fc.array(fc.string()),
      fc.dictionary(
        fc.string().filter((text) => !text.includes('\0')),
        fc.integer(),
      ),
    );
    fc.assert(
      fc.property(any, any, (a, b) => {
        const x = encodeValue(a);
        const y = encodeValue(b);
        expect(Math.sign(encodeKey(x).compare(encodeKey(y)))).toBe(compareValues(x, y));
      }),
      { numRuns: 3000 },
    );
    const exact = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(exact, fc.integer({ min: -3, max: 3 }), (value, step) => {
        const other = BigInt.asIntN(64, value + BigInt(step));
        const order = encodeKey(encodeValue(Long.fromBigInt(value))).compare(
          encodeKey(encodeValue(Long.fromBigInt(other))),
        );
        expect([EJSON.stringify(value.toString()), Math.sign(order)]).toEqual([
          EJSON.stringify(value.toString()),
          value < other ? -1 : value > other ? 1 : 0,
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});
