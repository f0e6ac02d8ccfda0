import { z } from 'zod';
import { acknowledgementOf, acknowledgements, lastDayOver, spanOfDay } from '../requests/daily-statement.ts';
import type { OutcomeLine, StatementRepository } from '../requests/statement.repository.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, pageFields, pageRequestOf } from './page-query.ts';
import { instantOrNull, instantText, nullableInstant } from './shape-fields.ts';

const lineShape = z
  .object({
    id: z.string(),
    kind: z.string(),
    outcome: z.string().nullable(),
    eventId: z.string(),
    reference: z.string(),
    version: z.int(),
    customerRef: z.string(),
    closedAt: instantText,
    acknowledgement: z.enum(acknowledgements).meta({
      description:
        'Whether every endpoint that wanted to took the `request.closed` of it; `none`: no endpoint wanted to',
    }),
    calls: z.array(
      z.object({
        id: z.string().meta({ description: 'The `webhook-id`, to be replayed by' }),
        endpoint: z.string(),
        status: z.enum(['pending', 'delivered', 'failed', 'held']),
        attempts: z.int(),
        acknowledgedAt: nullableInstant,
      }),
    ),
  })
  .meta({ id: 'StatementLine' });

const toLineShape = ({ requestId, calls, closedAt, ...line }: OutcomeLine): z.input<typeof lineShape> => ({
  id: requestId,
  ...line,
  closedAt: closedAt.toISOString(),
  acknowledgement: acknowledgementOf({ calls }),
  calls: calls.map(({ acknowledgedAt, ...call }) => ({
    ...call,
    acknowledgedAt: instantOrNull(acknowledgedAt),
  })),
});

export interface StatementRouteParts {
  statements: Pick<StatementRepository, 'outcomes'>;
  /** IANA zone in which the days of a tenant begin and end. */
  timeZoneOf(tenantId: TenantId): Promise<string>;
  clock: Clock;
}

/** What ended on a day and whether the business system heard of it (ADR 0054). */
export const statementRoutes = ({
  statements,
  timeZoneOf,
  clock,
}: StatementRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/statements',
    scope: 'requests:read',
    alsoNeeds: ['callbacks:read'],
    tag: 'Callbacks',
    summary: 'List every outcome of a day with its acknowledgement, first ended first',
    description:
      'The callback `statement.daily` names the first of them. `date` is a local day of the tenant; left out: the last one that is over. ' +
      'How the calls stand is as of now.',
    query: z.strictObject({
      ...pageFields,
      date: z.iso.date('must be a date such as 2026-11-01').optional(),
    }),
    answers: {
      200: {
        description: 'A page of outcomes',
        schema: z.object({
          date: z.string(),
          timeZone: z.string(),
          from: instantText,
          to: instantText,
          data: z.array(lineShape),
          nextCursor: z.string().nullable(),
        }),
      },
    },
    async handle({ principal, query }) {
      const timeZone = await timeZoneOf(principal.tenantId);
      const date = query.date ?? lastDayOver(clock.now(), timeZone);
      const span = spanOfDay(date, timeZone);
      const page = await statements.outcomes(principal.tenantId, span, pageRequestOf(query));
      const times = { date, timeZone, from: span.from.toISOString(), to: span.to.toISOString() };
      return { status: 200, body: { ...times, ...listJson(page, toLineShape) } };
    },
  }),
];
