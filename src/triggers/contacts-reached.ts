import type { Contact } from '../customers/customer.ts';
import { isReachable } from '../requests/binders.ts';
import { chosenOf, contactWithRole } from './plan-event.ts';
import { requestRuleOf, type RequestRule } from './request-rules.ts';
import type { RuleAudience, RuleEscalation } from './rule-action.ts';

/** Whom a rule would ask or tell, before an event says how much it is about. */
export interface Telling {
  /** The type of the catalogue in whose form it does. */
  type: string;
  audience: RuleAudience | null;
  /** Those whom an event has to name for the rule to act; null: none. */
  isNamed: ((contactRef: string) => boolean) | null;
}

const amountless = (type: string): Pick<RequestRule, 'variant' | 'lines'> | null => {
  const asked = requestRuleOf(type, {}, new Date(0));
  return asked === null ? null : { variant: asked.variant, lines: [] };
};

/** Limits of contacts are those of amounts: whoever has the role may be asked about some event. */
const firstOf = (contacts: readonly Contact[], { type, audience, isNamed }: Telling): Contact | null => {
  if (isNamed !== null) return contacts.find((one) => isReachable(one) && isNamed(one.ref)) ?? null;
  const asked = amountless(type);
  if (asked === null) return null;
  // Whoever the open item is with is told of its deadline: that can be anybody.
  const isOfItem = asked.variant === 'deadline' && (audience === null || audience.fallback === 'usual');
  const chosen = chosenOf(contacts, asked, { ownerRef: null, audience });
  return chosen ?? (isOfItem ? (contacts.find(isReachable) ?? null) : null);
};

export interface ContactsReached {
  /** `stopped`: there is somebody, and they want no messages. */
  first: 'asked' | 'stopped' | 'nobody';
  /** For each step of the escalation: somebody else would be asked, or it makes a task by itself. */
  next: readonly boolean[];
}

/** Who of a customer's contacts would be asked or told where an event names none. */
export const contactsReached = (
  contacts: readonly Contact[],
  stopped: ReadonlySet<string>,
  telling: Telling,
  escalate: readonly RuleEscalation[],
): ContactsReached => {
  const willing = contacts.filter(({ ref }) => !stopped.has(ref));
  const first = firstOf(willing, telling);
  const others = willing.filter(({ ref }) => ref !== first?.ref);
  const isStopped = first === null && firstOf(contacts, telling) !== null;
  return {
    first: first !== null ? 'asked' : isStopped ? 'stopped' : 'nobody',
    next: escalate.map(
      (step) => step.to === 'task' || contactWithRole(others, { lines: [] }, step.roles) !== null,
    ),
  };
};
