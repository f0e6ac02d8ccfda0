import { BsonWriter } from '../src/bson/writer.ts';
import { Cursors } from '../src/commands/cursors.ts';
import { streamOf } from '../src/query/stream.ts';
import { serialize } from 'bson';

const minute = 60_000;

function opened(isLasting: boolean): Cursors {
  const cursors = new Cursors(10 * minute);
  const documents = [1, 2, 3].map((n) => Buffer.from(serialize({ n })));
  const reply = { namespace: 'a.b', batchSize: 1, singleBatch: false, isLasting, deadline: { at: 0 } };
  cursors.start(new BsonWriter(), { ...reply, stream: streamOf(documents) });
  return cursors;
}

describe('a cursor nobody asks', () => {
  it.each([
    ['with a time limit, after nine minutes', false, 9, 1],
    ['with a time limit, after eleven minutes', false, 11, 0],
    ['with noCursorTimeout, after eleven minutes', true, 11, 1],
    ['with noCursorTimeout, after the session is over', true, 31, 0],
  ])('%s: is open or closed as its client asked', (_what, isLasting, minutes, left) => {
    const cursors = opened(isLasting);
    cursors.closeIdle(Date.now() + minutes * minute);
    expect(cursors.size).toBe(left);
  });
});
