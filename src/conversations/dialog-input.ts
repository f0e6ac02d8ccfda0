import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import { documentKindOf } from '../documents/document-codes.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import { utc } from './dialog-bookkeeping.ts';

/** Documents that only the upload page takes (domain 8.4, way `link`). */
export const isLinkOnly = ({ kind, details }: RequestContent): boolean => {
  const code = details['document_code'];
  return kind === 'document' && typeof code === 'string' && documentKindOf(code)?.way === 'link';
};

/** What a dialog gets at its start; reminders that have passed are left out. */
export const dialogInput = (
  request: RequestContent,
  now: string,
  fourEyes: 'first' | 'second' | undefined,
): RequestInput => {
  const { variant, lines, reminders, expiresAt, accountNo } = request;
  const item = itemReference(request);
  return {
    variant,
    lines,
    reminders: reminders
      .map(utc)
      .filter((reminder) => reminder > now && reminder < utc(expiresAt))
      .sort(),
    expiresAt: utc(expiresAt),
    linkOnly: isLinkOnly(request),
    accountNo,
    ...(fourEyes === undefined ? {} : { fourEyes }),
    ...(item === null ? {} : { itemReference: item }),
  };
};

/** The reference of the request a deadline is about (domain 7.11). */
const itemReference = ({ variant, details }: RequestContent): string | null => {
  const item = variant === 'deadline' ? (details['item_id'] ?? details['ref_no']) : null;
  return typeof item === 'string' ? item : null;
};
