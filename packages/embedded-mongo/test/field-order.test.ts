import { Long, serialize } from 'bson';
import fc from 'fast-check';
import type { Collection, Document } from 'mongodb';
import { elementsOf, getField, valuesOf, wholeDocument } from '../src/bson/raw.ts';
import type { Value } from '../src/bson/raw.ts';
import { ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';
import { rawClient } from './raw-client.ts';
import type { RawClient } from './raw-client.ts';

/** Documents as maps: a JavaScript object would put the names that look like numbers first and lose `__proto__`. */
type Fields = Map<string, unknown>;

const name = fc.constantFrom(
  ...['10', '2', '0', '1', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', ' ', 'a', 'ç'],
);
/** Names that may stand inside values only. */
const innerName = fc.oneof({ weight: 4, arbitrary: name }, fc.constantFrom('a.b', '.', '$x', 'a$', '$'));

const { value } = fc.letrec<{ value: unknown; fields: Fields }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom<unknown>(null, true, 'text', Long.fromNumber(5), 2.5, new Date(5)),
    tie('fields'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  fields: fc
    .uniqueArray(fc.tuple(innerName, tie('value')), { maxLength: 5, selector: ([each]) => each })
    .map((entries) => new Map(entries)),
}));

const outer: fc.Arbitrary<Fields> = fc
  .uniqueArray(fc.tuple(name, value), { minLength: 2, maxLength: 6, selector: ([each]) => each })
  .map((entries) => new Map(entries));

const of = (entries: readonly (readonly [string, unknown])[]): Fields => new Map(entries);
const hex = (document: Fields): string => Buffer.from(serialize(document)).toString('hex');
/** The server takes maps as documents; the driver's types do not say so. */
const sent = (document: unknown): Document => document as Document;

const shown = (found: Value | undefined): string =>
  found === undefined ? 'missing' : `${found.type} ${found.buf.toString('hex', found.start, found.end)}`;

/** A value as it lies in a document, for comparing. */
const stored = (given: unknown): string =>
  shown(getField(wholeDocument(Buffer.from(serialize({ v: given }))), 'v'));

