import fc from 'fast-check';
import { Long, ObjectId } from 'mongodb';

/** A document or a part of one. */
export type Json = Record<string, unknown>;

/** One operation on a collection, as data, so that two engines can be given the same. */
export type Operation =
  | { readonly op: 'insertMany'; readonly documents: readonly Json[]; readonly ordered: boolean }
  | {
      readonly op: 'updateOne';
      readonly id: number;
      readonly filter: Json;
      readonly update: unknown;
      readonly upsert: boolean;
      readonly arrayFilters?: Json[];
    }
  | { readonly op: 'updateMany'; readonly filter: Json; readonly update: unknown }
  | { readonly op: 'replaceOne'; readonly id: number; readonly document: Json; readonly upsert: boolean }
  | { readonly op: 'deleteOne'; readonly id: number }
  | { readonly op: 'deleteMany'; readonly filter: Json }
  | {
      readonly op: 'findOneAndUpdate';
      readonly filter: Json;
      readonly update: unknown;
      readonly after: boolean;
      readonly descending: boolean;
    }
  | {
      readonly op: 'find';
      readonly filter: Json;
      readonly sort: Json;
      readonly projection: Json;
      readonly skip: number;
      readonly limit: number;
    }
  | { readonly op: 'count'; readonly filter: Json }
  | { readonly op: 'distinct'; readonly key: string; readonly filter: Json }
  | { readonly op: 'aggregate'; readonly pipeline: readonly Json[] };

/** An index to be made before the operations. */
export interface IndexPlan {
  readonly key: Record<string, 1 | -1>;
  readonly options: { unique?: boolean; sparse?: boolean; partialFilterExpression?: Json };
}

const ids = [new ObjectId('650000000000000000000001'), new ObjectId('650000000000000000000002')];

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(1.5, -0.5, 3_000_000_000) },
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', 'ç', 'ğ') },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constantFrom(new Date(0), new Date(1_700_000_000_000)) },
  { weight: 1, arbitrary: fc.constantFrom(...ids) },
  { weight: 1, arbitrary: fc.constantFrom(Long.fromNumber(2), Long.fromString('9007199254740993')) },
);

const small: fc.Arbitrary<Json> = fc.record({ x: scalar, y: scalar }, { requiredKeys: [] });

const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: small },
);

const items = fc.array(fc.record({ k: fc.constantFrom('p', 'q', 'r'), v: fc.integer({ min: 0, max: 3 }) }), {
  maxLength: 3,
});

const id = fc.integer({ min: 1, max: 12 });

const body: fc.Arbitrary<Json> = fc.record(
  {
    a: value,
    b: scalar,
    n: fc.integer({ min: -3, max: 5 }),
    d: small,
    list: fc.array(scalar, { maxLength: 3 }),
    items,
  },
  { requiredKeys: [] },
);

const document: fc.Arbitrary<Json> = fc.tuple(id, body).map(([_id, rest]) => ({ _id, ...rest }));

const path = fc.constantFrom(
  'a',
  'b',
  'n',
  'd',
  'd.x',
  'd.y',
  'list',
  'items.k',
  'items.v',
  'items.0.v',
  '_id',
  'list.1',
);

const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: value },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), scalar)
      .map(([op, v]) => ({ [op]: v })),
  },
  { weight: 2, arbitrary: fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('$in', '$nin'), fc.array(scalar, { maxLength: 4 }))
      .map(([op, v]) => ({ [op]: v })),
  },
  { weight: 2, arbitrary: fc.boolean().map((there) => ({ $exists: there })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('string', 'int', 'number', 'array', 'null', 'date', 'object')
      .map((type) => ({ $type: type })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map((size) => ({ $size: size })) },
  { weight: 1, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 2 }).map((all) => ({ $all: all })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { $regex: '^a' },
      { $regex: 'B', $options: 'i' },
      { $not: { $gt: 1 } },
      { $mod: [2, 1] },
    ),
  },
);

const elementCondition: fc.Arbitrary<Json> = fc.oneof(
  fc
    .tuple(fc.constantFrom('p', 'q'), fc.integer({ min: 0, max: 3 }))
    .map(([k, v]) => ({ items: { $elemMatch: { k, v: { $gte: v } } } })),
  fc.integer({ min: 0, max: 3 }).map((v) => ({ list: { $elemMatch: { $gt: v, $lt: 4 } } })),
);

