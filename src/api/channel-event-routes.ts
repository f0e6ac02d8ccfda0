import { z } from 'zod';
import type { ChannelEvent, ChannelEventFilter } from '../channels/channel-event.ts';
import type { ChannelEventRepository } from '../channels/channel-event.repository.ts';
import type { ChannelRepository } from '../channels/channel.repository.ts';
import { NotFound } from '../shared/errors.ts';
import type { ChannelId } from '../shared/ids.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { instantQuery } from './instant-query.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { idParams, instantText } from './shape-fields.ts';

const channelEventShape = z
  .object({
    id: z.string(),
    channelId: z.string(),
    field: z.string().meta({ description: 'The kind, as the platform calls it: `account_update` …' }),
    event: z.string().nullable().meta({ description: 'What happened, in the word of the platform' }),
    subject: z.string().nullable().meta({ description: 'The template, number or thing; null: the account' }),
    at: instantText,
    receivedAt: instantText,
    details: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'Everything the platform said; null where it was too much to show' }),
  })
  .meta({ id: 'ChannelEvent' });

const detailsOf = (details: string): Record<string, unknown> | null =>
  // Ours: written from an object when it came.
  details === '' ? null : (JSON.parse(details) as Record<string, unknown>);

const toChannelEventShape = (event: ChannelEvent): z.input<typeof channelEventShape> => ({
  id: event.id,
  channelId: event.channelId,
  field: event.field,
  event: event.event,
  subject: event.subject,
  at: event.at.toISOString(),
  receivedAt: event.receivedAt.toISOString(),
  details: detailsOf(event.details),
});

const word = z.string().min(1).max(512);
const listQuery = z.strictObject({
  ...pageFields,
  field: word.optional(),
  event: word.optional(),
  subject: word.optional(),
  from: instantQuery.optional(),
  to: instantQuery.optional(),
});

const filterOf = ({ field, event, subject, from, to }: z.output<typeof listQuery>): ChannelEventFilter => ({
  ...(field === undefined ? {} : { field }),
  ...(event === undefined ? {} : { event }),
  ...(subject === undefined ? {} : { subject }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** What the platform told about numbers, accounts and templates: read here, written by nobody but the platform. */
export const channelEventRoutes = ({
  channels,
  channelEvents,
}: {
  channels: Pick<ChannelRepository, 'find'>;
  channelEvents: Pick<ChannelEventRepository, 'list'>;
}): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/channels/{id}/events',
    scope: 'channels:read',
    tag: 'Channels',
    summary: 'List what the platform told about a number, its account and its templates, newest first',
    description:
      'News that name no number stand under the number whose credentials were given. They are never deleted.',
    params: idParams,
    query: listQuery,
    answers: { 200: { description: 'A page of events', schema: listSchema(channelEventShape) } },
    refusals: [404],
    async handle({ principal, params, query }) {
      // Branded here: the id came through the path's schema and is only ever looked up together with the tenant.
      const channel = await channels.find(principal.tenantId, params.id as ChannelId);
      if (channel === null) throw new NotFound('There is no such channel.');
      const page = await channelEvents.list(
        principal.tenantId,
        channel.id,
        filterOf(query),
        pageRequestOf(query),
      );
      return { status: 200, body: listJson(page, toChannelEventShape) };
    },
  }),
];