describe('fields whose names look like numbers or like properties', () => {
  let own: OwnEngine;
  let direct: RawClient;
  let counter = 0;

  beforeAll(async () => {
    own = await ownEngine();
    direct = await rawClient(own.engine.uri);
  });
  afterAll(async () => {
    direct.close();
    await own.close();
  });

  const fresh = () => own.db.collection<Document & { _id: number }>(`order${counter++}`);
  const bytesOf = async (found: Promise<Document[]>): Promise<string[]> =>
    (await found).map((each) => Buffer.from(each as unknown as Uint8Array).toString('hex'));
  const all = (collection: Collection<Document & { _id: number }>) =>
    bytesOf(collection.find({}, { raw: true, sort: { _id: 1 } }).toArray());
  const piped = (collection: Collection<Document & { _id: number }>, stages: readonly unknown[]) =>
    bytesOf(collection.aggregate(stages as Document[], { raw: true }).toArray());
  /** A command whose fields are read as they came. */
  const raw = async (command: Fields): Promise<Value> =>
    wholeDocument(await direct.reply(of([...command, ['$db', own.db.databaseName]])));

  const property = (check: (fields: Fields, given: unknown) => Promise<void>) =>
    fc.assert(fc.asyncProperty(outer, value, check), { numRuns: 40 });

  it('stored and changed, by modifiers and pipelines: keep their place', async () => {
    await property(async (fields, given) => {
      const collection = fresh();
      const before = of([['_id', 1], ...fields]);
      await collection.insertOne(sent(before) as never);
      expect(await all(collection)).toEqual([hex(before)]);
      await collection.updateOne({ _id: 1 }, { $set: { zz: given } });
      const after = of([...before, ['zz', given]]);
      expect(await all(collection)).toEqual([hex(after)]);
      for (const pipeline of [
        [{ $set: { more: { $literal: given } } }, { $unset: 'more' }],
        [{ $replaceWith: '$$ROOT' }],
        [{ $replaceRoot: { newRoot: { $mergeObjects: ['$$ROOT', { zz: '$zz' }] } } }],
        [{ $project: { never: 0 } }],
      ]) {
        const { modifiedCount } = await collection.updateOne({ _id: 1 }, pipeline);
        expect([pipeline, modifiedCount, await all(collection)]).toEqual([pipeline, 0, [hex(after)]]);
      }
      await collection.replaceOne({ _id: 1 }, sent(fields));
      expect(await all(collection)).toEqual([hex(before)]);
    });
  });

  it('in results of aggregations, of every stage: keep their place', async () => {
    await property(async (fields, given) => {
      const collection = fresh();
      const document = of([
        ['_id', 1],
        ['v', fields],
        ['w', given],
      ]);
      await collection.insertOne(sent(document) as never);
      const expected: [unknown[], Fields[]][] = [
        [[{ $addFields: { copy: '$$ROOT' } }], [of([...document, ['copy', document]])]],
        [
          [{ $group: { _id: '$v', all: { $push: '$w' }, first: { $first: '$v' }, most: { $max: '$v' } } }],
          [
            of([
              ['_id', fields],
              ['all', [given]],
              ['first', fields],
              ['most', fields],
            ]),
          ],
        ],
        [
          [
            {
              $group: of([
                [
                  '_id',
                  of([
                    ['10', '$v'],
                    ['2', '$w'],
                    ['__proto__', 1],
                  ]),
                ],
                ['1', { $sum: 1 }],
                ['0', { $sum: 2 }],
              ]),
            },
          ],
          [
            of([
              [
                '_id',
                of([
                  ['10', fields],
                  ['2', given],
                  ['__proto__', 1],
                ]),
              ],
              ['1', 1],
              ['0', 2],
            ]),
          ],
        ],
        [
          [
            {
              $project: of([
                ['_id', 0],
                ['10', '$v'],
                ['2', { x: '$w' }],
                ['__proto__', { $literal: fields }],
              ]),
            },
          ],
          [
            of([
              ['10', fields],
              ['2', of([['x', given]])],
              ['__proto__', fields],
            ]),
          ],
        ],
        [[{ $replaceWith: { $mergeObjects: ['$v', { zz: 1 }] } }], [of([...fields, ['zz', 1]])]],
        [
          [{ $lookup: { from: collection.collectionName, localField: 'v', foreignField: 'v', as: '3' } }],
          [of([...document, ['3', [document]]])],
        ],
        [
          [
            {
              $lookup: {
                from: collection.collectionName,
                let: { v: '$v' },
                pipeline: [{ $match: { $expr: { $eq: ['$v', '$$v'] } } }, { $project: { same: '$$v' } }],
                as: 'l',
              },
            },
          ],
          [
            of([
              ...document,
              [
                'l',
                [
                  of([
                    ['_id', 1],
                    ['same', fields],
                  ]),
                ],
              ],
            ]),
          ],
        ],
        [
          [
            {
              $facet: of([
                ['10', [{ $match: {} }]],
                ['2', [{ $limit: 1 }]],
              ]),
            },
          ],
          [
            of([
              ['10', [document]],
              ['2', [document]],
            ]),
          ],
        ],
        [
          [
            { $set: { w: [1, 2] } },
            { $unwind: '$w' },
            { $sort: { w: -1 } },
            { $limit: 1 },
            { $match: { w: 2 } },
          ],
          [
            of([
              ['_id', 1],
              ['v', fields],
              ['w', 2],
            ]),
          ],
        ],
        [
          [{ $sortByCount: '$v' }],
          [
            of([
              ['_id', fields],
              ['count', 1],
            ]),
          ],
        ],
      ];
      for (const [stages, results] of expected)
        expect([stages, await piped(collection, stages)]).toEqual([stages, results.map(hex)]);
    });
  });

  it('in findAndModify, upserts, projections and distinct: keep their place', async () => {
    await property(async (fields, given) => {
      const collection = fresh();
      const upsert = of([
        ['findAndModify', collection.collectionName],
        [
          'query',
          of([
            ['_id', 1],
            ['v', of([['$eq', fields]])],
          ]),
        ],
        [
          'update',
          of([
            ['$setOnInsert', of([['w', given]])],
            [
              '$set',
              of([
                ['x.10', fields],
                ['x.2', 1],
              ]),
            ],
          ]),
        ],
        ['upsert', true],
        ['new', true],
        [
          'fields',
          of([
            ['_id', 0],
            ['v', 1],
            ['10', '$w'],
            ['2', { $literal: fields }],
          ]),
        ],
      ]);
      const value = getField(await raw(upsert), 'value')!;
      expect(value.buf.toString('hex', value.start, value.end)).toBe(
        hex(
          of([
            ['v', fields],
            ['10', given],
            ['2', fields],
          ]),
        ),
      );
      // MongoDB carries out the paths of an update in order, numbers by their value.
      expect(await all(collection)).toEqual([
        hex(
          of([
            ['_id', 1],
            ['v', fields],
            ['w', given],
            [
              'x',
              of([
                ['2', 1],
                ['10', fields],
              ]),
            ],
          ]),
        ),
      ]);
      const distinct = await raw(
        of([
          ['distinct', collection.collectionName],
          ['key', 'v'],
        ]),
      );
      expect(valuesOf(getField(distinct, 'values')!).map(shown)).toEqual([stored(fields)]);
      const found = await bytesOf(
        collection
          .find(
            {},
            {
              raw: true,
              projection: sent(
                of([
                  ['v', 1],
                  ['2', '$v'],
                  ['10', '$$ROOT.v'],
                ]),
              ),
            },
          )
          .toArray(),
      );
      expect(found).toEqual([
        hex(
          of([
            ['_id', 1],
            ['v', fields],
            ['2', fields],
            ['10', fields],
          ]),
        ),
      ]);
      expect(elementsOf(getField(distinct, 'values')!)).toHaveLength(1);
    });
  });
});
