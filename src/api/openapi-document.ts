import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { AnyRoute } from './define-route.ts';
import { sessionCookieName } from './session-cookie.ts';

const problemShape = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: docs/api.md lists them' }),
    detail: z.string().optional(),
    requestId: z.string(),
    problems: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const refusals: Readonly<Record<number, string>> = {
  400: 'The input is refused: `validation_failed` names the fields',
  401: 'Credentials are missing or wrong',
  403: 'The key may not do this',
  404: 'There is no such object in this tenant',
  405: 'The path does not answer this method',
  409: 'The object is not in a state for this',
  410: 'The content is not stored (any more)',
  412: 'It was changed since the revision in If-Match',
  413: 'The body is larger than 256 KB, or a file than it may be',
  415: 'The body is not plain application/json',
  422: 'The idempotency key was used for another body',
  429: 'Too many calls of this key, or wrong keys from this address: wait the seconds in Retry-After',
  500: 'Unexpected; the request id finds it in the logs',
  503: 'Try again after the seconds in Retry-After',
};

/** Every route may answer these. */
const always = [400, 401, 403, 405, 429, 500, 503];

const problemAnswer = (status: number) => ({
  description: refusals[status] ?? 'Refused',
  content: { 'application/problem+json': { schema: problemShape } },
});

const answersOf = (route: AnyRoute): ZodOpenApiOperationObject['responses'] => {
  const answers: ZodOpenApiOperationObject['responses'] = {};
  for (const [status, { description, schema, mediaType }] of Object.entries(route.answers)) {
    answers[status as `${1 | 2 | 3 | 4 | 5}${string}`] =
      schema === null
        ? { description }
        : { description, content: { [mediaType ?? 'application/json']: { schema } } };
  }
  for (const status of [...always, ...route.refusals]) {
    answers[String(status) as `${1 | 2 | 3 | 4 | 5}${string}`] = problemAnswer(status);
  }
  return answers;
};

const asObject = (schema: z.ZodType | null): z.ZodObject | undefined =>
  schema instanceof z.ZodObject ? schema : undefined;

const operationId = ({ method, path }: AnyRoute): string =>
  `${method}${path
    .replace('/v1', '')
    .replaceAll(/[/{}]+(\w)/g, (_all, letter: string) => letter.toUpperCase())
    .replaceAll(/\W/g, '')}`;

const fileText = z.string().meta({ format: 'binary', description: 'The file' });

const bodyContentOf = ({ form }: AnyRoute, body: z.ZodType) => ({
  'application/json': { schema: body },
  ...(form === null || !(body instanceof z.ZodObject)
    ? {}
    : { 'multipart/form-data': { schema: body.extend({ file: fileText }) } }),
});

/** Who may call, in words. */
const accessOf = ({ scope, alsoNeeds, needsProof }: AnyRoute): string => {
  const proof = needsProof
    ? ' With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).'
    : '';
  if (scope === 'anybody') return 'Open: without credentials.';
  if (scope === 'self') return `For every caller, about themselves.${proof}`;
  if (scope === 'session') return `For people who are signed in.${proof}`;
  return `Scope: ${[scope, ...alsoNeeds].map((one) => `\`${one}\``).join(' and ')}.${proof}`;
};

const operationOf = (route: AnyRoute): ZodOpenApiOperationObject => {
  const path = asObject(route.params);
  const query = asObject(route.query);
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    description: `${route.description ?? ''}\n\n${accessOf(route)}`.trim(),
    ...(route.scope === 'anybody' ? { security: [] } : {}),
    requestParams: { ...(path ? { path } : {}), ...(query ? { query } : {}) },
    ...(route.body === null
      ? {}
      : { requestBody: { required: true, content: bodyContentOf(route, route.body) } }),
    responses: answersOf(route),
  };
};

/** The OpenAPI 3.1 document, made from the schemas that also check the calls: it cannot say anything else than they do. */
export const openapiDocument = (
  routes: readonly AnyRoute[],
  options: { version: string; publicUrl: string },
): object => {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Mutabık API',
      version: options.version,
      description: 'Report events, read outcomes and evidence. Errors are problem+json with a stable `code`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: options.publicUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookieName,
          description: 'Of somebody who is signed in; calls that change something need their Origin',
        },
      },
    },
    paths,
  });
};
