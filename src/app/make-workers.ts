import { randomInt, randomUUID } from 'node:crypto';
import { makeQueueCallbacks } from '../callbacks/queue-callbacks.ts';
import type { AddressPolicy } from '../callbacks/address-policy.ts';
import type { Config } from '../config/config.ts';
import { ConversationWorker } from '../step/conversation-worker.ts';
import { viewDialog } from '../conversations/dialog-snapshots.ts';
import { makeFoldInput } from '../step/fold-input.ts';
import { toTask } from '../step/relay-side-effects.ts';
import { makeRelayOutputs } from '../step/relay-outputs.ts';
import { makeApplyStatuses } from '../delivery/apply-statuses.ts';
import { DeliveryWorker } from '../delivery/delivery-worker.ts';
import type { ClassifyPlatformError, MessageSender } from '../delivery/message-sender.ts';
import { NumberPace } from '../delivery/number-pace.ts';
import { ReadReceipts } from '../delivery/read-receipts.ts';
import type { FileCheckParts } from '../files/file-check.ts';
import type { FileWorker } from '../files/file-worker.ts';
import type { ScannerVersion } from '../files/make-clamd-scanner.ts';
import type { MediaFetcher } from '../files/media-fetcher.ts';
import { uploadLinkId, uploadTokenOf } from '../documents/upload-link.ts';
import { InboxDispatcher } from '../inbox/inbox-dispatcher.ts';
import { readFigure } from '../reading/read-figure.ts';
import { readReply } from '../reading/read-reply.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { renderPrompt } from '../templates/render-prompt.ts';
import { makeEscalateTasks } from '../tasks/escalate-tasks.ts';
import { EventWorker } from '../triggers/event-worker.ts';
import type { Directory } from '../channels/directory.ts';
import { makeCallbackWork } from './make-callback-work.ts';
import { makeFileWorker } from './make-file-workers.ts';
import { makeLoops } from './make-loops.ts';
import { makeRequestRelays } from './make-request-relays.ts';
import type { Repositories } from './make-repositories.ts';
import { makeReportFailedSend } from '../delivery/report-failed-send.ts';

const day = 24 * 60 * 60_000;

/** A send must be over well before its lease: whoever takes the intent over may then be sure that nobody is sending it. */
export const sendTimeoutOf = (config: Config): number =>
  Math.min(config.delivery.sendTimeoutMs, Math.floor(config.work.leaseMs * 0.6));

/** Everything that works what was stored. */
export interface Workers {
  dispatcher: InboxDispatcher;
  conversations: ConversationWorker;
  deliveries: DeliveryWorker;
  events: EventWorker;
  files: FileWorker;
  /** Overdue tasks; answers how many escalated. */
  escalateTasks(): Promise<number>;
  receipts: ReadReceipts;
  start(): void;
  stop(): Promise<void>;
  /** Resolves when everything that was stored so far was worked by this process (tests). */
  idle(): Promise<void>;
}

