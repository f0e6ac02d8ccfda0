import { noticeVariants, settledOutcomes } from '../../machines/notice/notice.context.ts';
import type { NoticeVariant } from '../../machines/notice/notice.context.ts';
import { noticeChoice, noticeReply } from '../../machines/notice/notice.events.ts';
import type { NoticeEvent } from '../../machines/notice/notice.events.ts';
import { noticeMachine } from '../../machines/notice/notice.machine.ts';
import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import { noticeInput } from '../support/notice-walk-inputs.ts';
import { paramsOf, promptsOf, runDialog } from '../support/run-dialog.ts';
import type { Ran } from '../support/run-dialog.ts';

const now = '2026-11-24T09:00:00.000Z';

const run = (variant: NoticeVariant, events: readonly NoticeEvent[], more: Partial<RequestInput> = {}): Ran =>
  runDialog(noticeMachine, { ...noticeInput(variant), reminders: [], ...more }, events);

const meta = ({ snapshot }: Ran): unknown => Object.values(snapshot.getMeta())[0];

const offeredFile: NoticeEvent = { type: 'customer.offeredFile' };
const sentFile: NoticeEvent = { type: 'customer.sentFile', fileId: 'fil_1' };
const accepted: NoticeEvent = { type: 'file.accepted', fileId: 'fil_1' };
const refused: NoticeEvent = { type: 'file.refused', fileId: 'fil_1', reason: 'too_large' };
const expiry: NoticeEvent = { type: 'timer.expiry' };

describe('notice, at its start', () => {
  it.each([
    ['report', ['sendReport', 'askedForHuman'], 'notify'],
    ['movement', ['notMine', 'askedForStatement', 'muted'], 'notify'],
    ['payment', ['sendReceipt', 'askedForStatement', 'askedForHuman'], 'notify'],
    ['difference', ['sendStatement', 'askedForCall', 'askedForHuman'], 'notify'],
    ['verification', ['confirmedMine', 'notMine', 'askedForHuman'], 'decision'],
    ['deadline', ['openedRequest', 'askedForTime', 'askedForHuman'], 'notify'],
  ] as const)('%s: sends its own text with its own buttons and waits', (variant, buttons, messageClass) => {
    const ran = run(variant, []);

    expect(paramsOf(ran.effects, 'sendPrompt')).toEqual([
      { prompt: `notice.${variant}`, class: messageClass, choices: buttons.map((choice) => ({ choice })) },
    ]);
    expect(paramsOf(ran.effects, 'startTimer')).toEqual([
      { timer: 'expiry', at: '2026-12-23T20:59:59.000Z' },
    ]);
    expect(meta(ran)).toEqual({ expects: 'choice' });
  });

  it('with reminders: the first one is set, each sets the next, the last none', () => {
    const reminders = ['2026-11-26T06:00:00.000Z', '2026-12-02T06:00:00.000Z'];
    const first: NoticeEvent = { type: 'timer.reminder', now: '2026-11-26T06:00:00.000Z' };
    const last: NoticeEvent = { type: 'timer.reminder', now: '2026-12-02T06:00:00.000Z' };

    expect(paramsOf(run('difference', [], { reminders }).effects, 'startTimer')).toContainEqual({
      timer: 'reminder',
      at: reminders[0],
    });
    const again = run('difference', [first], { reminders });
    expect(promptsOf(again.effects)).toEqual(['notice.difference']);
    expect(paramsOf(again.effects, 'startTimer')).toEqual([{ timer: 'reminder', at: reminders[1] }]);
    expect(paramsOf(run('difference', [first, last], { reminders }).effects, 'startTimer')).toEqual([]);
  });
});

