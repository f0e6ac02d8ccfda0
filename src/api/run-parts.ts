import { z } from 'zod';
import type { TenantSettings } from '../channels/tenant-settings.ts';
import type { ChangeRow } from '../runs/change-row.ts';
import type { CreateRun } from '../runs/create-run.ts';
import type { OpenLetter } from '../runs/open-letter.ts';
import type { OrderRun } from '../runs/order-run.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { FiguresOfRuns } from '../runs/run-figures.ts';
import { progressOf } from '../runs/run-pace.ts';
import type { RunRowRepository } from '../runs/run-row.repository.ts';
import type { Run } from '../runs/run.ts';
import type { RunRepository } from '../runs/run.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import type { Principal } from './principal.ts';
import { toRunShape } from './run-shape.ts';
import type { ExportNote } from './transcript-routes.ts';
import { idText } from './shape-fields.ts';

/** What the routes of runs stand on. */
export interface RunParts {
  orderRun: OrderRun;
  /** Letters a second. */
  runsPerSecond: number;
  /** The platform can fetch documents below our public address. */
  sendsDocuments: boolean;
  /** The letter of a row on paper: as it went, or as it would go. */
  openLetter: OpenLetter;
  clock: Clock;
  units: Pick<OwnUnitsLookup, 'fresh'>;
  settingsOf(tenantId: string): Promise<Pick<TenantSettings, 'company' | 'timeZone'>>;
  runs: RunRepository;
  runRows: RunRowRepository;
  createRun: CreateRun;
  changeRow: ChangeRow;
  runFigures: FiguresOfRuns;
  /** On record before the first byte. */
  noteExport(note: ExportNote): Promise<void>;
}

/** Group in the reference. */
export const runTag = 'Runs';

export const findRun = async (
  { runs }: Pick<RunParts, 'runs'>,
  { tenantId }: Principal,
  id: string,
): Promise<Run> => {
  const run = await runs.find(tenantId, id);
  if (run === null) throw new NotFound('There is no such run.');
  return run;
};

/** A run with everything that is counted of it. */
export const showRun = async (parts: RunParts, run: Run) => {
  const [counts, figures] = await Promise.all([
    parts.runRows.countByState(run.tenantId, run.id),
    parts.runFigures.of(run),
  ]);
  const progress = progressOf(run, counts, parts.runsPerSecond, parts.clock.now());
  return toRunShape({ run, counts, figures, progress });
};

/** A row by the number it has in its run. */
export const rowParams = z.object({
  id: idText,
  n: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'must be the number of a row')
    .transform(Number)
    .meta({ type: 'integer', minimum: 1 }),
});
