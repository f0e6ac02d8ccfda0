import { AppError } from '../shared/errors.ts';

/** No usable credentials. The same for unknown, wrong, expired and revoked ones. */
export class Unauthorized extends AppError {
  readonly code = 'unauthorized';
  readonly retryable = false;
}

/** Something sensitive, and it is a while since the person proved who they are. */
export class ProofNeeded extends AppError {
  readonly code = 'proof_needed';
  readonly retryable = false;
}

/** The path exists, the method does not; `allow` is the value of the Allow header. */
export class MethodNotAllowed extends AppError {
  readonly code = 'method_not_allowed';
  readonly retryable = false;
  readonly allow: string;

  constructor(allow: string) {
    super('This path does not answer this method.');
    this.allow = allow;
  }
}

export class UnsupportedMediaType extends AppError {
  readonly code = 'unsupported_media_type';
  readonly retryable = false;
}

export class PayloadTooLarge extends AppError {
  readonly code = 'payload_too_large';
  readonly retryable = false;
}

/** More calls at once than this process takes (reliability G.1). */
export class Overloaded extends AppError {
  readonly code = 'overloaded';
  readonly retryable = true;
}

/** The body was not here within the time it may take. */
export class BodyTimeout extends AppError {
  readonly code = 'body_timeout';
  readonly retryable = true;
}

/** Too many calls of one caller, or more files than one person may send. */
export class RateLimited extends AppError {
  readonly code = 'rate_limited';
  readonly retryable = true;
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}
