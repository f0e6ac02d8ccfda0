import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { effectsFrom } from '../../machines/shared/effects.ts';
import type { Effect, EffectParams } from '../../machines/shared/effects.ts';
import type { RequestInput } from '../../machines/shared/dialog-events.ts';

/** A dialog after a few events; `effects` are those of the last one only. */
export interface Ran {
  snapshot: AnyMachineSnapshot;
  effects: readonly Effect[];
  outcome: string | null;
}

/** Runs a machine from its start through the events. */
export const runDialog = (
  machine: AnyStateMachine,
  input: RequestInput,
  events: readonly { type: string }[],
): Ran => {
  const [start, actions] = initialTransition(machine, input);
  let snapshot: AnyMachineSnapshot = start;
  let effects = effectsFrom(actions);
  let outcome = outcomeOf(effects);
  for (const event of events) {
    const [next, asked] = transition(machine, snapshot, event);
    snapshot = next;
    effects = effectsFrom(asked);
    outcome = outcomeOf(effects) ?? outcome;
  }
  return { snapshot, effects, outcome };
};

const outcomeOf = (effects: readonly Effect[]): string | null =>
  paramsOf(effects, 'closeRequest')[0]?.outcome ?? null;

/** Parameters of the effects of one type, in order. */
export const paramsOf = <T extends keyof EffectParams>(
  effects: readonly Effect[],
  type: T,
): readonly EffectParams[T][] =>
  effects.flatMap((effect) => (effect.type === type ? [effect.params as EffectParams[T]] : [])); // the type says which

export const promptsOf = (effects: readonly Effect[]): readonly string[] =>
  paramsOf(effects, 'sendPrompt').map(({ prompt }) => prompt);
