import type { Schedule } from '../calendar/schedule.ts';
import type { RuleAction, RuleCap } from '../rule-action.ts';

/** What a condition compares with: one word or several, a number, an amount of one unit or one of each of several. */
export type ConditionValue =
  string | number | boolean | readonly string[] | AmountOfUnit | readonly AmountOfUnit[];

interface AmountOfUnit {
  readonly unit: string;
  readonly quantity: string;
}

/** One thing that has to hold; all of a rule's do. */
export interface Condition {
  field: string;
  op: string;
  value?: ConditionValue | undefined;
}

/** The `on` of rules that act by the calendar. */
export const onSchedule = 'schedule';

/** What a person writes: from an event of a type to what happens. */
export interface Rule {
  name: string;
  /** A type of event, or `onSchedule`. */
  on: string;
  /** When it acts; left out: when an event of its type comes. */
  schedule?: Schedule | undefined;
  /** Whom each date is for, where the calendar alone says it; left out: nobody in particular. */
  customers?: 'all' | 'none' | readonly string[] | undefined;
  when: readonly Condition[];
  then: readonly RuleAction[];
  /** Left out: as many as there are. */
  cap?: RuleCap | null | undefined;
  /** Of several rules the highest is looked at first; of equal ones the one whose id comes first. */
  priority: number;
}

export const ruleWarnings = [
  'never_reached',
  'reaches_nobody',
  'unknown_customer',
  'never_comes',
  'past_its_end',
  'template_not_in_use',
] as const;

/** Something a person should look at before they publish. */
export interface RuleWarning {
  code: (typeof ruleWarnings)[number];
  field: string;
  message: string;
}

export interface RuleChange {
  did: 'published' | 'withdrawn';
  /** Of the version that came into use, or went out of it. */
  version: number;
  at: Date;
  by: string;
}

/** A rule of a tenant with everything that was done to it. */
export interface RuleRecord {
  tenantId: string;
  id: string;
  /** Type of event; it stays once the rule was in use. */
  on: string;
  /** Counts writes: what an editor has to have seen. */
  rev: number;
  draft: { rule: Rule; at: Date; by: string } | null;
  /** Null: none is in use. */
  published: { version: number; rule: Rule; at: Date; by: string } | null;
  /** How many versions there are. */
  versions: number;
  /** Oldest first. */
  changes: readonly RuleChange[];
}

export interface RuleVersion {
  version: number;
  rule: Rule;
  at: Date;
  by: string;
}
