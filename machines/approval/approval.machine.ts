import type { EffectParams } from '../shared/effects.ts';
import {
  endOf,
  forwardedEndOf,
  humanOnRequest,
  notedWhenLost,
  unansweredEndOf,
} from '../shared/request-lifecycle.ts';
import { newApprovalContext, outcomes } from './approval.context.ts';
import type { ApprovalContext } from './approval.context.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';
import { correctable, correctedToApproval, correctedToRejection } from './correctable.states.ts';
import { open } from './open.states.ts';
import { expiredRejecting } from './rejecting.states.ts';

interface Given {
  context: ApprovalContext;
}
const asRejected = ({ context }: Given) => ({ outcome: outcomes[context.variant].rejected });
const asExpired = ({ context }: Given) => ({ outcome: outcomes[context.variant].expired });
const asWithdrawn = ({ context }: Given) => ({ outcome: outcomes[context.variant].withdrawn });
const toWhom = ({ context }: Given): EffectParams['forwardRequest'] =>
  context.fourEyes === 'second' ? { as: 'second_approver' } : {};

/** The "yes" is on record and with the business at once; a mistake may still be undone (domain 7.6, ADR 0017). */
const approved = approval.createStateConfig({
  entry: [
    { type: 'recordDecision', params: { result: 'approved' } },
    { type: 'closeRequest', params: { outcome: 'approved' } },
    { type: 'sendPrompt', params: prompts.recordedApproved },
  ],
  always: '#approval.correctable.approved',
});

/** The "no" is on record and with the business at once, an objection where it is an invoice (domain 7.3, 7.6). */
const rejected = approval.createStateConfig({
  entry: [
    { type: 'recordDecision', params: ({ context }) => ({ result: outcomes[context.variant].rejected }) },
    { type: 'closeRequest', params: asRejected },
    { type: 'openTask', params: { reason: 'approval_rejected', urgent: false } },
    { type: 'sendPrompt', params: prompts.recordedRejected },
  ],
  always: [
    { guard: 'isFirstOfTwo', target: '#approval.ended' },
    { target: '#approval.correctable.rejected' },
  ],
});

/** Ends this contact's dialog; the request stays open with a contact who may bind (domain R6, ADR 0012). */
const forwarded = approval.createStateConfig(
  forwardedEndOf({
    to: toWhom,
    tells: prompts.forwarded,
  }),
);

/** Silence approves nothing: staff takes over (domain 7.3, 7.6, R5). */
const expired = approval.createStateConfig(
  unansweredEndOf({
    closes: asExpired,
    opens: { reason: 'approval_expired', urgent: false },
    tells: prompts.expired,
  }),
);

/** The second "yes" never came: the second person's dialog has told staff, or nobody was found and staff knows (ADR 0017). */
const expiredWaiting = approval.createStateConfig(endOf({ closes: asExpired, tells: prompts.expired }));

/** The business withdrew it (domain 7). */
const withdrawn = approval.createStateConfig(endOf({ closes: asWithdrawn, tells: prompts.withdrawn }));

/** Approvals know no outcome of their own for it (domain 7): the old one is withdrawn, in words of its own. */
const superseded = approval.createStateConfig({
  type: 'final',
  entry: [
    { type: 'closeRequest', params: asWithdrawn },
    { type: 'noteHistory', params: { what: 'superseded' } },
    { type: 'sendPrompt', params: prompts.superseded },
  ],
});

/** The answer came by other means and staff ended it: never as an approval (domain 3.6). */
const settled = approval.createStateConfig({
  type: 'final',
  entry: [
    { type: 'noteHistory', params: { what: 'settled_by_staff' } },
    {
      type: 'closeRequest',
      params: ({ event }) => ({ outcome: event.type === 'staff.settled' ? event.outcome : 'closed' }),
    },
    { type: 'sendPrompt', params: prompts.settled },
  ],
});

/**
 * An approval of a transaction or an invoice (domain 7.3, 7.6): a "yes" binds only after the recap and only from a contact
 * who may bind the amount, and from two of them where the business asks for two; a "no" counts after its own recap, from any
 * contact of the customer; silence decides nothing. The request ends with the answer; a mistake may be undone for a short time.
 */
export const approvalMachine = approval.createMachine({
  id: 'approval',
  context: ({ input }) => newApprovalContext(input),
  initial: 'open',
  on: {
    ...humanOnRequest,
    'file.accepted': { actions: { type: 'noteHistory', params: { what: 'document_accepted' } } },
    'file.refused': {
      actions: [
        { type: 'noteHistory', params: { what: 'document_refused' } },
        { type: 'openTask', params: { reason: 'document_refused', urgent: false } },
      ],
    },
    ...notedWhenLost,
  },
  states: {
    open,
    approved,
    rejected,
    correctable,
    correctedToApproval,
    correctedToRejection,
    forwarded,
    expired,
    expiredRejecting,
    expiredWaiting,
    withdrawn,
    superseded,
    settled,
    /** Another person, or time, ended the request before this one answered (ADR 0017). */
    decidedElsewhere: { type: 'final', entry: { type: 'sendPrompt', params: prompts.decidedElsewhere } },
    /** This person's answer came after another one had ended the request (ADR 0017). */
    overruled: { type: 'final', entry: { type: 'sendPrompt', params: prompts.lateDecision } },
    /** Nothing can be undone any more (ADR 0017). */
    ended: { type: 'final' },
  },
});
