import type { RunParts } from '../api/run-parts.ts';
import { makeChangeRow } from '../runs/change-row.ts';
import type { CheckRowParts } from '../runs/check-row.ts';
import type { Directory } from '../channels/directory.ts';
import type { Config } from '../config/config.ts';
import { makeSubmitCommand } from '../inbox/make-submit-command.ts';
import { makeCreateRun } from '../runs/create-run.ts';
import { makeOrderRun } from '../runs/order-run.ts';
import { RunWorker } from '../runs/run-worker.ts';
import { FiguresOfRuns } from '../runs/run-figures.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { WaitingEvent } from '../triggers/event-work.repository.ts';
import type { Repositories } from './make-repositories.ts';
import type { SharedParts } from './worker-parts.ts';

const checkOf = ({ customers, requestStore }: Repositories): CheckRowParts => ({
  findCustomer: (tenantId, ref) => customers.findActing(tenantId as TenantId, ref),
  isStopped: (tenantId, contactRef) => customers.isStopped(tenantId, contactRef),
  requests: requestStore,
});

/** Bulk reconciliations, as the API works them. */
export const makeRuns = ({
  config,
  repositories: repos,
  directory,
  clock,
}: {
  config: Config;
  repositories: Repositories;
  directory: Directory;
  clock: Clock;
}): RunParts => {
  const check = checkOf(repos);
  const timeZoneOf = async (tenantId: string): Promise<string> =>
    (await directory.settingsOf(tenantId)).timeZone;
  const parts = { runs: repos.runs, rows: repos.runRows, check, clock, timeZoneOf };
  return {
    orderRun: makeOrderRun(parts),
    runsPerSecond: config.work.runLettersPerSecond,
    clock,
    timeZoneOf,
    runs: repos.runs,
    runRows: repos.runRows,
    createRun: makeCreateRun(parts),
    changeRow: makeChangeRow(parts),
    runFigures: new FiguresOfRuns(repos.runRows),
  };
};

/** The worker that hands rows over and learns what became of them. */
export const makeRunWorker = (
  parts: SharedParts,
  eventAccepted: (event: WaitingEvent) => void,
): RunWorker => {
  const { config, repositories: repos, submitInput } = parts;
  return new RunWorker({
    runs: repos.runs,
    rows: repos.runRows,
    events: repos.events,
    requests: repos.requests,
    submitCommand: makeSubmitCommand({ submitInput, inbox: repos.inbox }),
    eventAccepted,
    lateness: (tenantId, now) => repos.queueAges.oldestMessage(tenantId, now),
    countDue: (tenantId, before, most) => repos.outbox.countDue(tenantId, before, most),
    tenantIds: parts.lookups.tenantIds,
    owner: parts.owner,
    leaseMs: config.work.leaseMs,
    perSecond: config.work.runLettersPerSecond,
    clock: parts.clock,
    logger: parts.logger,
  });
};
