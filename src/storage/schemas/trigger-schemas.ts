import { Schema } from 'mongoose';
import { ownDayKinds } from '../../triggers/calendar/business-days.ts';
import { code, count, id, instant, oneOf, optional, part, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

/** Rules of tenants: what is being written, and the version in use. */
export const triggerSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    ruleId: id,
    /** Type of event, of the draft where there is one. */
    on: code,
    rev: count,
    /** How many versions there are. */
    versions: count,
    changes: {
      type: [part({ did: oneOf(['published', 'withdrawn']), version: count, at: instant, by: id })],
      required: true,
    },
    draft: optional({ type: part({ at: instant, by: id, body: sealed }) }),
    /** Left out: none is in use. */
    published: optional({ type: part({ version: count, at: instant, by: id, body: sealed }) }),
  },
  ours('triggers'),
);
triggerSchema.index({ tenantId: 1, ruleId: 1 }, { name: 'rule', unique: true });

/** Versions that are, or were, in use: insert and find only. */
export const triggerVersionSchema = new Schema(
  { _id: id, tenantId: id, ruleId: id, version: count, at: instant, by: id, body: sealed },
  ours('triggerversions'),
);
triggerVersionSchema.index({ tenantId: 1, ruleId: 1, version: -1 }, { name: 'versions' });

/** Types of events that tenants made. */
export const triggerTypeSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    type: code,
    rev: optional(count),
    updatedAt: instant,
    updatedBy: id,
    body: sealed,
  },
  ours('triggertypes'),
);
triggerTypeSchema.index({ tenantId: 1, type: 1 }, { name: 'type', unique: true });

/** Days of a tenant that count more than the public calendar. */
export const calendarDaySchema = new Schema(
  {
    _id: id,
    tenantId: id,
    date: code,
    kind: oneOf(ownDayKinds),
    at: instant,
    by: id,
    rev: optional(count),
    body: sealed,
  },
  ours('calendardays'),
);
calendarDaySchema.index({ tenantId: 1, date: 1 }, { name: 'days', unique: true });

const takenDates = {
  type: [part({ date: code, nominal: code, at: instant, version: count })],
  required: true,
};

/** Up to when the dates of a rule were looked at, and which were taken. */
export const scheduleStateSchema = new Schema(
  { _id: id, tenantId: id, ruleId: id, rev: count, until: instant, claimed: takenDates, pending: takenDates },
  ours('schedulestates'),
);
scheduleStateSchema.index({ tenantId: 1, ruleId: 1 }, { name: 'rule', unique: true });
