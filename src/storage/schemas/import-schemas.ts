import { Schema } from 'mongoose';
import { importRowStates, importKinds, importStates } from '../../imports/customer-import.ts';
import { code, count, flag, id, instant, oneOf, orNull, part, sealed, sha256 } from './fields.ts';
import { ours } from './schema-options.ts';

/** Long tables of customers; file and problems, which name customers, sealed. */
export const importSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    state: oneOf(importStates),
    order: { type: part({ isApplied: flag, skipsProblems: flag, by: id, mayVouch: flag }), required: true },
    fingerprint: sha256,
    lines: count,
    customers: count,
    wrong: count,
    problemCount: count,
    isApplied: flag,
    result: {
      type: part(Object.fromEntries(importKinds.map((kind) => [kind, count]))),
      default: null,
    },
    hasRows: flag,
    createdAt: instant,
    doneAt: orNull(instant),
    cancelled: {
      type: part({ at: instant, by: id, was: oneOf(['reading', 'checking', 'writing']) }),
      required: false,
    },
    lease: { type: part({ owner: id, until: instant }), required: false },
    body: sealed,
  },
  ours('imports'),
);
importSchema.index({ tenantId: 1, createdAt: -1, _id: -1 }, { name: 'recent' });
importSchema.index({ tenantId: 1, state: 1, createdAt: 1 }, { name: 'state' });

/** Their customers until they are done; who they are sealed. */
export const importRowSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    importId: id,
    n: count,
    state: oneOf(importRowStates),
    kind: orNull({ ...oneOf(importKinds), enum: [...importKinds, null] }),
    seenRev: orNull(count),
    problem: { type: part({ field: code, code }), default: null },
    body: sealed,
  },
  ours('importrows'),
);
importRowSchema.index({ tenantId: 1, importId: 1, n: 1 }, { name: 'number' });
importRowSchema.index({ tenantId: 1, importId: 1, state: 1, kind: 1, n: 1 }, { name: 'state' });
