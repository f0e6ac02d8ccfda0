import { Schema } from 'mongoose';
import { noticeKinds } from '../../notifications/notice-kinds.ts';
import { noticeChannels, noticeModes } from '../../notifications/notice-settings.ts';
import { code, count, flag, id, instant, oneOf, optional, orNull, part } from './fields.ts';
import { ours } from './schema-options.ts';

const localTime = { type: String, required: true, match: /^([01]\d|2[0-3]):[0-5]\d$/ };

/** What people want to be told of, by the id of their account. Kinds and channels of later releases may be left out. */
export const noticeSettingsSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    kinds: part(
      Object.fromEntries(
        noticeKinds.map((kind) => [kind, { type: String, required: false, enum: [...noticeModes] }]),
      ),
    ),
    channels: part(
      Object.fromEntries(noticeChannels.map((channel) => [channel, { type: Boolean, required: false }])),
    ),
    console: part({ badge: flag, sound: flag }),
    quietHours: {
      type: part({ from: localTime, to: localTime, sundays: flag }),
      required: false,
      default: null,
    },
    urgentAlways: flag,
    digestAt: { type: [localTime], required: true },
    rev: count,
  },
  ours('noticesettings'),
);
noticeSettingsSchema.index({ tenantId: 1, _id: 1 }, { name: 'tenant' });

/** What waits to be told, one document for a person and a channel, and one for what tries the channel. */
export const noticeQueueSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    staffId: id,
    channel: oneOf(noticeChannels),
    isTest: optional(flag),
    waiting: {
      type: [
        part({
          newsId: id,
          taskId: orNull(id),
          kind: oneOf([...noticeKinds, 'test'] as const),
          isUrgent: flag,
          notBefore: instant,
          count: optional(count),
        }),
      ],
      required: true,
    },
    /** News it took in lately: none is taken twice. */
    told: { type: [part({ newsId: id, at: instant })], required: true },
    letter: {
      type: part({ id, newsIds: { type: [id], required: true } }),
      required: false,
      default: null,
    },
    attempts: count,
    failingSince: orNull(instant),
    log: { type: [part({ at: instant, outcome: code, count })], required: true },
    /** The earliest of what waits; far in the future where nothing does. */
    nextAt: instant,
    pausedUntil: instant,
    leaseUntil: instant,
    token: orNull(id),
    rev: count,
  },
  ours('noticequeues'),
);
noticeQueueSchema.index({ tenantId: 1, nextAt: 1 }, { name: 'due' });
