/**
 * Base of every error this system throws on purpose. `code` is stable and documented (docs/api.md), never reworded;
 * `details` holds ids, codes and field names, never message text, names or numbers of people.
 */
export abstract class AppError extends Error {
  abstract readonly code: string;
  abstract readonly retryable: boolean;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(message: string, details: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.details = details;
  }
}

/** The caller sent something that cannot be accepted; nothing was changed. `field` is a path such as `data.lines[0].unit`. */
export class ValidationFailed extends AppError {
  readonly code = 'validation_failed';
  readonly retryable = false;
  readonly problems: readonly { field: string; message: string }[];

  constructor(problems: readonly { field: string; message: string }[]) {
    super(problems.map((p) => `${p.field}: ${p.message}`).join('; '));
    this.problems = problems;
  }
}

/** The object does not exist, or belongs to another tenant: the two are indistinguishable on purpose (reliability F9). */
export class NotFound extends AppError {
  readonly code = 'not_found';
  readonly retryable = false;
}

/** Somebody wrote since the caller read it; nothing was changed. */
export class PreconditionFailed extends AppError {
  readonly code = 'precondition_failed';
  readonly retryable = false;
}

/** The caller may not do this. */
export class Forbidden extends AppError {
  readonly code = 'forbidden';
  readonly retryable = false;
}

/** Something we depend on cannot take the work right now; the same call may succeed later. */
export class Unavailable extends AppError {
  readonly code = 'unavailable';
  readonly retryable = true;
}

/** The tenant is another process's: this one has not its keys, and can neither read nor keep anything of it. */
export class NotServedHere extends AppError {
  readonly code = 'not_served_here';
  readonly retryable = true;
}
