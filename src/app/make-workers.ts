import { randomUUID } from 'node:crypto';
import { makeCallbackSender } from '../callbacks/make-callback-sender.ts';
import { makeCallbackWorker } from '../callbacks/make-callback-worker.ts';
import { makeQueueCallbacks } from '../callbacks/queue-callbacks.ts';
import type { AddressPolicy } from '../callbacks/address-policy.ts';
import type { Config } from '../config/config.ts';
import { ConversationWorker } from '../conversations/conversation-worker.ts';
import { viewDialog } from '../conversations/dialog-snapshots.ts';
import { makeFoldInput } from '../conversations/fold-input.ts';
import { makeRelayOutputs } from '../conversations/relay-outputs.ts';
import { makeApplyStatuses } from '../delivery/apply-statuses.ts';
import { DeliveryWorker } from '../delivery/delivery-worker.ts';
import type { ClassifyPlatformError, MessageSender } from '../delivery/message-sender.ts';
import { NumberPace } from '../delivery/number-pace.ts';
import type { OutboxEntry } from '../delivery/outbox-entry.ts';
import { ReadReceipts } from '../delivery/read-receipts.ts';
import { InboxDispatcher } from '../inbox/inbox-dispatcher.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import { readFigure } from '../reading/read-figure.ts';
import { readReply } from '../reading/read-reply.ts';
import { makeForwardRequest, makeReaddressCommand } from '../requests/forward-request.ts';
import { requestJson } from '../requests/request-json.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId, type RequestId, type TenantId } from '../shared/ids.ts';
import type { Json } from '../shared/json.ts';
import type { Logger } from '../shared/logger.ts';
import { renderPrompt } from '../templates/render-prompt.ts';
import { EventWorker } from '../triggers/event-worker.ts';
import type { Directory } from './directory.ts';
import { Loop } from './loop.ts';
import type { Repositories } from './make-repositories.ts';

const day = 24 * 60 * 60_000;

/** A send must be over well before its lease: whoever takes the intent over may then be sure that nobody is sending it. */
export const sendTimeoutOf = (config: Config): number =>
  Math.min(config.delivery.sendTimeoutMs, Math.floor(config.work.leaseMs * 0.6));

/** A change that changes nothing yet. */
const noChange = { contactRef: null, lines: null, reason: null, decision: null, notify: true };

/** Everything that works what was stored. */
export interface Workers {
  dispatcher: InboxDispatcher;
  conversations: ConversationWorker;
  deliveries: DeliveryWorker;
  events: EventWorker;
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
  const queueCallbacks = makeQueueCallbacks({ callbacks: repos.callbacks, clock });
  const accessOf = directory.accessOf.bind(directory);

  const notifyChanges = async (
    tenantId: string,
    changes: readonly { id: string; requestId: string; at: string; closed: boolean }[],
  ): Promise<void> => {
    for (const change of changes) {
      const request = await repos.requests.find(tenantId as TenantId, change.requestId as RequestId);
      if (request === null) continue;
      await queueCallbacks(tenantId as TenantId, {
        sourceId: change.id,
        type: change.closed ? 'request.closed' : 'request.updated',
        at: new Date(change.at),
        data: { request: requestJson(request) as unknown as Json },
      });
    }
    if (changes.length > 0) callbackLoop.wake();
  };

