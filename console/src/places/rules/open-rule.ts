import type { RuleType, Trigger } from './queries.ts';

/** What parts of the panel show. */
export interface OpenRule {
  rule: Trigger;
  /** Every rule of the list. */
  all: readonly Trigger[];
  types: readonly RuleType[];
}
