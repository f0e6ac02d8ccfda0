import fc from 'fast-check';
import { DryReach } from '../../../src/triggers/rules/dry-reach.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const start = Date.parse('2026-11-23T07:00:00.000Z');
const at = (ms: number): Date => new Date(start + ms);
const isUnasked = true;

describe('how many people a try may write to first in a day', () => {
  it('used up: who was written to goes on, another waits until one of them is a day old, an answer goes', () => {
    const reach = new DryReach({ limit: 1, people: [{ conversationId: 'a', at: at(-hour) }] }, at(0));
    expect(reach.roomFor('a').untilOf(at(0))).toBeNull();
    expect(reach.roomFor('b').take(at(0), { isUnasked })).toEqual(at(day - hour + 1_000));
    expect(reach.roomFor('c').take(at(0), { isUnasked: false })).toBeNull();
    expect(reach.roomFor('b').take(at(day + hour), { isUnasked })).toBeNull();
  });

  it('whoever was written to after it began, or without a limit: nobody is counted', () => {
    const people = [{ conversationId: 'a', at: at(hour) }];
    expect(new DryReach({ limit: 1, people }, at(0)).roomFor('b').untilOf(at(0))).toBeNull();
    expect(
      new DryReach({ limit: null, people: [] }, at(0)).roomFor('b').take(at(0), { isUnasked }),
    ).toBeNull();
  });

  it('any messages in their order: within each day never more people than the limit', () => {
    const message = fc.record({
      who: fc.integer({ min: 0, max: 8 }),
      after: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(message, { maxLength: 30 }), (limit, messages) => {
        const reach = new DryReach({ limit, people: [] }, at(0));
        const sent: { who: number; when: number }[] = [];
        let now = 0;
        for (const { who, after } of messages) {
          now += after * hour;
          if (reach.roomFor(String(who)).take(at(now), { isUnasked }) === null) sent.push({ who, when: now });
          const lately = sent.filter(({ when }) => when > now - day);
          expect(new Set(lately.map((one) => one.who)).size).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });
});
