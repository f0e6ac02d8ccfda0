import { foldText } from './fold-text.ts';
import { phrases } from './phrases.ts';
import type { Meaning } from './reading.ts';

const exact = new Map<string, Meaning>();
for (const [meaning, listed] of Object.entries(phrases) as [Meaning, readonly string[]][])
  // its keys are meanings
  for (const phrase of listed) exact.set(foldText(phrase), meaning);

/** The meaning of a whole folded message that is in the table (domain 9.1 rule 3); undefined otherwise. */
export const meaningOfPhrase = (folded: string): Meaning | undefined => exact.get(folded);

/** Most words of any phrase: how far a search for the end of one has to look. */
export const longestPhrase = Math.max(...[...exact.keys()].map((phrase) => phrase.split(' ').length));

const withoutDoubles = (folded: string): string => folded.replace(/(\p{L})\1/gu, '$1');

/** Phrases without doubled letters; null where two meanings would become one. */
const loose = new Map<string, Meaning | null>();
for (const [phrase, meaning] of exact) {
  const key = withoutDoubles(phrase);
  loose.set(key, (loose.get(key) ?? meaning) === meaning ? meaning : null);
}

/**
 * As `meaningOfPhrase`, but a letter held a moment too long («tamamm», «hayırr») is forgiven. Strong words written that way
 * are only soft ones: the allow-list itself is never stretched.
 */
export const meaningOfLoosePhrase = (folded: string): Meaning | undefined => {
  const listed = exact.get(folded);
  if (listed !== undefined) return listed;
  const near = loose.get(withoutDoubles(folded)) ?? undefined;
  return near === 'approve.strong' ? 'approve.soft' : near;
};
