import { hash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import type { TenantSettingsLookup } from '../channels/tenant-settings.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { FileContentWorkRepository } from '../files/file-content-work.repository.ts';
import { drawLetter, type Letter } from './letter-document.ts';
import { letterDataOf } from './letter-event.ts';
import type { RunRow } from './run-row.ts';
import type { RunRowRepository } from './run-row.repository.ts';
import type { Run } from './run.ts';

export interface PaperParts {
  settings: Pick<TenantSettingsLookup, 'settingsOf'>;
  /** Address, tax office, registry number of the business; null: none. */
  letterhead: string | null;
}

/** The letter of a row as a PDF; the same row of the same run is the same file. `at`: before the start, now. */
export const drawRow = async (
  { settings, letterhead }: PaperParts,
  run: Run,
  { body, tenantId, customer }: RunRow,
  at: Date,
): Promise<Buffer> => {
  const { company, timeZone } = await settings.settingsOf(tenantId);
  const letter: Letter = {
    ...{ company: company.name, letterhead, timeZone, at: run.startedAt ?? at },
    language: body.language ?? body.asked?.language ?? 'tr',
    reference: body.letter?.id ?? '',
    version: body.letter?.version ?? 1,
    recipient: body.name ?? customer ?? '',
    accountNo: body.account ?? '',
    periodEnd: body.periodEnd ?? run.periodEnd,
    deadline: run.replyDeadline ?? run.periodEnd,
    lines: body.lines,
    babs: body.babs,
    note: run.note,
    hasContract: body.contract === true,
    hash: contentHash(letterDataOf(run, body)),
  };
  return drawLetter(letter);
};

export interface PrepareLetterParts extends PaperParts {
  contents: FileContentWorkRepository;
  rows: Pick<RunRowRepository, 'keepDocument'>;
}

/** Draws and stores the documents of rows that are on their way; answers the rows with them. One that has its document keeps it. */
export const makePrepareLetters =
  (parts: PrepareLetterParts) =>
  async (run: Run, begun: readonly RunRow[], at: Date): Promise<RunRow[]> => {
    const { contents, rows } = parts;
    const prepared: RunRow[] = [];
    for (const row of begun) {
      if (!run.hasDocument || row.body.document !== null) {
        prepared.push(row);
        continue;
      }
      const { tenantId, eventId } = row;
      const content = await drawRow(parts, run, row, at);
      const key = await contents.put(tenantId, content, eventId);
      const document = { key, sha256: hash('sha256', content), bytes: content.length };
      const withDocument = { ...row, body: { ...row.body, document } };
      await rows.keepDocument(withDocument);
      // What a process left that died before it wrote down the key.
      await contents.removeOthers(tenantId, eventId, [key]);
      prepared.push(withDocument);
      // Drawing takes some milliseconds: what else waits comes in between.
      await breath();
    }
    return prepared;
  };

export type PrepareLetters = ReturnType<typeof makePrepareLetters>;
