import { choices, promptOf } from '../shared/prompt.ts';
import { scores } from './feedback.context.ts';
import type { FeedbackPromptKey } from './feedback.prompt-keys.ts';

const prompt = promptOf<FeedbackPromptKey>();

const answers = choices(...scores);

/** Satisfied with this transaction? For quality only, optional (domain 7.8). */
export const request = prompt('feedback.request', { class: 'notify', choices: answers });
/** The same, as an answer in the chat. */
export const requestAgain = prompt('feedback.request', { class: 'reply', choices: answers });
/** What was written is no score; the three buttons again. */
export const help = prompt('feedback.help', { class: 'reply', choices: answers });
/** A negative score asks why; may be skipped (domain 7.8). */
export const askComment = prompt('feedback.askComment', { class: 'reply', choices: choices('skipped') });
/** Thanks for a positive or neutral score. */
export const thanks = prompt('feedback.thanks', { class: 'reply' });
/** Thanks; staff looks into it (domain 7.8). */
export const thanksNegative = prompt('feedback.thanksNegative', { class: 'reply' });
