import type { ErrorAt } from './problems.ts';
import type { Rule, RuleType, Tell } from './queries.ts';

/** What each part of the form of a rule has. */
export interface FormPart {
  rule: Rule;
  type: RuleType;
  change: (to: Partial<Rule>) => void;
  errorAt: ErrorAt;
}

/** And each part of asking or telling. */
export interface TellPart {
  tell: Tell;
  change: (to: Tell) => void;
  errorAt: ErrorAt;
  /** `then[0]` */
  where: string;
}

/** The same without a part of it, or with another one in its place. */
export const without = <Name extends keyof Tell>(
  tell: Tell,
  name: Name,
  instead: false | Pick<Tell, Name>,
): Tell => {
  const { [name]: _before, ...rest } = tell;
  // What is left out of a telling is left out of no other one.
  return { ...rest, ...(instead === false ? {} : instead) } as Tell;
};