describe.each(noticeVariants)('notice, every kind: %s', (variant) => {
  it.each(['repliedUnclearly', 'unrecognised', 'sentMedia', 'softlyAgreed', 'deferred'] as const)(
    'customer.%s: brings the buttons again and changes nothing',
    (what) => {
      const ran = run(variant, [{ type: `customer.${what}` }]);

      expect(promptsOf(ran.effects)).toEqual([`notice.${variant}Help`]);
      expect(paramsOf(ran.effects, 'sendPrompt')[0]?.choices?.length).toBeGreaterThan(1);
      expect(ran.effects).toHaveLength(1);
      expect(ran.snapshot.status).toBe('active');
    },
  );

  it('a person asked for twice: staff gets one task', () => {
    const human: NoticeEvent = { type: 'customer.askedForHuman' };

    expect(paramsOf(run(variant, [human]).effects, 'openTask')).toEqual([
      { reason: 'human_requested', urgent: false },
    ]);
    const second = run(variant, [human, human]);
    expect(promptsOf(second.effects)).toEqual(['conversation.handover']);
    expect(paramsOf(second.effects, 'openTask')).toEqual([]);
  });

  it('staff: cancels it, or reminds of it', () => {
    expect(run(variant, [{ type: 'staff.cancelled' }]).outcome).toBe('cancelled');
    expect(promptsOf(run(variant, [{ type: 'staff.reminded' }]).effects)).toEqual([`notice.${variant}`]);
  });

  it('a newer notice took its place: ends in words of its own', () => {
    const ran = run(variant, [{ type: 'system.superseded' }]);

    expect(ran.outcome).toBe('cancelled');
    expect(promptsOf(ran.effects)).toEqual(['notice.superseded']);
  });

  it('never delivered: stays open with a task, urgent where money or safety hangs on it', () => {
    const ran = run(variant, [{ type: 'system.undeliverable' }]);

    expect(ran.snapshot.status).toBe('active');
    expect(paramsOf(ran.effects, 'openTask')).toEqual([
      { reason: 'undeliverable', urgent: variant === 'verification' || variant === 'difference' },
    ]);
  });

  it('staff settles it: only with the outcomes of its kind, never as an approval', () => {
    const outcomes = [
      'paid',
      'agreed_difference',
      'open_dispute',
      'answered',
      'extended',
      'approved',
      'confirmed',
    ];
    for (const outcome of outcomes) {
      const ran = run(variant, [{ type: 'staff.settled', outcome }]);
      expect(ran.outcome).toBe(settledOutcomes[variant].includes(outcome) ? outcome : null);
    }
  });

  it('whatever happens: no decision is recorded', () => {
    const events: NoticeEvent[] = [
      { type: 'customer.confirmedMine' },
      { type: 'customer.openedRequest' },
      { type: 'customer.askedForReport', isFresh: true },
    ];
    for (const event of events) expect(paramsOf(run(variant, [event]).effects, 'recordDecision')).toEqual([]);
  });
});

describe('report', () => {
  const fresh: NoticeEvent = { type: 'customer.askedForReport', isFresh: true };
  const idle: NoticeEvent = { type: 'customer.askedForReport', isFresh: false };

  it('a tap of a person seen lately (evt_1005): the document comes and the notice is delivered', () => {
    const ran = run('report', [fresh]);

    expect(ran.outcome).toBe('delivered');
    expect(paramsOf(ran.effects, 'sendPrompt')).toEqual([
      { prompt: 'notice.reportHere', class: 'reply', attach: 'document' },
    ]);
    expect(ran.snapshot.status).toBe('done');
  });

  it('a tap after a long silence: a code first, and nothing of the report before it', () => {
    const asked = run('report', [idle]);

    expect(asked.effects.map(({ type }) => type)).toEqual(['requestVerification', 'sendPrompt']);
    expect(promptsOf(asked.effects)).toEqual(['notice.proveFirst']);
    expect(meta(asked)).toEqual({ expects: 'code' });
    expect(asked.outcome).toBeNull();
    expect(run('report', [idle, { type: 'customer.provedIdentity' }]).outcome).toBe('delivered');
  });

  it('the same button while the code is awaited: another code', () => {
    expect(paramsOf(run('report', [idle, idle]).effects, 'requestVerification')).toHaveLength(1);
  });

  it('wrong codes: asked again while tries are left, then refused with a task', () => {
    const wrong = (triesLeft: number): NoticeEvent => ({ type: 'customer.failedIdentity', triesLeft });

    const again = run('report', [idle, wrong(2)]);
    expect(paramsOf(again.effects, 'sendPrompt')[0]).toMatchObject({
      prompt: 'notice.codeWrong',
      values: { triesLeft: 2 },
    });
    expect(again.outcome).toBeNull();
    const over = run('report', [idle, wrong(2), wrong(0)]);
    expect(over.outcome).toBe('refused_identity');
    expect(paramsOf(over.effects, 'openTask')).toEqual([{ reason: 'identity_refused', urgent: false }]);
    expect(promptsOf(over.effects)).toEqual(['notice.identityRefused']);
  });

  it('a proof nobody asked for: shows no report', () => {
    expect(run('report', [{ type: 'customer.provedIdentity' }]).effects).toEqual([]);
  });

  it.each([[[expiry]], [[idle, expiry]]])('its time is over: the link expired, without a word', (events) => {
    const ran = run('report', events);

    expect(ran.outcome).toBe('link_expired');
    expect(promptsOf(ran.effects)).toEqual([]);
  });
});

