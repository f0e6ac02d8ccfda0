import { Schema } from 'mongoose';
import { code, id } from './fields.ts';
import { ours } from './schema-options.ts';

/** What the WhatsApp stand-in keeps (simulator/): `body` is its own, whatever it wants to find again. */
export const simulatorSchema = new Schema(
  { _id: id, kind: code, id, body: { type: Schema.Types.Mixed, required: true } },
  ours('simulator'),
);
