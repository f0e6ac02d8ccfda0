import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { plainCopy } from '../../../src/shared/plain-copy.ts';

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, Number.NaN, Number.POSITIVE_INFINITY, new Date(0)),
);
const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', '10', '2'));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('record')),
  list: fc.array(tie('value')),
  record: fc
    .array(fc.tuple(key, tie('value')))
    .map((entries) => Object.fromEntries(entries) as Record<string, unknown>),
}));

describe('a plain copy', () => {
  it('of any value: what JSON would give back, keys in the same order', () => {
    fc.assert(
      fc.property(
        value.filter((one) => one !== undefined),
        (one) => {
          const text = JSON.stringify(one);
          const copy = plainCopy(one);
          expect(JSON.stringify(copy)).toBe(text);
          expect(isDeepStrictEqual(copy, JSON.parse(text))).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('of an object: shares nothing with it that could change', () => {
    const one = { list: [{ a: 1 }] };
    const copy = plainCopy(one);
    one.list.push({ a: 2 });
    Object.assign(one.list[0] ?? {}, { a: 3 });

    expect(copy).toEqual({ list: [{ a: 1 }] });
  });

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a bigint', 1n],
  ])('of %s: refused', (_name, one) => {
    expect(() => plainCopy(one)).toThrow(TypeError);
  });
});
