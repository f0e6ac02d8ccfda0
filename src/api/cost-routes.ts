import { z } from 'zod';
import { costGroups, listOf, type ReadCosts } from '../pricing/read-costs.ts';
import type { PriceSettingsRepository } from '../pricing/price-settings.repository.ts';
import {
  anyMarket,
  overlapOf,
  platformPrices,
  priceCategories,
  type PriceList,
} from '../pricing/price-list.ts';
import type { ReadBudget } from '../pricing/watch-budgets.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound, ValidationFailed } from '../shared/errors.ts';
import { parseDecimal } from '../money/decimal.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { nameOf } from './principal.ts';
import { instantText, nullableInstant } from './shape-fields.ts';

/** Budget and prices are in two currencies: what was spent could not be held against it. */
export class CurrencyMismatch extends AppError {
  readonly code = 'currency_mismatch';
  readonly retryable = false;
}

export interface CostParts {
  readCosts: ReadCosts;
  readBudget: ReadBudget;
  priceSettings: PriceSettingsRepository;
  /** What was held for want of money goes, or what may wait is held, at once and not at the next look. */
  budgetChanged(): Promise<void>;
  clock: Clock;
}

const tag = 'Costs';

const money = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, 'must be a decimal string such as 0.0009')
  .meta({ description: 'Decimal string' });
const currencyText = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD');
const dateText = z.iso.date('must be a date such as 2026-11-01');

const sumShape = {
  charged: z.int().meta({ description: 'Messages delivered, to be paid' }),
  expected: z.int().meta({ description: 'Messages taken by the platform and not delivered yet' }),
  free: z.int().meta({ description: 'Messages delivered for nothing' }),
  unpriced: z
    .int()
    .meta({ description: 'Of those to be paid: without a price in the list, so in no amount' }),
  amount: money,
  expectedAmount: money,
};

const costsShape = z
  .object({
    from: dateText,
    to: dateText,
    by: z.enum(costGroups),
    currency: currencyText,
    isEstimate: z.boolean(),
    data: z.array(z.object({ key: z.string(), ...sumShape })),
    total: z.object(sumShape),
  })
  .meta({ id: 'Costs' });

const costRoute = ({ readCosts }: CostParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/costs',
    scope: 'costs:read',
    tag,
    summary: 'What messages of a span of days cost',
    description:
      'Local dates of the tenant; `to` does not count. `key` is the month, the category or the request. Counted from the messages ' +
      'themselves; by request for at most 20,000 messages, each with its price (the free messages of a month belong to no request).',
    query: z.strictObject({ from: dateText, to: dateText, by: z.enum(costGroups).default('month') }),
    answers: { 200: { description: 'Sums by key, and all of them', schema: costsShape } },
    async handle({ principal, query }) {
      const { list, rows, total } = await readCosts(principal.tenantId, query);
      const { currency, isEstimate } = list;
      const data = rows.map((row) => ({ ...row }));
      return { status: 200, body: { ...query, currency, isEstimate, data, total: { ...total } } };
    },
  });

const rowSchema = z
  .strictObject({
    market: z.union(
      [z.literal(anyMarket), z.string().regex(/^[A-Z]{2}$/)],
      'must be a country such as TR, or *',
    ),
    category: z.enum(priceCategories),
    from: dateText,
    until: dateText.nullable().default(null),
    amount: money,
  })
  .refine(({ from, until }) => until === null || from < until, 'until must be after from');

const listShape = z
  .object({
    currency: currencyText,
    source: z.string(),
    isOwn: z.boolean(),
    isEstimate: z.boolean(),
    freeServicePerMonth: z.int(),
    prices: z.array(
      z.object({
        market: z.string(),
        category: z.enum(priceCategories),
        from: dateText,
        until: dateText.nullable(),
        amount: money,
      }),
    ),
    updatedAt: nullableInstant,
    updatedBy: z.string().nullable(),
  })
  .meta({ id: 'PriceList' });

const toListShape = (
  { currency, source, isEstimate, freeServicePerMonth, prices }: PriceList,
  own: { updatedAt: Date; updatedBy: string } | null,
): z.input<typeof listShape> => ({
  ...{ currency, source, isOwn: own !== null, isEstimate, freeServicePerMonth },
  prices: prices.map((row) => ({ ...row })),
  updatedAt: own?.updatedAt.toISOString() ?? null,
  updatedBy: own?.updatedBy ?? null,
});

const readList = async ({ priceSettings }: CostParts, tenantId: Parameters<typeof listOf>[1]) => {
  const { list: own, listRev = 0 } = await priceSettings.find(tenantId);
  const body = toListShape(await listOf(priceSettings, tenantId), own);
  return { status: 200, body, headers: etagOf(listRev) };
};

