import { approvalContextSchema } from '../../machines/approval/approval.context.ts';
import { approvalMachine } from '../../machines/approval/approval.machine.ts';
import {
  conversationContextSchema,
  conversationMachine,
} from '../../machines/conversation/conversation.machine.ts';
import { reconciliationContextSchema } from '../../machines/reconciliation/reconciliation.context.ts';
import { reconciliationMachine } from '../../machines/reconciliation/reconciliation.machine.ts';
import { advance, restoreMachine } from '../../machines/registry.ts';
import type { MachineEvent } from '../../machines/registry.ts';
import { effectsFrom } from '../../machines/shared/effects.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import { promptKeys } from '../../machines/shared/prompts.ts';
import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import {
  approvalEvents,
  conversationEvents,
  eventsOfOneLine,
  eventsOfSeveralLines,
  invoice,
  letterOfOne,
  letterOfTwo,
  transaction,
} from '../support/walk-inputs.ts';
import { keyOf, reachable, untakenTransitions, walks } from '../support/walks.ts';
import type { Walk, WalkEvent } from '../support/walks.ts';

interface Walked {
  name: string;
  machine: AnyStateMachine;
  input: unknown;
  events: readonly WalkEvent[];
  found: readonly Walk[];
  isDialog: boolean;
}

const walked = (
  name: string,
  machine: AnyStateMachine,
  input: unknown,
  events: readonly WalkEvent[],
  isDialog = true,
): Walked => ({ name, machine, input, events, found: walks(machine, input, events), isDialog });

const all: Walked[] = [
  walked('reconciliation of two lines', reconciliationMachine, letterOfTwo, eventsOfSeveralLines),
  walked('reconciliation of one line', reconciliationMachine, letterOfOne, eventsOfOneLine),
  walked('approval of a transaction', approvalMachine, transaction, approvalEvents),
  walked('approval of an invoice', approvalMachine, invoice, approvalEvents),
  walked('conversation', conversationMachine, undefined, conversationEvents, false),
];
const dialogs = all.filter(({ isDialog }) => isDialog);

const prompts = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === 'sendPrompt' ? [effect.params] : []));
const startOf = ({ machine, input }: Walked): Effect[] => effectsFrom(initialTransition(machine, input)[1]);

describe('transitions of the machines', () => {
  it.each([reconciliationMachine, approvalMachine, conversationMachine])(
    '$id, every event in every reachable state: no transition is left untaken',
    (machine) => {
      const untaken = untakenTransitions(
        machine,
        all.filter((one) => one.machine === machine),
      );

      expect(untaken).toEqual([]);
    },
  );
});

