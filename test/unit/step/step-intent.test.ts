import { makeIntent, type Outgoing } from '../../../src/step/step-intent.ts';
import type { StepContext } from '../../../src/step/step-context.ts';
import { quietHoursOf } from '../../../src/timers/quiet-hours.ts';
import { anIntent } from '../../support/builders-work.ts';

/** Midnight in Istanbul, and the end of the night there. */
const now = new Date('2026-11-24T21:00:00.000Z');
const morning = new Date('2026-11-25T06:00:00.000Z');

const context = {
  ...{ timeZone: 'Europe/Istanbul', unpaidUntil: null, replyValidityMs: 24 * 60 * 60_000 },
  quietHours: quietHoursOf({ from: '20:00', to: '09:00', days: [] }),
  pace: { intervalMs: 1, burst: 1_000 },
} as unknown as StepContext;

const ofRequest = (requestExpiresAt: string | null) => {
  const { tenantId, channelId, conversationId, to, seq, rendered } = anIntent();
  const outgoing: Outgoing = {
    ...{ rendered, prompt: 'notice.expired', requestId: 'req_1', promptNumber: null },
    ...{ holds: true, requestExpiresAt },
    class: 'notify',
    author: 'bot',
    isUnasked: true,
  };
  const draft = { ...{ tenantId, channelId, conversationId, to, seq }, windowExpiresAt: null };
  return makeIntent({ ...draft, outgoing, rev: 1, n: 0, now }, null, context).intent;
};

describe('a message decided in the quiet hours', () => {
  it.each([
    ['of no request', null, morning],
    ['of a request that just ended: its end is told in the morning', now.toISOString(), morning],
    ['of one that ended long ago', '2026-11-20T10:00:00.000Z', morning],
    ['of one that ends in the night', '2026-11-25T03:00:00.000Z', now],
    ['of one that ends as they do', morning.toISOString(), now],
    ['of one that ends later', '2026-11-25T06:00:01.000Z', morning],
  ])('%s', (_what, expiresAt, at) => {
    const intent = ofRequest(expiresAt);
    expect(intent.notBefore).toEqual(at);
    expect(intent.heldFor).toBe(at === morning ? 'quiet_hours' : undefined);
  });
});
