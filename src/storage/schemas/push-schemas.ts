import { Schema } from 'mongoose';
import { code, id, instant, orNull, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

const base64url = { type: String, required: true, match: /^[\w-]{87}$/ };

/** Browsers on which people are told. Address, keys and name sealed: whoever has the address can send there. */
export const pushDeviceSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    staffId: id,
    createdAt: instant,
    lastAt: orNull(instant),
    lastOutcome: orNull(code),
    failingSince: orNull(instant),
    pausedUntil: orNull(instant),
    body: sealed,
  },
  ours('pushdevices'),
);
pushDeviceSchema.index({ tenantId: 1, staffId: 1, createdAt: 1, _id: 1 }, { name: 'staff' });

/** By which push services know whose notices they are, one document for a tenant; the private half sealed. */
export const pushKeySchema = new Schema(
  { _id: id, tenantId: id, createdAt: instant, publicKey: base64url, body: sealed },
  ours('pushkeys'),
);
