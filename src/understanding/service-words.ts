import { isWish } from '../../machines/conversation/wishes.ts';
import type { Wish } from '../../machines/conversation/wishes.ts';
import { readLanguageChoice } from '../reading/language-choice.ts';
import type { Meaning } from '../reading/reading.ts';

/** Wishes that no request takes for an answer, wherever it stands. */
const always: ReadonlySet<string> = new Set<Wish>([
  'openedMenu',
  'askedForErasure',
  'askedForAccess',
  'askedForNotice',
  'withdrewConsents',
]);

/** Words that are meant for a request, and what they ask of the conversation when none takes them. */
const besides: { readonly [meaning in Meaning]?: Wish } = {
  send_report: 'askedForStatement',
  'verify.not_mine': 'disputedMovement',
  'document.sent': 'wantedToSend',
  mute: 'stoppedUnclearly',
};

/** These have a way of their own, before any request is asked (route-text.ts). */
const taken: ReadonlySet<string> = new Set<Wish>([
  'stoppedNotices',
  'stoppedUnclearly',
  'resumedNotices',
  'reportedWrongNumber',
  'askedForHuman',
]);

const languages = { tr: 'choseTurkish', en: 'choseEnglish', ar: 'choseArabic' } as const;

/** Words that concern the conversation itself, wherever it stands; null: others. */
export const wishAlways = (meaning: Meaning): Wish | null =>
  isWish(meaning) && always.has(meaning) ? meaning : null;

/**
 * Words that ask something of us, unless a request is just asking for words or figures, or takes them itself. `text`: a
 * language may be named at once («English»), or only asked for («dil»).
 */
export const wishOf = (meaning: Meaning, text: string): Wish | null => {
  const language = meaning === 'askedForLanguage' ? readLanguageChoice(text) : null;
  if (language !== null) return languages[language];
  if (isWish(meaning)) return taken.has(meaning) ? null : meaning;
  return besides[meaning] ?? null;
};