describe('movement', () => {
  it('«not mine» (evt_1009): disputed, urgent task, the account locked, the business system told', () => {
    const ran = run('movement', [{ type: 'customer.saidNotMine' }]);

    expect(ran.outcome).toBe('disputed');
    expect(paramsOf(ran.effects, 'openTask')).toEqual([{ reason: 'movement_disputed', urgent: true }]);
    expect(paramsOf(ran.effects, 'lockAccount')).toEqual([{ accountNo: '120.01.0005' }]);
    expect(paramsOf(ran.effects, 'announce')).toEqual([
      { type: 'movement.disputed', data: { account_no: '120.01.0005' } },
    ]);
    expect(promptsOf(ran.effects)).toEqual(['notice.disputed']);
  });

  it('«not mine» without a named account: disputed all the same, nothing to lock', () => {
    const ran = run('movement', [{ type: 'customer.saidNotMine' }], { accountNo: null });

    expect(ran.outcome).toBe('disputed');
    expect(paramsOf(ran.effects, 'lockAccount')).toEqual([]);
    expect(paramsOf(ran.effects, 'announce')).toEqual([{ type: 'movement.disputed' }]);
  });

  it.each(['movement', 'payment'] as const)(
    'a statement asked for from a %s: ordered once, stays open',
    (variant) => {
      const statement: NoticeEvent = { type: 'customer.askedForStatement' };
      const first = run(variant, [statement]);
      const second = run(variant, [statement, statement]);

      expect(paramsOf(first.effects, 'openTask')).toEqual([{ reason: 'statement_requested', urgent: false }]);
      expect(paramsOf(first.effects, 'announce')).toEqual([
        { type: 'statement.requested', data: { account_no: '120.01.0005' } },
      ]);
      expect(first.snapshot.status).toBe('active');
      expect(second.effects.map(({ type }) => type)).toEqual(['sendPrompt']);
      expect(promptsOf(second.effects)).toEqual(['notice.statementRequested']);
    },
  );

  it('muted: the business system is told, and the person how to undo it', () => {
    const ran = run('movement', [{ type: 'customer.muted' }]);

    expect(ran.outcome).toBe('muted');
    expect(paramsOf(ran.effects, 'announce')[0]?.type).toBe('alerts.muted');
    expect(promptsOf(ran.effects)).toEqual(['notice.muted']);
  });

  it('no answer (evt_1008): delivered, without a word and without a task', () => {
    const ran = run('movement', [expiry]);

    expect(ran.outcome).toBe('delivered');
    expect(promptsOf(ran.effects)).toEqual([]);
    expect(paramsOf(ran.effects, 'openTask')).toEqual([]);
  });
});

