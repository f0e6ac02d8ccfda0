import { Schema } from 'mongoose';
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
  { _id: id, tenantId: id, type: code, updatedAt: instant, updatedBy: id, body: sealed },
  ours('triggertypes'),
);
triggerTypeSchema.index({ tenantId: 1, type: 1 }, { name: 'type', unique: true });
