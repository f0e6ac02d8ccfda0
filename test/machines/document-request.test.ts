import { initialTransition, transition } from 'xstate';
import type { DocumentRequestEvent } from '../../machines/document-request/document-request.events.ts';
import { documentRequestMachine } from '../../machines/document-request/document-request.machine.ts';
import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import { effectsFrom } from '../../machines/shared/effects.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import { chatDocument, linkDocument } from '../support/document-walk-inputs.ts';

const start = (input: RequestInput) => {
  const [snapshot, actions] = initialTransition(documentRequestMachine, input);
  return { snapshot, effects: effectsFrom(actions) };
};

/** Sends the events one after another; the effects are those of the last one. */
const after = (events: readonly DocumentRequestEvent[], input: RequestInput = chatDocument) => {
  let { snapshot, effects } = start(input);
  const all = [...effects];
  for (const event of events) {
    const [next, actions] = transition(documentRequestMachine, snapshot, event);
    snapshot = next;
    effects = effectsFrom(actions);
    all.push(...effects);
  }
  return { state: snapshot.value, context: snapshot.context, effects, all };
};

const sent = (fileId: string): DocumentRequestEvent => ({ type: 'customer.sentFile', fileId });
const passed = (fileId: string): DocumentRequestEvent => ({ type: 'file.accepted', fileId });
const failed = (fileId: string, reason: string): DocumentRequestEvent => ({
  type: 'file.refused',
  fileId,
  reason,
});
const uploaded: DocumentRequestEvent = { type: 'customer.uploadedFiles', fileIds: ['fil_u', 'fil_v'] };
const sentBack = (reason: string): DocumentRequestEvent => ({ type: 'staff.rejectedDocument', reason });
const received = [sent('fil_1'), passed('fil_1')];

const promptsOf = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === 'sendPrompt' ? [effect.params.prompt] : []));
const outcomeOf = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === 'closeRequest' ? [effect.params.outcome] : []));
const historyOf = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === 'noteHistory' ? [effect.params.what] : []));
const tasksOf = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === 'openTask' ? [effect.params] : []));
const valuesOf = (effects: readonly Effect[], prompt: string) =>
  effects.flatMap((effect) =>
    effect.type === 'sendPrompt' && effect.params.prompt === prompt ? [effect.params.values] : [],
  );

const { expiresAt } = chatDocument;

describe('document request: asking', () => {
  it('at the start: sends the request with its three buttons and starts both timers', () => {
    const { snapshot, effects } = start(chatDocument);

    expect(snapshot.value).toBe('awaitingFile');
    expect(effects).toEqual([
      {
        type: 'sendPrompt',
        params: {
          prompt: 'document.request',
          class: 'notify',
          choices: [{ choice: 'askedForLink' }, { choice: 'askedForTime' }, { choice: 'askedForHuman' }],
          values: { dueAt: expiresAt },
        },
      },
      { type: 'startTimer', params: { timer: 'expiry', at: expiresAt } },
      { type: 'startTimer', params: { timer: 'reminder', at: chatDocument.reminders[0] } },
    ]);
  });

  it('a link is asked for: one comes with the text, and the request still waits', () => {
    const { state, effects } = after([{ type: 'customer.askedForLink' }]);

    expect(state).toBe('awaitingFile');
    expect(effects).toEqual([
      {
        type: 'sendPrompt',
        params: {
          prompt: 'document.uploadLink',
          class: 'reply',
          values: { dueAt: expiresAt },
          link: 'upload',
        },
      },
    ]);
  });

  it('a reminder is due: is sent, and the next one is started', () => {
    const { effects } = after([{ type: 'timer.reminder', now: '2026-11-30T06:00:00.000Z' }]);

    expect(promptsOf(effects)).toEqual(['document.reminder']);
    expect(effects.at(-1)).toEqual({
      type: 'startTimer',
      params: { timer: 'reminder', at: '2026-12-04T06:00:00.000Z' },
    });
  });
});

