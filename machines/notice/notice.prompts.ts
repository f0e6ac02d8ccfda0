import { choices, promptOf } from '../shared/prompt.ts';
import type { Prompt } from '../shared/prompt.ts';
import type { NoticeContext, NoticeVariant } from './notice.context.ts';
import type { NoticePromptKey } from './notice.prompt-keys.ts';

const prompt = promptOf<NoticePromptKey>();
type From = (args: { context: NoticeContext }) => Prompt;

/** Buttons of each notice, in the order of its template (domain 7). */
const buttons: { readonly [variant in NoticeVariant]: readonly string[] } = {
  report: ['sendReport', 'askedForHuman'],
  movement: ['notMine', 'askedForStatement', 'muted'],
  payment: ['sendReceipt', 'askedForStatement', 'askedForHuman'],
  difference: ['sendStatement', 'askedForCall', 'askedForHuman'],
  verification: ['confirmedMine', 'notMine', 'askedForHuman'],
  deadline: ['openedRequest', 'askedForTime', 'askedForHuman'],
};

const told =
  (messageClass: Prompt['class']): From =>
  ({ context: { variant } }) =>
    prompt(`notice.${variant}`, { class: messageClass, choices: choices(...buttons[variant]) });

/** A verification is a security alert: it is sent again rather than lost, and the quiet hours do not hold it. */
export const first: From = ({ context }) =>
  told(context.variant === 'verification' ? 'decision' : 'notify')({ context });
/** The same, as an answer in the chat: the person came back to it. */
export const firstAgain = told('reply');

/** What was written fits none of the buttons; they stand here again. */
export const help: From = ({ context: { variant } }) =>
  prompt(`notice.${variant}Help`, { class: 'reply', choices: choices(...buttons[variant]) });

/** The report itself, as an attachment (domain 7.2). With a document it goes out as `private`, whatever is declared. */
export const reportHere: Prompt = {
  ...prompt('notice.reportHere', { class: 'reply' }),
  attach: 'document',
};
/** The choice asks for another code. */
export const proveFirst = prompt('notice.proveFirst', {
  class: 'reply',
  choices: choices('sendReport', 'askedForHuman'),
});
/** A wrong code, and how many tries are left (ADR 0015, reliability F4). */
export const codeWrong = (triesLeft: number): Prompt =>
  prompt('notice.codeWrong', {
    class: 'reply',
    values: { triesLeft },
    choices: choices('sendReport', 'askedForHuman'),
  });
/** The tries are used up: the report is not sent, staff knows (domain 7.2, ADR 0015). */
export const identityRefused = prompt('notice.identityRefused', { class: 'reply' });

/** Not yours: staff was told at once, and this account is not spoken of until then (domain 7.5). */
export const disputed = prompt('notice.disputed', { class: 'reply' });
/** A statement was asked for; the business system makes it (domain 7.5). */
export const statementRequested = prompt('notice.statementRequested', { class: 'reply' });
/** No more alerts about movements of this account (domain 7.5). */
export const muted = prompt('notice.muted', { class: 'reply' });

/** The bank receipt may be sent here (domain 7.11, 8.4). */
export const sendReceipt = prompt('notice.sendReceipt', { class: 'reply' });
/** The receipt is with accounting; it is no payment by itself (domain 7.11). */
export const receiptReceived = prompt('notice.receiptReceived', { class: 'reply' });
/** The own statement may be sent here (domain 7.10, 8.4). */
export const sendStatement = prompt('notice.sendStatement', { class: 'reply' });
/** The statement is with accounting; it settles nothing by itself (domain 7.10). */
export const statementReceived = prompt('notice.statementReceived', { class: 'reply' });

/** Without buttons, so that those of the first message stay the current ones. */
export const fileRefused = (reason: string): Prompt =>
  prompt('notice.fileRefused', { class: 'reply', values: { refusals: [reason] } });
/** Staff looked at the file; `reason` is one of the codes for documents. */
export const fileNotAccepted = (reason: string): Prompt =>
  prompt('notice.fileNotAccepted', { class: 'notify', values: { reason } });
/** Accounting has the file; nothing is to be done now. */
export const inReview = prompt('notice.inReview', { class: 'reply' });
/** Accounting found the payment (domain 7.11, `paid`). */
export const receiptAccepted = prompt('notice.receiptAccepted', { class: 'notify' });

/** Somebody calls back (domain 7.10). */
export const callPromised = prompt('notice.callPromised', { class: 'reply' });
/** It was them: recorded, nothing else happens (domain 7.9). */
export const confirmedMine = prompt('notice.confirmedMine', { class: 'reply' });
/** It was not them: the transaction is held, staff was told at once (domain 7.9). */
export const held = prompt('notice.held', { class: 'reply' });
/** Staff is asked for more time; the notice grants none (domain 7.11). */
export const timeRequested = prompt('notice.timeRequested', { class: 'reply' });

/** Staff ended it after a talk, with this outcome (domain 7.10, 7.11). */
export const settled = (outcome: string): Prompt =>
  prompt('notice.settled', { class: 'notify', values: { outcome } });
/** We withdrew the notice (domain 7). */
export const withdrawn = prompt('notice.withdrawn', { class: 'notify' });
/** A newer notice takes its place (domain 7). */
export const superseded = prompt('notice.superseded', { class: 'notify' });
