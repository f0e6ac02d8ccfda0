import { choices, promptOf } from '../shared/prompt.ts';
import type { Prompt } from '../shared/prompt.ts';
import type { DocumentRequestContext } from './document-request.context.ts';
import type { DocumentPromptKey } from './document-request.prompt-keys.ts';

const prompt = promptOf<DocumentPromptKey>();
type From = (args: { context: DocumentRequestContext }) => Prompt;
type Parts = Pick<Prompt, 'class' | 'choices' | 'link'>;

/** Every text names the date that holds now: an extension changes it, the request as it was asked never changes. */
const said =
  (key: DocumentPromptKey, { link, ...parts }: Partial<Parts> = {}, more?: ValuesFrom): From =>
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

export const request = said('document.request', { class: 'notify', choices: ways });
export const requestAgain = said('document.request', { choices: ways });
export const reminder = said('document.reminder', { class: 'notify', choices: ways });
export const uploadLink = said('document.uploadLink', { link: 'upload' });
export const sendFile = said('document.sendFile', { choices: ways }, wayOf);
export const idInChat = said('document.idInChat', { link: 'upload' });
export const deferred = said('document.deferred', { choices: ways });
export const help = said('document.help', { choices: ways });

export const checking = said('document.checking');
export const received = said('document.received', {}, checked);
export const added = said('document.added', {}, checked);
export const refused = said('document.refused', { choices: helping }, checked);
export const inReview = said('document.inReview', { choices: choices('askedForHuman') });

export const accepted = said('document.accepted', { class: 'notify' });
export const rejected = said('document.rejected', { class: 'notify', choices: ways }, rejectionOf);
export const rejectedFinally = said('document.rejectedFinally', { class: 'notify' }, rejectionOf);

export const extended = said('document.extended');
export const extensionAsked = said('document.extensionAsked');

export const confirmRefusal = said('document.confirmRefusal', {
  choices: choices('confirmedRefusal', 'wentBack'),
});
export const recordedRefused = said('document.recordedRefused');

export const expired = said('document.expired', { class: 'notify' });
export const withdrawn = said('document.withdrawn', { class: 'notify' });
export const superseded = said('document.superseded', { class: 'notify' });
