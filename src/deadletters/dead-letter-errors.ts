import { AppError } from '../shared/errors.ts';

/** It was replayed or dropped before. */
export class DeadLetterClosed extends AppError {
  readonly code = 'dead_letter_closed';
  readonly retryable = false;
}

/** Putting it back into work would come to the same end: nobody can read it yet, or the number is not set up. */
export class DeadLetterNotReady extends AppError {
  readonly code = 'dead_letter_not_ready';
  readonly retryable = false;
}
