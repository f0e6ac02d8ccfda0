import type { Action, Field, Rule, RuleType, Tell } from './queries.ts';

export const isTell = (action: Action): action is Tell => action.do === 'request' || action.do === 'notify';

/** What the rule may say, by its type of event, or of the type near whose dates it acts. */
export const typeOfRule = (
  { on, schedule, customers = 'none' }: Rule,
  types: readonly RuleType[],
): RuleType | undefined => {
  const type = types.find((one) => one.type === on);
  if (type === undefined || schedule === undefined) return type;
  if (!('relative' in schedule)) return { ...type, fields: customers === 'none' ? [] : type.fields };
  const { of } = schedule.relative;
  return { ...type, fields: types.find((one) => one.type === of)?.fields ?? [] };
};

/** What may be said about the moment of telling: of one's own events as of the form they are told in. */
export const timingOf = ({ then }: Pick<Rule, 'then'>, { timing, forms }: RuleType): readonly string[] => {
  const as = then.find(isTell)?.as;
  return forms.find((form) => form.as === as)?.timing ?? timing;
};

/** What is asked or told first: a template that fits is of the same. */
export const promptOf = ({ then }: Pick<Rule, 'then'>, { prompt, forms }: RuleType): string | null => {
  const as = then.find(isTell)?.as;
  return forms.find((form) => form.as === as)?.prompt ?? prompt;
};

/** Somebody waits for the decision: it is never dropped. */
export const isDecision = ({ locked }: RuleType): boolean =>
  locked.some(({ part }) => part === 'decision_never_silent');

export const isOfCustomer = ({ field }: Pick<Field, 'field'>): boolean => field.startsWith('customer.');
