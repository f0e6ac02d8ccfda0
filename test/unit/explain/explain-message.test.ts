import { entryBeingSent } from '../../../src/delivery/outbox-entry.ts';
import type { PlanRecord } from '../../../src/delivery/plan-record.ts';
import { inPlaceOf } from '../../../src/delivery/plan-succession.ts';
import { makeExplainMessage } from '../../../src/explain/explain-message.ts';
import { platformPrices } from '../../../src/pricing/price-list.ts';
import { fakeClock } from '../../support/app-ports.ts';
import { tenantA } from '../../support/builders-api.ts';
import { anIntent } from '../../support/builders-work.ts';
import { minutes } from '../../support/records.ts';

const drop = { at: minutes(0), verdict: 'drop', check: 'validity', reason: 'validity_passed' } as const;
const hold = { at: minutes(1), verdict: 'hold', check: 'quiet_hours', reason: 'quiet_hours' } as const;
const wait = { at: minutes(2), verdict: 'wait', check: 'limit', reason: 'number_busy' } as const;
const send = { at: minutes(3), verdict: 'send', as: 'template' } as const;

/** Planned in this order, and taken up `attempt` times as its number says. */
const explained = async (plans: readonly PlanRecord[], attempt: number) => {
  const plan = plans.reduce<PlanRecord | undefined>(inPlaceOf, undefined);
  const entry = entryBeingSent(anIntent({ requestId: null }), { owner: 'p', until: minutes(9) });
  const found = await makeExplainMessage({
    entryOf: async () => ({ ...entry, attempt, ...(plan === undefined ? {} : { plan }) }),
    conversationOf: async () => null,
    stateOf: async () => null,
    standingOf: () => ({ notices: 'on' }),
    requestOf: async () => null,
    eventOf: async () => null,
    linesOf: async () => [],
    decisionsOf: async () => [],
    callbacksOf: async () => [],
    pricesOf: async () => platformPrices,
    timeZoneOf: async () => 'Europe/Istanbul',
    clock: fakeClock(),
  })(tenantA, entry.id);
  return { tries: found?.attempts.count, before: found?.plan?.before?.verdict };
};

describe('tries of a message, and what is told of before it was sent', () => {
  it.each<[string, PlanRecord[], number, { tries: number; before: string }]>([
    ['held for the night, and put back for a moment', [hold, wait, send], 1, { tries: 1, before: 'hold' }],
    ['over, put back into work, and sent', [drop, send], 2, { tries: 1, before: 'drop' }],
    ['over, put back into work, held, and sent', [drop, hold, send], 2, { tries: 1, before: 'drop' }],
    ['over, put back into work, and held', [drop, hold], 1, { tries: 0, before: 'drop' }],
  ])('%s', async (_name, plans, attempt, told) => {
    expect(await explained(plans, attempt)).toEqual(told);
  });
});