  const onRejected = async (entry: OutboxEntry, reason: string): Promise<void> => {
    await queueCallbacks(entry.tenantId as TenantId, {
      sourceId: entry.id,
      type: 'message.failed',
      at: clock.now(),
      data: { messageId: entry.id, conversationId: entry.conversationId, requestId: entry.requestId, reason },
    });
    // Whether it arrived is not known: the dialog goes on, its reminders are another chance.
    if (reason === 'unknown_outcome' || entry.requestId === null || entry.promptNumber === null) return;
    const id = derivedId('in', 'delivery-failed', entry.id);
    const input: InboxEntry = {
      id,
      tenantId: entry.tenantId,
      channelId: entry.channelId,
      status: 'pending',
      kind: 'system',
      conversationId: entry.conversationId,
      receivedAt: clock.now(),
      seq: 0,
      reason: null,
      body: {
        from: 'system',
        input: { type: 'delivery-failed', id, requestId: entry.requestId, promptNumber: entry.promptNumber },
      },
    };
    const added = await repos.inbox.store([input]);
    if (added.has(id)) dispatcher.dispatch([input]);
  };

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
      retry: {
        maxAttempts: config.delivery.sendMaxAttempts,
        baseMs: config.delivery.retryBaseMs,
        capMs: config.delivery.retryCapMs,
      },
    },
  });

  const handOver = {
    requests: repos.requestStore,
    identities: repos.identities,
    inbox: repos.inbox,
    findCustomer,
    contactIdOf,
    channelOf,
    clock,
    enqueue: (entries: readonly InboxEntry[]) => void conversations.enqueue(entries),
    closeUnforwardable: async (tenantId: string, requestId: string): Promise<void> => {
      const outcome = 'forwarded_unauthorised';
      const request = await repos.requests.find(tenantId as TenantId, requestId as RequestId);
      if (request === null || (request.status === 'closed' && request.outcome !== outcome)) return;
      const id = `unforwardable:${requestId}`;
      const at = clock.now().toISOString();
      const history = [{ at, what: 'no_authorised_contact', by: 'system' }];
      const change = { ...noChange, id, requestId, conversationId: '', at, closed: { outcome }, history };
      if (request.status === 'open') await repos.requestStore.applyChanges(tenantId, [change]);
      // Told again after a crash in between: one change is one callback.
      await notifyChanges(tenantId, [{ id, requestId, at, closed: true }]);
    },
  };

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
      forwardRequest: makeForwardRequest(handOver),
      readdressCommand: makeReaddressCommand(handOver),
      notifyChanges,
      dispatch: (entries) => deliveries.dispatch(entries),
      capacity: () => deliveries.capacity,
    }),
    fold: makeFoldInput({ readReply, readFigure }),
    view: viewDialog,
    render: renderPrompt,
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
      retry: {
        maxAttempts: config.delivery.sendMaxAttempts,
        baseMs: config.delivery.retryBaseMs,
        capMs: config.delivery.retryCapMs,
      },
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
    findCustomer,
    contactIdOf,
    channelOf,
    enqueue: (entries) => conversations.enqueue(entries),
    clock,
    logger,
    takeOverAfterMs,
  });

  const callbackSender = makeCallbackSender({
    policy: parts.callbackPolicy,
    timeoutMs: config.callbacks.timeoutMs,
  });
  const callbackWorker = makeCallbackWorker({
    callbacks: repos.callbacks,
    sender: callbackSender,
    clock,
    logger,
    leaseMs: config.callbacks.timeoutMs + 15_000,
    concurrency: config.callbacks.concurrency,
    schedule: config.callbacks.retryScheduleMs,
    disableAfterMs: config.callbacks.disableAfterMs,
  });

  const loop = (name: string, sweep: () => Promise<number>, idleMs = pollIntervalMs): Loop =>
    new Loop({ name, sweep, idleMs, logger });
  const callbackLoop = loop('callbacks', () => callbackWorker.runOnce());
  const loops = [
    loop('inbox', () => dispatcher.sweep()),
    loop('conversations', () => conversations.sweep()),
    loop('outbox', () => deliveries.sweep()),
    loop('events', () => events.sweep()),
    loop(
      'orphans',
      async () => {
        await dispatcher.sweepOrphans();
        return 0;
      },
      5_000,
    ),
    callbackLoop,
  ];
  return {
    dispatcher,
    conversations,
    deliveries,
    events,
    receipts: new ReadReceipts(sender, accessOf),
    start: () => {
      for (const one of loops) one.start();
    },
    stop: async () => {
      await Promise.all(loops.map((one) => one.stop()));
      await conversations.stop();
      await deliveries.stop();
      await callbackSender.close();
    },
    idle: async () => {
      await events.idle();
      await dispatcher.idle();
      await conversations.idle();
      await deliveries.idle();
    },
  };
};
