import { jest } from '@jest/globals';
import fc from 'fast-check';
import { BodyIntake, type IntakeLimits } from '../../../src/http/body-intake.ts';

const limits: IntakeLimits = { maxBytes: 10_000, maxBodies: 10, timeoutMs: 60_000 };

/** An intake whose cuts are written down: the name of each body that was cut, with the code it was cut with. */
const recording = (changes: Partial<IntakeLimits> = {}) => {
  const intake = new BodyIntake({ ...limits, ...changes });
  const cuts: [string, string][] = [];
  const body = (source: string, name = source) => {
    const counted = intake.enter({ source: () => source, cut: ({ code }) => void cuts.push([name, code]) });
    return { grow: (bytes: number) => intake.grow(counted, bytes), leave: () => intake.leave(counted) };
  };
  return { intake, cuts, body };
};

describe('bodies on their way', () => {
  it('more memory than there is: the largest of the source that holds the most is cut', () => {
    const { intake, cuts, body } = recording();
    body('genuine').grow(1000);
    body('alone', 'largest of all').grow(3000);
    body('many', 'first').grow(2500);
    body('many', 'second').grow(2000);
    body('genuine', 'next').grow(1000);

    expect(cuts).toEqual([['first', 'overloaded']]);
    expect(intake.load).toEqual({ bytes: 1000 + 3000 + 2000 + 1000 + 4 * 256, bodies: 4 });
  });

  it('one alone above the memory: it is cut itself', () => {
    const { intake, cuts, body } = recording();
    const place = body('large');
    place.grow(9000);
    place.grow(9000);
    place.grow(9000);

    expect(cuts).toEqual([['large', 'overloaded']]);
    expect(intake.load).toEqual({ bytes: 0, bodies: 0 });
  });

  it('sent byte by byte: a piece costs more than its byte', () => {
    const { cuts, body } = recording();
    const place = body('drip');
    for (let count = 0; count < 100; count += 1) place.grow(1);

    expect(cuts).toEqual([['drip', 'overloaded']]);
  });

  it('too many of one source: its oldest is cut, whoever comes', () => {
    const { cuts, body } = recording({ maxBodies: 3 });
    body('genuine', 'older');
    body('many', 'first');
    body('many', 'second');
    body('another', 'newcomer');

    expect(cuts).toEqual([['first', 'overloaded']]);
  });

  it('too many of a source each: the oldest of all is cut', () => {
    const { cuts, body } = recording({ maxBodies: 2 });
    for (const name of ['a', 'b', 'c', 'd']) body(name);

    expect(cuts.map(([name]) => name)).toEqual(['a', 'b']);
  });

  it('not there in time: cut, each at its own time', () => {
    jest.useFakeTimers();
    try {
      const { cuts, body, intake } = recording({ timeoutMs: 1000 });
      body('first');
      jest.advanceTimersByTime(600);
      body('second');
      body('in time').leave();
      jest.advanceTimersByTime(500);
      expect(cuts).toEqual([['first', 'body_timeout']]);
      jest.advanceTimersByTime(600);

      expect(cuts).toEqual([
        ['first', 'body_timeout'],
        ['second', 'body_timeout'],
      ]);
      expect([intake.load.bodies, jest.getTimerCount()]).toEqual([0, 0]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('in any order: never more than the limits, and nothing is counted that has left', () => {
    const step = fc.record({
      source: fc.constantFrom('a', 'b', 'c'),
      bytes: fc.array(fc.integer({ min: 1, max: 6000 }), { maxLength: 4 }),
      leaves: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { intake, body } = recording();
        const places = steps.map(({ source, bytes, leaves }) => {
          const place = body(source);
          for (const size of bytes) place.grow(size);
          if (leaves) place.leave();
          expect(intake.load.bytes).toBeLessThanOrEqual(limits.maxBytes);
          expect(intake.load.bodies).toBeLessThanOrEqual(limits.maxBodies);
          return place;
        });
        for (const place of [...places, ...places]) place.leave();
        expect(intake.load).toEqual({ bytes: 0, bodies: 0 });
      }),
    );
  });
});
