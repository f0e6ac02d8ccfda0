import { performance } from 'node:perf_hooks';
import { serialize } from 'bson';
import type { Document } from 'mongodb';
import { stageCompilers } from '../src/aggregation/stages.ts';
import type { StageContext } from '../src/aggregation/stage-context.ts';
import { getField, wholeDocument } from '../src/bson/raw.ts';
import type { Value } from '../src/bson/raw.ts';
import { tick, withinDeadline } from '../src/deadline.ts';
import { CommandError } from '../src/errors.ts';
import { compileExpression } from '../src/expression/compile.ts';
import { compileFilter } from '../src/query/match.ts';
import { parseFilter } from '../src/query/parse-filter.ts';
import { compilePattern } from '../src/query/pattern.ts';
import { compileFindProjection } from '../src/query/projection.ts';
import type { DocumentStream } from '../src/query/stream.ts';
import { parseSort, sortDocuments } from '../src/query/sort.ts';
import { documentKeys } from '../src/store/index-keys.ts';
import type { Index } from '../src/store/catalog.ts';
import { parsePath } from '../src/bson/raw.ts';
import { parseUpdate } from '../src/update/update.ts';

/** How often the clock may be looked at before the time is over, and how many steps that is at most. */
const looks = 10;
const mostSteps = 64 * (looks + 2);

/**
 * Runs an action with a clock that is over after a few looks at it; the code of its error, or `done`. What it does without a
 * step goes on to its end.
 */
function outcomeOf(action: () => unknown): unknown {
  const real = performance.now;
  let at = 0;
  performance.now = () => at++;
  try {
    withinDeadline({ at: looks }, action);
    return 'done';
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return error.code;
  } finally {
    performance.now = real;
  }
}

const binary = (document: Document): Buffer => Buffer.from(serialize(document));
const valueOf = (v: unknown): Value => getField(wholeDocument(binary({ v })), 'v')!;
const scope = { now: new Date(0), variables: new Map<string, Value | undefined>() };

/** Documents without end, read like those of a scan: with a step for each. */
function endless(make: (n: number) => Buffer): DocumentStream & { given: number } {
  return {
    given: 0,
    next() {
      if (this.given > 10 * mostSteps) throw new Error('read on and on');
      tick();
      return make(this.given++);
    },
  };
}

const length = 20_000;
const numbers = Array.from({ length }, (_, n) => n);
const huge = binary({
  _id: 1,
  l: numbers,
  d: numbers.map((n) => ({ n, m: [n] })),
  o: Object.fromEntries(numbers.map((n) => [`f${n}`, n])),
});

describe('the time of a command, looked at by its steps', () => {
  it('a time that was over before: does not begin', () => {
    let begun = false;
    expect(() => withinDeadline({ at: performance.now() - 1 }, () => (begun = true))).toThrow(/time limit/);
    expect(begun).toBe(false);
  });

  it('none given: goes on as long as it takes', () => {
    const count = (): number => {
      for (const _ of numbers) tick(1000);
      return length;
    };
    expect(withinDeadline({ at: 0 }, count)).toBe(length);
  });

  it('a command within another, ended by an error: gives the time of the outer one back', () => {
    const inner = (): void => {
      expect(() =>
        withinDeadline({ at: 0 }, () => {
          throw new Error('inner');
        }),
      ).toThrow('inner');
      for (const _ of numbers) tick();
    };
    expect(outcomeOf(inner)).toBe(50);
  });

  it('a step that is known to be large: counts as many', () => {
    let done = 0;
    const work = (): void => {
      for (; done < length; done++) tick(64);
    };
    expect(outcomeOf(work)).toBe(50);
    expect(done).toBeLessThan(looks + 2);
  });
});

describe('maxTimeMS within a stage', () => {
  const context: StageContext = {
    scope,
    run: () => endless((n) => binary({ n })),
  };
  const open = (name: string, specification: unknown, source: DocumentStream): DocumentStream =>
    stageCompilers.get(name)!(valueOf(specification), context)(source);

  /** Stages that read on and on; for each one that asks for no more than it gives, a specification that never gives. */
  const stages: Readonly<Record<string, unknown>> = {
    $addFields: { x: { $add: ['$n', 1] } },
    $count: 'n',
    $facet: { a: [{ $count: 'n' }] },
    $group: { _id: '$n', all: { $push: '$n' } },
    $limit: 1_000_000,
    $lookup: { from: 'others', localField: 'n', foreignField: 'n', as: 'x' },
    $match: { n: -1 },
    $project: { x: '$n' },
    $replaceRoot: { newRoot: { n: '$n' } },
    $replaceWith: { n: '$n' },
    $set: { x: { $concatArrays: ['$l', '$l'] } },
    $skip: 1_000_000,
    $sort: { n: -1 },
    $sortByCount: '$n',
    $unset: 'n',
    $unwind: '$none',
  };

  it.each([...stageCompilers.keys()])('%s, over documents without end: ends after a few', (name) => {
    expect(stages).toHaveProperty(name);
    const source = endless((n) => binary({ n, l: [1, 2] }));
    const stream = open(name, stages[name], source);
    const drain = (): void => {
      while (stream.next() !== undefined);
    };
    expect(outcomeOf(drain)).toBe(50);
    expect(source.given).toBeLessThan(mostSteps);
  });

  const streamOfOne = (): DocumentStream => {
    let isGiven = false;
    return {
      next() {
        if (isGiven) return undefined;
        isGiven = true;
        return huge;
      },
    };
  };

  it.each<[string, unknown]>([
    ['$unwind', '$l'],
    ['$set', { 'd.x': 1 }],
    ['$addFields', { x: { $concatArrays: ['$l', '$l'] } }],
    ['$project', { 'd.m': 1 }],
    ['$unset', 'd.m'],
    ['$replaceWith', { $mergeObjects: ['$o', '$o'] }],
    ['$group', { _id: '$d.n' }],
    ['$sort', { l: 1 }],
    ['$match', { l: -1 }],
    ['$match', { 'd.m': -1 }],
    ['$lookup', { from: 'others', localField: 'l', foreignField: 'n', as: 'x' }],
    ['$facet', { a: [{ $unwind: '$l' }] }],
    ['$sortByCount', { $size: '$l' }],
  ])('%s, over one document with a large array, %j: ends inside it', (name, specification) => {
    const stream = open(name, specification, streamOfOne());
    const drain = (): void => {
      while (stream.next() !== undefined);
    };
    expect(outcomeOf(drain)).toBe(50);
  });
});

