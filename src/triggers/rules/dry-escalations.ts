import type { Customer } from '../../customers/customer.ts';
import type { IsStopped } from '../../customers/willing-contacts.ts';
import {
  escalationRole,
  escalationSteps,
  laterStep,
  othersThan,
  type EscalationStep,
} from '../escalation-steps.ts';
import type { Asked } from '../event-requests.ts';
import { contactWithRole } from '../plan-event.ts';
import type { CompiledRule } from './compile-rule.ts';

/** What happens then where nobody has answered. */
export type DryStep =
  { at: Date; to: 'contact'; contactRef: string } | { at: Date; to: 'task'; role: string; urgent: boolean };

/** When the step is due, and whether a person of ours looks after it whatever it says; null: it is over by then. */
const due = (
  { step, dueAt }: EscalationStep,
  { content }: Asked,
  leftAt: Date | null,
): { at: Date; isForStaff: boolean } | null => {
  const since = { since: leftAt, mayLeave: leftAt !== null && leftAt > dueAt, now: dueAt };
  const later = laterStep(step, content, since);
  if (later === 'too_late') return null;
  return { at: later instanceof Date ? later : dueAt, isForStaff: later === 'staff' };
};

/** The steps of a question that was asked at `askedAt` and went out at `leftAt` (null: it never does), and nobody answers. */
export const dryEscalations = async (
  isStopped: IsStopped,
  {
    tenantId,
    rule,
    asked,
    customer,
  }: { tenantId: string; rule: CompiledRule; asked: Asked; customer: Customer | null },
  { askedAt, leftAt }: { askedAt: Date; leftAt: Date | null },
): Promise<readonly DryStep[]> => {
  const { content, contact } = asked;
  const steps: DryStep[] = [];
  const refs = [contact.ref];
  for (const one of escalationSteps(rule, content, askedAt)) {
    const when = due(one, asked, leftAt);
    if (when === null) continue;
    const { at, isForStaff } = when;
    const { step } = one;
    const others = await othersThan(isStopped, tenantId, {
      contactRef: refs.at(-1) ?? contact.ref,
      customer,
    });
    const next =
      step.to === 'contact' && !isForStaff
        ? contactWithRole(
            others.filter(({ ref }) => !refs.includes(ref)),
            content,
            step.roles,
          )
        : null;
    if (next === null) steps.push({ at, to: 'task', ...escalationRole(step) });
    else {
      steps.push({ at, to: 'contact', contactRef: next.ref });
      refs.push(next.ref);
    }
  }
  return steps;
};
