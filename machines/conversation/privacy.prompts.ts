import type { EffectParams } from '../shared/effects.ts';
import { choices, choicesOf, promptOf } from '../shared/prompt.ts';
import type { ConversationPromptKey } from './conversation.prompt-keys.ts';

type Prompt = EffectParams['sendPrompt'];

const prompt = promptOf<ConversationPromptKey>();

const noticeChoices = choices('understoodNotice', 'askedForHuman');

/** At first contact: unasked, so the quiet hours hold it with the request it comes before. */
export const privacyNotice = prompt('conversation.privacyNotice', {
  class: 'notify',
  choices: noticeChoices,
});
export const privacyNoticeAgain = prompt('conversation.privacyNotice', { choices: noticeChoices });
export const noticeAcknowledged = prompt('conversation.noticeAcknowledged');

/** Yes and no weigh the same (KVKK 3, 5; domain 4): two buttons, no default. */
export const consentQuestion = (purpose: 'marketing' | 'feedback'): Prompt =>
  prompt(purpose === 'marketing' ? 'conversation.marketingConsent' : 'conversation.feedbackConsent', {
    choices: [...choicesOf('gaveConsent', [purpose]), ...choicesOf('refusedConsent', [purpose])],
  });
export const consentRecorded = (action: 'accepted' | 'rejected'): Prompt =>
  prompt('conversation.consentRecorded', { values: { action } });
export const consentsWithdrawn = prompt('conversation.consentsWithdrawn', {
  choices: choices('stoppedNotices', 'keptNotices'),
});
export const privacyRequest = prompt('conversation.privacyRequest');

export const optoutDone = prompt('conversation.optoutDone');
export const optinDone = prompt('conversation.optinDone');
export const askOptout = prompt('conversation.askOptout', {
  choices: choices('stoppedNotices', 'keptNotices'),
});
export const noticesKept = prompt('conversation.noticesKept');
export const wrongNumber = prompt('conversation.wrongNumber');
