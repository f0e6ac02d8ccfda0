import { Unavailable } from '../../../src/shared/errors.ts';
import { DryTallies } from '../../../src/triggers/dry-tallies.ts';
import { EventHolds, type HoldParts, type Telling } from '../../../src/triggers/event-holds.ts';
import type { ActingRule, RuleRef } from '../../../src/triggers/rule-action.ts';
import { shippedTelling } from '../../../src/triggers/shipped-telling.ts';
import { aContact } from '../../support/records.ts';
import { aNotice } from '../conversations/chat.ts';

const now = new Date('2026-11-26T07:00:00.000Z');
const room = new Date('2026-11-26T08:00:00.000Z');

describe('what a cap drops', () => {
  it('when there will be room is looked up for whoever asks, and for nobody else', async () => {
    let asked = 0;
    const tallies = {
      count: async () => false,
      roomAt: async () => {
        asked += 1;
        return room;
      },
    };
    const rule: ActingRule = {
      ...{ id: 'r', version: 1, name: 'Hareket', then: [{ do: 'notify', audience: null }] },
      cap: { per: 'contact', at_most: 1, within: 'PT1H' },
    };
    const telling = {
      ...{ tenantId: 't_a', eventId: 'e_1', receivedAt: now, now, waited: null },
      ...{ content: aNotice('movement'), contact: aContact({ ref: 'C001-1' }) },
    };
    // Neither waits, groups nor answers are asked about.
    const holds = new EventHolds({ tallies } as unknown as HoldParts);
    const holding = await holds.look(telling as unknown as Telling, rule, async () => null);

    expect([holding, asked]).toEqual([{ kind: 'not', reason: 'capped', roomAt: expect.any(Function) }, 0]);
    if (holding.kind !== 'not' || holding.reason !== 'capped') throw new Error('it is not capped');
    expect([await holding.roomAt(), asked]).toEqual([room, 1]);
  });
});

describe('one that comes after the first were told at once', () => {
  const tell = {
    do: 'notify',
    audience: null,
    collapse: { within: 'PT10M', from: 2, first: 'at_once' },
  } as const;
  const rule: ActingRule = { id: 'r', version: 1, name: 'Hareket', then: [tell], cap: null };
  const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);

  const newHolds = (chosen: RuleRef | null = null) => {
    const stored = { claimedBy: async () => null, openGroup: async () => null };
    const parts = {
      tallies: new DryTallies(
        { ...stored, counted: async () => [], arrivals: async () => null },
        { at: now, isPast: true },
      ),
      events: { choose: async (_tenant: string, _event: string, rule: RuleRef) => chosen ?? rule },
    };
    const holds = new EventHolds(parts as unknown as HoldParts);
    return (eventId: string, at: Date, acting = rule) => {
      const content = {
        ...aNotice('movement'),
        reference: eventId,
        expiresAt: minutes(10_000).toISOString(),
      };
      const telling = { tenantId: 't_a', eventId, receivedAt: at, now: at, waited: null, content };
      const person = { contact: aContact({ ref: 'C001-1' }), envelope: {} };
      return holds.look({ ...telling, ...person } as unknown as Telling, acting, async () => null);
    };
  };

  it('waits until the time after the first that waits is over, with whatever comes before', async () => {
    const look = newHolds();
    expect(await look('a', now)).toEqual({ kind: 'go' });
    const first = await look('b', minutes(1));
    expect(first).toMatchObject({ kind: 'wait', until: minutes(11), group: expect.any(String) });
    expect(await look('c', minutes(10.5))).toEqual(first);
    expect(await look('b', minutes(1))).toEqual(first);
  });

  it('was a day ahead when the others began to wait: those of the right time wait no longer than their own', async () => {
    const look = newHolds();
    for (const name of ['a', 'b']) await look(name, minutes(24 * 60));
    expect(await look('c', now)).toMatchObject({ kind: 'wait', until: minutes(10) });
  });

  it('was put under another rule in this moment: it is left, and looked at again', async () => {
    for (const other of [
      { id: 's', version: 1 },
      { id: 'r', version: 2 },
    ]) {
      const look = newHolds(other);
      await look('a', now);
      await expect(look('b', now)).rejects.toBeInstanceOf(Unavailable);
    }
  });

  it('was put under what an earlier release did by itself: it goes on under what this one does', async () => {
    const shipped = shippedTelling('account.movement.posted');
    if (shipped === null) throw new Error('movements are told by a rule of the product');
    const look = newHolds({ ...shipped, version: 1 });
    for (const name of ['a', 'b', 'c', 'd']) expect(await look(name, now, shipped)).toEqual({ kind: 'go' });
    expect(await look('e', now, shipped)).toMatchObject({ kind: 'wait', until: minutes(10) });
  });
});
