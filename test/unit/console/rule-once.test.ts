import { ApiProblem } from '../../../console/src/api/problem.ts';
import { bringBackWith, saveOnce, saysAll } from '../../../console/src/places/rules/once.ts';

const outdated = new ApiProblem({ status: 412, code: 'precondition_failed' });
const lost = new ApiProblem({ status: 0, code: 'offline' });

/** A store of one rule; answers are lost as ordered. */
const store = () => {
  const stored = { id: 'vade', rev: 0, draft: null as { rule: unknown } | null };
  const fails = { save: false, publish: false };
  const published: unknown[] = [];
  return {
    stored,
    fails,
    published,
    save: async ({ seen, rule }: { seen: { rev: number }; rule: object }) => {
      if (seen.rev !== stored.rev) throw outdated;
      Object.assign(stored, { rev: stored.rev + 1, draft: { rule } });
      if (fails.save) throw lost;
      return { ...stored };
    },
    read: async () => ({ ...stored }),
    publish: async ({ rev }: { rev: number }) => {
      if (fails.publish) throw lost;
      if (rev !== stored.rev) throw outdated;
      published.push(stored.draft?.rule);
      return { ...stored };
    },
  };
};

const seen = { id: 'vade', rev: 0 };
const rule = { name: 'Vade', when: [] };

describe('a draft is saved once', () => {
  it('after a lost answer, what is stored is answered', async () => {
    const calls = store();
    calls.fails.save = true;
    await expect(saveOnce(calls, { seen, rule })).rejects.toBe(lost);
    expect(await saveOnce(calls, { seen, rule })).toMatchObject({ rev: 1, draft: { rule } });
  });

  it('what somebody else wrote under the id is not taken for it', async () => {
    const calls = store();
    await calls.save({ seen, rule: { ...rule, name: 'Onunki' } });
    await expect(saveOnce(calls, { seen, rule })).rejects.toBe(outdated);
  });

  it.each([
    [{ a: [1], b: 2 }, { a: [1] }, true],
    [{ a: [1, 2] }, { a: [1] }, false],
    [{ a: null }, { a: {} }, false],
    [{}, { a: undefined }, true],
  ])('%j says all of %j: %s', (stored, written, says) => {
    expect(saysAll(stored, written)).toBe(says);
  });
});

describe('an earlier version comes back', () => {
  it('also where the second write failed and it is ordered again', async () => {
    const calls = store();
    let from = seen;
    const order = () => bringBackWith(calls, { seen: from, rule, moved: (to) => (from = to) });
    calls.fails.publish = true;
    await expect(order()).rejects.toBe(lost);
    calls.fails.publish = false;
    await order();
    expect(calls.published).toEqual([rule]);
  });
});
