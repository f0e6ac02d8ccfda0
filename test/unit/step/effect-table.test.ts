import { effectActions, type Effect } from '../../../machines/shared/effects.ts';
import { effectTable } from '../../../src/step/effect-table.ts';
import { OpenIntents } from '../../../src/delivery/open-intents.ts';
import { relayStages, type RelayParts } from '../../../src/step/relay-table.ts';
import { makeRelayOutputs } from '../../../src/step/relay-outputs.ts';
import { allDebts, nothingOwed, type Debt, type StepOutput } from '../../../src/step/step-output.ts';

// Which lane a debt is in does not depend on what the lanes write to.
const lanes = relayStages({} as RelayParts).flat();

describe('the effect table', () => {
  it('against the effects machines may ask for: every one has an entry, and no other', () => {
    expect(Object.keys(effectTable).sort()).toEqual(Object.keys(effectActions).sort());
  });

  it('every entry: does something', () => {
    const idle = Object.entries(effectTable).filter(
      ([, { onDialog, onConversation, onStep }]) => !onDialog && !onConversation && !onStep,
    );

    expect(idle).toEqual([]);
  });

  it('an entry that stores nothing: owes nothing, and one that owes something stores it', () => {
    const types = Object.keys(effectTable) as Effect['type'][]; // the keys of the table are the effects
    const contrary = types.filter(
      (type) => (effectTable[type].onStep === undefined) !== (effectTable[type].owes.length === 0),
    );

    expect(contrary).toEqual([]);
  });

  it('whatever an entry owes: is a debt that one lane moves', () => {
    const owed = new Set(Object.values(effectTable).flatMap(({ owes }) => owes));

    expect(
      [...owed].filter((debt) => lanes.filter(({ debts }) => debts.includes(debt)).length !== 1),
    ).toEqual([]);
  });

  it('every debt of a step: is in exactly one lane', () => {
    expect(lanes.flatMap(({ debts }) => debts).sort()).toEqual([...allDebts].sort());
  });
});

describe('relaying a step', () => {
  const aStep = (owed: Partial<StepOutput> = {}): StepOutput => ({
    conversationId: 'cnv_1',
    rev: 1,
    inbound: [],
    step: { rev: 1, at: '', inputs: [], states: {}, effects: [], machineVersions: {} },
    ...nothingOwed(),
    ...owed,
  });

  const played = async (outputs: readonly StepOutput[]): Promise<string[]> => {
    const calls: string[] = [];
    const port =
      <T>(name: string, answer: T) =>
      async (): Promise<T> => {
        calls.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        calls.push(`${name} ends`);
        return answer;
      };
    const parts = {
      owner: 'me',
      leaseMs: 1,
      clock: { now: () => new Date(0) },
      transcripts: { append: port('transcript', undefined) },
      outbox: { relay: port('outbox', { owned: [], open: new Map() }) },
      openIntents: new OpenIntents(),
      decisions: { insert: port('decisions', undefined) },
      requests: { applyChanges: port('requests', { late: [], corrected: [] }) },
      tellParties: port('parties', undefined),
      notifyChanges: port('callback', undefined),
      forwardRequest: port('forward', undefined),
      readdressCommand: port('readdress', undefined),
      dispatch: () => undefined,
      storeSentIn: async () => undefined,
      roomFor: () => 1,
    };
    await makeRelayOutputs(parts as unknown as RelayParts)('t_1', outputs); // the ports these debts need
    return calls;
  };

  it('that owes nothing: only the transcript is written', async () => {
    expect(await played([aStep()])).toEqual(['transcript begins', 'transcript ends']);
  });

  it('that decided, forwarded and readdressed: each stage ends before the next begins', async () => {
    const calls = await played([
      aStep({
        decisions: [{} as StepOutput['decisions'][number]],
        requestChanges: [{ id: 'c', notify: true, closed: null } as StepOutput['requestChanges'][number]],
        forwards: [{ id: 'f', requestId: 'r', fromContactRef: null }],
        readdressed: [{ id: 'a', requestId: 'r', command: { type: 'cancel', requestId: 'r', by: 'x' } }],
      }),
    ]);
    const order = ['transcript', 'decisions', 'requests', 'parties', 'callback', 'forward', 'readdress'];

    expect(calls.filter((call) => call.endsWith('ends'))).toEqual(order.map((name) => `${name} ends`));
    expect(calls.indexOf('requests begins')).toBeGreaterThan(calls.indexOf('decisions ends'));
    expect(calls.indexOf('forward begins')).toBeGreaterThan(calls.indexOf('callback ends'));
  });

  it.each<[Debt, Partial<StepOutput>, string]>([
    ['intents', { intents: [{} as StepOutput['intents'][number]] }, 'outbox'],
    ['arrived', { arrived: ['int_1'] }, 'outbox'],
  ])('that owes %s: the outbox is told', async (_, owed, name) => {
    expect(await played([aStep(owed)])).toContain(`${name} ends`);
  });
});
