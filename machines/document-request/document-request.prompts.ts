import { choices, promptOf } from '../shared/prompt.ts';
import type { Prompt } from '../shared/prompt.ts';
import type { DocumentRequestContext } from './document-request.context.ts';
import type { DocumentPromptKey } from './document-request.prompt-keys.ts';

const prompt = promptOf<DocumentPromptKey>();
type From = (args: { context: DocumentRequestContext }) => Prompt;
type Parts = Pick<Prompt, 'class'> & Partial<Pick<Prompt, 'choices' | 'link'>>;

/** Every text names the date that holds now: an extension changes it, the request as it was asked never changes. */
const said =
  (key: DocumentPromptKey, { link, ...parts }: Parts, more?: ValuesFrom): From =>
  ({ context }) => ({
    ...prompt(key, { ...parts, values: { dueAt: context.expiresAt, ...more?.(context) } }),
    ...(link === undefined ? {} : { link }),
  });
type ValuesFrom = (context: DocumentRequestContext) => NonNullable<Prompt['values']>;

/** The same three under every question, whatever the document is for (domain 6.3-c, e). */
const ways = choices('askedForLink', 'askedForTime', 'askedForHuman');
const helping = choices('askedForLink', 'askedForHuman');

const wayOf: ValuesFrom = ({ linkOnly }) => ({ way: linkOnly ? 'link' : 'chat' });
const checked: ValuesFrom = ({ passed, refusals }) => ({ count: passed.length, refusals });
const rejectionOf: ValuesFrom = ({ reason }) => ({ reason: reason ?? 'other' });

/** Asks for the document, in the same words whatever it is for (domain 6.3-c, 7.7). */
export const request = said('document.request', { class: 'notify', choices: ways });
/** The same, as an answer in the chat: the person came back to it. */
export const requestAgain = said('document.request', { class: 'reply', choices: ways });
/** The document has not come yet (domain 7.7). */
export const reminder = said('document.reminder', { class: 'notify', choices: ways });
/** The secure way: a one-time link to the upload page (domain R25). */
export const uploadLink = said('document.uploadLink', { class: 'reply', link: 'upload' });
/** How to send it: here as an attachment, or by the link only (domain 8.4). */
export const sendFile = said('document.sendFile', { class: 'reply', choices: ways }, wayOf);
/** Identity documents are not taken in the chat; the link is sent instead (domain 7.7, R25). */
export const idInChat = said('document.idInChat', { class: 'reply', link: 'upload' });
/** Later, then; the date stands (domain 7.7). */
export const deferred = said('document.deferred', { class: 'reply', choices: ways });
/** What was written is no document; the ways to send it again. */
export const help = said('document.help', { class: 'reply', choices: ways });

/** The file is being looked at by machine: content and viruses (domain 7.7, ADR 0016). */
export const checking = said('document.checking', { class: 'reply' });
/** Files passed the check and are with staff; how many, and what failed beside them (domain 7.7). */
export const received = said('document.received', { class: 'reply' }, checked);
/** More files were added to those staff looks at. */
export const added = said('document.added', { class: 'reply' }, checked);
/** A file failed its check, and why (ADR 0016). */
export const refused = said('document.refused', { class: 'reply', choices: helping }, checked);
/** Staff has it; nothing is to be done now. */
export const inReview = said('document.inReview', { class: 'reply', choices: choices('askedForHuman') });

/** Staff accepted the document (domain 7.7). */
export const accepted = said('document.accepted', { class: 'notify' });
/** Staff sent it back with a reason; another one may be sent (domain 7.7). */
export const rejected = said('document.rejected', { class: 'notify', choices: ways }, rejectionOf);
/** Staff sent the third one back: now it is a matter for a person (domain 7.7). */
export const rejectedFinally = said('document.rejectedFinally', { class: 'notify' }, rejectionOf);

/** A week more, given at once and once only (domain 7.7). */
export const extended = said('document.extended', { class: 'reply' });
/** More time than that is asked of staff. */
export const extensionAsked = said('document.extensionAsked', { class: 'reply' });

/** Really not? A refusal counts by its button only. */
export const confirmRefusal = said('document.confirmRefusal', {
  class: 'reply',
  choices: choices('confirmedRefusal', 'wentBack'),
});
/** The refusal is recorded (domain 7.7, `refused`). */
export const recordedRefused = said('document.recordedRefused', { class: 'reply' });

/** Time is over and nothing has come (domain 7.7, `not_received`). */
export const expired = said('document.expired', { class: 'notify' });
/** We withdrew the request; nothing has to be sent any more (domain 7). */
export const withdrawn = said('document.withdrawn', { class: 'notify' });
/** A newer request was sent; that one is to be answered (domain 7). */
export const superseded = said('document.superseded', { class: 'notify' });
