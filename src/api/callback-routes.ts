import { z } from 'zod';
import type { CallbackEndpoint, CallbackRepository } from '../callbacks/callback.repository.ts';
import { callbackTypes } from '../callbacks/callback-types.ts';
import { isCallbackSecret } from '../callbacks/callback-secret.ts';
import type { SaveCallbackEndpoint } from '../callbacks/save-callback-endpoint.ts';
import { NotFound, PreconditionFailed } from '../shared/errors.ts';
import type { CallbackTasks } from '../tasks/callback-tasks.ts';
import { callbackName } from './callback-name.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { instantText } from './shape-fields.ts';

const endpointFields = {
  name: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  status: z.enum(['active', 'disabled']),
  disabledReason: z.enum(['gone', 'failing']).nullable(),
  createdAt: instantText,
  updatedAt: instantText,
};

const endpointShape = z.object(endpointFields).meta({ id: 'CallbackEndpoint' });
const savedShape = z
  .object({
    ...endpointFields,
    secret: z.string().optional().meta({ description: 'Only when this call set it: shown once' }),
  })
  .meta({ id: 'SavedCallbackEndpoint' });

const toEndpointShape = (endpoint: CallbackEndpoint): z.input<typeof endpointShape> => ({
  name: endpoint.name,
  url: endpoint.url,
  types: [...endpoint.types],
  status: endpoint.disabledReason === null ? 'active' : 'disabled',
  disabledReason: endpoint.disabledReason,
  createdAt: endpoint.createdAt.toISOString(),
  updatedAt: endpoint.updatedAt.toISOString(),
});

const inputSchema = z.strictObject({
  url: z.string().min(1).max(2048),
  types: z
    .array(z.enum(['*', ...callbackTypes], { error: `must be * or one of ${callbackTypes.join(', ')}` }))
    .min(1)
    .max(50)
    .default(['*']),
  secret: z
    .string()
    .max(128)
    .refine(isCallbackSecret, 'must be whsec_ followed by 24 to 64 bytes in base64')
    .optional(),
  rotateSecret: z.boolean().optional(),
});

export interface CallbackParts {
  callbacks: CallbackRepository;
  saveEndpoint: SaveCallbackEndpoint;
  /** Work that an endpoint made is over with it. */
  callbackTasks: Pick<CallbackTasks, 'settled'>;
}

const tag = 'Callbacks';

export const callbackRoutes = (parts: CallbackParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'put',
    path: '/v1/callbacks/{name}',
    scope: 'callbacks:write',
    tag,
    summary: 'Make or change a callback endpoint',
    description:
      'The answer holds the signing secret when this call set it, and never again. A replaced secret keeps signing ' +
      'beside the new one for a day. Calls follow Standard Webhooks: at least once, unordered, dedupe by `webhook-id`.',
    params: callbackName,
    body: inputSchema,
    answers: { 200: { description: 'The endpoint', schema: savedShape } },
    refusals: [412, 413, 415],
    async handle({ principal, params, body, ifMatch }) {
      const { endpoint, secret } = await parts.saveEndpoint(principal.tenantId, params.name, body, ifMatch);
      return {
        status: 200,
        body: { ...toEndpointShape(endpoint), ...(secret === null ? {} : { secret }) },
        headers: etagOf(endpoint.rev ?? 0),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/callbacks/{name}',
    scope: 'callbacks:read',
    tag,
    summary: 'Read a callback endpoint',
    params: callbackName,
    answers: { 200: { description: 'The endpoint', schema: endpointShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const endpoint = await parts.callbacks.findEndpoint(principal.tenantId, params.name);
      if (endpoint === null) throw new NotFound('There is no such callback endpoint.');
      return { status: 200, body: toEndpointShape(endpoint), headers: etagOf(endpoint.rev ?? 0) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/callbacks',
    scope: 'callbacks:read',
    tag,
    summary: 'List callback endpoints by name',
    query: pageQuery,
    answers: { 200: { description: 'A page of endpoints', schema: listSchema(endpointShape) } },
    async handle({ principal, query }) {
      const page = await parts.callbacks.listEndpoints(principal.tenantId, pageRequestOf(query));
      return { status: 200, body: listJson(page, toEndpointShape) };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/callbacks/{name}',
    scope: 'callbacks:write',
    tag,
    summary: 'Remove a callback endpoint',
    params: callbackName,
    answers: { 204: { description: 'Removed', schema: null } },
    refusals: [404, 412],
    async handle({ principal, params, ifMatch }) {
      const { tenantId } = principal;
      const removed = await parts.callbacks.removeEndpoint(tenantId, params.name, ifMatch ?? undefined);
      if (!removed && (await parts.callbacks.findEndpoint(tenantId, params.name)) === null)
        throw new NotFound('There is no such callback endpoint.');
      if (!removed) throw new PreconditionFailed('The endpoint was saved since it was read.');
      await parts.callbackTasks.settled(principal.tenantId, params.name);
      return { status: 204 };
    },
  }),
];