describe('document request: files of the chat', () => {
  it('a HEIC photo, then a PDF (evt_1012): refused with its reason, reviewed, accepted', () => {
    const photo = after([sent('fil_1'), failed('fil_1', 'type_not_allowed')]);
    expect(photo.state).toBe('awaitingFile');
    expect(historyOf(photo.effects)).toEqual(['file_refused']);
    expect(valuesOf(photo.effects, 'document.refused')).toEqual([
      { dueAt: expiresAt, count: 0, refusals: ['type_not_allowed'] },
    ]);
    expect(photo.context.tries).toBe(0);

    const pdf = [sent('fil_1'), failed('fil_1', 'type_not_allowed'), sent('fil_2'), passed('fil_2')];
    const reviewed = after(pdf);
    expect(reviewed.state).toBe('reviewing');
    expect(valuesOf(reviewed.effects, 'document.received')).toEqual([
      { dueAt: expiresAt, count: 1, refusals: [] },
    ]);
    expect(tasksOf(reviewed.effects)).toEqual([{ reason: 'document_review', urgent: false }]);

    const ended = after([...pdf, { type: 'staff.acceptedDocument' }]);
    expect(outcomeOf(ended.effects)).toEqual(['accepted']);
    expect(promptsOf(ended.effects)).toEqual(['document.accepted']);
  });

  it('an album of three, one of them too large: one receipt, one answer for all', () => {
    const { state, all, effects } = after([
      sent('fil_1'),
      sent('fil_2'),
      passed('fil_1'),
      sent('fil_3'),
      failed('fil_3', 'too_large'),
      passed('fil_2'),
    ]);

    expect(state).toBe('reviewing');
    expect(promptsOf(all)).toEqual(['document.request', 'document.received']);
    expect(valuesOf(effects, 'document.received')).toEqual([
      { dueAt: expiresAt, count: 2, refusals: ['too_large'] },
    ]);
  });

  it('nothing of an album can be used: one answer names each reason once', () => {
    const { state, all } = after([
      sent('fil_1'),
      sent('fil_2'),
      sent('fil_3'),
      failed('fil_1', 'unreadable'),
      failed('fil_2', 'unreadable'),
      failed('fil_3', 'password_protected'),
    ]);

    expect(state).toBe('awaitingFile');
    expect(valuesOf(all, 'document.refused')).toEqual([
      { dueAt: expiresAt, count: 0, refusals: ['unreadable', 'password_protected'] },
    ]);
  });

  it('a result that comes again, or for a file nobody waits for: counts the file once', () => {
    expect(after([passed('fil_9')]).state).toBe('reviewing');
    expect(
      valuesOf(
        after([sent('fil_1'), sent('fil_2'), passed('fil_1'), passed('fil_1'), passed('fil_2')]).effects,
        'document.received',
      ),
    ).toMatchObject([{ count: 2 }]);
  });

  it('a check that takes seconds: not spoken of, its result is the answer; one that takes longer: spoken of once', () => {
    const checking = after([sent('fil_1'), sent('fil_2')]);
    expect(checking.all.filter(({ type }) => type === 'startTimer').at(-1)).toEqual({
      type: 'startTimer',
      params: { timer: 'checking', afterMs: 20_000 },
    });

    const slow: DocumentRequestEvent = { type: 'timer.checking' };
    expect(promptsOf(after([sent('fil_1'), slow]).effects)).toEqual(['document.checking']);
    expect(promptsOf(after([...received, sent('fil_2'), slow]).effects)).toEqual(['document.checking']);
    for (const ended of [received, [sent('fil_1'), failed('fil_1', 'unreadable')]]) {
      expect(after(ended).all).toContainEqual({ type: 'cancelTimer', params: { timer: 'checking' } });
      expect(after([...ended, slow]).effects).toEqual([]);
    }
    for (const [last, prompt] of [
      [passed('fil_2'), 'document.added'],
      [failed('fil_2', 'unreadable'), 'document.refused'],
    ] as const) {
      const { effects } = after([...received, sent('fil_2'), last]);
      expect(promptsOf(effects)).toEqual([prompt]);
      expect(effects).toContainEqual({ type: 'cancelTimer', params: { timer: 'checking' } });
    }
  });

  it('the right file after a wrong one, while staff looks: is added without a second task', () => {
    const { state, all } = after([...received, sent('fil_2'), passed('fil_2')]);

    expect(state).toBe('reviewing');
    expect(promptsOf(all).slice(-2)).toEqual(['document.received', 'document.added']);
    expect(historyOf(all)).toEqual(['file_added']);
    expect(tasksOf(all)).toHaveLength(1);
  });

  it('hundreds of files at once: the memory of the dialog stays small', () => {
    const many = Array.from({ length: 300 }, (_, index) => sent(`fil_${index}`));
    expect(after(many).context.pending.length).toBeLessThanOrEqual(30);
  });
});

