import { hash } from 'node:crypto';
import { contentHash } from '../evidence/content-hash.ts';
import { IdempotencyKeyReused } from '../inbox/idempotency-key-reused.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { OwnUnits } from '../money/own-units.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { checkRow, type CheckRowParts } from './check-row.ts';
import { groupLetters, isUnassigned, type DraftLetter } from './group-letters.ts';
import { readFile, readJsonRows, type JsonRow, type SourceRead, type TableHints } from './read-source.ts';
import { eventIdOf, type RunRow } from './run-row.ts';
import type { Run } from './run.ts';
import type { RunRepository } from './run.repository.ts';
import type { RunRowRepository } from './run-row.repository.ts';

export interface NewRun extends TableHints {
  /** Derived from an idempotency key, or random. */
  id: string;
  name: string | null;
  periodEnd: string;
  replyDeadline: string | null;
  note: string | null;
  hasDocument: boolean;
  from: { file: Buffer; filename: string | null } | { rows: readonly JsonRow[] };
  by: string;
}

export interface CreateRunParts {
  runs: RunRepository;
  rows: RunRowRepository;
  check: CheckRowParts;
  units: Pick<OwnUnitsLookup, 'fresh'>;
  clock: Clock;
}

/** Rows that are looked up and stored together. */
const chunk = 500;

const fingerprintOf = ({ from, by: _by, id: _id, ...said }: NewRun): string => {
  const source = 'file' in from ? hash('sha256', from.file) : contentHash({ rows: from.rows });
  return contentHash({ ...said, source });
};

const rowOf = (run: Run, n: number, { customer, body }: DraftLetter): RunRow => ({
  ...{ tenantId: run.tenantId, runId: run.id, n, customer, body },
  ...{ state: 'error', problems: [], eventId: eventIdOf(run.id, n) },
  ...{ requestId: null, seen: 0, rev: 0, handedAt: null },
});

/** Of rows that would be one letter the first goes, the others wait for a person. */
const withoutTwins = (rows: readonly RunRow[], seen: Set<string>): RunRow[] =>
  rows.map((row) => {
    const id = row.body.letter?.id;
    if (id === undefined || isUnassigned(row.body)) return row;
    if (!seen.has(id)) {
      seen.add(id);
      return row;
    }
    const body = { ...row.body, lineProblems: [...row.body.lineProblems, 'letter_twice' as const] };
    return { ...row, body, state: 'error', problems: [...row.problems, 'letter_twice' as const] };
  });

const readSource = (
  { runs }: CreateRunParts,
  tenantId: TenantId,
  asked: NewRun,
  own: OwnUnits,
): Promise<SourceRead> =>
  'file' in asked.from
    ? readFile(runs, tenantId, asked.from.file, { ...asked, own })
    : Promise.resolve(readJsonRows(asked.from.rows, asked.kind, own));

const runOf = (tenantId: TenantId, asked: NewRun, source: SourceRead, at: Date): Run => ({
  tenantId,
  id: asked.id,
  name: asked.name ?? asked.periodEnd,
  kind: asked.kind,
  state: 'reading',
  periodEnd: asked.periodEnd,
  replyDeadline: asked.replyDeadline,
  note: asked.note,
  hasDocument: asked.hasDocument,
  source: {
    kind: source.kind,
    filename: 'file' in asked.from ? asked.from.filename : null,
    fingerprint: fingerprintOf(asked),
    lines: source.lines.length,
  },
  reading: source.reading,
  rows: 0,
  revision: 0,
  createdAt: at,
  createdBy: asked.by,
  startedAt: null,
  doneAt: null,
  pace: null,
  errand: null,
  history: [{ at, what: 'created', by: asked.by, order: null }],
});

/** Stored and checked part by part, so that a file of any size takes the same memory; the same again changes nothing. */
const storeRows = async ({ rows, check }: CreateRunParts, run: Run, drafts: DraftLetter[]): Promise<void> => {
  const letters = new Set<string>();
  for (let from = 0; from < drafts.length; from += chunk) {
    const part = drafts.slice(from, from + chunk).map((draft, index) => rowOf(run, from + index + 1, draft));
    const checked = await Promise.all(part.map((row) => checkRow(check, run, row)));
    await rows.add(withoutTwins(checked, letters));
  }
};

/**
 * Makes a run with all its rows, of which nothing is sent. Called again under the same id with the same content it finishes
 * what was begun, or answers what is there; with other content it is refused (`IdempotencyKeyReused`).
 */
export const makeCreateRun =
  (parts: CreateRunParts) =>
  async (tenantId: TenantId, asked: NewRun): Promise<Run> => {
    const { runs, clock } = parts;
    const known = await runs.find(tenantId, asked.id);
    if (known !== null && known.source.fingerprint !== fingerprintOf(asked))
      throw new IdempotencyKeyReused('This Idempotency-Key was used before for another run.');
    if (known !== null && known.state !== 'reading') return known;
    const own = await parts.units.fresh(tenantId);
    const source = await readSource(parts, tenantId, asked, own);
    const run = known ?? runOf(tenantId, asked, source, clock.now());
    if (known === null) await runs.create(run);
    const drafts = groupLetters(source.lines, own);
    await storeRows(parts, run, drafts);
    const ready = { state: 'draft', rows: drafts.length } as const;
    await runs.change(tenantId, run.id, ['reading'], ready, null);
    return (await runs.find(tenantId, run.id)) ?? { ...run, ...ready };
  };

export type CreateRun = ReturnType<typeof makeCreateRun>;