describe('payment', () => {
  it('«send receipt», a file, staff accepts it (evt_1018): paid', () => {
    const asked = run('payment', [offeredFile]);
    expect(promptsOf(asked.effects)).toEqual(['notice.sendReceipt']);
    expect(meta(asked)).toEqual({ expects: 'file' });

    const received = run('payment', [offeredFile, sentFile, accepted]);
    expect(received.effects.map(({ type }) => type)).toEqual([
      ...['cancelTimer', 'noteHistory', 'openTask', 'sendPrompt'],
    ]);
    expect(paramsOf(received.effects, 'noteHistory')).toEqual([{ what: 'receipt_received' }]);
    expect(paramsOf(received.effects, 'openTask')).toEqual([
      { reason: 'receipt_review', urgent: false, role: 'accounting' },
    ]);
    expect(meta(received)).toEqual({ expects: 'review' });

    const paid = run('payment', [offeredFile, sentFile, accepted, { type: 'staff.acceptedDocument' }]);
    expect(paid.outcome).toBe('paid');
    expect(promptsOf(paid.effects)).toEqual(['notice.receiptAccepted']);
  });

  it('a file without any tap before it: is checked like any other', () => {
    expect(run('payment', [sentFile]).snapshot.value).toEqual({ payment: 'checking' });
    expect(run('payment', [sentFile, accepted]).snapshot.value).toEqual({ payment: 'reviewing' });
  });

  it('a check that takes longer than anybody waits without a word: said to be with us; its end: nothing more of it', () => {
    for (const variant of ['payment', 'difference'] as const) {
      const checking = run(variant, [offeredFile, sentFile]);
      expect(checking.effects).toEqual([
        { type: 'startTimer', params: { timer: 'checking', afterMs: 20_000 } },
      ]);
      expect(promptsOf(run(variant, [sentFile, { type: 'timer.checking' }]).effects)).toEqual([
        'notice.inReview',
      ]);
      expect(run(variant, [sentFile, accepted, { type: 'timer.checking' }]).effects).toEqual([]);
    }
  });

  it('a file that cannot be taken: says why and asks for another', () => {
    const ran = run('payment', [offeredFile, sentFile, refused]);

    expect(paramsOf(ran.effects, 'sendPrompt')).toEqual([
      { prompt: 'notice.fileRefused', class: 'reply', values: { refusals: ['too_large'] } },
    ]);
    expect(ran.snapshot.value).toEqual({ payment: 'awaitingFile' });
  });

  it('two files, checked in any order: one task, and a bad one does not undo the good one', () => {
    const both = run('payment', [sentFile, sentFile, accepted, accepted]);
    expect(paramsOf(both.effects, 'openTask')).toEqual([]);
    expect(paramsOf(both.effects, 'noteHistory')).toEqual([{ what: 'receipt_received' }]);

    const goodThenBad = run('payment', [sentFile, sentFile, accepted, refused]);
    expect(goodThenBad.snapshot.value).toEqual({ payment: 'reviewing' });
    expect(promptsOf(goodThenBad.effects)).toEqual(['notice.fileRefused']);
    expect(run('payment', [sentFile, sentFile, refused, accepted]).snapshot.value).toEqual({
      payment: 'reviewing',
    });
  });

  it('staff rejects the receipt: asks for another, which is a task again', () => {
    const rejected: NoticeEvent = { type: 'staff.rejectedDocument', reason: 'unreadable' };
    const ran = run('payment', [sentFile, accepted, rejected]);

    expect(paramsOf(ran.effects, 'sendPrompt')).toEqual([
      { prompt: 'notice.fileNotAccepted', class: 'notify', values: { reason: 'unreadable' } },
    ]);
    expect(ran.snapshot.value).toEqual({ payment: 'awaitingFile' });
    const again = run('payment', [sentFile, accepted, rejected, sentFile, accepted]);
    expect(paramsOf(again.effects, 'openTask')).toHaveLength(1);
  });

  it('staff accepts or rejects a receipt that is not there: nothing happens', () => {
    for (const variant of ['payment', 'difference'] as const)
      for (const type of ['staff.acceptedDocument', 'staff.rejectedDocument'] as const)
        expect(run(variant, [offeredFile, { type, reason: 'other' }]).effects).toEqual([]);
  });

  it('words while the receipt is being looked at: says so, and reminds of nothing', () => {
    const words = run('payment', [sentFile, accepted, { type: 'customer.unrecognised' }]);
    expect(promptsOf(words.effects)).toEqual(['notice.inReview']);
    const reminders = ['2026-12-02T06:00:00.000Z'];
    const reminder: NoticeEvent = { type: 'timer.reminder', now: '2026-12-02T06:00:00.000Z' };
    expect(run('payment', [sentFile, accepted, reminder], { reminders }).effects).toEqual([]);
  });

  it('no answer: expired without a word; with a receipt nobody looked at: a task', () => {
    const silent = run('payment', [expiry]);
    expect(silent.outcome).toBe('expired');
    expect([...promptsOf(silent.effects), ...paramsOf(silent.effects, 'openTask')]).toEqual([]);

    for (const events of [
      [sentFile, accepted],
      [sentFile, accepted, sentFile],
    ]) {
      const waiting = run('payment', [...events, expiry]);
      expect(waiting.outcome).toBe('expired');
      expect(paramsOf(waiting.effects, 'openTask')[0]?.reason).toBe('receipt_not_reviewed');
    }
  });
});

