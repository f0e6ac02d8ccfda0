import { contentHash } from '../evidence/content-hash.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';

/** The address without what signs it: a link made anew leads to the same document. */
const addressOf = (link: string): string => link.split(/[?#]/, 1)[0] ?? link;

/** Members of the event's data that say where it stands among its versions, or that are compared in another form. */
const comparedApart: ReadonlySet<string> = new Set([
  ...['letter_version', 'approval_version', 'invoice_version', 'lines'],
  ...['document_url', 'document_filename', 'document_sha256', 'document_bytes'],
]);

/** What is asked, without when and under which number it was reported. */
const askedBy = ({ lines, accountNo, details, document }: RequestContent, withLink: boolean): string =>
  contentHash({
    lines: [...lines].sort((a, b) => (a.unit < b.unit ? -1 : 1)),
    accountNo,
    details: Object.fromEntries(Object.entries(details).filter(([name]) => !comparedApart.has(name))),
    document: withLink && document !== null ? addressOf(document.link) : null,
  });

/** Do two requests ask the same of the same books? A document counts by its hash where both name one, else by its address. */
export const asksTheSame = (one: RequestContent, other: RequestContent): boolean => {
  const [hash, otherHash] = [one.document?.sha256 ?? null, other.document?.sha256 ?? null];
  if (hash !== null && otherHash !== null && hash !== otherHash) return false;
  const withLink = hash === null || otherHash === null;
  return askedBy(one, withLink) === askedBy(other, withLink);
};
