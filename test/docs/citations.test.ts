import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { citedPages, readCitedPage } from '../support/cited-pages.ts';
import { findCitations, findUnknownCitations } from '../support/find-citations.ts';
import type { Citation } from '../support/find-citations.ts';
import { resolves, said } from '../support/resolve-citation.ts';

const folders = [
  'src',
  'machines',
  'simulator',
  'upload',
  'packages',
  'test',
  'scripts',
  'bench',
  'docs',
  'fixtures/conversations',
];

/** Pages that hold the cited sections say «6.3-a» or «R24» of themselves. */
const ownPages = [...citedPages.keys()].map((name) => path.join('docs', `${name}.md`));

/** What is written here and beside it are examples of citations, good and bad. */
const examples = [
  path.join('test', 'docs', 'citations.test.ts'),
  path.join('test', 'support', 'find-citations.ts'),
];

const isText = (name: string): boolean => /\.(?:tsx?|mjs|cjs|js|css|html|md|json)$/.test(name);
const isOurs = (name: string): boolean => !/(?:^|\/)(?:node_modules|dist)\//.test(name);

const files = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
  ),
]
  .filter((name) => isText(name) && isOurs(name) && !examples.includes(name))
  .sort();

const read = (name: string): { citations: Citation[]; unknown: string[] } => {
  const { citations, rest } = findCitations(readFileSync(name, 'utf8'));
  return { citations, unknown: ownPages.includes(name) ? [] : findUnknownCitations(rest) };
};

const found = files.map((name) => ({ name, ...read(name) }));

describe('the citations of the code and the pages', () => {
  it('each of them: resolves to a heading, a rule or a row of a page in the repository', () => {
    const broken = found.flatMap(({ name, citations }) =>
      citations.filter((citation) => !resolves(citation)).map((citation) => `${name}: ${said(citation)}`),
    );

    expect(broken).toEqual([]);
  });

  it('no place: cites a document that is not here, or a section without its document', () => {
    const unknown = found.flatMap((file) => file.unknown.map((text) => `${file.name}: ${text}`));

    expect(unknown).toEqual([]);
  });

  it('all together: are many and of every page, or this test looks at nothing', () => {
    const inCode = found.filter(({ name }) => !name.endsWith('.md')).flatMap(({ citations }) => citations);
    const documents = new Set(inCode.map(({ document }) => document));

    expect(inCode.length).toBeGreaterThan(250);
    expect([...documents]).toEqual(expect.arrayContaining([...citedPages.keys(), 'ADR', 'docs/api.md']));
  });
});

describe('findCitations', () => {
  it.each([
    ['(domain 7.6)', ['domain 7.6']],
    ['(domain 7.2, 7.5 and 7.11)', ['domain 7.2', 'domain 7.5', 'domain 7.11']],
    ['(domain 7.5 to 7.12): more', ['domain 7.5', 'domain 7.12']],
    ['(domain 9.1 rule 5)', ['domain 9.1#5']],
    ['(domain 9.1 rules 3 and 5)', ['domain 9.1#3', 'domain 9.1#5']],
    ['(domain 2.6, 9.1 rule 9)', ['domain 2.6', 'domain 9.1#9']],
    ['(KVKK 3, 5, 10; domain 4, R19)', ['domain 4', 'domain R19']],
    ['(domain 8.1, C009)', ['domain 8.1', 'domain C009']],
    ['(domain 6.3-c, e)', ['domain 6.3#c', 'domain 6.3#e']],
    ['(domain 6.3 d and e)', ['domain 6.3#d', 'domain 6.3#e']],
    ['(domain 6.3-a, R1)', ['domain 6.3#a', 'domain R1']],
    ['(domain 8.4, way `link`)', ['domain 8.4']],
    ['(domain 5: 09:00–20:00)', ['domain 5']],
    ['(reliability F6.8)', ['reliability F6#8']],
    ['of reliability F7: checked', ['reliability F7']],
    ['(reliability C, platform 10.5)', ['reliability C', 'platform 10.5']],
    ['(reliability D.2, ADR 0004)', ['reliability D#2', 'ADR 0004']],
    [' * by domain 9.1 and\n * reliability B.', ['domain 9.1', 'reliability B']],
    [' // see domain\n    // 9.3', ['domain 9.3']],
    ['(docs/architecture.md, Delivery)', ['docs/architecture.md Delivery']],
    ['the domain has 12 of them; platform-specific', []],
  ])('%j: is read as %j', (text, expected) => {
    expect(findCitations(text).citations.map(said)).toEqual(expected);
  });

  it.each([
    ['domain 7.99'],
    ['domain 9.1 rule 12'],
    ['domain 6.3-k'],
    ['domain R31'],
    ['domain C013'],
    ['domain B.4'],
    ['platform 17'],
    ['reliability A.12'],
    ['reliability F15'],
    ['reliability F6.11'],
    ['ADR 9999'],
    ['(docs/nowhere.md)'],
    ['(docs/architecture.md, Nowhere)'],
  ])('%s: is found and resolves to nothing', (text) => {
    expect(findCitations(text).citations.map(resolves)).toEqual([false]);
  });
});

describe('findUnknownCitations', () => {
  it.each([
    ['(whatsapp-cloud-api 9.1)'],
    ['by reliability-security B'],
    ['(some-design 2.5)'],
    ['(product.md 6)'],
    ['(F3)'],
    ['(R25)'],
    ['(keyed; A.3)'],
    ['(6.3-i)'],
    ['(section 6.4)'],
    ['(rule 7)'],
    ['is the line of the domain, as said'],
  ])('%s: is told', (text) => {
    expect(findUnknownCitations(findCitations(text).rest)).not.toEqual([]);
  });

  it.each([
    ['(domain 9.1 rule 7), (reliability F3) and (domain R25)'],
    ['values of the domain (TTK 82), (KVKK 3, 5), (RFC 8785), f(2.5), 20.19'],
    ['(HTTP/1.1 3 times), a[F3], (C008), (node 20)'],
  ])('%s: is nothing to tell', (text) => {
    expect(findUnknownCitations(findCitations(text).rest)).toEqual([]);
  });
});

describe('readCitedPage', () => {
  it('a page: gives its numbered headings, its lists and its rows, each under its own heading', () => {
    const page = readCitedPage(
      '# P\n1. no\n## 2. Two\n### 2.1 One\n1. yes\n| a | x |\n| R7 | y |\n### Unnumbered\n2. no\n## F3. Keys\n',
    );

    expect([...page.sections]).toEqual(['2', '2.1', 'F3']);
    expect([...page.items]).toEqual(['2.1#1', '2.1#a', 'R7']);
  });
});