export const makeWorkers = (parts: {
  config: Config;
  repositories: Repositories;
  directory: Directory;
  sender: MessageSender;
  classify: ClassifyPlatformError;
  callbackPolicy: AddressPolicy;
  /** How files are checked, shared with the upload page. */
  fileCheck: FileCheckParts;
  fetcher: MediaFetcher;
  /** Null: no scanner, or it does not answer. */
  scannerVersion(): Promise<ScannerVersion | null>;
  /** Upload links are made from it. */
  uploadSecret: Buffer;
  clock: Clock;
  logger: Logger;
}): Workers => {
  const { config, repositories: repos, directory, sender, clock, logger } = parts;
  const owner = randomUUID();
  const { leaseMs, pollIntervalMs, inputMaxAttempts } = config.work;
  // A process that also takes webhooks works its own inputs at once; the sweep is for those of dead processes.
  const takeOverAfterMs = config.role === 'all' ? Math.max(2_000, pollIntervalMs * 2) : 0;
  const tenantIds = (): Promise<readonly string[]> => directory.tenantIds();
  const channelOf = async (tenantId: string): Promise<string> => {
    const channel = await directory.channelOf(tenantId);
    if (channel === null) throw new Error('the tenant has no channel');
    return channel.id;
  };
  const contactIdOf = (tenantId: string, ref: string): Promise<string | null> =>
    repos.customers.contactIdOf(tenantId as TenantId, ref);
  const findCustomer = (tenantId: string, ref: string) => repos.customers.find(tenantId as TenantId, ref);
  const timeZoneOf = async (tenantId: string): Promise<string> =>
    (await directory.settingsOf(tenantId)).timeZone;
  const queueCallbacks = makeQueueCallbacks({ callbacks: repos.callbacks, clock });
  const accessOf = directory.accessOf.bind(directory);

  const retry = {
    maxAttempts: config.delivery.sendMaxAttempts,
    baseMs: config.delivery.retryBaseMs,
    capMs: config.delivery.retryCapMs,
  };
  const onRejected = makeReportFailedSend({
    queueCallbacks,
    inbox: repos.inbox,
    dispatch: (entries) => void dispatcher.dispatch(entries),
    clock,
  });

  const deliveries = new DeliveryWorker({
    owner,
    outbox: repos.outbox,
    sender,
    pace: new NumberPace(repos.buckets, config.delivery.numberRatePerSecond, () => performance.now()),
    accessOf,
    windowsOf: async (tenantId, ids) =>
      new Map(
        await Promise.all(
          ids.map(async (id) => {
            const conversation = await repos.conversations.find(tenantId as TenantId, id as never);
            return [id, conversation?.windowExpiresAt ?? null] as const;
          }),
        ),
      ),
    tenantIds,
    onRejected,
    clock,
    monotonic: () => performance.now(),
    random: Math.random,
    logger,
    settings: {
      leaseMs,
      sendTimeoutMs: sendTimeoutOf(config),
      unknownWaitMs: config.delivery.unknownOutcomeWaitMs,
      maxConcurrent: config.delivery.sendConcurrency,
      breakerOpenMs: config.delivery.breakerOpenMs,
      retry,
    },
  });

  const relays = makeRequestRelays({
    repositories: repos,
    findCustomer,
    contactIdOf,
    channelOf,
    timeZoneOf,
    queueCallbacks,
    callbacksQueued: () => loops.callbacks.wake(),
    enqueue: (entries) => void conversations.enqueue(entries),
    filesArrived: () => loops.files.wake(),
    clock,
  });

  const conversations = new ConversationWorker({
    owner,
    inbox: repos.inbox,
    conversations: repos.conversationSteps,
    identities: repos.identities,
    contacts: repos.customers,
    outbox: repos.outbox,
    tenants: directory,
    relay: makeRelayOutputs({
      owner,
      leaseMs,
      clock,
      transcripts: repos.transcripts,
      outbox: repos.outbox,
      requests: repos.requestStore,
      decisions: repos.decisions,
      ...relays,
      dispatch: (entries) => deliveries.dispatch(entries),
      capacity: () => deliveries.capacity,
    }),
    fold: makeFoldInput({ readReply, readFigure }),
    view: viewDialog,
    render: renderPrompt,
    newCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    uploadLink: (requestId, n) => {
      const token = uploadTokenOf(parts.uploadSecret, requestId, n);
      return { url: `${config.http.publicUrl}/u/${token}`, tokenHash: uploadLinkId(token) };
    },
    clock,
    logger,
    settings: {
      leaseMs,
      pace: { intervalMs: config.delivery.recipientIntervalMs, burst: config.delivery.recipientBurst },
      replyValidityMs: day,
      maxAttempts: inputMaxAttempts,
      batchSize: 64,
      parallelBatches: 2,
    },
  });

  const dispatcher = new InboxDispatcher({
    inbox: repos.inbox,
    identities: repos.identities,
    applyStatuses: makeApplyStatuses({
      outbox: repos.outbox,
      inbox: repos.inbox,
      classify: parts.classify,
      onRejected,
      clock,
      random: Math.random,
      retry,
    }),
    toConversations: (entries, isLeftOver) => conversations.enqueue(entries, isLeftOver),
    tenantIds,
    clock,
    logger,
    takeOverAfterMs,
  });

  const events = new EventWorker({
    events: repos.events,
    requests: repos.requestStore,
    identities: repos.identities,
    inbox: repos.inbox,
    tenants: directory,
    accounts: repos.accounts,
    findCustomer,
    contactIdOf,
    channelOf,
    openTask: async (tenantId, { details, ...task }) => {
      const opened = toTask(tenantId as TenantId, task, await timeZoneOf(tenantId));
      await repos.tasks.open([{ ...opened, details }]);
    },
    isUnderReview: (tenantId, transactionRef) =>
      repos.tasks.isUnderReview(tenantId as TenantId, transactionRef),
    enqueue: (entries) => conversations.enqueue(entries),
    clock,
    logger,
    takeOverAfterMs,
  });

  const callbackWork = makeCallbackWork({
    settings: config.callbacks,
    callbacks: repos.callbacks,
    policy: parts.callbackPolicy,
    clock,
    logger,
  });
  const files = makeFileWorker({
    config,
    repositories: repos,
    check: parts.fileCheck,
    fetcher: parts.fetcher,
    tenantIds,
  });
  const escalateTasks = makeEscalateTasks({
    tasks: repos.tasks,
    tenantIds,
    timeZoneOf,
    announce: async (tenantId, event) => {
      await queueCallbacks(tenantId as TenantId, event);
      loops.callbacks.wake();
    },
    clock,
  });
  const loops = makeLoops({
    dispatcher,
    conversations,
    deliveries,
    events,
    files,
    callbackWorker: callbackWork.worker,
    escalateTasks,
    scannerVersion: parts.scannerVersion,
    pollIntervalMs,
    clock,
    logger,
  });

  return {
    dispatcher,
    conversations,
    deliveries,
    events,
    files,
    escalateTasks,
    receipts: new ReadReceipts(sender, accessOf),
    start: () => {
      void files.requeueUnscanned().catch((error: unknown) => {
        logger.warn({ err: error }, 'files of a time without a scanner not queued');
      });
      for (const one of loops.all) one.start();
    },
    stop: async () => {
      await Promise.all(loops.all.map((one) => one.stop()));
      await conversations.stop();
      await deliveries.stop();
      await callbackWork.close();
    },
    idle: async () => {
      await events.idle();
      await dispatcher.idle();
      await conversations.idle();
      await deliveries.idle();
    },
  };
};
