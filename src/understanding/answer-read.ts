import type { AnswerRead } from '../conversations/conversation-state.ts';
import { ruleVersion } from '../reading/phrases.ts';
import type { Meaning, Reading } from '../reading/reading.ts';

const soft: ReadonlySet<Meaning> = new Set<Meaning>(['approve.soft', 'ambiguous', 'conditional', 'defer']);

/** A tapped button, for the evidence. */
export const readTap = (intent: string): AnswerRead => ({
  ruleVersion,
  intent,
  strength: 'button',
  phrase: null,
});

/** Typed words, for the evidence: the version is the one of the code that read them (domain 9.1 rule 11). */
export const readWords = ({ meaning, phrase, ruleVersion: version }: Reading): AnswerRead => ({
  ruleVersion: version,
  intent: meaning,
  strength: phrase === null ? 'none' : soft.has(meaning) ? 'soft' : 'strong',
  phrase,
});
