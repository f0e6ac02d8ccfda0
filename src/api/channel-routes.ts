import { z } from 'zod';
import type { Channel } from '../channels/channel.ts';
import type { ChannelRepository } from '../channels/channel.repository.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { instantText } from './shape-fields.ts';

const channelShape = z
  .object({
    id: z.string(),
    provider: z.enum(['meta']),
    name: z.string(),
    phoneNumberId: z.string(),
    wabaId: z.string(),
    status: z.enum(['active', 'paused']),
    createdAt: instantText,
    trouble: z
      .object({ code: z.int(), since: instantText })
      .nullable()
      .meta({ description: 'The platform takes nothing of this number: its code, and since when' }),
    dailyLimit: z.object({ people: z.int().nullable(), at: instantText }).nullable().meta({
      description:
        'How many people its portfolio may write to first within 24 hours, as the platform last said; `people` null: any number',
    }),
  })
  .meta({ id: 'Channel' });

const toChannelShape = (channel: Channel): z.input<typeof channelShape> => ({
  id: channel.id,
  provider: channel.provider,
  name: channel.name,
  phoneNumberId: channel.phoneNumberId,
  wabaId: channel.wabaId,
  status: channel.status,
  createdAt: channel.createdAt.toISOString(),
  trouble:
    channel.trouble === undefined
      ? null
      : { code: channel.trouble.code, since: channel.trouble.since.toISOString() },
  dailyLimit:
    channel.dailyLimit === undefined
      ? null
      : { people: channel.dailyLimit.people, at: channel.dailyLimit.at.toISOString() },
});

export const channelRoutes = ({ channels }: { channels: ChannelRepository }): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/channels',
    scope: 'channels:read',
    tag: 'Channels',
    summary: 'List WhatsApp numbers',
    query: pageQuery,
    answers: {
      200: { description: 'A page of channels, without their secrets', schema: listSchema(channelShape) },
    },
    async handle({ principal, query }) {
      const page = await channels.list(principal.tenantId, pageRequestOf(query));
      return { status: 200, body: listJson(page, toChannelShape) };
    },
  }),
];
