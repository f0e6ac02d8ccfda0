import { Schema } from 'mongoose';
import { code, id, optional } from './fields.ts';
import { ours } from './schema-options.ts';

/** What the WhatsApp stand-in keeps (simulator/), sealed; in documents that were not put since, `id` and `body` are in clear. */
export const simulatorSchema = new Schema(
  { _id: id, kind: code, id: optional(id), body: { type: Schema.Types.Mixed, required: true } },
  ours('simulator'),
);
