import fc from 'fast-check';

/** The tools are plain modules without types. */
interface Statistics {
  percentile(values: readonly number[], share: number): number;
  median(values: readonly number[]): number | null;
  slope(points: readonly { x: number; y: number }[]): number;
  latencies(values: readonly number[]): { p50: number; p99: number; of: number };
}

const at = new URL('../../../bench/statistics.mjs', import.meta.url).href;
const { percentile, median, slope, latencies } = (await import(at)) as Statistics; // what its file exports

const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 50 });

describe('percentile', () => {
  test.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0.001, 1],
    [0, 1],
  ])('percentile of one to a hundred in any order, share %d: %d', (share, value) => {
    expect(percentile(hundred, share)).toBe(value);
  });

  test('percentile, nothing measured: 0', () => {
    expect(percentile([], 0.99)).toBe(0);
  });

  test('percentile, any values and share: a value that at least this share does not exceed', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const found = percentile(values, share);
        expect(values).toContain(found);
        const below = values.filter((value) => value <= found).length;
        expect(below).toBeGreaterThanOrEqual(values.length * share);
        expect(values.filter((value) => value < found).length).toBeLessThan(values.length * share);
      }),
    );
  });
});

describe('median', () => {
  test.each([
    [[], null],
    [[7], 7],
    [[9, 1], 5],
    [[3, 1, 2], 2],
    [[10, 9, 2, 1], 5.5],
  ])('median of %j: %p', (values, value) => {
    expect(median(values)).toBe(value);
  });
});

describe('slope', () => {
  test('slope, points on a line: its steepness, whatever their order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: -50, max: 50 }),
        fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 20 }),
        (steep, begin, xs) => {
          expect(slope(xs.map((x) => ({ x, y: begin + steep * x })))).toBeCloseTo(steep, 6);
        },
      ),
    );
  });

  test('slope, noise around a line: least squares', () => {
    const points = [
      { x: 0, y: 1 },
      { x: 1, y: 0 },
      { x: 2, y: 5 },
    ];
    expect(slope(points)).toBeCloseTo(2, 9);
  });

  test.each([[[]], [[{ x: 3, y: 8 }]]])('slope, %j: 0', (points) => {
    expect(slope(points)).toBe(0);
  });
});

test('latencies, a few milliseconds: median and 99th percentile to a tenth, and how many', () => {
  expect(latencies([1.26, 9.04, 3.33])).toEqual({ p50: 3.3, p99: 9, of: 3 });
});
