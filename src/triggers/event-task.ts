import type { NewTask } from '../tasks/new-task.ts';
import { derivedId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { isStaffAudience, isStaffEventType, type StaffEventType } from './event-types.ts';

/**
 * Work for staff that an event causes. It belongs to no conversation (`conversationId` is empty) and to no request; `details`
 * is the event's data, to be kept sealed and shown with the task only.
 */
export type EventTask = NewTask & { details: JsonObject };

const tasks: {
  readonly [type in StaffEventType]: {
    role: NewTask['role'];
    reason: string;
    isUrgent(data: JsonObject): boolean;
  };
} = {
  'sanction.screening.completed': {
    role: 'compliance',
    reason: 'sanction_screening',
    isUrgent: ({ result }) => result !== 'clear',
  },
  'transaction.risk.flagged': { role: 'compliance', reason: 'transaction_risk', isUrgent: () => true },
  'account.deviation.detected': { role: 'accounting', reason: 'account_deviation', isUrgent: () => false },
};

const deadline = { role: 'staff', reason: 'deadline_approaching', isUrgent: () => false } as const;

/** The role a group of staff names: `staff.compliance`, `staff.accounting`, with or without parts behind; else `staff`. */
const roleOfAudience = (audience: string): NewTask['role'] => {
  const group = audience.toLowerCase().split('.')[1];
  return group === 'compliance' || group === 'accounting' ? group : 'staff';
};

/** Of the type where it is for staff alone, else of the audience; the compartment of either is kept. */
const roleOf = (type: string, audience: string | null): NewTask['role'] => {
  const named = isStaffAudience(audience ?? '') ? roleOfAudience(audience ?? '') : null;
  const own = isStaffEventType(type) ? tasks[type].role : null;
  return named === 'compliance' ? named : (own ?? named ?? deadline.role);
};

/** Nobody outside the compliance compartment may learn that such an event came (domain 6.2, 6.3). */
export const isForCompliance = ({ type, audience }: { type: string; audience: string | null }): boolean =>
  roleOf(type, audience) === 'compliance';

/** The task of an event for staff; the same event makes the same task. */
export const taskOfEvent = (tenantId: string, envelope: EventEnvelope, now: Date): EventTask => {
  const { type, event_id: eventId, customer_id: customerRef, audience, data } = envelope;
  const { reason, isUrgent } = isStaffEventType(type) ? tasks[type] : deadline;
  return {
    id: derivedId('tsk', tenantId, eventId),
    conversationId: '',
    requestId: null,
    customerRefs: customerRef === undefined ? [] : [customerRef],
    reason,
    urgent: isUrgent(data),
    role: roleOf(type, audience ?? null),
    at: now.toISOString(),
    details: data,
  };
};
