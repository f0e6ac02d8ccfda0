import { z } from 'zod';
import type { Channel } from '../channels/channel.ts';
import type { ChannelRepository } from '../channels/channel.repository.ts';
import type { CheckSetup } from '../channels/check-setup.ts';
import { setupCodes, setupStates, type SetupCheckName, type SetupReport } from '../channels/setup-check.ts';
import { NotFound } from '../shared/errors.ts';
import type { ChannelId } from '../shared/ids.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { idParams, instantText } from './shape-fields.ts';

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

/** The keys of a table of ours. */
const checkNames = Object.keys(setupCodes) as SetupCheckName[];

const setupCheckShape = z
  .object({
    check: z.enum(checkNames),
    state: z.enum(setupStates).meta({ description: '`unknown`: nobody could be asked; the code says why' }),
    code: z.string().meta({ description: 'What is the matter; `ok`: nothing' }),
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())]))
      .optional()
      .meta({ description: 'What there is to say; never a secret, nor anything of a person' }),
  })
  .meta({ id: 'SetupCheck' });

const setupReportShape = z
  .object({ checkedAt: instantText, checks: z.array(setupCheckShape) })
  .meta({ id: 'SetupReport' });

const toFacts = (facts: NonNullable<SetupReport['checks'][number]['facts']>) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' || value === null ? value : [...value],
    ]),
  );

const toReportShape = ({ checkedAt, checks }: SetupReport): z.input<typeof setupReportShape> => ({
  checkedAt: checkedAt.toISOString(),
  checks: checks.map(({ check, state, code, facts }) => ({
    ...{ check, state, code },
    ...(facts === undefined ? {} : { facts: toFacts(facts) }),
  })),
});

export interface ChannelRouteParts {
  channels: ChannelRepository;
  checkSetup: CheckSetup;
}

export const channelRoutes = ({ channels, checkSetup }: ChannelRouteParts): readonly AnyRoute[] => [
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
  defineRoute({
    method: 'get',
    path: '/v1/channels/{id}/checks',
    scope: 'channels:read',
    tag: 'Channels',
    summary: 'Check how a number is set up, by asking the platform now',
    description:
      'Token, number, account, app secret, webhook (a real call through `PUBLIC_URL`), clocks, templates and database, each by itself and always in this order. ' +
      'Takes some seconds when somebody does not answer. Asked again within five seconds, the answer is the last one.',
    params: idParams,
    answers: { 200: { description: 'What each check came to', schema: setupReportShape } },
    refusals: [404],
    async handle({ principal, params }) {
      // Branded here: the id came through the path's schema and is only ever looked up together with the tenant.
      const report = await checkSetup(principal.tenantId, params.id as ChannelId);
      if (report === null) throw new NotFound('There is no such channel.');
      return { status: 200, body: toReportShape(report) };
    },
  }),
];