describe('document request: a document only the link takes (evt_1019)', () => {
  it('its photo comes through the chat: the link is given, nothing is waited for', () => {
    const { state, effects } = after([sent('fil_1')], linkDocument);

    expect(state).toBe('awaitingFile');
    expect(historyOf(effects)).toEqual(['identity_in_chat']);
    expect(effects[0]).toMatchObject({
      type: 'sendPrompt',
      params: { prompt: 'document.idInChat', link: 'upload' },
    });
  });

  it.each([passed('fil_1'), failed('fil_1', 'identity_in_chat')])(
    'its check ends ($type): says and moves nothing',
    (event) => {
      expect(after([sent('fil_1'), event], linkDocument)).toMatchObject({
        state: 'awaitingFile',
        effects: [],
      });
    },
  );

  it('uploaded by the link: is reviewed', () => {
    const { state, effects } = after([uploaded], linkDocument);

    expect(state).toBe('reviewing');
    expect(valuesOf(effects, 'document.received')).toMatchObject([{ count: 2 }]);
  });
});

describe('document request: staff', () => {
  it('sends it back once: says why and waits again', () => {
    const { state, effects, context } = after([...received, sentBack('unreadable')]);

    expect(state).toBe('awaitingFile');
    expect(context.tries).toBe(1);
    expect(historyOf(effects)).toEqual(['document_rejected']);
    expect(valuesOf(effects, 'document.rejected')).toEqual([{ dueAt: expiresAt, reason: 'unreadable' }]);
  });

  it('sends it back while the right one is being checked: the check goes on', () => {
    const { state, all } = after([...received, sent('fil_2'), sentBack('wrong_type'), passed('fil_2')]);

    expect(state).toBe('reviewing');
    expect(promptsOf(all).slice(-2)).toEqual(['document.rejected', 'document.received']);
  });

  it.each([
    ['wrong_type', 'rejected_type'],
    ['expired', 'expired_document'],
    ['unreadable', 'rejected_quality'],
    ['incomplete', 'rejected_quality'],
    ['other', 'rejected_quality'],
  ])('sends the third one back because of %s: ends with %s and a task', (reason, outcome) => {
    const { effects } = after([
      uploaded,
      sentBack('unreadable'),
      uploaded,
      sentBack('other'),
      uploaded,
      sentBack(reason),
    ]);

    expect(outcomeOf(effects)).toEqual([outcome]);
    expect(tasksOf(effects)).toEqual([{ reason: 'document_rejected', urgent: false }]);
    expect(promptsOf(effects)).toEqual(['document.rejectedFinally']);
  });

  it('sends back what nobody sent: does nothing', () => {
    expect(after([sentBack('other')])).toMatchObject({ state: 'awaitingFile', effects: [] });
  });

  it.each([
    ['accepted', 'accepted'],
    ['refused', 'refused'],
    ['cancelled', 'cancelled'],
  ])('settles it as %s after a call: ends so', (outcome, expected) => {
    expect(outcomeOf(after([{ type: 'staff.settled', outcome }]).effects)).toEqual([expected]);
  });

  it('settles it with an outcome it does not know: does nothing', () => {
    expect(after([{ type: 'staff.settled', outcome: 'approved' }]).effects).toEqual([]);
  });
});