describe('difference', () => {
  it('«call me», then settled by staff (evt_1014): agreed_difference', () => {
    const call: NoticeEvent = { type: 'customer.askedForCall' };
    const called = run('difference', [call]);
    expect(paramsOf(called.effects, 'openTask')).toEqual([
      { reason: 'call_back', urgent: true, role: 'accounting' },
    ]);
    expect(paramsOf(called.effects, 'noteHistory')).toEqual([{ what: 'call_requested' }]);
    expect(promptsOf(called.effects)).toEqual(['notice.callPromised']);
    expect(paramsOf(run('difference', [call, call]).effects, 'openTask')).toEqual([]);

    const settled = run('difference', [call, { type: 'staff.settled', outcome: 'agreed_difference' }]);
    expect(settled.outcome).toBe('agreed_difference');
    expect(paramsOf(settled.effects, 'sendPrompt')).toEqual([
      { prompt: 'notice.settled', class: 'notify', values: { outcome: 'agreed_difference' } },
    ]);
  });

  it('a statement: received and reviewed; accepting it settles nothing yet', () => {
    expect(promptsOf(run('difference', [offeredFile]).effects)).toEqual(['notice.sendStatement']);
    const received = run('difference', [sentFile, accepted]);
    expect(paramsOf(received.effects, 'noteHistory')).toEqual([{ what: 'statement_received' }]);
    expect(paramsOf(received.effects, 'openTask')[0]?.reason).toBe('statement_review');

    const looked = run('difference', [sentFile, accepted, { type: 'staff.acceptedDocument' }]);
    expect(looked.outcome).toBeNull();
    expect(paramsOf(looked.effects, 'noteHistory')).toEqual([{ what: 'statement_accepted' }]);
  });

  it('no answer: an open dispute and a task', () => {
    const ran = run('difference', [expiry]);

    expect(ran.outcome).toBe('open_dispute');
    expect(paramsOf(ran.effects, 'openTask')[0]?.reason).toBe('difference_open');
    expect(promptsOf(ran.effects)).toEqual([]);
  });
});

describe('verification', () => {
  it('«no, not me» (evt_1017): denied, a hold asked for, an urgent task, the business system told', () => {
    const ran = run('verification', [{ type: 'customer.saidNotMine' }]);

    expect(ran.outcome).toBe('denied');
    expect(paramsOf(ran.effects, 'noteHistory')).toEqual([{ what: 'hold_requested' }]);
    expect(paramsOf(ran.effects, 'openTask')).toEqual([{ reason: 'transaction_denied', urgent: true }]);
    expect(paramsOf(ran.effects, 'announce')[0]?.type).toBe('transaction.denied');
    expect(promptsOf(ran.effects)).toEqual(['notice.held']);
  });

  it('«yes, it was me»: confirmed', () => {
    expect(run('verification', [{ type: 'customer.confirmedMine' }]).outcome).toBe('confirmed');
  });

  it('no answer: never taken for a yes, and urgent', () => {
    const ran = run('verification', [expiry]);

    expect(ran.outcome).toBe('no_response');
    expect(paramsOf(ran.effects, 'openTask')).toEqual([{ reason: 'transaction_unverified', urgent: true }]);
  });
});

