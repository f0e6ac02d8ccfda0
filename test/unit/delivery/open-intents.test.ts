import fc from 'fast-check';
import { OpenIntents } from '../../../src/delivery/open-intents.ts';

describe('open intents of a conversation', () => {
  it('never counted: not clear, whatever is added or settled', () => {
    const open = new OpenIntents();
    open.added('cnv_1', 'a');
    open.settled('cnv_1', 'a');

    expect(open.isClear('cnv_1')).toBe(false);
  });

  it('counted as none: clear, and another conversation is not', () => {
    const open = new OpenIntents();
    open.counted('cnv_1', []);

    expect([open.isClear('cnv_1'), open.isClear('cnv_2')]).toEqual([true, false]);
  });

  it('counted again: what the outbox says now replaces what was known', () => {
    const open = new OpenIntents();
    open.counted('cnv_1', ['a']);
    open.counted('cnv_1', ['b']);
    open.settled('cnv_1', 'a');
    expect(open.isClear('cnv_1')).toBe(false);
    open.settled('cnv_1', 'b');
    expect(open.isClear('cnv_1')).toBe(true);
  });

  it('forgotten: not clear until it is counted anew', () => {
    const open = new OpenIntents();
    open.counted('cnv_1', []);
    open.forget('cnv_1');
    open.added('cnv_1', 'a');
    open.settled('cnv_1', 'a');
    expect(open.isClear('cnv_1')).toBe(false);
    open.counted('cnv_1', []);
    expect(open.isClear('cnv_1')).toBe(true);
  });

  it('any story of a counted conversation: clear exactly when all that were added are settled', () => {
    const intent = fc.constantFrom('a', 'b', 'c', 'd');
    const move = fc.record({ kind: fc.constantFrom('added', 'settled'), intent });
    fc.assert(
      fc.property(fc.array(intent), fc.array(move), (counted, moves) => {
        const open = new OpenIntents();
        const expected = new Set(counted);
        open.counted('cnv_1', counted);
        for (const { kind, intent: id } of moves) {
          if (kind === 'added') {
            open.added('cnv_1', id);
            expected.add(id);
          } else {
            open.settled('cnv_1', id);
            expected.delete(id);
          }
          expect(open.isClear('cnv_1')).toBe(expected.size === 0);
        }
      }),
    );
  });
});