const priceRoutes = (parts: CostParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/prices',
    scope: 'costs:read',
    tag,
    summary: 'Read the prices messages are counted with',
    answers: { 200: { description: 'The list in force', schema: listShape } },
    async handle({ principal }) {
      return readList(parts, principal.tenantId);
    },
  }),
  defineRoute({
    method: 'put',
    path: '/v1/prices',
    scope: 'admin',
    tag,
    summary: 'Set prices of your own',
    description:
      'They take the place of all of ours: the rate card of the account, with what a provider adds to it. Each row is in force from one ' +
      'date until another; rows of one market and category must not overlap. Refused (`currency_mismatch`) while a budget is in another currency.',
    body: z.strictObject({
      currency: currencyText,
      source: z.string().trim().min(1).max(500).default('own rate card'),
      freeServicePerMonth: z.int().min(0).max(1_000_000_000).default(1_000),
      prices: z.array(rowSchema).min(1).max(1_000),
    }),
    answers: { 200: { description: 'The list in force', schema: listShape } },
    refusals: [409, 412, 413, 415],
    async handle({ principal, body, ifMatch }) {
      const overlap = overlapOf(body.prices);
      if (overlap !== null) {
        const [{ market, category }, { from }] = overlap;
        const message = `two rows of ${market} ${category} are in force on ${from}`;
        throw new ValidationFailed([{ field: 'prices', message }]);
      }
      const { budget } = await parts.priceSettings.find(principal.tenantId);
      if (budget !== null && budget.currency !== body.currency)
        throw new CurrencyMismatch(`The budget is in ${budget.currency}.`);
      const updated = { updatedAt: parts.clock.now(), updatedBy: nameOf(principal) };
      await parts.priceSettings.saveList(principal.tenantId, { ...body, ...updated }, ifMatch);
      await parts.budgetChanged();
      return readList(parts, principal.tenantId);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/prices',
    scope: 'admin',
    tag,
    summary: 'Take your own prices away: ours are in force again',
    description: 'Refused (`currency_mismatch`) while the budget is in another currency than ours.',
    answers: { 204: { description: 'Taken away', schema: null } },
    refusals: [404, 409, 412],
    async handle({ principal, ifMatch }) {
      const { list, budget } = await parts.priceSettings.find(principal.tenantId);
      if (list !== null && budget !== null && budget.currency !== platformPrices.currency)
        throw new CurrencyMismatch(
          `The budget is in ${budget.currency}, and ours in ${platformPrices.currency}.`,
        );
      if (!(await parts.priceSettings.saveList(principal.tenantId, null, ifMatch)))
        throw new NotFound('There are no prices of your own.');
      await parts.budgetChanged();
      return { status: 204 };
    },
  }),
];

const budgetShape = z
  .object({
    amount: money,
    currency: currencyText,
    warnAtPercent: z.int(),
    month: z.string().meta({ description: 'The local month, `YYYY-MM`' }),
    spent: money.meta({ description: 'Delivered and on their way in this month' }),
    unpriced: z
      .int()
      .meta({ description: 'Messages of the month without a price: the budget does not see them' }),
    level: z.enum(['within', 'warned', 'exhausted']),
    holdsUntil: nullableInstant.meta({ description: 'Until when what may wait is held' }),
    updatedAt: instantText,
    updatedBy: z.string(),
  })
  .meta({ id: 'Budget' });

const readBudgetShape = async (
  { readBudget, priceSettings }: CostParts,
  tenantId: Parameters<ReadBudget>[0],
) => {
  // Before what it is the revision of: a later one would promise too much.
  const { budgetRev = 0 } = await priceSettings.find(tenantId);
  const state = await readBudget(tenantId);
  if (state === null) throw new NotFound('There is no budget.');
  const { budget, month, spent, unpriced, level, monthEndsAt } = state;
  const body = {
    ...{ amount: budget.amount, currency: budget.currency, warnAtPercent: budget.warnAtPercent },
    ...{ month, spent, unpriced, level },
    holdsUntil: level === 'exhausted' ? monthEndsAt.toISOString() : null,
    ...{ updatedAt: budget.updatedAt.toISOString(), updatedBy: budget.updatedBy },
  };
  return { status: 200, body, headers: etagOf(budgetRev) };
};

const budgetRoutes = (parts: CostParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/budget',
    scope: 'costs:read',
    tag,
    summary: 'Read the budget and where the month stands',
    answers: { 200: { description: 'The budget', schema: budgetShape } },
    refusals: [404],
    async handle({ principal }) {
      return readBudgetShape(parts, principal.tenantId);
    },
  }),
  defineRoute({
    method: 'put',
    path: '/v1/budget',
    scope: 'admin',
    tag,
    summary: 'Set or change the budget for messages of a month',
    description:
      'Staff is told at `warnAtPercent` of it (callback `budget.warned`) and when it is used up (`budget.exhausted`): from then on reminders, ' +
      'notices and marketing are held until the month is over or the budget is raised. Answers, decisions and security go on.',
    body: z.strictObject({
      amount: money,
      currency: currencyText,
      warnAtPercent: z.int().min(1).max(100).default(80),
    }),
    answers: { 200: { description: 'The budget', schema: budgetShape } },
    refusals: [409, 412, 413, 415],
    async handle({ principal, body, ifMatch }) {
      const { currency } = await listOf(parts.priceSettings, principal.tenantId);
      if (currency !== body.currency) throw new CurrencyMismatch(`The prices are in ${currency}.`);
      const amount = parseDecimal(body.amount)?.toFixed() ?? body.amount;
      const updated = { updatedAt: parts.clock.now(), updatedBy: nameOf(principal) };
      await parts.priceSettings.saveBudget(principal.tenantId, { ...body, amount, ...updated }, ifMatch);
      await parts.budgetChanged();
      return readBudgetShape(parts, principal.tenantId);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/budget',
    scope: 'admin',
    tag,
    summary: 'Take the budget away: nothing is held for want of money',
    answers: { 204: { description: 'Taken away', schema: null } },
    refusals: [404, 412],
    async handle({ principal, ifMatch }) {
      if (!(await parts.priceSettings.saveBudget(principal.tenantId, null, ifMatch)))
        throw new NotFound('There is no budget.');
      await parts.budgetChanged();
      return { status: 204 };
    },
  }),
];

/** What messages cost, with which prices, and what may be spent on them (ADR 0051). */
export const costRoutes = (parts: CostParts): readonly AnyRoute[] => [
  costRoute(parts),
  ...priceRoutes(parts),
  ...budgetRoutes(parts),
];