describe('deadline', () => {
  it('«reply now»: leads to the request that runs out and is over', () => {
    const ran = run('deadline', [{ type: 'customer.openedRequest' }]);

    expect(ran.outcome).toBe('answered');
    expect(paramsOf(ran.effects, 'resumeRequest')).toEqual([{ reference: 'MUT-2026-10-C008' }]);
    expect(promptsOf(ran.effects)).toEqual([]);
  });

  it('«more time»: one task for staff, stays open', () => {
    const time: NoticeEvent = { type: 'customer.askedForTime', now };
    const first = run('deadline', [time]);

    expect(paramsOf(first.effects, 'openTask')).toEqual([{ reason: 'extension_requested', urgent: false }]);
    expect(paramsOf(first.effects, 'noteHistory')).toEqual([{ what: 'extension_requested' }]);
    expect(first.snapshot.status).toBe('active');
    expect(paramsOf(run('deadline', [time, time]).effects, 'openTask')).toEqual([]);
  });

  it('a thumbs-up (evt_1020): acknowledged, the buttons again', () => {
    const ran = run('deadline', [{ type: 'customer.sentMedia' }]);

    expect(paramsOf(ran.effects, 'sendPrompt')[0]).toMatchObject({
      prompt: 'notice.deadlineHelp',
      choices: [{ choice: 'openedRequest' }, { choice: 'askedForTime' }, { choice: 'askedForHuman' }],
    });
  });

  it('no answer: expired without a word', () => {
    const ran = run('deadline', [expiry]);

    expect(ran.outcome).toBe('expired');
    expect(promptsOf(ran.effects)).toEqual([]);
  });
});

describe('noticeChoice', () => {
  it.each([
    ['sendReport', { type: 'customer.askedForReport', isFresh: true }],
    ['notMine', { type: 'customer.saidNotMine' }],
    ['confirmedMine', { type: 'customer.confirmedMine' }],
    ['muted', { type: 'customer.muted' }],
    ['sendReceipt', { type: 'customer.offeredFile' }],
    ['sendStatement', { type: 'customer.offeredFile' }],
    ['openedRequest', { type: 'customer.openedRequest' }],
    ['askedForTime', { type: 'customer.askedForTime', now }],
    ['askedForStatement', { type: 'customer.askedForStatement' }],
    ['askedForCall', { type: 'customer.askedForCall' }],
    ['askedForHuman', { type: 'customer.askedForHuman' }],
    ['confirmed', null],
    ['approved', null],
    ['constructor', null],
  ])('%s: is %j', (choice, event) => {
    expect(noticeChoice({ choice }, now)).toEqual(event);
  });

  it('a report after a long silence: is not fresh', () => {
    expect(noticeChoice({ choice: 'sendReport' }, now, false)).toEqual({
      type: 'customer.askedForReport',
      isFresh: false,
    });
  });
});

describe('noticeReply', () => {
  it.each([
    ['send_report', 'report', { type: 'customer.askedForReport', isFresh: true }],
    ['askedForStatement', 'report', { type: 'customer.askedForReport', isFresh: true }],
    ['askedForStatement', 'movement', { type: 'customer.askedForStatement' }],
    ['askedForStatement', 'payment', { type: 'customer.askedForStatement' }],
    ['askedForStatement', 'verification', null],
    ['disputedMovement', 'movement', { type: 'customer.saidNotMine' }],
    ['verify.not_mine', 'movement', { type: 'customer.saidNotMine' }],
    ['mute', 'movement', { type: 'customer.muted' }],
    ['mute', 'payment', null],
    ['document.sent', 'payment', { type: 'customer.offeredFile' }],
    ['document.sent', 'difference', { type: 'customer.offeredFile' }],
    ['human.callback', 'difference', { type: 'customer.askedForCall' }],
    ['human.callback', 'payment', { type: 'customer.askedForHuman' }],
    ['askedForHuman', 'report', { type: 'customer.askedForHuman' }],
    ['verify.mine', 'verification', { type: 'customer.confirmedMine' }],
    ['verify.not_mine', 'verification', { type: 'customer.saidNotMine' }],
    ['reject', 'verification', { type: 'customer.saidNotMine' }],
    ['approve.soft', 'verification', { type: 'customer.repliedUnclearly' }],
    ['approve.strong', 'verification', { type: 'customer.repliedUnclearly' }],
    ['approve.strong', 'deadline', null],
    ['reject', 'movement', null],
    ['extension', 'deadline', { type: 'customer.askedForTime', now }],
    ['resend', 'report', { type: 'system.askedAgain' }],
    ['ack', 'movement', null],
    ['unknown', 'movement', null],
    ['askedForHuman', 'constructor', { type: 'customer.askedForHuman' }],
    ['constructor', 'movement', null],
  ])('%s to a %s: is %j', (meaning, variant, event) => {
    expect(noticeReply(meaning, variant, now)).toEqual(event);
  });
});
