import type { RunParts } from '../api/run-parts.ts';
import type { Directory } from '../channels/directory.ts';
import type { Config } from '../config/config.ts';
import type { AgreementShelf } from '../customers/agreement-shelf.ts';
import { makeRecallOrder, type RecallOrder } from '../delivery/recall-order.ts';
import { makeReportNotice } from '../delivery/report-notice.ts';
import { commandInputId } from '../inbox/command-input-id.ts';
import { makeSubmitCommand } from '../inbox/make-submit-command.ts';
import { makeChangeRow } from '../runs/change-row.ts';
import type { CheckRowParts } from '../runs/check-row.ts';
import { makeCreateRun } from '../runs/create-run.ts';
import { letterLinkOf } from '../runs/letter-link.ts';
import { makePrepareLetters, type PaperParts } from '../runs/letter-paper.ts';
import { makeFetchLetter, makeOpenLetter, type FetchLetter } from '../runs/open-letter.ts';
import { makeOrderRun } from '../runs/order-run.ts';
import { FiguresOfRuns } from '../runs/run-figures.ts';
import { RunWorker } from '../runs/run-worker.ts';
import type { Clock } from '../shared/clock.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { WaitingEvent } from '../triggers/event-work.repository.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { Repositories } from './make-repositories.ts';
import type { SharedParts } from './worker-parts.ts';

interface RunWebParts {
  config: Config;
  repositories: Repositories;
  directory: Directory;
  units: OwnUnitsLookup;
  agreements: AgreementShelf;
  /** Addresses of letters are made from it. */
  letterSecret: Buffer;
  clock: Clock;
}

const checkOf = ({ customers, requestStore }: Repositories, units: OwnUnitsLookup): CheckRowParts => ({
  units,
  findCustomer: (tenantId, ref) => customers.findActing(tenantId as TenantId, ref),
  isStopped: (tenantId, contactRef) => customers.isStopped(tenantId, contactRef),
  requests: requestStore,
});

const paperOf = ({
  config,
  repositories,
  directory,
  units,
  agreements,
}: Pick<RunWebParts, 'config' | 'repositories' | 'directory' | 'units' | 'agreements'>): PaperParts => ({
  units,
  agreements,
  constants: repositories.constants,
  settings: directory,
  letterhead: config.tenant.letterhead,
});

/** The platform fetches documents over https alone; the stand-in lives beside us. */
const isReachable = ({ http, simulator }: Config): boolean =>
  simulator || http.publicUrl.startsWith('https://');

/** Bulk reconciliations, as the API works them, and the addresses of their letters. */
export const makeRuns = (web: RunWebParts): { bulk: RunParts; fetchLetter: FetchLetter } => {
  const { config, repositories: repos, directory, units, clock } = web;
  const timeZoneOf = async (tenantId: string): Promise<string> =>
    (await directory.settingsOf(tenantId)).timeZone;
  const parts = {
    runs: repos.runs,
    rows: repos.runRows,
    check: checkOf(repos, units),
    units,
    clock,
    timeZoneOf,
  };
  const letters = {
    ...paperOf(web),
    ...{ contents: repos.fileStore, rows: repos.runRows, secret: web.letterSecret, clock },
  };
  return {
    fetchLetter: makeFetchLetter(letters),
    bulk: {
      orderRun: makeOrderRun(parts),
      runsPerSecond: config.work.runLettersPerSecond,
      sendsDocuments: isReachable(config),
      openLetter: makeOpenLetter(letters),
      clock,
      settingsOf: (tenantId) => directory.settingsOf(tenantId),
      units,
      runs: repos.runs,
      runRows: repos.runRows,
      createRun: makeCreateRun(parts),
      changeRow: makeChangeRow(parts),
      runFigures: new FiguresOfRuns(repos.runRows, units),
      noteExport: (note) => repos.audit.noteExport(note),
    },
  };
};

const recallOrderOf = ({ repositories: repos, submitInput }: SharedParts): RecallOrder =>
  makeRecallOrder({
    heldMessages: repos.heldMessages,
    inputIdOf: commandInputId,
    stillPending: (tenantId, ids) => repos.inbox.stillPending(tenantId, ids),
    inputsOfStep: async (tenantId, id, rev) => {
      // Ids of messages are ours.
      const of = [tenantId as TenantId, id as ConversationId] as const;
      const after = { key: String(rev - 1), id };
      const { items } = await repos.conversations.listSteps(...of, { limit: 1, after });
      return items.find((step) => step.rev === rev)?.inputs.map((input) => input.id) ?? [];
    },
    onNotice: makeReportNotice({ submitInput }),
  });

/** The worker that hands rows over and learns what became of them. */
export const makeRunWorker = (
  parts: SharedParts,
  eventAccepted: (event: WaitingEvent) => void,
): RunWorker => {
  const { config, repositories: repos, submitInput, letterSecret: secret } = parts;
  const { publicUrl } = config.http;
  return new RunWorker({
    runs: repos.runs,
    rows: repos.runRows,
    events: repos.events,
    requests: repos.requests,
    submitCommand: makeSubmitCommand({ submitInput, inbox: repos.inbox }),
    recallOrder: recallOrderOf(parts),
    prepareLetters: makePrepareLetters({
      ...paperOf(parts),
      ...{ contents: repos.fileStore, rows: repos.runRows },
    }),
    linkOf: (eventId) => letterLinkOf({ publicUrl, secret }, eventId),
    isStopped: (tenantId, contactRef) => repos.customers.isStopped(tenantId, contactRef),
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
