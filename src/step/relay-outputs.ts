import { relayStages, type RelayParts } from './relay-table.ts';
import type { StepOutput } from './step-output.ts';

export type RelayOutputs = (tenantId: string, outputs: readonly StepOutput[]) => Promise<void>;

/**
 * Moves what committed steps owe to its own collections, under the ids the steps gave: running it twice changes nothing.
 * What a stage does not have is left out, except for the transcript: every step is in it.
 */
export const makeRelayOutputs = (parts: RelayParts): RelayOutputs => {
  const stages = relayStages(parts);
  return async (tenantId, outputs) => {
    if (outputs.length === 0) return;
    for (const lanes of stages) {
      const owing = lanes.filter(
        ({ debts }) =>
          debts.includes('messages') ||
          debts.some((debt) => outputs.some((output) => output[debt].length > 0)),
      );
      await Promise.all(owing.map(({ relay }) => relay(tenantId, outputs)));
    }
  };
};
