import { feedbackChoice, feedbackReply } from '../../machines/feedback/feedback.events.ts';
import type { FeedbackEvent } from '../../machines/feedback/feedback.events.ts';
import { feedbackMachine } from '../../machines/feedback/feedback.machine.ts';
import { feedbackInput } from '../support/notice-walk-inputs.ts';
import { paramsOf, promptsOf, runDialog } from '../support/run-dialog.ts';

const run = (...events: FeedbackEvent[]) => runDialog(feedbackMachine, feedbackInput, events);
const rated = (score: 'positive' | 'neutral' | 'negative'): FeedbackEvent => ({
  type: 'customer.rated',
  score,
});
const negativeTask = [{ reason: 'negative_feedback', urgent: false }];

describe('feedback', () => {
  it('at its start: asks once, with three buttons and no reminder', () => {
    const { effects, snapshot } = run();

    expect(paramsOf(effects, 'sendPrompt')).toEqual([
      {
        prompt: 'feedback.request',
        class: 'notify',
        choices: [{ choice: 'positive' }, { choice: 'neutral' }, { choice: 'negative' }],
      },
    ]);
    expect(paramsOf(effects, 'startTimer')).toEqual([{ timer: 'expiry', at: feedbackInput.expiresAt }]);
    expect(Object.values(snapshot.getMeta())).toEqual([{ expects: 'answer' }]);
  });

  it.each(['positive', 'neutral'] as const)(
    '%s: recorded as the outcome, with thanks and no task',
    (score) => {
      const ran = run(rated(score));

      expect(ran.outcome).toBe(score);
      expect(promptsOf(ran.effects)).toEqual(['feedback.thanks']);
      expect(paramsOf(ran.effects, 'openTask')).toEqual([]);
    },
  );

  it('negative with a comment (evt_1015): the comment is kept and staff gets a task', () => {
    const asked = run(rated('negative'));
    expect(asked.outcome).toBeNull();
    expect(promptsOf(asked.effects)).toEqual(['feedback.askComment']);
    expect(Object.values(asked.snapshot.getMeta())).toEqual([{ expects: 'comment' }]);

    const ran = run(rated('negative'), { type: 'customer.gaveReason', text: 'Bekleme süresi uzundu' });
    expect(ran.outcome).toBe('negative');
    expect(ran.snapshot.context).toMatchObject({ reason: 'Bekleme süresi uzundu' });
    expect(paramsOf(ran.effects, 'openTask')).toEqual(negativeTask);
    expect(promptsOf(ran.effects)).toEqual(['feedback.thanksNegative']);
  });

  it('negative, the comment skipped or never written: negative all the same', () => {
    const skipped = run(rated('negative'), { type: 'customer.skipped' });
    expect(skipped.outcome).toBe('negative');
    expect(paramsOf(skipped.effects, 'openTask')).toEqual(negativeTask);

    const silent = run(rated('negative'), { type: 'timer.expiry' });
    expect(silent.outcome).toBe('negative');
    expect(paramsOf(silent.effects, 'openTask')).toEqual(negativeTask);
    expect(promptsOf(silent.effects)).toEqual([]);
  });

  it('no answer: ends without a word and without a task', () => {
    const ran = run({ type: 'timer.expiry' });

    expect(ran.outcome).toBe('no_answer');
    expect(promptsOf(ran.effects)).toEqual([]);
    expect(paramsOf(ran.effects, 'openTask')).toEqual([]);
  });

  it('taken back or never delivered: no message', () => {
    expect(promptsOf(run({ type: 'staff.cancelled' }).effects)).toEqual([]);
    expect(run({ type: 'staff.cancelled' }).outcome).toBe('cancelled');
    expect(promptsOf(run({ type: 'system.undeliverable' }).effects)).toEqual([]);
    expect(run({ type: 'system.undeliverable' }).snapshot.status).toBe('active');
  });

  it('an answer: is never recorded as a decision', () => {
    for (const score of ['positive', 'neutral', 'negative'] as const)
      expect(paramsOf(run(rated(score)).effects, 'recordDecision')).toEqual([]);
  });
});

describe('feedbackChoice', () => {
  it.each([
    ['positive', rated('positive')],
    ['negative', rated('negative')],
    ['skipped', { type: 'customer.skipped' }],
    ['askedForHuman', { type: 'customer.askedForHuman' }],
    ['agreed', null],
    ['constructor', null],
  ])('%s: is %j', (choice, event) => {
    expect(feedbackChoice({ choice })).toEqual(event);
  });
});

describe('feedbackReply', () => {
  it.each([
    ['feedback.positive', rated('positive')],
    ['feedback.neutral', rated('neutral')],
    ['feedback.negative', rated('negative')],
    ['approve.soft', rated('positive')],
    ['reject', rated('negative')],
    ['approve.strong', null],
    ['askedForHuman', { type: 'customer.askedForHuman' }],
    ['resend', { type: 'system.askedAgain' }],
    ['unknown', null],
    ['constructor', null],
  ])('%s: is %j', (meaning, event) => {
    expect(feedbackReply(meaning)).toEqual(event);
  });
});
