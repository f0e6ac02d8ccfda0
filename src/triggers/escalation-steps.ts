import type { Contact, Customer } from '../customers/customer.ts';
import { stoppedAmong, type IsStopped } from '../customers/willing-contacts.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { EventTask } from './event-task.ts';
import type { ActingRule, RuleEscalation } from './rule-action.ts';
import { tellOf } from './rule-effects.ts';
import { checkedDuration } from './rule-timing.ts';

/** A question leaves in the seconds after it is asked. */
const toleranceMs = 60_000;

/** A step of a rule, which of them it is, and when it would be due. */
export interface EscalationStep {
  step: RuleEscalation;
  n: number;
  dueAt: Date;
}

/** What will be due where nobody answers what was asked at that instant; a question that ends before is over by then. */
export const escalationSteps = (
  rule: Pick<ActingRule, 'then'>,
  { expiresAt }: Pick<RequestContent, 'expiresAt'>,
  askedAt: Date,
): readonly EscalationStep[] =>
  (tellOf(rule)?.escalate ?? []).flatMap((step, n) => {
    const dueAt = new Date(askedAt.getTime() + checkedDuration(step.after));
    return dueAt >= new Date(expiresAt) ? [] : [{ step, n, dueAt }];
  });

/**
 * Silence counts from when the question went out, or will: what was held has nobody to answer it. An instant: it is due then. Null: it
 * is time. `staff`: nobody was asked yet, and it would come after the end; another person would not be asked either.
 */
export const laterStep = (
  { after }: Pick<RuleEscalation, 'after'>,
  { expiresAt }: Pick<RequestContent, 'expiresAt'>,
  { since, mayLeave, now }: { since: Date | null; mayLeave: boolean; now: Date },
): Date | 'staff' | 'too_late' | null => {
  if (since === null) return null;
  const dueAt = new Date(since.getTime() + checkedDuration(after));
  if (dueAt.getTime() - now.getTime() < toleranceMs) return null;
  if (dueAt < new Date(expiresAt)) return dueAt;
  return mayLeave ? 'staff' : 'too_late';
};

/** Not those who stopped messages: the question would end there, and whoever was asked first could answer it no more. */
export const othersThan = async (
  isStopped: IsStopped,
  tenantId: string,
  { contactRef, customer }: { contactRef: string; customer: Customer | null },
): Promise<Contact[]> => {
  const others = (customer?.contacts ?? []).filter(({ ref }) => ref !== contactRef);
  const stopped = await stoppedAmong(isStopped, tenantId, others);
  return others.filter(({ ref }) => !stopped.has(ref));
};

/** Who of ours looks after it, where that is said or nobody else is there to ask. */
export const escalationRole = (step: RuleEscalation): Pick<EventTask, 'role' | 'urgent'> =>
  step.to === 'task' ? { role: step.role, urgent: step.urgent } : { role: 'staff', urgent: false };
