import { foldText } from './fold-text.ts';
import { phrases } from './phrases.ts';
import { replyIntents, type ReplyIntent } from './reading.ts';

const exact = new Map<string, ReplyIntent>();
for (const intent of replyIntents)
  if (intent !== 'unknown') for (const phrase of phrases[intent]) exact.set(foldText(phrase), intent);

/** The intent of a whole folded message that is in the table (domain 9.1 rule 3); undefined otherwise. */
export const intentOfPhrase = (folded: string): ReplyIntent | undefined => exact.get(folded);

/** Most words of any phrase: how far a search for the end of one has to look. */
export const longestPhrase = Math.max(...[...exact.keys()].map((phrase) => phrase.split(' ').length));

const withoutDoubles = (folded: string): string => folded.replace(/(\p{L})\1/gu, '$1');

/** Phrases without doubled letters; null where two intents would become one. */
const loose = new Map<string, ReplyIntent | null>();
for (const [phrase, intent] of exact) {
  const key = withoutDoubles(phrase);
  loose.set(key, (loose.get(key) ?? intent) === intent ? intent : null);
}

/**
 * As `intentOfPhrase`, but a letter held a moment too long («tamamm», «hayırr») is forgiven. Strong words written that way
 * are only soft ones: the allow-list itself is never stretched.
 */
export const intentOfLoosePhrase = (folded: string): ReplyIntent | undefined => {
  const listed = exact.get(folded);
  if (listed !== undefined) return listed;
  const near = loose.get(withoutDoubles(folded)) ?? undefined;
  return near === 'approve.strong' ? 'approve.soft' : near;
};
