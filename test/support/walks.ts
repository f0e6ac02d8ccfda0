import { createActor, initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine, AnyTransitionDefinition } from 'xstate';
import { effectsFrom } from '../../machines/shared/effects.ts';
import type { Effect } from '../../machines/shared/effects.ts';

export interface WalkEvent {
  type: string;
  [field: string]: unknown;
}

/** One event in one reachable state, with what came before it. */
export interface Walk {
  before: AnyMachineSnapshot;
  event: WalkEvent;
  after: AnyMachineSnapshot;
  /** Everything asked for on the shortest way here, then by this event. */
  leadEffects: readonly Effect[];
  effects: readonly Effect[];
}

const limit = 3_000;

export const keyOf = (snapshot: AnyMachineSnapshot): string =>
  JSON.stringify([snapshot.value, snapshot.context, snapshot.status]);

/**
 * Every event in every reachable state that is not final, each state reached on a shortest path. Also the events that leave a state
 * unchanged, such as a help reply; those are what path generators leave out (ADR 0002). `lead`: what happened before.
 */
export const walks = (
  machine: AnyStateMachine,
  input: unknown,
  events: readonly WalkEvent[],
  lead: readonly WalkEvent[] = [],
): Walk[] => {
  const [initial, actions] = after(machine, input, lead);
  const found: Walk[] = [];
  const seen = new Set([keyOf(initial)]);
  const queue: { snapshot: AnyMachineSnapshot; effects: readonly Effect[] }[] = [
    { snapshot: initial, effects: effectsFrom(actions) },
  ];
  for (let at = queue.shift(); at; at = queue.shift()) {
    if (at.snapshot.status !== 'active') continue;
    for (const event of events) {
      const [next, asked] = transition(machine, at.snapshot, event);
      const effects = effectsFrom(asked);
      found.push({ before: at.snapshot, event, after: next, leadEffects: at.effects, effects });
      if (seen.has(keyOf(next))) continue;
      if (seen.size >= limit)
        throw new Error(`${machine.id} has more than ${limit} states: bound its context`);
      seen.add(keyOf(next));
      queue.push({ snapshot: next, effects: [...at.effects, ...effects] });
    }
  }
  return found;
};

const after = (
  machine: AnyStateMachine,
  input: unknown,
  lead: readonly WalkEvent[],
): ReturnType<typeof initialTransition> =>
  lead.reduce(([snapshot], event) => transition(machine, snapshot, event), initialTransition(machine, input));

/** Snapshots of the walks, each once. */
export const reachable = (found: readonly Walk[]): AnyMachineSnapshot[] => [
  ...new Map(found.flatMap(({ before, after }) => [before, after]).map((s) => [keyOf(s), s])).values(),
];

const describeTransition = (taken: AnyTransitionDefinition): string =>
  `${taken.source.id} ${taken.eventType} ${typeof taken.guard === 'string' ? taken.guard : ''} -> ${
    taken.target?.map(({ id }) => id).join() ?? '(stays)'
  }`;

const allTransitions = (machine: AnyStateMachine): AnyTransitionDefinition[] =>
  [machine.root, ...descendants(machine.root)].flatMap((node) => [
    ...[...node.transitions.values()].flat(),
    ...(node.always ?? []),
  ]);

const descendants = (node: AnyStateMachine['root']): AnyStateMachine['root'][] =>
  Object.values(node.states).flatMap((child) => [child, ...descendants(child)]);

/** The inspection event that lists the transitions of a microstep; the engine marks the field as its own. */
interface Microstep {
  type: string;
  _transitions?: readonly AnyTransitionDefinition[];
}

/** Transitions, `always` included, that none of these walks takes; one walk per state path and event is enough. */
export const untakenTransitions = (
  machine: AnyStateMachine,
  starts: readonly { input: unknown; found: readonly Walk[] }[],
): string[] => {
  const taken = new Set<AnyTransitionDefinition>();
  const inspect = (inspection: Microstep): void => {
    if (inspection.type === '@xstate.microstep')
      for (const step of inspection._transitions ?? []) taken.add(step);
  };
  for (const { input, found } of starts) {
    createActor(machine, { input, inspect }).start();
    for (const { before, event } of distinct(found)) {
      const actor = createActor(machine, { snapshot: before, input, inspect });
      actor.start();
      actor.send(event);
    }
  }
  return allTransitions(machine)
    .filter((transitionOf) => !taken.has(transitionOf))
    .map(describeTransition);
};

const distinct = (found: readonly Walk[]): Iterable<Walk> =>
  new Map(
    found.map((walk) => [
      JSON.stringify([walk.before.value, walk.event, walk.after.value, walk.effects]),
      walk,
    ]),
  ).values();