const simpleFilter: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.dictionary(path, condition, { minKeys: 1, maxKeys: 3 }).map((filter) => ({ ...filter })),
  },
  { weight: 1, arbitrary: elementCondition },
  { weight: 1, arbitrary: fc.constant({}) },
);

/** A filter. */
const filter: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: simpleFilter },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(simpleFilter, { minLength: 1, maxLength: 3 }))
      .map(([op, parts]) => ({ [op]: parts })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { $expr: { $lt: ['$n', 2] } },
      { $expr: { $eq: ['$a', '$b'] } },
      { $expr: { $gt: ['$d.x', '$n'] } },
    ),
  },
);

const number = fc.integer({ min: -3, max: 4 });

const modifier: fc.Arbitrary<Json> = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'b', 'd.x', 'd.z', 'new.deep', 'n'), value)
    .map(([p, v]) => ({ $set: { [p]: v } })),
  fc
    .tuple(fc.constantFrom('a', 'b', 'd', 'd.x', 'items'), fc.constant(''))
    .map(([p, v]) => ({ $unset: { [p]: v } })),
  fc.tuple(fc.constantFrom('n', 'd.x', 'a'), number).map(([p, v]) => ({ $inc: { [p]: v } })),
  fc.tuple(fc.constantFrom('n', 'b'), number).map(([p, v]) => ({ $mul: { [p]: v } })),
  fc
    .tuple(fc.constantFrom('$min', '$max'), fc.constantFrom('n', 'a', 'b'), scalar)
    .map(([op, p, v]) => ({ [op]: { [p]: v } })),
  fc.tuple(fc.constantFrom('list', 'a'), scalar).map(([p, v]) => ({ $push: { [p]: v } })),
  fc
    .tuple(fc.array(scalar, { maxLength: 3 }), fc.integer({ min: -3, max: 3 }))
    .map(([each, slice]) => ({ $push: { list: { $each: each, $slice: slice } } })),
  fc
    .tuple(fc.array(number, { maxLength: 3 }), fc.constantFrom(1, -1))
    .map(([each, sort]) => ({ $push: { list: { $each: each, $sort: sort } } })),
  fc
    .tuple(scalar, fc.integer({ min: 0, max: 2 }))
    .map(([v, at]) => ({ $push: { list: { $each: [v], $position: at } } })),
  fc.array(scalar, { maxLength: 3 }).map((each) => ({ $addToSet: { list: { $each: each } } })),
  scalar.map((v) => ({ $pull: { list: v } })),
  number.map((v) => ({ $pull: { list: { $gte: v } } })),
  fc.constantFrom('p', 'q').map((k) => ({ $pull: { items: { k } } })),
  fc.array(scalar, { maxLength: 2 }).map((all) => ({ $pullAll: { list: all } })),
  fc.constantFrom(1, -1).map((end) => ({ $pop: { list: end } })),
  fc.constantFrom(
    { $rename: { b: 'c' } },
    { $rename: { 'd.x': 'e' } },
    { $set: { 'items.$[].v': 9 } },
    { $set: { 'list.1': 'set' } },
  ),
  fc.tuple(scalar, scalar).map(([v, w]) => ({ $set: { b: v }, $setOnInsert: { c: w }, $inc: { n: 1 } })),
);

const pipelineUpdate: fc.Arbitrary<Json[]> = fc.constantFrom(
  [{ $set: { n: { $add: ['$n', 1] } } }],
  [{ $set: { d: { z: { $ifNull: ['$b', 'none'] } } } }],
  [
    { $set: { lease: { owner: 'me', token: { $add: [{ $ifNull: ['$lease.token', 0] }, 1] } } } },
    { $unset: 'b' },
  ],
  [{ $set: { a: { $cond: [{ $gt: ['$n', 1] }, 'big', '$a'] } } }],
  [{ $replaceWith: { $mergeObjects: ['$$ROOT', { merged: true }] } }],
);

const update: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: modifier },
  { weight: 1, arbitrary: pipelineUpdate },
);

const sort: fc.Arbitrary<Json> = fc
  .tuple(
    fc.constantFrom<Json>(
      {},
      { a: 1 },
      { a: -1 },
      { b: 1 },
      { n: -1 },
      { n: 1, b: -1 },
      { 'd.x': 1 },
      { list: 1 },
      { 'items.v': -1 },
    ),
    fc.constantFrom(1, -1),
  )
  .map(([by, direction]) => ({ ...by, _id: direction }));

