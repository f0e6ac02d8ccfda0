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
export const firstAgain = told('reply');

export const help: From = ({ context: { variant } }) =>
  prompt(`notice.${variant}Help`, { choices: choices(...buttons[variant]) });

export const reportHere: Prompt = { ...prompt('notice.reportHere'), attach: 'document' };
/** The choice asks for another code. */
export const proveFirst = prompt('notice.proveFirst', { choices: choices('sendReport', 'askedForHuman') });
export const codeWrong = (triesLeft: number): Prompt =>
  prompt('notice.codeWrong', { values: { triesLeft }, choices: choices('sendReport', 'askedForHuman') });
export const identityRefused = prompt('notice.identityRefused');

export const disputed = prompt('notice.disputed');
export const statementRequested = prompt('notice.statementRequested');
export const muted = prompt('notice.muted');

export const sendReceipt = prompt('notice.sendReceipt');
export const receiptReceived = prompt('notice.receiptReceived');
export const sendStatement = prompt('notice.sendStatement');
export const statementReceived = prompt('notice.statementReceived');

/** Without buttons, so that those of the first message stay the current ones. */
export const fileRefused = (reason: string): Prompt =>
  prompt('notice.fileRefused', { values: { refusals: [reason] } });
/** Staff looked at the file; `reason` is one of the codes for documents. */
export const fileNotAccepted = (reason: string): Prompt =>
  prompt('notice.fileNotAccepted', { class: 'notify', values: { reason } });
export const inReview = prompt('notice.inReview');
export const receiptAccepted = prompt('notice.receiptAccepted', { class: 'notify' });

export const callPromised = prompt('notice.callPromised');
export const confirmedMine = prompt('notice.confirmedMine');
export const held = prompt('notice.held');
export const timeRequested = prompt('notice.timeRequested');

export const settled = (outcome: string): Prompt =>
  prompt('notice.settled', { class: 'notify', values: { outcome } });
export const withdrawn = prompt('notice.withdrawn', { class: 'notify' });
export const superseded = prompt('notice.superseded', { class: 'notify' });
