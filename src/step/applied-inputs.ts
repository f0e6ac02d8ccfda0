import type { AppliedInput } from '../inbox/inbox.repository.ts';
import type { StepOutput } from './step-output.ts';

/** What becomes of the entries of these inputs: those that are lines of the transcript are completed as that. */
export const appliedInputs = (
  inputIds: readonly string[],
  outputs: readonly Pick<StepOutput, 'conversationId' | 'inbound' | 'step'>[],
): AppliedInput[] => {
  const lines = new Map(
    outputs.flatMap(({ conversationId, inbound, step }) =>
      inbound.map(({ inputId, ...line }, index): [string, AppliedInput] => [
        inputId,
        { id: inputId, line: { conversationId, ...line }, ...(index === 0 ? { step } : {}) },
      ]),
    ),
  );
  return inputIds.map((id) => lines.get(id) ?? { id });
};
