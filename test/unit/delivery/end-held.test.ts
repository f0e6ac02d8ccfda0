import { makeEndHeld } from '../../../src/delivery/end-held.ts';
import { entryBeingSent, type Intent } from '../../../src/delivery/outbox-entry.ts';
import { anIntent } from '../../support/builders-work.ts';
import { minutes } from '../../support/records.ts';

const phone = '+905321112233';
const saidAt = minutes(10);

/** DUR is said in `cnv_1`, whose person chats in `cnv_2` under another record; one message is held. */
const endedOf = async (changes: Partial<Intent>): Promise<boolean> => {
  const held = { ...anIntent({ conversationId: 'cnv_1', isUnasked: true }), ...changes };
  const ended: string[] = [];
  const endHeld = makeEndHeld({
    heldMessages: {
      listUnasked: async (_tenantId, conversationIds) =>
        conversationIds.includes(held.conversationId)
          ? [entryBeingSent(held, { owner: 'p', until: saidAt })]
          : [],
      end: async (_tenantId, id, plan) => {
        expect(plan).toEqual({ at: saidAt, verdict: 'drop', check: 'consent', reason: 'notices_stopped' });
        ended.push(id);
        return true;
      },
    },
    conversationsAt: async (_tenantId, number) => (number === phone ? ['cnv_1', 'cnv_2'] : []),
    onNotice: async () => undefined,
  });
  await endHeld('t', { conversationId: 'cnv_1', phone, at: saidAt });
  return ended.length === 1;
};

describe('what is held when its person says DUR', () => {
  it('in the chat it is said in: ends', async () => {
    expect(await endedOf({})).toBe(true);
  });

  it('written by a person of ours: stays, and is looked at as it leaves', async () => {
    expect(await endedOf({ author: 'staff' })).toBe(false);
  });
});
