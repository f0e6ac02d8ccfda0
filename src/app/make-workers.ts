import { randomUUID } from 'node:crypto';
import { makeQueueCallbacks } from '../callbacks/queue-callbacks.ts';
import { DailyReach } from '../delivery/daily-reach.ts';
import { PortfolioLimits } from '../delivery/portfolio-limits.ts';
import type { DeliveryWorker } from '../delivery/delivery-worker.ts';
import { ReadReceipts } from '../delivery/read-receipts.ts';
import type { FileWorker } from '../files/file-worker.ts';
import { InboxDispatcher } from '../inbox/inbox-dispatcher.ts';
import type { OutsideProposer } from '../outside/outside-proposer.ts';
import { BudgetHolds } from '../pricing/budget-holds.ts';
import { makeTellStatements } from '../requests/daily-statement.ts';
import type { TenantId } from '../shared/ids.ts';
import type { ImportWorker } from '../imports/import-worker.ts';
import type { RunWorker } from '../runs/run-worker.ts';
import { makeFillSearch } from '../search/fill-search.ts';
import type { ConversationWorker } from '../step/conversation-worker.ts';
import { makeCallbackTasks } from '../tasks/callback-tasks.ts';
import { makeEscalateTasks } from '../tasks/escalate-tasks.ts';
import type { ScheduleClock } from '../triggers/calendar/schedule-clock.ts';
import type { AccountFollower } from '../templates/account/follow-accounts.ts';
import type { EventWorker } from '../triggers/event-worker.ts';
import { makeEstimate } from './make-estimate.ts';
import { makeBudgetWatch } from './make-budgets.ts';
import { makeCallbackWork } from './make-callback-work.ts';
import { makeConversations } from './make-conversations.ts';
import { makeDeliveries } from './make-deliveries.ts';
import { makeEvents, makeScheduleClock } from './make-events.ts';
import { makeFileWorker } from './make-file-workers.ts';
import { makeOutside } from './make-outside.ts';
import { makeLoops, type Loops } from './make-loops.ts';
import { makeNoticeWork } from './make-notices.ts';
import { makeImportWorker } from './make-imports.ts';
import { makeRunWorker } from './make-runs.ts';
import type { SharedParts, WorkerParts } from './worker-parts.ts';

/** Everything that works what was stored. */
export interface Workers {
  dispatcher: InboxDispatcher;
  conversations: ConversationWorker;
  deliveries: DeliveryWorker;
  events: EventWorker;
  /** Dates of rules that have come. */
  dates: ScheduleClock;
  runs: RunWorker;
  /** Long tables of customers. */
  imports: ImportWorker;
  templates: AccountFollower;
  files: FileWorker;
  /** Overdue tasks; answers how many escalated. */
  escalateTasks(): Promise<number>;
  /** People of ours hear of work that came; answers how much there was. */
  tellStaff(): Promise<number>;
  /** Some of what was stored before there was a search becomes findable; answers how many records were looked at. */
  fillSearch(): Promise<number>;
  /** Something is due that was held. */
  wakeSending(): void;
  /** What was spent against the budgets, now. */
  watchBudgets(): Promise<void>;
  /** How many people each tenant may write to in a day, as it is stored: before anything is sent. */
  learnReach(): Promise<void>;
  /** Queues the statements of days that are over. */
  tellStatements(): Promise<void>;
  /** Takes callback endpoints out of use that have failed for too long. */
  judgeEndpoints(): Promise<void>;
  receipts: ReadReceipts;
  /** What was asked of models outside since the start. */
  outside: Pick<OutsideProposer, 'counts'>;
  start(): void;
  stop(): Promise<void>;
  /** Resolves when everything that was stored so far was worked by this process; true if something was left to work (tests). */
  idle(): Promise<boolean>;
}

