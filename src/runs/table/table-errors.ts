import { AppError } from '../../shared/errors.ts';

/** The file is no table that can be read. `reason`: `not_a_table`, `damaged`, `password_protected`, `active_content`, `old_or_encrypted`, `empty`. */
export class TableUnreadable extends AppError {
  readonly code = 'table_unreadable';
  readonly retryable = false;

  constructor(reason: string) {
    super(`The file cannot be read as a table: ${reason}.`, { reason });
  }
}

/** More lines, columns or bytes than a run takes. */
export class TableTooLarge extends AppError {
  readonly code = 'table_too_large';
  readonly retryable = false;
}
