import { AppError, ValidationFailed } from '../shared/errors.ts';
import { MethodNotAllowed, PayloadTooLarge, UnsupportedMediaType } from './http-errors.ts';

/** The only place that knows status codes (Appendix 1). A code that is not here is a 500 without detail. */
const statuses: Readonly<Record<string, number>> = {
  validation_failed: 400,
  masked_value: 400,
  callback_url_refused: 400,
  unauthorized: 401,
  wrong_credentials: 401,
  forbidden: 403,
  original_not_permitted: 403,
  origin_refused: 403,
  proof_needed: 403,
  not_found: 404,
  method_not_allowed: 405,
  idempotency_in_progress: 409,
  email_missing: 409,
  notice_channel_unavailable: 409,
  email_taken: 409,
  last_factor: 409,
  last_owner: 409,
  passkeys_unavailable: 409,
  too_many_passkeys: 409,
  too_many_devices: 409,
  request_closed: 409,
  request_not_started: 409,
  window_closed: 409,
  notices_stopped: 409,
  currency_mismatch: 409,
  message_not_held: 409,
  contact_phone_taken: 409,
  key_conflict: 409,
  scan_pending: 409,
  document_not_waiting: 409,
  document_is_evidence: 409,
  too_many_files: 409,
  task_taken: 409,
  import_over: 409,
  run_state: 409,
  run_empty: 409,
  privacy_request_closed: 409,
  dead_letter_closed: 409,
  dead_letter_not_ready: 409,
  trigger_locked: 409,
  trigger_not_ready: 409,
  too_many_shadows: 409,
  trigger_type_in_use: 409,
  template_not_ready: 409,
  template_name_taken: 409,
  template_in_use: 409,
  shortcut_taken: 409,
  too_many_replies: 409,
  content_gone: 410,
  link_expired: 410,
  link_used: 410,
  upload_timeout: 408,
  body_timeout: 408,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  not_served_here: 421,
  idempotency_key_reused: 422,
  file_type_refused: 422,
  file_infected: 422,
  table_unreadable: 422,
  table_too_large: 413,
  export_too_large: 413,
  columns_not_recognised: 422,
  rate_limited: 429,
  overloaded: 503,
  busy: 503,
  unavailable: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** problem+json (RFC 9457) with a stable `code`; `problems` names the fields of a refused input. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail?: string;
  requestId: string;
  problems?: readonly { field: string; message: string }[];
}

export interface ProblemAnswer {
  problem: Problem;
  headers: Readonly<Record<string, string>>;
}

/** Errors of the body parser and the router carry a `type` or a 4xx `status` instead of our codes. */
const translate = (error: unknown): unknown => {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const type: unknown = 'type' in error ? error.type : undefined;
  const status: unknown = 'status' in error ? error.status : undefined;
  if (type === 'entity.too.large') return new PayloadTooLarge('The body is too large.');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new UnsupportedMediaType('This content encoding or character set is not accepted.');
  }
  if (type === 'entity.parse.failed')
    return new ValidationFailed([{ field: 'body', message: 'is not valid JSON' }]);
  if (status === 400) return new ValidationFailed([{ field: 'request', message: 'cannot be read' }]);
  return error;
};

const headersFor = (error: AppError, status: number): Record<string, string> => {
  if (error instanceof MethodNotAllowed) return { Allow: error.allow };
  if ('retryAfterSeconds' in error) return { 'Retry-After': String(error.retryAfterSeconds) };
  if (status === 401) return { 'WWW-Authenticate': 'Bearer' };
  if (status === 503 || status === 429 || error.code === 'idempotency_in_progress')
    return { 'Retry-After': '1' };
  return {};
};

/** What a caller is told about an error. Nothing of an unexpected one; never an input's value, a stack or a driver's words. */
export const toProblem = (thrown: unknown, requestId: string): ProblemAnswer => {
  const error = translate(thrown);
  const known = error instanceof AppError ? statuses[error.code] : undefined;
  if (!(error instanceof AppError) || known === undefined) {
    const problem = {
      type: 'about:blank',
      title: titles[500] ?? '',
      status: 500,
      code: 'internal',
      requestId,
    } as const;
    return { problem, headers: {} };
  }
  const problem: Problem = {
    type: 'about:blank',
    title: titles[known] ?? '',
    status: known,
    code: error.code,
    ...(known < 500 && !(error instanceof ValidationFailed) ? { detail: error.message } : {}),
    requestId,
    ...('problems' in error ? { problems: error.problems as NonNullable<Problem['problems']> } : {}),
  };
  return { problem, headers: headersFor(error, known) };
};
