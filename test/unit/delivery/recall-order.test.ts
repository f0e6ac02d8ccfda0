import { makeRecallOrder } from '../../../src/delivery/recall-order.ts';
import { entryBeingSent } from '../../../src/delivery/outbox-entry.ts';
import { startOfTests } from '../../support/builders-api.ts';
import { anIntent } from '../../support/builders-work.ts';

const handled = { what: 'dropped', by: 'staff:1', at: startOfTests } as const;

/** Two reminders of one letter are held: the third step was of the order, the fourth of the letter's own time. */
const scene = (pending: readonly string[] = []) => {
  const dropped: string[] = [];
  const steps: Readonly<Record<number, readonly string[]>> = { 3: ['in_cmd_1', 'in_x'], 4: ['in_timer'] };
  const recall = makeRecallOrder({
    heldMessages: {
      listOfRequest: async () =>
        [3, 4].map((rev) =>
          entryBeingSent(anIntent({ id: `cnv_1:${String(rev)}:0`, conversationId: 'cnv_1' }), {
            ...{ owner: 'p', until: startOfTests },
          }),
        ),
      handle: async (_tenantId, id) => {
        dropped.push(id);
        return true;
      },
    },
    inputIdOf: (_tenantId, commandId) => `in_${commandId}`,
    stillPending: async (_tenantId, ids) => new Set(ids.filter((id) => pending.includes(id))),
    inputsOfStep: async (_tenantId, _conversationId, rev) => steps[rev] ?? [],
    onNotice: async () => undefined,
  });
  const order = (commandId: string) => recall('t', { requestId: 'req_1', commandId, handled });
  return { dropped, order };
};

describe('an order about a request, taken back', () => {
  it('what came of it and is held: dropped, and a reminder of another cause stays', async () => {
    const { dropped, order } = scene();
    expect(await order('cmd_1')).toBe(true);
    expect(dropped).toEqual(['cnv_1:3:0']);
  });

  it('nothing came of it: nothing is dropped', async () => {
    const { dropped, order } = scene();
    expect(await order('cmd_2')).toBe(true);
    expect(dropped).toEqual([]);
  });

  it('not carried out yet: says so, and drops nothing', async () => {
    const { dropped, order } = scene(['in_cmd_1']);
    expect(await order('cmd_1')).toBe(false);
    expect(dropped).toEqual([]);
  });
});
