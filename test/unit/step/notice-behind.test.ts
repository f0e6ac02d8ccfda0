import fc from 'fast-check';
import type { ScopedEffect } from '../../../src/conversations/conversation-state.ts';
import { withNoticeBehind } from '../../../src/step/notice-behind.ts';

const says = (prompt: string, requestId: string | null = null): ScopedEffect => ({
  effect: { type: 'sendPrompt', params: { prompt, class: 'notify' } },
  requestId,
  promptNumber: null,
});
const notice = says('conversation.privacyNotice');
const presented: ScopedEffect = {
  effect: { type: 'recordConsent', params: { purpose: 'privacy_notice', action: 'presented' } },
  requestId: null,
  promptNumber: null,
};
const timer: ScopedEffect = {
  effect: { type: 'startTimer', params: { timer: 'expiry', at: '2026-12-08T20:59:59.000Z' } },
  requestId: 'req_1',
  promptNumber: null,
};
const letter = says('reconciliation.letter', 'req_1');
const yes = (): boolean => true;
const inOrder = (effects: readonly ScopedEffect[]): string[] =>
  effects.map(({ effect }) => JSON.stringify(effect)).sort();

describe('withNoticeBehind', () => {
  it('a letter that carries it: says it as well, and the record that it was presented follows', () => {
    expect(withNoticeBehind([notice, presented, timer, letter], yes)).toEqual([
      { ...notice, isJoined: true },
      timer,
      { ...letter, withNotice: true },
      presented,
    ]);
  });

  it('the next message cannot: as it was, the notice first', () => {
    const effects = [notice, presented, letter];
    expect(withNoticeBehind(effects, () => false)).toBe(effects);
  });

  it('nothing is said after it, or no notice is due: as it was', () => {
    expect(withNoticeBehind([letter, notice, presented], yes)).toEqual([letter, notice, presented]);
    expect(withNoticeBehind([timer, letter], yes)).toEqual([timer, letter]);
  });

  it('only the very next message is asked: nothing is said before the notice', () => {
    const asked: ScopedEffect[] = [];
    withNoticeBehind([notice, presented, says('conversation.menu'), letter], (next) => {
      asked.push(next);
      return false;
    });
    expect(asked).toEqual([says('conversation.menu')]);
  });

  it('any effects: none is lost or said twice, the notice is said once, its record comes after it', () => {
    const any = fc.array(fc.constantFrom(notice, presented, timer, letter, says('conversation.menu')));
    fc.assert(
      fc.property(any, fc.boolean(), (effects, carries) => {
        const joined = withNoticeBehind(effects, () => carries);
        expect(inOrder(joined)).toEqual(inOrder(effects));
        const carriers = joined.filter(({ withNotice }) => withNotice === true);
        expect(carriers).toHaveLength(joined.filter(({ isJoined }) => isJoined === true).length);
        const [carrier] = carriers;
        if (carrier === undefined) return;
        const [at, hidden] = [joined.indexOf(carrier), joined.findIndex(({ isJoined }) => isJoined === true)];
        expect(hidden).toBeLessThan(at);
        expect(joined.slice(hidden, at)).not.toContain(presented);
      }),
    );
  });
});
