import { Schema } from 'mongoose';
import { priceCategories } from '../../pricing/price-list.ts';
import { count, id, instant, market, oneOf, optional, orNull, part, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

const costCount = part({
  channelId: id,
  market,
  category: oneOf(priceCategories),
  charged: count,
  expected: count,
  free: count,
  freeEntry: optional(count),
});

/** Messages of one hour by what they are charged as: numbers of messages, and nothing of whose they are. */
export const costHourSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    hour: instant,
    counts: { type: [costCount], required: true },
    recountAt: orNull(instant),
  },
  ours('costs'),
);
costHourSchema.index({ tenantId: 1, hour: 1 }, { name: 'hours' });
costHourSchema.index({ tenantId: 1, recountAt: 1 }, { name: 'recount' });

/** One for each tenant: its own prices, its budget and what was told about it, each sealed (they are amounts). */
export const pricingSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    list: optional(sealed),
    budget: optional(sealed),
    standing: optional(sealed),
    listRev: optional(count),
    budgetRev: optional(count),
  },
  ours('pricing'),
);
