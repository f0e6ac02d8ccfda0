import type { RuleRef } from '../rule-action.ts';
import type { RuleRecord } from './rule.ts';

/** Why a shadow sees no more events. */
export const shadowEnds = ['stopped', 'published', 'discarded', 'changed', 'full', 'over'] as const;
export type ShadowEnd = (typeof shadowEnds)[number];

/** A draft that is folded beside the rules in use, over what really comes. Nothing it would do is done. */
export interface Shadow {
  /** Derived from rule, draft and number. */
  id: string;
  tenantId: string;
  ruleId: string;
  /** How many shadows of the rule there were, this one among them. */
  number: number;
  /** Type of event. */
  on: string;
  /** Of the rule with the draft: any write of the rule makes it another draft, or none. */
  rev: number;
  /** So often the rule had been published or withdrawn: clocks of processes differ, this does not. */
  changes: number;
  startedAt: Date;
  startedBy: string;
  until: Date;
  /** So many events are kept. */
  atMost: number;
  /** Null: it was not ended before its time. */
  ended: { at: Date; by: string; why: ShadowEnd } | null;
}

/** One thing that would happen: ids and codes, no words. */
export type ShadowEffect =
  | {
      do: 'request' | 'notify';
      requestKind: string;
      contactRef: string;
      hold: { by: 'wait' | 'collapse'; until: Date } | null;
    }
  | { do: 'task'; role: string; urgent: boolean }
  | { do: 'callback'; name: string }
  | { do: 'emit'; type: string; isAccepted: boolean };

export interface ShadowOutcome {
  by: RuleRef | null;
  status: 'processed' | 'ignored' | 'failed';
  reason: string | null;
  effects: readonly ShadowEffect[];
}

/** An event with which the draft has to do: it would act, or what it would take the place of acts. */
export interface ShadowRecord {
  tenantId: string;
  shadowId: string;
  eventId: string;
  at: Date;
  differs: boolean;
  /** What would come of it. */
  outcome: ShadowOutcome;
  /** What comes of it by the rules in use, reckoned at the same moment. */
  now: ShadowOutcome;
}

/** Records are looked at for so long after the last event. */
const keptMs = 30 * 24 * 60 * 60_000;
export const shadowKeptUntil = ({ until }: Pick<Shadow, 'until'>): Date => new Date(until.getTime() + keptMs);

/** What became of the draft since; null: it is the one that is watched. */
const endByRule = ({ rev, changes }: Shadow, rule: RuleRecord | null): ShadowEnd | null => {
  if (rule === null) return 'discarded';
  if (rule.rev === rev) return null;
  if (rule.draft !== null) return 'changed';
  const since = rule.changes.slice(changes);
  return since.some(({ did }) => did === 'published') ? 'published' : 'discarded';
};

/** Null: it sees events. */
export const endOfShadow = (
  shadow: Shadow,
  { rule, recorded, now }: { rule: RuleRecord | null; recorded: number; now: Date },
): ShadowEnd | null => {
  if (shadow.ended !== null) return shadow.ended.why;
  const byRule = endByRule(shadow, rule);
  if (byRule !== null) return byRule;
  if (recorded >= shadow.atMost) return 'full';
  return now >= shadow.until ? 'over' : null;
};
