import { Schema } from 'mongoose';
import type { Channel } from '../../channels/channel.ts';
import { languages } from '../../vocabulary/language.ts';
import {
  count,
  flag,
  id,
  instant,
  integer,
  oneOf,
  optional,
  orNull,
  part,
  sealed,
  sha256,
  text,
} from './fields.ts';
import { ours } from './schema-options.ts';
import { scopes } from '../../staff/permissions.ts';

export const tenantSchema = new Schema(
  {
    _id: id,
    name: text,
    workingHours: text,
    timeZone: text,
    language: oneOf(languages),
    wrappedDataKey: text,
    createdAt: instant,
    outsideModel: optional(sealed),
    outsideModelRev: optional(count),
    /** The last local day whose statement was queued. */
    statedThrough: { type: String, match: /^\d{4}-\d{2}-\d{2}$/ },
  },
  ours('tenants'),
);

export const channelSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    provider: oneOf<Channel['provider']>({ meta: true }),
    phoneNumberId: id,
    wabaId: id,
    name: text,
    status: oneOf<Channel['status']>({ active: true, paused: true }),
    isReal: optional(flag),
    createdAt: instant,
    trouble: { type: part({ code: integer, since: instant }), required: false },
    dailyLimit: { type: part({ people: orNull(integer), at: instant }), required: false },
    secrets: sealed,
  },
  ours('channels'),
);
channelSchema.index({ phoneNumberId: 1 }, { name: 'phone_number_id', unique: true });
channelSchema.index({ tenantId: 1, _id: 1 }, { name: 'tenant' });

export const apiKeySchema = new Schema(
  {
    _id: id,
    tenantId: id,
    name: text,
    hash: sha256,
    isGiven: optional(flag),
    scopes: { type: [oneOf(scopes)], required: true },
    callsPerMinute: optional(integer),
    rev: optional(count),
    createdAt: instant,
    expiresAt: orNull(instant),
    revokedAt: orNull(instant),
    lastUsedAt: orNull(instant),
  },
  ours('apikeys'),
);
apiKeySchema.index({ hash: 1 }, { name: 'hash', unique: true });
apiKeySchema.index({ tenantId: 1, _id: 1 }, { name: 'tenant' });
