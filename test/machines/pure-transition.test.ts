import fc from 'fast-check';
import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { effectsFrom } from '../../machines/shared/effects.ts';
import { pureInitialTransition, pureTransition } from '../../machines/shared/pure-transition.ts';
import type { Transited } from '../../machines/shared/pure-transition.ts';
import { walkedMachines } from '../support/walked-machines.ts';

type Actions = Parameters<typeof effectsFrom>[0];

/** Everything there is to see of a result. */
const seen = ([snapshot, actions]: Transited | readonly [AnyMachineSnapshot, Actions]) => ({
  ...(snapshot.toJSON() as object), // all it holds but functions and nodes
  meta: snapshot.getMeta(),
  effects: effectsFrom(actions),
  actions: actions.map(({ type, params }) => ({ type, params })),
});

/** Regions of one machine are walked with all their events together. */
const byMachine = new Map(
  walkedMachines.map(({ machine, input }) => [
    JSON.stringify([machine.id, input]),
    {
      machine,
      input,
      events: walkedMachines.filter((other) => other.machine === machine).flatMap(({ events }) => events),
    },
  ]),
);

describe.each([...byMachine.values()])('$machine.id from $input', ({ machine, input, events }) => {
  it('any sequence of events, also those it does not know: the same as the engine makes of it', () => {
    const event = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...events) },
      { weight: 1, arbitrary: fc.constant({ type: 'customer.unheardOf' }) },
    );
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 12 }), (sequence) => {
        const expected = initialTransition(machine, input);
        const started = pureInitialTransition(machine, input);
        expect(seen(started)).toEqual(seen(expected));
        let [theirs]: readonly [AnyMachineSnapshot, unknown] = expected;
        let [ours] = started;
        for (const one of sequence) {
          const after = transition(machine, theirs, one);
          const made = pureTransition(machine, ours, one);
          expect(seen(made)).toEqual(seen(after));
          expect(made[0] === ours).toBe(after[0] === theirs);
          [theirs] = after;
          [ours] = made;
        }
      }),
      { numRuns: 40 },
    );
  });
});
