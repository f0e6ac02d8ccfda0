import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What can be cited of one page: its numbered headings, and rules, rows and list items under them (`9.1#5`, `6.3#a`, `R19`). */
export interface CitedPage {
  sections: ReadonlySet<string>;
  items: ReadonlySet<string>;
}

const headingPattern = /^#{2,4} (?:([A-H]\d{0,2}|\d{1,2}(?:\.\d{1,2})?)\.? )?/;
const listItemPattern = /^(\d{1,2})\. /;
const rowPattern = /^\| (?:([a-z])|([A-Z]\d{1,3}|evt_\d+)) \|/;

/** Reads the numbered headings of a page, the numbers of its lists and the ids in the first column of its tables. */
export const readCitedPage = (text: string): CitedPage => {
  const sections = new Set<string>();
  const items = new Set<string>();
  let section: string | null = null;
  for (const line of text.split('\n')) {
    const heading = headingPattern.exec(line);
    if (heading !== null) {
      section = heading[1] ?? null;
      if (section !== null) sections.add(section);
      continue;
    }
    const [, listNumber] = listItemPattern.exec(line) ?? [];
    const [, letter, id] = rowPattern.exec(line) ?? [];
    const local = listNumber ?? letter;
    if (section !== null && local !== undefined) items.add(`${section}#${local}`);
    if (id !== undefined) items.add(id);
  }
  return { sections, items };
};

/** The pages that citations name, by the word they use. */
export const citedPages: ReadonlyMap<string, CitedPage> = new Map(
  ['domain', 'platform', 'reliability'].map((name) => [
    name,
    readCitedPage(readFileSync(`docs/${name}.md`, 'utf8')),
  ]),
);

/** Numbers of the decisions in `docs/adr`: `0012`. */
export const decisionNumbers: ReadonlySet<string> = new Set(
  readdirSync('docs/adr').flatMap((name) => /^(\d{4})-.+\.md$/.exec(name)?.[1] ?? []),
);

/** The page is there and, where one is named, has that heading. */
export const hasHeading = (page: string, heading: string | undefined): boolean => {
  if (!existsSync(page)) return false;
  return heading === undefined || readFileSync(page, 'utf8').split('\n').includes(`## ${heading}`);
};
