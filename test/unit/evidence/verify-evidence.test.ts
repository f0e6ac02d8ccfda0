import fc from 'fast-check';
import { contentHash, shownContent } from '../../../src/evidence/content-hash.ts';
import { verifyEvidence, type BroughtDecision } from '../../../src/evidence/verify-evidence.ts';

const content = { reference: 'MUT-2026-10-C001', lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }] };

/** As it is taken out: what a file holds of a decision that was written by us. */
const aDecision = (id = 'dec_1', text = 'Mutabık mısınız?'): BroughtDecision & { result: string } => {
  const question = { text, language: 'tr', choices: [{ id: 'tok.1.agreed', title: 'Mutabıkız' }] };
  const record = {
    ...{ id, result: 'agreed', decidedAt: '2026-11-24T08:00:00.000Z' },
    question: {
      ...question,
      contentHash: contentHash(content),
      shownHash: contentHash(shownContent(question)),
    },
  };
  return { ...record, integrity: { recordHash: contentHash(record) } };
};
const oursOf = (...decisions: BroughtDecision[]) =>
  new Map(decisions.map(({ id, integrity }) => [id, integrity.recordHash]));

/** Every place of a value that holds a text, as a way to it. */
const placesOf = (value: unknown, way: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...way, key]))
    : [way];
const changedAt = <Value>(value: Value, way: readonly string[], to: string): Value => {
  const copy = structuredClone(value);
  let at = copy as Record<string, unknown>;
  for (const key of way.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[way.at(-1) ?? ''] = to;
  return copy;
};

describe('evidence that somebody brings', () => {
  it('as it was taken out: sound, and as we have it', () => {
    const decision = aDecision();
    expect(verifyEvidence({ content, decisions: [decision] }, oursOf(decision))).toEqual([
      { id: 'dec_1', record: 'sound', content: 'sound', shown: 'sound', ours: 'same' },
    ]);
  });

  it('changed anywhere, and nothing else: it is broken, and not as we have it', () => {
    const decision = aDecision();
    const places = placesOf(decision).filter((way) => way[0] !== 'id');
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.string(), (way, text) => {
        const brought = changedAt(decision, way, text);
        fc.pre(JSON.stringify(brought) !== JSON.stringify(decision));
        const [check] = verifyEvidence({ content, decisions: [brought] }, oursOf(decision));
        expect(check).toMatchObject({ record: 'broken', ours: 'differs' });
      }),
    );
  });

  it('forged as a whole, with hashes of its own: sound in itself, and not as we have it', () => {
    const forged = aDecision('dec_1', 'Borcunuz yoktur.');
    expect(verifyEvidence({ content, decisions: [forged] }, oursOf(aDecision()))).toEqual([
      { id: 'dec_1', record: 'sound', content: 'sound', shown: 'sound', ours: 'differs' },
    ]);
  });

  it('of a record that we have not: unknown', () => {
    expect(verifyEvidence({ content, decisions: [aDecision('dec_9')] }, oursOf(aDecision()))).toMatchObject([
      { id: 'dec_9', record: 'sound', ours: 'unknown' },
    ]);
  });

  it('with other figures beside it: the content is broken, the decision is not', () => {
    const decision = aDecision();
    const other = { ...content, lines: [{ unit: 'HAS', quantity: '12503.400', side: 'B' }] };
    expect(verifyEvidence({ content: other, decisions: [decision] }, oursOf(decision))).toEqual([
      { id: 'dec_1', record: 'sound', content: 'broken', shown: 'sound', ours: 'same' },
    ]);
  });

  it('with text that is no Unicode: broken, and no error', () => {
    const brought = changedAt(aDecision(), ['question', 'text'], '\ud800');
    expect(verifyEvidence({ content, decisions: [brought] }, oursOf(aDecision()))).toMatchObject([
      { record: 'broken', shown: 'broken', ours: 'differs' },
    ]);
  });
});
