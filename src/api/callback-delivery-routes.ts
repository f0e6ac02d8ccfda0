import { z } from 'zod';
import type {
  CallbackDeliveryRecord,
  CallbackEndpoint,
  CallbackRepository,
} from '../callbacks/callback.repository.ts';
import { testCallback } from '../callbacks/queue-callbacks.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { callbackName } from './callback-name.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { instantText } from './shape-fields.ts';

const statuses = ['pending', 'delivered', 'failed', 'held'] as const;

const deliveryShape = z
  .object({
    id: z.string().meta({ description: 'The `webhook-id` of the call' }),
    type: z.string(),
    status: z
      .enum(statuses)
      .meta({ description: '`held`: its endpoint is disabled; it is called when that is enabled' }),
    attempts: z.array(z.object({ at: instantText, outcome: z.string(), durationMs: z.number() })),
    nextAttemptAt: instantText.nullable(),
    reason: z.string().nullable(),
    createdAt: instantText,
  })
  .meta({ id: 'CallbackDelivery' });

const toDeliveryShape = (delivery: CallbackDeliveryRecord): z.input<typeof deliveryShape> => ({
  id: delivery.id,
  type: delivery.type,
  status: delivery.status,
  attempts: delivery.log.map(({ at, outcome, durationMs }) => ({
    at: at.toISOString(),
    outcome,
    durationMs,
  })),
  nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
  reason: delivery.reason,
  createdAt: delivery.createdAt.toISOString(),
});

const listQuery = z.strictObject({ ...pageFields, status: z.enum(statuses).optional() });

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const replaySchema = z
  .strictObject({
    ids: z.array(z.string().min(1).max(200)).min(1).max(200).optional(),
    from: instant.optional(),
    to: instant.optional(),
  })
  .refine(
    ({ ids, from, to }) => (ids === undefined) !== (from === undefined && to === undefined),
    'must name ids, or from and to',
  );

const tag = 'Callbacks';

/** What became of the calls of an endpoint, and making them again (Standard Webhooks: one, or a range of time). */
export const callbackDeliveryRoutes = ({
  callbacks,
  clock,
}: {
  callbacks: CallbackRepository;
  clock: Clock;
}): readonly AnyRoute[] => {
  const endpointOf = async (tenantId: TenantId, name: string): Promise<CallbackEndpoint> => {
    const endpoint = await callbacks.findEndpoint(tenantId, name);
    if (endpoint === null) throw new NotFound('There is no such callback endpoint.');
    return endpoint;
  };
  return [
    defineRoute({
      method: 'get',
      path: '/v1/callbacks/{name}/deliveries',
      scope: 'callbacks:read',
      tag,
      summary: 'List the calls of an endpoint with their attempts, newest first',
      params: callbackName,
      query: listQuery,
      answers: { 200: { description: 'A page of calls', schema: listSchema(deliveryShape) } },
      refusals: [404],
      async handle({ principal, params, query }) {
        const { name } = await endpointOf(principal.tenantId, params.name);
        const page = await callbacks.listDeliveries(
          principal.tenantId,
          { endpointName: name, ...(query.status === undefined ? {} : { status: query.status }) },
          pageRequestOf(query),
        );
        return { status: 200, body: listJson(page, toDeliveryShape) };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/callbacks/{name}/replay',
      scope: 'callbacks:write',
      tag,
      summary: 'Make calls again, by id or by when they were queued',
      description:
        'Whatever became of them: the same bytes under the same `webhook-id`, oldest first, with all attempts anew. `from` counts, ' +
        '`to` does not.',
      params: callbackName,
      body: replaySchema,
      answers: { 202: { description: 'Queued again', schema: z.object({ replayed: z.number().int() }) } },
      refusals: [404, 413, 415],
      async handle({ principal, params, body }) {
        const { name } = await endpointOf(principal.tenantId, params.name);
        const { ids, from = null, to = null } = body;
        const meant = ids === undefined ? { from, to } : { ids };
        const replayed = await callbacks.replay(principal.tenantId, name, meant, clock.now());
        if (replayed === 0 && ids !== undefined) throw new NotFound('There are no such calls.');
        return { status: 202, body: { replayed } };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/callbacks/{name}/test',
      scope: 'callbacks:write',
      tag,
      summary: 'Make a signed call of the type callback.test',
      description:
        'Whatever types the endpoint wants. What became of it is among its deliveries, under this id.',
      params: callbackName,
      answers: { 202: { description: 'Queued', schema: z.object({ id: z.string() }) } },
      refusals: [404],
      async handle({ principal, params }) {
        const { name } = await endpointOf(principal.tenantId, params.name);
        const delivery = testCallback(principal.tenantId, name, clock.now());
        await callbacks.enqueue(delivery);
        return { status: 202, body: { id: delivery.id } };
      },
    }),
  ];
};
