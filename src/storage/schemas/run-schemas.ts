import { Schema } from 'mongoose';
import { errandKinds, runStates } from '../../runs/run.ts';
import { tableKinds } from '../../runs/table/table-kind.ts';
import {
  code,
  count,
  flag,
  id,
  instant,
  oneOf,
  optional,
  orNull,
  part,
  pseudonym,
  sealed,
  sha256,
} from './fields.ts';
import { ours } from './schema-options.ts';

/** Bulk reconciliations; name, file and columns sealed. */
export const runSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    kind: oneOf(tableKinds),
    state: oneOf(runStates),
    periodEnd: id,
    replyDeadline: orNull(id),
    hasDocument: flag,
    rows: count,
    revision: count,
    headerKey: orNull(sha256),
    isGiven: flag,
    createdAt: instant,
    createdBy: id,
    startedAt: orNull(instant),
    doneAt: orNull(instant),
    pace: { type: part({ since: instant, handed: count, at: instant }), default: null },
    errand: {
      type: part({
        id,
        kind: oneOf(errandKinds),
        by: id,
        at: instant,
        of: optional(id),
        afterN: count,
        pacedTo: instant,
      }),
      default: null,
    },
    history: { type: [part({ at: instant, what: code, by: id, order: orNull(id) })], required: true },
    lease: { type: part({ owner: id, until: instant }), required: false },
    body: sealed,
  },
  ours('runs'),
);
runSchema.index({ tenantId: 1, createdAt: -1, _id: -1 }, { name: 'recent' });
runSchema.index({ tenantId: 1, headerKey: 1, createdAt: -1 }, { name: 'headers' });
runSchema.index({ tenantId: 1, state: 1, createdAt: 1 }, { name: 'state' });

/** Rows of runs, each a letter; whom it is for and what it says sealed. */
export const runRowSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    runId: id,
    n: count,
    state: code,
    problems: { type: [code], required: true },
    requestId: orNull(id),
    seen: count,
    rev: optional(count),
    handedAt: orNull(instant),
    letterKey: orNull(pseudonym),
    lookAt: orNull(instant),
    body: sealed,
  },
  ours('runrows'),
);
runRowSchema.index({ tenantId: 1, runId: 1, n: 1 }, { name: 'number' });
runRowSchema.index({ tenantId: 1, runId: 1, state: 1, n: 1 }, { name: 'state' });
runRowSchema.index({ tenantId: 1, runId: 1, letterKey: 1 }, { name: 'letter' });
runRowSchema.index(
  { tenantId: 1, lookAt: 1 },
  { name: 'look', partialFilterExpression: { state: 'handed' } },
);
