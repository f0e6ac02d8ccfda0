import { AppError } from '../../shared/errors.ts';

/** Somebody wrote since the caller read it. */
export class WordingChanged extends AppError {
  readonly code = 'precondition_failed';
  readonly retryable = false;
}

/** There is no draft, or nothing in use, to do this with. */
export class WordingNotReady extends AppError {
  readonly code = 'template_not_ready';
  readonly retryable = false;
}

/** The name stands for another template, or did. */
export class TemplateNameTaken extends AppError {
  readonly code = 'template_name_taken';
  readonly retryable = false;
}
