import { answerPhrases } from './answer-phrases.ts';
import type { composedOnly, Meaning } from './reading.ts';
import { servicePhrases } from './service-phrases.ts';
import { taskPhrases } from './task-phrases.ts';

type Phrases = { readonly [meaning in Exclude<Meaning, (typeof composedOnly)[number]>]: readonly string[] };

/** Goes into the evidence beside every reading (domain 9.1 rule 11); a new date with every change of the phrases or rules. */
export const ruleVersion = 'phrases-2026-11-29.3';

/**
 * What a whole message means, before folding (domain 9.2, its close relatives and the titles of our own buttons). A message
 * counts only when all of it is in this table: a matcher that looked for words inside would take «mutabık değiliz» for a yes.
 */
export const phrases: Phrases = { ...answerPhrases, ...servicePhrases, ...taskPhrases };
