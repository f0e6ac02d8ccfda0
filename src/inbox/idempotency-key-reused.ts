import { AppError } from '../shared/errors.ts';

/** The key was used before for something else; nothing was done. */
export class IdempotencyKeyReused extends AppError {
  readonly code = 'idempotency_key_reused';
  readonly retryable = false;
}
