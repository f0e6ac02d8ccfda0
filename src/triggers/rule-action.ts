import type { TaskRole } from '../../machines/shared/effects.ts';
import type { Customer } from '../customers/customer.ts';
import type { EmitData } from './emit-data.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { isStaffEventType, requestEventTypes, type ScheduledEventType } from './event-types.ts';

/** Groups of a customer's contacts that a rule may name; `all` and `self` stand for each of them, as everywhere. */
export const audienceRoles = ['approve', 'reconcile', 'invoice', 'reports', 'documents', 'owner'] as const;
export type AudienceRole = (typeof audienceRoles)[number];

/** Whom to ask where nobody has one of the roles: whoever is asked without a rule, the owner, or nobody. */
export const audienceFallbacks = ['usual', 'owner', 'nobody'] as const;

/** Who of the customer is asked or told, where the event names no contact. */
export interface RuleAudience {
  roles: readonly AudienceRole[];
  fallback: (typeof audienceFallbacks)[number];
}

/** How long asking or telling waits after the event came. Durations are ISO 8601: `PT2H`, `P1D`. */
export interface RuleWait {
  /** Null: not by the clock. */
  for: string | null;
  /** Then for office hours in the tenant's zone; null: for nothing more. */
  until: 'business_hours' | null;
}

/** From so many movements of an account on, that came within a time, they are told together. */
export interface RuleCollapse {
  within: string;
  from: number;
  /** Those before are told as they come, and the others wait for the end of the time (ADR 0067); left out: all wait for it. */
  first?: 'at_once' | undefined;
}

/** What happens where nobody answered so long after the question. */
export type RuleEscalation =
  | { after: string; to: 'contact'; roles: readonly AudienceRole[] }
  | { after: string; to: 'task'; role: Exclude<TaskRole, 'compliance'>; urgent: boolean };

/** Asks or tells a contact of the customer; which of the two, the type of the event says. What is left out is as without a rule. */
export interface TellAction {
  do: 'request' | 'notify';
  /** Of a type that a tenant made: the type of the catalogue whose words, term and answers it has. */
  as?: ScheduledEventType | undefined;
  /** Of the same: what is asked or told, made of the event as the data of that type. */
  data?: EmitData | undefined;
  audience: RuleAudience | null;
  /** The template of the tenant's own it is said in (ADR 0068); left out: in the words of the type. */
  template?: string | undefined;
  wait?: RuleWait | undefined;
  collapse?: RuleCollapse | undefined;
  /** Nothing is told any more where that is so when the waiting ends. */
  unless?: readonly { answered: true }[] | undefined;
  /** What the same rule told about the same account before, and is open still, is withdrawn. */
  supersede?: boolean | undefined;
  /** One after the other, each reckoned from the question. */
  escalate?: readonly RuleEscalation[] | undefined;
}

/** No more than so many messages of a rule in a time; what is more is not told. */
export interface RuleCap {
  per: 'contact' | 'customer';
  at_most: number;
  within: string;
}

export interface TaskAction {
  do: 'task';
  role: TaskRole;
  urgent: boolean;
}

/** Tells the business system, as `trigger.acted` with this name. */
export interface CallbackAction {
  do: 'callback';
  name: string;
}

/** Makes an event of another type, for the same customer. */
export interface EmitAction {
  do: 'emit';
  type: string;
  data: EmitData;
}

export type RuleAction = TellAction | TaskAction | CallbackAction | EmitAction | { do: 'nothing' };

/** Which version of which rule. */
export interface RuleRef {
  id: string;
  version: number;
}

/** A published rule of the tenant on its way through the work of an event. */
export interface ActingRule extends RuleRef {
  name: string;
  then: readonly RuleAction[];
  /** Null: as many as there are. */
  cap: RuleCap | null;
}

/** The tenant's own rules as events meet them. */
export interface ActingRules {
  /** The rule that acts on this event; null: none of the tenant's, the shipped one does. */
  actingOn(
    tenantId: string,
    envelope: EventEnvelope,
    facts: { customer: Customer | null },
  ): Promise<ActingRule | null>;
  /** A version as it was published; null: there is none. */
  load(tenantId: string, rule: RuleRef): Promise<ActingRule | null>;
}

/** Drafts that run beside the rules in use, and do nothing. */
export interface RuleShadows {
  /**
   * Keeps what each of them would have made of an event, once however often it is worked. Never rejects: what fails here is
   * nothing to the event.
   */
  see(
    tenantId: string,
    event: { eventId: string; envelope: EventEnvelope; receivedAt: Date; depth?: number },
    facts: { acting: RuleRef | null; customer: Customer | null; now: Date },
  ): Promise<void>;
}

/** A tenant without drafts in the shadow. */
export const noShadows: RuleShadows = { see: () => Promise.resolve() };

/** A tenant without rules of its own. */
export const noRules: ActingRules = {
  actingOn: () => Promise.resolve(null),
  load: () => Promise.resolve(null),
};

/** Ids of rules that come with the product; nobody else's begin like that. */
const shippedPrefix = 'shipped.';

/** Types whose shipped rule is another one than it was, and which version it is. */
const shippedVersions: Readonly<Record<string, number>> = { 'account.movement.posted': 2 };

/** The rule that comes with the product for a type of the catalogue. */
export const shippedRuleOf = (type: string): RuleRef => ({
  id: `${shippedPrefix}${type}`,
  version: shippedVersions[type] ?? 1,
});

/** It is that of a rule that comes with the product. */
export const isShippedId = (id: string): boolean => id.startsWith(shippedPrefix);

/** The type of events a rule of the product is for; null: it is none of the product's. */
export const shippedTypeOf = (id: string): string | null =>
  isShippedId(id) ? id.slice(shippedPrefix.length) : null;

/** What acts where no rule of the tenant does; null: nothing of the product does. */
export const actingByItself = (type: string): RuleRef | null =>
  isStaffEventType(type) || requestEventTypes.some((known) => known === type) ? shippedRuleOf(type) : null;
