import { AppError } from '../../shared/errors.ts';

/** It comes with the product: it can be copied under another id, not changed. */
export class RuleLocked extends AppError {
  readonly code = 'trigger_locked';
  readonly retryable = false;
}

/** Somebody wrote since the caller read it. */
export class RuleChanged extends AppError {
  readonly code = 'precondition_failed';
  readonly retryable = false;
}

/** There is nothing to publish, to withdraw or to undo. */
export class RuleNotReady extends AppError {
  readonly code = 'trigger_not_ready';
  readonly retryable = false;
}

/** As many drafts are in the shadow as may be. */
export class TooManyShadows extends AppError {
  readonly code = 'too_many_shadows';
  readonly retryable = false;
}

/** What keeps a rule from being saved, by the path of what is wrong. */
export interface RuleProblem {
  field: string;
  message: string;
}
