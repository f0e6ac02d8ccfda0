import { AppError } from '../shared/errors.ts';

/** What is to be stored hides something: somebody writes back what they were shown. Nothing was changed. */
export class MaskedValue extends AppError {
  readonly code = 'masked_value';
  readonly retryable = false;
  readonly problems: readonly { field: string; message: string }[];

  constructor(problems: readonly { field: string; message: string }[]) {
    super('A masked number is not stored: ask for the whole one first.');
    this.problems = problems;
  }
}
