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
  const told: string[] = [];
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
    onNotice: async ({ id }) => void told.push(id),
  });
  await endHeld('t', { conversationId: 'cnv_1', phone, at: saidAt });
  // Nobody hears of the end of what stays.
  expect(told).toEqual(ended);
  return ended.length === 1;
};

describe('what is held when its person says DUR', () => {
  it('in the chat it is said in: ends', async () => {
    expect(await endedOf({})).toBe(true);
  });

  it('to the same number under another record: ends', async () => {
    expect(await endedOf({ conversationId: 'cnv_2' })).toBe(true);
  });

  it('to another number of the contact of that record: stays', async () => {
    expect(await endedOf({ conversationId: 'cnv_2', to: { phone: '+905321112244', userId: null } })).toBe(
      false,
    );
  });

  it.each([
    ['before it, or in the same step', saidAt, true],
    ['after it, and the relay comes late', new Date(saidAt.getTime() + 1), false],
  ])('decided %s: as it was by then', async (_title, createdAt, isEnded) => {
    expect(await endedOf({ createdAt })).toBe(isEnded);
    expect(await endedOf({ conversationId: 'cnv_2', createdAt })).toBe(isEnded);
  });

  it('written by a person of ours: stays, and is looked at as it leaves', async () => {
    expect(await endedOf({ author: 'staff' })).toBe(false);
    expect(await endedOf({ author: 'staff', conversationId: 'cnv_2' })).toBe(false);
  });
});
