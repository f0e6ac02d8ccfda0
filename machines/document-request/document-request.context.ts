import { z } from 'zod';
import type { RequestInput } from '../shared/dialog-events.ts';

/** What a document request remembers between answers. Plain JSON. */
export const documentRequestContextSchema = z.object({
  /** Only the upload link takes this document (domain 8.4, way `link`). */
  linkOnly: z.boolean(),
  /** Also when the document is due: a document request has no grace after that (domain 7.7). */
  expiresAt: z.string(),
  /** Reminders as they were planned at the start; an extension moves them by a week. */
  planned: z.array(z.string()),
  /** Reminders that are still ahead. */
  reminders: z.array(z.string()),
  /** `given`: a week more, once; `asked`: more was asked for, staff decides. */
  extension: z.enum(['none', 'given', 'asked']),
  humanAsked: z.boolean(),
  /** Documents staff has sent back. */
  tries: z.number(),
  /** Why staff sent the last one back. */
  reason: z.string().nullable(),
  /** Files whose check has not ended. */
  pending: z.array(z.string()),
  /** Files that passed since the person was last told. */
  passed: z.array(z.string()),
  /** Why files failed since the person was last told; each reason once. */
  refusals: z.array(z.string()),
  /** Time ran out while something was being checked or reviewed. */
  isLate: z.boolean(),
});
/** What a document request remembers between answers (domain 7.7). */
export type DocumentRequestContext = z.infer<typeof documentRequestContextSchema>;

/** A document request before its first prompt: nothing sent, nothing extended. */
export const newDocumentRequestContext = (input: RequestInput): DocumentRequestContext => ({
  linkOnly: input.linkOnly ?? false,
  expiresAt: input.expiresAt,
  planned: [...input.reminders],
  reminders: [...input.reminders],
  extension: 'none',
  humanAsked: false,
  tries: 0,
  reason: null,
  pending: [],
  passed: [],
  refusals: [],
  isLate: false,
});

/** Documents a person may send before staff takes over (domain 7.7). */
export const maxTries = 3;

/**
 * Entries of a list in the context. Files beyond it are checked and kept all the same; only the dialog does not wait for
 * them.
 */
const listLimit = 30;

/** The list with these entries, each once, thirty at most. */
export const withEntries = (list: readonly string[], entries: readonly string[]): string[] =>
  [...new Set([...list, ...entries])].slice(0, listLimit);

/** What the request ends with when staff sent the last document back for this reason (domain 7.7). */
export const rejectionOutcome = (reason: string | null): string => {
  if (reason === 'wrong_type') return 'rejected_type';
  return reason === 'expired' ? 'expired_document' : 'rejected_quality';
};

/** Outcomes staff may settle a request with; everything else is decided by what is sent. */
export type Settlement = 'accepted' | 'refused' | 'cancelled';
