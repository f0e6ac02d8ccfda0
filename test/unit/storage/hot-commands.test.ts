import fc from 'fast-check';
import { Binary, MongoNetworkError, MongoServerError, type Document } from 'mongodb';
import { Unavailable } from '../../../src/shared/errors.ts';
import { HotCommands } from '../../../src/storage/hot-commands.ts';
import type { Models } from '../../../src/storage/models.ts';

type Answer = Document | Error;

/** Hot commands on a database that gives these answers in turn, and the last of them from then on. */
const start = (...answers: Answer[]) => {
  const commands: Document[] = [];
  const db = {
    command: (command: Document): Promise<Document> => {
      const answer = answers[Math.min(commands.length, answers.length - 1)] ?? { n: 0 };
      commands.push(command);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  // Of the models it asks for the connection alone.
  return { hot: new HotCommands({ database: { db } } as unknown as Models), commands };
};

const duplicate = (index: number) => ({ index, code: 11000, errmsg: 'E11000 duplicate key' });
const refused = (index: number) => ({ index, code: 121, errmsg: 'Document failed validation' });
const document = (n: number, bytes = 0): Document => ({
  _id: `d_${n}`,
  body: new Binary(Buffer.alloc(bytes, 1)),
});
const documents = (count: number, bytes = 0): Document[] =>
  Array.from({ length: count }, (_, n) => document(n, bytes));
const megabyte = 1024 * 1024;
const serverError = (code: number): MongoServerError => new MongoServerError({ code, errmsg: 'refused' });

describe('hot commands, inserting', () => {
  it('some are there already: their indexes, the command asks for majority and journal without order', async () => {
    const { hot, commands } = start({ n: 1, writeErrors: [duplicate(0), duplicate(2)] });

    expect(await hot.insert('inbox', documents(3))).toEqual(new Set([0, 2]));
    expect(commands).toEqual([
      {
        insert: 'inbox',
        documents: documents(3),
        ordered: false,
        writeConcern: { w: 'majority', j: true },
      },
    ]);
  });

  it('nothing to insert: nothing is asked', async () => {
    const { hot, commands } = start();

    expect([await hot.insert('inbox', []), commands]).toEqual([new Set(), []]);
  });

  it('more than a command may hold: several commands, indexes count through all of them', async () => {
    const { hot, commands } = start(
      { n: 1 },
      { n: 1, writeErrors: [duplicate(0)] },
      { n: 1, writeErrors: [duplicate(1)] },
    );
    const all = documents(6, 3 * megabyte);

    expect(await hot.insert('inbox', all)).toEqual(new Set([2, 5]));
    expect(
      commands.map(({ documents: part }) => (part as Document[]).map(({ _id }) => _id as string)),
    ).toEqual([
      ['d_0', 'd_1'],
      ['d_2', 'd_3'],
      ['d_4', 'd_5'],
    ]);
  });

  it('any numbers and sizes: each document once and in order, no command of two over 8 MiB or 500', async () => {
    const size = fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 5 }).map((n) => n * megabyte),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(size, { maxLength: 30 }),
        fc.integer({ min: 0, max: 1_100 }),
        async (sizes, small) => {
          const { hot, commands } = start({ n: 1 });
          const all = [...sizes, ...Array.from({ length: small }, () => 0)].map((bytes, n) =>
            document(n, bytes),
          );
          await hot.insert('inbox', all);
          const parts = commands.map((command) => command.documents as { _id: string; body: Binary }[]);

          expect(parts.flat()).toEqual(all);
          for (const part of parts) {
            const bytes = part.reduce((sum, { body }) => sum + body.position, 0);
            expect(part.length === 1 || (bytes <= 8 * megabyte && part.length <= 500)).toBe(true);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([
    ['a document refused beside a duplicate', { n: 0, writeErrors: [duplicate(0), refused(1)] }],
    ['not written by a majority', { n: 2, writeConcernError: { code: 64, errmsg: 'timed out' } }],
    [
      'a duplicate, not known to a majority',
      { n: 1, writeErrors: [duplicate(0)], writeConcernError: { code: 64, errmsg: 'timed out' } },
    ],
  ])('%s: nothing may be called durable', async (_title, answer) => {
    await expect(start(answer).hot.insert('inbox', documents(2))).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('hot commands, updating', () => {
  const statements = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ q: { _id: `d_${n}` }, u: { $set: { n } } }));

  it('1100 statements: three commands, all that matched are counted', async () => {
    const { hot, commands } = start({ n: 500 }, { n: 400 }, { n: 7 });

    expect(await hot.update('outbox', statements(1_100))).toBe(907);
    expect(commands.map(({ updates }) => (updates as Document[]).length)).toEqual([500, 500, 100]);
  });

  it.each([
    ['a statement refused', { n: 1, writeErrors: [refused(1)] }],
    ['a duplicate key', { n: 1, writeErrors: [duplicate(1)] }],
    ['not written by a majority', { n: 2, writeConcernError: { code: 64, errmsg: 'timed out' } }],
  ])('%s: an error, not a number', async (_title, answer) => {
    await expect(start(answer).hot.update('outbox', statements(2))).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('hot commands, whose answer is lost', () => {
  it.each([
    ['the connection', new MongoNetworkError('closed')],
    ['the primary stepped down', serverError(189)],
    ['no primary any more', serverError(10107)],
  ])('%s: the same command once more', async (_title, lost) => {
    const { hot, commands } = start(lost, { n: 1, writeErrors: [duplicate(0)] });

    expect(await hot.insert('inbox', documents(2))).toEqual(new Set([0]));
    expect(commands).toHaveLength(2);
    expect(commands[1]).toEqual(commands[0]);
  });

  it('twice in a row: the caller hears of it', async () => {
    const { hot, commands } = start(new MongoNetworkError('closed'), new MongoNetworkError('closed again'));

    await expect(hot.update('outbox', [{ q: {}, u: {} }])).rejects.toThrow('closed again');
    expect(commands).toHaveLength(2);
  });

  it('refused for what it says: not repeated', async () => {
    const { hot, commands } = start(serverError(2), { n: 1 });

    await expect(hot.insert('inbox', documents(1))).rejects.toThrow('refused');
    expect(commands).toHaveLength(1);
  });
});
