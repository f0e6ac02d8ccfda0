import type { components } from './generated/openapi.ts';

/** RFC 9457, as every refusal of the API is answered. */
export type Problem = components['schemas']['Problem'];

/** A field that was refused, and why; `path.…` and `query.…` are parts of the address. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** The API answered, and refused. `code` is stable: docs/api.md lists them. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** `unknown` where the answer was not one of the API's: a proxy in between. */
  readonly code: string;
  /** Empty where no field is named. */
  readonly fields: readonly FieldProblem[];
  /** Finds the call in the logs of the server; null: the answer did not say. */
  readonly requestId: string | null;
  /** Milliseconds to wait before another call; null: the answer did not say. */
  readonly retryAfterMs: number | null;

  constructor(status: number, problem: Partial<Problem>, retryAfterMs: number | null = null) {
    super(
      [`${status} ${problem.code ?? problem.title ?? 'refused'}`, problem.detail]
        .filter((part) => part !== undefined)
        .join(': '),
    );
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.fields = problem.problems ?? [];
    this.requestId = problem.requestId ?? null;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came, as often as it was tried: whether the call was carried out is not known. `cause` is the last fault. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(method: string, path: string, cause: unknown) {
    super(`no answer to ${method} ${path}`, { cause });
  }
}

/** Whether a problem is what its sender says it is. */
const isProblem = (body: unknown): body is Partial<Problem> => typeof body === 'object' && body !== null;

/** What an answer that is no success says; reads its body. */
export const errorOf = async (response: Response, retryAfterMs: number | null): Promise<ApiError> => {
  const text = await response.text();
  const body = ((): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  })();
  const requestId = response.headers.get('x-request-id');
  const problem = isProblem(body) ? body : { title: response.statusText || 'refused' };
  return new ApiError(
    response.status,
    { ...(requestId === null ? {} : { requestId }), ...problem },
    retryAfterMs,
  );
};
