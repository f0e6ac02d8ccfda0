import type { RunParts } from '../api/run-routes.ts';
import { makeChangeRow } from '../runs/change-row.ts';
import type { CheckRowParts } from '../runs/check-row.ts';
import { makeCreateRun } from '../runs/create-run.ts';
import { FiguresOfRuns } from '../runs/run-figures.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Repositories } from './make-repositories.ts';

const checkOf = ({ customers, requestStore }: Repositories): CheckRowParts => ({
  findCustomer: (tenantId, ref) => customers.findActing(tenantId as TenantId, ref),
  isStopped: (tenantId, contactRef) => customers.isStopped(tenantId, contactRef),
  requests: requestStore,
});

/** Bulk reconciliations, as the API works them. */
export const makeRuns = ({
  repositories: repos,
  clock,
}: {
  repositories: Repositories;
  clock: Clock;
}): RunParts => {
  const check = checkOf(repos);
  const parts = { runs: repos.runs, rows: repos.runRows, check, clock };
  return {
    runs: repos.runs,
    runRows: repos.runRows,
    createRun: makeCreateRun(parts),
    changeRow: makeChangeRow(parts),
    runFigures: new FiguresOfRuns(repos.runRows),
  };
};
