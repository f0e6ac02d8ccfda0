import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = 'console/src/locales';

/** `a.b.c` → its text. */
const flat = (value: unknown, key = ''): [string, string][] =>
  typeof value === 'string'
    ? [[key, value]]
    : Object.entries(value as object).flatMap(([name, inside]) =>
        flat(inside, key === '' ? name : `${key}.${name}`),
      );

const textsOf = (language: string, name: string): ReadonlyMap<string, string> =>
  new Map(flat(JSON.parse(readFileSync(path.join(folder, language, name), 'utf8'))));

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\w+\}\}/g)].map(([all]) => all).sort();

const names = readdirSync(path.join(folder, 'tr'));

describe('the words of the console', () => {
  it('are in the same files in both languages', () => {
    expect(readdirSync(path.join(folder, 'en'))).toEqual(names);
    expect(names.length).toBeGreaterThan(3);
  });

  it.each(names)('%s: has the same keys and placeholders in both, none empty', (name) => {
    const [tr, en] = [textsOf('tr', name), textsOf('en', name)];

    expect([...en.keys()]).toEqual([...tr.keys()]);
    expect([...tr, ...en].filter(([, text]) => text.trim() === '')).toEqual([]);
    const unlike = [...tr].filter(
      ([key, text]) =>
        !key.endsWith('_one') && String(placeholders(text)) !== String(placeholders(en.get(key) ?? '')),
    );
    expect(unlike).toEqual([]);
  });
});
