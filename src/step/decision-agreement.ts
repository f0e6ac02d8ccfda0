import type { StepFacts } from '../conversations/conversation-state.ts';
import type { DecisionRecord } from '../evidence/decision-record.ts';
import { localDateOf } from '../money/format-time.ts';
import { derivedId } from '../shared/ids.ts';
import type { NewTask } from '../tasks/new-task.ts';
import { standingOf } from '../vocabulary/agreement.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';

/** Decisions that are about what the customer owes, owns or orders. */
export const isCovered = ({ kind }: Pick<RequestContent, 'kind'>): boolean =>
  kind === 'reconciliation' || kind === 'approval';

/** What a decision stands on by what is on file today, and what it lacks (domain R17); nothing where it was not looked up. */
export const agreedFor = (
  request: RequestContent,
  { agreements, now }: Pick<StepFacts, 'agreements' | 'now'>,
  answered: { contactRef: string; phone: string | null; timeZone: string },
): Pick<DecisionRecord['authority'], 'agreement' | 'warnings' | 'contract'> => {
  if (agreements === undefined || !isCovered(request)) return {};
  const { agreement, warnings } = standingOf(
    (agreements ?? []).filter(({ customerRef }) => customerRef === request.customerRef),
    {
      ...{ contactRef: answered.contactRef, phone: answered.phone, lines: request.lines },
      date: localDateOf(now, answered.timeZone),
    },
  );
  return {
    agreement:
      agreement === null
        ? null
        : {
            id: agreement.id,
            signedOn: agreement.signedOn,
            validFrom: agreement.validFrom,
            validUntil: agreement.validUntil,
          },
    warnings,
    contract: request.contract ?? null,
  };
};

const told: ReadonlySet<string> = new Set(['agreement_missing', 'agreement_expired']);

/**
 * Work for staff where a customer decides without an agreement, once per customer and per agreement that ended: the id is that of the cause.
 * None where the tenant keeps no agreements at all.
 */
export const agreementTasks = (
  tenantId: string,
  { requestId, conversationId, decidedAt, authority }: DecisionRecord,
  { customerRef }: Pick<RequestContent, 'customerRef'>,
  { agreements }: Pick<StepFacts, 'agreements'>,
): NewTask[] => {
  if (agreements === undefined || agreements === null) return [];
  const ended = agreements
    .filter((one) => one.customerRef === customerRef && one.kind === 'channel_evidence')
    .map(({ id, validUntil }) => `${id} ${validUntil}`)
    .sort();
  return (authority.warnings ?? [])
    .filter((warning) => told.has(warning))
    .map((reason) => ({
      id: derivedId('tsk', tenantId, customerRef, reason, ...ended),
      ...{ conversationId, requestId, customerRefs: [customerRef], reason },
      ...{ urgent: false, role: 'staff' as const, at: decidedAt.toISOString() },
    }));
};
