import type { EffectParams } from '../shared/effects.ts';
import { choices, promptOf } from '../shared/prompt.ts';
import type { ConversationPromptKey } from './conversation.prompt-keys.ts';

type Prompt = EffectParams['sendPrompt'];

const prompt = promptOf<ConversationPromptKey>();

/** What this person may do here: choices in their order, ten at most; the words of each stand in `locales/`. */
export type Menu = { readonly items: readonly string[]; readonly openCount: number };

/** What this person may do here. */
export const menu = ({ items, openCount }: Menu): Prompt =>
  prompt('conversation.menu', { class: 'reply', values: { openCount }, choices: choices(...items) });

/** Choose a button or write MENÜ (domain 9.3, `not_understood`). */
export const notUnderstood = ({ items }: Menu): Prompt =>
  prompt('conversation.notUnderstood', { class: 'reply', choices: choices(...items) });

/** The three languages; each in its own words. */
export const language = prompt('conversation.language', {
  class: 'reply',
  choices: choices('choseTurkish', 'choseEnglish', 'choseArabic'),
});
/** Said in the language that was chosen. */
export const languageSet = prompt('conversation.languageSet', { class: 'reply' });

/** The notice, the consents and the rights of KVKK 11 in one list (domain 4). */
export const privacy = prompt('conversation.privacy', {
  class: 'reply',
  choices: choices(
    'askedForNotice',
    'openedMarketing',
    'openedFeedback',
    'askedForAccess',
    'askedForErasure',
    'askedForCorrection',
    'withdrewConsents',
    'stoppedNotices',
    'askedForHuman',
  ),
});