describe('document request: more time', () => {
  const asked: DocumentRequestEvent = { type: 'customer.askedForTime', now: '2026-12-05T10:00:00.000Z' };
  const later = '2026-12-14T20:59:59.000Z';

  it('asked for once: a week more, with timers and later reminders of that week', () => {
    const { state, effects } = after([asked]);

    expect(state).toBe('awaitingFile');
    expect(effects).toEqual([
      { type: 'extendDeadline', params: { dueAt: later, expiresAt: later } },
      { type: 'startTimer', params: { timer: 'expiry', at: later } },
      { type: 'noteHistory', params: { what: 'extended' } },
      {
        type: 'sendPrompt',
        params: { prompt: 'document.extended', class: 'reply', values: { dueAt: later } },
      },
      { type: 'startTimer', params: { timer: 'reminder', at: '2026-12-07T06:00:00.000Z' } },
    ]);
  });

  it('asked for when no reminder of the week is left: the old one is cancelled', () => {
    const { effects } = after([{ ...asked, now: '2026-12-12T10:00:00.000Z' }]);
    expect(effects.at(-1)).toEqual({ type: 'cancelTimer', params: { timer: 'reminder' } });
  });

  it('asked for again and again: staff decides, by one task', () => {
    const { context, all } = after([asked, asked, asked]);

    expect(context.expiresAt).toBe(later);
    expect(promptsOf(all).slice(-2)).toEqual(['document.extensionAsked', 'document.extensionAsked']);
    expect(tasksOf(all)).toEqual([{ reason: 'extension_requested', urgent: false }]);
  });
});

describe('document request: refusing', () => {
  it('said and confirmed by its button: ends as refused, with a task and without a decision', () => {
    const question = after([{ type: 'customer.refusedToSend' }]);
    expect(promptsOf(question.effects)).toEqual(['document.confirmRefusal']);
    expect(outcomeOf(question.effects)).toEqual([]);

    const ended = after([{ type: 'customer.refusedToSend' }, { type: 'customer.confirmedRefusal' }]);
    expect(outcomeOf(ended.effects)).toEqual(['refused']);
    expect(tasksOf(ended.effects)).toEqual([{ reason: 'document_refused', urgent: false }]);
    expect(ended.effects.some(({ type }) => type === 'recordDecision')).toBe(false);
  });

  it('«no» to the question itself: is asked again, never taken for a refusal', () => {
    const { state } = after([{ type: 'customer.refusedToSend' }, { type: 'customer.refusedToSend' }]);
    expect(state).toBe('confirmingRefusal');
  });

  it.each<DocumentRequestEvent>([
    { type: 'customer.wentBack' },
    { type: 'customer.askedForLink' },
    { type: 'customer.askedForTime', now: '2026-11-27T10:00:00.000Z' },
    { type: 'timer.reminder', now: '2026-11-30T06:00:00.000Z' },
  ])('then $type: the document is awaited again', (event) => {
    expect(after([{ type: 'customer.refusedToSend' }, event]).state).toBe('awaitingFile');
  });

  it('then the file itself: is checked like any other', () => {
    expect(after([{ type: 'customer.refusedToSend' }, sent('fil_1')]).state).toBe('checking');
  });
});

describe('document request: time runs out', () => {
  const expiry: DocumentRequestEvent = { type: 'timer.expiry' };

  it('nothing came: ends as not received, with a task', () => {
    const { effects } = after([expiry]);

    expect(outcomeOf(effects)).toEqual(['not_received']);
    expect(tasksOf(effects)).toEqual([{ reason: 'document_not_received', urgent: false }]);
    expect(promptsOf(effects)).toEqual(['document.expired']);
  });

  it('under review: stays, staff is hurried once', () => {
    const { state, all } = after([...received, expiry, expiry]);

    expect(state).toBe('reviewing');
    expect(historyOf(all)).toEqual(['late_review']);
    expect(tasksOf(all)).toEqual([
      { reason: 'document_review', urgent: false },
      { reason: 'document_review', urgent: true },
    ]);
  });

  it('under review and accepted afterwards: is accepted', () => {
    expect(outcomeOf(after([...received, expiry, { type: 'staff.acceptedDocument' }]).effects)).toEqual([
      'accepted',
    ]);
  });

  it('under review and sent back afterwards: ends with the reason, since no time is left', () => {
    expect(outcomeOf(after([...received, expiry, sentBack('expired')]).effects)).toEqual([
      'expired_document',
    ]);
  });

  it('while a file is checked: the check decides', () => {
    const good = after([sent('fil_1'), expiry, passed('fil_1')]);
    expect(good.state).toBe('reviewing');
    expect(historyOf(good.effects)).toEqual(['late_review']);
    expect(tasksOf(good.effects)).toEqual([{ reason: 'document_review', urgent: true }]);

    const bad = after([sent('fil_1'), expiry, failed('fil_1', 'unreadable')]);
    expect(outcomeOf(bad.effects)).toEqual(['not_received']);
  });
});
