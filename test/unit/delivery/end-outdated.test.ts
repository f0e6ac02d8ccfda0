import { makeEndOutdated } from '../../../src/delivery/end-outdated.ts';
import { OpenIntents } from '../../../src/delivery/open-intents.ts';
import { entryBeingSent, type Intent } from '../../../src/delivery/outbox-entry.ts';
import type { Outdated } from '../../../src/delivery/plan-send.ts';
import type { PlanRecord } from '../../../src/delivery/plan-record.ts';
import { relayOutdated } from '../../../src/step/relay-outdated.ts';
import { nothingOwed, type StepOutput } from '../../../src/step/step-output.ts';
import { fakeClock } from '../../support/app-ports.ts';
import { anIntent } from '../../support/builders-work.ts';
import { minutes } from '../../support/records.ts';

const now = minutes(10);
const ended: Outdated = { check: 'contact', reason: 'request_ended' };

/** One message is held; with which plan it ended, if it did. */
const endOf = async (outdated: Outdated | null, changes: Partial<Intent> = {}): Promise<PlanRecord[]> => {
  const plans: PlanRecord[] = [];
  const told: string[] = [];
  const intent = anIntent({ conversationId: 'cnv_1', isUnasked: true, notAfter: minutes(60), ...changes });
  const endOutdated = makeEndOutdated({
    heldMessages: {
      listUnasked: async () => [entryBeingSent(intent, { owner: 'p', until: now })],
      end: async (_tenantId, _id, plan) => plans.push(plan) > 0,
    },
    outdatedBecause: async () => outdated,
    onNotice: async ({ id }) => void told.push(id),
  });
  await endOutdated('t', ['cnv_1'], now);
  expect(told).toHaveLength(plans.length);
  return plans;
};

describe('what is held and is nobody’s business any more', () => {
  it.each<Outdated>([
    ended,
    { check: 'consent', reason: 'feedback_refused' },
    { check: 'consent', reason: 'marketing_not_consented' },
  ])('%j: ends, with that as its plan', async (outdated) => {
    expect(await endOf(outdated)).toEqual([{ at: now, verdict: 'drop', ...outdated }]);
  });

  it.each<[string, Outdated | null, Partial<Intent>]>([
    ['nothing is in its way', null, {}],
    ['its number is in doubt, and may be theirs after all', { check: 'contact', reason: 'number_moved' }, {}],
    ['staff wrote it', { check: 'consent', reason: 'notices_stopped' }, { author: 'staff' }],
    ['it is worth nothing by now, and says so itself', ended, { notAfter: now }],
  ])('%s: stays', async (_title, outdated, changes) => {
    expect(await endOf(outdated, changes)).toEqual([]);
  });
});

describe('when it is looked for', () => {
  const openIntents = new OpenIntents();
  openIntents.counted('cnv_busy', ['held', 'said']);
  openIntents.counted('cnv_said', ['said']);
  const lookedFor = async (conversationId: string, owed: Partial<StepOutput>): Promise<string[]> => {
    const asked: string[] = [];
    const endOutdated = async (_tenantId: string, ids: readonly string[]): Promise<void> =>
      void asked.push(...ids);
    const intents = [anIntent({ id: 'said', conversationId })];
    const output = { ...nothingOwed(), conversationId, intents, ...owed };
    await relayOutdated({ endOutdated, openIntents, clock: fakeClock() })('t', [output]);
    return asked;
  };
  const closing = (outcome: string | null) => ({
    requestChanges: [
      { closed: outcome === null ? null : { outcome } } as StepOutput['requestChanges'][number],
    ],
  });

  it.each([
    ['cnv_busy', closing('agreed'), true],
    ['cnv_unknown', closing('cancelled'), true],
    ['cnv_busy', { consents: [{} as StepOutput['consents'][number]] }, true],
    ['cnv_said', closing('agreed'), false],
    ['cnv_busy', closing(null), false],
    ['cnv_busy', closing('undeliverable'), false],
    ['cnv_busy', {}, false],
  ])('%s, %j: %j', async (conversationId, owed, isAsked) => {
    expect(await lookedFor(conversationId, owed)).toEqual(isAsked ? [conversationId] : []);
  });

  it('of many steps at once: asked once, for each conversation that may have something held', async () => {
    const asked: (readonly string[])[] = [];
    const outputs = ['cnv_busy', 'cnv_said', 'cnv_unknown', 'cnv_busy', 'cnv_other'].map(
      (conversationId) => ({
        ...{ ...nothingOwed(), conversationId, intents: [anIntent({ id: 'said', conversationId })] },
        ...(conversationId === 'cnv_other' ? {} : closing('agreed')),
      }),
    );
    const endOutdated = async (_tenantId: string, ids: readonly string[]): Promise<void> =>
      void asked.push(ids);
    await relayOutdated({ endOutdated, openIntents, clock: fakeClock() })('t', outputs);
    expect(asked).toEqual([['cnv_busy', 'cnv_unknown']]);
  });
});
