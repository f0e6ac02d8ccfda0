import { appliedInputs } from '../../../src/step/applied-inputs.ts';
import { anOutput, aStepRecord } from '../../support/builders-steps.ts';

const at = '2026-11-24T10:00:00.000Z';
const line = (inputId: string, seq: number, requestId: string | null = null) => ({
  inputId,
  seq,
  at,
  requestId,
});

describe('inputs that were applied', () => {
  it('two messages of one step: both are lines, the first carries the step', () => {
    const step = aStepRecord({ rev: 3 });
    const output = anOutput({ rev: 3, step, inbound: [line('in_1', 384, 'req_1'), line('in_2', 385)] });

    expect(appliedInputs(['in_1', 'in_2'], [output])).toEqual([
      { id: 'in_1', line: { conversationId: 'cnv_1', seq: 384, at, requestId: 'req_1' }, step },
      { id: 'in_2', line: { conversationId: 'cnv_1', seq: 385, at, requestId: null } },
    ]);
  });

  it('a system input beside a message: it is no line and carries no step', () => {
    const output = anOutput({ inbound: [line('in_2', 128)] });

    expect(appliedInputs(['in_1', 'in_2'], [output])).toEqual([
      { id: 'in_1' },
      { id: 'in_2', line: { conversationId: 'cnv_1', seq: 128, at, requestId: null }, step: output.step },
    ]);
  });

  it('of several steps and conversations: each with its own place', () => {
    const outputs = [
      anOutput({ rev: 1, inbound: [line('in_1', 128)] }),
      anOutput({ conversationId: 'cnv_2', rev: 7, inbound: [line('in_2', 896)] }),
    ];

    expect(appliedInputs(['in_1', 'in_2'], outputs)).toMatchObject([
      { line: { conversationId: 'cnv_1', seq: 128 }, step: { rev: 1 } },
      { line: { conversationId: 'cnv_2', seq: 896 }, step: { rev: 7 } },
    ]);
  });

  it('whose output is struck out already, or a line nobody asks for: only what was asked for, plainly', () => {
    expect(appliedInputs(['in_9'], [anOutput({ inbound: [line('in_1', 128)] })])).toEqual([{ id: 'in_9' }]);
    expect(appliedInputs([], [anOutput({ inbound: [line('in_1', 128)] })])).toEqual([]);
  });
});
