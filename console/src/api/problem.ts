/** A refusal of the API as it says it (RFC 9457), or that it could not be asked at all. */
export class ApiProblem extends Error {
  /** HTTP status; 0: no answer. */
  readonly status: number;
  /** Stable: docs/api.md lists them. `offline`: no answer. */
  readonly code: string;
  /** Finds the call in the logs; null: it never got there. */
  readonly requestId: string | null;
  /** Which fields were refused, and why. */
  readonly fields: readonly { field: string; message: string }[];
  /** Seconds to wait; null: not said. */
  readonly retryAfter: number | null;

  constructor(said: {
    status: number;
    code: string;
    detail?: string | undefined;
    requestId?: string | null | undefined;
    fields?: readonly { field: string; message: string }[] | undefined;
    retryAfter?: number | null | undefined;
  }) {
    super(said.detail ?? said.code);
    this.name = 'ApiProblem';
    this.status = said.status;
    this.code = said.code;
    this.requestId = said.requestId ?? null;
    this.fields = said.fields ?? [];
    this.retryAfter = said.retryAfter ?? null;
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Reads what was answered; an answer in another form (of a proxy) is a problem of its status. */
export const problemOf = async (answer: Response): Promise<ApiProblem> => {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return new ApiProblem({
    status: answer.status,
    code: text(said['code']) ?? `status_${String(answer.status)}`,
    detail: text(said['detail']),
    requestId: text(said['requestId']) ?? answer.headers.get('x-request-id'),
    fields: Array.isArray(said['problems']) ? (said['problems'] as ApiProblem['fields']) : [],
    retryAfter: Number.isFinite(wait) ? wait : null,
  });
};
