import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import { openedTask } from './new-task.ts';
import type { TaskRepository } from './task.repository.ts';

/** An endpoint of a business system that was taken out of use. No address: it may hold a secret. */
export interface DisabledEndpoint {
  tenantId: TenantId;
  name: string;
  reason: string;
  /** When it was last saved: it is out of use once since then. */
  savedAt: Date;
  at: Date;
}

export interface CallbackTasks {
  /** Somebody has to look after the endpoint: one urgent task for each time. */
  disabled(endpoint: DisabledEndpoint): Promise<void>;
  /** It is in use again, or gone for good: nothing is left to do. */
  settled(tenantId: TenantId, name: string): Promise<void>;
}

const reason = 'callback_disabled';
const perPage = 200;

/** Work that a callback endpoint makes: the business system hears of nothing until it is done. */
export const makeCallbackTasks = ({
  tasks,
  timeZoneOf,
  clock,
}: {
  tasks: Pick<TaskRepository, 'open' | 'list' | 'complete'>;
  timeZoneOf(tenantId: string): Promise<string>;
  clock: Clock;
}): CallbackTasks => ({
  disabled: async ({ tenantId, name, reason: why, savedAt, at }) => {
    const task = {
      ...{ id: derivedId('tsk', 'callback-disabled', tenantId, name, savedAt.toISOString()) },
      ...{ conversationId: '', requestId: null, customerRefs: [], reason, urgent: true },
      role: 'staff',
      at: at.toISOString(),
      details: { endpoint: name, reason: why },
    } as const;
    await tasks.open([openedTask(tenantId, task, await timeZoneOf(tenantId))]);
  },
  settled: async (tenantId, name) => {
    for (const status of ['open', 'claimed'] as const) {
      // One for each endpoint that is out of use: there are never more than a page of them.
      const { items } = await tasks.list(
        tenantId,
        ['staff'],
        { reason, status },
        { limit: perPage, after: null },
      );
      for (const { id, details } of items)
        if (details?.['endpoint'] === name)
          await tasks.complete(tenantId, ['staff'], id, {
            ...{ by: 'system', at: clock.now() },
            resolution: 'The endpoint was saved or removed.',
          });
    }
  },
});
