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
/** The same, asked for by the person. */
export const privacyNoticeAgain = prompt('conversation.privacyNotice', {
  class: 'reply',
  choices: noticeChoices,
});
/** The notice arrived; «Anladım» consents to nothing (domain 4, R18). */
export const noticeAcknowledged = prompt('conversation.noticeAcknowledged', { class: 'reply' });

/** Yes and no weigh the same (KVKK 3, 5; domain 4): two buttons, no default. */
export const consentQuestion = (purpose: 'marketing' | 'feedback'): Prompt =>
  prompt(purpose === 'marketing' ? 'conversation.marketingConsent' : 'conversation.feedbackConsent', {
    class: 'reply',
    choices: [...choicesOf('gaveConsent', [purpose]), ...choicesOf('refusedConsent', [purpose])],
  });
/** What was recorded of the consent (domain R19). */
export const consentRecorded = (action: 'accepted' | 'rejected'): Prompt =>
  prompt('conversation.consentRecorded', { class: 'reply', values: { action } });
/** Every consent was taken back in one step; shall the notices stop, too (domain 5, R19)? */
export const consentsWithdrawn = prompt('conversation.consentsWithdrawn', {
  class: 'reply',
  choices: choices('stoppedNotices', 'keptNotices'),
});
/** The request of a data subject is on record; answered within 30 days (domain 4, R28). */
export const privacyRequest = prompt('conversation.privacyRequest', { class: 'reply' });

/** Stopped at once, and how to resume (domain 5, 9.3, `optout_done`). */
export const optoutDone = prompt('conversation.optoutDone', { class: 'reply' });
/** The notices about the account come again; no marketing consent comes with them (domain 5). */
export const optinDone = prompt('conversation.optinDone', { class: 'reply' });
/** A word that may mean either: shall the notices stop (domain 9.1 rule 8)? */
export const askOptout = prompt('conversation.askOptout', {
  class: 'reply',
  choices: choices('stoppedNotices', 'keptNotices'),
});
/** The notices go on as before. */
export const noticesKept = prompt('conversation.noticesKept', { class: 'reply' });
/** Sorry; the number is removed, please delete earlier messages (domain 9.3, `wrong_number`). */
export const wrongNumber = prompt('conversation.wrongNumber', { class: 'reply' });
