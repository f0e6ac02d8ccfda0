import { AppError } from '../shared/errors.ts';

/** What was asked is not possible in the state the run, or the row, is in. */
export class RunStateConflict extends AppError {
  readonly code = 'run_state';
  readonly retryable = false;
}

/** No row of the run can go. */
export class RunHasNothingToSend extends AppError {
  readonly code = 'run_empty';
  readonly retryable = false;
}

/** Which column holds what is not clear, and no mapping says it. */
export class ColumnsNotRecognised extends AppError {
  readonly code = 'columns_not_recognised';
  readonly retryable = false;
}
