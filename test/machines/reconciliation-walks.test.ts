import { reconciliationMachine } from '../../machines/reconciliation/reconciliation.machine.ts';
import { reconciliationPromptKeys } from '../../machines/reconciliation/reconciliation.prompt-keys.ts';
import { paramsOf } from '../support/run-dialog.ts';
import { at, checkDialogs, checkMachines, walked, whole } from '../support/walk-checks.ts';
import { eventsOfOneLine, eventsOfSeveralLines, letterOfOne, letterOfTwo } from '../support/walk-inputs.ts';

const all = [
  walked('reconciliation of two lines', reconciliationMachine, letterOfTwo, eventsOfSeveralLines),
  walked('reconciliation of one line', reconciliationMachine, letterOfOne, eventsOfOneLine),
];

checkMachines(all, reconciliationPromptKeys, ['reconciliation.alreadyRecorded']);
checkDialogs(all);

describe.each(all)('$name', ({ found }) => {
  it('every end: closed or passed on exactly once', () => {
    const wrong = found.filter((walk) => {
      const ends = whole(walk).filter(({ type }) => type === 'closeRequest' || type === 'forwardRequest');
      return ends.length !== (walk.after.status === 'done' ? 1 : 0);
    });

    expect(wrong.map(at)).toEqual([]);
  });

  it('a decision: once at most, and only by a confirmation', () => {
    const decided = found.filter(({ effects }) => paramsOf(effects, 'recordDecision').length > 0);
    const wrong = decided.filter(
      (walk) =>
        paramsOf(whole(walk), 'recordDecision').length !== 1 || walk.event.type !== 'customer.confirmed',
    );

    expect(decided.length).toBeGreaterThan(0);
    expect(wrong.map(at)).toEqual([]);
  });

  it('a contact who may not bind, in every state: nothing is agreed', () => {
    const wrong = found.filter(
      ({ event, effects }) =>
        'authority' in event &&
        event['authority'] !== 'binding' &&
        paramsOf(effects, 'recordDecision').some(({ result }) => result.startsWith('agreed')),
    );

    expect(wrong.map(at)).toEqual([]);
  });
});