export const makeWorkers = (given: WorkerParts): Workers => {
  const { config, repositories: repos, lookups, clock, logger } = given;
  const { pollIntervalMs } = config.work;
  const sleeping: { loops: Loops | null } = { loops: null };
  const reach = new DailyReach(config.delivery.dailyPeople, repos.reached);
  const parts: SharedParts = {
    ...given,
    owner: randomUUID(),
    queueCallbacks: makeQueueCallbacks({ callbacks: repos.callbacks, clock }),
    outside: makeOutside(given),
    budgets: new BudgetHolds(),
    estimate: makeEstimate(given),
    ...{ reach, limits: limitsOf(given, reach) },
    wake: { callbacks: () => sleeping.loops?.callbacks.wake(), files: () => sleeping.loops?.files.wake() },
    // A process that also takes webhooks works its own inputs at once; the sweep is for those of dead processes.
    takeOverAfterMs: config.role === 'all' ? Math.max(2_000, pollIntervalMs * 2) : 0,
  };
  const sending = makeDeliveries(parts);
  const { deliveries, applyStatuses, noteNews } = sending;
  const conversations = makeConversations(parts, sending);
  const events = makeEvents(parts);
  const dates = makeScheduleClock(parts, events);
  const runs = makeRunWorker(parts, (event) => events.take(event));
  const imports = makeImportWorker(parts);
  const files = makeFileWorker(parts);
  const sweepers = [dates, runs, imports, parts.templates];
  const dispatcher = new InboxDispatcher({
    inbox: repos.inbox,
    identities: repos.identities,
    applyStatuses,
    noteNews,
    toConversations: (entries, isLeftOver) => conversations.enqueue(entries, isLeftOver),
    tenantIds: lookups.tenantIds,
    clock,
    logger,
    takeOverAfterMs: parts.takeOverAfterMs,
  });
  const callbackWork = callbackWorkOf(parts);
  const notices = makeNoticeWork(parts);
  const chores = { ...choresOf(parts), tellStaff: notices.tellStaff };
  const loops = makeLoops({
    dispatcher,
    conversations,
    deliveries,
    ...{ events, dates, runs, imports, files, templates: parts.templates },
    callbackWorker: callbackWork.worker,
    ...chores,
    renewReach: () => parts.limits.renew(),
    costsIntervalMs: config.delivery.costsIntervalMs,
    scannerVersion: parts.scannerVersion,
    pollIntervalMs,
    clock,
    logger,
  });
  sleeping.loops = loops;
  return {
    dispatcher,
    ...{ conversations, deliveries },
    ...{ events, dates, runs, imports, templates: parts.templates },
    files,
    ...chores,
    wakeSending: () => sleeping.loops?.sending.wake(),
    judgeEndpoints: () => callbackWork.worker.judge(),
    learnReach: () => parts.limits.learn(),
    receipts: new ReadReceipts(parts.sender, lookups.accessOf),
    outside: parts.outside,
    start: () => {
      requeue(files, logger);
      for (const one of loops.all) one.start();
    },
    stop: async () => {
      notices.end();
      await Promise.all(loops.all.map((one) => one.stop()));
      await conversations.stop();
      await deliveries.stop();
      await callbackWork.close();
      await notices.close();
    },
    // Files and what makes events first: what comes of them goes to its conversation.
    idle: () => allIdle([...sweepers, files, events, dispatcher, conversations, deliveries]),
  };
};

const allIdle = async (workers: readonly { idle(): Promise<boolean> }[]): Promise<boolean> => {
  let waited = false;
  for (const one of workers) waited = (await one.idle()) || waited;
  return waited;
};

/** What runs now and then, and whenever somebody asks for it. */
const choresOf = (parts: SharedParts) => ({
  escalateTasks: makeEscalation(parts),
  fillSearch: makeFillSearch({
    search: parts.repositories.search,
    tenantIds: parts.lookups.tenantIds,
    logger: parts.logger,
  }),
  watchBudgets: makeBudgetWatch(parts),
  tellStatements: statementsOf(parts),
});

const statementsOf = (parts: SharedParts): (() => Promise<void>) =>
  makeTellStatements({
    statements: parts.repositories.statements,
    queueCallbacks: parts.queueCallbacks,
    tenantIds: parts.lookups.tenantIds,
    timeZoneOf: (tenantId) => parts.lookups.timeZoneOf(tenantId),
    callbacksQueued: () => parts.wake.callbacks(),
    clock: parts.clock,
  });

const callbackWorkOf = ({
  config,
  repositories: repos,
  lookups,
  callbackPolicy,
  clock,
  logger,
}: SharedParts) =>
  makeCallbackWork({
    settings: config.callbacks,
    callbacks: repos.callbacks,
    callbackTasks: makeCallbackTasks({ tasks: repos.tasks, calendarOf: lookups.calendarOf, clock }),
    tenantIds: lookups.tenantIds,
    policy: callbackPolicy,
    clock,
    logger,
  });

/** How many people may be written to in a day, and whom all processes wrote to since one ago. */
const limitsOf = (given: WorkerParts, reach: DailyReach): PortfolioLimits => {
  const { repositories: repos, lookups, clock, logger, readLimit } = given;
  return new PortfolioLimits({
    channels: repos.channels,
    ...{ reach, reached: repos.reached, readLimit, clock, logger },
    ...{ tenantIds: lookups.tenantIds, accessOf: lookups.accessOf },
    releaseHeld: async (tenantId) => {
      await repos.heldMessages.release(tenantId, 'daily_reach', clock.now());
    },
    readEveryMs: given.config.delivery.templatesReadMs,
  });
};

const requeue = (files: Workers['files'], logger: WorkerParts['logger']): void => {
  void files.requeueUnscanned().catch((error: unknown) => {
    logger.warn({ err: error }, 'files of a time without a scanner not queued');
  });
};

const makeEscalation = ({ repositories, lookups, queueCallbacks, wake, clock }: SharedParts) =>
  makeEscalateTasks({
    tasks: repositories.tasks,
    tenantIds: lookups.tenantIds,
    calendarOf: lookups.calendarOf,
    announce: async (tenantId, event) => {
      await queueCallbacks(tenantId as TenantId, event);
      wake.callbacks();
    },
    clock,
  });
