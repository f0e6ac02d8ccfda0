import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = 'docs/how-to';
const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
const textOf = (page: string): string => readFileSync(path.join(folder, page), 'utf8');

/** Changes shown on a page, as `diff` writes them: the file after `--- `, then lines that begin with a blank, `-` or `+`. */
const changesIn = (text: string): { file: string; lines: string[] }[] =>
  [...text.matchAll(/^```diff\n([\s\S]*?)^```/gm)]
    .flatMap(([, block = '']) => block.split(/^(?=--- )/m))
    .map((part) => part.split('\n').filter((line) => line !== ''))
    .map(([head = '', ...lines]) => ({ file: head.replace('--- ', ''), lines }));

const changes = pages.flatMap((page) => changesIn(textOf(page)).map((change) => ({ page, ...change })));

/** Paths of the repository in code spans: `src/timers/request-schedule.ts`. */
const pathsIn = (text: string): string[] =>
  [
    ...text.matchAll(
      /`((?:src|machines|locales|test|fixtures|docs|simulator|upload|packages|examples|scripts)\/[\w./-]+)`/g,
    ),
  ].map(([, found = '']) => found);

describe('the pages of docs/how-to', () => {
  it('the index: names every page', () => {
    const index = readFileSync(path.join(folder, 'README.md'), 'utf8');

    expect(pages.filter((page) => !index.includes(`](${page})`))).toEqual([]);
    expect(pages.length).toBeGreaterThan(10);
  });

  it.each(pages)('%s, every path it names: is there', (page) => {
    expect(pathsIn(textOf(page)).filter((named) => !existsSync(named))).toEqual([]);
  });

  it.each(changes)('$page, the change to $file: fits the file as it is', ({ file, lines }) => {
    const present = new Set(
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim()),
    );
    const context = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1).trim());

    expect(lines.filter((line) => line.startsWith('+')).length).toBeGreaterThan(0);
    expect(context.filter((line) => !present.has(line))).toEqual([]);
  });
});
