import { hash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import type { TenantSettingsLookup } from '../channels/tenant-settings.ts';
import type { AgreementShelf } from '../customers/agreement-shelf.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { FileContentWorkRepository } from '../files/file-content-work.repository.ts';
import { agreementOn } from '../vocabulary/agreement.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { constantsOf, type UnitConstant } from '../money/unit-constants.ts';
import { drawLetter, type Letter } from './letter-document.ts';
import { letterDataOf } from './letter-event.ts';
import { replyDeadlineOf } from './reply-deadline.ts';
import type { RunRow } from './run-row.ts';
import type { RunRowRepository } from './run-row.repository.ts';
import type { Run } from './run.ts';

export interface PaperParts {
  settings: Pick<TenantSettingsLookup, 'settingsOf'>;
  /** Address, tax office, registry number of the business; null: none. */
  letterhead: string | null;
  units: Pick<OwnUnitsLookup, 'reading'>;
  /** Of the units of the tenant, with the days they hold. */
  agreements: Pick<AgreementShelf, 'ofCustomers'>;
  constants: { list(tenantId: string): Promise<readonly ConstantsOfUnit[]> };
}

interface ConstantsOfUnit {
  code: string;
  constants: readonly UnitConstant[];
}

/** The letter of a row as a PDF; the same row of the same run is the same file. `at`: before the start, now. */
export const drawRow = async (
  { settings, letterhead, units, constants, agreements }: PaperParts,
  run: Run,
  { body, tenantId, customer }: RunRow,
  at: Date,
): Promise<Buffer> => {
  const { company, timeZone } = await settings.settingsOf(tenantId);
  const periodEnd = body.periodEnd ?? run.periodEnd;
  const codes = body.lines.map(({ unit }) => unit);
  // Declarations are of no account.
  const [held, signed] =
    body.babs === null
      ? await Promise.all([
          constants.list(tenantId),
          agreements.ofCustomers(tenantId, customer === null ? [] : [customer]),
        ])
      : [[], []];
  const replyDeadline = replyDeadlineOf(run, at, timeZone);
  const letter: Omit<Letter, 'ownUnits'> = {
    ...{ company: company.name, letterhead, timeZone, at: run.startedAt ?? at },
    language: body.language ?? body.asked?.language ?? 'tr',
    reference: body.letter?.id ?? '',
    version: body.letter?.version ?? 1,
    recipient: body.name ?? customer ?? '',
    accountNo: body.account ?? '',
    periodEnd,
    constants: constantsOf(codes, held, periodEnd),
    deadline: replyDeadline,
    lines: body.lines,
    babs: body.babs,
    note: run.note,
    contractOf: agreementOn(signed ?? [], 'current_account', periodEnd)?.signedOn ?? null,
    hash: contentHash(letterDataOf({ ...run, replyDeadline }, body)),
  };
  return units.reading(tenantId, (ownUnits) => drawLetter({ ...letter, ownUnits }));
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
