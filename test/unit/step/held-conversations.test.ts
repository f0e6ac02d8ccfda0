import fc from 'fast-check';
import {
  cameAfter,
  heldAfter,
  heldWithout,
  HeldConversations,
} from '../../../src/step/held-conversations.ts';
import { aClaimed, aCommitOn, anOutput } from '../../support/builders-steps.ts';

const held = (conversationId: string) => ({ doc: aClaimed({ conversationId }), readAt: 0 });

const start = (limit: number) => {
  const gone: string[] = [];
  const conversations = new HeldConversations({ limit, whenGone: (id) => gone.push(id) });
  return { gone, conversations };
};

describe('conversations at hand', () => {
  it('one more than there is room for: the least recently used goes, and what else is known of it', () => {
    const { gone, conversations } = start(2);
    conversations.put(held('a'));
    conversations.put(held('b'));
    conversations.get('a');
    conversations.put(held('c'));

    expect(gone).toEqual(['b']);
    expect(['a', 'b', 'c'].map((id) => conversations.peek(id)?.conversationId)).toEqual([
      'a',
      undefined,
      'c',
    ]);
  });

  it('put again or looked at: used last when put, not when looked at', () => {
    const { gone, conversations } = start(2);
    conversations.put(held('a'));
    conversations.put(held('b'));
    conversations.put(held('a'));
    conversations.peek('b');
    conversations.put(held('c'));

    expect(gone).toEqual(['b']);
  });

  it('let go: gone once, and neither looked at nor changed afterwards', () => {
    const { gone, conversations } = start(2);
    conversations.put(held('a'));
    conversations.letGo('a');
    conversations.letGo('a');
    conversations.change('a', (doc) => ({ ...doc, rev: 9 }));

    expect([gone, conversations.get('a'), conversations.peek('a')]).toEqual([['a'], undefined, null]);
  });

  it('changed: known like that from then on', () => {
    const { conversations } = start(2);
    conversations.put(held('a'));
    conversations.change('a', (doc) => ({ ...doc, rev: 9 }));

    expect(conversations.get('a')?.doc.rev).toBe(9);
  });

  it('any order of use: those used last are there, each that went was told once', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const move = fc.record({ kind: fc.constantFrom('put', 'get', 'letGo'), id });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (moves, limit) => {
        const { gone, conversations } = start(limit);
        let expected: string[] = [];
        let expectedGone: string[] = [];
        for (const { kind, id: one } of moves) {
          const isThere = expected.includes(one);
          const others = expected.filter((other) => other !== one);
          if (kind === 'put') {
            conversations.put(held(one));
            expectedGone = [...expectedGone, ...[...others, one].slice(0, -limit)];
            expected = [...others, one].slice(-limit);
          } else if (kind === 'get') {
            conversations.get(one);
            if (isThere) expected = [...others, one];
          } else {
            conversations.letGo(one);
            expected = others;
            if (isThere) expectedGone = [...expectedGone, one];
          }
        }
        expect(gone).toEqual(expectedGone);
        const there = ['a', 'b', 'c', 'd', 'e', 'f'].filter((one) => conversations.peek(one) !== null);
        expect(there).toEqual([...expected].sort());
      }),
    );
  });
});

describe('an input, compared with when its conversation was read', () => {
  it.each([
    [-1, false],
    [0, false],
    [2_000, false],
    [2_001, true],
  ])('received %i ms after that: certainly not applied before, %s', (milliseconds, expected) => {
    const readAt = Date.parse('2026-11-24T10:00:00.000Z');
    const at = { doc: aClaimed(), readAt };

    expect(cameAfter(at, new Date(readAt + milliseconds))).toBe(expected);
  });
});

describe('a conversation at hand, after a commit', () => {
  const first = anOutput({ rev: 1 });
  const second = anOutput({ rev: 2 });
  const before = aClaimed({ rev: 1, attempts: 3, applied: ['in_1'], relays: [first] });
  const commit = aCommitOn(before, { inputIds: ['in_2'], output: second });

  it('nothing settled meanwhile: as the next claim would read it', () => {
    expect(heldAfter(before, commit, ['in_2'])).toEqual({
      ...before,
      rev: 2,
      attempts: 1,
      state: commit.state,
      applied: ['in_1', 'in_2'],
      relays: [first, second],
      pendingSince: commit.pendingSince,
      windowExpiresAt: commit.windowExpiresAt,
      lastMessageAt: commit.lastMessageAt,
      paceUntil: null,
    });
  });

  it('the step before it settled while it was computed: that does not come back', () => {
    const meanwhile = heldWithout(before, { outputs: [first], inputIds: ['in_1'] });

    expect(heldAfter(meanwhile, commit, ['in_2'])).toMatchObject({
      rev: 2,
      applied: ['in_2'],
      relays: [second],
    });
  });

  it('another step settled: only what belongs to that goes', () => {
    const after = heldAfter(before, commit, ['in_2']);

    expect(heldWithout(after, { outputs: [first], inputIds: ['in_1'] })).toMatchObject({
      applied: ['in_2'],
      relays: [second],
    });
    expect(heldWithout(after, { outputs: [anOutput({ rev: 1 })], inputIds: [] }).relays).toEqual([
      first,
      second,
    ]);
  });
});
