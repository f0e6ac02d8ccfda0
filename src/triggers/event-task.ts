import type { NewTask } from '../tasks/new-task.ts';
import { derivedId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import { isStaffAudience, roleOfAudience, type Audience } from './audience.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { isStaffEventType, type StaffEventType } from './event-types.ts';

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

/** Of the type where it is for staff alone, else of the audience; the compartment of either is kept. */
const roleOf = (type: string, audience: Audience | undefined): NewTask['role'] => {
  const named = isStaffAudience(audience) ? roleOfAudience(audience) : null;
  const own = isStaffEventType(type) ? tasks[type].role : null;
  return named === 'compliance' ? named : (own ?? named ?? deadline.role);
};

/** Nobody outside the compliance compartment may learn that such an event came (domain 6.2, 6.3). */
export const isForCompliance = ({
  type,
  audience,
}: {
  type: string;
  audience?: Audience | null | undefined;
}): boolean => roleOf(type, audience ?? undefined) === 'compliance';

/**
 * Of the compartment by its address alone: people without it have rules on its type, and none of these acts on it, tries itself on
 * it or learns that it came (domain 6.2).
 */
export const isBeyondRules = (event: { type: string; audience?: Audience | null | undefined }): boolean =>
  isForCompliance(event) && !isForCompliance({ type: event.type });

/** A question to a customer that was kept back because of an open case, for those who know of the case. */
export const withheldTask = (
  tenantId: string,
  { requestId, reference, customerRef }: Pick<RequestContent, 'requestId' | 'reference' | 'customerRef'>,
  now: Date,
): EventTask => ({
  id: derivedId('tsk', tenantId, 'withheld', requestId),
  conversationId: '',
  requestId: null,
  customerRefs: [customerRef],
  reason: 'verification_withheld',
  urgent: false,
  role: 'compliance',
  at: now.toISOString(),
  details: { request_id: requestId, transaction_ref: reference },
});

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
    role: roleOf(type, audience),
    at: now.toISOString(),
    details: data,
  };
};
