import type { AnyMachineSnapshot } from 'xstate';
import { approvalMachine } from '../../machines/approval/approval.machine.ts';
import { approvalPromptKeys } from '../../machines/approval/approval.prompt-keys.ts';
import { paramsOf } from '../support/run-dialog.ts';
import { at, checkDialogs, checkMachines, walked, whole } from '../support/walk-checks.ts';
import { approvalEvents, firstOfTwo, invoice, secondOfTwo, transaction } from '../support/walk-inputs.ts';

/** What is remembered beside the reminders is walked without them, so that the states stay few. */
const beside = /askedForHuman|Question|answered|gaveReason|file|File|promptLost/;
const all = [
  walked(
    'approval of a transaction with reminders',
    approvalMachine,
    transaction,
    approvalEvents.filter(({ type }) => !beside.test(type)),
  ),
  walked('approval of an invoice', approvalMachine, invoice, approvalEvents),
  walked('approval by the first of two', approvalMachine, firstOfTwo, approvalEvents),
  walked('approval by the second of two', approvalMachine, secondOfTwo, approvalEvents),
];

const isIn = (snapshot: AnyMachineSnapshot, state: string): boolean =>
  JSON.stringify(snapshot.value).includes(`"${state}"`);

checkMachines(all, approvalPromptKeys, ['approval.alreadyRecorded', 'invoice.alreadyRecorded']);
checkDialogs(all);

describe.each(all)('$name', ({ found, input }) => {
  it('every way to an end: ended or passed on once, unless somebody else ended it; corrected once at most', () => {
    const wrong = found.filter((walk) => {
      const { after } = walk;
      const closes = paramsOf(whole(walk), 'closeRequest');
      const endings = closes.filter(({ corrects }) => corrects !== true).length;
      const passedOn = isIn(after, 'forwarded') ? 1 : 0;
      const isElsewhere = isIn(after, 'decidedElsewhere');
      return (
        endings + passedOn > 1 ||
        closes.length - endings > 1 ||
        (after.status === 'done' && !isElsewhere && endings + passedOn !== 1)
      );
    });

    expect(wrong.map(at)).toEqual([]);
  });

  it('what is decided and how the request ends: the same, and a correction never without a decision before it', () => {
    const wrong = found.filter((walk) => {
      const decisions = paramsOf(whole(walk), 'recordDecision');
      const [closed] = paramsOf(walk.effects, 'closeRequest');
      const [decided] = paramsOf(walk.effects, 'recordDecision');
      const first = decisions[0];
      return (
        decisions.length > 2 ||
        first?.corrects === true ||
        (decisions[1] !== undefined && decisions[1].corrects !== true) ||
        (decided !== undefined && decided.result !== 'approved_first' && decided.result !== closed?.outcome)
      );
    });

    expect(wrong.map(at)).toEqual([]);
  });

  it('a "yes": only by a confirmation from a contact who may bind; by the first of two never the last word', () => {
    const yes = found.filter(({ effects }) =>
      paramsOf(effects, 'recordDecision').some(({ result }) => result.startsWith('approved')),
    );

    expect(yes.length).toBeGreaterThan(0);
    for (const { event, effects } of yes) {
      expect(event).toMatchObject({ type: 'customer.confirmed', authority: 'binding' });
      if (input.fourEyes === 'first') {
        expect(paramsOf(effects, 'recordDecision')).toEqual([{ result: 'approved_first' }]);
        expect(paramsOf(effects, 'closeRequest')).toEqual([]);
      }
    }
  });

  it('a "no": only by a confirmation from somebody who is still a contact; a first "yes" is taken back at once', () => {
    const wrong = found.filter(
      ({ event, effects }) =>
        paramsOf(effects, 'recordDecision').some(({ result }) => /rejected|objected/.test(result)) &&
        (event['mayObject'] === false ||
          !(
            input.fourEyes === 'first' ? /customer\.(confirmed|rejected|corrected)/ : /customer\.confirmed/
          ).test(event.type)),
    );

    expect(wrong.map(at)).toEqual([]);
  });

  it('words that confirm before the recap can have been read: nothing is decided', () => {
    const wrong = found.filter(
      ({ event, effects }) =>
        event['typed'] !== undefined && effects.some(({ type }) => type === 'recordDecision'),
    );

    expect(wrong.map(at)).toEqual([]);
  });

  it('after its time: nothing becomes approved', () => {
    const wrong = found.filter(
      ({ before, effects }) =>
        (before.context as { isOver: boolean }).isOver &&
        paramsOf(effects, 'closeRequest').some(({ outcome }) => outcome === 'approved'),
    );

    expect(wrong.map(at)).toEqual([]);
  });
});
