import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { advance, currentVersion, restoreMachine } from '../../machines/registry.ts';
import type { MachineEvent, MachineId } from '../../machines/registry.ts';
import { effectsFrom } from '../../machines/shared/effects.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import { promptKeys } from '../../machines/prompt-keys.ts';
import { localeTexts } from '../../src/templates/locale-texts.ts';
import { paramsOf, promptsOf } from './run-dialog.ts';
import { keyOf, reachable, untakenTransitions, walks } from './walks.ts';
import type { Walk, WalkEvent } from './walks.ts';

/** A machine walked from one input with these events. */
export interface Walked<Input = unknown> {
  name: string;
  machine: AnyStateMachine;
  input: Input;
  events: readonly WalkEvent[];
  found: readonly Walk[];
}

export const walked = <Input>(
  name: string,
  machine: AnyStateMachine,
  input: Input,
  events: readonly WalkEvent[],
  lead: readonly WalkEvent[] = [],
): Walked<Input> => ({ name, machine, input, events, found: walks(machine, input, events, lead) });

/** Effects of a walk from the start of its dialog. */
export const whole = ({ leadEffects, effects }: Walk): Effect[] => [...leadEffects, ...effects];

/** How a test names a walk. */
export const at = ({ before, event }: Walk): string => `${event.type} ${keyOf(before)}`;

const idOf = ({ machine }: Walked): MachineId => machine.id as MachineId; // the machines of the registry bear its names

const allEffects = ({ machine, input, found }: Walked): Effect[] => [
  ...effectsFrom(initialTransition(machine, input)[1]),
  ...found.flatMap(({ effects }) => effects),
];

const restored = (one: Walked, { value, context }: AnyMachineSnapshot): AnyMachineSnapshot | undefined => {
  const state: unknown = JSON.parse(JSON.stringify({ value, context }));
  const version = currentVersion(idOf(one));
  return restoreMachine({ machine: idOf(one), version, state })?.snapshot;
};

/** One of many walks that take the same transition to the same effect. */
const distinct = (found: readonly Walk[]): Walk[] => [
  ...new Map(
    found.map((walk) => [
      JSON.stringify([walk.before.value, walk.event, walk.after.value, walk.effects]),
      walk,
    ]),
  ).values(),
];

/**
 * What holds for every machine of the registry: all of it can be reached, and it goes on after a restart as if nothing had
 * happened. `unasked`: prompts of the list that come from elsewhere.
 */
export const checkMachines = (
  all: readonly Walked[],
  keys: readonly string[],
  unasked: readonly string[] = [],
): void => {
  describe.each([...new Set(all.map(({ machine }) => machine))])(
    '$id, every event in every reachable state',
    (machine) => {
      const own = all.filter((one) => one.machine === machine);

      it('all walks together: no transition is left untaken', () => {
        expect(untakenTransitions(machine, own)).toEqual([]);
      });

      it('the registry: knows the machine under its name', () => {
        for (const one of own) expect(() => currentVersion(idOf(one))).not.toThrow();
      });
    },
  );

  it('all walks together: every prompt of the lists is asked for', () => {
    const asked = new Set(all.flatMap((one) => promptsOf(allEffects(one))));

    expect(keys.filter((key) => !asked.has(key))).toEqual(unasked);
    expect([...asked].filter((key) => !promptKeys.some((known) => known === key))).toEqual([]);
  });

  describe.each(all)('$name', (one) => {
    it('choices of every prompt: ten at most', () => {
      const tooMany = paramsOf(allEffects(one), 'sendPrompt').filter(
        ({ choices }) => (choices?.length ?? 0) > 10,
      );

      expect(tooMany).toEqual([]);
    });

    it('every state stored as JSON and restored: the same state, and the next event does exactly the same', () => {
      const changed = reachable(one.found)
        .filter(({ status }) => status === 'active')
        .filter((snapshot) => {
          const again = restored(one, snapshot);
          return again === undefined || keyOf(again) !== keyOf(snapshot);
        });
      const differing = distinct(one.found).filter(({ before, event, after, effects }) => {
        const [later, actions] = transition(one.machine, restored(one, before) ?? before, event);
        return (
          keyOf(later) !== keyOf(after) || JSON.stringify(effectsFrom(actions)) !== JSON.stringify(effects)
        );
      });

      expect(changed.map(keyOf)).toEqual([]);
      expect(differing.map(at)).toEqual([]);
    });
  });
};

const leftRunning = (effects: readonly Effect[]): number => {
  const running = new Set<string>();
  for (const effect of effects) {
    if (effect.type === 'startTimer') running.add(effect.params.timer);
    if (effect.type === 'cancelTimer') running.delete(effect.params.timer);
  }
  return running.size;
};

/** Only corrections are heard: the request itself is over. */
const isOnlyCorrectable = (snapshot: AnyMachineSnapshot): boolean =>
  JSON.stringify(snapshot.getMeta()).includes('"expects":"correction"');

/** What holds for every dialog about a request. `answered`: events after which the person hears something, and one thing only. */
export const checkDialogs = (all: readonly Walked[], answered = /^customer\.unrecognised$/): void => {
  describe.each(all)('$name', (one) => {
    const ended = reachable(one.found).filter(({ status }) => status === 'done');

    it('from every open state: an end is one event away', () => {
      const ending = new Set(
        one.found.filter(({ after }) => after.status === 'done').map(({ before }) => keyOf(before)),
      );
      const active = reachable(one.found).filter(({ status }) => status === 'active');

      expect(active.map(keyOf).filter((key) => !ending.has(key))).toEqual([]);
    });

    it('whatever is typed or sent, in every open state: it is answered once', () => {
      const silent = one.found.filter(
        ({ before, event, effects }) =>
          answered.test(event.type) && promptsOf(effects).length !== 1 && !isOnlyCorrectable(before),
      );

      expect(silent.map(at)).toEqual([]);
    });

    it('every started timer: cancelled, fired or replaced at the end', () => {
      const open = one.found.filter((walk) => walk.after.status === 'done' && leftRunning(whole(walk)) > 0);

      expect(open.map(at)).toEqual([]);
    });

    it('every end: has words', () => {
      const outcomes = paramsOf(allEffects(one), 'closeRequest').map(({ outcome }) => outcome);

      expect(outcomes.length).toBeGreaterThan(0);
      expect(outcomes.filter((outcome) => !Object.hasOwn(localeTexts.tr.common.outcome, outcome))).toEqual(
        [],
      );
    });

    it('events after the end: nothing happens', () => {
      const late = ended.flatMap((snapshot) =>
        one.events.filter((event) => {
          const { machine } = one;
          const running = { id: machine.id, version: currentVersion(idOf(one)), machine, snapshot };
          const { effects, running: after } = advance(running, event as unknown as MachineEvent); // events of this machine
          return effects.length > 0 || after.snapshot !== snapshot;
        }),
      );

      expect(ended.length).toBeGreaterThan(0);
      expect(late).toEqual([]);
    });
  });
};
