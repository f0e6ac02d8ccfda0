import { randomUUID } from 'node:crypto';
import { makeQueueCallbacks } from '../callbacks/queue-callbacks.ts';
import { DailyReach } from '../delivery/daily-reach.ts';
import type { DeliveryWorker } from '../delivery/delivery-worker.ts';
import { ReadReceipts } from '../delivery/read-receipts.ts';
import type { FileWorker } from '../files/file-worker.ts';
import { InboxDispatcher } from '../inbox/inbox-dispatcher.ts';
import type { OutsideProposer } from '../outside/outside-proposer.ts';
import { BudgetHolds } from '../pricing/budget-holds.ts';
import { makeTellStatements } from '../requests/daily-statement.ts';
import type { TenantId } from '../shared/ids.ts';
import type { RunWorker } from '../runs/run-worker.ts';
import type { ConversationWorker } from '../step/conversation-worker.ts';
import { makeCallbackTasks } from '../tasks/callback-tasks.ts';
import { makeEscalateTasks } from '../tasks/escalate-tasks.ts';
import type { ScheduleClock } from '../triggers/calendar/schedule-clock.ts';
import type { AccountFollower } from '../templates/account/follow-accounts.ts';
import type { EventWorker } from '../triggers/event-worker.ts';
import { makeBudgetWatch } from './make-budgets.ts';
import { makeCallbackWork } from './make-callback-work.ts';
import { makeConversations } from './make-conversations.ts';
import { makeDeliveries } from './make-deliveries.ts';
import { makeEvents, makeScheduleClock } from './make-events.ts';
import { makeFileWorker } from './make-file-workers.ts';
import { makeOutside } from './make-outside.ts';
import { makeLoops, type Loops } from './make-loops.ts';
import { makeRunWorker } from './make-runs.ts';
import type { SharedParts, WorkerParts } from './worker-parts.ts';

const day = 24 * 60 * 60_000;

/** Everything that works what was stored. */
export interface Workers {
  dispatcher: InboxDispatcher;
  conversations: ConversationWorker;
  deliveries: DeliveryWorker;
  events: EventWorker;
  /** Dates of rules that have come. */
  dates: ScheduleClock;
  runs: RunWorker;
  templates: AccountFollower;
  files: FileWorker;
  /** Overdue tasks; answers how many escalated. */
  escalateTasks(): Promise<number>;
  /** Something is due that was held. */
  wakeSending(): void;
  /** What was spent against the budgets, now. */
  watchBudgets(): Promise<void>;
  /** Queues the statements of days that are over. */
  tellStatements(): Promise<void>;
  receipts: ReadReceipts;
  /** What was asked of models outside since the start. */
  outside: Pick<OutsideProposer, 'counts'>;
  start(): void;
  stop(): Promise<void>;
  /** Resolves when everything that was stored so far was worked by this process (tests). */
  idle(): Promise<void>;
}

export const makeWorkers = (given: WorkerParts): Workers => {
  const { config, repositories: repos, lookups, clock, logger } = given;
  const { pollIntervalMs } = config.work;
  const sleeping: { loops: Loops | null } = { loops: null };
  const parts: SharedParts = {
    ...given,
    owner: randomUUID(),
    queueCallbacks: makeQueueCallbacks({ callbacks: repos.callbacks, clock }),
    outside: makeOutside(given),
    budgets: new BudgetHolds(),
    reach: new DailyReach(config.delivery.dailyPeople),
    wake: { callbacks: () => sleeping.loops?.callbacks.wake(), files: () => sleeping.loops?.files.wake() },
    // A process that also takes webhooks works its own inputs at once; the sweep is for those of dead processes.
    takeOverAfterMs: config.role === 'all' ? Math.max(2_000, pollIntervalMs * 2) : 0,
  };
  const { deliveries, openIntents, applyStatuses, noteNews } = makeDeliveries(parts);
  const conversations = makeConversations(parts, deliveries, openIntents);
  const events = makeEvents(parts);
  const dates = makeScheduleClock(parts, events);
  const runs = makeRunWorker(parts, (event) => events.take(event));
  const files = makeFileWorker(parts);
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
  const chores = choresOf(parts);
  const loops = makeLoops({
    dispatcher,
    conversations,
    deliveries,
    ...{ events, dates, runs, templates: parts.templates },
    files,
    callbackWorker: callbackWork.worker,
    ...chores,
    renewReach: renewReachOf(parts),
    costsIntervalMs: config.delivery.costsIntervalMs,
    scannerVersion: parts.scannerVersion,
    pollIntervalMs,
    clock,
    logger,
  });
  sleeping.loops = loops;
  return {
    dispatcher,
    conversations,
    deliveries,
    ...{ events, dates, runs, templates: parts.templates },
    files,
    ...chores,
    wakeSending: () => sleeping.loops?.sending.wake(),
    receipts: new ReadReceipts(parts.sender, lookups.accessOf),
    outside: parts.outside,
    start: () => {
      requeue(files, logger);
      for (const one of loops.all) one.start();
    },
    stop: async () => {
      await Promise.all(loops.all.map((one) => one.stop()));
      await conversations.stop();
      await deliveries.stop();
      await callbackWork.close();
    },
    idle: async () => {
      // First: what comes of a file goes to its conversation.
      for (const one of [files, events, dispatcher, conversations, deliveries]) await one.idle();
    },
  };
};

/** What runs now and then, and whenever somebody asks for it. */
const choresOf = (parts: SharedParts) => ({
  escalateTasks: makeEscalation(parts),
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
    callbackTasks: makeCallbackTasks({ tasks: repos.tasks, timeZoneOf: lookups.timeZoneOf, clock }),
    tenantIds: lookups.tenantIds,
    policy: callbackPolicy,
    clock,
    logger,
  });

/** Whom other processes, and this one before it began anew, reached since a day ago. */
const renewReachOf =
  ({ reach, repositories, lookups, clock }: SharedParts) =>
  async (): Promise<void> => {
    if (!reach.isLimited) return;
    for (const tenantId of await lookups.tenantIds())
      reach.renew(
        tenantId,
        await repositories.reached.reachedSince(tenantId, new Date(clock.now().getTime() - day)),
      );
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
    timeZoneOf: lookups.timeZoneOf,
    announce: async (tenantId, event) => {
      await queueCallbacks(tenantId as TenantId, event);
      wake.callbacks();
    },
    clock,
  });
