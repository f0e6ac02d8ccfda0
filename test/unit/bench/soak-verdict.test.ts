import fc from 'fast-check';

interface Sample {
  seconds: number;
  answered: number;
  memoryMb: number;
  heapMb: number;
  usedBytes: number;
  fileBytes: number;
  handles: number;
  waiting: number;
}

interface Finding {
  what: string;
  isGood: boolean;
  says: string;
}

const at = new URL('../../../bench/soak-verdict.mjs', import.meta.url).href;
const { judgeSoak } = (await import(at)) as {
  judgeSoak(samples: readonly Sample[], limits: { rate: number; pooled: number }): Finding[];
}; // what its file exports

const rate = 100;
const perMessage = 5_000;
const limits = { rate, pooled: 80 };

/** A run of ten minutes as it should be, changed by `change`. */
const run = (change: (sample: Sample) => Partial<Sample> = () => ({})): Sample[] =>
  Array.from({ length: 61 }, (_, n) => {
    const seconds = n * 10;
    const stored = seconds * rate * perMessage;
    const sample = {
      seconds,
      answered: seconds * rate,
      memoryMb: 300 + (n % 3) * 5,
      heapMb: 80 + ((n * 7) % 30),
      usedBytes: 10_000_000 + stored,
      fileBytes: 12_000_000 + stored,
      handles: 60,
      waiting: 7,
    };
    return { ...sample, ...change(sample) };
  });

const failed = (samples: readonly Sample[]): string[] =>
  judgeSoak(samples, limits)
    .filter(({ isGood }) => !isGood)
    .map(({ what }) => what);

describe('judgeSoak', () => {
  test('soak, nothing grows but what is stored: all good, and the bytes of a message are told', () => {
    const findings = judgeSoak(run(), limits);
    expect(findings.every(({ isGood }) => isGood)).toBe(true);
    expect(findings[2]?.says).toBe('5000 bytes stored per message, 5000 bytes of file');
  });

  test('soak, memory grows only while everything is warmed up: flat', () => {
    expect(failed(run(({ seconds }) => ({ memoryMb: 200 + Math.min(seconds, 290) })))).toEqual([]);
  });

  test('soak, memory grows by a tenth over the second half: not flat', () => {
    expect(failed(run(({ seconds }) => ({ memoryMb: 300 + seconds * 0.1 })))).toEqual(['memory is flat']);
  });

  test('soak, what is left of the heap after each collection grows: the heap is not flat', () => {
    expect(failed(run(({ seconds }) => ({ heapMb: 80 + seconds * 0.05 + ((seconds * 7) % 40) })))).toEqual([
      'the heap is flat',
    ]);
  });

  test('soak, garbage comes and goes by half of the heap: flat', () => {
    expect(failed(run(({ seconds }) => ({ heapMb: 80 + (seconds % 60) })))).toEqual([]);
  });

  test('soak, the file grows twice as fast as what is stored: more than that', () => {
    expect(failed(run(({ usedBytes }) => ({ fileBytes: usedBytes * 2 })))).toEqual([
      'the file grows by what is stored',
    ]);
  });

  test('soak, one handle in ten seconds stays open: handles do not stay', () => {
    expect(failed(run(({ seconds }) => ({ handles: 60 + seconds / 10 })))).toEqual(['handles stay']);
  });

  test('soak, pools open connections up to what they may: handles stay', () => {
    expect(failed(run(({ seconds }) => ({ handles: 60 + Math.floor(seconds / 30) })))).toEqual([]);
  });

  test('soak, more comes in than is worked: it piles up', () => {
    expect(failed(run(({ seconds }) => ({ waiting: seconds * 10 })))).toEqual(['nothing piles up']);
  });

  test('soak, a leak of any size above a twentieth of the memory: found', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.06, max: 2, noNaN: true }), (share) => {
        const leak = (seconds: number): number => 300 + (300 * share * seconds) / 300;
        expect(failed(run(({ seconds }) => ({ memoryMb: leak(seconds) })))).toContain('memory is flat');
      }),
    );
  });
});
