import type { AddressPolicy } from '../callbacks/address-policy.ts';
import type { CallbackRepository } from '../callbacks/callback.repository.ts';
import { makeCallbackSender } from '../callbacks/make-callback-sender.ts';
import { makeCallbackWorker, type CallbackWorker } from '../callbacks/make-callback-worker.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { CallbackTasks } from '../tasks/callback-tasks.ts';

/** The worker that calls the business system, with its connections. */
export const makeCallbackWork = (parts: {
  settings: Config['callbacks'];
  callbacks: CallbackRepository;
  callbackTasks: CallbackTasks;
  tenantIds(): Promise<readonly string[]>;
  policy: AddressPolicy;
  clock: Clock;
  logger: Logger;
}): { worker: CallbackWorker; close(): Promise<void> } => {
  const { settings, callbacks, callbackTasks, policy, clock, logger } = parts;
  const sender = makeCallbackSender({ policy, timeoutMs: settings.timeoutMs });
  const worker = makeCallbackWorker({
    callbacks,
    tenantIds: parts.tenantIds,
    sender,
    clock,
    logger,
    leaseMs: settings.timeoutMs + 15_000,
    concurrency: settings.concurrency,
    schedule: settings.retryScheduleMs,
    disableAfterMs: settings.disableAfterMs,
    onDisabled: ({ tenantId, name, updatedAt }, reason, at) =>
      callbackTasks.disabled({ tenantId, name, reason, savedAt: updatedAt, at }),
    onGivenUp: ({ tenantId, name }, reason, at) => callbackTasks.givenUp({ tenantId, name, reason, at }),
  });
  return { worker, close: () => sender.close() };
};
