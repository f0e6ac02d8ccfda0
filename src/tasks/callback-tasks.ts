import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import { localDate, type TenantCalendar } from '../timers/business-calendar.ts';
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

/** A call that is made no more: how it ended last. */
export type GivenUpCall = Omit<DisabledEndpoint, 'savedAt'>;

export interface CallbackTasks {
  /** Somebody has to look after the endpoint: one urgent task for each time. */
  disabled(endpoint: DisabledEndpoint): Promise<void>;
  /** A call was given up: one task for each endpoint, at most one on a day, and none beside one that is still open. */
  givenUp(call: GivenUpCall): Promise<void>;
  /** It is in use again, or gone for good: nothing is left to do. */
  settled(tenantId: TenantId, name: string): Promise<void>;
}

const reason = 'callback_disabled';
const reasonGivenUp = 'callback_given_up';
const perPage = 200;

/** Work that a callback endpoint makes: the business system hears of nothing until it is done. */
export const makeCallbackTasks = ({
  tasks,
  calendarOf,
  clock,
}: {
  tasks: Pick<TaskRepository, 'open' | 'list' | 'complete'>;
  calendarOf(tenantId: string): Promise<TenantCalendar>;
  clock: Clock;
}): CallbackTasks => {
  const unfinished = async (tenantId: TenantId, name: string, about: string): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (const status of ['open', 'claimed'] as const) {
      // One for each endpoint: there are never more than a page of them.
      const { items } = await tasks.list(
        tenantId,
        ['staff'],
        { reason: about, status },
        { limit: perPage, after: null },
      );
      ids.push(...items.filter(({ details }) => details?.['endpoint'] === name).map(({ id }) => id));
    }
    return ids;
  };
  return {
    disabled: async ({ tenantId, name, reason: why, savedAt, at }) => {
      const task = {
        ...{ id: derivedId('tsk', 'callback-disabled', tenantId, name, savedAt.toISOString()) },
        ...{ conversationId: '', requestId: null, customerRefs: [], reason, urgent: true },
        role: 'staff',
        at: at.toISOString(),
        details: { endpoint: name, reason: why },
      } as const;
      await tasks.open([openedTask(tenantId, task, await calendarOf(tenantId))]);
    },
    givenUp: async ({ tenantId, name, reason: why, at }) => {
      if ((await unfinished(tenantId, name, reasonGivenUp)).length > 0) return;
      const calendar = await calendarOf(tenantId);
      const day = localDate(at, calendar.timeZone);
      const task = {
        ...{ id: derivedId('tsk', 'callback-given-up', tenantId, name, day) },
        ...{ conversationId: '', requestId: null, customerRefs: [], reason: reasonGivenUp, urgent: false },
        role: 'staff',
        at: at.toISOString(),
        details: { endpoint: name, reason: why },
      } as const;
      await tasks.open([openedTask(tenantId, task, calendar)]);
    },
    settled: async (tenantId, name) => {
      for (const about of [reason, reasonGivenUp])
        for (const id of await unfinished(tenantId, name, about))
          await tasks.complete(tenantId, ['staff'], id, {
            ...{ by: 'system', at: clock.now() },
            resolution: 'The endpoint was saved or removed.',
          });
    },
  };
};
