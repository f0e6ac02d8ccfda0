/** One place that names a source: `document` is `domain`, `platform`, `reliability`, `ADR` or a path of a page. */
export interface Citation {
  document: string;
  /** What is cited of it, as the index of pages spells it: `7.6`, `9.1#5`, `6.3#a`, `R19`, `F6#8`, `0012`. */
  reference: string;
}

const nestedPattern = /^([A-H]\d{0,2})\.(\d{1,2})$/;
const sectionOrId =
  /^(?:\d{1,2}(?:\.\d{1,2})?(?![\w.]*\d)|[A-H](?:\d{1,2})?(?:\.\d{1,2})?(?![\w-])|R\d{1,2}\b|C\d{3}\b|evt_\d{4}\b)/;
const decisionPattern = /^\d{4}\b/;
const separatorPattern = /^(?:, and |, or |, | and | or | to )/;
const lettersPattern = /^(?:-| (?=[a-z] and [a-z]\b))([a-z])\b((?:(?:, | and )[a-z]\b)*)/;
const rulesPattern = /^ (?:rules?|items?) (\d{1,2})((?:(?:, | and | to )\d{1,2})*)\b/;

/** `A.2` is item 2 of part A, `F6.8` item 8 of F6; `7.6` is a heading of its own. */
const spelled = (reference: string): string => {
  const [, part, item] = nestedPattern.exec(reference) ?? [];
  return part === undefined ? reference : `${part}#${item}`;
};

/** What stands behind a section: `-c, e`, ` d and e`, ` rules 3 and 5`. Without any, the section itself. */
const narrowed = (section: string, rest: string): { references: string[]; length: number } => {
  const found = lettersPattern.exec(rest) ?? rulesPattern.exec(rest);
  if (found === null || !/^\d/.test(section)) return { references: [spelled(section)], length: 0 };
  const [whole, first = '', more = ''] = found;
  const all = [first, ...more.split(/, | and | to /).slice(1)];
  return { references: all.map((item) => `${section}#${item}`), length: whole.length };
};

/** Reads a list of references from the start of a text: `7.2, 7.5 and 7.11`, `4, R19`, `5, 9.1 rule 10`. */
const readReferences = (text: string, pattern: RegExp): { references: string[]; length: number } => {
  const references: string[] = [];
  let at = 0;
  for (;;) {
    const separator = references.length === 0 ? '' : (separatorPattern.exec(text.slice(at))?.[0] ?? null);
    if (separator === null) return { references, length: at };
    const [section] = pattern.exec(text.slice(at + separator.length)) ?? [];
    if (section === undefined) return { references, length: at };
    at += separator.length + section.length;
    const { references: some, length } = narrowed(section, text.slice(at));
    references.push(...some);
    at += length;
  }
};

/** One line of prose: comments lose their leaders, and what continues on the next line is put together. */
const proseOf = (text: string): string => text.replace(/\s*\n[ \t]*(?:\*(?!\/)|\/\/|#(?!#))?[ \t]*/g, ' ');

const pagePattern = /(docs\/[\w./-]+\.md)(?:, ([A-Z][\w ]+?)(?=\)))?/g;

/** Every citation of a text, and the prose without them: what is left may still name something nobody can open. */
export const findCitations = (text: string): { citations: Citation[]; rest: string } => {
  const prose = proseOf(text);
  const citations: Citation[] = [];
  let rest = '';
  let from = 0;
  for (const match of prose.matchAll(/\b(domain|platform|reliability|ADR) (?=[A-HR\d]|evt_|C\d)/g)) {
    const document = match[1] ?? '';
    const start = match.index + match[0].length;
    const pattern = document === 'ADR' ? decisionPattern : sectionOrId;
    const { references, length } = readReferences(prose.slice(start), pattern);
    if (length === 0 || start < from) continue;
    citations.push(...references.map((reference) => ({ document, reference })));
    rest += prose.slice(from, match.index);
    from = start + length;
  }
  rest += prose.slice(from);
  for (const [, page = '', heading = ''] of prose.matchAll(pagePattern))
    citations.push({ document: page, reference: heading });
  return { citations, rest };
};

const unknownPatterns: readonly RegExp[] = [
  // A document by name with a section: nothing but the pages above is cited that way.
  /[(;,] ?[a-z]+(?:-[a-z]+)+(?:\.md)? (?:\d{1,2}(?:\.\d{1,2})?|[A-H]\.?\d{0,2})(?=[ ,;:).])/g,
  /\b[a-z][a-z-]*\.md \d{1,2}(?:\.\d{1,2})?/g,
  /\b(?:whatsapp-cloud-api|reliability-security|code-models|product\.md)\b/g,
  // A section without its document.
  /[(;,] ?(?:[Ss]ections? \d{1,2}(?:\.\d{1,2})?|rules? \d{1,2}(?= ?[),;])|\d\.\d{1,2}-[a-j]\b|[A-H]\.\d{1,2}(?=[ ,;:)])|F\d{1,2}(?:\.\d{1,2})?(?=[,;:)])|R\d{1,2}(?=[,;:)]))/g,
  /\bsection \d{1,2}\.\d{1,2} (?:wants|says)|\brule \d{1,2} of \d/g,
  /\b(?:of|as|in) the domain(?= (?:reference|says)\b|[,:;)'])/g,
];

/** What looks like a citation and resolves to nothing by its very form. `rest`: see `findCitations`. */
export const findUnknownCitations = (rest: string): string[] =>
  unknownPatterns.flatMap((pattern) => [...rest.matchAll(pattern)].map(([found]) => found.trim()));
