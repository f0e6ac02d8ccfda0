import { Schema } from 'mongoose';
import { shadowEnds } from '../../triggers/rules/shadow.ts';
import { code, count, flag, id, instant, oneOf, optional, part, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

/** Drafts of rules that run, or ran, beside the rules in use. */
export const triggerShadowSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    ruleId: id,
    number: count,
    on: code,
    rev: count,
    changes: count,
    startedAt: instant,
    startedBy: id,
    until: instant,
    atMost: count,
    /** Left out: nobody ended it before its time. */
    ended: optional({ type: part({ at: instant, by: id, why: oneOf(shadowEnds) }) }),
    expireAt: instant,
  },
  ours('triggershadows'),
);
triggerShadowSchema.index({ tenantId: 1, ruleId: 1, number: -1 }, { name: 'rule' });
triggerShadowSchema.index({ tenantId: 1, until: 1 }, { name: 'running' });
triggerShadowSchema.index({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });

/** What they would have made of events, and what the rules in use make of them. */
export const shadowRecordSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    shadowId: id,
    eventId: id,
    at: instant,
    differs: flag,
    body: sealed,
    expireAt: instant,
  },
  ours('shadowrecords'),
);
shadowRecordSchema.index({ tenantId: 1, shadowId: 1, at: -1, _id: -1 }, { name: 'shadow' });
shadowRecordSchema.index({ tenantId: 1, shadowId: 1, differs: 1, at: -1, _id: -1 }, { name: 'differing' });
shadowRecordSchema.index({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
