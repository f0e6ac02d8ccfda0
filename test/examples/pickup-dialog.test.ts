import { initialTransition } from 'xstate';
import { pickupMachine, type PickupEvent } from '../../examples/pickup-dialog.ts';
import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import { effectsFrom, type Effect } from '../../machines/shared/effects.ts';
import { paramsOf, promptsOf, runDialog } from '../support/run-dialog.ts';
import { keyOf, reachable, untakenTransitions, walks, type Walk } from '../support/walks.ts';

const input: RequestInput = {
  variant: 'transaction',
  lines: [],
  reminders: ['2026-12-01T09:00:00.000Z'],
  expiresAt: '2026-12-03T09:00:00.000Z',
};
const now = '2026-12-01T09:00:00.000Z';
const events = [
  { type: 'customer.chosePickup' },
  { type: 'customer.choseDelivery' },
  { type: 'customer.softlyAgreed' },
  { type: 'customer.deferred' },
  { type: 'customer.repliedUnclearly' },
  { type: 'customer.unrecognised' },
  { type: 'customer.sentMedia' },
  { type: 'system.askedAgain' },
  { type: 'system.undeliverable' },
  { type: 'staff.cancelled' },
  { type: 'timer.reminder', now },
  { type: 'timer.expiry' },
] satisfies readonly PickupEvent[];
const starts = [input, { ...input, reminders: [] }].map((start) => ({
  input: start,
  found: walks(pickupMachine, start, events),
}));
const found = starts.flatMap((start) => start.found);

const wholeOf = ({ leadEffects, effects }: Walk): readonly Effect[] => [...leadEffects, ...effects];
const ends = found.filter(({ after }) => after.status === 'done');

describe('the example dialog, every event in every reachable state', () => {
  it('all walks together: no transition is left untaken', () => {
    expect(untakenTransitions(pickupMachine, starts)).toEqual([]);
  });

  it('every end: closes the request once and leaves no timer behind', () => {
    const outcomes = new Set(
      ends.flatMap((walk) => paramsOf(wholeOf(walk), 'closeRequest').map((p) => p.outcome)),
    );

    expect([...outcomes].sort()).toEqual(['cancelled', 'delivery', 'no_answer', 'pickup', 'undeliverable']);
    for (const walk of ends) {
      expect(paramsOf(wholeOf(walk), 'closeRequest')).toHaveLength(1);
      expect(paramsOf(walk.effects, 'cancelTimer').map(({ timer }) => timer)).toEqual(['reminder', 'expiry']);
    }
  });

  it('whatever is typed or sent while it waits: the question is asked again, and nothing else happens', () => {
    const unclear = found.filter(({ event }) =>
      /unrecognised|sentMedia|softlyAgreed|deferred|repliedUnclearly/.test(event.type),
    );

    expect(unclear.length).toBeGreaterThan(0);
    for (const { effects, after } of unclear) {
      expect(effects.map(({ type }) => type)).toEqual(['sendPrompt']);
      expect(promptsOf(effects)).toEqual(['pickup.request']);
      expect(after.status).toBe('active');
    }
  });

  it('every state stored as JSON and restored: is the same state', () => {
    for (const snapshot of reachable(found).filter(({ status }) => status === 'active')) {
      const stored = JSON.parse(JSON.stringify({ value: snapshot.value, context: snapshot.context })) as {
        value: string;
        context: typeof snapshot.context;
      };
      expect(keyOf(pickupMachine.resolveState(stored))).toBe(keyOf(snapshot));
    }
  });

  it('silence: the customer is reminded once, then a person takes over', () => {
    const reminder: PickupEvent = { type: 'timer.reminder', now };
    const reminded = runDialog(pickupMachine, input, [reminder]);
    const silent = runDialog(pickupMachine, input, [reminder, reminder]);
    const over = runDialog(pickupMachine, input, [reminder, { type: 'timer.expiry' }]);

    expect(promptsOf(effectsFrom(initialTransition(pickupMachine, input)[1]))).toEqual(['pickup.request']);
    expect(promptsOf(reminded.effects)).toEqual(['pickup.request']);
    expect(silent.effects).toEqual([]);
    expect(over.outcome).toBe('no_answer');
    expect(paramsOf(over.effects, 'openTask')).toEqual([{ reason: 'no_answer', urgent: false }]);
  });
});
