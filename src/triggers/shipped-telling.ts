import { shippedRuleOf, type ActingRule } from './rule-action.ts';

/** Five in ten minutes are one message, and nobody waits for the first four (domain 7.5). */
const movements: ActingRule = {
  ...shippedRuleOf('account.movement.posted'),
  name: 'Hesap hareketi',
  then: [{ do: 'notify', audience: null, collapse: { within: 'PT10M', from: 5, first: 'at_once' } }],
  cap: null,
};

/** What the shipped rule of a type says about the moment of telling; null: nothing, it is told at once. */
export const shippedTelling = (type: string): ActingRule | null =>
  type === 'account.movement.posted' ? movements : null;
