import { Sweeps } from '../../../src/shared/sweeps.ts';

const held = (): { promise: Promise<number>; end(found: number): void; fail(): void } => {
  const ends: { end(found: number): void; fail(): void }[] = [];
  const promise = new Promise<number>((resolve, reject) => {
    ends.push({ end: resolve, fail: () => reject(new Error('no answer')) });
  });
  const [end] = ends;
  if (end === undefined) throw new Error('a promise begins at once');
  return { promise, ...end };
};

describe('sweeps of one worker', () => {
  it('is idle at once when none runs', async () => {
    expect(await new Sweeps().idle()).toBe(false);
  });

  it('waits for one that somebody else began, and says that it found something', async () => {
    const sweeps = new Sweeps();
    const [first, second] = [held(), held()];
    const answers = [sweeps.now(() => first.promise), sweeps.now(() => second.promise)];
    const idle = sweeps.idle();
    first.end(0);
    second.end(2);

    expect(await idle).toBe(true);
    expect(await Promise.all(answers)).toEqual([0, 2]);
  });

  it('has nothing to say of one that found nothing', async () => {
    const sweeps = new Sweeps();
    void sweeps.now(() => Promise.resolve(0));
    expect(await sweeps.idle()).toBe(false);
  });

  it('says of one that failed that it may have done something, and leaves the error to its caller', async () => {
    const sweeps = new Sweeps();
    const one = held();
    const answer = sweeps.now(() => one.promise);
    const heard = expect(answer).rejects.toThrow('no answer');
    one.fail();

    expect(await sweeps.idle()).toBe(true);
    await heard;
    expect(await sweeps.idle()).toBe(false);
  });

  it('begins none in turn before the ones before it have ended, however they did', async () => {
    const sweeps = new Sweeps();
    const [first, second] = [held(), held()];
    const begun: string[] = [];
    const one = sweeps.inTurn(() => {
      begun.push('first');
      return first.promise;
    });
    const two = sweeps.inTurn(() => {
      begun.push('second');
      return second.promise;
    });
    const heard = expect(one).rejects.toThrow('no answer');
    await Promise.resolve();
    expect(begun).toEqual(['first']);
    first.fail();
    await heard;
    second.end(3);

    expect(await two).toBe(3);
    expect(begun).toEqual(['first', 'second']);
    expect(await sweeps.idle()).toBe(false);
  });
});
