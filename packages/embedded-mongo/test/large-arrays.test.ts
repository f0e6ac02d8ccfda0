import { deserialize, serialize } from 'bson';
import type { Document } from 'bson';
import { compileLookup } from '../src/aggregation/lookup.ts';
import { compileUnwind } from '../src/aggregation/unwind.ts';
import { getField, wholeDocument } from '../src/bson/raw.ts';
import type { Value } from '../src/bson/raw.ts';
import { streamOf } from '../src/query/stream.ts';
import { parseUpdate } from '../src/update/update.ts';

/** More elements than one call of a function takes as arguments. */
const length = 200_000;
const numbers = Array.from({ length }, (_, n) => n);
const binary = (document: Document): Buffer => Buffer.from(serialize(document));
const valueOf = (v: unknown): Value => getField(wholeDocument(binary({ v })), 'v')!;
const scope = { now: new Date(0), variables: new Map<string, Value | undefined>() };

function updated(document: Document, change: Document): number[] {
  const update = parseUpdate(valueOf(change), undefined, scope);
  const after = update.apply(binary(document), { isInsert: false, position: () => undefined });
  return (deserialize(after) as { l: number[] }).l;
}

describe('an array of many elements', () => {
  const whole = { _id: 1, l: numbers };
  it.each<[string, Document, Document, () => number[]]>([
    ['$push to it', whole, { $push: { l: -1 } }, () => [...numbers, -1]],
    ['$push of it', { _id: 1, l: [-1] }, { $push: { l: { $each: numbers } } }, () => [-1, ...numbers]],
    [
      '$push of it at a position',
      { _id: 1, l: [-1, -2] },
      { $push: { l: { $each: numbers, $position: 1 } } },
      () => [-1, ...numbers, -2],
    ],
    [
      '$push at a position from the end',
      whole,
      { $push: { l: { $each: [-1], $position: -1 } } },
      () => [...numbers.slice(0, -1), -1, length - 1],
    ],
    [
      '$push at a position beyond the end',
      whole,
      { $push: { l: { $each: [-1], $position: 2 * length } } },
      () => [...numbers, -1],
    ],
    [
      '$push with $sort and $slice',
      whole,
      { $push: { l: { $each: [-1], $sort: -1, $slice: 2 } } },
      () => [length - 1, length - 2],
    ],
    ['$pull of one', whole, { $pull: { l: 0 } }, () => numbers.slice(1)],
    ['$pullAll', whole, { $pullAll: { l: [0, 1] } }, () => numbers.slice(2)],
    ['$pop', whole, { $pop: { l: 1 } }, () => numbers.slice(0, -1)],
  ])('is changed like a short one, %s', (_what, document, change, expected) => {
    const result = updated(document, change);
    const wanted = expected();
    expect(result).toHaveLength(wanted.length);
    expect(result.every((item, at) => item === wanted[at])).toBe(true);
  });

  it('joins by every element, $lookup', () => {
    let asked = 0;
    const stage = compileLookup(
      valueOf({ from: 'others', localField: 'l', foreignField: 'n', as: 'found' }),
      {
        scope,
        run: ({ filter }) => {
          if (filter.kind === 'path' && filter.condition.op === 'in') asked = filter.condition.values.length;
          return streamOf([]);
        },
      },
    );
    expect(stage(streamOf([binary(whole)])).next()).toBeDefined();
    expect(asked).toBe(length);
  });

  it('comes out of $unwind one by one: the first element needs none of the others', () => {
    const stream = compileUnwind(valueOf({ path: '$l', includeArrayIndex: 'at' }))(
      streamOf([binary(whole), binary({ _id: 2, l: [7] })]),
    );
    for (let at = 0; at < length; at++) {
      const document = stream.next();
      if (at % 50_000 === 0) expect(deserialize(document!)).toEqual({ _id: 1, l: at, at });
    }
    expect(deserialize(stream.next()!)).toEqual({ _id: 2, l: 7, at: 0 });
    expect(stream.next()).toBeUndefined();
  });
});
