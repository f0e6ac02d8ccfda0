import {
  completeOutput,
  nothingOwed,
  outputToStore,
  type StepOutput,
} from '../../../src/step/step-output.ts';

const step = {
  rev: 3,
  at: '2026-11-24T10:00:00.000Z',
  inputs: [],
  states: {},
  effects: [],
  machineVersions: {},
};
const bare: StepOutput = { ...nothingOwed(), conversationId: 'cnv_1', rev: 3, inbound: [], step };

describe('what a step owes, as it is stored', () => {
  it('nothing: no debt is named', () => {
    expect(outputToStore(bare)).toEqual({ conversationId: 'cnv_1', rev: 3, step });
  });

  it('a message that is sent at once and its line: these alone are named, and all is there when it is read', () => {
    const atOnce = { owner: 'me', until: new Date('2026-11-24T10:01:00.000Z') };
    const inbound = [{ inputId: 'in_1', seq: 384, at: step.at, requestId: null }];
    const owed: StepOutput = { ...bare, arrived: ['cnv_1:2:0'], inbound, atOnce };

    expect(Object.keys(outputToStore(owed)).sort()).toEqual(
      ['arrived', 'atOnce', 'conversationId', 'inbound', 'rev', 'step'].sort(),
    );
    expect(completeOutput(outputToStore(owed))).toEqual(owed);
    expect(completeOutput(outputToStore(bare))).toEqual(bare);
  });
});
