import type { AnswerRead, ModelPart } from '../conversations/conversation-state.ts';
import { ruleVersion } from '../reading/phrases.ts';
import type { Meaning, Reading } from '../reading/reading.ts';
import { rightOf } from '../reading/rights.ts';

const soft: ReadonlySet<Meaning> = new Set<Meaning>(['approve.soft', 'ambiguous', 'conditional', 'defer']);

/** A tapped button, for the evidence. */
export const readTap = (intent: string): AnswerRead => ({
  ruleVersion,
  intent,
  strength: 'button',
  phrase: null,
});

/** Typed words, for the evidence: the version is the one of the code that read them (domain 9.1 rule 11). */
export const readWords = (reading: Reading): AnswerRead => {
  const { meaning, phrase, ruleVersion: version } = reading;
  const strength = phrase === null ? 'none' : soft.has(meaning) ? 'soft' : 'strong';
  return {
    ruleVersion: version,
    intent: meaning,
    strength,
    phrase,
    ...modelIn(reading, whatItDid(reading)),
    ...joinedIn(reading),
  };
};

/** Words that were asked back, for the evidence: what they were taken for, by a guess alone. */
export const readGuess = (reading: Reading, meaning: Meaning): AnswerRead => ({
  ruleVersion: reading.ruleVersion,
  intent: meaning,
  strength: 'none',
  phrase: null,
  ...modelIn(reading, 'asked_back'),
  ...joinedIn(reading),
});

const joinedIn = ({ joined }: Reading): Pick<AnswerRead, 'joined'> =>
  joined === undefined ? {} : { joined };

const whatItDid = ({ meaning, proposed }: Reading): ModelPart['did'] | null => {
  if (proposed === null) return 'bore_out';
  if (proposed.meaning !== meaning || meaning === 'unknown') return null;
  return rightOf(proposed) === 'serve' ? 'served' : 'bore_out';
};

const modelIn = ({ model, proposed }: Reading, did: ModelPart['did'] | null): Pick<AnswerRead, 'model'> => {
  const version = proposed?.from === 'outside' ? proposed.from : model;
  return version === undefined || did === null ? {} : { model: { version, did } };
};
