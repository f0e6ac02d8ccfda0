import { z } from 'zod';
import { noticeKinds } from '../notifications/notice-kinds.ts';
import { noticeChannels, noticeModes } from '../notifications/notice-settings.ts';
import {
  kindsFor,
  type ChannelState,
  type OwnNotices,
  type OwnNoticesView,
} from '../notifications/own-notices.ts';
import { ValidationFailed } from '../shared/errors.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { instantOrNull, nullableInstant } from './shape-fields.ts';

export interface NoticeParts {
  ownNotices: OwnNotices;
}

const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:30')
  .meta({ description: 'In the zone of the tenant' });

const consoleShape = z.strictObject({
  badge: z.boolean().meta({ description: 'How much waits, in the rail and in the title of the page' }),
  sound: z.boolean(),
});
const quietShape = z
  .strictObject({ from: localTime, to: localTime, sundays: z.boolean() })
  .nullable()
  .meta({ description: '`from` after `to` spans midnight; null: none' });
const kindsShape = z.partialRecord(z.enum(noticeKinds), z.enum(noticeModes));

const shared = {
  kinds: kindsShape.meta({ description: 'Per kind of work; the console calls its groups alike' }),
  console: consoleShape,
  quietHours: quietShape,
  urgentAlways: z.boolean().meta({ description: 'Urgent work comes in quiet hours as well' }),
  digestAt: z.array(localTime).min(1).max(6),
};

const channelsShape = z.object({ email: z.boolean(), push: z.boolean() });
/** Whoever knows no other one than mail leaves them as they are. */
const channelsInput = z.strictObject({ email: z.boolean(), push: z.boolean().optional() });

const stateShape = z.object({
  available: z.boolean().meta({ description: 'Set up here, and there is an address, or a device' }),
  address: z.string().nullable().meta({ description: 'Null for `push`, which goes to devices' }),
  waiting: z.int(),
  failingSince: nullableInstant,
  lastAt: nullableInstant,
  lastOutcome: z.string().nullable().meta({ description: '`sent`, or the code of a failure' }),
});

const noticesShape = z
  .object({
    rev: z.int().meta({ description: 'Also the ETag, for If-Match; 0: never saved' }),
    ...shared,
    channels: channelsShape,
    reach: z.object({ email: stateShape, push: stateShape }),
  })
  .meta({ id: 'Notices' });

const stateOf = ({
  isAvailable,
  address,
  waiting,
  failingSince,
  last,
}: ChannelState): z.input<typeof stateShape> => ({
  ...{ available: isAvailable, address, waiting, failingSince: instantOrNull(failingSince) },
  ...{ lastAt: instantOrNull(last?.at ?? null), lastOutcome: last?.outcome ?? null },
});

const toShape = ({ rev, choices, kinds, channels }: OwnNoticesView): z.input<typeof noticesShape> => ({
  rev,
  kinds: Object.fromEntries(kinds.map((kind) => [kind, choices.kinds[kind]])),
  channels: { ...choices.channels },
  console: choices.console,
  quietHours: choices.quietHours,
  urgentAlways: choices.urgentAlways,
  digestAt: [...choices.digestAt],
  reach: { email: stateOf(channels.email), push: stateOf(channels.push) },
});

const answerOf = (view: OwnNoticesView) => ({
  ...({ status: 200, body: toShape(view), headers: etagOf(view.rev) } as const),
});

const tag = 'Me';
const one = { 200: { description: 'Your notices', schema: noticesShape } };

/** What whoever is signed in wants to hear of, and how. */
export const noticeRoutes = ({ ownNotices }: NoticeParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/me/notices',
    scope: 'session',
    tag,
    summary: 'What you hear of, and how',
    answers: one,
    async handle({ principal }) {
      return answerOf(await ownNotices.read(principal.account));
    },
  }),
  defineRoute({
    method: 'put',
    path: '/v1/me/notices',
    scope: 'session',
    tag,
    summary: 'Choose what you hear of, and how',
    description: 'A kind of work that is left out stays as it is, and so does `channels.push`.',
    body: z.strictObject({ ...shared, channels: channelsInput }),
    answers: one,
    refusals: [412, 413, 415],
    async handle({ principal: { account }, body, ifMatch }) {
      const there = kindsFor(account);
      const foreign = noticeKinds.find((kind) => body.kinds[kind] !== undefined && !there.includes(kind));
      // As of a kind that nobody has.
      if (foreign !== undefined)
        throw new ValidationFailed([{ field: `kinds.${foreign}`, message: 'is no kind of work' }]);
      const { email, push } = body.channels;
      const channels = push === undefined ? { email } : { email, push };
      return answerOf(await ownNotices.save(account, { ...body, channels }, ifMatch));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/me/notices/test',
    scope: 'session',
    tag,
    summary: 'Send yourself a notice',
    description: 'It tells of nothing. What came of it stands in `reach` soon after.',
    body: z.strictObject({ channel: z.enum(noticeChannels) }),
    answers: { 204: { description: 'It is on its way', schema: null } },
    refusals: [409, 413, 415],
    async handle({ principal, body }) {
      await ownNotices.test(principal.account, body.channel);
      return { status: 204 };
    },
  }),
];
