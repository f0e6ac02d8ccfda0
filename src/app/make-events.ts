import type { TenantId } from '../shared/ids.ts';
import { openedTask } from '../tasks/new-task.ts';
import { ScheduleClock } from '../triggers/calendar/schedule-clock.ts';
import { EventWorker } from '../triggers/event-worker.ts';
import { DatedRules } from '../triggers/rules/dated-rules.ts';
import { ScheduledRules } from '../triggers/rules/scheduled-rules.ts';
import type { SharedParts } from './worker-parts.ts';

/** The worker that turns events into requests, notices and tasks. */
export const makeEvents = (parts: SharedParts): EventWorker => {
  const { repositories: repos, lookups } = parts;
  return new EventWorker({
    events: repos.events,
    requests: repos.requestStore,
    identities: repos.identities,
    said: repos.saidOfRequests,
    tenants: parts.directory,
    accounts: repos.accounts,
    findCustomer: lookups.findCustomer,
    isStopped: (tenantId, contactRef) => repos.customers.isStopped(tenantId, contactRef),
    contactIdOf: lookups.contactIdOf,
    channelOf: lookups.channelOf,
    openTask: async (tenantId, task) => {
      await repos.tasks.open([openedTask(tenantId as TenantId, task, await lookups.calendarOf(tenantId))]);
    },
    isUnderReview: (tenantId, transactionRef) =>
      repos.tasks.isUnderReview(tenantId as TenantId, transactionRef),
    rules: parts.ruleBook,
    shadows: parts.shadows,
    customTypes: repos.customTypes,
    units: parts.units,
    constants: repos.constants,
    agreements: parts.agreements,
    dates: new DatedRules(parts.ruleBook, { ownDays: repos.ownDays, tenants: parts.directory }),
    // The tenant of an event is one of the tenants.
    listCustomers: (tenantId, page) => repos.customers.list(tenantId as TenantId, page),
    tallies: repos.ruleTallies,
    samples: repos.events,
    announce: async (tenantId, announcement) => {
      await parts.queueCallbacks(tenantId as TenantId, announcement);
      parts.wake.callbacks();
    },
    submitInput: parts.submitInput,
    isSubmitted: async (tenantId, inputId) => (await repos.inbox.bodyOf(tenantId, inputId)) !== null,
    clock: parts.clock,
    logger: parts.logger,
    takeOverAfterMs: parts.takeOverAfterMs,
    maxAttempts: parts.config.work.inputMaxAttempts,
  });
};

/** What makes events of the dates of rules. */
export const makeScheduleClock = (parts: SharedParts, events: EventWorker): ScheduleClock => {
  const { repositories: repos, lookups, directory: tenants, clock } = parts;
  const scheduled = new ScheduledRules(repos.rules);
  return new ScheduleClock({
    scheduled: (tenantId) => scheduled.of(tenantId),
    states: repos.scheduleStates,
    ownDays: repos.ownDays,
    events: repos.events,
    tenantIds: lookups.tenantIds,
    enqueue: (tenantId, eventId) => events.enqueue(tenantId, eventId, null),
    ...{ tenants, clock },
  });
};
