import { endOf, unansweredEndOf } from '../shared/request-lifecycle.ts';
import { rejectionOutcome } from './document-request.context.ts';
import * as prompts from './document-request.prompts.ts';
import { documentRequest } from './document-request.setup.ts';

/** Staff found the document to be what was asked for (domain 7.7). */
export const accepted = documentRequest.createStateConfig(
  endOf({ closes: { outcome: 'accepted' }, tells: prompts.accepted }),
);

/** Staff sent the document back for the last time: after the third it is a matter for a person (domain 7.7). */
export const rejected = documentRequest.createStateConfig({
  type: 'final',
  entry: [
    { type: 'noteHistory', params: { what: 'document_rejected' } },
    { type: 'closeRequest', params: ({ context }) => ({ outcome: rejectionOutcome(context.reason) }) },
    { type: 'openTask', params: { reason: 'document_rejected', urgent: false } },
    { type: 'sendPrompt', params: prompts.rejectedFinally },
  ],
});

/** The person does not want to send it (domain 7.7). Nothing was decided about money, so no decision is recorded. */
export const refused = documentRequest.createStateConfig(
  endOf({ closes: { outcome: 'refused' }, tells: prompts.recordedRefused }),
);

/** Time is over without a document: a task for staff, and no grace (domain 7.7). */
export const notReceived = documentRequest.createStateConfig(
  unansweredEndOf({
    closes: { outcome: 'not_received' },
    opens: { reason: 'document_not_received', urgent: false },
    tells: prompts.expired,
  }),
);

/** Withdrawn by the business, or settled by staff as no longer needed (domain 7). */
export const withdrawn = documentRequest.createStateConfig(
  endOf({ closes: { outcome: 'cancelled' }, tells: prompts.withdrawn }),
);

/** Document requests know no outcome of their own for it (domain 7.7): the old one is cancelled, in words of its own. */
export const superseded = documentRequest.createStateConfig(
  endOf({ closes: { outcome: 'cancelled' }, tells: prompts.superseded }),
);
