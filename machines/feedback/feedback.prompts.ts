import { choices, promptOf } from '../shared/prompt.ts';
import { scores } from './feedback.context.ts';
import type { FeedbackPromptKey } from './feedback.prompt-keys.ts';

const prompt = promptOf<FeedbackPromptKey>();

const answers = choices(...scores);

export const request = prompt('feedback.request', { class: 'notify', choices: answers });
export const requestAgain = prompt('feedback.request', { choices: answers });
export const help = prompt('feedback.help', { choices: answers });
export const askComment = prompt('feedback.askComment', { choices: choices('skipped') });
export const thanks = prompt('feedback.thanks');
export const thanksNegative = prompt('feedback.thanksNegative');
