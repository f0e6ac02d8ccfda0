import { endTold, opening, plain, told, type PromptDefinition } from './prompt-definition.ts';
import { shownLines } from './prompt-values.ts';
import { readDetails } from './request-details.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';

const template = (name: string) => ({ name, hasDocument: false });

/** The question «was it you» has a word of its own for "no". */
const notMe = { notMine: 'notMe' };
/** Where a code is awaited, the report's button asks for another code. */
const newCode = { sendReport: 'sendCode' };

const hasDocument = ({ request }: PromptToRender): boolean => Boolean(request?.document);
/** Balances the step put beside the prompt, or those of the event. */
const hasLines = (prompt: PromptToRender): boolean => shownLines(prompt).length > 0;

/** Several movements that are told together. */
const isSummary = ({ request }: PromptToRender): boolean =>
  request !== null && readDetails(request.details).movements !== undefined;

/** How notices say their prompts; the first six are the templates of domain 7.2, 7.5, 7.9, 7.10 and 7.11. */
export const noticePrompts: { readonly [prompt: string]: PromptDefinition } = {
  'notice.report': opening({
    wordings: [{ text: ['notice:report'], template: template('report_ready_v1') }],
    templateChoices: ['sendReport', 'askedForHuman'],
  }),
  'notice.movement': opening({
    wordings: [
      {
        when: isSummary,
        text: ['notice:movements'],
        template: template('account_movements_v1'),
        sample: {
          movements: Array.from({ length: 12 }, () => ({})),
          posted_from: '2026-11-24T09:10:00+03:00',
          posted_to: '2026-11-24T12:04:41+03:00',
        },
      },
      { text: ['notice:movement'], template: template('account_movement_v1') },
    ],
    templateChoices: ['notMine', 'askedForStatement', 'muted'],
  }),
  'notice.payment': opening({
    wordings: [{ text: ['notice:payment'], template: template('payment_due_v1') }],
    templateChoices: ['sendReceipt', 'askedForStatement', 'askedForHuman'],
  }),
  'notice.difference': opening({
    wordings: [{ text: ['notice:difference'], template: template('difference_found_v1') }],
    templateChoices: ['sendStatement', 'askedForCall', 'askedForHuman'],
  }),
  'notice.verification': opening({
    wordings: [{ text: ['notice:verification'], template: template('transaction_verify_v1') }],
    templateChoices: ['confirmedMine', 'notMine', 'askedForHuman'],
    labels: notMe,
  }),
  'notice.deadline': opening({
    wordings: [{ text: ['notice:deadline'], template: template('deadline_approaching_v1') }],
    templateChoices: ['openedRequest', 'askedForTime', 'askedForHuman'],
  }),
  'notice.reportHelp': plain('notice:reportHelp'),
  'notice.movementHelp': plain('notice:movementHelp'),
  'notice.paymentHelp': plain('notice:paymentHelp'),
  'notice.differenceHelp': plain('notice:differenceHelp'),
  'notice.verificationHelp': { ...plain('notice:verificationHelp'), labels: notMe },
  'notice.deadlineHelp': plain('notice:deadlineHelp'),
  'notice.reportHere': {
    wordings: [
      { when: hasDocument, text: ['notice:reportHere'] },
      { when: hasLines, text: ['notice:reportSummary', 'common:sentence.legend'] },
      // Nothing is claimed that is not there: neither a file nor figures.
      { text: ['notice:reportByStaff'] },
    ],
  },
  'notice.proveFirst': { ...plain('notice:proveFirst'), labels: newCode },
  'notice.codeWrong': { ...plain('notice:codeWrong'), labels: newCode },
  'notice.identityRefused': plain('notice:identityRefused'),
  'notice.disputed': plain('notice:disputed'),
  'notice.statementRequested': plain('notice:statementRequested'),
  'notice.muted': plain('notice:muted'),
  'notice.sendReceipt': plain('notice:sendReceipt'),
  'notice.sendStatement': plain('notice:sendStatement'),
  'notice.receiptReceived': plain('notice:receiptReceived'),
  'notice.statementReceived': plain('notice:statementReceived'),
  'notice.receiptAccepted': plain('notice:receiptAccepted'),
  'notice.fileRefused': plain('notice:fileRefused'),
  'notice.fileNotAccepted': plain('notice:fileNotAccepted'),
  'notice.inReview': plain('notice:inReview'),
  'notice.callPromised': plain('notice:callPromised'),
  'notice.confirmedMine': plain('notice:confirmedMine'),
  'notice.held': plain('notice:held'),
  'notice.timeRequested': plain('notice:timeRequested'),
  'notice.settled': plain('notice:settled'),
  'notice.withdrawn': told(endTold('notice_withdrawn_v1', 'notice:withdrawnOutside'), 'notice:withdrawn'),
  'notice.superseded': plain('notice:superseded'),
};
