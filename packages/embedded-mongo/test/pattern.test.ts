import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { BSONRegExp, serialize } from 'bson';
import type { Document } from 'bson';
import { stageCompilers } from '../src/aggregation/stages.ts';
import { getField, wholeDocument } from '../src/bson/raw.ts';
import type { Value } from '../src/bson/raw.ts';
import { CommandError } from '../src/errors.ts';
import { parseFilter } from '../src/query/parse-filter.ts';
import { compileFindProjection } from '../src/query/projection.ts';
import { parseUpdate } from '../src/update/update.ts';
import { compilePattern, literalPrefix, toPattern } from '../src/query/pattern.ts';

function codeOf(action: () => unknown): number | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof CommandError) return error.code;
    throw error;
  }
  return undefined;
}

describe('patterns of filters', () => {
  it.each<[string, string, string, boolean]>([
    ['^ab', '', 'abc', true],
    ['^ab', '', 'xab', false],
    ['b$', '', 'ab', true],
    ['a.c', '', 'a\nc', false],
    ['a.c', 's', 'a\nc', true],
    ['^c$', '', 'a\nc\nd', false],
    ['^c$', 'm', 'a\nc\nd', true],
    ['AbC', '', 'abc', false],
    ['AbC', 'i', 'xaBcx', true],
    ['ÇARŞI', 'i', 'kapalı çarşı', false],
    ['ÇAR', 'i', 'kapalı çarşı', true],
    ['a b # comment', 'x', 'ab', true],
    ['[a ]\\ b', 'x', '  b', true],
    ['ş+', 'u', 'aşşb', true],
    ['^a.*Z$', 'imsx', 'A\nz', true],
    ['(?i)abc', '', 'ABC', true],
    ['\\d{2,3}-\\w+', '', 'no 12-ab', true],
    ['^[^x]+$', '', 'abc', true],
    ['\\ç', '', 'ç', true],
    ['[[:digit:]]+', '', 'a1', true],
    ['\\p{Lu}', '', 'aÇ', true],
    ['^(?:a|b)*c', '', 'ababc', true],
    ['(?<year>\\d{4})', '', '2026', true],
  ])('%s with options "%s" on %j: %s', (source, options, text, expected) => {
    expect(compilePattern(source, options).test(text)).toBe(expected);
  });

  it.each([
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '(?<!a)b',
    '(a)\\1',
    '(?>a)b',
    'a++',
    '(',
    '[a',
    '*a',
    'a{2,1}',
    '\\u00e7',
    'a{1001}',
  ])('refuses what RE2 cannot do or is no pattern, %s: 51091', (source) =>
    expect(codeOf(() => compilePattern(source, ''))).toBe(51091),
  );

  it('refuses an unknown option: 51108', () => expect(codeOf(() => compilePattern('a', 'g'))).toBe(51108));

  it.each([
    '(a+)+$',
    '^(a|a)*$',
    '(a|aa)+$',
    '(.*a){20}[bc]',
    '^(a?){50}a{50}[bc]',
    '([a-z]+)*[0-9]',
    '(x+x+)+y',
  ])('answers for a long text, with which a matcher that goes back would not end, %s', (source) => {
    const pattern = compilePattern(source, '');
    expect(pattern.test(`${'a'.repeat(100_000)}!`)).toBe(false);
  });

  it('gives up a pattern that is too large for the text: 51156', () => {
    const pattern = compilePattern('.{1000}a.{1000}[bc]', '');
    expect(codeOf(() => pattern.test('a'.repeat(1_000_000)))).toBe(51156);
    expect(pattern.test('a'.repeat(3000))).toBe(false);
  });

  it('agrees with JavaScript on patterns both know', () => {
    const atom = fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\d', '\\w', 'ç', '(?:ab|c)', '(a|b)');
    const piece = fc
      .tuple(atom, fc.constantFrom('', '', '?', '*', '+', '{1,2}'))
      .map((parts) => parts.join(''));
    const source = fc
      .tuple(fc.boolean(), fc.array(piece, { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([start, pieces, end]) => `${start ? '^' : ''}${pieces.join('')}${end ? '$' : ''}`);
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'ç', '1', 'A', '\n'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(source, fc.constantFrom('', 'i', 's', 'm', 'ims'), text, (pattern, options, subject) => {
        const expected = new RegExp(pattern, `${options}u`).test(subject);
        expect([pattern, options, subject, compilePattern(pattern, options).test(subject)]).toEqual([
          pattern,
          options,
          subject,
          expected,
        ]);
      }),
      { numRuns: 3000 },
    );
  });

  it.each<[string, string, string | undefined]>([
    ['^j49', '', 'j49'],
    ['^ab*', '', 'a'],
    ['^ab{0,1}', '', 'a'],
    ['^ab?c', '', 'a'],
    ['^ab+c', '', 'ab'],
    ['^ab', 'i', undefined],
    ['^ab', 'm', undefined],
    ['^a b', 'x', undefined],
    ['^ab|c', '', undefined],
    ['ab', '', undefined],
    ['^(?i)ab', '', undefined],
  ])('know the text every match begins with, %s with options "%s": %s', (source, options, prefix) => {
    expect(literalPrefix(compilePattern(source, options))).toBe(prefix);
  });

  it('come as a literal or as text with options, not with both', () => {
    const value = (v: unknown) => getField(wholeDocument(Buffer.from(serialize({ v }))), 'v')!;
    expect(toPattern(value(new BSONRegExp('A', 'i'))).test('a')).toBe(true);
    expect(toPattern(value('A'), value('i')).test('a')).toBe(true);
    expect(codeOf(() => toPattern(value(new BSONRegExp('A', 'i')), value('m')))).toBe(51074);
  });
});

describe('the pattern of a caller, wherever it stands', () => {
  const scope = { now: new Date(0), variables: new Map<string, Value | undefined>() };
  const document = (v: Document): Value => wholeDocument(Buffer.from(serialize(v)));
  const filter = (v: Document) => parseFilter(document(v), scope);
  const stage = (name: string, specification: unknown): unknown =>
    stageCompilers.get(name)!(getField(document({ v: specification }), 'v')!, {
      scope,
      run: () => ({ next: () => undefined }),
    });
  const update = (u: Document, filters?: Document[]): unknown =>
    parseUpdate(
      document(u),
      filters === undefined ? undefined : getField(document({ filters }), 'filters'),
      scope,
    );
  /** JavaScript takes it and needs very long for it; RE2 refuses what follows it. */
  const text = '(a+)+$(?=b)';
  const literal = new BSONRegExp(text, '');

  it.each<[string, () => unknown]>([
    ['a filter, as a literal', () => filter({ a: literal })],
    ['a filter, as $regex', () => filter({ a: { $regex: text } })],
    ['a filter, as $regex with $options', () => filter({ a: { $regex: text, $options: 'i' } })],
    ['a filter, a literal in $regex', () => filter({ a: { $regex: literal } })],
    ['$in', () => filter({ a: { $in: ['x', literal] } })],
    ['$nin', () => filter({ a: { $nin: [literal] } })],
    ['$not', () => filter({ a: { $not: literal } })],
    ['$not with $regex', () => filter({ a: { $not: { $regex: text } } })],
    ['$all', () => filter({ a: { $all: ['x', literal] } })],
    ['$elemMatch of values', () => filter({ a: { $elemMatch: { $regex: text } } })],
    ['$elemMatch of documents', () => filter({ a: { $elemMatch: { b: literal } } })],
    ['$and, $or and $nor', () => filter({ $and: [{ $or: [{ $nor: [{ a: literal }] }] }] })],
    ['a path through arrays', () => filter({ 'a.b.0': literal })],
    ['$match', () => stage('$match', { a: literal })],
    ['$match within $facet', () => stage('$facet', { x: [{ $match: { a: { $regex: text } } }] })],
    ['a projection', () => compileFindProjection(document({ a: { $elemMatch: { $regex: text } } }), scope)],
    ['$pull', () => update({ $pull: { a: literal } })],
    ['$pull by condition', () => update({ $pull: { a: { $in: [literal] } } })],
    ['$pull of documents', () => update({ $pull: { a: { b: { $regex: text } } } })],
    ['arrayFilters', () => update({ $set: { 'a.$[x].b': 1 } }, [{ 'x.c': { $regex: text } }])],
  ])('is compiled by RE2, %s: 51091 for what RE2 has not', (_where, compile) => {
    expect(codeOf(compile)).toBe(51091);
  });

  it('never becomes one of JavaScript: no file of the package makes those from a text', () => {
    const files = readdirSync('packages/embedded-mongo/src', { recursive: true, encoding: 'utf8' });
    const sources = files.filter((name) => name.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(50);
    const making = sources.filter((name) => {
      const source = readFileSync(path.join('packages/embedded-mongo/src', name), 'utf8');
      return /\bRegExp\(|\.(?:match|matchAll|search)\((?!\/)/.test(source);
    });
    expect(making).toEqual([]);
  });
});
