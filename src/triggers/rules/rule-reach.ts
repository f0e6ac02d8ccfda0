import type { Customer } from '../../customers/customer.ts';
import type { Page, PagePosition } from '../../shared/page.ts';
import { contactsReached, type ContactsReached, type Telling } from '../contacts-reached.ts';
import type { TellAction } from '../rule-action.ts';
import { tellOf } from '../rule-effects.ts';
import { compileCondition, EventFields } from './compile-rule.ts';
import { contactField, customerFields } from './fields.ts';
import type { Condition, Rule } from './rule.ts';

export interface ReachParts {
  /** By ref, so many after a position. */
  customersReached(
    tenantId: string,
    filter: { refs?: readonly string[] | undefined },
    page: { limit: number; after: PagePosition | null },
  ): Promise<Page<{ customer: Customer; stopped: ReadonlySet<string> }>>;
}

/** Whom a rule would ask or tell by the books of this moment. */
export interface RuleReach {
  /** Customers who were looked at. */
  looked: number;
  /** There are no others. */
  isWhole: boolean;
  /** Of these, those who meet the conditions on customers. */
  customers: number;
  /** Of these, those with somebody who would be asked or told. */
  reached: number;
  /** Of these, those where everybody who would be stopped messages. */
  stopped: number;
  /** For each step of the escalation, of those reached: where somebody else would be asked. */
  next: readonly number[];
}

/** Labels and the like are sealed: customers are read one by one, and no more than so many. */
const mostLooked = 2_000;
/** Among so many the few who have a role may come last: as many again while nobody was found whom a strict audience names. */
const mostSought = 2 * mostLooked;
const pageSize = 200;

const ofCustomers = (when: readonly Condition[]): Condition[] =>
  when.filter(({ field }) => field.startsWith('customer.'));
const ofContacts = (when: readonly Condition[]): Condition[] =>
  when.filter(({ field }) => field === contactField.field);

/** Those a rule names, where it names all there can be. */
const refsOf = (when: readonly Condition[]): readonly string[] | undefined => {
  const naming = when.find(
    ({ field, op }) => field === 'customer.ref' && (op === 'is' || op === 'one_of'),
  )?.value;
  return naming === undefined ? undefined : [naming].flat().map(String);
};

const noEvent = { data: {} };

/** What a rule says of customers and of the contacts events name, ready to be asked of each. */
const judgeOf = (when: readonly Condition[]) => {
  const customers = ofCustomers(when).map((one) => compileCondition(customerFields, one));
  const contacts = ofContacts(when).map((one) => compileCondition([contactField], one));
  const meets = (named: string | null): boolean => {
    const envelope = named === null ? noEvent : { ...noEvent, contact_id: named };
    const fields = new EventFields({ envelope, customer: null });
    return contacts.every(({ holds }) => holds(fields));
  };
  return {
    isMeant: (customer: Customer): boolean => {
      const fields = new EventFields({ envelope: noEvent, customer });
      return customers.every(({ holds }) => holds(fields));
    },
    // Only an event that names somebody meets the conditions.
    isNamed: meets(null) ? null : (ref: string) => meets(ref),
  };
};

/** The audience names who it is, and nobody else would do. */
export const isStrict = ({ audience }: TellAction): boolean =>
  audience !== null && audience.fallback !== 'usual';

/** Null: the rule asks and tells nobody. It reads customers, so it is for whoever writes a rule, not for events. */
export const reachOf = async (parts: ReachParts, tenantId: string, rule: Rule): Promise<RuleReach | null> => {
  const tell = tellOf(rule);
  if (tell === undefined) return null;
  const { isMeant, isNamed } = judgeOf(rule.when);
  const telling: Telling = { type: tell.as ?? rule.on, audience: tell.audience, isNamed };
  const steps = tell.escalate ?? [];
  const refs = refsOf(rule.when);
  const found: ContactsReached[] = [];
  const isAsked = ({ first }: ContactsReached): boolean => first === 'asked';
  let looked = 0;
  let after: PagePosition | null = null;
  do {
    const page: Awaited<ReturnType<ReachParts['customersReached']>> = await parts.customersReached(
      tenantId,
      { refs },
      { limit: pageSize, after },
    );
    looked += page.items.length;
    for (const { customer, stopped } of page.items)
      if (isMeant(customer)) found.push(contactsReached(customer.contacts, stopped, telling, steps));
    after = page.next;
  } while (after !== null && looked < (isStrict(tell) && !found.some(isAsked) ? mostSought : mostLooked));
  const reached = found.filter(isAsked);
  return {
    ...{ looked, isWhole: after === null, customers: found.length, reached: reached.length },
    stopped: found.filter(({ first }) => first === 'stopped').length,
    next: steps.map((_step, at) => reached.filter(({ next }) => next[at] === true).length),
  };
};
