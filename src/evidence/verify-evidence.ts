import { contentHash, shownContent } from './content-hash.ts';

/** A decision as somebody brings it, from a file that was taken out: of any form, whatever it says of itself. */
export interface BroughtDecision {
  id: string;
  question: { contentHash: string; shownHash: string; text: string; language: string; choices: Choices };
  integrity: { recordHash: string };
}
type Choices = readonly { id: string; title: string }[];

/** `sound`: the hash that it names is the hash of what it says. */
export type Soundness = 'sound' | 'broken';

export interface DecisionCheck {
  id: string;
  /** Of the whole record. */
  record: Soundness;
  /** Of what was asked: the content beside it. */
  content: Soundness;
  /** Of the text and the choices that the person saw. */
  shown: Soundness;
  /** `same`: as our own record has it; `differs`; `unknown`: we have none under this id for this request. */
  ours: 'same' | 'differs' | 'unknown';
}

export const isSound = (named: string, value: object): Soundness => {
  try {
    return contentHash(value) === named ? 'sound' : 'broken';
  } catch {
    // Text that is no Unicode has no canonical form, and no hash of ours.
    return 'broken';
  }
};

/**
 * Whether evidence still says what it said when it was written (domain 3.6). `ours`: hashes of our records of that request, by id.
 * The hash of a record binds every other one, so equal hashes of sound records are equal records.
 */
export const verifyEvidence = (
  { content, decisions }: { content: object; decisions: readonly BroughtDecision[] },
  ours: ReadonlyMap<string, string>,
): DecisionCheck[] =>
  decisions.map((decision) => {
    const { integrity, ...record } = decision;
    const kept = ours.get(decision.id);
    const own = isSound(integrity.recordHash, record);
    return {
      id: decision.id,
      record: own,
      content: isSound(decision.question.contentHash, content),
      shown: isSound(decision.question.shownHash, shownContent(decision.question)),
      ours:
        kept === undefined
          ? 'unknown'
          : kept === integrity.recordHash && own === 'sound'
            ? 'same'
            : 'differs',
    };
  });
