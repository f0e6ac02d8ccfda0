import { Schema } from 'mongoose';
import { code, count, id, instant, part, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

/** Units that tenants made: as each is now, and every version of it. */
export const unitSchema = new Schema(
  {
    ...{ _id: id, tenantId: id, code, version: count, at: instant, by: id, body: sealed },
    versions: { type: [part({ version: count, at: instant, by: id, body: sealed })], required: true },
  },
  ours('units'),
);
unitSchema.index({ tenantId: 1, code: 1 }, { name: 'unit', unique: true });

/** Their constants, and those of shipped units: as they are now, and every version. */
export const unitConstantSchema = new Schema(
  {
    ...{ _id: id, tenantId: id, code, version: count, at: instant, by: id, body: sealed },
    versions: { type: [part({ version: count, at: instant, by: id, body: sealed })], required: true },
  },
  ours('unitconstants'),
);
unitConstantSchema.index({ tenantId: 1, code: 1 }, { name: 'unit', unique: true });
