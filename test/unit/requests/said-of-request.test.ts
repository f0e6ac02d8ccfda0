import {
  askedSince,
  comesWithQuestion,
  unsaidBecause,
  type SaidOfRequest,
} from '../../../src/requests/said-of-request.ts';

const now = new Date('2026-11-24T06:00:00.000Z');
const minute = 60_000;
const at = (minutes: number): Date => new Date(now.getTime() + minutes * minute);
const said = (changes: Partial<SaidOfRequest>): SaidOfRequest => ({
  ...{ id: 'cnv_1:1:0', conversationId: 'cnv_1', seq: 128, isWaiting: false, heldUntil: null, leftAt: null },
  ...{ saidAt: at(-60), mayHaveArrived: false, sendingUntil: null, reason: null },
  ...changes,
});
const reminder = { id: 'cnv_1:2:0', conversationId: 'cnv_1', seq: 256, createdAt: now };

describe('a reminder beside its question', () => {
  it.each<[string, Partial<SaidOfRequest>, boolean]>([
    ['the question waits still', { isWaiting: true, heldUntil: at(60) }, true],
    ['it left after the reminder was decided', { leftAt: at(1) }, true],
    ['it was held, and left a moment before', { leftAt: at(-5), heldUntil: at(-6) }, true],
    ['it was held, and left long before', { leftAt: at(-16), heldUntil: at(-17) }, false],
    ['it left a moment before, as it was asked', { leftAt: at(-5) }, false],
    ['it will never leave: the reminder is another chance', {}, false],
    ['it went to somebody else', { isWaiting: true, conversationId: 'cnv_2' }, false],
  ])('%s', (_name, changes, comes) => {
    expect(comesWithQuestion([said(changes)], reminder)).toBe(comes);
  });

  it('nothing else was said of it: it goes', () => {
    expect(comesWithQuestion([said({ id: reminder.id, seq: reminder.seq, isWaiting: true })], reminder)).toBe(
      false,
    );
  });
});

describe('since when an answer could have come', () => {
  it('since the first message that left; where none did, from when it may leave; where none will, never', () => {
    expect(askedSince([said({}), said({ leftAt: at(-60) }), said({ leftAt: at(-30) })], now)).toEqual({
      ...{ since: at(-60), mayLeave: false },
    });
    expect(askedSince([said({ isWaiting: true, heldUntil: at(90) })], now)).toEqual({
      ...{ since: at(90), mayLeave: true },
    });
    expect(askedSince([said({ isWaiting: true })], now)).toEqual({ since: now, mayLeave: true });
    expect(askedSince([said({})], now)).toEqual({ since: null, mayLeave: false });
    expect(askedSince([], now)).toEqual({ since: null, mayLeave: false });
  });
});

describe('R5: whether a request whose term is over was ever asked', () => {
  const leaseMs = minute;
  const because = (...all: Partial<SaidOfRequest>[]) =>
    unsaidBecause(all.map(said), { conversationId: 'cnv_1', expiresAt: now, leaseMs, refused: new Set() });

  it.each<[string, Partial<SaidOfRequest>, string]>([
    ['refused', { reason: 'graph_132001' }, 'graph_132001'],
    ['dropped by the plan', { reason: 'notices_stopped' }, 'notices_stopped'],
    ['held still', { isWaiting: true, heldUntil: at(60), reason: 'budget' }, 'budget'],
    ['waits for its number', { isWaiting: true, reason: 'channel_unavailable' }, 'channel_unavailable'],
    ['waits, and nobody took it up', { isWaiting: true }, 'not_tried'],
    ['was tried, and waits for nothing that is known', { isWaiting: true, wasTried: true }, 'not_sent'],
    [
      'held until the end, and taken up to be dropped',
      { isWaiting: true, heldUntil: at(0), sendingUntil: at(1), reason: 'quiet_hours' },
      'quiet_hours',
    ],
    ['taken up when it was over', { isWaiting: true, sendingUntil: at(1.5) }, 'not_tried'],
  ])('its question %s: it was not', (_name, changes, reason) => {
    expect(because(changes)).toBe(reason);
  });

  it.each<[string, Partial<SaidOfRequest>]>([
    ['may have arrived', { mayHaveArrived: true }],
    ['is being sent', { isWaiting: true, sendingUntil: at(0.5) }],
    ['was held before, and is being sent', { isWaiting: true, heldUntil: at(-1), sendingUntil: at(0.5) }],
  ])('its question %s: it may have been', (_name, changes) => {
    expect(because(changes)).toBeNull();
  });

  it('its question never left, and a reminder did: it was asked, for a reminder asks as well', () => {
    expect(because({ reason: 'template' }, { id: 'cnv_1:2:0', seq: 256, mayHaveArrived: true })).toBeNull();
  });

  it('neither question nor reminder arrived, and the notice of the end did: it was not, for that asks nothing', () => {
    const end = { id: 'cnv_1:3:0', seq: 384, saidAt: now, mayHaveArrived: true };
    expect(because({ reason: 'graph_131026' }, { id: 'cnv_1:2:0', seq: 256 }, end)).toBe('graph_131026');
    expect(because({ ...end, seq: 128 })).toBeNull();
  });

  it.each<[string, Partial<SaidOfRequest>, string | null]>([
    ['is being sent', { sendingUntil: at(0.5) }, 'not_delivered'],
    ['was held, and is being sent', { sendingUntil: at(0.5), reason: 'quiet_hours' }, 'not_delivered'],
    ['was left by whoever sent it', { mayHaveArrived: true, reason: 'sender_died' }, 'not_delivered'],
    ['was dropped when it was over', { sendingUntil: at(1.5), reason: 'quiet_hours' }, 'quiet_hours'],
    ['has arrived with an earlier try', { mayHaveArrived: true, hasArrived: true }, null],
    ['was sent again and taken', { isWaiting: false, mayHaveArrived: true }, null],
  ])('its refusal is told, and as far as is stored it %s: %s', (_name, changes, reason) => {
    const term = { conversationId: 'cnv_1', expiresAt: now, leaseMs, refused: new Set(['cnv_1:1:0']) };
    expect(unsaidBecause([said({ isWaiting: true, ...changes })], term)).toBe(reason);
  });

  it('its refusal is told while a reminder is being sent: it may have been', () => {
    const reminded = said({ id: 'cnv_1:2:0', seq: 256, isWaiting: true, sendingUntil: at(0.5) });
    const of = (...refused: string[]) =>
      unsaidBecause([said({ reason: 'graph_131026' }), reminded], {
        ...{ conversationId: 'cnv_1', expiresAt: now, leaseMs, refused: new Set(refused) },
      });
    expect([of('cnv_1:1:0'), of('cnv_1:2:0')]).toEqual([null, 'graph_131026']);
  });

  it('another person was asked: this one was not; nothing is known of what was said: it may have been', () => {
    expect(because({ conversationId: 'cnv_2', mayHaveArrived: true }, { reason: 'graph_131026' })).toBe(
      'graph_131026',
    );
    expect(because({ conversationId: 'cnv_2', reason: 'graph_131026' })).toBeNull();
  });
});
