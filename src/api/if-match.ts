import type { IncomingMessage } from 'node:http';
import { ValidationFailed } from '../shared/errors.ts';

/** The revision a caller has seen: `If-Match: "3"`, as the ETag of an answer gave it. Null without the header. */
export const ifMatchOf = ({ headers }: Pick<IncomingMessage, 'headers'>): number | null => {
  const given = headers['if-match'];
  if (given === undefined) return null;
  const [, rev] = /^"(\d{1,15})"$/.exec(given) ?? [];
  if (rev === undefined)
    throw new ValidationFailed([{ field: 'If-Match', message: 'must be the ETag of an answer' }]);
  return Number(rev);
};

/** The revision as the header of an answer. */
export const etagOf = (rev: number): { ETag: string } => ({ ETag: `"${rev}"` });
