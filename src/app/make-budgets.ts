import { makeCountCosts } from '../pricing/count-costs.ts';
import { makeReadCosts, type ReadCosts } from '../pricing/read-costs.ts';
import { makeReadBudget, makeWatchBudgets, tellingOf, type ReadBudget } from '../pricing/watch-budgets.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import { openedTask } from '../tasks/new-task.ts';
import type { Repositories } from './make-repositories.ts';
import type { SharedParts } from './worker-parts.ts';

interface CostParts {
  repositories: Pick<Repositories, 'costs' | 'priceSettings'>;
  timeZoneOf(tenantId: TenantId): Promise<string>;
  clock: Clock;
}

/** What messages cost, for whoever asks. */
export const makeCosts = ({
  repositories: { costs, priceSettings: settings },
  timeZoneOf,
  clock,
}: CostParts): { readCosts: ReadCosts; readBudget: ReadBudget } => {
  const parts = { costs, settings, countCosts: makeCountCosts({ costs, clock }), timeZoneOf, clock };
  return { readCosts: makeReadCosts(parts), readBudget: makeReadBudget(parts) };
};

const unpricedReason = 'messages_unpriced';

/** Watches the budgets of the tenants of this process; also asked when one was changed. */
export const makeBudgetWatch = (parts: SharedParts): (() => Promise<void>) => {
  const { repositories: repos, lookups, queueCallbacks, budgets, clock, logger } = parts;
  const timeZoneOf = (tenantId: TenantId): Promise<string> => lookups.timeZoneOf(tenantId);
  const countCosts = makeCountCosts({ costs: repos.costs, clock });
  const costs = { costs: repos.costs, settings: repos.priceSettings, countCosts, timeZoneOf, clock };
  const toldUnpriced = new Set<string>();
  return makeWatchBudgets({
    ...costs,
    readBudget: makeReadBudget(costs),
    tenantIds: lookups.tenantIds,
    tell: async (tenantId, told) => {
      const { month, level, spent, budget } = told;
      const at = clock.now();
      const details = { month, spent, budget: budget.amount, currency: budget.currency };
      const [task, type] =
        level === 'exhausted'
          ? (['budget_exhausted', 'budget.exhausted'] as const)
          : (['budget_warned', 'budget.warned'] as const);
      const newTask = {
        ...{ id: derivedId('tsk', task, tenantId, tellingOf(told)), conversationId: '', requestId: null },
        ...{ customerRefs: [], reason: task, urgent: level === 'exhausted', role: 'staff' as const },
        ...{ at: at.toISOString(), details },
      };
      await repos.tasks.open([openedTask(tenantId, newTask, await lookups.calendarOf(tenantId))]);
      await queueCallbacks(tenantId, { sourceId: tellingOf(told), type, at, data: details });
      parts.wake.callbacks();
      logger.warn({ tenantId, level, month }, 'the budget for messages');
    },
    tellUnpriced: async (tenantId, { month, unpriced }) => {
      const id = derivedId('tsk', unpricedReason, tenantId, month);
      if (toldUnpriced.has(id)) return;
      const task = {
        ...{
          id,
          conversationId: '',
          requestId: null,
          customerRefs: [],
          reason: unpricedReason,
          urgent: false,
        },
        ...{ role: 'staff' as const, at: clock.now().toISOString(), details: { month, messages: unpriced } },
      };
      await repos.tasks.open([openedTask(tenantId, task, await lookups.calendarOf(tenantId))]);
      toldUnpriced.add(id);
    },
    hold: async (tenantId, until) => {
      budgets.set(tenantId, until);
      if (until === null) await repos.heldMessages.release(tenantId, 'budget', clock.now());
    },
  });
};
