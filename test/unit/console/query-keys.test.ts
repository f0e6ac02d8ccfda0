import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const folder = 'console/src';

/** What may stand at one position of a key; null: anything. */
type Part = ReadonlySet<string> | null;

interface Key {
  file: string;
  /** As it is written. */
  text: string;
  parts: readonly Part[];
}

const partOf = (node: ts.Expression): Part => {
  if (ts.isStringLiteral(node)) return new Set([node.text]);
  if (!ts.isConditionalExpression(node)) return null;
  const [yes, no] = [partOf(node.whenTrue), partOf(node.whenFalse)];
  return yes && no && new Set([...yes, ...no]);
};

/** Keys of queries: those that stand beside their `queryFn`; others only name what is asked again. */
const keysIn = (file: string, source: string): Key[] => {
  const keys: Key[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const of = (name: string) => node.properties.find((one) => one.name?.getText() === name);
      const key = of('queryKey');
      if (key !== undefined && of('queryFn') !== undefined) {
        const list = ts.isPropertyAssignment(key) ? key.initializer : key;
        if (!ts.isArrayLiteralExpression(list)) throw new Error(`${file}: its key is to be written out`);
        keys.push({ file, text: list.getText(), parts: list.elements.map(partOf) });
      }
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return keys;
};

/** Can both be one key? */
const canMeet = ({ parts: one }: Key, { parts: other }: Key): boolean =>
  one.length === other.length &&
  one.every((part, at) => {
    const there = other[at] ?? null;
    return part === null || there === null || [...part].some((word) => there.has(word));
  });

/** In one file they stand side by side, and sharing is meant: the list of runs shows figures of the run that is opened from it. */
const meetingIn = (keys: readonly Key[]): string[] =>
  keys.flatMap((one, at) =>
    keys
      .slice(at + 1)
      .filter((other) => one.file !== other.file && canMeet(one, other))
      .map((other) => `${one.file} ${one.text} = ${other.file} ${other.text}`),
  );

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);
const all = files.flatMap((file) => keysIn(file, readFileSync(path.join(folder, file), 'utf8')));

describe('keys of queries in the console', () => {
  it('are of one query each: what one place keeps is never read by another in its own shape', () => {
    expect(all.length).toBeGreaterThan(40);
    expect(meetingIn(all)).toEqual([]);
  });

  it('begin with what they show, by its name', () => {
    expect(all.filter(({ parts: [first] }) => first === null || first === undefined)).toEqual([]);
  });

  it.each([
    ["['units']", "['units']", true],
    ["['units', 'of-rules']", "['units', 'of-runs']", false],
    ["['customers', 'list']", "['customers', ref]", true],
    ["['customers', 'list']", "['customers', 'one', ref]", false],
    ["[isNew ? 'runs' : 'figures', id]", "['figures', 'list']", true],
    ["[isNew ? 'runs' : 'figures', id]", "['rows', 'list']", false],
  ])('%s and %s: one key? %s', (one, other, isOne) => {
    const keys = [one, other].flatMap((key, at) =>
      keysIn(`${String(at)}.ts`, `queryOptions({ queryKey: ${key}, queryFn })`),
    );
    expect(keys).toHaveLength(2);
    expect(meetingIn(keys)).toHaveLength(isOne ? 1 : 0);
  });
});
