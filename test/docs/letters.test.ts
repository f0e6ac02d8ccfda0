import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import drawn from '../../fixtures/letters.json' with { type: 'json' };

const folder = 'docs/letters';

describe('docs/letters.md', () => {
  it('every letter that is drawn: has its picture on the page, small enough for a repository', () => {
    const names = Object.keys(drawn.letters).map((name) => `${name}.png`);
    const shown = [...readFileSync('docs/letters.md', 'utf8').matchAll(/\(letters\/([\w-]+\.png)\)/g)];

    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    expect(shown.map(([, name]) => name).sort()).toEqual([...names].sort());
    for (const name of names) expect(statSync(path.join(folder, name)).size).toBeLessThan(100_000);
  });
});
