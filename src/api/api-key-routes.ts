import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { NotFound, PreconditionFailed } from '../shared/errors.ts';
import { lineOfText } from '../vocabulary/data-fields.ts';
import type { ApiKeyRecord } from './api-key.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { issueApiKey } from './issue-api-key.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { requireGrantable } from './principal.ts';
import { idParams, instantOrNull, instantText, nullableInstant } from './shape-fields.ts';
import type { ApiKeyRepository } from './api-key.repository.ts';
import { scopes } from '../staff/permissions.ts';

const keyFields = {
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  callsPerMinute: z
    .int()
    .nullable()
    .meta({ description: 'How often it may call; null: as often as every key of the installation' }),
  rev: z.int().meta({ description: 'Also the ETag where the pace is set' }),
  createdAt: instantText,
  expiresAt: nullableInstant,
  revokedAt: nullableInstant,
  lastUsedAt: nullableInstant,
};

const keyShape = z.object(keyFields).meta({ id: 'ApiKey' });
const issuedShape = z
  .object({ ...keyFields, key: z.string().meta({ description: 'Shown once' }) })
  .meta({ id: 'IssuedApiKey' });

const toKeyShape = (key: ApiKeyRecord): z.input<typeof keyShape> => ({
  id: key.id,
  name: key.name,
  scopes: [...key.scopes],
  callsPerMinute: key.callsPerMinute ?? null,
  rev: key.rev ?? 0,
  createdAt: key.createdAt.toISOString(),
  expiresAt: instantOrNull(key.expiresAt),
  revokedAt: instantOrNull(key.revokedAt),
  lastUsedAt: instantOrNull(key.lastUsedAt),
});

const callsPerMinute = z.int().min(1).max(1_000_000);

const inputSchema = z.strictObject({
  name: lineOfText(100),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  callsPerMinute: callsPerMinute.optional(),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

const tag = 'API keys';

interface ApiKeyParts {
  keys: ApiKeyRepository;
  clock: Clock;
}

const readRoute = ({ keys }: ApiKeyParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/apikeys/{id}',
    scope: 'admin',
    tag,
    summary: 'Read an API key',
    params: idParams,
    answers: { 200: { description: 'The key, without its secret; its ETag for If-Match', schema: keyShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const key = await keys.find(params.id);
      if (key === null || key.tenantId !== principal.tenantId) throw new NotFound('There is no such key.');
      return { status: 200, headers: etagOf(key.rev ?? 0), body: toKeyShape(key) };
    },
  });

const paceRoute = ({ keys }: ApiKeyParts): AnyRoute =>
  defineRoute({
    method: 'patch',
    path: '/v1/apikeys/{id}',
    scope: 'admin',
    tag,
    summary: 'Set how often a key may call',
    description: 'From its next call on. Over its pace it is answered 429 with `Retry-After`.',
    params: idParams,
    body: z.strictObject({ callsPerMinute: callsPerMinute.nullable() }),
    answers: { 200: { description: 'The key', schema: keyShape } },
    refusals: [404, 412, 413, 415],
    async handle({ principal, params, body, ifMatch }) {
      const key = await keys.find(params.id);
      if (key !== null && key.tenantId === principal.tenantId) requireGrantable(principal, key.scopes);
      const pace = body.callsPerMinute;
      const changed = await keys.setCallsPerMinute(principal.tenantId, params.id, pace, ifMatch);
      if (changed === null && key?.tenantId === principal.tenantId)
        throw new PreconditionFailed('The key was changed since it was read.');
      if (changed === null) throw new NotFound('There is no such key.');
      return { status: 200, headers: etagOf(changed.rev ?? 0), body: toKeyShape(changed) };
    },
  });

export const apiKeyRoutes = (parts: ApiKeyParts): readonly AnyRoute[] => {
  const { keys, clock } = parts;
  return [
    defineRoute({
      method: 'post',
      path: '/v1/apikeys',
      scope: 'admin',
      needsProof: true,
      tag,
      summary: 'Issue an API key',
      description: 'The key is in this answer and nowhere else: only its hash is stored.',
      body: inputSchema,
      answers: { 201: { description: 'The key', schema: issuedShape } },
      refusals: [413, 415],
      async handle({ principal, body }) {
        requireGrantable(principal, body.scopes);
        const { key, record } = issueApiKey({
          tenantId: principal.tenantId,
          name: body.name,
          scopes: [...new Set(body.scopes)],
          callsPerMinute: body.callsPerMinute,
          expiresAt: body.expiresAt === undefined ? null : new Date(body.expiresAt),
          now: clock.now(),
        });
        await keys.create(record);
        return { status: 201, body: { ...toKeyShape(record), key } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/apikeys',
      scope: 'admin',
      tag,
      summary: 'List API keys',
      query: pageQuery,
      answers: {
        200: { description: 'A page of keys, without their secrets', schema: listSchema(keyShape) },
      },
      async handle({ principal, query }) {
        const page = await keys.list(principal.tenantId, pageRequestOf(query));
        return { status: 200, body: listJson(page, toKeyShape) };
      },
    }),
    readRoute(parts),
    paceRoute(parts),
    defineRoute({
      method: 'delete',
      path: '/v1/apikeys/{id}',
      scope: 'admin',
      tag,
      summary: 'Revoke an API key at once',
      params: idParams,
      answers: { 204: { description: 'Revoked', schema: null } },
      refusals: [404],
      async handle({ principal, params }) {
        const key = await keys.find(params.id);
        // What somebody could not give they cannot take: the keys of the compartment are not the administrator's.
        if (key !== null && key.tenantId === principal.tenantId) requireGrantable(principal, key.scopes);
        const revoked = await keys.revoke(principal.tenantId, params.id, clock.now());
        if (!revoked) throw new NotFound('There is no such key.');
        return { status: 204 };
      },
    }),
  ];
};
