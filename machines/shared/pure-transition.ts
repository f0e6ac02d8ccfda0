import { createActor } from 'xstate';
import type { ActionExecutor, AnyActorScope, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';

/** A snapshot and the actions asked for on the way to it; nothing was executed. */
export type Transited = readonly [
  snapshot: AnyMachineSnapshot,
  actions: readonly Parameters<ActionExecutor>[0][],
];

const ignore = (): void => {};

/** Never started and never sent anything: the engine wants one as the `self` of what it computes. One for each machine. */
const resting = new WeakMap<AnyStateMachine, Pick<AnyActorScope, 'self' | 'system'>>();

const restingOf = (machine: AnyStateMachine): Pick<AnyActorScope, 'self' | 'system'> => {
  const known = resting.get(machine);
  if (known !== undefined) return known;
  const self = createActor(machine);
  const made = { self, system: self.system };
  resting.set(machine, made);
  return made;
};

const transit = (
  machine: AnyStateMachine,
  compute: (scope: AnyActorScope) => AnyMachineSnapshot,
): Transited => {
  const actions: Parameters<ActionExecutor>[0][] = [];
  const { self, system } = restingOf(machine);
  const snapshot = compute({
    self,
    system,
    id: '',
    sessionId: '',
    logger: ignore,
    defer: ignore,
    emit: ignore,
    stopChild: ignore,
    actionExecutor: (action) => {
      actions.push(action);
    },
  });
  return [snapshot, actions];
};

/**
 * The engine's own `transition`, but for the actor that it makes anew for every event and that computes the machine's
 * initial state for nobody: most of the time (ADR 0026). Machines spawn nothing and wait for nothing (ADR
 * 0002), so that one actor serves them all.
 */
export const pureTransition = (
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: EventObject,
): Transited => transit(machine, (scope) => machine.transition(snapshot, event, scope));

/** The engine's own `initialTransition`, likewise. */
export const pureInitialTransition = (machine: AnyStateMachine, input?: unknown): Transited =>
  transit(machine, (scope) => machine.getInitialSnapshot(scope, input));