describe('maxTimeMS within one document', () => {
  it.each<[string, unknown]>([
    ['$size', { $size: '$l' }],
    ['$in', { $in: [-1, '$l'] }],
    ['$arrayElemAt', { $arrayElemAt: ['$l', -1] }],
    ['$concatArrays', { $concatArrays: ['$l', '$l'] }],
    ['$mergeObjects', { $mergeObjects: '$o' }],
    ['a path through an array', '$d.n'],
    ['an object', { $eq: [{ a: '$d.n' }, { a: '$d.m' }] }],
    ['many operands', { $and: numbers.map((n) => ({ $gte: [n, 0] })) }],
  ])('expression, %s: ends', (_what, expression) => {
    const evaluate = compileExpression(valueOf(expression), scope);
    expect(outcomeOf(() => evaluate(wholeDocument(huge)))).toBe(50);
  });

  it.each<[string, Document]>([
    ['equality', { l: -1 }],
    ['$in', { l: { $in: [-1, -2] } }],
    ['$all', { l: { $all: [-1] } }],
    ['$elemMatch', { d: { $elemMatch: { n: -1 } } }],
    ['$size', { l: { $size: 1 } }],
    ['$not', { l: { $not: { $lt: 0 } } }],
    ['$nor', { $nor: [{ l: -1 }] }],
    ['$regex', { l: { $regex: 'a' } }],
    ['$mod', { l: { $mod: [7, 8] } }],
    ['$expr', { $expr: { $in: [-1, '$l'] } }],
    ['a path through an array', { 'd.m': -1 }],
  ])('filter, %s: ends', (_what, filter) => {
    const matches = compileFilter(parseFilter(wholeDocument(binary(filter)), scope));
    expect(outcomeOf(() => matches(huge, 0))).toBe(50);
  });

  const each = numbers.slice(0, 200).map((n) => -1 - n);
  it.each<[string, unknown]>([
    ['$push', { $push: { l: 1 } }],
    ['$push with $sort', { $push: { d: { $each: [], $sort: { n: -1 } } } }],
    ['$addToSet', { $addToSet: { l: { $each: each } } }],
    ['$pull', { $pull: { l: -1 } }],
    ['$pull by condition', { $pull: { d: { n: { $lt: 0 } } } }],
    ['$pullAll', { $pullAll: { l: each } }],
    ['$pop', { $pop: { l: 1 } }],
    ['$set of all elements', { $set: { 'd.$[].n': 1 } }],
    ['a pipeline', [{ $set: { x: { $concatArrays: ['$l', '$l'] } } }]],
    ['many fields', { $set: Object.fromEntries(numbers.map((n) => [`s${n}`, n])) }],
  ])('update, %s: ends', (_what, change) => {
    const update = parseUpdate(valueOf(change), undefined, scope);
    const apply = (): Buffer => update.apply(huge, { isInsert: false, position: () => undefined });
    expect(outcomeOf(apply)).toBe(50);
  });

  it.each<[string, Document]>([
    ['$slice', { l: { $slice: -1 } }],
    ['$elemMatch', { d: { $elemMatch: { n: -1 } } }],
    ['inner fields', { 'd.n': 1 }],
    ['without inner fields', { 'd.n': 0 }],
    ['a computed field', { x: { $size: '$l' } }],
  ])('projection, %s: ends', (_what, specification) => {
    const project = compileFindProjection(wholeDocument(binary(specification)), scope)!;
    expect(outcomeOf(() => project(huge, () => undefined))).toBe(50);
  });

  it('index keys of a large array: ends', () => {
    const index = { fields: [{ path: 'l', names: parsePath('l'), descending: false }], sparse: false };
    expect(outcomeOf(() => documentKeys(index as unknown as Index, huge))).toBe(50);
  });

  it('the comparisons of a sort: ends', () => {
    const documents = numbers.map((n) => binary({ n: (n * 7919) % length }));
    const fields = parseSort(wholeDocument(binary({ n: 1 })));
    expect(outcomeOf(() => sortDocuments(documents, fields, 0))).toBe(50);
  });

  it('patterns over long texts: a few tests are enough', () => {
    const pattern = compilePattern('(a|b|c| )*x', '');
    const text = 'abc '.repeat(5000);
    let tests = 0;
    const search = (): void => {
      for (; tests < 1000; tests++) pattern.test(text);
    };
    expect(outcomeOf(search)).toBe(50);
    expect(tests).toBeLessThan(looks + 2);
  });
});
