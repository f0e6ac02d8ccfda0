import createClient, { type Middleware } from 'openapi-fetch';
import { ApiProblem, problemOf } from './problem.ts';
import type { paths } from '../../../clients/typescript/src/generated/openapi.ts';
import { sessionEnded } from './session-events.ts';

const inTime = 30_000;

/** Answers that are no success become an `ApiProblem`; a session that has ended is told to the shell. */
const refusals: Middleware = {
  onRequest: ({ request }) =>
    new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(inTime)]) }),
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    const problem = await problemOf(response);
    if (response.status === 401 && !schemaPath.startsWith('/v1/sign-in')) sessionEnded();
    throw problem;
  },
  onError({ error }) {
    if (error instanceof Error && error.name === 'AbortError') return error;
    return new ApiProblem({ status: 0, code: 'offline' });
  },
};

/**
 * The documented routes, with the types of the reference. The cookie of the session goes along; nothing else names the caller.
 * Every call answers `{ data }` or throws an `ApiProblem`: use `dataOf`.
 */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
api.use(refusals);

/** The body of an answer. An answer without one (204) is `undefined`. */
export const dataOf = async <Data>(call: Promise<{ data?: Data }>): Promise<NonNullable<Data>> => {
  const { data } = await call;
  // What is no success was thrown: what is missing here is the body of a 204, which nobody reads.
  return data as NonNullable<Data>;
};
