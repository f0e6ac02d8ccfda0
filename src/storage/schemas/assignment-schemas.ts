import { Schema } from 'mongoose';
import { count, id, instant, orNull } from './fields.ts';
import { ours } from './schema-options.ts';

/** Whose chat it is, by the id of its conversation. */
export const chatAssignmentSchema = new Schema(
  { _id: id, tenantId: id, assignee: orNull(id), rev: count, at: instant, by: id },
  ours('chatassignments'),
);
chatAssignmentSchema.index(
  { tenantId: 1, assignee: 1, at: -1, _id: -1 },
  { name: 'assignee', partialFilterExpression: { assignee: { $type: 'string' } } },
);
