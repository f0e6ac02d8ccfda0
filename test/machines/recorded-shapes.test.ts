import { readFileSync } from 'node:fs';
import { transition } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { currentVersion, machines, restoreMachine } from '../../machines/registry.ts';
import type { MachineId } from '../../machines/registry.ts';
import { effectsFrom } from '../../machines/shared/effects.ts';
import { keyOf } from '../support/walks.ts';

/** Written once per version and never edited: what that version's snapshots look like and may be asked. */
interface Recorded {
  machine: MachineId;
  version: number;
  states: string[];
  events: string[];
  snapshots: { name: string; state: unknown }[];
}

const ids = Object.keys(machines) as MachineId[]; // the keys of the registry are its names

const recorded = (id: MachineId, version: number): Recorded =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/snapshots/${id}.v${version}.json`, import.meta.url), 'utf8'),
  ) as Recorded; // written by this project in exactly this shape

const statePaths = (node: AnyStateMachine['root']): string[] =>
  Object.values(node.states).flatMap((child) => [child.path.join('.'), ...statePaths(child)]);

/** What the conversation of versions 1 and 2 kept in its context, as version 3 says it: misses are states, wishes have names. */
const saidByVersion2 = (context: object): { context: object; value?: string } => {
  const { misses, wanted } = context as { misses: number; wanted?: string };
  const wishes: Readonly<Record<string, string>> = { balance: 'askedForBalance' };
  const counted = ['understood', 'missedOnce', 'missedTwice', 'offered'][misses];
  return {
    context: { wanted: wanted ? wishes[wanted] : null },
    ...(misses > 0 && counted !== undefined ? { value: counted } : {}),
  };
};

describe.each(ids)('%s: recorded shapes', (id) => {
  const version = currentVersion(id);
  const { machine }: { machine: AnyStateMachine } = machines[id][1];

  it('the current version: has exactly the states and events that were recorded for it', () => {
    const { states, events } = recorded(id, version);

    expect([...statePaths(machine.root)].sort()).toEqual(states);
    expect([...machine.events].map(String).sort()).toEqual(events);
  });

  it('every snapshot of every version: is restored and still runs', () => {
    for (let v = 1; v <= version; v += 1)
      for (const { state } of recorded(id, v).snapshots) {
        const running = restoreMachine({ machine: id, version: v, state });

        const { value, context } = state as { value: unknown; context: object };
        expect(running?.snapshot.status).toBe('active');
        // An older version was rewritten: what it said is still in there.
        const said = id === 'conversation' && v < 3 ? saidByVersion2(context) : { context, value };
        expect(running?.snapshot.context).toMatchObject(said.context);
        expect(JSON.stringify(running?.snapshot.value)).toContain(JSON.stringify(said.value ?? value));
        if (v === version) expect(JSON.parse(keyOf(running!.snapshot))).toEqual([value, context, 'active']);
      }
  });

  it('a snapshot whose state is gone, or whose context does not fit: is not restored', () => {
    const [first] = recorded(id, 1).snapshots;
    const state = first?.state as { value: unknown; context: object };

    expect(restoreMachine({ machine: id, version: 1, state: { ...state, value: 'noSuchState' } })).toBeNull();
    expect(
      restoreMachine({ machine: id, version: 1, state: { ...state, context: { lines: 'x' } } }),
    ).toBeNull();
    expect(restoreMachine({ machine: id, version: 99, state })).toBeNull();
    expect(restoreMachine({ machine: 'constructor', version: 1, state })).toBeNull();
    expect(restoreMachine({ machine: id, version: 1, state: null })).toBeNull();
  });
});

it('reconciliation of version 1, recap waiting: a confirmation records the agreement', () => {
  const recap = recorded('reconciliation', 1).snapshots.find(({ name }) => name === 'recap waits');
  const running = restoreMachine({ machine: 'reconciliation', version: 1, state: recap?.state });

  const [after, actions] = transition(running!.machine, running!.snapshot, {
    type: 'customer.confirmed',
    authority: 'binding',
    mayObject: true,
  });

  expect(after.value).toBe('agreed');
  expect(effectsFrom(actions).slice(0, 2)).toEqual([
    { type: 'recordDecision', params: { result: 'agreed' } },
    { type: 'closeRequest', params: { outcome: 'agreed' } },
  ]);
});
