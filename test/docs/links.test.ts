import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync('packages').map((name) => path.join('packages', name, 'README.md')),
  'clients/typescript/README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];

/** Blocks of code hold no links and no headings. */
const proseOf = (text: string): string => text.replace(/^([ \t]*)(`{3,}|~{3,})[\s\S]*?^\1\2[ \t]*$/gm, '');

const textOf = (page: string): string => proseOf(readFileSync(page, 'utf8'));

/** Anchors as GitHub makes them: lower case, without punctuation, spaces as dashes, a number on repeated ones. */
const anchorsOf = (text: string): ReadonlySet<string> => {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.matchAll(/^#{1,6}[ \t]+(.+?)[ \t]*#*$/gm)) {
    const shown = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const slug = shown
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
};

const linksOf = (text: string): string[] =>
  [...text.replace(/`[^`\n]*`/g, '').matchAll(/\]\(([^()\s]+)\)/g)].map((match) => match[1] ?? '');

/** Links whose text is a path: `[`src/main.ts`](../src/main.ts)`. */
const pathLinksOf = (text: string): { shown: string; link: string }[] =>
  [...text.matchAll(/\[`([\w@./-]+\/[\w./-]*)`\]\(([^()\s]+)\)/g)].map(([, shown = '', link = '']) => ({
    shown,
    link,
  }));

const isOurs = (link: string): boolean => !/^[a-z][a-z0-9+.-]*:/i.test(link);

const targetOf = (page: string, link: string): string =>
  path.join(path.dirname(page), decodeURIComponent(link.split('#')[0] ?? ''));

/** Why a link leads nowhere; null: it does. */
const problemOf = (page: string, link: string): string | null => {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : targetOf(page, link);
  if (target.startsWith('..')) return 'leads out of the repository';
  if (!existsSync(target)) return 'leads to nothing';
  if (anchor === undefined) return null;
  if (!target.endsWith('.md')) return 'has an anchor on something that is no page';
  return anchorsOf(textOf(target)).has(decodeURIComponent(anchor)) ? null : 'names no heading';
};

describe('the documentation', () => {
  it.each(pages)('%s, every relative link in it: leads to a file and a heading', (page) => {
    const broken = linksOf(textOf(page))
      .filter(isOurs)
      .flatMap((link) => {
        const problem = problemOf(page, link);
        return problem === null ? [] : [`${link} ${problem}`];
      });

    expect(broken).toEqual([]);
  });

  it.each(pages)('%s, every link that shows a path: leads to that path', (page) => {
    const misleading = pathLinksOf(textOf(page)).filter(
      ({ shown, link }) => !path.join('/', targetOf(page, link), '/').endsWith(path.join('/', shown, '/')),
    );

    expect(misleading).toEqual([]);
  });

  it('the pages together: lead into the source, the tests and the packages', () => {
    const targets = pages.flatMap((page) =>
      linksOf(textOf(page))
        .filter(isOurs)
        .map((link) => targetOf(page, link)),
    );

    for (const folder of ['src/', 'machines/', 'locales/', 'test/', 'packages/'])
      expect(targets.filter((target) => target.startsWith(folder))).not.toEqual([]);
  });

  it('the pages together: have links, or this test looks at nothing', () => {
    expect(pages.flatMap((page) => linksOf(textOf(page)).filter(isOurs)).length).toBeGreaterThan(30);
  });

  it('a page of the folder: is linked from another page, so that somebody finds it', () => {
    const linked = new Set(
      pages.flatMap((page) =>
        linksOf(textOf(page))
          .filter(isOurs)
          .map((link) => targetOf(page, link))
          .filter((target) => target !== page),
      ),
    );

    expect(pages.filter((page) => page.startsWith('docs') && !linked.has(page))).toEqual([]);
  });
});
