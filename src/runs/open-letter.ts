import type { FileContentRepository } from '../files/file-content.repository.ts';
import { AppError, NotFound } from '../shared/errors.ts';
import type { Clock } from '../shared/clock.ts';
import { isTokenOf } from './letter-link.ts';
import { drawRow, type PaperParts } from './letter-paper.ts';
import type { RunRow } from './run-row.ts';
import type { RunRowRepository } from './run-row.repository.ts';
import type { Run } from './run.ts';

/** The letter was answered, or ended otherwise: its address leads nowhere any more. */
export class LetterClosed extends AppError {
  readonly code = 'link_expired';
  readonly retryable = false;
}

/** The document is not stored any more. */
export class LetterGone extends AppError {
  readonly code = 'content_gone';
  readonly retryable = false;
}

/** A document for a caller to keep. */
export interface LetterFile {
  content: Buffer;
  filename: string;
}

export interface OpenLetterParts extends PaperParts {
  contents: Pick<FileContentRepository, 'read'>;
  rows: Pick<RunRowRepository, 'findOfAnyTenant'>;
  secret: Buffer;
  clock: Clock;
}

const nameOf = ({ body, eventId }: RunRow): string => `${body.letter?.id ?? eventId}.pdf`;

const stored = async ({ contents }: OpenLetterParts, row: RunRow): Promise<LetterFile> => {
  const { document } = row.body;
  const content = document === null ? null : await contents.read(row.tenantId, document.key);
  if (content === null) throw new LetterGone('The document is not stored any more.');
  return { content, filename: nameOf(row) };
};

/** For staff: the document that went, or, before the start, one as it would go. */
export const makeOpenLetter =
  (parts: OpenLetterParts) =>
  async (run: Run, row: RunRow): Promise<LetterFile> =>
    row.body.document === null
      ? { content: await drawRow(parts, run, row, parts.clock.now()), filename: nameOf(row) }
      : stored(parts, row);

export type OpenLetter = ReturnType<typeof makeOpenLetter>;

const waiting: ReadonlySet<string> = new Set(['handing', 'handed', 'open']);

/** It waits for an answer: what is sent of it may name its document. */
export const isFetchable = ({ state }: Pick<RunRow, 'state'>): boolean => waiting.has(state);

/**
 * For the platform, which fetches what a message names: by the token of its address, while the letter waits for an answer. Throws `NotFound`,
 * `LetterClosed`, `LetterGone`.
 */
export const makeFetchLetter =
  (parts: OpenLetterParts) =>
  async (eventId: string, token: string): Promise<LetterFile> => {
    const isRight = isTokenOf(parts.secret, eventId, token);
    const row = isRight ? await parts.rows.findOfAnyTenant(eventId) : null;
    if (row === null || row.body.document === null) throw new NotFound('There is no such letter.');
    if (!isFetchable(row)) throw new LetterClosed('The letter has ended.');
    return stored(parts, row);
  };

export type FetchLetter = ReturnType<typeof makeFetchLetter>;
