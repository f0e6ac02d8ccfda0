import type { OpenDialog } from '../../../src/conversations/conversation-state.ts';
import { failedSendInputId } from '../../../src/delivery/failed-send-input-id.ts';
import type { SaidOfRequest } from '../../../src/requests/said-of-request.ts';
import { unsaidAtEnd } from '../../../src/step/unsaid-at-end.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aLetter, Chat } from '../conversations/chat.ts';

const [requestId, over] = ['req_letter', '2026-12-23T21:00:01.000Z'];

const lookUp = async (changes: Partial<OpenDialog>, now = over) => {
  const { state } = new Chat().ask(aLetter());
  const dialogs = state.dialogs.map((dialog) => ({ ...dialog, ...changes }));
  return askedFor([{ doc: { conversationId: 'cnv_1', state: { ...state, dialogs } }, entries: [] }], now);
};

const askedFor = async (
  steps: Parameters<typeof unsaidAtEnd>[1],
  now = over,
  changes: Partial<SaidOfRequest> = {},
  toldBefore: 'recipient' | 'message' | 'unknown' | null = null,
) => {
  const asked: string[] = [];
  const unsaid = await unsaidAtEnd('t_a', steps, {
    said: {
      ofRequest: async (_tenantId, id) => {
        asked.push(id);
        return [
          {
            ...{ id: 'cnv_1:1:0', conversationId: 'cnv_1', seq: 1, isWaiting: true, heldUntil: null },
            ...{ saidAt: new Date('2026-11-23T07:00:00.000Z') },
            ...{ leftAt: null, mayHaveArrived: false, sendingUntil: null, reason: null },
            ...changes,
          },
        ];
      },
    },
    inbox: {
      bodyOf: async (_tenantId, id) =>
        toldBefore === null || id !== failedSendInputId('cnv_1:1:0')
          ? null
          : {
              from: 'system',
              input: { type: 'delivery-failed', id, requestId, promptNumber: 1, cause: toldBefore },
            },
    },
    clock: new FakeClock(now),
    settings: { leaseMs: 60_000 },
  });
  return { asked, unsaid };
};
const timer = (name: string, at = '2026-12-23T21:00:00.000Z') => ({ timer: name, at, gen: 1 });

describe('R5: whether a request that ends was ever asked is looked up', () => {
  it('where its end comes due; never taken up by us, it was our own side', async () => {
    expect(await lookUp({})).toEqual({
      ...{ asked: [requestId], unsaid: { [requestId]: { reason: 'not_tried', isOurs: true } } },
    });
  });

  it('where a late reminder comes due, which ends it as well', async () => {
    expect((await lookUp({ timers: [timer('reminder')] })).asked).toEqual([requestId]);
  });

  it.each<[string, Partial<OpenDialog>]>([
    ['a file of it is looked at behind its end', { timers: [], fileIds: ['fil_1'] }],
    ['a second person is asked behind its end', { decisionId: 'dec_1', timers: [timer('expiry')] }],
    ['withheld: it ends as if it had been asked', { isWithheld: true }],
    ['reported: it has ended', { reported: 'agreed' }],
    ['its timers come due later', { timers: [timer('expiry', '2026-12-30T21:00:00.000Z')] }],
    ['a timer that does not end it', { timers: [timer('checking'), timer('correction')] }],
  ])('%s: nobody asks', async (_name, changes) => {
    expect(await lookUp(changes)).toEqual({ asked: [], unsaid: undefined });
  });

  it.each([
    ['ended as unanswered', 'no_response', [requestId]],
    ['ended as not delivered: it is corrected', 'undeliverable', []],
  ])('a message of one that %s is refused: %s', async (_name, outcome, asked) => {
    const { state } = new Chat().ask(aLetter()).fireTimer(requestId, 'expiry');
    const closed = state.closed.map((one) => ({ ...one, outcome }));
    const input = { type: 'delivery-failed', id: 'in_1', requestId, promptNumber: 2 } as const;
    const late = { doc: { conversationId: 'cnv_1', state: { ...state, closed } } };
    expect((await askedFor([{ ...late, entries: [{ body: { from: 'system', input } }] }])).asked).toEqual(
      asked,
    );
    expect((await askedFor([{ ...late, entries: [] }])).asked).toEqual([]);
  });

  it.each([
    ['recipient', { [requestId]: { reason: 'not_delivered', isOurs: false } }],
    // Nobody knows whether it arrived.
    ['unknown', {}],
  ] as const)(
    'it is being sent as far as is stored, and the step is told what came of it (%s)',
    async (cause, unsaid) => {
      const chat = new Chat().ask(aLetter());
      const id = failedSendInputId('cnv_1:1:0');
      const input = { type: 'delivery-failed', id, requestId, promptNumber: 1, cause } as const;
      const entries = [{ body: { from: 'system' as const, input } }];
      const sendingUntil = new Date('2026-12-23T21:00:30.000Z');
      const stepping = (at: Chat) => ({ doc: { conversationId: 'cnv_1', state: at.state }, entries });
      // In the step that ends it.
      expect((await askedFor([stepping(chat)], over, { sendingUntil })).unsaid).toEqual(unsaid);
      const ended = stepping(chat.fireTimer(requestId, 'expiry'));
      expect((await askedFor([ended], over, { sendingUntil })).unsaid ?? {}).toEqual(unsaid);
    },
  );

  it.each([
    ['message', { [requestId]: { reason: 'not_delivered', isOurs: false } }],
    ['recipient', { [requestId]: { reason: 'not_delivered', isOurs: false } }],
    ['unknown', {}],
    [null, {}],
  ] as const)(
    'nobody knows what came of it as far as is stored, and a step before was told (%s)',
    async (cause, unsaid) => {
      const step = { doc: { conversationId: 'cnv_1', state: new Chat().ask(aLetter()).state }, entries: [] };
      const asked = (changes: Partial<SaidOfRequest>) => askedFor([step], over, changes, cause);
      expect((await asked({ mayHaveArrived: true })).unsaid).toEqual(unsaid);
      // What was seen on their telephone is with them, whatever was told.
      expect((await asked({ mayHaveArrived: true, hasArrived: true })).unsaid).toEqual({});
    },
  );

  it.each<[string, Partial<SaidOfRequest>, object]>([
    ['nobody knows what came of it', { mayHaveArrived: true }, {}],
    ['it is being sent', { sendingUntil: new Date('2026-12-23T21:00:30.000Z') }, {}],
    [
      ...([
        'it is held',
        { heldUntil: new Date('2026-12-24T06:00:00.000Z'), reason: 'quiet_hours' },
      ] as const),
      { [requestId]: { reason: 'quiet_hours', isOurs: true } },
    ],
  ])(
    'refused, mended and put back into work, and now %s: what was told is of before',
    async (_name, changes, unsaid) => {
      const { state } = new Chat().ask(aLetter());
      const id = failedSendInputId('cnv_1:1:0');
      const input = { type: 'delivery-failed', id, requestId, promptNumber: 1, cause: 'message' } as const;
      const again = { ...changes, isReplayed: true } as const;
      for (const entries of [[], [{ body: { from: 'system' as const, input } }]]) {
        const step = { doc: { conversationId: 'cnv_1', state }, entries };
        expect((await askedFor([step], over, again, 'message')).unsaid).toEqual(unsaid);
      }
    },
  );

  it('its term is not over: nobody asks', async () => {
    expect(await lookUp({}, '2026-12-20T09:00:00.000Z')).toEqual({ asked: [], unsaid: undefined });
  });
});