const projection: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  {},
  { a: 1 },
  { a: 0, 'd.x': 0 },
  { _id: 0, b: 1, 'd.y': 1 },
  { 'items.k': 1 },
  { 'items.k': 0 },
  { list: { $slice: 1 } },
  { list: { $slice: -2 }, a: 1 },
  { items: { $elemMatch: { k: 'p' } } },
  { sum: { $add: ['$n', 1] }, n: 1 },
);

const pipeline: fc.Arbitrary<Json[]> = fc
  .tuple(simpleFilter, fc.integer({ min: 0, max: 7 }))
  .map(([match, which]): Json[] => {
    const tails: Json[][] = [
      [
        { $group: { _id: '$b', n: { $sum: 1 }, most: { $max: '$n' }, least: { $min: '$n' } } },
        { $sort: { _id: 1 } },
      ],
      [{ $group: { _id: null, total: { $sum: '$n' } } }],
      [
        { $unwind: '$items' },
        { $group: { _id: '$items.k', v: { $sum: '$items.v' } } },
        { $sort: { _id: 1 } },
      ],
      [
        { $sort: { n: -1, _id: 1 } },
        { $skip: 1 },
        { $limit: 3 },
        { $project: { n: 1, twice: { $multiply: ['$n', 2] } } },
      ],
      [{ $count: 'n' }],
      [
        { $sort: { _id: 1 } },
        { $facet: { first: [{ $limit: 2 }, { $project: { _id: 1 } }], all: [{ $count: 'n' }] } },
      ],
      [
        { $sort: { _id: 1 } },
        { $addFields: { 'd.size': { $size: { $ifNull: ['$list', []] } }, has: { $gt: ['$n', 0] } } },
      ],
      [
        { $sort: { _id: 1 } },
        { $project: { _id: 1, same: { $eq: ['$a', '$b'] }, order: { $cmp: ['$a', '$b'] } } },
      ],
    ];
    return [{ $match: match }, ...tails[which]!];
  });

/** One operation. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('insertMany' as const),
      documents: fc.array(document, { minLength: 1, maxLength: 4 }),
      ordered: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      op: fc.constant('updateOne' as const),
      id,
      filter: fc.constantFrom<Json>({}, { n: { $gte: 0 } }),
      update,
      upsert: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('updateMany' as const), filter, update }) },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('replaceOne' as const),
      id,
      document: body,
      upsert: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('deleteOne' as const), id }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('deleteMany' as const), filter }) },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constant('findOneAndUpdate' as const),
      filter,
      update,
      after: fc.boolean(),
      descending: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      op: fc.constant('find' as const),
      filter,
      sort,
      projection,
      skip: fc.integer({ min: 0, max: 2 }),
      limit: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('count' as const), filter }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('distinct' as const), key: path, filter }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('aggregate' as const), pipeline }) },
);

/** Indexes of every kind; some runs have none. */
export const indexPlans: fc.Arbitrary<IndexPlan[]> = fc.uniqueArray(
  fc.constantFrom<IndexPlan>(
    { key: { a: 1 }, options: {} },
    { key: { b: -1 }, options: {} },
    { key: { n: 1, b: -1 }, options: {} },
    { key: { 'd.x': 1, n: 1 }, options: {} },
    { key: { list: 1 }, options: {} },
    { key: { list: 1, _id: 1 }, options: {} },
    { key: { a: 1, _id: -1 }, options: {} },
    { key: { 'items.k': 1, _id: 1 }, options: {} },
    { key: { 'items.k': 1, 'items.v': -1 }, options: {} },
    { key: { 'items.v': 1 }, options: {} },
    { key: { b: 1, _id: 1 }, options: { sparse: true } },
    { key: { 'd.y': 1 }, options: { sparse: true } },
    { key: { a: -1, n: 1 }, options: { partialFilterExpression: { n: { $gt: 0 } } } },
    { key: { b: 1 }, options: { unique: true, partialFilterExpression: { b: { $type: 'string' } } } },
    { key: { 'd.z': 1 }, options: { unique: true, sparse: true } },
  ),
  { maxLength: 5, selector: (plan) => JSON.stringify(plan.key) },
);
