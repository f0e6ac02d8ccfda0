import { EventHolds, type HoldParts, type Telling } from '../../../src/triggers/event-holds.ts';
import type { ActingRule } from '../../../src/triggers/rule-action.ts';
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
