import { citedPages, decisionNumbers, hasHeading } from './cited-pages.ts';
import type { Citation } from './find-citations.ts';

/** The heading, rule, row or decision that is cited stands in the repository. */
export const resolves = ({ document, reference }: Citation): boolean => {
  if (document === 'ADR') return decisionNumbers.has(reference);
  const page = citedPages.get(document);
  if (page === undefined) return hasHeading(document, reference === '' ? undefined : reference);
  return page.sections.has(reference) || page.items.has(reference);
};

/** As the index of pages spells it: `domain 9.1#5`. */
export const said = ({ document, reference }: Citation): string => `${document} ${reference}`.trim();