describe.each(dialogs)('dialog: $name', (dialog) => {
  const active = reachable(dialog.found).filter(({ status }) => status === 'active');

  it('from every state that is not final: a final state can be reached', () => {
    const forward = new Map<string, Set<string>>();
    for (const { before, after } of dialog.found) {
      const next = forward.get(keyOf(before)) ?? new Set();
      forward.set(keyOf(before), next.add(keyOf(after)));
    }
    const finals = new Set(
      reachable(dialog.found)
        .filter(({ status }) => status === 'done')
        .map(keyOf),
    );
    const stuck = active.filter(
      (snapshot) => ![...(forward.get(keyOf(snapshot)) ?? [])].some((key) => finals.has(key)),
    );

    expect(stuck.map(keyOf)).toEqual([]);
  });

  it('a reply that is not understood, in every open state: the person is answered and may choose or write', () => {
    const silent = dialog.found.filter(
      ({ event, effects }) => event.type === 'customer.unrecognised' && prompts(effects).length === 0,
    );

    expect(silent.map(({ before }) => keyOf(before))).toEqual([]);
  });

  it('every started timer: at the end it was cancelled, fired or replaced', () => {
    const open = dialog.found
      .filter(({ after }) => after.status === 'done')
      .filter(({ leadEffects, effects }) => {
        const running = new Set<string>();
        for (const effect of [...leadEffects, ...effects]) {
          if (effect.type === 'startTimer') running.add(effect.params.timer);
          if (effect.type === 'cancelTimer') running.delete(effect.params.timer);
        }
        return running.size > 0;
      });

    expect(open.map(({ before, event }) => `${event.type} ${keyOf(before)}`)).toEqual([]);
  });

  it('events after the end: no effect follows a final state', () => {
    const ended = reachable(dialog.found).filter(({ status }) => status === 'done');
    const { machine } = dialog;
    const late = ended.flatMap((snapshot) =>
      dialog.events.filter((event) => {
        const running = { id: machine.id, version: 1, machine, snapshot };
        const { effects, running: after } = advance(running, event as unknown as MachineEvent); // events of this machine
        return effects.length > 0 || after.snapshot !== snapshot;
      }),
    );

    expect(ended.length).toBeGreaterThan(0);
    expect(late).toEqual([]);
  });

  it('every ending: closed or passed on exactly once, decided at most once and only by a confirmation or a refusal', () => {
    const wrong: string[] = [];
    for (const { event, after, leadEffects, effects } of dialog.found) {
      const types = [...leadEffects, ...effects].map(({ type }) => type);
      const count = (type: string): number => types.filter((found) => found === type).length;
      if (count('closeRequest') + count('forwardRequest') !== (after.status === 'done' ? 1 : 0))
        wrong.push(keyOf(after));
      if (count('recordDecision') > 1) wrong.push(keyOf(after));
      const decided = effects.find(({ type }) => type === 'recordDecision');
      if (!decided) continue;
      const isRefusal = JSON.stringify(decided.params).match(/"(rejected|objected)"/);
      expect(event.type).toMatch(
        // A refusal stands although its reason never came: the timer only completes it.
        isRefusal ? /customer\.(choseReason|gaveReason|skipped)|timer\./ : /customer\.confirmed/,
      );
    }
  });

  it('a contact who may not bind, in every state: nothing is agreed or approved', () => {
    const wrong = dialog.found.filter(
      ({ event, effects }) =>
        'authority' in event &&
        event['authority'] !== 'binding' &&
        effects.some(
          (effect) =>
            effect.type === 'recordDecision' && /agreed_partial|^agreed|approved/.test(effect.params.result),
        ),
    );

    expect(wrong.map(({ before, event }) => `${event.type} ${keyOf(before)}`)).toEqual([]);
  });
});

describe.each(all)('machine: $name', (walkedMachine) => {
  it('every prompt: listed, with no more than ten choices', () => {
    const asked = prompts([
      ...startOf(walkedMachine),
      ...walkedMachine.found.flatMap(({ effects }) => effects),
    ]);

    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ prompt }) => !promptKeys.some((key) => key === prompt))).toEqual([]);
    expect(asked.filter(({ choices }) => (choices?.length ?? 0) > 10)).toEqual([]);
  });

  it('every walk stored as JSON and restored: the next event does exactly the same', () => {
    const { machine, found } = walkedMachine;
    const differing = found.filter(({ before, event, after, effects }) => {
      const [later, actions] = transition(machine, revived(machine, before), event);
      return (
        keyOf(later) !== keyOf(after) || JSON.stringify(effectsFrom(actions)) !== JSON.stringify(effects)
      );
    });

    expect(differing.map(({ before, event }) => `${event.type} ${keyOf(before)}`)).toEqual([]);
  });
});

it('prompts of the list: every one of a dialog is asked for on some walk', () => {
  const asked = new Set(
    all
      .flatMap((one) => prompts([...startOf(one), ...one.found.flatMap(({ effects }) => effects)]))
      .map(({ prompt }) => prompt),
  );

  expect(promptKeys.filter((key) => !asked.has(key))).toEqual([]);
});

it('contexts of every reachable state: accepted by the schema that reads them back', () => {
  const schemas = {
    reconciliation: reconciliationContextSchema,
    approval: approvalContextSchema,
    conversation: conversationContextSchema,
  };
  for (const { machine, found } of all) {
    const schema = schemas[machine.id as keyof typeof schemas]; // the three machines walked above
    for (const { context } of reachable(found)) expect(schema.parse(context)).toEqual(context);
  }
});

const revived = (machine: AnyStateMachine, { value, context }: AnyMachineSnapshot): AnyMachineSnapshot => {
  const state: unknown = JSON.parse(JSON.stringify({ value, context }));
  const running = restoreMachine({ machine: machine.id, version: 1, state });
  if (!running) throw new Error('not restored');
  return running.snapshot;
};
